"""The routes of the Entity view. Relations with others are the network's neighbours."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pyarrow as pa
from fastapi import APIRouter, Depends, HTTPException, Query

from explorer.entities.bodies import (
    AppearanceBody,
    AppearancesBody,
    EntityFilmBody,
    EntityFilmsBody,
    EntityPageBody,
    HistoryBody,
)
from explorer.entities.history import History
from explorer.entities.page import Subject, films_of, page_of
from explorer.network.bodies import LinkBody
from explorer.network.columns import Integers, Words, numbers
from explorer.network.reading import Network, network
from explorer.network.stating import Origin
from explorer.sources import CallerScope, CurrentTables, Store

router = APIRouter(prefix="/api/v1/entity", tags=["network"])

EntityId = Annotated[
    str, Query(alias="id", min_length=1, max_length=2000, examples=["place:nls/aberdeen"])
]
Offset = Annotated[int, Query(ge=0)]
Limit = Annotated[int, Query(ge=1, le=500)]


class Asked:
    """An entity that is asked for, with what tells of it."""

    def __init__(
        self, entity_id: EntityId, scope: CallerScope, tables: CurrentTables, store: Store
    ) -> None:
        self.net = network(tables, scope)
        self.scope, self.store = scope, store
        found = Subject.find(entity_id, store, self.net, scope)
        if found is None:
            raise HTTPException(404, f"There is no entity {entity_id!r} here.")
        self.subject = found
        self._table = tables.table("appearances", scope)

    @property
    def row(self) -> int | None:
        """The entity's row in the tables."""
        return self.subject.row

    @property
    def history(self) -> History:
        """What people decided on it."""
        return History(self.subject, self.store, self.net, self.scope)

    def appearances(self) -> pa.Table:
        """Its rows of the table of appearances."""
        if self.row is None:
            return self._table.slice(0, 0)
        ends = np.searchsorted(numbers(self._table["entity"]), (self.row, self.row + 1))
        return self._table.slice(int(ends[0]), int(ends[1] - ends[0]))


Entity = Annotated[Asked, Depends(Asked)]


@router.get("", summary="Read who or what an entity is")
def page(asked: Entity) -> EntityPageBody:
    """Names, facts, authorities, communities, and how much else there is to read.

    One that was merged into another is answered by that other, whose ``id`` differs from
    ``asked`` then.
    """
    there, edits = asked.appearances().num_rows, len(asked.history.edits)
    return page_of(asked.subject, asked.store, asked.net, asked.scope, there, edits)


@router.get("/films", summary="List an entity's films")
def films(asked: Entity, offset: Offset = 0, limit: Limit = 50) -> EntityFilmsBody:
    """Films that it is linked to, by year, with how, and the first second it appears at."""
    row, net = asked.row, asked.net
    if row is None:
        return EntityFilmsBody(total=0, offset=offset, films=[])
    found = films_of(net, row)
    rows = found[offset : offset + limit]
    times = _Times(asked.appearances())
    return EntityFilmsBody(
        total=len(found),
        offset=offset,
        films=[
            EntityFilmBody(
                id=film.id,
                title=film.name,
                year=film.year,
                links=_links(net, row, int(number), asked.subject.node.id, film.id),
                appearances=times.count(int(number)),
                first_ms=times.first(int(number)),
            )
            for number, film in zip(rows, net.entities_at(rows), strict=True)
        ],
    )


@router.get("/appearances", summary="List where an entity appears")
def appearances(
    asked: Entity,
    how: Annotated[
        list[str] | None, Query(max_length=4, description="catalogued, spoken, seen, described")
    ] = None,
    film: Annotated[str | None, Query(description="In this film alone")] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> AppearancesBody:
    """Each time that it is named, heard or seen, by film and second, with the words around."""
    table, net = asked.appearances(), asked.net
    words = Words.of(table["how"])
    rows = np.arange(table.num_rows)
    if film is not None:
        rows = rows[numbers(table["film"]) == (net.row(film) if net.row(film) is not None else -1)]
    ways = words.counted(rows)
    if how:
        rows = rows[words.one_of(rows, how)]
    return AppearancesBody(
        total=len(rows),
        offset=offset,
        by_way=ways,
        appearances=_bodies(net, table, rows[offset : offset + limit]),
    )


@router.get("/history", summary="Read what people decided on an entity")
def history(asked: Entity, offset: Offset = 0, limit: Limit = 50) -> HistoryBody:
    """Decisions on it, on what was merged into it and on claims about it, the latest first."""
    told = asked.history
    return HistoryBody(
        total=len(told.edits),
        offset=offset,
        edits=[told.body(edit) for edit in told.edits[offset : offset + limit]],
    )


class _Times:
    """How often an entity appears in each film, and when first."""

    def __init__(self, table: pa.Table) -> None:
        self._films = numbers(table["film"])
        self._starts = table["start_ms"]

    def count(self, film: int) -> int:
        first, last = self._stretch(film)
        return last - first

    def first(self, film: int) -> int | None:
        """The first second in a film, in milliseconds; those without one come last."""
        first, last = self._stretch(film)
        return None if first == last else self._starts[first].as_py()

    def _stretch(self, film: int) -> tuple[int, int]:
        first, last = np.searchsorted(self._films, (film, film + 1))
        return int(first), int(last)


def _links(net: Network, row: int, film: int, here: str, there: str) -> list[LinkBody]:
    return [LinkBody.of(link, here, there) for link in net.between(row, film)]


def _bodies(net: Network, table: pa.Table, rows: Integers) -> list[AppearanceBody]:
    held = table.take(pa.array(rows, pa.int64())).to_pylist()
    films = net.entities_at([row["film"] for row in held])
    return [
        AppearanceBody(
            film=film.id,
            title=film.name,
            year=film.year,
            how=row["how"],
            start_ms=row["start_ms"],
            end_ms=row["end_ms"],
            text=row["text"],
            marked=None if row["marked_from"] is None else [row["marked_from"], row["marked_to"]],
            origin=Origin(row["origin"]).word,
            confidence=row["confidence"],
            claim=row["claim"],
            evidence=row["evidence"],
        )
        for row, film in zip(held, films, strict=True)
    ]
