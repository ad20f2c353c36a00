"""Positions by t-SNE (van der Maaten and Hinton 2008), computed by openTSNE."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph_ingest.derive.neighbours import Neighbours, Told
from graph_ingest.derive.umap import Positions

NEIGHBOURS = 90
"""Neighbours of each point: three times the perplexity, as openTSNE takes them."""

_EARLY, _LATER = 250, 500
_EVERY = 25
_SEED = 20_081_109
# The spread that t-SNE starts from (openTSNE, `initialization.rescale`).
_SMALL = 1e-4


def laid_out(
    found: Neighbours, start: Positions, *, anew: bool, told: Told = lambda _: None
) -> Positions:
    """Positions of all points, (n, 2).

    Args:
        found: `NEIGHBOURS` of each point, or as many others as there are.
        start: A place for each; only its shape counts where it is laid out anew.
        anew: Whether points still have to find their place, or only to settle.
        told: Told how far it is.
    """
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PerplexityBasedNN
    from openTSNE.nearest_neighbors import PrecomputedNeighbors

    held = PrecomputedNeighbors(found.rows, found.distances.astype(np.float64))
    perplexity = max(1.0, found.rows.shape[1] / 3)
    affinities = PerplexityBasedNN(knn_index=held, perplexity=perplexity)
    place = np.asarray(start, np.float64)
    if anew:
        place = place / max(float(place[:, 0].std()), 1e-12) * _SMALL
    embedding = TSNEEmbedding(place, affinities, random_state=_SEED)
    total = _LATER + (_EARLY if anew else 0)
    report = _Reported(told, total)
    if anew:
        embedding = embedding.optimize(
            n_iter=_EARLY, exaggeration=12, momentum=0.5, **report.settings()
        )
        report.before = _EARLY
    embedding = embedding.optimize(n_iter=_LATER, momentum=0.8, **report.settings())
    positions: Positions = np.asarray(embedding, np.float32)
    return positions


class _Reported:
    """Tells how far openTSNE is."""

    def __init__(self, told: Told, total: int) -> None:
        self._told = told
        self._total = total
        self.before = 0

    def settings(self) -> dict[str, Any]:
        return {"callbacks": [self], "callbacks_every_iters": _EVERY}

    def __call__(self, iteration: int, *_: Any) -> bool:
        self._told((self.before + iteration) / self._total)
        return False
