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


@router.get("/places.arrow", summary="Every place, as columns", responses=_ARROW)
def places(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """All places that the caller may see, with coordinates where a source gives them.

    An Arrow IPC stream: names, degrees north and east, who gave them, kind, wider places, how
    many films tell of it, and how many in each way (catalogued, spoken, seen, described).
    """
    return arrow(request, tables, "places", scope)


@router.get("/place/ties.arrow", summary="Which film is of which place", responses=_ARROW)
def ties(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """A row for each film and place, for views to count places among the films that are left.

    An Arrow IPC stream: film, place, and the ways as bits (1 catalogued, 2 spoken, 4 seen,
    8 described).
    """
    return arrow(request, tables, "ties", scope)


@router.get("/timeline.arrow", summary="Every date, as columns", responses=_ARROW)
def timeline(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """The dates of works and events that the caller may see, for a timeline to draw.

    An Arrow IPC stream: the film, what was dated (a Work, or the label of an event), the name of
    an event, the date as catalogued, the first and last day that it may mean, and whether it is
    uncertain (1), approximate (2) or both (3).
    """
    return arrow(request, tables, "dates", scope)
