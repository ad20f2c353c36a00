"""Where each point lies on the map, kept where people remember it when points are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from graph_ingest.derive import tsne, umap
from graph_ingest.derive.neighbours import Neighbours, Rows, Told, among_themselves, nearest
from graph_ingest.derive.umap import Positions
from graph_schema.models import Vectors

Method = Literal["umap", "tsne"]
Flags = npt.NDArray[np.bool_]

_FEWEST = 4
_MOST_ADDED = 0.25
_EPOCHS, _EPOCHS_OF_MANY, _MANY = 500, 200, 20_000
_EPOCHS_TO_FIT_IN, _RATE_TO_FIT_IN = 60, 0.3
_EPOCHS_TO_SETTLE, _RATE_TO_SETTLE = 200, 0.1
_SAMPLE = 10_000
_RADIUS = 10.0
_SEED = 20_180_209


@dataclass(frozen=True)
class Placed:
    """Positions of points.

    Attributes:
        positions: (n, 2), without unit.
        added: Points that were fitted in among others since the last time all moved.
        moved: Points that were given a position this time.
    """

    positions: Positions
    added: Flags
    moved: int


def placed(
    vectors: Vectors,
    held: Positions,
    added: Flags,
    method: Method = "umap",
    told: Told = lambda _: None,
) -> Placed:
    """Give each point a position.

    The first time all are laid out. Later points are fitted in among the others, which stay
    where they are. Once a quarter were fitted in so, all settle again: from where they are,
    drawn back to there, and turned back on to it.

    Args:
        vectors: Of unit length, (n, d).
        held: Positions that points have, (n, 2); not a number where one has none.
        added: Which of them were fitted in.
        method: How they are laid out.
        told: Told how far it is.
    """
    known: Flags = np.isfinite(held[:, 0]) & np.isfinite(held[:, 1])
    there, late = int(known.sum()), ~known | added
    if there == len(held):
        return Placed(held, added, 0)
    if there >= _FEWEST and late.mean() <= _MOST_ADDED:
        fitted = _fitted_in(vectors, held, known, method, told)
        return Placed(fitted, late, len(held) - there)
    made = _all(vectors, held, known, method, told)
    return Placed(made, np.zeros(len(held), np.bool_), len(held))


def beside(asked: Vectors, vectors: Vectors, positions: Positions) -> tuple[Positions, Rows]:
    """Where points belong that take no part in the layout, and the nearest that does.

    Args:
        asked: Vectors of the points.
        vectors, positions: Of those that are laid out; at least one.
    """
    found = nearest(asked, vectors, umap.NEIGHBOURS)
    return _between(found, positions), found.rows[:, 0]


def drift(before: Positions, after: Positions) -> float:
    """How far points moved: the median, as a share of the map's radius before.

    The radius is the root mean square distance from the middle.
    """
    moved = np.linalg.norm(after - before, axis=1)
    radius = np.sqrt(((before - before.mean(axis=0)) ** 2).sum(axis=1).mean())
    return float(np.median(moved) / max(radius, 1e-12))


def aligned(positions: Positions, to: Positions, among: Flags) -> Positions:
    """Positions turned, mirrored and shifted, but not stretched, on to where some were.

    The least squares solution of Kabsch (1976), with mirroring allowed.
    """
    centre, target = positions[among].mean(axis=0), to[among].mean(axis=0)
    left, _, right = np.linalg.svd((positions[among] - centre).T @ (to[among] - target))
    turned: Positions = ((positions - centre) @ (left @ right) + target).astype(np.float32)
    return turned


def _all(vectors: Vectors, held: Positions, known: Flags, method: Method, told: Told) -> Positions:
    if len(vectors) < _FEWEST:
        row = np.arange(len(vectors), dtype=np.float32)
        return np.stack([row, np.zeros_like(row)], axis=1)
    count = umap.NEIGHBOURS if method == "umap" else tsne.NEIGHBOURS
    found = among_themselves(vectors, count, lambda done: told(done / 2))
    again = int(known.sum()) >= _FEWEST
    start = _start(vectors, held, known) if again else _plane(vectors)

    def later(done: float) -> None:
        told(0.5 + done / 2)

    if method == "tsne":
        made = tsne.laid_out(found, start, anew=not again, told=later)
    elif again:
        graph, epochs, rate = umap.fuzzy_graph(found), _EPOCHS_TO_SETTLE, _RATE_TO_SETTLE
        made = umap.laid_out(graph, start, epochs, rate=rate, homesick=known, told=later)
    else:
        epochs = _EPOCHS if len(vectors) <= _MANY else _EPOCHS_OF_MANY
        made = umap.laid_out(umap.fuzzy_graph(found), start, epochs, told=later)
    return aligned(made, held, known) if again else made


def _fitted_in(
    vectors: Vectors, held: Positions, known: Flags, method: Method, told: Told
) -> Positions:
    """New ones start between their neighbours and settle, while the others stay."""
    new = np.flatnonzero(~known)
    start = _start(vectors, held, known)
    if method == "tsne":
        return start
    found = nearest(vectors[new], vectors, umap.NEIGHBOURS + 1, lambda done: told(done / 2))
    others = _without_itself(found, new)
    graph = umap.fuzzy_graph(others, new)
    epochs, rate = _EPOCHS_TO_FIT_IN, _RATE_TO_FIT_IN
    return umap.laid_out(
        graph, start, epochs, rate=rate, moving=~known, told=lambda done: told(0.5 + done / 2)
    )


def _without_itself(found: Neighbours, asked: Rows) -> Neighbours:
    itself = found.rows == asked[:, None]
    itself[~itself.any(axis=1), -1] = True
    shape = (len(asked), found.rows.shape[1] - 1)
    return Neighbours(found.rows[~itself].reshape(shape), found.distances[~itself].reshape(shape))


def _start(vectors: Vectors, held: Positions, known: Flags) -> Positions:
    """The position of each, or for want of one a place between its neighbours that have one."""
    start = np.array(held, np.float32)
    if not known.all():
        there = np.flatnonzero(known)
        found = nearest(vectors[~known], vectors[there], umap.NEIGHBOURS)
        start[~known] = _between(found, held[there])
    return start


def _between(found: Neighbours, positions: Positions) -> Positions:
    """The middle of the neighbours that lie where most of them lie, nearer ones counting more.

    The plain middle of two groups would lie in neither.
    """
    around = positions[found.rows]
    median = np.median(around, axis=1, keepdims=True)
    apart = np.linalg.norm(around - median, axis=2)
    near = apart <= np.median(apart, axis=1, keepdims=True)
    weights = near / (found.distances + 1e-3)
    weights /= weights.sum(axis=1, keepdims=True)
    middle: Positions = (around * weights[:, :, None]).sum(axis=1).astype(np.float32)
    return middle


def _plane(vectors: Vectors) -> Positions:
    """The two directions in which vectors differ most (principal components), spread evenly."""
    rng = np.random.default_rng(_SEED)
    some = vectors[rng.permutation(len(vectors))[:_SAMPLE]].astype(np.float64)
    middle = some.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov((some - middle).T))
    flat = (vectors - middle) @ directions[:, -2:]
    largest = max(float(np.abs(flat).max()), 1e-12)
    # Equal vectors would otherwise never part.
    spread: Positions = flat / largest * _RADIUS + rng.normal(0, 1e-2, flat.shape)
    return spread.astype(np.float32)
