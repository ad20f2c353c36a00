"""What routes need, named once."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request

from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.answering import Answerer


@dataclass(frozen=True)
class Services:
    """The parts that the front door hands to the service.

    Attributes:
        answerer: Gives the answerer over the newest index; raises RetrievalIndexError.
        store: The graph store.
        token: Bearer token that callers must show; None where only loopback can call.
        hosts: Host names that requests may be addressed to; None allows any.
    """

    answerer: Callable[[], Answerer]
    store: GraphStore
    token: str | None = None
    hosts: tuple[str, ...] | None = None


def _services(request: Request) -> Services:
    return cast(Services, request.app.state.services)


def _scope(request: Request) -> Scope:
    """What the caller may see: everything for whoever holds the token, nothing otherwise."""
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


CallerScope = Annotated[Scope, Depends(_scope)]
Store = Annotated[GraphStore, Depends(_store)]
CurrentAnswerer = Annotated[Answerer, Depends(_answerer)]
EveryService = Annotated[Services, Depends(_services)]
