"""From a question to ranked passages: words and meaning make seeds, a walk ranks.

Seeds of the walk: 70 % on passages, by softmax (temperature 0.04) of the mean of cosine and
BM25, each scaled to 0..1; 30 % on the entities that the question names, by how rare they are.
The sharp seeds matter most. After HippoRAG 2 (Gutiérrez et al. 2025), with a dictionary of
the graph's own names in place of a language model.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from graph_schema.models import Embedder
from graph_schema.store import Vector
from rag_service.retrieval.evidence import Evidence, Linked, Ranked
from rag_service.retrieval.keys import KeyTable, Rows
from rag_service.retrieval.lexical import LexicalIndex
from rag_service.retrieval.names import NameIndex
from rag_service.retrieval.rows import PassageRows
from rag_service.retrieval.vectors import VectorIndex
from rag_service.retrieval.view import View, even_sample
from rag_service.retrieval.walk import Mass, walk

Floats = npt.NDArray[np.float64]

_CANDIDATES = 100
_SEEDS = 50
_TEMPERATURE = 0.04
_ON_ENTITIES = 0.3
_LONGEST_QUESTION = 2_000
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Parts:
    """The open parts of one generation."""

    rows: PassageRows
    keys: KeyTable
    lexical: LexicalIndex
    vectors: VectorIndex
    names: NameIndex


@dataclass
class Clock:
    """Milliseconds by step."""

    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        start = time.perf_counter()
        yield
        self.timings[name] = (time.perf_counter() - start) * 1000


@dataclass(frozen=True)
class Candidates:
    """Passages that words or meaning bring up, with what speaks for each."""

    rows: Rows
    dense: Floats
    lexical: Floats
    fused: Floats


def readable(question: str) -> str:
    """The question with what no text should hold blanked, and no longer than is sensible.

    Characters keep their places.
    """
    return _UNREADABLE.sub(" ", question[:_LONGEST_QUESTION])


def link(parts: Parts, question: str, view: View) -> list[Linked]:
    """The entities that a question names, in the order of the text."""
    named = parts.names.find(readable(question), view.allowed)
    numbers = view.graph.numbers([n.entity for n in named])
    # An entity without passages is as specific as can be.
    scores = [float(view.specificity[n]) if n >= 0 else 1.0 for n in numbers.tolist()]
    return [
        Linked(n.entity, n.label, n.name, n.start, n.end, score)
        for n, score in zip(named, scores, strict=True)
    ]


def search(
    parts: Parts, embedder: Embedder, question: str, view: View, k: int, within: Set[str] | None
) -> Ranked:
    """Rank the passages that the view shows.

    Args:
        parts: An open index.
        embedder: The model whose vectors it holds.
        question: In plain words.
        view: What the caller may see.
        k: At most so many passages.
        within: Only passages of these works; None for all.
    """
    clock = Clock()
    question = readable(question)
    with clock.step("link"):
        links = link(parts, question, view)
    if not question.strip() or not len(parts.rows) or k < 1:
        return Ranked([], links, clock.timings)
    among = _among(parts, view, within)
    with clock.step("embed"):
        query = embedder.queries([question])[0]
    with clock.step("words"):
        lexical = _lexical(parts, question, view, within)
    with clock.step("vectors"):
        sample = view.sample if within is None or among is None else even_sample(among)
        candidates = _candidates(parts, query, lexical, among, sample)
    with clock.step("walk"):
        rows, scores, walked = _walk(candidates, links, view, among)
    with clock.step("show"):
        evidence = _evidence(parts, query, candidates, rows, scores, walked, k)
    return Ranked(evidence, links, clock.timings)


def _among(parts: Parts, view: View, within: Set[str] | None) -> npt.NDArray[np.bool_] | None:
    if within is None:
        return view.open
    owned = parts.rows.owned(within, view.graph.linked(within))
    return owned if view.open is None else owned & view.open


def _lexical(
    parts: Parts, question: str, view: View, within: Set[str] | None
) -> tuple[Rows, Floats]:
    tokens = None if view.open is None else view.tokens
    owners = None if within is None else sorted(within)
    keys, scores = parts.lexical.search(question, _CANDIDATES, tokens, owners)
    rows = parts.keys.first(keys)
    return rows[rows >= 0], scores[rows >= 0]


def _candidates(
    parts: Parts,
    query: Vector,
    lexical: tuple[Rows, Floats],
    among: npt.NDArray[np.bool_] | None,
    sample: Rows,
) -> Candidates:
    near = parts.vectors.search(query, _CANDIDATES, among)
    rows = np.union1d(near, lexical[0])
    words = np.zeros(len(rows))
    words[np.searchsorted(rows, lexical[0])] = lexical[1]
    dense = parts.vectors.scores(query, rows).astype(np.float64)
    # What has nothing to do with a question has a cosine well above nought.
    floor = float(parts.vectors.scores(query, sample).min(initial=1.0))
    fused = 0.5 * _scaled(dense, floor) + 0.5 * _scaled(words, 0.0)
    return Candidates(rows, dense, words, fused)


def _scaled(scores: Floats, least: float) -> Floats:
    span = float(scores.max(initial=least)) - least
    if span <= 0:
        return np.zeros(len(scores))
    return np.maximum(scores - least, 0.0) / span


def _walk(
    candidates: Candidates,
    links: list[Linked],
    view: View,
    among: npt.NDArray[np.bool_] | None,
) -> tuple[Rows, Floats, Floats]:
    """Rows, scores in 0..1 and shares of the walk."""
    entities = _entity_seeds(links, view)
    share = _ON_ENTITIES if len(entities[0]) else 0.0
    rows, mass = walk(
        _passage_seeds(candidates, 1.0 - share), (entities[0], share * entities[1]), view
    )
    if among is not None:
        rows, mass = rows[among[rows]], mass[among[rows]]
    best = float(mass.max(initial=0.0))
    return rows, mass / best if best > 0 else mass, mass


def _passage_seeds(candidates: Candidates, share: float) -> Mass:
    best = np.argsort(-candidates.fused, kind="stable")[:_SEEDS]
    heat = np.exp((candidates.fused[best] - candidates.fused[best].max(initial=0.0)) / _TEMPERATURE)
    return candidates.rows[best], share * heat / max(float(heat.sum()), 1e-12)


def _entity_seeds(links: list[Linked], view: View) -> Mass:
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
    rows = np.array(sorted(weights), np.int64)
    mass = np.array([weights[row] for row in rows.tolist()])
    return rows, mass / mass.sum() if len(mass) else mass


def _evidence(
    parts: Parts,
    query: Vector,
    candidates: Candidates,
    rows: Rows,
    scores: Floats,
    walked: Floats,
    k: int,
) -> list[Evidence]:
    order = np.lexsort((rows, -scores))[: 2 * k]
    rows, scores, walked = rows[order], scores[order], walked[order]
    dense = parts.vectors.scores(query, rows)
    places = np.searchsorted(candidates.rows, rows)
    found: dict[str, Evidence] = {}
    for n, shown in enumerate(parts.rows.show(rows.tolist())):
        place = int(places[n])
        known = place < len(candidates.rows) and candidates.rows[place] == rows[n]
        body = shown.pop("body")
        evidence = Evidence(
            **shown,
            text=body or shown["title"],
            score=float(scores[n]),
            parts={
                "dense": float(dense[n]),
                "lexical": float(candidates.lexical[place]) if known else 0.0,
                "fused": float(candidates.fused[place]) if known else 0.0,
                "walk": float(walked[n]),
            },
        )
        # The same passage under another access token comes later, and says no more.
        found.setdefault(evidence.id, evidence)
    return list(found.values())[:k]
