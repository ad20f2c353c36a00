"""How central a work or entity is: PageRank (Brin and Page 1998) on the undirected network."""

from __future__ import annotations

import numpy as np

from graph_ingest.derive.network import Floats, Network

_DAMPING = 0.85
_TOLERANCE = 1e-9
_LONGEST = 200


def centrality(network: Network) -> dict[str, float]:
    """PageRank of each node times the number of nodes: 1 is average.

    Kept to three significant digits, so that a small change elsewhere leaves most alone.
    """
    ranks = _pagerank(network) * len(network.nodes)
    return {
        node: float(f"{rank:.3g}") for node, rank in zip(network.nodes, ranks.tolist(), strict=True)
    }


def _pagerank(network: Network) -> Floats:
    count = len(network.nodes)
    if not count:
        return np.empty(0)
    starts = np.concatenate([network.works, network.entities])
    ends = np.concatenate([network.entities, network.works])
    weights = np.concatenate([network.weights, network.weights])
    shares = weights / np.bincount(starts, weights, count)[starts]
    ranks: Floats = np.full(count, 1.0 / count)
    for _ in range(_LONGEST):
        # Every node has a link, so no rank is lost at dead ends.
        arrived = np.bincount(ends, shares * ranks[starts], count)
        moved: Floats = _DAMPING * arrived + (1.0 - _DAMPING) / count
        if np.abs(moved - ranks).sum() < _TOLERANCE:
            return moved
        ranks = moved
    return ranks
