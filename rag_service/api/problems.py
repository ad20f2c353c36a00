"""Errors as application/problem+json (RFC 9457)."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from graph_schema.errors import (
    EditError,
    InputError,
    MediaError,
    MediaMissingError,
    ModelError,
    ReadLimitError,
    ReadOnlyError,
    ReelgraphError,
    RetrievalIndexError,
    ScopeError,
    StoreUnavailableError,
)

_log = structlog.get_logger("reelgraph.service")

_STATUS: dict[type[ReelgraphError], tuple[int, str]] = {
    InputError: (400, "The input can't be read"),
    ReadOnlyError: (400, "Only reading is allowed"),
    ScopeError: (403, "This can't be cut to what you may see"),
    EditError: (409, "The edit doesn't fit the graph"),
    ReadLimitError: (504, "The query took too long"),
    RetrievalIndexError: (503, "There is no index to answer from"),
    StoreUnavailableError: (503, "The graph store doesn't answer"),
    ModelError: (503, "A model can't be used"),
    MediaMissingError: (404, "The film's file is not here"),
    MediaError: (503, "The film can't be shown"),
}


class Problem(BaseModel):
    """What went wrong, for people and programs."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(examples=["There is no such node"])
    status: int = Field(examples=[404])
    detail: str = Field("", examples=["work:nls/9999 is not in the graph"])
    reference: str = Field("", examples=["3f0c2c1e"], description="Quote it when you report this")


def problem(request: Request, status: int, title: str, detail: str = "") -> JSONResponse:
    """A problem as a response; its reference is the request's id in the log."""
    reference = getattr(request.state, "reference", "")
    body = Problem(title=title, status=status, detail=detail, reference=reference)
    return JSONResponse(body.model_dump(), status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(ReelgraphError, _known)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unknown)


def status_of(error: ReelgraphError) -> tuple[int, str]:
    """The HTTP status and the title of an error that is raised on purpose."""
    for kind in type(error).__mro__:
        if kind in _STATUS:
            return _STATUS[kind]
    return 500, "Something went wrong"


def places_of(error: RequestValidationError) -> str:
    """Where a request doesn't fit, and how."""
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())


def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ReelgraphError)
    return problem(request, *status_of(error), str(error))


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = problem(request, error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return problem(request, 422, "The request doesn't fit", places_of(error))


def _unknown(request: Request, error: Exception) -> JSONResponse:
    reference = getattr(request.state, "reference", "")
    _log.error("unhandled", id=reference, path=request.url.path, error=repr(error))
    told = "It is in the service's log under the reference."
    return problem(request, 500, "Something went wrong here", told)
