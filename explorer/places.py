"""The routes of the map: places, the films of one and near it, and each time that it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, HTTPException, Query

from explorer.gazetteer import Near, near
from explorer.namings import WAYS
from explorer.place_bodies import (
    NameBody,
    NamesBody,
    NamingBody,
    NamingsBody,
    NearBody,
    PlaceBody,
    PlaceFilmBody,
    PlaceFilmsBody,
)
from explorer.sources import CallerScope, CurrentTables, Store
from explorer.tables import Tables
from graph_schema.scope import Scope
from graph_schema.values import slug

router = APIRouter(prefix="/api/v1", tags=["explorer"])

PlaceId = Annotated[str, Query(alias="id", min_length=1, examples=["place:nls/glasgow"])]
Km = Annotated[float, Query(ge=0, le=500, description="How far near is, in km")]
Offset = Annotated[int, Query(ge=0)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/place", summary="Read a place")
def one_place(
    place_id: PlaceId, scope: CallerScope, tables: CurrentTables, store: Store, km: Km = 15.0
) -> PlaceBody:
    """A place, how it is known, and the places near it or in it."""
    table = tables.table("places", scope)
    row = _row(place_id, tables, scope, store)
    held = table.slice(row, 1).to_pylist()[0]
    return PlaceBody(**held, near=[_near_body(table, one) for one in near(table, row, km)])


@router.get("/place/films", summary="List the films of a place and near it")
def place_films(
    place_id: PlaceId,
    scope: CallerScope,
    tables: CurrentTables,
    store: Store,
    km: Km = 15.0,
    offset: Offset = 0,
    limit: Limit = 50,
) -> PlaceFilmsBody:
    """Films of the place itself, then those of places near it or in it, the nearest first."""
    table = tables.table("places", scope)
    row = _row(place_id, tables, scope, store)
    around = [Near(row, 0.0, False), *near(table, row, km)]
    found = _films_of(table["id"].take([one.row for one in around]), tables, scope)
    shown = found[offset : offset + limit]
    films = _films(tables, scope, (film for film, _ in shown))
    return PlaceFilmsBody(
        total=len(found),
        here=sum(ties[0]["rank"] == 0 for _, ties in found),
        films=[
            _film_body(films[film], ties, table, around[ties[0]["rank"]])
            for film, ties in shown
            if film in films
        ],
    )


@router.get("/place/namings", summary="List each time that a place is named")
def place_namings(
    scope: CallerScope,
    tables: CurrentTables,
    store: Store,
    place_id: Annotated[str | None, Query(alias="id", min_length=1)] = None,
    name: Annotated[str | None, Query(min_length=1, max_length=500)] = None,
    timed: Annotated[bool, Query(description="Only those at a known second")] = False,
    offset: Offset = 0,
    limit: Limit = 50,
) -> NamingsBody:
    """Each time that films name a place, or use a name that is linked to no place yet."""
    if (place_id is None) == (name is None):
        raise HTTPException(422, "Give either the id of a place or a name.")
    table = tables.table("namings", scope)
    if place_id is not None:
        row = _row(place_id, tables, scope, store)
        place = tables.table("places", scope)["id"][row]
        found = table.filter(pc.equal(table["place"], place))
    else:
        unlinked = pc.and_(pc.is_null(table["place"]), pc.equal(table["key"], slug(str(name))))
        found = table.filter(unlinked)
    with_time = found.filter(pc.is_valid(found["start_ms"]))
    without = found.filter(pc.is_null(found["start_ms"]))
    chosen = with_time if timed else pa.concat_tables([with_time, without])
    rows = chosen.slice(offset, limit).drop_columns(["place", "key"]).to_pylist()
    films = _films(tables, scope, (row["film"] for row in rows))
    return NamingsBody(
        total=found.num_rows,
        timed=with_time.num_rows,
        namings=[
            NamingBody(**row, title=films[row["film"]]["title"])
            for row in rows
            if row["film"] in films
        ],
    )


@router.get("/place/names", summary="List names that are linked to no place")
def unlinked_names(
    scope: CallerScope,
    tables: CurrentTables,
    q: Annotated[str, Query(max_length=200, description="A part of the name")] = "",
    offset: Offset = 0,
    limit: Limit = 50,
) -> NamesBody:
    """Names of places met in records, sound and pictures that no place is known for."""
    table = tables.table("namings", scope)
    unlinked = table.filter(pc.is_null(table["place"])).select(["key", "name", "film"])
    if q.strip():
        unlinked = unlinked.filter(pc.match_substring(unlinked["key"], slug(q)))
    named = unlinked.group_by("key").aggregate(
        [("name", "min"), ("film", "count_distinct"), ("key", "count")]
    )
    order = [("key_count", "descending"), ("key", "ascending")]
    rows = named.sort_by(order).slice(offset, limit).to_pylist()
    return NamesBody(
        total=named.num_rows,
        namings=unlinked.num_rows,
        names=[
            NameBody(
                key=row["key"],
                name=row["name_min"],
                films=row["film_count_distinct"],
                namings=row["key_count"],
            )
            for row in rows
        ],
    )


def _row(place_id: str, tables: Tables, scope: Scope, store: Store) -> int:
    """The row of a place, also when asked by an identifier that was merged into it."""
    ids = tables.table("places", scope)["id"]
    row = int(pc.index(ids, place_id).as_py())
    if row < 0 and (node := store.get(place_id, scope)) is not None:
        row = int(pc.index(ids, node.id).as_py())
    if row < 0:
        raise HTTPException(404, f"There is no place {place_id!r} here.")
    return row


def _near_body(table: pa.Table, one: Near) -> NearBody:
    held = table.slice(one.row, 1).to_pylist()[0]
    shown = {name: held[name] for name in ("id", "name", "films", "timed")}
    return NearBody(**shown, km=one.km, inside=one.inside)


def _films_of(
    places: pa.ChunkedArray, tables: Tables, scope: Scope
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The films of places, each with its ties to the first of them that it is of."""
    table = tables.table("namings", scope)
    rank = pc.index_in(table["place"], value_set=places.combine_chunks())
    table = table.select(["film", "how", "start_ms"]).append_column("rank", rank)
    tied = table.filter(pc.and_(pc.is_valid(rank), pc.is_valid(table["film"])))
    grouped = tied.group_by(["rank", "film", "how"]).aggregate([("start_ms", "min")])
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for tie in grouped.sort_by(
        [(name, "ascending") for name in ("rank", "film", "how")]
    ).to_pylist():
        held = found[tie["film"]]
        if not held or held[0]["rank"] == tie["rank"]:
            held.append(tie)
    return list(found.items())


def _films(tables: Tables, scope: Scope, wanted: Iterable[str]) -> dict[str, dict[str, Any]]:
    table = tables.table("films", scope).select(["id", "title", "date_text"])
    rows = pc.index_in(pa.array(list(dict.fromkeys(wanted)), pa.string()), table["id"])
    return {row["id"]: row for row in table.take(rows.drop_null()).to_pylist()}


def _film_body(
    film: dict[str, Any], ties: list[dict[str, Any]], places: pa.Table, at: Near
) -> PlaceFilmBody:
    seconds = [tie["start_ms_min"] for tie in ties if tie["start_ms_min"] is not None]
    return PlaceFilmBody(
        **film,
        place=places["id"][at.row].as_py(),
        name=places["name"][at.row].as_py(),
        km=at.km,
        inside=at.inside,
        ways=[way for way in WAYS if any(tie["how"] == way for tie in ties)],
        first_ms=min(seconds, default=None),
    )
