"""Everything derived, brought up to one snapshot; what is right already is not written."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from graph_ingest.derive.cache import VectorCache
from graph_ingest.derive.centrality import centrality
from graph_ingest.derive.communities import communities
from graph_ingest.derive.embeddings import EMBEDDING_OF, Progress, embed
from graph_ingest.derive.map import Layout, derive_map
from graph_ingest.derive.network import network
from graph_ingest.derive.writing import Writer
from graph_schema.models import Embedder
from graph_schema.passages import passages
from graph_schema.store import GraphStore, Snapshot

_USUAL = Layout()


@dataclass(frozen=True)
class Derived:
    """What a derivation did.

    Attributes:
        embedded: Passages that the model embedded.
        remembered: Passages whose vectors came from the cache.
        unchanged: Passages whose vectors were in the graph already.
        communities: Community memberships written.
        centralities: Centralities written.
        positions: Positions on the map written.
    """

    embedded: int
    remembered: int
    unchanged: int
    communities: int
    centralities: int
    positions: int


def derive_all(
    store: GraphStore,
    snapshot: Snapshot,
    embedder: Embedder,
    cache: Path,
    progress: Progress,
    layout: Layout = _USUAL,
) -> tuple[Derived, Snapshot]:
    """Compute embeddings, communities, centrality and the map, and write those that changed.

    Returns what was done, and the snapshot with what was written in it.

    Args:
        store: Where derived properties go.
        snapshot: The whole graph.
        embedder: Makes vectors.
        cache: Folder that keeps vectors for the next time.
        progress: Told how many passages have their vector, of how many that need one.
        layout: How the map is brought up to date.

    Raises:
        ModelError: The embedding model can't be used.
        StoreError: The store can't be written; what is written stays.
    """
    held = _derived(snapshot)
    texts = passages(snapshot)
    written = Writer(store)
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
    nodes = written.into(snapshot.nodes)
    mapped = Writer(store)
    positions = derive_map(mapped, nodes, texts, held, layout)
    done = Derived(
        embedded.computed, embedded.remembered, embedded.unchanged, placed, ranked, positions
    )
    return done, replace(snapshot, nodes=mapped.into(nodes))


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
