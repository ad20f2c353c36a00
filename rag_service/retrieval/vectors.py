"""Search by meaning: nearest vectors through a graph of neighbours (usearch), scored exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from usearch.index import Index as NeighbourGraph

from graph_schema.models import Vectors
from graph_schema.store import Vector
from rag_service.retrieval.keys import Keys, KeyTable, Rows

_GRAPH = "neighbours.usearch"
_MATRIX = "vectors.npy"
# Below this many rows, comparing with each one is as fast as the graph, and exact.
_FEW = 2_000
_MARGIN = 4
_AT_ONCE = 50_000


class VectorIndex:
    """The vectors of one generation, mapped into memory: row n belongs to passage n."""

    def __init__(self, folder: Path, rows: KeyTable) -> None:
        self.matrix = held_vectors(folder)
        self._rows = rows
        self._graph = _restore(folder, view=True)

    def search(self, query: Vector, limit: int, among: npt.NDArray[np.bool_] | None = None) -> Rows:
        """Rows of the nearest vectors by cosine, in no order.

        Args:
            query: A vector of length 1.
            limit: At most so many.
            among: A mask of the rows that count; None for all.
        """
        total = len(self.matrix)
        allowed = total if among is None else int(np.count_nonzero(among))
        if allowed <= max(_FEW, limit):
            rows = np.arange(total) if among is None else np.flatnonzero(among)
            return _best(rows, self.scores(query, rows), limit)
        wanted = limit * _MARGIN
        while True:
            fetched = min(total, wanted * total // allowed)
            rows = self._nearest(query, fetched)
            if 2 * len(rows) < fetched:
                # Among many like texts the way through the graph can end in a part that leads
                # nowhere else. Comparing with all is slow, and right.
                return self._best_of_all(query, limit, among)
            if among is not None:
                rows = rows[among[rows]]
            if len(rows) >= limit or fetched == total:
                return _best(rows, self.scores(query, rows), limit)
            wanted *= _MARGIN

    def scores(self, query: Vector, rows: Rows) -> npt.NDArray[np.float32]:
        """Exact cosines of the rows' vectors with the query."""
        # Not by matrix multiplication: its threads wait by spinning, which costs more here.
        return np.asarray(np.vecdot(self.matrix[rows], query), np.float32)

    def _best_of_all(self, query: Vector, limit: int, among: npt.NDArray[np.bool_] | None) -> Rows:
        scores = np.concatenate(
            [
                np.vecdot(self.matrix[start : start + _AT_ONCE], query)
                for start in range(0, len(self.matrix), _AT_ONCE)
            ]
        )
        rows = np.arange(len(scores)) if among is None else np.flatnonzero(among)
        return _best(rows, scores[rows], limit)

    def _nearest(self, query: Vector, count: int) -> Rows:
        keys = np.asarray(self._graph.search(query, count).keys, np.uint64)
        rows = self._rows.first(keys)
        return rows[rows >= 0]


def _best(rows: Rows, scores: npt.NDArray[np.float32], limit: int) -> Rows:
    if len(rows) <= limit:
        return rows
    return rows[np.argpartition(-scores, limit)[:limit]]


def held_vectors(folder: Path) -> Vectors:
    """The vectors of a generation, mapped: row n belongs to passage n."""
    vectors: Vectors = np.load(folder / _MATRIX, mmap_mode="r")
    return vectors


def build_vectors(folder: Path, keys: Keys, matrix: Vectors) -> None:
    """Write a new vector index.

    Bytes in place of half floats take half the memory and a third of the time, and what is
    fetched is scored exactly.
    """
    graph = NeighbourGraph(ndim=matrix.shape[1], metric="cos", dtype="i8")
    _finish(folder, graph, keys, matrix)
    np.save(folder / _MATRIX, matrix)


def update_vectors(
    folder: Path, older: Path, gone: Keys, keys: Keys, matrix: Vectors, added: Rows
) -> None:
    """Write the older generation's index without some keys and with some of the rows.

    Args:
        folder: Where it goes.
        older: The generation that it starts from.
        gone: Keys that are taken out, replaced ones among them.
        keys, matrix: All passages as they are now.
        added: Rows that are put in.
    """
    graph = _restore(older, view=False)
    if len(gone):
        graph.remove(gone)
    _finish(folder, graph, keys[added], matrix[added])
    np.save(folder / _MATRIX, matrix)


def _restore(folder: Path, *, view: bool) -> NeighbourGraph:
    graph = NeighbourGraph.restore(folder / _GRAPH, view=view)
    if graph is None:
        raise OSError(f"{folder / _GRAPH} is not a vector index")
    return graph


def _finish(folder: Path, graph: NeighbourGraph, keys: Keys, matrix: Vectors) -> None:
    if len(keys):
        graph.add(keys, matrix)
    graph.save(str(folder / _GRAPH))
