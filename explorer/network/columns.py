"""Columns of tables as arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Integers = npt.NDArray[Any]


def numbers(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    """A column as an array; mapped where it is one piece without gaps."""
    found: npt.NDArray[Any] = column.to_numpy()
    return found


def ranges(firsts: Integers, lasts: Integers) -> Integers:
    """All numbers of some ranges, one range after the other."""
    lengths = lasts - firsts
    before = np.cumsum(lengths) - lengths
    return np.repeat(firsts - before, lengths) + np.arange(int(lengths.sum()))


@dataclass(frozen=True)
class Words:
    """A column of few words, as numbers."""

    numbers: npt.NDArray[Any]
    words: list[str]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Words:
        """The words of a dictionary-encoded column."""
        held = column.unify_dictionaries().combine_chunks()
        array = held.chunk(0) if isinstance(held, pa.ChunkedArray) else held
        return cls(array.indices.to_numpy(zero_copy_only=False), array.dictionary.to_pylist())

    def one_of(self, rows: Integers, wanted: Collection[str]) -> npt.NDArray[np.bool_]:
        """True for the rows that hold one of the words."""
        numbers = [number for number, word in enumerate(self.words) if word in wanted]
        return np.isin(self.numbers[rows], numbers)

    def counted(self, rows: Integers) -> dict[str, int]:
        """How often the rows hold each word, most first."""
        found = Counter(self.numbers[rows].tolist())
        return {self.words[number]: count for number, count in found.most_common()}
