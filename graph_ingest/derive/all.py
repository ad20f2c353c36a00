"""Everything derived, brought up to one snapshot; what is right already is not written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_ingest.derive.cache import VectorCache
from graph_ingest.derive.centrality import centrality
from graph_ingest.derive.communities import communities
from graph_ingest.derive.embeddings import EMBEDDING_OF, Progress, embed
from graph_ingest.derive.network import network
from graph_schema.models import Embedder
from graph_schema.passages import passages
from graph_schema.store import GraphStore, Snapshot, Vector
from graph_schema.values import Value, sorted_json

_AT_ONCE = 5_000


@dataclass(frozen=True)
class Derived:
    """What a derivation did.

    Attributes:
        embedded: Passages that the model embedded.
        remembered: Passages whose vectors came from the cache.
        unchanged: Passages whose vectors were in the graph already.
        communities: Community memberships written.
        centralities: Centralities written.
    """

    embedded: int
    remembered: int
    unchanged: int
    communities: int
    centralities: int


def derive_all(
    store: GraphStore, snapshot: Snapshot, embedder: Embedder, cache: Path, progress: Progress
) -> tuple[Derived, Snapshot]:
    """Compute embeddings, communities and centrality, and write those that changed.

    Returns what was done, and the snapshot with what was written in it.

    Args:
        store: Where derived properties go.
        snapshot: The whole graph.
        embedder: Makes vectors.
        cache: Folder that keeps vectors for the next time.
        progress: Told how many passages have their vector, of how many that need one.

    Raises:
        ModelError: The embedding model can't be used.
        StoreError: The store can't be written; what is written stays.
    """
    held = _derived(snapshot)
    texts = passages(snapshot)
    written = _Writer(store)
    with VectorCache(cache) as vectors:
        fingerprints = {
            node: str(properties[EMBEDDING_OF])
            for node, properties in held.items()
            if EMBEDDING_OF in properties
        }
        embedded = embed(written.derive, texts, fingerprints, embedder, vectors, progress)
    links = network(texts)
    placed = 0
    for level, found in enumerate(communities(links)):
        placed += written.differences(f"community_{level}", found, held, "")
    ranked = written.differences("centrality", centrality(links), held, 0.0)
    done = Derived(embedded.computed, embedded.remembered, embedded.unchanged, placed, ranked)
    return done, replace(snapshot, nodes=written.into(snapshot.nodes))


class _Writer:
    """Writes computed values to a store, and afterwards into a snapshot's nodes."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._values: dict[str, dict[str, Value]] = defaultdict(dict)
        self._vectors: dict[str, Vector] = {}

    def derive(self, name: str, values: Mapping[str, Value | Vector]) -> int:
        """Set a computed property; returns nodes set."""
        for node, value in values.items():
            if isinstance(value, np.ndarray):
                self._vectors[node] = value
            else:
                self._values[node][name] = value
        return self._store.derive(name, values)

    def differences(
        self,
        name: str,
        values: Mapping[str, Value],
        held: Mapping[str, Mapping[str, Any]],
        none: Value,
    ) -> int:
        """Write what differs; a node that lost its place in the network gets ``none``."""
        before = {node: properties[name] for node, properties in held.items() if name in properties}
        after: dict[str, Value] = {**dict.fromkeys(before, none), **values}
        changed = [(node, value) for node, value in after.items() if before.get(node) != value]
        parts = (changed[start : start + _AT_ONCE] for start in range(0, len(changed), _AT_ONCE))
        return sum(self.derive(name, dict(part)) for part in parts)

    def into(self, nodes: pa.Table) -> pa.Table:
        """A snapshot's nodes with what was written."""
        ids, derived = nodes["id"].to_pylist(), nodes["derived"].to_pylist()
        for row, node in enumerate(ids):
            if node in self._values:
                held = {**json.loads(derived[row]), **self._values[node]}
                derived[row] = sorted_json(held)
        nodes = _with_column(nodes, "derived", derived)
        if not self._vectors:
            return nodes
        before = nodes["embedding"].to_numpy()
        vectors = [self._vectors.get(node, before[row]) for row, node in enumerate(ids)]
        return _with_column(nodes, "embedding", vectors)


def _with_column(table: pa.Table, name: str, values: list[Any]) -> pa.Table:
    place = table.schema.get_field_index(name)
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(values, field.type))


def _derived(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Derived properties by node; a vector's fingerprint counts only where the vector is."""
    table = snapshot.nodes.select(["id", "derived", "embedding"])
    table = table.filter(pc.not_equal(table["derived"], "{}"))
    held: dict[str, dict[str, Any]] = {}
    there = pc.is_valid(table["embedding"]).to_pylist()
    rows = zip(table["id"].to_pylist(), table["derived"].to_pylist(), there, strict=True)
    for node, text, vector in rows:
        held[node] = json.loads(text)
        if not vector:
            held[node].pop(EMBEDDING_OF, None)
    return held
