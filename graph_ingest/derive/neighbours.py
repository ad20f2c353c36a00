"""Nearest neighbours by cosine: exactly where that is quick, else by a graph of neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from usearch.index import Index as NeighbourGraph

from graph_schema.models import Vectors

Rows = npt.NDArray[np.int64]
Distances = npt.NDArray[np.float32]

Told = Callable[[float], None]
"""Told the share that is done, in 0..1."""

# Comparing with every row is quicker below this, and always gives the same.
_EXACTLY = 20_000
_AT_ONCE = 1_024
_MARGIN = 2


@dataclass(frozen=True)
class Neighbours:
    """The nearest of some rows, nearest first.

    Attributes:
        rows: Of each asked row its neighbours among those searched, (n, k).
        distances: 1 - cosine of each, in 0..2.
    """

    rows: Rows
    distances: Distances


def among_themselves(vectors: Vectors, count: int, told: Told = lambda _: None) -> Neighbours:
    """The nearest others of each row; fewer than ``count`` where there are not so many.

    Args:
        vectors: Of unit length, (n, d).
        count: How many of each.
        told: Told how far it is.
    """
    wanted = min(count, len(vectors) - 1)
    found = nearest(vectors, vectors, min(wanted + 1, len(vectors)), told)
    # A row is its own nearest, but among equal ones it may stand anywhere, or be left out.
    own = np.arange(len(vectors))[:, None]
    order = np.argsort(found.rows != own, axis=1, kind="stable")
    order[:, 1:].sort(axis=1)
    rows = np.take_along_axis(found.rows, order, axis=1)[:, 1:]
    return Neighbours(rows, np.take_along_axis(found.distances, order, axis=1)[:, 1:])


def nearest(
    asked: Vectors, searched: Vectors, count: int, told: Told = lambda _: None
) -> Neighbours:
    """The nearest of each asked row among the searched ones, (n, min(count, searched))."""
    wanted = min(count, len(searched))
    if len(searched) <= _EXACTLY or len(asked) < _AT_ONCE:
        return _each(asked, searched, wanted, None, told)
    graph = NeighbourGraph(ndim=searched.shape[1], metric="cos", dtype="i8")
    for start in range(0, len(searched), _EXACTLY):
        part = np.arange(start, min(start + _EXACTLY, len(searched)))
        graph.add(part, searched[part])
        told(0.6 * part[-1] / len(searched))
    held = graph.search(asked, min(wanted * _MARGIN, len(searched)))
    told(0.8)
    candidates = held.keys.astype(np.int64)
    return _each(asked, searched, wanted, candidates, lambda done: told(0.8 + 0.2 * done))


def _each(
    asked: Vectors, searched: Vectors, count: int, candidates: Rows | None, told: Told
) -> Neighbours:
    """The best of all rows, or of some candidates, by exact cosine, part by part."""
    rows = np.empty((len(asked), count), np.int64)
    distances = np.empty((len(asked), count), np.float32)
    for start in range(0, len(asked), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        if candidates is None:
            alike = asked[part] @ searched.T
        else:
            alike = np.einsum("nkd,nd->nk", searched[candidates[part]], asked[part])
        best = _best(alike, count)
        distances[part] = 1.0 - np.take_along_axis(alike, best, axis=1)
        rows[part] = (
            best if candidates is None else np.take_along_axis(candidates[part], best, axis=1)
        )
        told(min(1.0, (start + _AT_ONCE) / len(asked)))
    return Neighbours(rows, np.maximum(distances, 0.0))


def _best(alike: Distances, count: int) -> Rows:
    """Columns of the largest values of each row, largest first."""
    if count < alike.shape[1]:
        some = np.argpartition(-alike, count - 1, axis=1)[:, :count]
    else:
        some = np.broadcast_to(np.arange(alike.shape[1]), alike.shape)
    order = np.argsort(-np.take_along_axis(alike, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)
