"""Communities, quotable sentences and claims, cut to what a Scope shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rag_service.answering.tables import Mask, Rows, Tables, numbers
from rag_service.answering.words import tokens

Counts = np.ndarray[tuple[int], np.dtype[np.integer[Any]]]
Weights = np.ndarray[tuple[int], np.dtype[np.floating[Any]]]


@dataclass(frozen=True)
class Place:
    """Where a quotable sentence stands: a row of ``texts``, and its span there."""

    work: int
    text: int
    start: int
    end: int


class ThemeIndex:
    """What overviews are made from. Sentences are row numbers, and so are terms.

    Args:
        tables: Of the facts.
        sentences, claims: Rows of the tables of these names that take part.
        works: Works that take part.
    """

    def __init__(self, tables: Tables, sentences: Mask, claims: Mask, works: Mask) -> None:
        self._tables = tables
        self._works = works
        self._shown = np.flatnonzero(sentences).astype(np.int32)
        self._claims = claims
        table = tables["sentences"]
        self.work_of = numbers(table, "work")
        self._starts = numbers(table, "terms_start")
        self._ends = numbers(table, "terms_end")
        self._terms = numbers(tables["sentence_terms"], "term")
        self.terms: int = tables["terms"].num_rows

    def among(self, works: Mask) -> Rows:
        """The sentences of some works."""
        return self._shown[works[self.work_of[self._shown]]]

    def terms_of(self, sentences: Counts) -> tuple[Counts, Counts]:
        """For each term of the sentences: the sentence's place among those given, and the term."""
        starts, ends = self._starts[sentences], self._ends[sentences]
        lengths = ends - starts
        owners = np.repeat(np.arange(len(sentences), dtype=np.int32), lengths)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return owners, self._terms[np.repeat(starts, lengths) + within]

    @cached_property
    def background(self) -> Rows:
        """In how many sentences each term stands."""
        _, terms = self.terms_of(self._shown)
        return np.bincount(terms, minlength=self.terms).astype(np.int32)

    def rows_of(self, stems: Sequence[str]) -> list[int]:
        """Rows of the stems that are known."""
        return [self._rows[stem] for stem in stems if stem in self._rows]

    def place(self, sentence: int) -> Place:
        """Where a sentence stands."""
        table = self._tables["sentences"]
        values = [int(table.column(name)[sentence].as_py()) for name in ("text", "start", "end")]
        return Place(int(self.work_of[sentence]), *values)

    def said(self, sentence: int) -> str:
        """What a sentence says."""
        place = self.place(sentence)
        return str(self._tables["texts"].column("text")[place.text].as_py())[
            place.start : place.end
        ]

    def word(self, term: int, sentences: Counts) -> str:
        """A term as the first of these sentences with it writes it, in lower case."""
        owners, held = self.terms_of(sentences)
        stem = str(self._tables["terms"].column("term")[term].as_py())
        for place in owners[held == term].tolist()[:1]:
            words = [t.key for t in tokens(self.said(int(sentences[place]))) if t.stem == stem]
            return words[0] if words else stem
        return stem

    def communities(self, level: int) -> tuple[Rows, int]:
        """By work the number of its community on a level, -1 for none; and how many there are.

        Communities are numbered in the order of their first work that is seen.
        """
        table = self._tables["communities"]
        rows = np.flatnonzero(table.column("level").to_numpy() == level)
        works = numbers(table, "work")[rows]
        rows, works = rows[self._works[works]], works[self._works[works]]
        names = table.column("community").take(rows).to_pylist()
        number: dict[str, int] = {}
        found: Rows = np.full(len(self._works), -1, np.int32)
        for work, name in zip(works.tolist(), names, strict=True):
            found[work] = number.setdefault(name, len(number))
        return found, len(number)

    @cached_property
    def claimed(self) -> tuple[Mask, Mask]:
        """Works that a machine claims something of; and those with a claim nobody decided."""
        table = self._tables["claims"]
        works = numbers(table, "work")
        decided = table.column("decided").to_numpy(zero_copy_only=False)
        every, open_ = np.zeros_like(self._works), np.zeros_like(self._works)
        every[works[self._claims]] = True
        open_[works[self._claims & ~decided]] = True
        return every & self._works, open_ & self._works

    @cached_property
    def _rows(self) -> dict[str, int]:
        terms = self._tables["terms"].column("term").to_pylist()
        return {term: row for row, term in enumerate(terms)}
