"""From candidates to their order: a walk over the graph, then what the leaders lead to.

Seeds of the walk: most on passages, by softmax (temperature 0.04) of cosine and BM25, each
scaled to 0..1 and words counting for more; three tenths on the entities that the question
names, by how rare they are, or a tenth where it shows only names that nobody catalogued. The
sharp seeds matter most. After HippoRAG 2 (Gutiérrez et al. 2025), with the graph's own names
and those that texts show in place of a language model. The walk alone would put all that hangs
together with a leader before what answers, so a first order is by the seeds' own score, the
walk's and that of the second hop (`hops`), summed. The best of it lead once more, which is the
third hop; and what has words of the question that none before it has comes forward, as the
best of one half of a question otherwise fill the place of those of the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag_service.retrieval.evidence import Linked
from rag_service.retrieval.hops import LEADERS, Asked, Held, holding, led, unsaid
from rag_service.retrieval.keys import Rows
from rag_service.retrieval.view import View
from rag_service.retrieval.walk import Mass, walk

Floats = npt.NDArray[np.float64]

_SEEDS = 50
_TEMPERATURE = 0.04
# Above this, vectors that tell texts badly apart lose catalogue records that words find.
_OF_MEANING = 0.4
_ON_ENTITIES = 0.3
_ON_NAMES = 0.1
_WALKED = 60
_FUSED = 40
# The walk counts by its logarithm, down to this share of its best.
_LEAST_SHARE = 1e-4
_OF_WALK = 1.2
_OF_REST = 2.0
_OF_FRESH = 1.0
_OF_TOLD = 1.0
_OF_NAMED = 0.5
# Of a second round, whose leaders are the best of the first; 1 is the best score of the first.
_AGAIN_FRESH = 0.4
_AGAIN_TOLD = 0.15
# What a passage adds to those before it: five that all answer one half of a question are one.
_OF_UNSAID = 0.45


@dataclass(frozen=True)
class Candidates:
    """Passages that words or meaning bring up, with what speaks for each.

    Attributes:
        rows: In ascending order.
        dense, lexical: Cosine and BM25.
        fused: Weighted mean of both, each scaled to 0..1.
    """

    rows: Rows
    dense: Floats
    lexical: Floats
    fused: Floats

    @classmethod
    def of(cls, rows: Rows, dense: Floats, lexical: Floats, floor: float) -> Candidates:
        """Candidates by both scores; a cosine of ``floor`` counts for nothing."""
        fused = _OF_MEANING * _scaled(dense, floor)
        fused += (1.0 - _OF_MEANING) * _scaled(lexical, 0.0)
        return cls(rows, dense, lexical, fused)

    def scores(self, rows: Rows) -> Floats:
        """The fused score of rows; 0 for those that are no candidates."""
        if not len(self.rows):
            return np.zeros(len(rows))
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return np.where(self.rows[places] == rows, self.fused[places], 0.0)


@dataclass(frozen=True)
class Order:
    """Passages, best first.

    Attributes:
        rows: Their rows.
        scores: 0..1, falling.
        walked: Shares of the walk.
    """

    rows: Rows
    scores: Floats
    walked: Floats


def walk_from(
    candidates: Candidates,
    links: list[Linked],
    names: Rows,
    view: View,
    among: npt.NDArray[np.bool_] | None,
    seen: Mass | None = None,
) -> Mass:
    """Passages that a walk from the seeds reaches, most visited first.

    Args:
        candidates: Passages to start from.
        links: Entities that the question names.
        names: Rows of the names that the question shows.
        view: The graph as the caller sees it.
        among: A mask of the passages that count; None for all.
        seen: Further passages to start from, by their pictures, with their share of the walk.
    """
    entities = _entity_seeds(links, names, view)
    share = _ON_ENTITIES if links else _ON_NAMES if len(names) else 0.0
    sight = 0.0 if seen is None else float(seen[1].sum())
    passages = _passage_seeds(candidates, (1.0 - share) * (1.0 - sight))
    if seen is not None:
        passages = _joined(passages, (seen[0], (1.0 - share) * seen[1]))
    rows, mass = walk(passages, (entities[0], share * entities[1]), view)
    if among is not None:
        rows, mass = rows[among[rows]], mass[among[rows]]
    order = np.lexsort((rows, -mass))
    return rows[order], mass[order]


def worth_ranking(candidates: Candidates, walked: Mass) -> Rows:
    """The rows that may come first, the most visited before the others."""
    visited = walked[0][:_WALKED]
    best = candidates.rows[np.argsort(-candidates.fused, kind="stable")[:_FUSED]]
    return np.concatenate([visited, best[~np.isin(best, visited)]])


def rank(asked: Asked, held: Held, candidates: Candidates, walked: Mass, view: View) -> Order:
    """All passages that the walk reached, those worth ranking before the others."""
    scores = _first_scores(asked, held, candidates, walked, view)
    first = np.lexsort((held.rows, -scores))
    held, scores = held.placed(first), scores[first] / max(float(scores.max(initial=0.0)), 1e-12)
    scores = scores + _once_more(asked, held, scores, view)
    best = np.lexsort((held.rows, -scores))
    scores[best] += _OF_UNSAID * unsaid(held.words[best], asked.weights())
    return _ordered(held.rows, scores, walked)


def _first_scores(
    asked: Asked, held: Held, candidates: Candidates, walked: Mass, view: View
) -> Floats:
    """The seeds' own score, the walk's, and what those that the walk puts first lead to."""
    rows, mass = walked
    best = float(mass.max(initial=0.0))
    shares = _of(held.rows, rows, mass) / best if best > 0 else np.zeros(len(held.rows))
    trust = np.sqrt(shares[: min(LEADERS, len(rows))])
    after = led(asked, held, trust, view)
    height = 1.0 - np.log10(shares + _LEAST_SHARE) / np.log10(_LEAST_SHARE)
    scores: Floats = candidates.scores(held.rows) + _OF_WALK * height
    scores += _OF_REST * after.rest + _OF_FRESH * after.fresh + _OF_TOLD * after.told
    scores += _OF_NAMED * holding(held.rows, asked.entities, view)
    return scores


def _once_more(asked: Asked, held: Held, scores: Floats, view: View) -> Floats:
    """What those that the first scores put first lead to; scores fall, and the first is 1."""
    if not len(scores):
        return scores
    middle = float(np.median(scores))
    trust = (scores[:LEADERS] - middle) / max(1.0 - middle, 1e-12)
    after = led(asked, held, np.maximum(trust, 0.0), view)
    more: Floats = _AGAIN_FRESH * after.fresh + _AGAIN_TOLD * after.told
    return more


def _ordered(rows: Rows, scores: Floats, walked: Mass) -> Order:
    order = np.lexsort((rows, -scores))
    first, scores = rows[order], scores[order] / max(float(scores.max(initial=0.0)), 1e-12)
    others = ~np.isin(walked[0], rows)
    last, mass = walked[0][others], walked[1][others]
    least = float(scores.min(initial=1.0))
    tail = least * mass / max(float(mass.max(initial=0.0)), 1e-12)
    visits = np.concatenate([_of(first, *walked), mass])
    return Order(np.concatenate([first, last]), np.concatenate([scores, tail]), visits)


def _of(rows: Rows, known: Rows, values: Floats) -> Floats:
    """The value of each row; 0 where it is not known."""
    if not len(known):
        return np.zeros(len(rows))
    order = np.argsort(known)
    places = order[np.minimum(np.searchsorted(known, rows, sorter=order), len(known) - 1)]
    return np.where(known[places] == rows, values[places], 0.0)


def _scaled(scores: Floats, least: float) -> Floats:
    span = float(scores.max(initial=least)) - least
    if span <= 0:
        return np.zeros(len(scores))
    return np.maximum(scores - least, 0.0) / span


def _passage_seeds(candidates: Candidates, share: float) -> Mass:
    best = np.argsort(-candidates.fused, kind="stable")[:_SEEDS]
    heat = np.exp((candidates.fused[best] - candidates.fused[best].max(initial=0.0)) / _TEMPERATURE)
    return candidates.rows[best], share * heat / max(float(heat.sum()), 1e-12)


def _joined(one: Mass, other: Mass) -> Mass:
    rows, places = np.unique(np.concatenate([one[0], other[0]]), return_inverse=True)
    mass = np.zeros(len(rows))
    np.add.at(mass, places, np.concatenate([one[1], other[1]]))
    return rows, mass


def _entity_seeds(links: list[Linked], names: Rows, view: View) -> Mass:
    """Each name's weight is that of its rarest meaning, shared among all that it may mean."""
    spans: dict[int, list[Linked]] = defaultdict(list)
    for linked in links:
        spans[linked.start].append(linked)
    weights: dict[int, float] = defaultdict(float)
    for meanings in spans.values():
        numbers = view.graph.numbers([m.entity for m in meanings]).tolist()
        held = [(n, m.score) for n, m in zip(numbers, meanings, strict=True) if n >= 0]
        total = sum(score for _, score in held)
        for number, score in held:
            weights[number] += max(s for _, s in held) * score / total
    for number in names.tolist():
        weights[number] += float(view.specificity[number])
    rows = np.array(sorted(weights), np.int64)
    mass = np.array([weights[row] for row in rows.tolist()])
    return rows, mass / mass.sum() if len(mass) else mass
