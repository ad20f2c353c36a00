"""How far the archive is known: what of its films has a date, a summary, a transcript, a review.

Scholars take silence for absence where nobody tells them what was never described. These figures
tell it, for all films or for those that an answer rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rag_service.answering.tables import Mask
from rag_service.answering.view import View


@dataclass(frozen=True)
class Known:
    """Counts over some films.

    Attributes:
        films: How many they are.
        summarised: With a summary or another text of a catalogue.
        enriched: With transcripts, captions or on-screen text at a time of the film.
        claimed: With claims of a machine about what they show or name.
        unreviewed: With such a claim that nobody has accepted or rejected yet.
    """

    films: int
    summarised: int
    enriched: int
    claimed: int
    unreviewed: int

    def as_json(self) -> dict[str, int]:
        """The counts, and what is left of them."""
        return {
            "films": self.films,
            "summarised": self.summarised,
            "not_summarised": self.films - self.summarised,
            "enriched": self.enriched,
            "not_enriched": self.films - self.enriched,
            "claimed": self.claimed,
            "reviewed": self.claimed - self.unreviewed,
            "unreviewed": self.unreviewed,
        }


@dataclass(frozen=True)
class Coverage:
    """What is known of some films, together and by decade and collection.

    Attributes:
        decades: By the first year of each decade, films dated wholly within it.
        spread: Films whose date may lie in several decades.
        undated: Films without a date.
        collections: By name; a film may be in several, and is in "" where it is in none.
    """

    all: Known
    decades: dict[int, Known]
    spread: Known
    undated: Known
    collections: dict[str, Known]

    def as_json(self) -> dict[str, Any]:
        """The figures as the interface gives them."""
        dated = [{"decade": d, **k.as_json()} for d, k in self.decades.items()]
        held = [{"collection": n or None, **k.as_json()} for n, k in self.collections.items()]
        return {
            **self.all.as_json(),
            "decades": dated,
            "several_decades": self.spread.as_json(),
            "undated": self.undated.as_json(),
            "collections": held,
        }


def coverage(films: Mask, view: View) -> Coverage:
    """Count what is known of the films in a mask, as far as the view shows them."""
    films = films & view.seen
    first, last = view.year_from // 10 * 10, view.year_to // 10 * 10
    within = films & (first > 0) & (first == last)
    starts = np.unique(first[within]).tolist()
    return Coverage(
        known(films, view),
        {int(start): known(within & (first == start), view) for start in starts},
        known(films & (first > 0) & ~within, view),
        known(films & (first == 0), view),
        _collections(films, view),
    )


def known(films: Mask, view: View) -> Known:
    """Count what is known of the films in a mask."""
    claimed, unreviewed = view.themes.claimed
    masks = (films, films & view.summarised, films & view.timed, films & claimed)
    return Known(*(int(mask.sum()) for mask in (*masks, films & unreviewed)))


def _collections(films: Mask, view: View) -> dict[str, Known]:
    entities, works = view.links.pairs(films, ("collection",))
    found: dict[str, Known] = {}
    for entity in np.unique(entities).tolist():
        held = view.only(works[entities == entity])
        found[view.name(entity)] = known(held, view)
    rest = films & ~view.only(works)
    if rest.any():
        found[""] = known(rest, view)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].films, pair[0])))
