"""The table of the map's points, and that of their vectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from explorer.network.stating import is_entity
from explorer.picture import Node, Picture
from graph_schema.relations import Relation

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("kind", pa.dictionary(pa.int8(), pa.string())),  # film, a text's channel, or a label
        ("name", pa.string()),  # of a film its title, of a text its first words
        ("x", pa.float32()),
        ("y", pa.float32()),
        ("x_tsne", pa.float32()),  # null: laid out by UMAP alone
        ("y_tsne", pa.float32()),
        ("film", pa.int32()),  # row of `films`; null: an entity
        ("group_0", pa.int16()),  # row of `groups`; null: in none
        ("group_1", pa.int16()),
        ("file", pa.string()),  # an Instantiation of the film, or that a text is of
        ("start_ms", pa.int64()),
        ("end_ms", pa.int64()),
    ]
)

FILM = "film"
LEVELS = (0, 1)
_DEEPEST = 20
_LONGEST = 160


def points(picture: Picture) -> pa.Table:
    """A row for each thing that has a place on the map, by id."""
    films = {work.id: row for row, work in enumerate(picture.labelled("Work"))}
    numbers = numbered(picture)
    rows = [_row(picture, node, films, numbers) for node in placed(picture)]
    return pa.Table.from_pylist(rows, SCHEMA)


def placed(picture: Picture) -> list[Node]:
    """The nodes that have a place on the map, by id."""
    found = (node for node in picture.nodes.values() if _place(node, "map_umap"))
    return sorted(found, key=lambda node: node.id)


def numbered(picture: Picture) -> dict[tuple[int, str], int]:
    """The row of each cluster in `groups`: level by level, by their keys."""
    keys = {
        (level, str(cluster))
        for node in picture.nodes.values()
        for level in LEVELS
        if _place(node, "map_umap") and (cluster := node.derived.get(f"cluster_{level}"))
    }
    return {key: row for row, key in enumerate(sorted(keys))}


def vectors(picture: Picture) -> pa.Table:
    """The vectors of points, (n, d) of half precision, by id; entities have none."""
    held = picture.embeddings
    ids = held["id"].to_pylist()
    order = sorted({node: row for row, node in enumerate(ids)}.items())
    if not order:
        empty = pa.array([], pa.list_(pa.float16(), 1))
        return pa.table({"id": pa.array([], pa.string()), "vector": empty})
    taken = held["embedding"].take([row for _, row in order]).combine_chunks()
    flat = taken.flatten().to_numpy().astype(np.float16)
    made = pa.FixedSizeListArray.from_arrays(pa.array(flat), len(flat) // len(order))
    return pa.table({"id": [node for node, _ in order], "vector": made})


def row_of(table: pa.Table, node: str) -> int | None:
    """The row of an identifier in a table that is sorted by it; None where it isn't there."""
    low, high, ids = 0, table.num_rows, table["id"]
    while low < high:
        middle = (low + high) // 2
        if ids[middle].as_py() < node:
            low = middle + 1
        else:
            high = middle
    return low if low < table.num_rows and ids[low].as_py() == node else None


def _row(
    picture: Picture, node: Node, films: dict[str, int], numbers: dict[tuple[int, str], int]
) -> dict[str, Any]:
    held, (x, y) = node.properties, node.derived["map_umap"]
    x_tsne, y_tsne = _place(node, "map_tsne") or (None, None)
    groups = {
        f"group_{level}": numbers.get((level, str(node.derived.get(f"cluster_{level}"))))
        for level in LEVELS
    }
    row = {"id": node.id, "x": x, "y": y, "x_tsne": x_tsne, "y_tsne": y_tsne, **groups}
    if node.label == "Work":
        title = str(held.get("preferred_title") or "")
        parts = picture.reached(node.id, Relation.HAS_SEGMENT)
        file = next((file for part in parts if (file := _file(picture, part))), None)
        return row | {"kind": FILM, "name": title, "film": films[node.id], "file": file}
    if is_entity(node):
        return row | {"kind": node.label, "name": str(held.get("name") or node.id)}
    return row | _text(picture, node, films)


def _text(picture: Picture, node: Node, films: dict[str, int]) -> dict[str, Any]:
    above = list(_above(picture, node.id))
    segment = next((n for n in above if n.label == "Segment"), None)
    place = {**(segment.properties if segment else {}), **node.properties}
    return {
        "kind": str(node.properties.get("channel") or node.label),
        "name": " ".join(str(node.properties.get("text", "")).split())[:_LONGEST],
        "film": next((films[n.id] for n in above if n.id in films), None),
        "file": _file(picture, segment) if segment else None,
        "start_ms": place.get("start_ms"),
        "end_ms": place.get("end_ms"),
    }


def _file(picture: Picture, segment: Node) -> str | None:
    files = picture.reached(segment.id, Relation.IN_INSTANTIATION)
    return next((file.id for file in files), None)


def _above(picture: Picture, node: str) -> Iterator[Node]:
    """From what a text covers up to the film."""
    relation, here = Relation.COVERS, node
    for _ in range(_DEEPEST):
        edges = sorted(picture.into(here, relation), key=lambda edge: edge.node)
        found = [picture.nodes[edge.node] for edge in edges if edge.node in picture.nodes]
        if not found:
            return
        first = next((n for n in found if n.label == "Segment"), found[0])
        yield first
        relation, here = Relation.HAS_SEGMENT, first.id


def _place(node: Node, name: str) -> list[float] | None:
    held = node.derived.get(name)
    return held if held and len(held) == 2 else None
