"""Communities of works and entities: hierarchical Leiden (Traag, Waltman and van Eck 2019)."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
from graspologic_native import hierarchical_leiden

from graph_ingest.derive.network import Network
from graph_schema.values import digest

LEVELS = 3
"""Levels that are kept: 0 is the coarsest."""

_LARGEST = 60
_SEED = 20_190_326


def communities(network: Network) -> list[dict[str, str]]:
    """The community of each node at each level, coarsest first.

    A community is split on the next level while it has more than 60 nodes. It is called after
    its best linked node (by a hash, so that the name tells nothing), which keeps most names
    when the graph changes a little. The same network gives the same communities.
    """
    if not network.nodes:
        return [{} for _ in range(LEVELS)]
    levels: list[dict[str, int]] = [{} for _ in range(LEVELS)]
    found = hierarchical_leiden(
        _edges(network),
        starting_communities=None,
        resolution=1.0,
        randomness=0.001,
        iterations=1,
        use_modularity=True,
        max_cluster_size=_LARGEST,
        seed=_SEED,
    )
    for cluster in found:
        if cluster.level < LEVELS:
            levels[cluster.level][cluster.node] = cluster.cluster
    # What is small enough on one level isn't split on the next: it stays what it was.
    for above, below in pairwise(levels):
        below.update((node, above[node]) for node in above.keys() - below.keys())
    return [_named(level, network) for level in levels]


def _edges(network: Network) -> list[tuple[str, str, float]]:
    ends = zip(network.works.tolist(), network.entities.tolist(), strict=True)
    return [
        (network.nodes[work], network.nodes[entity], weight)
        for (work, entity), weight in zip(ends, network.weights.tolist(), strict=True)
    ]


def _named(level: dict[str, int], network: Network) -> dict[str, str]:
    count = len(network.nodes)
    strength = np.bincount(network.works, network.weights, count)
    strength += np.bincount(network.entities, network.weights, count)
    held = dict(zip(network.nodes, strength.tolist(), strict=True))
    members: dict[int, list[str]] = defaultdict(list)
    for node, cluster in level.items():
        members[cluster].append(node)
    names = {
        cluster: digest(min(nodes, key=lambda node: (-held[node], node)))[:12]
        for cluster, nodes in members.items()
    }
    return {node: names[cluster] for node, cluster in level.items()}
