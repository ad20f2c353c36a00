"""The routes of the Coverage view."""

from __future__ import annotations

import pyarrow as pa
from fastapi import APIRouter, Request, Response

from explorer.media.films import plays_by_name
from explorer.media.roots import MediaRoots
from explorer.sources import ARROW, CallerScope, CurrentTables, EverySource, arrow, stream
from graph_schema.errors import MediaMissingError

router = APIRouter(prefix="/api/v1/coverage", tags=["coverage"])

_ARROW: dict[int | str, dict[str, object]] = {
    200: {"content": {ARROW: {}}, "description": "An Arrow IPC stream"}
}


@router.get("/known.arrow", summary="How much is known of each film", responses=_ARROW)
def known(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """What the caller may see of each film, counted by kind of thing and by who says it.

    An Arrow IPC stream: row of the film in films.arrow (null: of no one film), row of the maker in
    makers.arrow (null: a catalogue, a person, or worked out here), what (statements, records and
    shotlists of a catalogue; speech, screen, captions, summaries, shots, parts, names and pictures
    that enrichment gave; vectors and positions; claims unreviewed, accepted and rejected), count.
    """
    return arrow(request, tables, "known", scope)


@router.get("/makers.arrow", summary="Who speaks besides the catalogue", responses=_ARROW)
def makers(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """The programs and models by which machines speak in what the caller may see.

    An Arrow IPC stream: program, its version, model (null where no run tells), number of Sources,
    days of the first and the last run.
    """
    return arrow(request, tables, "makers", scope)


@router.get("/files.arrow", summary="Which films' files lie here", responses=_ARROW)
def files(scope: CallerScope, tables: CurrentTables, sources: EverySource) -> Response:
    """The digital files of films that the caller may see, and whether each lies here now.

    An Arrow IPC stream: row of the film in films.arrow, whether the file lies under the folders of
    films, and whether browsers play files of its name. Costs a look at the disk for each.
    """
    roots = MediaRoots(sources.media)
    held = tables.table("files", scope)
    lying = [_plays(roots, uri) for uri in held["uri"].to_pylist()]
    found = pa.table(
        {
            "film": held["film"],
            "here": pa.array([plays is not None for plays in lying], pa.bool_()),
            "plays": pa.array([bool(plays) for plays in lying], pa.bool_()),
        }
    )
    return stream(found, tables, {"Cache-Control": "private, no-store"})


def _plays(roots: MediaRoots, uri: str) -> bool | None:
    """True where browsers play files of such a name; None where the file doesn't lie here."""
    try:
        return plays_by_name(roots.find(uri))
    except MediaMissingError:
        return None
