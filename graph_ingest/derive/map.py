"""The map: a position and a cluster for every passage, film and entity, stored with the graph.

Films and texts are laid out by their vectors. An entity takes no part in that: it is put beside
the passages that are most like all those that name it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_ingest.derive.clusters import LEVELS, clusters
from graph_ingest.derive.embeddings import EMBEDDING_OF, width
from graph_ingest.derive.neighbours import Told
from graph_ingest.derive.positions import Method, Placed, beside, placed
from graph_ingest.derive.umap import Positions
from graph_ingest.derive.writing import Writer
from graph_schema.models import Vectors
from graph_schema.passages import Passage
from graph_schema.values import Value

_FIT, _ADDED = "fit", "added"
_DECIMALS = 4

Held = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Layout:
    """How the map is brought up to date.

    Attributes:
        methods: Laid out beside those that the graph has already.
        anew: Whether these forget where points were.
        told: Told how far it is.
    """

    methods: tuple[Method, ...] = ("umap",)
    anew: bool = False
    told: Told = lambda _: None


@dataclass(frozen=True)
class _Points:
    """What is laid out: identifiers, vectors of unit length (n, d), and fingerprints of these."""

    nodes: list[str]
    vectors: Vectors
    prints: list[str]


def derive_map(
    write: Writer, nodes: pa.Table, texts: Iterable[Passage], held: Held, layout: Layout
) -> int:
    """Give each point and entity its place; returns how many positions were written.

    Writes ``map_umap`` (and ``map_tsne``): x and y; ``map_umap_of``: what a position was made
    from, and whether its point was fitted in later; ``cluster_0`` and ``cluster_1``.

    Args:
        write: Where it goes.
        nodes: Of `NODE_SCHEMA`, with all vectors.
        texts: The passages of the same snapshot.
        held: What was derived before, by node.
        layout: How.
    """
    points = _points(nodes)
    if not points.nodes:
        return 0
    entities, centres = _entities(points, texts)
    written = 0
    for method in _methods(layout, held):
        name = f"map_{method}"
        anew = layout.anew and method in layout.methods
        found = _placed(points, {} if anew else held, method, layout.told)
        # As they are kept: else what is beside them would move a little the next time.
        own = np.round(found.positions, _DECIMALS)
        around, nearest = beside(centres, points.vectors, own)
        values = _values([*points.nodes, *entities], np.concatenate([own, around]))
        made = zip(points.nodes, _origins(points, found), strict=True)
        written += write.differences(name, values, held, [])
        write.differences(f"{name}_of", dict(made), held, "")
        if method == "umap":
            _cluster(write, points, found, held, dict(zip(entities, nearest, strict=True)))
    return written


def _methods(layout: Layout, held: Held) -> list[Method]:
    known: tuple[Method, ...] = ("umap", "tsne")
    there = {name for properties in held.values() for name in properties if name[:4] == "map_"}
    return [m for m in known if m == "umap" or m in layout.methods or f"map_{m}" in there]


def _points(nodes: pa.Table) -> _Points:
    table = nodes.select(["id", "derived", "embedding"])
    table = table.filter(pc.is_valid(table["embedding"])).sort_by("id").combine_chunks()
    ids = table["id"].to_pylist()
    first = [row for row, node in enumerate(ids) if row == 0 or ids[row - 1] != node]
    if not first:
        return _Points([], np.empty((0, 0), np.float32), [])
    table = table.take(first).combine_chunks()
    flat = table["embedding"].combine_chunks().flatten().to_numpy()
    vectors = flat.reshape(len(first), -1).astype(np.float32)
    prints = [str(json.loads(d).get(EMBEDDING_OF, ""))[:8] for d in table["derived"].to_pylist()]
    return _Points(table["id"].to_pylist(), vectors, prints)


def _entities(points: _Points, texts: Iterable[Passage]) -> tuple[list[str], Vectors]:
    """What passages name, and the middle of their vectors.

    Where an entity is named under several access tokens, only the passages of the most widely
    visible one count, so that its place tells nothing of the others.
    """
    row = {node: n for n, node in enumerate(points.nodes)}
    named: dict[str, dict[tuple[int, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for passage in texts:
        if passage.id in row:
            for entity in passage.entities:
                if entity not in row:
                    named[entity][width(passage)].append(row[passage.id])
    found = sorted(named)
    centres = np.empty((len(found), points.vectors.shape[1]), np.float32)
    for n, entity in enumerate(found):
        rows = named[entity][min(named[entity])]
        centres[n] = points.vectors[rows].mean(axis=0)
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    return found, centres


def _placed(points: _Points, held: Held, method: Method, told: Told) -> Placed:
    before = np.full((len(points.nodes), 2), np.nan, np.float32)
    added = np.zeros(len(points.nodes), np.bool_)
    for row, (node, made_from) in enumerate(zip(points.nodes, points.prints, strict=True)):
        properties = held.get(node, {})
        how, _, print_ = str(properties.get(f"map_{method}_of", "")).partition(":")
        place = properties.get(f"map_{method}")
        if place and print_ == made_from:
            before[row] = place
            added[row] = how == _ADDED
    return placed(points.vectors, before, added, method, told)


def _values(nodes: Sequence[str], positions: Positions) -> dict[str, Value]:
    rounded = np.round(positions.astype(np.float64), _DECIMALS).tolist()
    return dict(zip(nodes, rounded, strict=True))


def _origins(points: _Points, found: Placed) -> list[str]:
    late = zip(points.prints, found.added.tolist(), strict=True)
    return [f"{_ADDED if added else _FIT}:{print_}" for print_, added in late]


def _cluster(
    write: Writer, points: _Points, placed_: Placed, held: Held, nearest: Mapping[str, int]
) -> None:
    """Clusters of what is laid out; an entity is in that of the passage most like it."""
    before = {level: _clustered(points.nodes, held, level) for level in LEVELS}
    now = clusters(points.nodes, placed_.positions, before) if placed_.moved else before
    for level, found in now.items():
        named = {e: found[n] for e, r in nearest.items() if (n := points.nodes[r]) in found}
        write.differences(level, {**found, **named}, held, "")


def _clustered(nodes: Sequence[str], held: Held, level: str) -> dict[str, str]:
    known = ((node, held.get(node, {}).get(level)) for node in nodes)
    return {node: str(cluster) for node, cluster in known if cluster}
