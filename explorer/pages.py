"""Serving the page. It is plain HTML, CSS and JavaScript: nothing to build, nothing from afar."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

from explorer import places, routes
from explorer.sources import Sources

_FOLDER = Path(__file__).parent / "page"

# Only what the page brings itself may run or load, so text from a catalogue can't act.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def mount(app: FastAPI, sources: Sources) -> None:
    """Add the explorer's routes, and serve the page at ``/`` after all others.

    Args:
        app: The service; its other routes are there already.
        sources: The parts that the routes work with; they are not closed by it.
    """
    app.state.explorer = sources
    for part in (routes, places):
        app.include_router(part.router)

    @app.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    app.mount("/", StaticFiles(directory=_FOLDER, html=True), name="explorer")
