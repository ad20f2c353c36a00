"""Assembling the service."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from graph_schema.errors import ReelgraphError
from rag_service.api import (
    ask,
    communities,
    completions,
    coverage,
    evidence,
    graph,
    observe,
    problems,
)
from rag_service.api.services import EveryService, Services

_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": problems.Problem, "description": text}
    for status, text in (
        (401, "No token, or a wrong one"),
        (404, "Not in the graph, or not for you"),
        (422, "The request doesn't fit"),
        (429, "Too many questions at once; Retry-After tells when to ask again"),
        (503, "The store, the index or a model is not there"),
    )
}


def create_app(services: Services) -> FastAPI:
    """The service as an ASGI app.

    Args:
        services: The parts that it works with; they are not closed by it.
    """
    app = FastAPI(
        title="Reelgraph",
        version="1",
        description="Questions about a film archive, answered from its graph with evidence.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    if services.hosts is not None:
        # Without it a web page elsewhere could reach loopback under a name of its own.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(services.hosts))
    app.state.metrics = observe.install(app, services.gate, services.standing)
    problems.install(app)
    for part in (ask, coverage, communities, graph, evidence, completions):
        app.include_router(part.router, responses=_PROBLEMS)
    app.include_router(_health)
    return app


_health = APIRouter(tags=["health"])


@_health.get("/healthz", summary="Is the process alive?")
def healthz() -> dict[str, str]:
    """Answers as long as the process does."""
    return {"status": "alive"}


@_health.get("/readyz", summary="Can questions be answered?")
def readyz(request: Request, services: EveryService) -> JSONResponse:
    """503 with the reason while the store or the index is not there.

    Where the index follows the graph, tells how far it is and what keeps it back, if anything.
    """
    try:
        services.answerer()
        sequence = services.store.sequence()
    except ReelgraphError as error:
        return problems.problem(request, 503, "Not ready", str(error))
    told: dict[str, object] = {"status": "ready", "sequence": sequence}
    if services.standing is not None:
        standing = services.standing()
        told |= {"indexed": standing.indexed, "problem": standing.problem or None}
    return JSONResponse(told)
