"""The two-sided graph of passages and entities, as compressed sparse rows in mapped files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph_schema.passages import Passage
from rag_service.retrieval.holdings import ENTITY, Holdings, name_id, title_forms
from rag_service.retrieval.keys import KeyTable, distinct, keys_of
from rag_service.retrieval.mapped import mapped
from rag_service.retrieval.phrases import Titles, asked_forms

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_TABLE = "entities"
_KNOWN = "entities.known.npy"


@dataclass(frozen=True)
class Links:
    """Links from the rows of one side to those of the other (CSR).

    Row n has ``ends[starts[n]:starts[n + 1]]``, weighted likewise.
    """

    starts: Integers
    ends: npt.NDArray[np.int32]
    weights: Floats

    @classmethod
    def of(cls, froms: Integers, tos: Integers, weights: Floats, count: int) -> Links:
        """Sort links by where they start."""
        order = np.lexsort((tos, froms))
        starts = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(froms, minlength=count), out=starts[1:])
        return cls(starts, tos[order].astype(np.int32), weights[order])

    def save(self, folder: Path, name: str) -> None:
        """Write the three arrays."""
        for part in ("starts", "ends", "weights"):
            np.save(folder / f"{name}.{part}.npy", getattr(self, part))

    @classmethod
    def load(cls, folder: Path, name: str) -> Links:
        """Map the three arrays."""
        parts = ("starts", "ends", "weights")
        return cls(*(mapped(folder / f"{name}.{p}.npy") for p in parts))


@dataclass(frozen=True)
class PassageGraph:
    """Links both ways; entities of the graph come first, then the names that texts show.

    Attributes:
        entities: Rows of entities by their id, and of names by `name_id`.
        known: How many of the rows are entities of the graph.
    """

    entities: KeyTable
    known: int
    of_passages: Links
    of_entities: Links

    @classmethod
    def load(cls, folder: Path) -> PassageGraph:
        """Map the graph of a generation."""
        return cls(
            KeyTable.load(folder, _TABLE),
            int(np.load(folder / _KNOWN)[0]),
            Links.load(folder, "of_passages"),
            Links.load(folder, "of_entities"),
        )

    def numbers(self, entities: Sequence[str]) -> Integers:
        """The row of each entity; -1 where no passage is linked to it."""
        return self.entities.first(keys_of(entities))

    def linked(self, entities: Iterable[str]) -> Integers:
        """The passages that are linked to any of these, without repeats."""
        numbers = self.numbers(sorted(entities))
        held = self.of_entities
        spans = [held.ends[held.starts[n] : held.starts[n + 1]] for n in numbers.tolist() if n >= 0]
        return np.unique(np.concatenate(spans)) if spans else np.empty(0, np.int64)

    def named(self, question: str) -> Integers:
        """The rows of the names that a question shows, longest first where they overlap."""
        found: set[int] = set()
        taken: set[int] = set()
        for length, forms in asked_forms(question):
            rows = self.numbers([name_id(form) for form in forms])
            for first in np.flatnonzero(rows >= 0).tolist():
                span = range(first, first + length)
                if forms[first] and taken.isdisjoint(span):
                    taken.update(span)
                    found.add(int(rows[first]))
        return np.array(sorted(found), np.int64)


def save_graph(folder: Path, passages: Sequence[Passage]) -> int:
    """Write the graph of the passages, each in its row; returns the number of entities."""
    holdings = Holdings.of(passages, Titles(title_forms(passages)))
    return write_graph(folder, holdings)


def write_graph(folder: Path, holdings: Holdings) -> int:
    """Write the graph of what passages hold; returns the number of entities.

    A name that a single passage shows joins nothing, and stays out.
    """
    holdings.save(folder)
    entity = holdings.kinds == ENTITY
    known = distinct(holdings.keys[entity])
    forms, counts = np.unique(holdings.keys[~entity], return_counts=True)
    joining = forms[counts > 1]
    ends = np.full(len(holdings.keys), -1, np.int64)
    ends[entity] = np.searchsorted(known, holdings.keys[entity])
    if len(joining):
        named = holdings.keys[~entity]
        places = np.minimum(np.searchsorted(joining, named), len(joining) - 1)
        ends[~entity] = np.where(joining[places] == named, len(known) + places, -1)
    held = ends >= 0
    starts, ends, weights = holdings.rows[held], ends[held], holdings.weights[held]
    Links.of(starts, ends, weights, len(holdings.starts) - 1).save(folder, "of_passages")
    Links.of(ends, starts, weights, len(known) + len(joining)).save(folder, "of_entities")
    KeyTable.of(np.concatenate([known, joining])).save(folder, _TABLE)
    np.save(folder / _KNOWN, np.array([len(known)]))
    return len(known)
