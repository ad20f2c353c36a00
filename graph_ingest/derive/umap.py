"""Positions by UMAP (McInnes, Healy and Melville 2018), in plain array operations.

The method is umap-learn's with its own defaults (15 neighbours, 5 negative samples, a least
distance of 0.1); only the order in which points move differs: some thousands at once instead of
one by one. That needs no compiler at run time, and gives the same each time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_ingest.derive.neighbours import Neighbours, Told

Positions = npt.NDArray[np.float32]
Singles = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

NEIGHBOURS = 14
"""Neighbours of each point; umap-learn counts the point itself as the fifteenth."""

_NEGATIVES = 5
# The curve 1 / (1 + a d^2b) that is nearest to a least distance of 0.1 at a spread of 1.
_A, _B = np.float32(1.577), np.float32(0.8951)
_NEAR = np.float32(1e-12)
_SOFT = np.float32(1e-3)
_FARTHEST = np.float32(4.0)
_SEARCHES = 40
# How far a point is drawn back in each epoch; a third of it lets the map drift twice as far.
_HOMESICK = np.float32(0.03)
_SEED = 20_180_209


@dataclass(frozen=True)
class Fuzzy:
    """The fuzzy graph: each pair once, and how sure it is that the two belong together.

    Attributes:
        one, other: Both ends of each pair.
        weights: In 0..1.
    """

    one: Integers
    other: Integers
    weights: Singles

    def touching(self, moving: npt.NDArray[np.bool_]) -> Fuzzy:
        """The pairs of which at least one end moves."""
        kept = moving[self.one] | moving[self.other]
        return Fuzzy(self.one[kept], self.other[kept], self.weights[kept])


def fuzzy_graph(found: Neighbours, ends: npt.NDArray[np.int64] | None = None) -> Fuzzy:
    """The fuzzy union of what each point says of its neighbours.

    Args:
        found: Neighbours of the points, each point's own left out.
        ends: The number of each asked point; where none are given they are 0..n-1.
    """
    asked = np.arange(len(found.rows)) if ends is None else ends
    one = np.repeat(asked, found.rows.shape[1])
    other = found.rows.ravel()
    weights = _memberships(found.distances.astype(np.float64)).ravel()
    span = int(max(one.max(initial=0), other.max(initial=0))) + 1
    pairs = np.minimum(one, other) * span + np.maximum(one, other)
    order = np.argsort(pairs, kind="stable")
    pairs, weights = pairs[order], weights[order]
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    united = 1.0 - np.multiply.reduceat(1.0 - weights, starts) if len(starts) else weights
    kept = pairs[starts]
    return Fuzzy(
        (kept // span).astype(np.int32), (kept % span).astype(np.int32), united.astype(np.float32)
    )


def _memberships(distances: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How far each neighbour belongs: 1 for the nearest, falling so that log2(k + 1) belong."""
    nearest = np.where(distances > 0, distances, np.inf).min(axis=1)
    beyond = np.maximum(distances - np.where(np.isfinite(nearest), nearest, 0.0)[:, None], 0.0)
    target = np.log2(distances.shape[1] + 1)
    low, high = np.zeros(len(distances)), np.full(len(distances), np.inf)
    scale = np.ones(len(distances))
    for _ in range(_SEARCHES):
        large = np.exp(-beyond / scale[:, None]).sum(axis=1) > target
        high, low = np.where(large, scale, high), np.where(large, low, scale)
        scale = np.where(np.isinf(high), scale * 2, (low + high) / 2)
    least = 1e-3 * distances.mean(axis=1)
    members: npt.NDArray[np.float64] = np.exp(
        -beyond / np.maximum(scale, np.maximum(least, 1e-12))[:, None]
    )
    return members


def laid_out(
    graph: Fuzzy,
    start: Positions,
    epochs: int,
    *,
    rate: float = 1.0,
    moving: npt.NDArray[np.bool_] | None = None,
    homesick: npt.NDArray[np.bool_] | None = None,
    told: Told = lambda _: None,
) -> Positions:
    """Move points from where they start until those that belong together lie together.

    Args:
        graph: Which belong together.
        start: A place for each, (n, 2).
        epochs: How often each sure pair pulls.
        rate: How far a point moves at first; the rate falls to nought.
        moving: The points that move; where none are given all do.
        homesick: The points that are drawn back to where they start, as in AlignedUMAP.
        told: Told how far it is.
    """
    pulls = _Pulls.of(graph, epochs)
    layout = _Layout(start, moving)
    for epoch in range(epochs):
        layout.move(pulls.due(epoch), np.float32(rate * (1.0 - epoch / epochs)))
        if homesick is not None:
            layout.draw_back(start, homesick)
        told((epoch + 1) / epochs)
    return np.stack([layout.x, layout.y], axis=1)


class _Pulls:
    """Which pairs pull in which epoch: each as often as it is sure, evenly spread."""

    def __init__(self, one: Integers, other: Integers, often: Singles, phase: Singles) -> None:
        self._one, self._other, self._often, self._phase = one, other, often, phase
        self._done = np.floor(phase)

    @classmethod
    def of(cls, graph: Fuzzy, epochs: int) -> _Pulls:
        rng = np.random.default_rng(_SEED)
        often = graph.weights / max(float(graph.weights.max(initial=0.0)), 1e-12)
        order = rng.permutation(len(often))
        order = order[often[order] >= 1.0 / epochs]
        phase = rng.random(len(order), dtype=np.float32)
        return cls(graph.one[order], graph.other[order], often[order].astype(np.float32), phase)

    def due(self, epoch: int) -> tuple[Integers, Integers]:
        """Both ends of the pairs that pull in this epoch; epochs are asked for in order."""
        reached = np.floor(self._often * np.float32(epoch + 1) + self._phase)
        due = np.flatnonzero(reached > self._done)
        self._done = reached
        return self._one[due], self._other[due]


class _Layout:
    """Where the points are, and how they move."""

    def __init__(self, start: Positions, moving: npt.NDArray[np.bool_] | None) -> None:
        self.x, self.y = (np.array(start[:, axis], np.float32) for axis in (0, 1))
        self._moving = moving
        self._rng = np.random.default_rng(_SEED)

    def move(self, pairs: tuple[Integers, Integers], rate: np.float32) -> None:
        """One epoch. Few enough move at once that hardly any is pulled from many sides."""
        one, other = pairs
        parts = max(1, len(one) // max(len(self.x) // 4, 1_000))
        split = zip(np.array_split(one, parts), np.array_split(other, parts), strict=True)
        for some, others in split:
            self._step(some, others, rate)

    def draw_back(self, home: Positions, points: npt.NDArray[np.bool_]) -> None:
        """A little of the way to where points were."""
        self.x[points] += _HOMESICK * (home[points, 0] - self.x[points])
        self.y[points] += _HOMESICK * (home[points, 1] - self.y[points])

    def _step(self, one: Integers, other: Integers, rate: np.float32) -> None:
        pull_x, pull_y = self._pull(one, other)
        ends = np.concatenate([one, other])
        x, y = self._push(ends)
        count = len(one)
        x[:count] += pull_x
        x[count:] -= pull_x
        y[:count] += pull_y
        y[count:] -= pull_y
        if self._moving is not None:
            free = self._moving[ends]
            ends, x, y = ends[free], x[free], y[free]
        np.add.at(self.x, ends, x * rate)
        np.add.at(self.y, ends, y * rate)

    def _pull(self, one: Integers, other: Integers) -> tuple[Singles, Singles]:
        """Towards each other; twice, because each pair stands here once, not once each way."""
        x, y = self.x[one] - self.x[other], self.y[one] - self.y[other]
        square = x * x + y * y + _NEAR
        power = np.exp(_B * np.log(square))
        force = -2 * _A * _B * power / (square * (1 + _A * power))
        return 2 * _bounded(force * x), 2 * _bounded(force * y)

    def _push(self, ends: Integers) -> tuple[Singles, Singles]:
        """Away from some others, drawn by chance."""
        others = self._rng.integers(0, len(self.x), (_NEGATIVES, len(ends)), dtype=np.int32)
        x, y = self.x[ends] - self.x[others], self.y[ends] - self.y[others]
        square = x * x + y * y
        power = np.exp(_B * np.log(square + _NEAR))
        force = 2 * _B / ((_SOFT + square) * (1 + _A * power))
        return _bounded(force * x).sum(axis=0), _bounded(force * y).sum(axis=0)


def _bounded(forces: Singles) -> Singles:
    np.clip(forces, -_FARTHEST, _FARTHEST, out=forces)
    return forces
