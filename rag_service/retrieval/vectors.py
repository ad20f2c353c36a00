"""Search by meaning: nearest vectors through a graph of neighbours (usearch), scored exactly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from usearch.index import Index as NeighbourGraph

from graph_schema.models import Vectors
from graph_schema.store import Vector
from rag_service.retrieval.keys import Keys, KeyTable, Rows
from rag_service.retrieval.linked import link
from rag_service.retrieval.mapped import mapped
from rag_service.retrieval.merge import Merge

_GRAPH = "neighbours.usearch"
_MATRIX = "vectors.npy"
_ADDED = "vectors.added.npy"
_SLOTS = "vectors.slots.npy"
# Below this many rows, comparing with each one is as fast as the graph, and exact.
_FEW = 2_000
_MARGIN = 4
_AT_ONCE = 50_000


@dataclass(frozen=True)
class HeldVectors:
    """The vectors of one generation, mapped: those in the graph of neighbours, and later ones.

    Attributes:
        matrix: The first, as they were when the graph was made.
        added: Those that came since; they are compared one by one.
        slots: For each passage the row of its vector, past the end of ``matrix`` for one added;
            None where row n belongs to passage n.
    """

    matrix: Vectors
    added: Vectors
    slots: npt.NDArray[np.int32] | None

    @classmethod
    def load(cls, folder: Path) -> HeldVectors:
        """Map the vectors of a generation."""
        matrix = mapped(folder / _MATRIX)
        if not (folder / _SLOTS).exists():
            return cls(matrix, np.empty((0, matrix.shape[1]), np.float32), None)
        added, slots = (mapped(folder / name) for name in (_ADDED, _SLOTS))
        return cls(matrix, added, slots)

    def __len__(self) -> int:
        return len(self.matrix if self.slots is None else self.slots)

    def of(self, rows: Rows) -> Vectors:
        """The vectors of passages."""
        if self.slots is None:
            found: Vectors = self.matrix[rows]
            return found
        slots, count = self.slots[rows], len(self.matrix)
        first = slots < count
        found = np.empty((len(slots), self.matrix.shape[1]), np.float32)
        found[first], found[~first] = self.matrix[slots[first]], self.added[slots[~first] - count]
        return found

    def late(self) -> Rows:
        """The passages whose vectors are not in the graph of neighbours."""
        if self.slots is None:
            return np.empty(0, np.int64)
        return np.flatnonzero(self.slots >= len(self.matrix))


class VectorIndex:
    """The vectors of one generation, mapped into memory."""

    def __init__(self, folder: Path, rows: KeyTable) -> None:
        self._held = HeldVectors.load(folder)
        self._late = self._held.late()
        self._rows = rows
        self._graph = _restore(folder, view=True)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._held.matrix.shape[1])

    def of(self, rows: Rows) -> Vectors:
        """The vectors of passages."""
        return self._held.of(rows)

    def search(self, query: Vector, limit: int, among: npt.NDArray[np.bool_] | None = None) -> Rows:
        """Rows of the nearest vectors by cosine, in no order.

        Args:
            query: A vector of length 1.
            limit: At most so many.
            among: A mask of the rows that count; None for all.
        """
        total = len(self._held)
        allowed = total if among is None else int(np.count_nonzero(among))
        if allowed <= max(_FEW, limit):
            rows = np.arange(total) if among is None else np.flatnonzero(among)
            return _best(rows, self.scores(query, rows), limit)
        wanted = limit * _MARGIN
        while True:
            fetched = min(total, wanted * total // allowed)
            reached, rows = self._nearest(query, fetched)
            if 2 * reached < min(fetched, len(self._graph)):
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
        return np.asarray(np.vecdot(self._held.of(rows), query), np.float32)

    def _best_of_all(self, query: Vector, limit: int, among: npt.NDArray[np.bool_] | None) -> Rows:
        rows = np.arange(len(self._held)) if among is None else np.flatnonzero(among)
        parts = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
        return _best(rows, np.concatenate([self.scores(query, part) for part in parts]), limit)

    def _nearest(self, query: Vector, count: int) -> tuple[int, Rows]:
        """How many the graph found, and the rows of those that are still there, with all late."""
        keys = np.asarray(self._graph.search(query, count).keys, np.uint64)
        rows = self._rows.first(keys)
        rows = rows[rows >= 0]
        return len(keys), np.union1d(rows, self._late) if len(self._late) else rows


def _best(rows: Rows, scores: npt.NDArray[np.float32], limit: int) -> Rows:
    if len(rows) <= limit:
        return rows
    return rows[np.argpartition(-scores, limit)[:limit]]


def held_vectors(folder: Path) -> Vectors:
    """The vectors of a generation: row n belongs to passage n."""
    held = HeldVectors.load(folder)
    return held.matrix if held.slots is None else held.of(np.arange(len(held)))


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
    late = HeldVectors.load(older).late()
    if len(late):
        # What was added without entering the graph enters it now; what was replaced leaves it.
        entering = KeyTable.load(older, "passages").by_row()[late]
        added = np.union1d(added, np.flatnonzero(np.isin(keys, entering)))
        gone = np.setdiff1d(np.asarray(graph.keys[:], np.uint64), np.delete(keys, added))
    if len(gone):
        graph.remove(gone)
    _finish(folder, graph, keys[added], matrix[added])
    np.save(folder / _MATRIX, matrix)


def append_vectors(folder: Path, older: Path, merge: Merge, added: Vectors) -> None:
    """Write the older generation's vectors with some more, its graph of neighbours as it is.

    Passages that went or changed stay in the graph, and are passed over when they are found.

    Args:
        folder: Where they go.
        older: The generation that they start from.
        merge: The order of rows.
        added: The vectors of new rows.
    """
    held = HeldVectors.load(older)
    slots = np.arange(len(held.matrix), dtype=np.int32) if held.slots is None else held.slots
    first = len(held.matrix) + len(held.added)
    fresh = np.arange(first, first + len(added), dtype=np.int32)
    np.save(folder / _SLOTS, merge.column(slots, fresh))
    np.save(folder / _ADDED, np.concatenate([held.added, added]))
    for name in (_GRAPH, _MATRIX):
        link(older / name, folder / name)


def _restore(folder: Path, *, view: bool) -> NeighbourGraph:
    graph = NeighbourGraph.restore(folder / _GRAPH, view=view)
    if graph is None:
        raise OSError(f"{folder / _GRAPH} is not a vector index")
    return graph


def _finish(folder: Path, graph: NeighbourGraph, keys: Keys, matrix: Vectors) -> None:
    if len(keys):
        graph.add(keys, matrix)
    graph.save(str(folder / _GRAPH))
