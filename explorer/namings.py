"""Where places are named: every tie of a place to a film, and how it is known.

A place is known of a film in four ways, and a view tells them apart: it is ``catalogued`` (a
heading or the words of a record), ``spoken`` (in the sound), ``seen`` (in the picture or in words
on the screen) or ``described`` (a machine says so of the film, for example in a summary).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from explorer.picture import Edge, Node, Picture
from graph_schema.relations import EVENTS, Relation
from graph_schema.values import slug

CATALOGUED, SPOKEN, SEEN, DESCRIBED = WAYS = ("catalogued", "spoken", "seen", "described")
"""The ways in which a place is known; the n-th has bit n in the table of ties."""

SCHEMA = pa.schema(
    [
        ("place", pa.string()),  # null: a name that nobody linked to a place yet
        ("name", pa.string()),  # as it is written or heard
        ("key", pa.string()),  # the name's slug
        ("film", pa.string()),
        ("how", pa.string()),  # one of WAYS
        ("origin", pa.string()),  # the field, channel or relationship that it stands in
        ("start_ms", pa.int64()),  # null: named at no second of the film
        ("end_ms", pa.int64()),
        ("text", pa.string()),  # words around it, at most `LONGEST` characters
        ("status", pa.string()),  # null: stated; else what became of a machine's claim
        ("confidence", pa.float32()),
        ("mention", pa.string()),
        ("assertion", pa.string()),
    ]
)
TIES = pa.schema(
    [
        ("film", pa.dictionary(pa.int32(), pa.string())),
        ("place", pa.dictionary(pa.int32(), pa.string())),
        ("ways", pa.uint8()),
    ]
)
LONGEST = 200

_MODALITIES = {"speech": SPOKEN, "screen": SEEN, "image": SEEN}
_CHANNELS = {"transcript": SPOKEN, "ocr": SEEN, "caption": SEEN, "summary": DESCRIBED}
_ABOUT = (Relation.HAS_SUBJECT, Relation.DEPICTS, Relation.MENTIONS)
_UPWARD = (
    *(Relation.HAS_MENTION, Relation.COVERS, Relation.HAS_FRAME, Relation.HAS_SEGMENT),
    *(Relation.HAS_EVENT, Relation.HAS_ITEM, Relation.HAS_MANIFESTATION, Relation.HAS_VARIANT),
)

_Row = dict[str, Any]

# Other tables of the same picture are made from it too.
_MADE: WeakKeyDictionary[Picture, pa.Table] = WeakKeyDictionary()


def namings(picture: Picture) -> pa.Table:
    """A row each time that a film names a place, by place, film and second.

    Where a claim about a film rests on a mention in it, only the mention counts.
    """
    table = _MADE.get(picture)
    if table is None:
        _MADE[picture] = table = _namings(picture)
    return table


def _namings(picture: Picture) -> pa.Table:
    found = _Namings(picture)
    mentioned = list(found.mentioned())
    known = {(row["place"], row["film"]) for row in mentioned}
    told = (
        row
        for row in found.told()
        if row["origin"] != Relation.MENTIONS or (row["place"], row["film"]) not in known
    )
    rows = sorted([*mentioned, *told], key=_order)
    return pa.Table.from_pylist(rows, SCHEMA)


def ties(picture: Picture) -> pa.Table:
    """A row for each film and place, with the ways in which the place is known as bits."""
    bits: dict[tuple[str, str], int] = {}
    table = namings(picture)
    columns = (table[name].to_pylist() for name in ("film", "place", "how"))
    for film, place, how in zip(*columns, strict=True):
        if place is not None:
            bits[film, place] = bits.get((film, place), 0) | 1 << WAYS.index(how)
    films, places = ([key[n] for key in sorted(bits)] for n in (0, 1))
    held = [
        pa.array(films, pa.string()).dictionary_encode(),
        pa.array(places, pa.string()).dictionary_encode(),
        pa.array([bits[key] for key in sorted(bits)], pa.uint8()),
    ]
    return pa.Table.from_arrays(held, schema=TIES)


def _order(row: _Row) -> tuple[Any, ...]:
    start = row["start_ms"]
    return (row["place"] or "\U0010ffff", row["film"], start is None, start or 0, row["name"])


class _Namings:
    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._films: dict[str, str | None] = {}

    def mentioned(self) -> Iterator[_Row]:
        """What mentions in texts, sound and pictures name."""
        for mention in self._picture.labelled("Mention"):
            if mention.properties.get("type") != "Place":
                continue
            film = self._film(mention.id)
            if film is not None:
                yield from self._of_mention(mention, film)

    def told(self) -> Iterator[_Row]:
        """What headings, events, shots and claims tell of places."""
        for place in self._picture.labelled("Place"):
            for edge in self._picture.into(place.id, *_ABOUT, Relation.LOCATED_IN):
                yield from self._of_edge(place, edge, edge.node)
            for edge in self._picture.out(place.id, Relation.APPEARS_IN):
                yield from self._of_edge(place, edge, edge.node)

    def _of_mention(self, mention: Node, film: str) -> Iterator[_Row]:
        held, holder = mention.properties, self._holder(mention.id)
        text = self._quoted(mention, holder)
        row = {
            "name": held["surface"],
            "key": slug(held["surface"]),
            "film": film,
            "how": _way_of(held, holder),
            "origin": _origin(held, holder),
            "start_ms": held.get("start_ms", _started(holder)),
            "end_ms": held.get("end_ms"),
            "text": _around(text, held["surface"], held.get("char_start")) if text else None,
            "mention": mention.id,
        }
        linked = [
            edge
            for edge in self._picture.out(mention.id, Relation.REFERS_TO)
            if edge.node in self._picture.nodes and self._picture.nodes[edge.node].label == "Place"
        ]
        for edge in linked:
            yield row | {"place": edge.node} | _standing(edge)
        if not linked:
            yield row | {"place": None, "confidence": held.get("confidence")}

    def _of_edge(self, place: Node, edge: Edge, at: str) -> Iterator[_Row]:
        node, film = self._picture.nodes.get(at), self._film(at)
        if node is None or film is None or node.label not in EVENTS | {"Work", "Segment"}:
            return
        yield {
            "place": place.id,
            "name": place.properties["name"],
            "key": slug(place.properties["name"]),
            "film": film,
            "how": _way_told(node, edge),
            "origin": edge.type,
            "start_ms": node.properties.get("start_ms"),
            "end_ms": node.properties.get("end_ms"),
            "text": None,
        } | _standing(edge)

    def _film(self, node: str) -> str | None:
        """The Work that a node belongs to, upwards along what holds it."""
        if node not in self._films:
            self._films[node] = None
            held = self._picture.nodes.get(node)
            if held is not None and held.label == "Work":
                self._films[node] = node
            else:
                above = (self._film(edge.node) for edge in self._picture.into(node, *_UPWARD))
                self._films[node] = next((film for film in above if film is not None), None)
        return self._films[node]

    def _holder(self, mention: str) -> Node | None:
        edges = self._picture.into(mention, Relation.HAS_MENTION)
        return next((n for e in edges if (n := self._picture.nodes.get(e.node))), None)

    def _quoted(self, mention: Node, holder: Node | None) -> str:
        """The words that a mention stands in: its text, or what is said at its second."""
        if holder is None or holder.label == "TextUnit":
            return str(holder.properties["text"]) if holder else ""
        at = mention.properties.get("start_ms")
        for text in self._picture.reached(holder.id, Relation.COVERS):
            held = text.properties
            start, end = held.get("start_ms", -1), held.get("end_ms", -1)
            if at is not None and held.get("channel") == "transcript" and start <= at < end:
                return str(held["text"])
        return ""


def _way_of(mention: dict[str, Any], holder: Node | None) -> str:
    channel = holder.properties.get("channel") if holder else None
    return _MODALITIES.get(mention["modality"]) or _CHANNELS.get(str(channel)) or CATALOGUED


def _way_told(node: Node, edge: Edge) -> str:
    if edge.type == Relation.APPEARS_IN:
        return SEEN
    claimed = "assertion" in edge.properties
    if edge.type == Relation.DEPICTS and (claimed or node.label == "Segment"):
        return SEEN
    return DESCRIBED if claimed else CATALOGUED


def _origin(mention: dict[str, Any], holder: Node | None) -> str:
    held = holder.properties if holder else {}
    return str(held.get("field") or held.get("channel") or mention["modality"])


def _started(holder: Node | None) -> int | None:
    if holder is None or holder.label not in ("TextUnit", "Segment"):
        return None
    start = holder.properties.get("start_ms")
    return None if start is None else int(start)


def _standing(edge: Edge) -> _Row:
    held = edge.properties
    return {
        "status": held.get("status"),
        "confidence": held.get("confidence"),
        "assertion": held.get("assertion"),
    }


def _around(text: str, name: str, start: int | None) -> str:
    """At most `LONGEST` characters around a name, cut at words, with … where words are left out."""
    text = " ".join(text.split()) if start is None else text
    at = max(0, text.find(name)) if start is None else start
    if len(text) <= LONGEST:
        return " ".join(text.split())
    room = max(0, LONGEST - len(name) - 2) // 2
    first, last = max(0, at - room), min(len(text), at + len(name) + room)
    if first > 0:
        first = text.find(" ", first, at) + 1 or first
    if last < len(text):
        last = max(text.rfind(" ", at + len(name), last), at + len(name))
    cut = " ".join(text[first:last].split())
    return f"{'…' if first > 0 else ''}{cut}{'…' if last < len(text) else ''}"
