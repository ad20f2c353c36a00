"""Where each entity is named, heard or seen, to the second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from explorer.evidence.quoting import cut_around
from explorer.namings import CATALOGUED, DESCRIBED, SEEN, SPOKEN
from explorer.network.stating import Owners, is_entity, origin
from explorer.network.tables import rows_of
from explorer.picture import Edge, Node, Picture
from graph_schema.relations import Relation

SCHEMA = pa.schema(
    [
        ("entity", pa.int32()),  # row of `entities`; in this order, then by film and second
        ("film", pa.int32()),
        ("how", pa.dictionary(pa.int8(), pa.string())),  # as in `namings`
        ("start_ms", pa.int64()),  # null: at no second of the film
        ("end_ms", pa.int64()),
        ("text", pa.string()),  # words around it; null: none
        ("marked_from", pa.int32()),  # the name in these words
        ("marked_to", pa.int32()),
        ("origin", pa.int8()),
        ("confidence", pa.float32()),
        ("claim", pa.string()),
        ("evidence", pa.string()),  # the mention or the segment
    ]
)

_MODALITIES = {"speech": SPOKEN, "screen": SEEN, "image": SEEN}
_CHANNELS = {"transcript": SPOKEN, "ocr": SEEN, "caption": SEEN, "summary": DESCRIBED}
_OF_PARTS = (Relation.DEPICTS, Relation.MENTIONS)
_IN_PARTS = {Relation.APPEARS_IN: SEEN, Relation.SPEAKS_IN: SPOKEN}

_Row = dict[str, Any]


def appearances(picture: Picture) -> pa.Table:
    """A row an appearance. A claim about a shot that rests on a mention in it counts once."""
    found = _Appearances(picture)
    mentioned = list(found.of_mentions())
    known = {(row["entity"], row["film"]) for row in mentioned}
    parts = [row for row in found.of_parts() if (row["entity"], row["film"]) not in known]
    rows = sorted([*mentioned, *parts], key=_order)
    columns = [pa.array([row[name] for row in rows]) for name in SCHEMA.names]
    how = SCHEMA.get_field_index("how")
    columns[how] = pa.array([row["how"] for row in rows], pa.string()).dictionary_encode()
    cast = [column.cast(field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.Table.from_arrays(cast, schema=SCHEMA)


def _order(row: _Row) -> tuple[Any, ...]:
    start = row["start_ms"]
    return row["entity"], row["film"], start is None, start or 0, row["evidence"]


class _Appearances:
    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._owners = Owners(picture)
        self._rows = rows_of(picture)

    def of_mentions(self) -> Iterator[_Row]:
        """What mentions refer to."""
        for mention in self._picture.labelled("Mention"):
            edges = [*self._picture.out(mention.id, Relation.REFERS_TO)]
            film = self._owners.film(mention.id) if edges else ""
            if not film:
                continue
            holders = self._picture.into(mention.id, Relation.HAS_MENTION)
            holder = next((self._picture.nodes.get(edge.node) for edge in holders), None)
            for edge in edges:
                if edge.node in self._rows and edge.node != film:
                    yield self._row(edge.node, film, edge, _mentioned(mention, holder))

    def of_parts(self) -> Iterator[_Row]:
        """What shots and scenes are said to show or to tell of."""
        for part in self._picture.labelled("Segment"):
            film = self._owners.film(part.id)
            if not film:
                continue
            for edge in self._picture.out(part.id, *_OF_PARTS):
                if is_entity(self._picture.nodes.get(edge.node)) and edge.node != film:
                    how = SEEN if edge.type == Relation.DEPICTS else DESCRIBED
                    yield self._row(edge.node, film, edge, _shown(part, how))
            for relation, how in _IN_PARTS.items():
                for edge in self._picture.into(part.id, relation):
                    if is_entity(self._picture.nodes.get(edge.node)):
                        yield self._row(edge.node, film, edge, _shown(part, how))

    def _row(self, entity: str, film: str, edge: Edge, place: _Row) -> _Row:
        held = edge.properties
        return {
            "entity": self._rows[entity],
            "film": self._rows[film],
            "origin": int(origin(self._picture, held, (place["evidence"], entity))),
            "confidence": held.get("confidence"),
            "claim": held.get("assertion"),
            **place,
        }


def _mentioned(mention: Node, holder: Node | None) -> _Row:
    held, around = mention.properties, holder.properties if holder else {}
    whole = str(around.get("text") or "") if holder and holder.label == "TextUnit" else ""
    text, marked = cut_around(
        whole, held.get("char_start"), held.get("char_end"), str(held["surface"])
    )
    channel = _CHANNELS.get(str(around.get("channel")))
    return {
        "how": _MODALITIES.get(str(held.get("modality"))) or channel or CATALOGUED,
        "start_ms": held.get("start_ms", around.get("start_ms")),
        "end_ms": held.get("end_ms", around.get("end_ms")),
        "text": text,
        "marked_from": marked[0] if marked else None,
        "marked_to": marked[1] if marked else None,
        "evidence": mention.id,
    }


def _shown(part: Node, how: str) -> _Row:
    held = part.properties
    return {
        "how": how,
        "start_ms": held.get("start_ms"),
        "end_ms": held.get("end_ms"),
        "text": held.get("summary"),
        "marked_from": None,
        "marked_to": None,
        "evidence": part.id,
    }
