"""Groups of points that lie together on the map: HDBSCAN (Campello, Moulavi and Sander 2013)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph_ingest.derive.umap import Positions
from graph_schema.values import digest

Labels = npt.NDArray[np.int64]

_FEWEST = 40
_SHARES = {"cluster_0": 1 / 60, "cluster_1": 1 / 400}
_LEAST = 10
_SAMPLES = 5
# Its cost is the square of the points, so of more than this a part stands for all.
_MOST = 20_000
_SEED = 20_130_414

LEVELS = tuple(_SHARES)
"""Names of the levels, coarsest first."""


def clusters(
    nodes: Sequence[str], positions: Positions, held: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The cluster of each point on each level; points between clusters are in none.

    A cluster keeps the name that most of its points have already. A new one is called after
    its innermost point (by a hash, so that the name tells nothing).

    Args:
        nodes: Identifiers of the points.
        positions: Of each.
        held: For each level the cluster that points have, by identifier.
    """
    if len(nodes) < _FEWEST:
        return {level: {} for level in LEVELS}
    found = {}
    for level, share in _SHARES.items():
        labels = _grouped(positions, share)
        names = _names(labels, nodes, positions, held.get(level, {}))
        pairs = zip(nodes, labels.tolist(), strict=True)
        found[level] = {node: names[label] for node, label in pairs if label >= 0}
    return found


def _grouped(positions: Positions, share: float) -> Labels:
    if len(positions) <= _MOST:
        return _hdbscan(positions, share)
    from scipy.spatial import cKDTree

    some = np.random.default_rng(_SEED).permutation(len(positions))[:_MOST]
    labels = _hdbscan(positions[some], share)
    _, nearest = cKDTree(positions[some]).query(positions)
    grouped: Labels = labels[nearest]
    return grouped


def _hdbscan(positions: Positions, share: float) -> Labels:
    from sklearn.cluster import HDBSCAN

    model = HDBSCAN(
        min_cluster_size=max(_LEAST, round(len(positions) * share)),
        min_samples=_SAMPLES,
        cluster_selection_method="leaf",
        copy=True,
    )
    return np.asarray(model.fit_predict(positions), np.int64)


def _names(
    labels: Labels, nodes: Sequence[str], positions: Positions, held: Mapping[str, str]
) -> dict[int, str]:
    members = {int(label): np.flatnonzero(labels == label) for label in np.unique(labels)}
    members.pop(-1, None)
    shared = {
        (label, name): count
        for label, rows in members.items()
        for name, count in Counter(held.get(nodes[row], "") for row in rows.tolist()).items()
        if name
    }
    names: dict[int, str] = {}
    # Those that share most choose first, and no two take one name.
    for label, name in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if label not in names and name not in names.values():
            names[label] = name
    for label, rows in members.items():
        if label not in names:
            names[label] = digest(nodes[_innermost(rows, positions)])[:12]
    return names


def _innermost(rows: Labels, positions: Positions) -> int:
    middle = np.median(positions[rows], axis=0)
    return int(rows[np.argmin(((positions[rows] - middle) ** 2).sum(axis=1))])
