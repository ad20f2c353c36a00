"""The table of credits: each film's title, where it comes from and the terms of its use."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from explorer.film.terms import NAMES, rights
from explorer.picture import Node, Picture
from graph_schema.relations import Relation

SCHEMA = pa.schema(
    [
        ("film", pa.string()),
        ("title", pa.string()),
        ("date_text", pa.string()),
        ("year_from", pa.int16()),
        ("year_to", pa.int16()),
        ("rights", pa.string()),
        ("stated", pa.bool_()),
        ("source", pa.string()),
        ("holder", pa.string()),
    ]
)


def credits_table(picture: Picture) -> pa.Table:
    """A row a Work, by id."""
    records = dict(picture.raw(NAMES))
    return pa.Table.from_pylist(
        [_row(picture, work, records) for work in picture.labelled("Work")], SCHEMA
    )


def _row(picture: Picture, work: Node, records: dict[str, dict[str, str]]) -> dict[str, object]:
    held = work.properties
    copies = picture.reached(work.id, Relation.HAS_MANIFESTATION)
    items = (i.properties for c in copies for i in picture.reached(c.id, Relation.HAS_ITEM))
    stated = (records[source] for source in work.sources if source in records)
    found = rights(held, work.id, stated, items)
    return {
        "film": work.id,
        "title": held.get("preferred_title", ""),
        "date_text": held.get("date_text"),
        "year_from": held.get("year_from"),
        "year_to": held.get("year_to", held.get("year_from")),
        "rights": found.text,
        "stated": found.stated,
        "source": found.source,
        "holder": found.holder,
    }


def credits_of(table: pa.Table, films: list[str]) -> dict[str, dict[str, Any]]:
    """The rows of some films, by id."""
    wanted = table.filter(pc.is_in(table["film"], pa.array(films, pa.string())))
    return {row["film"]: row for row in wanted.to_pylist()}
