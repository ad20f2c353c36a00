"""The second hop: what a leading passage leads to, and what of the question it leaves open.

A walk tells which passages hang together, not which of them answers. A passage that shares a
name with a leader counts here as far as it is like the question once the leader's part is
taken out of it, as far as it has the question's words that the leader lacks, and as far as the
leader names it by its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Held:
    """Passages to be ordered, best first by the walk.

    Attributes:
        rows: Their rows.
        vectors: Their vectors, a row each.
        words: For each, which of the question's words it has, as 0 or 1.
    """

    rows: Rows
    vectors: npt.NDArray[np.float32]
    words: Floats


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
    weights = np.array(list(asked.words.values()))
    weights = weights / max(float(weights.sum()), 1e-12)
    fresh = (held.words * weights) @ (1.0 - held.words[:count].T)
    largest = ((bonds * rest), (bonds * fresh), told)
    return Led(*(part.max(axis=1, initial=0.0) for part in largest))


def bound(rows: Rows, count: int, asked: Rows, view: View) -> tuple[Floats, Floats]:
    """How firmly each passage is bound to each of the first ``count``, and is named by it.

    Both are (n, count) in 0..1: the rarest thing that binds them counts.
    """
    own, named, things = _holdings(rows, count, view)
    rare = view.specificity[things]
    seldom = rare * np.where(np.isin(things, asked), _ASKED, 1.0)
    bonds, told = np.zeros((2, len(rows), count))
    for leader in range(count):
        mine = np.flatnonzero(own[leader] + named[leader])
        titles, mentions = own[:, mine], named[:, mine]
        title, mention = own[leader, mine], named[leader, mine]
        told[:, leader] = (titles * mention * rare[mine]).max(axis=1, initial=0.0)
        naming = (mentions * title * rare[mine]).max(axis=1, initial=0.0)
        shared = (titles * title + mentions * mention) * seldom[mine]
        shared = _SHARED * shared.max(axis=1, initial=0.0)
        bonds[:, leader] = np.maximum(np.maximum(told[:, leader], naming), shared)
    itself = np.arange(count)
    bonds[itself, itself] = told[itself, itself] = 0.0
    return bonds, told


def _holdings(rows: Rows, count: int, view: View) -> tuple[Floats, Floats, Rows]:
    """Which of the things of the first ``count`` are each passage's own, and which it names."""
    links = view.graph.of_passages
    lengths = links.starts[rows + 1] - links.starts[rows]
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(links.starts[rows] - firsts, lengths)
    ends, holders = links.ends[places], np.repeat(np.arange(len(rows)), lengths)
    things = np.unique(ends[: int(lengths[:count].sum())]).astype(np.int64)
    own, named = np.zeros((2, len(rows), len(things)))
    if not len(things):
        return own, named, things
    spots = np.minimum(np.searchsorted(things, ends), len(things) - 1)
    known = things[spots] == ends
    titles = known & (links.weights[places] > 1.0)
    own[holders[titles], spots[titles]] = 1.0
    named[holders[known & ~titles], spots[known & ~titles]] = 1.0
    return own, named, things


def holding(rows: Rows, entities: Rows, view: View) -> Floats:
    """The share of these entities, by how rare they are, that each passage is linked to."""
    rare = view.specificity[entities].astype(np.float64)
    links, total = view.graph.of_passages, max(float(rare.sum()), 1e-12)
    spans = zip(links.starts[rows].tolist(), links.starts[rows + 1].tolist(), strict=True)
    return np.array([rare[np.isin(entities, links.ends[a:b])].sum() / total for a, b in spans])


def has_words(texts: Iterable[str], words: Sequence[str], analyser: Any) -> Floats:
    """For each text, which of the words it has, as 0 or 1."""
    held = (frozenset(analyser.analyze(text)) for text in texts)
    found = [[float(word in said) for word in words] for said in held]
    return np.array(found).reshape(len(found), len(words))
