"""The client that waits for answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

import httpx
from httpx_sse import EventSource

from reelgraph.client import calls
from reelgraph.client.errors import ConnectionFailedError
from reelgraph.client.models import (
    Answer,
    Communities,
    Done,
    Event,
    Hit,
    Neighbour,
    Node,
    Passage,
    Record,
    Turn,
)
from reelgraph.client.retrying import RETRIES, pause

T = TypeVar("T")


class Client:
    """A Reelgraph service, asked over HTTP. Threads may share it; close it at the end.

    Every method raises ClientError where no answer can be had. A busy service (429, 503) is
    asked again after the pause that its Retry-After names.

    Args:
        url: Address of the service.
        token: Where the service asks for one.
        timeout_s: Longest wait for a reply, or for the next part of a stream, in seconds.
        retries: How often a busy service is asked again.
        transport: Takes the place of the network, in tests.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        url: str = calls.URL,
        token: str | None = None,
        *,
        timeout_s: float = calls.TIMEOUT_S,
        retries: int = RETRIES,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx.Client(
            base_url=url, headers=calls.headers(token), timeout=timeout_s, transport=transport
        )
        self._retries = retries
        self._sleep = sleep

    def ask(
        self, question: str, *, conversation: Sequence[Turn] = (), without: Sequence[str] = ()
    ) -> Answer:
        """Answer a question, with citations.

        Args:
            question: In plain words.
            conversation: The questions before it, oldest first.
            without: Ids of what was understood and is to be left out.
        """
        return self._send(calls.ask(question, conversation, without))

    def stream(
        self, question: str, *, conversation: Sequence[Turn] = (), without: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Answer step by step; the last event is Done, with the whole answer.

        Where a language model breaks off, that answer takes the place of the sentences before.
        """
        call = calls.stream(question, conversation, without)
        with self._opened(call) as response, calls.guarded(response.url):
            for sent in EventSource(response).iter_sse():
                event = calls.event_of(sent.event, sent.data)
                if event is not None:
                    yield event
                if isinstance(event, Done):
                    return
            raise ConnectionFailedError(f"{response.url} broke off before the answer was whole")

    def search(self, words: str, *, labels: Sequence[str] = (), limit: int = 10) -> list[Hit]:
        """Nodes whose names, titles or texts match the words, best first."""
        return self._send(calls.search(words, labels, limit))

    def passages(self, question: str, *, limit: int = 10) -> list[Passage]:
        """Passages that an answer would be made of, best first."""
        return self._send(calls.passages(question, limit))

    def communities(self, *, level: int = 0, limit: int = 20) -> Communities:
        """The largest communities of films, with what marks them out and words of their films."""
        return self._send(calls.communities(level, limit))

    def entity(self, identifier: str) -> Node:
        """The node, also by an identifier that was merged into it. Raises NotFoundError."""
        return self._send(calls.entity(identifier))

    def neighbours(
        self, identifier: str, *, types: Sequence[str] = (), limit: int = 100
    ) -> list[Neighbour]:
        """Nodes one relationship away, of the types named or of all."""
        return self._send(calls.neighbours(identifier, types, limit))

    def record(self, identifier: str, *, limit: int = 10) -> list[Record]:
        """The records behind a node, or of a Source, as received. Raises NotFoundError."""
        return self._send(calls.record(identifier, limit))

    def close(self) -> None:
        """Give back connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _send(self, call: calls.Call[T]) -> T:
        with self._opened(call) as response, calls.guarded(response.url):
            response.read()
            return call.read(response)

    @contextmanager
    def _opened(self, call: calls.Call[T]) -> Generator[httpx.Response]:
        """A response whose status is good and whose body is still to come."""
        response = self._asked(call)
        try:
            if not response.is_success:
                with calls.guarded(response.url):
                    response.read()
                calls.check(response)
            yield response
        finally:
            response.close()

    def _asked(self, call: calls.Call[T]) -> httpx.Response:
        request = self._http.build_request(
            call.method, call.path, params=call.params, json=call.body
        )
        for attempt in range(self._retries + 1):
            with calls.guarded(request.url):
                response = self._http.send(request, stream=True)
            wait = pause(response, attempt, self._retries)
            if wait is None:
                return response
            response.close()
            self._sleep(wait)
        raise AssertionError("the last attempt is returned")
