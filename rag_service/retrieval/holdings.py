"""What each passage is bound to, one after another: what the graph of neighbours is made from.

Kept beside the graph, so that a newer one can be made without reading old passages again: what a
passage holds depends on itself alone, but for the titles of others that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph_schema.passages import RECORD, Passage
from rag_service.retrieval.keys import Keys, Rows, distinct, key
from rag_service.retrieval.mapped import mapped
from rag_service.retrieval.phrases import OWN, Known, forms_of, own_names

ENTITY = 0
"""Kind of what the graph knows; the others are those of `phrases`."""

_OF_ITS_OWN = 5.0
_OF_OTHERS = 1.0
_PARTS = ("starts", "keys", "kinds", "weights")

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Holdings:
    """What passages are bound to (CSR).

    Passage n has ``keys[starts[n]:starts[n + 1]]``, of these kinds and weights. Names are told
    by `name_id`.
    """

    starts: Rows
    keys: Keys
    kinds: npt.NDArray[np.uint8]
    weights: npt.NDArray[np.float32]

    @classmethod
    def of(cls, passages: Sequence[Passage], titles: Known) -> Holdings:
        """What passages hold, where ``titles`` are the titles of all there are.

        A record's passage is bound to its own work, and to its titles as names, five times as
        firmly as to what it is linked to; a text of the work is bound to it once, and to the
        scenes and programmes that hold it, which joins the shots of a film. Links that a machine
        claims weigh as they are trusted.
        """
        starts, keys, kinds, weights = [0], [], [], []
        for passage in passages:
            held = _held(passage, titles)
            keys += [key(end) for end in held]
            kinds += [kind for kind, _ in held.values()]
            weights += [weight for _, weight in held.values()]
            starts.append(len(keys))
        return cls(
            np.array(starts, np.int64),
            np.array(keys, np.uint64),
            np.array(kinds, np.uint8),
            np.array(weights, np.float32),
        )

    def save(self, folder: Path) -> None:
        """Write the four arrays."""
        for part in _PARTS:
            np.save(folder / f"holdings.{part}.npy", getattr(self, part))

    @classmethod
    def load(cls, folder: Path) -> Holdings:
        """Map the four arrays."""
        return cls(*(mapped(folder / f"holdings.{p}.npy") for p in _PARTS))

    @property
    def rows(self) -> Rows:
        """For each thing held, the row of the passage."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def titles(self) -> Keys:
        """The titles of passages, sorted, without repeats."""
        return distinct(self.keys[self.kinds == OWN])

    def where(self, kept: Mask) -> Holdings:
        """The same without some of the things held."""
        before = np.concatenate([[0], np.cumsum(kept)])
        parts = (self.keys[kept], self.kinds[kept], self.weights[kept])
        return Holdings(before[self.starts], *parts)

    def take(self, rows: Rows) -> Holdings:
        """What the passages in these rows hold, in their order."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Holdings(starts, self.keys[places], self.kinds[places], self.weights[places])

    def also(self, rows: Rows, keys: Keys, kind: int) -> Holdings:
        """The same where each of these passages holds one more thing, if it doesn't yet."""
        pairs = set(zip(rows.tolist(), keys.tolist(), strict=True))
        fresh = sorted(pair for pair in pairs if pair[1] not in self._of(pair[0]))
        if not fresh:
            return self
        owners = np.concatenate([self.rows, [row for row, _ in fresh]]).astype(np.int64)
        order = np.argsort(owners, kind="stable")
        starts = np.zeros(len(self.starts), np.int64)
        np.cumsum(np.bincount(owners, minlength=len(starts) - 1), out=starts[1:])
        kinds = np.full(len(fresh), kind, np.uint8)
        weights = np.full(len(fresh), _OF_OTHERS, np.float32)
        more = np.array([value for _, value in fresh], np.uint64)
        return Holdings(
            starts,
            np.concatenate([self.keys, more])[order],
            np.concatenate([self.kinds, kinds])[order],
            np.concatenate([self.weights, weights])[order],
        )

    def _of(self, row: int) -> list[int]:
        held: list[int] = self.keys[self.starts[row] : self.starts[row + 1]].tolist()
        return held


def joined(one: Holdings, other: Holdings) -> Holdings:
    """What the passages of one hold, and after them those of the other."""
    parts = (np.concatenate([getattr(one, p), getattr(other, p)]) for p in _PARTS[1:])
    return Holdings(np.concatenate([one.starts, one.starts[-1] + other.starts[1:]]), *parts)


def name_id(form: str) -> str:
    """What stands for a name that only texts show."""
    return f"name:{form}"


def titled(passage: Passage) -> str:
    """The titles by which a passage itself is known: a record's; a text has none."""
    return passage.title if passage.kind == RECORD else ""


def title_forms(passages: Iterable[Passage]) -> Iterable[str]:
    """All forms of the passages' own titles."""
    return (form for p in passages for form in own_names(titled(p), p.body))


def _held(passage: Passage, titles: Known) -> dict[str, tuple[int, float]]:
    own = _OF_ITS_OWN if passage.kind == RECORD else _OF_OTHERS
    held = {passage.owner: (ENTITY, own)}
    held |= dict.fromkeys(passage.within, (ENTITY, _OF_OTHERS))
    trusted = zip(passage.entities, passage.trust, strict=True)
    held |= {entity: (ENTITY, _OF_OTHERS * trust) for entity, trust in trusted}
    for form, kind in forms_of(titled(passage), passage.body, titles).items():
        held[name_id(form)] = (kind, _OF_ITS_OWN if kind == OWN else _OF_OTHERS)
    return held
