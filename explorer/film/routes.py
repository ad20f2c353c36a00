"""The routes of one film: its record, its timeline and its captions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from explorer.evidence.bodies import EvidenceBody
from explorer.evidence.witness import Witness
from explorer.film.bodies import FilmBody, Part, TimedBody, TimelineBody
from explorer.film.record import read_film, with_timed_files
from explorer.film.rows import chapters, columns, of_file, only
from explorer.film.webvtt import webvtt
from explorer.moments import film_rows
from explorer.network.stating import origin_of
from explorer.sources import ARROW, CallerScope, CurrentTables, Store, send
from graph_schema.values import digest

router = APIRouter(prefix="/api/v1", tags=["films"])

MOST_ROWS = 5000
_MOST_CUES = 50_000

FilmId = Annotated[
    str, Query(alias="id", min_length=1, max_length=2000, examples=["work:reelgraph-demo/D072"])
]


def _film_rows(
    film_id: FilmId, scope: CallerScope, store: Store, tables: CurrentTables
) -> pa.Table:
    work = store.get(film_id, scope)
    if work is None or work.label != "Work":
        raise HTTPException(404, f"There is no film {film_id[:200]!r} here.")
    return film_rows(tables.table("moments", scope), work.id)


FilmRows = Annotated[pa.Table, Depends(_film_rows)]


@router.get("/film", summary="Read one film")
def film(film_id: FilmId, scope: CallerScope, store: Store, rows: FilmRows) -> FilmBody:
    """The film's record, its digital files, its rights, and how much its timeline holds."""
    found = read_film(store, film_id, scope)
    if found is None:
        raise HTTPException(404, f"There is no film {film_id[:200]!r} here.")
    timed = rows["file"].drop_null().unique().to_pylist()
    return FilmBody.of(with_timed_files(found, timed, store, scope), rows)


@router.get("/film/timeline", summary="What happens when in a film")
def timeline(
    rows: FilmRows,
    parts: Annotated[list[Part] | None, Query(alias="part", examples=[["text"]])] = None,
    kinds: Annotated[list[str] | None, Query(alias="kind", examples=[["transcript"]])] = None,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 2000,
) -> TimelineBody:
    """Segments, texts, frames and entities with their times, a page at a time."""
    wanted = only(rows, parts, kinds)
    page = wanted.slice(after, limit)
    more = after + page.num_rows
    return TimelineBody(
        rows=[TimedBody(**_shown(row)) for row in page.drop_columns(["film"]).to_pylist()],
        next=more if more < wanted.num_rows else None,
    )


@router.get(
    "/film/timeline.arrow",
    summary="A film's whole timeline, as columns",
    response_class=Response,
    responses={200: {"content": {ARROW: {}}, "description": "An Arrow IPC stream"}},
)
def timeline_arrow(
    request: Request, film_id: FilmId, scope: CallerScope, tables: CurrentTables, rows: FilmRows
) -> Response:
    """All that `/film/timeline` pages through, at once; times are floats of milliseconds."""
    name = f"timeline-{digest(film_id)[:16]}"
    return send(request, tables, name, scope, lambda: columns(rows))


@router.get("/film/evidence", summary="Read what stands behind a text of a film")
def evidence(
    scope: CallerScope,
    store: Store,
    rows: FilmRows,
    of: Annotated[
        str,
        Query(
            max_length=2000,
            description="A text, frame or segment of its timeline",
            examples=["text:446672fba7597ae112cb114c8bf6c6d3"],
        ),
    ],
) -> EvidenceBody:
    """The text or picture with its place, the records that it comes from and what made it."""
    said = only(rows, ["segment", "text", "frame"], None)
    found = said.filter(pc.equal(said["id"], of)).slice(0, 1).to_pylist()
    status = found[0]["status"] if found else None
    origin = "catalogue" if status is None else origin_of(status).word
    body = Witness(store, scope).of_node(of, origin) if found else None
    if body is None:
        raise HTTPException(404, f"There is no {of[:200]!r} in this film.")
    return body


@router.get(
    "/film/captions.vtt",
    summary="A film's texts as WebVTT",
    response_class=Response,
    responses={200: {"content": {"text/vtt": {}}, "description": "WebVTT"}},
)
def captions(
    rows: FilmRows,
    kind: Annotated[
        Literal["transcript", "ocr", "caption", "summary", "shotlist", "chapters"],
        Query(description="A channel of texts, or chapters"),
    ] = "transcript",
    file: Annotated[
        str | None, Query(max_length=2000, description="Of this digital file alone")
    ] = None,
) -> Response:
    """Transcript, on-screen text, captions of shots or chapters, for a player's text tracks."""
    rows = of_file(rows, file)
    cues = chapters(rows) if kind == "chapters" else only(rows, ["text"], [kind])
    said = cues.slice(0, _MOST_CUES).to_pylist()
    text = webvtt((row["start_ms"], row["end_ms"], row["text"] or row["kind"]) for row in said)
    return Response(text, media_type="text/vtt")


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    given = row["confidence"]
    return {**row, "confidence": None if given is None else round(given, 4)}
