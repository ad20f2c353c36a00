"""The second hop: what a leading passage leads to, and what of the question it leaves open.

A walk tells which passages hang together, not which of them answers. A passage that shares a
name with a leader counts here as far as it is like the question once the leader's part is
taken out of it, as far as it has the question's words that the leader lacks, and as far as the
leader names it by its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag_service.retrieval.keys import Rows
from rag_service.retrieval.view import View

Floats = npt.NDArray[np.float64]

LEADERS = 10
# Two texts that name the same thing are bound less than a text and what it names; what the
# question itself names says little of where one leads.
_SHARED = 0.6
_ASKED = 0.3


@dataclass(frozen=True)
class Asked:
    """A question as it is compared.

    Attributes:
        query: Its vector.
        words: Its words as they are indexed, with how rare each is.
        names: Rows of the names that it shows.
        entities: Rows of the entities that it names.
    """

    query: npt.NDArray[np.float32]
    words: Mapping[str, float]
    names: Rows
    entities: Rows

    def weights(self) -> Floats:
        """The share of the question that each of its words makes up."""
        rare = np.array(list(self.words.values()))
        return rare / max(float(rare.sum()), 1e-12)


@dataclass(frozen=True)
class Held:
    """Passages to be ordered, those that lead first.

    Attributes:
        rows: Their rows.
        vectors: Their vectors, a row each.
        words: For each, which of the question's words it has, as 0 or 1.
    """

    rows: Rows
    vectors: npt.NDArray[np.float32]
    words: Floats

    def placed(self, order: Rows) -> Held:
        """The same passages in another order."""
        return Held(self.rows[order], self.vectors[order], self.words[order])


@dataclass(frozen=True)
class Led:
    """How well passages go on from the leader for which each is largest, in 0..1.

    Attributes:
        rest: Likeness to what of the question the leader leaves open, times bond and trust.
        fresh: Share of the question's words that the leader lacks, likewise.
        told: How rare a title of the passage is that the leader names, times trust.
    """

    rest: Floats
    fresh: Floats
    told: Floats


def led(asked: Asked, held: Held, trust: Floats, view: View) -> Led:
    """What the leaders lead to.

    Args:
        asked: The question.
        held: Passages; as many of the first as there is trust for lead.
        trust: How far each leader is right, in 0..1.
        view: The graph as the caller sees it.
    """
    count = len(trust)
    things = np.concatenate([asked.names, asked.entities])
    bonds, told = bound(held.rows, count, things, view)
    bonds, told = bonds * trust, told * trust
    alike = held.vectors @ held.vectors[:count].T
    near = held.vectors @ asked.query
    rest = near[:, None] - near[None, :count] * alike
    fresh = (held.words * asked.weights()) @ (1.0 - held.words[:count].T)
    largest = ((bonds * rest), (bonds * fresh), told)
    return Led(*(part.max(axis=1, initial=0.0) for part in largest))


def bound(rows: Rows, count: int, asked: Rows, view: View) -> tuple[Floats, Floats]:
    """How firmly each passage is bound to each of the first ``count``, and is named by it.

    Both are (n, count) in 0..1: the rarest thing that binds them counts.
    """
    holders, things, own = _links(rows, view)
    kinds, spots = np.unique(things, return_inverse=True)
    titles, mentions = np.zeros((2, count, len(kinds)), np.float32)
    for held, whose in ((titles, own), (mentions, ~own)):
        mine = whose & (holders < count)
        held[holders[mine], spots[mine]] = 1.0
    rare = view.specificity[things].astype(np.float64)
    seldom = rare * np.where(np.isin(things, asked), _ASKED, 1.0)
    of_leader, by_leader = titles[:, spots], mentions[:, spots]
    told = _largest(own * rare * by_leader, holders, len(rows))
    naming = _largest(~own * rare * of_leader, holders, len(rows))
    shared = _largest(seldom * np.where(own, of_leader, by_leader), holders, len(rows))
    bonds = np.maximum(np.maximum(told, naming), _SHARED * shared)
    itself = np.arange(count)
    bonds[itself, itself] = told[itself, itself] = 0.0
    return bonds, told


def _links(rows: Rows, view: View) -> tuple[Rows, Rows, npt.NDArray[np.bool_]]:
    """The links of the passages in their order: whose, to which thing, and if to its title."""
    links = view.graph.of_passages
    lengths = links.starts[rows + 1] - links.starts[rows]
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(links.starts[rows] - firsts, lengths)
    holders = np.repeat(np.arange(len(rows)), lengths)
    return holders, links.ends[places].astype(np.int64), links.weights[places] > 1.0


def _largest(values: Floats, holders: Rows, count: int) -> Floats:
    """The largest of each holder's values, leader by leader: (count, leaders)."""
    found = np.zeros((count, len(values)))
    starts = np.flatnonzero(np.diff(holders, prepend=-1))
    if len(starts):
        found[holders[starts]] = np.maximum.reduceat(values, starts, axis=1).T
    return found


def holding(rows: Rows, entities: Rows, view: View) -> Floats:
    """The share of these entities, by how rare they are, that each passage is linked to."""
    total = max(float(view.specificity[entities].sum()), 1e-12)
    holders, things, _ = _links(rows, view)
    asked = np.isin(things, entities)
    rare = view.specificity[things[asked]].astype(np.float64)
    return np.bincount(holders[asked], rare, len(rows)) / total


def unsaid(words: Floats, weights: Floats) -> Floats:
    """The share of a question that each passage has and none of those before it has.

    Args:
        words: For each passage, best first, which of the question's words it has, as 0 or 1.
        weights: How much each word counts.
    """
    said = np.maximum.accumulate(words, axis=0)
    before = np.concatenate([np.zeros((1, words.shape[1])), said])[: len(words)]
    shares: Floats = (words * (1.0 - before)) @ weights
    return shares


def with_names(
    held: Floats, rows: Rows, names: Iterable[tuple[int, list[int]]], view: View
) -> None:
    """Let passages have the words of the names of the entities that they are linked to.

    Args:
        held: As `Said.has` gives it, which is changed.
        rows: The passages.
        names: Rows of entities, and which of the words the question calls each by.
        view: The graph as the caller sees it.
    """
    holders, things, _ = _links(rows, view)
    for entity, places in names:
        held[np.ix_(holders[things == entity], places)] = 1.0
