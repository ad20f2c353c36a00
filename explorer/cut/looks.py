"""The table of looks: where image-text models place shots and frames; and what looks alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.cut.moment import Found, moment_of
from explorer.picture import Node, Picture
from graph_schema.errors import InputError
from graph_schema.packed import unpack
from graph_schema.relations import Relation

SCHEMA = pa.schema(
    [
        ("film", pa.string()),
        ("file", pa.string()),
        ("segment", pa.string()),
        ("id", pa.string()),  # of the shot or the frame that was seen
        ("kind", pa.string()),
        ("model", pa.string()),
        ("start_ms", pa.int64()),
        ("end_ms", pa.int64()),
        ("text", pa.string()),
        ("vector", pa.list_(pa.float32())),  # of length 1
    ]
)
NONE = (
    "No film here has visual vectors, so nothing can be found by its looks; the guide to formats "
    "says how they are taken in."
)
_DEEPEST = 20


def looks(picture: Picture) -> pa.Table:
    """A row for each vector of a shot or a frame, by film and time."""
    rows = [row for node in picture.labelled("VisualVector") for row in _of(picture, node)]
    rows.sort(key=lambda row: (row["film"], row["start_ms"], row["id"], row["model"]))
    return pa.Table.from_pylist(rows, SCHEMA)


def alike(
    table: pa.Table, example: str, films: Sequence[str] | None, after: int, limit: int
) -> Found:
    """Shots and frames that one model places near an example, nearest first, each shot once.

    Args:
        example: Identifier of a shot or a frame that has a vector.

    Raises:
        InputError: It has none.
    """
    if table.num_rows == 0:
        raise InputError(NONE)
    named = pc.or_(pc.equal(table["id"], example), pc.equal(table["segment"], example))
    seen = table.filter(pc.fill_null(named, False)).slice(0, 1).to_pylist()
    if not seen:
        raise InputError("this shot has no visual vector, so nothing can be found by its looks")
    rows = table.filter(pc.equal(table["model"], seen[0]["model"]))
    if films is not None:
        rows = rows.filter(pc.is_in(rows["film"], pa.array(films, pa.string())))
    if rows.num_rows == 0:
        return Found([], 0)
    vector = np.asarray(seen[0]["vector"], np.float32)
    vectors = rows["vector"].combine_chunks().flatten().to_numpy().reshape(rows.num_rows, -1)
    nearness = vectors @ vector
    kept: dict[str, int] = {}
    for row in np.argsort(-nearness, kind="stable"):
        shot = rows["segment"][int(row)].as_py() or rows["id"][int(row)].as_py()
        if shot not in kept and shot not in (seen[0]["segment"], seen[0]["id"]):
            kept[shot] = int(row)
        if len(kept) >= after + limit:
            break
    order = list(kept.values())[after : after + limit]
    found = rows.drop_columns(["vector"]).take(pa.array(order, pa.int64())).to_pylist()
    moments = [
        moment_of({**row, "kind": "picture"}, f"looks alike: {nearness[i]:.2f}", float(nearness[i]))
        for row, i in zip(found, order, strict=True)
    ]
    return Found(moments, rows.num_rows)


def with_looks(table: pa.Table, segments: Sequence[str]) -> set[str]:
    """Those of some segments that a vector is known of."""
    wanted = pa.array(list(segments), pa.string())
    known = pc.or_(pc.is_in(table["segment"], wanted), pc.is_in(table["id"], wanted))
    rows = table.select(["segment", "id"]).filter(known)
    return {*rows["segment"].to_pylist(), *rows["id"].to_pylist()} & set(segments)


def _of(picture: Picture, vector: Node) -> Iterator[dict[str, Any]]:
    for edge in picture.into(vector.id, Relation.HAS_VISUAL):
        holder = picture.nodes.get(edge.node)
        if holder is None or holder.label not in ("Segment", "Frame"):
            continue
        chain = _chain(picture, holder)
        if chain[-1].label != "Work":
            continue
        shot = next((node for node in chain if node.label == "Segment"), None)
        held, file = (shot or holder).properties, _file(picture, chain)
        at = holder.properties.get("t_ms", held.get("start_ms", 0))
        yield {
            "film": chain[-1].id,
            "file": file,
            "segment": shot.id if shot else None,
            "id": holder.id,
            "kind": "picture",
            "model": str(vector.properties["model"]),
            "start_ms": int(held.get("start_ms", at)),
            "end_ms": int(held.get("end_ms", at)),
            "text": holder.properties.get("caption") or held.get("summary"),
            "vector": unpack(str(vector.properties["vector"])).tolist(),
        }


def _chain(picture: Picture, node: Node) -> list[Node]:
    """From a shot or a frame up through what holds it to the film."""
    chain = [node]
    for _ in range(_DEEPEST):
        above = picture.into(chain[-1].id, Relation.HAS_FRAME, Relation.HAS_SEGMENT)
        known = sorted(edge.node for edge in above if edge.node in picture.nodes)
        if not known:
            break
        chain.append(picture.nodes[known[0]])
    return chain


def _file(picture: Picture, chain: list[Node]) -> str | None:
    for node in chain:
        for file in picture.reached(node.id, Relation.IN_INSTANTIATION):
            return file.id
    return None
