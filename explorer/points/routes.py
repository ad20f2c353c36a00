"""The routes of the map of points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from explorer.points.bodies import FoundBody, PointBody, PointsBody
from explorer.points.table import row_of
from explorer.sources import ARROW, CallerScope, CurrentTables, Store, arrow, send
from explorer.tables import Tables
from graph_schema.scope import Scope
from graph_schema.store import Hit

router = APIRouter(prefix="/api/v1", tags=["explorer"])

_ARROW: dict[int | str, dict[str, object]] = {
    200: {"content": {ARROW: {}}, "description": "An Arrow IPC stream"}
}
_CHANGED: dict[int | str, dict[str, object]] = {409: {"description": "The map has changed"}}
# Without what only a chosen point tells: the rest is some 20 bytes a point.
_DRAWN = ("kind", "x", "y", "x_tsne", "y_tsne", "film", "group_0", "group_1")

_ROWS = ("film", "group_0", "group_1")

Version = Annotated[
    str | None, Query(max_length=200, description="Of points.arrow, from its schema's metadata")
]
Rows = Annotated[
    list[int],
    Query(max_length=200, default_factory=list, description="Rows of points.arrow"),
]
Ids = Annotated[
    list[str], Query(max_length=200, default_factory=list, examples=[["work:nls/0001"]])
]
Limit = Annotated[int, Query(ge=1, le=1000)]


def _current(tables: CurrentTables, version: Version = None) -> Tables:
    """The newest tables; 409 where the caller's rows are of others."""
    if version is not None and version != tables.version:
        raise HTTPException(409, "The map has changed since. Load it again.")
    return tables


Asked = Annotated[Tables, Depends(_current)]


@router.get("/points.arrow", summary="Every point of the map, as columns", responses=_ARROW)
def all_points(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """The points that the caller may see, for the map to draw.

    An Arrow IPC stream: kind, place by UMAP and (where it was laid out) by t-SNE, row of the film
    in films.arrow, rows of the clusters in groups.arrow (-1: none). The other routes name points
    by row.
    """
    return send(request, tables, "points", scope, lambda: _drawn(tables, scope))


@router.get("/groups.arrow", summary="The clusters of the map, as columns", responses=_ARROW)
def all_groups(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """The clusters on two levels, named after words of the points in them that the caller sees.

    An Arrow IPC stream: key, level, name, number of films and texts, place.
    """
    return arrow(request, tables, "groups", scope)


@router.get("/points", summary="Read points of the map", responses=_CHANGED)
def some_points(
    scope: CallerScope,
    tables: Asked,
    rows: Rows,
    ids: Ids,
) -> PointsBody:
    """What points are, by their rows or by what they stand for: names, films and seconds."""
    held = tables.table("points", scope)
    known = [row for row in rows if 0 <= row < held.num_rows]
    named = (row_of(held, node) for node in ids)
    known += [row for row in named if row is not None]
    return PointsBody(points=_bodies(tables, scope, held, known))


@router.get("/points/search", summary="Find points by words", responses=_CHANGED)
def search(
    q: Annotated[str, Query(min_length=1, max_length=500, examples=["fishing boats"])],
    scope: CallerScope,
    tables: Asked,
    store: Store,
    limit: Limit = 300,
) -> FoundBody:
    """Points whose names, titles or texts have the words, best first."""
    return FoundBody(rows=_rows(tables, scope, store.search_text(q, scope, limit=limit)))


@router.get("/points/like", summary="Find points that are like one", responses=_CHANGED)
def like(
    node: Annotated[str, Query(alias="id", min_length=1, examples=["work:nls/0001"])],
    scope: CallerScope,
    tables: Asked,
    store: Store,
    limit: Limit = 100,
) -> FoundBody:
    """Films and texts whose vectors are nearest to that of one, nearest first, without it."""
    held = tables.table("vectors", scope)
    row = row_of(held, node)
    if row is None:
        raise HTTPException(404, "Nothing is known to be like it: it has no vector of its own.")
    vector = np.asarray(held["vector"][row].as_py(), np.float32)
    vector /= np.linalg.norm(vector)
    hits = store.search_vector(vector, scope, limit=limit + 1)
    others = [hit for hit in hits if hit.node.id != node]
    return FoundBody(rows=_rows(tables, scope, others[:limit]))


def _drawn(tables: Tables, scope: Scope) -> pa.Table:
    held = tables.table("points", scope).select(_DRAWN)
    for name in _ROWS:
        place = held.schema.get_field_index(name)
        held = held.set_column(place, name, pc.fill_null(held[name], -1))
    empty = [name for name in ("x_tsne", "y_tsne") if held[name].null_count == held.num_rows]
    return held.drop_columns(empty)


def _rows(tables: Tables, scope: Scope, hits: Iterable[Hit]) -> list[int]:
    held = tables.table("points", scope)
    found = (row_of(held, hit.node.id) for hit in hits)
    return list(dict.fromkeys(row for row in found if row is not None))


def _bodies(tables: Tables, scope: Scope, held: pa.Table, rows: Sequence[int]) -> list[PointBody]:
    films = tables.table("films", scope)
    wanted = ["id", "kind", "name", "film", "file", "start_ms", "end_ms"]
    taken: list[dict[str, Any]] = held.select(wanted).take(pa.array(rows, pa.int64())).to_pylist()
    found = []
    for row, said in zip(rows, taken, strict=True):
        film = said.pop("film")
        known = {"film": None, "title": None}
        if film is not None:
            known = {"film": films["id"][film].as_py(), "title": films["title"][film].as_py()}
        found.append(PointBody(row=row, **said, **known))
    return found
