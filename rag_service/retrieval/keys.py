"""Numbers that stand for identifiers and names, found by binary search in a mapped file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag_service.retrieval.mapped import mapped

Keys = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]


def key(*parts: str) -> int:
    """A 64-bit number for the parts; two of a million differ but for 1 in 40 million."""
    content = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(content.digest(), "little")


def keys_of(texts: Sequence[str]) -> Keys:
    """The key of each text."""
    return np.fromiter((key(text) for text in texts), np.uint64, len(texts))


def distinct(keys: Keys) -> Keys:
    """The keys sorted, without repeats.

    numpy's own way, by hashing, is a hundred times as slow where there are millions.
    """
    held = np.sort(keys)
    return held[np.concatenate([[True], held[1:] != held[:-1]])] if len(held) else held


def among(wanted: Keys, known: Keys) -> npt.NDArray[np.bool_]:
    """Which of the wanted are in ``known``, which is sorted; at the cost of the wanted alone."""
    if not len(known):
        return np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.asarray(known[places] == wanted, np.bool_)


@dataclass(frozen=True)
class KeyTable:
    """Rows by key; a key may have several."""

    keys: Keys
    rows: Rows

    @classmethod
    def of(cls, keys: Keys) -> KeyTable:
        """The table in which key n stands for row n."""
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], order.astype(np.int64))

    def save(self, folder: Path, name: str) -> None:
        """Write both columns."""
        np.save(folder / f"{name}.keys.npy", self.keys)
        np.save(folder / f"{name}.rows.npy", self.rows)

    @classmethod
    def load(cls, folder: Path, name: str) -> KeyTable:
        """Map both columns."""
        return cls(
            mapped(folder / f"{name}.keys.npy"),
            mapped(folder / f"{name}.rows.npy"),
        )

    def by_row(self) -> Keys:
        """The key of each row."""
        keys = np.empty_like(self.keys)
        keys[self.rows] = self.keys
        return keys

    def find(self, wanted: int) -> Rows:
        """All rows of a key."""
        value = np.uint64(wanted)
        low, high = np.searchsorted(self.keys, value), np.searchsorted(self.keys, value, "right")
        return self.rows[low:high]

    def first(self, wanted: Keys) -> Rows:
        """The first row of each key; -1 where it has none."""
        if not len(self.keys):
            return np.full(len(wanted), -1, np.int64)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, self.rows[places], -1)
