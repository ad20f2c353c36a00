"""How well works fit a question that describes one film, and a ranking of them.

A question that describes a film is not a filter: the film may be dated otherwise or told of in
other words. Each condition counts by how much it tells apart, and the retriever's order counts
beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from graph_schema.scope import Scope
from rag_service.answering.filters import AnyOf, Filter, Linked, Words
from rag_service.answering.query import Query
from rag_service.answering.retriever import Retriever
from rag_service.answering.view import View

Weights = np.ndarray[tuple[int], np.dtype[np.float64]]

_CANDIDATES = 50
_NARROW = 2000
_FEW = 10
_DECAY = 0.12
_TEXT = 1.0
_FACT = 0.5
_RETRIEVER = 1.0


@dataclass(frozen=True)
class Fit:
    """How far works meet the conditions of a question.

    Attributes:
        share: By work, the weight of the conditions that it meets over that of all, 0..1.
        content: The same over words and names alone.
        asked: True when the question has words or names to be met.
    """

    share: Weights
    content: Weights
    asked: bool


def fit(query: Query, view: View) -> Fit:
    """Weigh every condition of a question for every work."""
    total = np.zeros(view.size)
    content = np.zeros(view.size)
    weights = contents = 0.0
    for condition in query.filters:
        weight, is_text = _weight(condition, view)
        met = condition.mask(view)
        met = ~met & view.seen if condition.negated else met
        total[met] += weight
        weights += weight
        if is_text:
            content[met] += weight
            contents += weight
    absent = sum(1.0 for missing in query.missing if missing.kind == "word")
    weights += absent
    contents += absent
    return Fit(total / max(weights, 1e-9), content / max(contents, 1e-9), contents > 0)


def _weight(condition: Filter, view: View) -> tuple[float, bool]:
    if isinstance(condition, Words):
        return _TEXT * _rarity(condition, view), True
    if isinstance(condition, AnyOf):
        weights = [_weight(option, view) for option in condition.options]
        return max(weight for weight, _ in weights), any(is_text for _, is_text in weights)
    if isinstance(condition, Linked):
        return _FACT * (2.0 if condition.kind == "agent" else 1.0), True
    return _FACT, False


def _rarity(words: Words, view: View) -> float:
    """0..1: 1 for a word of a single record."""
    size = max(2, view.words.documents)
    held = max(1, int(words.mask(view).sum()))
    return 1.0 - log(held) / log(size)


def ranked(
    query: Query, view: View, fitting: Fit, retriever: Retriever, scope: Scope
) -> list[tuple[int, float]]:
    """Works best first with a score in 0..1, from the retriever's order and the fit."""
    scores: dict[int, float] = {}
    strict = query.mask(view) if query.filters else np.zeros(view.size, np.bool_)
    orders = [_order(retriever.search(query.question, scope, _CANDIDATES).evidence, view)]
    if _FEW < strict.sum() <= _NARROW:
        within = frozenset(view.id(work) for work in np.flatnonzero(strict).tolist())
        found = retriever.search(query.question, scope, _CANDIDATES, within)
        orders.append(_order(found.evidence, view))
    elif strict.any():
        # So few that a second search would order them no better.
        place = {work: rank for rank, work in enumerate(orders[0])}
        few = np.flatnonzero(strict).tolist()
        orders.append(sorted(few, key=lambda work: place.get(work, _CANDIDATES)))
    for order in orders:
        for rank, work in enumerate(order):
            scores[work] = max(scores.get(work, 0.0), 1.0 / (1.0 + _DECAY * rank))
    best = np.argsort(-fitting.share, kind="stable")[:_CANDIDATES]
    for work in best[fitting.share[best] > 0].tolist():
        scores.setdefault(work, 0.0)
    whole = 1.0 + _RETRIEVER
    merged = {
        work: (fitting.share[work] + _RETRIEVER * score) / whole for work, score in scores.items()
    }
    return sorted(((w, float(s)) for w, s in merged.items()), key=lambda pair: (-pair[1], pair[0]))


def _order(evidence: Sequence[object], view: View) -> list[int]:
    owners = [str(getattr(passage, "owner", "")) for passage in evidence]
    return [view.by_id[owner] for owner in dict.fromkeys(owners) if owner in view.by_id]
