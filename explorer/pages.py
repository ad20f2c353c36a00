"""Adding the explorer to the service: its routes, and the web app at ``/``."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from explorer import places, routes
from explorer.coverage import routes as coverage
from explorer.cut import export, reading
from explorer.cut import routes as cut
from explorer.entities import routes as entity_routes
from explorer.film import iiif_routes
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
        iiif_routes,
        entity_routes,
        point_routes,
        cut,
        export,
        coverage,
        reading,
    ):
        app.include_router(part.router)

    @app.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    app.mount("/", Site(), name="explorer")
