"""The communities of films that were found in the graph, told as far as a reader sees them.

What is stored is which community each film belongs to (`reelgraph ingest` derives it, Leiden on
three levels). Names, sizes, years and quotations are worked out from what the reader sees, so
that nothing tells of films that are hidden from him.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rag_service.answering.overview import quotations
from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.strands import LEVELS, Strands
from rag_service.answering.view import View

FEWEST_FILMS = 3
"""Communities of fewer films are left out: their name would be that of a film."""


@dataclass(frozen=True)
class Community:
    """Films that keep company in the graph.

    Attributes:
        terms: The headings, or else the words, that mark it out from the rest.
        films: How many it holds.
        years: First and last year of those with a date; 0 where none has.
        summary: Words of its films that tell most of it, each of another film.
    """

    terms: tuple[str, ...]
    films: int
    years: tuple[int, int]
    summary: tuple[Citation, ...]

    def as_json(self) -> dict[str, Any]:
        """The community as the interface gives it."""
        first, last = self.years
        return {
            "terms": list(self.terms),
            "films": self.films,
            "first_year": first or None,
            "last_year": last or None,
            "summary": [cited.as_json() for cited in self.summary],
        }


@dataclass(frozen=True)
class Communities:
    """The largest communities of a level.

    Attributes:
        level: 0 has the fewest and largest.
        number: How many there are with at least `FEWEST_FILMS`.
        films: How many films are in a community of the level, whatever its size.
    """

    level: int
    number: int
    films: int
    largest: tuple[Community, ...]

    def as_json(self) -> dict[str, Any]:
        """The communities as the interface gives them."""
        return {
            "level": self.level,
            "communities_in_all": self.number,
            "films_in_all": self.films,
            "communities": [one.as_json() for one in self.largest],
        }


def communities(view: View, level: int, limit: int) -> Communities:
    """The largest communities that a reader sees, largest first.

    Raises:
        ValueError: There is no such level.
    """
    if level not in LEVELS:
        raise ValueError(f"communities have the levels {LEVELS}, not {level}")
    of_work, number = view.themes.communities(level)
    held = np.flatnonzero(of_work >= 0)
    sizes = np.bincount(of_work[held], minlength=number)
    ranked = [n for n in np.argsort(-sizes, kind="stable").tolist() if sizes[n] >= FEWEST_FILMS]
    strands = Strands(view, (), np.zeros(view.size, np.float64), ())
    quoter = Quoter(view)
    found = []
    for one in ranked[:limit]:
        terms, strand = strands.of_community(np.flatnonzero(of_work == one).astype(np.int32))
        cited = tuple(quotations(strand, view, quoter))
        found.append(Community(terms, strand.works, strand.years, cited))
    return Communities(level, len(ranked), len(held), tuple(found))
