"""Adding the explorer to the service: its routes, and the web app at ``/``."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint
from starlette.types import Scope

from explorer import places, routes
from explorer.cut import routes as cut
from explorer.entities import routes as entity_routes
from explorer.film import routes as film
from explorer.media import Films
from explorer.media import routes as media
from explorer.network import routes as network_routes
from explorer.points import routes as point_routes
from explorer.site import POLICY, Site
from explorer.sources import Sources


def mount(app: FastAPI, sources: Sources) -> None:
    """Add the explorer's routes, and serve the web app at ``/`` after all others.

    Args:
        app: The service; its other routes are there already.
        sources: The parts that the routes work with; they are not closed by it.
    """
    app.state.explorer = sources
    app.state.films = Films(sources.media, sources.work)
    for part in (
        routes,
        places,
        network_routes,
        media,
        film,
        entity_routes,
        point_routes,
        cut,
    ):
        app.include_router(part.router)

    @app.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    app.mount("/", _Transition(), name="explorer")


class _Transition(Site):
    """The web app, but for the page to ask on, which is still apart."""

    def __init__(self) -> None:
        super().__init__()
        self.all_directories = [Path(__file__).parent / "page", *self.all_directories]
        self.html = True

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path == ".":
            return await super(Site, self).get_response(path, scope)
        return await super().get_response(path, scope)
