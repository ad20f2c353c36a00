"""What both clients ask and how they read replies; nothing here touches the network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import httpx
from httpx_sse import SSEError
from pydantic import TypeAdapter, ValidationError

from reelgraph.client.errors import (
    OF_STATUS,
    ConnectionFailedError,
    ProblemError,
    UnexpectedReplyError,
)
from reelgraph.client.models import (
    Answer,
    Communities,
    Done,
    Event,
    Found,
    Hit,
    Neighbour,
    Node,
    Passage,
    Record,
    Sentence,
    Turn,
    Understood,
)
from reelgraph.client.retrying import retry_after

URL = "http://127.0.0.1:8735"
TIMEOUT_S = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class Call(Generic[T]):
    """A request, and the type of its reply."""

    method: str
    path: str
    reply: type[T] | Any
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None

    def read(self, response: httpx.Response) -> T:
        """The typed reply.

        Raises:
            ProblemError: The service says what is wrong.
            UnexpectedReplyError: The reply is none of a Reelgraph service.
        """
        check(response)
        try:
            value: T = TypeAdapter(self.reply).validate_python(response.json())
        except (ValueError, ValidationError) as error:
            raise UnexpectedReplyError(
                f"{response.url} sent what this client can't read; is it a Reelgraph service "
                f"of this version? ({error})"
            ) from error
        return value


def ask(
    question: str, conversation: Sequence[Turn] = (), without: Sequence[str] = ()
) -> Call[Answer]:
    """Answer a question."""
    return Call("POST", "/api/v1/ask", Answer, body=_turn(question, conversation, without))


def stream(
    question: str, conversation: Sequence[Turn] = (), without: Sequence[str] = ()
) -> Call[Any]:
    """Answer a question in events."""
    return Call("POST", "/api/v1/ask/stream", None, body=_turn(question, conversation, without))


def _turn(question: str, conversation: Sequence[Turn], without: Sequence[str]) -> dict[str, object]:
    before = [turn.model_dump() for turn in conversation]
    return {"question": question, "without": list(without), "conversation": before}


def search(words: str, labels: Sequence[str], limit: int) -> Call[list[Hit]]:
    """Find nodes by words."""
    return Call(
        "GET", "/api/v1/search", list[Hit], {"q": words, "label": list(labels), "limit": limit}
    )


def passages(question: str, limit: int) -> Call[list[Passage]]:
    """Find passages by meaning and words."""
    return Call("GET", "/api/v1/passages", list[Passage], {"q": question, "limit": limit})


def communities(level: int, limit: int) -> Call[Communities]:
    """List communities of films."""
    params = {"level": level, "limit": limit}
    return Call("GET", "/api/v1/communities", Communities, params)


def entity(identifier: str) -> Call[Node]:
    """Read a node."""
    return Call("GET", "/api/v1/node", Node, {"id": identifier})


def neighbours(identifier: str, types: Sequence[str], limit: int) -> Call[list[Neighbour]]:
    """Read a node's neighbours."""
    return Call(
        "GET",
        "/api/v1/neighbours",
        list[Neighbour],
        {"id": identifier, "type": list(types), "limit": limit},
    )


def record(identifier: str, limit: int) -> Call[list[Record]]:
    """Read records as received."""
    return Call("GET", "/api/v1/record", list[Record], {"id": identifier, "limit": limit})


def headers(token: str | None) -> dict[str, str]:
    """The headers of every request."""
    return {"Authorization": f"Bearer {token}"} if token else {}


def check(response: httpx.Response) -> None:
    """Raise what the service says is wrong; the body must have been read.

    Raises:
        ProblemError: The status tells of an error.
        UnexpectedReplyError: The address leads elsewhere.
    """
    if response.is_success:
        return
    if response.is_redirect:
        raise UnexpectedReplyError(
            f"{response.url} leads on to {response.headers.get('location')}; use that address"
        )
    told = _problem(response)
    kind = OF_STATUS.get(response.status_code, ProblemError)
    raise kind(
        response.status_code,
        str(told.get("title") or response.reason_phrase),
        str(told.get("detail") or ""),
        str(told.get("reference") or ""),
        retry_after(response),
    )


def event_of(name: str, data: str) -> Event | None:
    """A typed event; None for one that this client doesn't know.

    Raises:
        UnexpectedReplyError: The data is not what such an event holds.
    """
    read = _EVENTS.get(name)
    if read is None:
        return None
    try:
        return read(json.loads(data))
    except (ValueError, ValidationError) as error:
        raise UnexpectedReplyError(f"an event {name!r} can't be read: {error}") from error


@contextmanager
def guarded(url: httpx.URL) -> Iterator[None]:
    """Tell failures of the network in the client's own errors."""
    try:
        yield
    except (SSEError, httpx.DecodingError) as error:
        raise UnexpectedReplyError(f"{url} sent what this client can't read: {error}") from error
    except httpx.TransportError as error:
        told = str(error) or type(error).__name__
        raise ConnectionFailedError(f"{url} can't be reached: {told}") from error


_EVENTS: dict[str, Callable[[Any], Event]] = {
    "understood": lambda data: Understood(understood=data),
    "evidence": Found.model_validate,
    "sentence": Sentence.model_validate,
    "done": lambda data: Done(answer=Answer.model_validate(data)),
}


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        told = response.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
