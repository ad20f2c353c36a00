"""The table of dates: of works and of what happened to them, uncertain ones as ranges."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyarrow as pa
from edtf import EDTFParseException, parse_edtf

from explorer.picture import Node, Picture
from graph_schema.relations import EVENTS, Relation

_WORDS = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("film", _WORDS),
        ("kind", _WORDS),  # Work, ProductionEvent, HistoricalEvent …
        ("name", _WORDS),  # of an event: its type or name
        ("date_text", _WORDS),  # as catalogued (EDTF)
        ("first", pa.date32()),  # the earliest day that it may mean
        ("last", pa.date32()),
        ("doubt", pa.uint8()),  # bits: 1 uncertain, 2 approximate
    ]
)
UNCERTAIN, APPROXIMATE = 1, 2

_HOLDING = (
    *(Relation.HAS_EVENT, Relation.HAS_ITEM, Relation.HAS_MANIFESTATION, Relation.HAS_VARIANT),
    *(Relation.HAS_SUBJECT, Relation.DEPICTS),
)


def dates(picture: Picture) -> pa.Table:
    """A row for each dated work, and for each dated event of a work; by work, kind and day."""
    rows = sorted(_rows(picture), key=lambda row: (row["film"], row["kind"], row["first"]))
    return pa.Table.from_arrays(
        [_column([row[field.name] for row in rows], field.type) for field in SCHEMA],
        schema=SCHEMA,
    )


@lru_cache(maxsize=65_536)
def span(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that an EDTF date may mean.

    Raises:
        ValueError: It is no EDTF date, or names no year from 1 to 9999.
    """
    if len(text) == 4 and text.isascii() and text.isdecimal():
        # Nearly all dates; the parser takes 10 ms for each.
        return datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31)
    try:
        date = parse_edtf(text)
        first, last = date.lower_strict(), date.upper_strict()
        return datetime.date(*first[:3]), datetime.date(*last[:3])
    except (EDTFParseException, TypeError, OverflowError) as error:
        raise ValueError(f"{text!r} is no EDTF date") from error


def doubt(text: str) -> int:
    """How sure an EDTF date is: bits `UNCERTAIN` (``?``), `APPROXIMATE` (``~``) or both (``%``).

    Source: ISO 8601-2, clause 8.4 (qualification).
    """
    return UNCERTAIN * ("?" in text or "%" in text) | APPROXIMATE * ("~" in text or "%" in text)


def _rows(picture: Picture) -> Iterator[dict[str, Any]]:
    for work in picture.labelled("Work"):
        yield from _dated(work.id, work, work.properties.get("date_text"), None)
    for event in picture.labelled(*sorted(EVENTS), "HistoricalEvent"):
        held = event.properties
        for film in sorted(_films(picture, event.id)):
            yield from _dated(film, event, held.get("date"), held.get("type") or held.get("name"))


def _dated(film: str, node: Node, text: str | None, name: str | None) -> Iterator[dict[str, Any]]:
    try:
        first, last = span(text or "")
    except ValueError:
        return
    yield {
        "film": film,
        "kind": node.label,
        "name": name,
        "date_text": text,
        "first": first,
        "last": last,
        "doubt": doubt(text or ""),
    }


def _films(picture: Picture, node: str) -> set[str]:
    """The Works that an event is of or about."""
    found: set[str] = set()
    for edge in picture.into(node, *_HOLDING):
        held = picture.nodes.get(edge.node)
        if held is not None and held.label == "Work":
            found.add(held.id)
        elif held is not None:
            found |= _films(picture, held.id)
    return found


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, kind.value_type).dictionary_encode()
    return pa.array(values, kind)
