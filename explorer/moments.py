"""The table of all that has a time on a film: segments, texts, pictures and who or what appears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from explorer.network.stating import by_people
from explorer.picture import Edge, Node, Picture
from graph_schema.relations import ENTITIES, Relation

SCHEMA = pa.schema(
    [
        ("film", pa.string()),
        ("part", pa.string()),  # segment, text, frame or entity
        ("kind", pa.string()),  # of a segment; channel of a text; label of an entity
        ("id", pa.string()),  # of the segment, text, frame or entity
        ("segment", pa.string()),  # the shortest known that it stands in
        ("file", pa.string()),  # the Instantiation
        ("start_ms", pa.int64()),
        ("end_ms", pa.int64()),
        ("text", pa.string()),  # the text; what a segment shows; an entity's name
        ("how", pa.string()),  # of an entity: appears, speaks, shown, spoken, on screen, …
        ("confidence", pa.float32()),  # null: nobody gave one
        ("status", pa.string()),  # of a machine's word: proposed or accepted; null: not a machine's
    ]
)

_OF_SEGMENT = {
    Relation.APPEARS_IN: "appears", Relation.SPEAKS_IN: "speaks",
    Relation.DEPICTS: "shown", Relation.MENTIONS: "mentioned",
}  # fmt: skip
_OF_MENTION = {"speech": "spoken", "screen": "on screen", "image": "shown", "catalogue": "in text"}
_DEEPEST = 20

Row = dict[str, Any]


def moments(picture: Picture) -> pa.Table:
    """A row for each thing with a time, by film and then by time, so that a film is one slice.

    Texts without a time of their own have that of their segment.
    """
    rows = [row for work in picture.labelled("Work") for row in _of_film(picture, work)]
    rows.sort(key=lambda row: (row["film"], row["start_ms"], -row["end_ms"], row["id"]))
    return pa.Table.from_pylist(rows, SCHEMA)


def film_rows(table: pa.Table, film: str) -> pa.Table:
    """The rows of one film; costs the logarithm of the table."""
    return table.slice(
        first := _position(table, film, after=False), _position(table, film, after=True) - first
    )


def _position(table: pa.Table, film: str, *, after: bool) -> int:
    low, high, column = 0, table.num_rows, table["film"]
    while low < high:
        middle = (low + high) // 2
        held = column[middle].as_py()
        if held < film or (after and held == film):
            low = middle + 1
        else:
            high = middle
    return low


def _of_film(picture: Picture, work: Node) -> Iterator[Row]:
    alone = next(_files(picture, work.id), None)
    whole: Row = {"film": work.id, "segment": None, "file": alone}
    yield from _texts(picture, work.id, whole, None)
    waiting = [(segment, whole, 0) for segment in _parts(picture, work.id)]
    while waiting:
        segment, above, depth = waiting.pop()
        held = segment.properties
        file = next((n.id for n in picture.reached(segment.id, Relation.IN_INSTANTIATION)), None)
        here = {**above, "segment": segment.id, "file": file or above["file"]}
        times = int(held["start_ms"]), int(held["end_ms"])
        row = _row(here, "segment", str(held["kind"]), segment.id, times, held.get("summary"))
        yield row | {"status": _status(picture, segment)}
        yield from _texts(picture, segment.id, here, times)
        yield from _frames(picture, segment.id, here)
        yield from _entities(picture, segment.id, here, times)
        yield from _mentioned(picture, segment.id, here, times)
        if depth < _DEEPEST:
            waiting += [(part, here, depth + 1) for part in _parts(picture, segment.id)]


def _parts(picture: Picture, node: str) -> list[Node]:
    found = picture.reached(node, Relation.HAS_SEGMENT)
    return [part for part in found if part.label == "Segment" and part.id != node]


def _texts(picture: Picture, node: str, here: Row, times: tuple[int, int] | None) -> Iterator[Row]:
    for text in picture.reached(node, Relation.COVERS):
        held = text.properties
        own = _times(held, times)
        if own is None or held["channel"] == "catalogue":
            continue
        row = _row(here, "text", str(held["channel"]), text.id, own, held["text"])
        yield row | {"status": _status(picture, text)}
        yield from _mentioned(picture, text.id, here, own)


def _frames(picture: Picture, segment: str, here: Row) -> Iterator[Row]:
    for frame in picture.reached(segment, Relation.HAS_FRAME):
        at = int(frame.properties["t_ms"])
        row = _row(here, "frame", "frame", frame.id, (at, at), frame.properties.get("caption"))
        yield row | {"status": _status(picture, frame)}


def _status(picture: Picture, node: Node) -> str | None:
    """Of what only machines say; accepted once a person has accepted every claim made of it."""
    if by_people(picture, node):
        return None
    claims = [
        edge.properties.get("status")
        for mention in picture.reached(node.id, Relation.HAS_MENTION)
        for edge in picture.out(mention.id, Relation.REFERS_TO)
    ]
    return "accepted" if claims and set(claims) == {"accepted"} else "proposed"


def _entities(picture: Picture, segment: str, here: Row, times: tuple[int, int]) -> Iterator[Row]:
    seen = [*picture.into(segment, Relation.APPEARS_IN, Relation.SPEAKS_IN)]
    seen += picture.out(segment, Relation.DEPICTS, Relation.MENTIONS)
    for edge in seen:
        yield from _entity(picture, edge, here, times, _OF_SEGMENT[Relation(edge.type)])


def _mentioned(picture: Picture, node: str, here: Row, times: tuple[int, int]) -> Iterator[Row]:
    for mention in picture.reached(node, Relation.HAS_MENTION):
        own = _times(mention.properties, times) or times
        how = _OF_MENTION[mention.properties["modality"]]
        for edge in picture.out(mention.id, Relation.REFERS_TO):
            yield from _entity(picture, edge, here, own, how)


def _entity(
    picture: Picture, edge: Edge, here: Row, times: tuple[int, int], how: str
) -> Iterator[Row]:
    node = picture.nodes.get(edge.node)
    if node is None or node.label not in ENTITIES or node.id == here["film"]:
        return
    said = edge.properties
    name = node.properties.get("name") or node.properties.get("preferred_title")
    row = _row(here, "entity", node.label, node.id, times, name)
    yield row | {
        "how": how,
        "confidence": said.get("confidence"),
        "status": said.get("status"),
    }


def _row(here: Row, part: str, kind: str, node: str, times: tuple[int, int], text: object) -> Row:
    return {
        **here,
        "part": part,
        "kind": kind,
        "id": node,
        "start_ms": times[0],
        "end_ms": times[1],
        "text": None if text is None else str(text),
        "how": None,
        "confidence": None,
        "status": None,
    }


def _times(held: dict[str, Any], otherwise: tuple[int, int] | None) -> tuple[int, int] | None:
    start = held.get("start_ms")
    if start is None:
        return otherwise
    end = held.get("end_ms")
    if end is None:
        end = otherwise[1] if otherwise and otherwise[1] > start else start
    return int(start), int(end)


def _files(picture: Picture, work: str) -> Iterator[str]:
    """The digital files of a film, over its manifestations and items."""
    down = (Relation.HAS_VARIANT, Relation.HAS_MANIFESTATION, Relation.HAS_ITEM)
    waiting: list[Node] = list(picture.reached(work, *down))
    seen: set[str] = {work}
    while waiting:
        node = waiting.pop(0)
        if node.id in seen:
            continue
        seen.add(node.id)
        yield from _ids(picture.reached(node.id, Relation.HAS_INSTANTIATION))
        waiting += picture.reached(node.id, *down)


def _ids(nodes: Iterable[Node]) -> Iterator[str]:
    return (node.id for node in nodes)
