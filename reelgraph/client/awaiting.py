"""The client whose answers are awaited; `Client` with `await` before each call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
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


class AsyncClient:
    """`Client` for asynchronous programs. Tasks of one loop may share it.

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
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=url, headers=calls.headers(token), timeout=timeout_s, transport=transport
        )
        self._retries = retries
        self._sleep = sleep

    async def ask(
        self, question: str, *, conversation: Sequence[Turn] = (), without: Sequence[str] = ()
    ) -> Answer:
        """Answer a question, with citations.

        Args:
            question: In plain words.
            conversation: The questions before it, oldest first.
            without: Ids of what was understood and is to be left out.
        """
        return await self._send(calls.ask(question, conversation, without))

    async def stream(
        self, question: str, *, conversation: Sequence[Turn] = (), without: Sequence[str] = ()
    ) -> AsyncIterator[Event]:
        """Answer step by step; the last event is Done, with the whole answer.

        Where a language model breaks off, that answer takes the place of the sentences before.
        """
        call = calls.stream(question, conversation, without)
        async with self._opened(call) as response:
            with calls.guarded(response.url):
                async for sent in EventSource(response).aiter_sse():
                    event = calls.event_of(sent.event, sent.data)
                    if event is not None:
                        yield event
                    if isinstance(event, Done):
                        return
                raise ConnectionFailedError(f"{response.url} broke off before the answer was whole")

    async def search(self, words: str, *, labels: Sequence[str] = (), limit: int = 10) -> list[Hit]:
        """Nodes whose names, titles or texts match the words, best first."""
        return await self._send(calls.search(words, labels, limit))

    async def passages(self, question: str, *, limit: int = 10) -> list[Passage]:
        """Passages that an answer would be made of, best first."""
        return await self._send(calls.passages(question, limit))

    async def communities(self, *, level: int = 0, limit: int = 20) -> Communities:
        """The largest communities of films, with what marks them out and words of their films."""
        return await self._send(calls.communities(level, limit))

    async def entity(self, identifier: str) -> Node:
        """The node, also by an identifier that was merged into it. Raises NotFoundError."""
        return await self._send(calls.entity(identifier))

    async def neighbours(
        self, identifier: str, *, types: Sequence[str] = (), limit: int = 100
    ) -> list[Neighbour]:
        """Nodes one relationship away, of the types named or of all."""
        return await self._send(calls.neighbours(identifier, types, limit))

    async def record(self, identifier: str, *, limit: int = 10) -> list[Record]:
        """The records behind a node, or of a Source, as received. Raises NotFoundError."""
        return await self._send(calls.record(identifier, limit))

    async def close(self) -> None:
        """Give back connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _send(self, call: calls.Call[T]) -> T:
        async with self._opened(call) as response:
            with calls.guarded(response.url):
                await response.aread()
            return call.read(response)

    @asynccontextmanager
    async def _opened(self, call: calls.Call[T]) -> AsyncGenerator[httpx.Response]:
        """A response whose status is good and whose body is still to come."""
        response = await self._asked(call)
        try:
            if not response.is_success:
                with calls.guarded(response.url):
                    await response.aread()
                calls.check(response)
            yield response
        finally:
            await response.aclose()

    async def _asked(self, call: calls.Call[T]) -> httpx.Response:
        request = self._http.build_request(
            call.method, call.path, params=call.params, json=call.body
        )
        for attempt in range(self._retries + 1):
            with calls.guarded(request.url):
                response = await self._http.send(request, stream=True)
            wait = pause(response, attempt, self._retries)
            if wait is None:
                return response
            await response.aclose()
            await self._sleep(wait)
        raise AssertionError("the last attempt is returned")
