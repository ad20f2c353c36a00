"""Which words each passage has, as numbers, so that no text is split again to answer a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from rag_service.retrieval.keys import Rows
from rag_service.retrieval.lexical import analyser


@dataclass(frozen=True)
class Said:
    """The words of some texts (CSR).

    Text n has the words ``numbers[starts[n]:starts[n + 1]]``.
    """

    starts: Rows
    numbers: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Said:
        """The words of texts as they stand."""
        held = [word_numbers(text) for text in texts]
        starts = np.cumsum([0, *map(len, held)])
        return cls(starts, np.array([number for one in held for number in one], np.uint32))

    def has(self, words: Sequence[str]) -> npt.NDArray[np.float64]:
        """For each text, which of these words, as they are indexed, it has, as 0 or 1."""
        found = np.zeros((len(self.starts) - 1, len(words)))
        if not words:
            return found
        asked = np.array([_number(word) for word in words], np.uint32)
        order = np.argsort(asked)
        ranked = asked[order]
        places = np.minimum(np.searchsorted(ranked, self.numbers), len(ranked) - 1)
        hits = ranked[places] == self.numbers
        texts = np.repeat(np.arange(len(found)), np.diff(self.starts))
        found[texts[hits], order[places[hits]]] = 1.0
        return found


def word_numbers(text: str) -> list[int]:
    """All words of a text, as they are indexed."""
    return sorted({_number(word) for word in analyser().analyze(text)})


def _number(word: str) -> int:
    # A question's word is taken for another one of a passage once in tens of millions.
    return crc32(word.encode("utf-8", "replace"))
