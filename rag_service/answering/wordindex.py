"""Which works have a word: an inverted list over stems, cut to what a Scope shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from rag_service.answering.tables import Mask, Rows, Tables, numbers

# Bits that tell which part of a record a word stands in.
TITLE, SUMMARY, HEADING, CREDIT, CONTENT = 1, 2, 4, 8, 16
ABOUT = TITLE | SUMMARY | HEADING | CONTENT
ANYWHERE = ABOUT | CREDIT

_PHRASES_KEPT = 1024
_SHORTEST_COMPOUND = 4
_SHORTEST_TAIL = 3


class WordIndex:
    """Inverted lists from stems to works."""

    def __init__(self, tables: Tables, shown: Mask) -> None:
        self._tables = tables
        self._shown = shown
        self._doc_work = numbers(tables["docs"], "work")
        self._starts = numbers(tables["terms"], "start")
        self._ends = numbers(tables["terms"], "end")
        self._docs = numbers(tables["postings"], "doc")
        # A name in a question is looked for several times, in parts and as a whole.
        self._phrases = lru_cache(maxsize=_PHRASES_KEPT)(self._phrase)
        self._fields = np.asarray(tables["postings"].column("fields").to_numpy())

    def works(self, stem: str, fields: int = ABOUT, *, compounds: bool = True) -> Rows:
        """Works with a word of this stem in the fields, or a compound that begins with it.

        A compound is the stem and another word of the catalogue: tram finds tramcar and
        tramway, and not tramp.
        """
        row = self._rows.get(stem)
        rows = [] if row is None else [row]
        rows += self._compounds(stem) if compounds else []
        found = [self._posted(row, fields) for row in rows]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int32)

    def phrase(self, stems: Sequence[str], fields: int = ABOUT) -> Rows:
        """Works with these stems one after another in one of their texts."""
        return self._phrases(tuple(stems), fields)

    def _phrase(self, stems: tuple[str, ...], fields: int) -> Rows:
        rows = [self._rows.get(stem) for stem in stems]
        if not rows or None in rows:
            return np.zeros(0, np.int32)
        posted = [self._posted_docs(row, fields) for row in rows if row is not None]
        docs = sorted(posted, key=len)[0]
        for others in posted:
            docs = np.intersect1d(docs, others, assume_unique=True)
        wanted = f" {' '.join(stems)} "
        column = self._tables["docs"].column("stems")
        kept = [doc for doc in docs.tolist() if wanted in column[doc].as_py()]
        return np.unique(self._doc_work[np.array(kept, np.int32)])

    def frequency(self, stem: str) -> int:
        """How many records have a word of this stem anywhere."""
        row = self._rows.get(stem)
        return 0 if row is None else len(self._posted_docs(row, ANYWHERE))

    @property
    def documents(self) -> int:
        """How many records are shown."""
        return int(self._shown.sum())

    def like(self, prefix: str) -> list[str]:
        """Stems that begin with a prefix and occur in something shown."""
        row = bisect_left(self._terms, prefix)
        found = []
        while row < len(self._terms) and self._terms[row].startswith(prefix):
            if self.frequency(self._terms[row]):
                found.append(self._terms[row])
            row += 1
        return found

    @cached_property
    def _terms(self) -> list[str]:
        return list(self._tables["terms"].column("term").to_pylist())

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {term: row for row, term in enumerate(self._terms)}

    def _compounds(self, stem: str) -> list[int]:
        if len(stem) < _SHORTEST_COMPOUND:
            return []
        found = []
        row = bisect_left(self._terms, stem)
        while row < len(self._terms) and self._terms[row].startswith(stem):
            tail = self._terms[row][len(stem) :]
            if len(tail) >= _SHORTEST_TAIL and tail in self._rows:
                found.append(row)
            row += 1
        return found

    def _posted(self, term: int, fields: int) -> Rows:
        return np.asarray(self._doc_work[self._posted_docs(term, fields)])

    def _posted_docs(self, term: int, fields: int) -> Rows:
        span = slice(int(self._starts[term]), int(self._ends[term]))
        docs = self._docs[span]
        return np.asarray(docs[((self._fields[span] & fields) != 0) & self._shown[docs]])
