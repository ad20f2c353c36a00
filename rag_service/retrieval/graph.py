"""The two-sided graph of passages and entities, as compressed sparse rows in mapped files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph_schema.passages import RECORD, Passage
from rag_service.retrieval.keys import Keys, KeyTable, keys_of
from rag_service.retrieval.phrases import asked_forms, shown_names

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_OF_ITS_OWN = 5.0
_OF_OTHERS = 1.0
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
        return cls(*(np.load(folder / f"{name}.{p}.npy", mmap_mode="r") for p in parts))


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


def name_id(form: str) -> str:
    """What stands for a name that only texts show."""
    return f"name:{form}"


def save_graph(folder: Path, passages: Sequence[Passage]) -> int:
    """Write the graph of the passages, each in its row; returns the number of entities.

    A record's passage is bound to its own work, and to its titles as names, five times as
    firmly as to what it is linked to; a text of the work is bound to it once, and to the scenes
    and programmes that hold it, which joins the shots of a film. Links that a machine claims
    weigh as they are trusted.
    """
    ids = sorted({e for p in passages for e in (p.owner, *p.within, *p.entities)})
    number = {entity: n for n, entity in enumerate(ids)}
    shown = shown_names([(p.title if p.kind == RECORD else "", p.body) for p in passages])
    names = sorted({form for forms in shown for form in forms})
    number |= {name_id(form): len(ids) + n for n, form in enumerate(names)}
    froms: list[int] = []
    tos: list[int] = []
    weights: list[float] = []
    for row, passage in enumerate(passages):
        ends = {passage.owner: _OF_ITS_OWN if passage.kind == RECORD else _OF_OTHERS}
        ends |= dict.fromkeys(passage.within, _OF_OTHERS)
        ends |= zip(passage.entities, (_OF_OTHERS * t for t in passage.trust), strict=True)
        ends |= {name_id(f): _OF_ITS_OWN if own else _OF_OTHERS for f, own in shown[row].items()}
        froms += [row] * len(ends)
        tos += [number[end] for end in ends]
        weights += ends.values()
    starts, ends_ = np.array(froms, np.int64), np.array(tos, np.int64)
    weighed = np.array(weights, np.float32)
    Links.of(starts, ends_, weighed, len(passages)).save(folder, "of_passages")
    Links.of(ends_, starts, weighed, len(number)).save(folder, "of_entities")
    keys: Keys = keys_of(list(number))
    KeyTable.of(keys).save(folder, _TABLE)
    np.save(folder / _KNOWN, np.array([len(ids)]))
    return len(ids)
