"""The routes that send tables as they are."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from explorer.sources import ARROW, CallerScope, CurrentTables, arrow

router = APIRouter(prefix="/api/v1", tags=["explorer"])

_ARROW: dict[int | str, dict[str, object]] = {
    200: {"content": {ARROW: {}}, "description": "An Arrow IPC stream"}
}


@router.get("/films.arrow", summary="Every film, as columns", responses=_ARROW)
def films(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """All films that the caller may see, a row each, for views to filter by.

    An Arrow IPC stream: id, title, years, date as catalogued, collections, places, subjects,
    genres, people, colour, sound, duration in seconds, and how far it is enriched and reviewed.
    """
    return arrow(request, tables, "films", scope)
