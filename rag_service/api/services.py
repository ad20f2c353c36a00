"""What routes need, named once."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request

from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.answering import Answerer
from rag_service.api.gate import Gate


@dataclass(frozen=True)
class Standing:
    """How far the index that answers is behind the graph, and what keeps it there.

    Attributes:
        graph: The graph's change number when it was last looked at.
        indexed: The change number that the index in use stands at; None where there is none.
        problem: Why it can't follow at present; empty where it can.
        refreshes, failures: How often it was refreshed, and how often that failed.
        refresh_s: Seconds that the last refresh took, till questions saw it.
    """

    graph: int = 0
    indexed: int | None = None
    problem: str = ""
    refreshes: int = 0
    failures: int = 0
    refresh_s: float = 0.0


@dataclass(frozen=True)
class Services:
    """The parts that the front door hands to the service.

    Attributes:
        answerer: Gives the answerer over the newest index; raises RetrievalIndexError.
        store: The graph store.
        token: Bearer token that callers must show; None where only loopback can call.
        hosts: Host names that requests may be addressed to; None allows any.
        standing: Tells how far the index follows the graph; None where it doesn't follow.
        gate: Bounds the questions that are worked on at a time.
    """

    answerer: Callable[[], Answerer]
    store: GraphStore
    token: str | None = None
    hosts: tuple[str, ...] | None = None
    standing: Callable[[], Standing] | None = None
    gate: Gate = field(default_factory=Gate)


def _services(request: Request) -> Services:
    return cast(Services, request.app.state.services)


def caller_scope(request: Request) -> Scope:
    """What the caller may see: everything for whoever holds the token, where one is set.

    Raises:
        HTTPException: 401, where the caller shows no token or a wrong one.
    """
    token = _services(request).token
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token is not None and not hmac.compare_digest(shown.encode(), token.encode()):
        raise HTTPException(
            401,
            "This service asks for a token: send it as 'Authorization: Bearer …'.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return Scope.everything()


def _store(request: Request) -> GraphStore:
    return _services(request).store


def _answerer(request: Request) -> Answerer:
    return _services(request).answerer()


CallerScope = Annotated[Scope, Depends(caller_scope)]
Store = Annotated[GraphStore, Depends(_store)]
CurrentAnswerer = Annotated[Answerer, Depends(_answerer)]
EveryService = Annotated[Services, Depends(_services)]


async def _turn(request: Request, _: CallerScope) -> AsyncIterator[None]:
    async with _services(request).gate.passed():
        yield


Turn = Depends(_turn)
"""A route that answers questions waits for its turn, and holds it until all is sent."""
