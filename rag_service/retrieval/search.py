"""From a question to ranked passages: words and meaning bring up candidates, a walk ranks."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from graph_schema.models import Embedder
from graph_schema.store import Vector
from rag_service.retrieval.evidence import Evidence, Linked, Ranked
from rag_service.retrieval.hops import Asked, Held, with_names
from rag_service.retrieval.keys import KeyTable, Rows
from rag_service.retrieval.lexical import LexicalIndex, analyser
from rag_service.retrieval.names import NameIndex
from rag_service.retrieval.ranking import Candidates, Order, rank, walk_from, worth_ranking
from rag_service.retrieval.rows import PassageRows
from rag_service.retrieval.sight import Sight, look, with_pictures
from rag_service.retrieval.vectors import VectorIndex
from rag_service.retrieval.view import View, even_sample

Floats = npt.NDArray[np.float64]

_CANDIDATES = 100
_FIRST = 10
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
    sight: Sight | None = None


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
        asked = _asked(parts, question, query, links, view)
        called = _called(question, links, asked, view)
        seen = seeds = None
        if parts.sight:
            first = _held(parts, lexical[0][:_FIRST], list(asked.words), called, view)
            seen = look(parts.sight, question, view, within, _said(asked, first))
            seeds = seen.seeds(parts.sight.pictures.passages) if seen else None
        walked = walk_from(candidates, links, asked.names, view, among, seeds)
        rows = worth_ranking(candidates, walked)
        held = _held(parts, rows, list(asked.words), called, view)
        found = rank(asked, held, candidates, walked, view)
    with clock.step("show"):
        evidence = _evidence(parts, query, candidates, found, k)
        if parts.sight and seen:
            evidence = with_pictures(evidence, seen, parts.sight.pictures, k)
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
    return Candidates.of(rows, dense, words, floor)


def _asked(parts: Parts, question: str, query: Vector, links: list[Linked], view: View) -> Asked:
    known = np.unique(view.graph.numbers([linked.entity for linked in links]))
    names = view.graph.named(question)
    names = names[view.specificity[names] > 0]
    return Asked(query, parts.lexical.rarity(question), names, known[known >= 0])


def _called(
    question: str, links: list[Linked], asked: Asked, view: View
) -> list[tuple[int, list[int]]]:
    """Entities that the question names, each with the places of its name among the words."""
    places = {word: place for place, word in enumerate(asked.words)}
    numbers = view.graph.numbers([linked.entity for linked in links]).tolist()
    said = (analyser().analyze(question[link.start : link.end]) for link in links)
    return [
        (number, [places[word] for word in words if word in places])
        for number, words in zip(numbers, said, strict=True)
        if number >= 0
    ]


def _said(asked: Asked, held: Held) -> float:
    """The share of the question's words, by how rare they are, that one of these passages has."""
    rarity = np.array(list(asked.words.values()))
    total = float(rarity.sum())
    return float((held.words @ rarity).max(initial=0.0)) / total if total > 0 else 0.0


def _held(
    parts: Parts, rows: Rows, words: list[str], called: list[tuple[int, list[int]]], view: View
) -> Held:
    held = parts.rows.said(rows).has(words)
    with_names(held, rows, called, view)
    return Held(rows, parts.vectors.of(rows), held)


def _evidence(
    parts: Parts, query: Vector, candidates: Candidates, found: Order, k: int
) -> list[Evidence]:
    rows = found.rows[: 2 * k]
    dense = parts.vectors.scores(query, rows)
    places = np.minimum(np.searchsorted(candidates.rows, rows), len(candidates.rows) - 1)
    shown: dict[str, Evidence] = {}
    for n, passage in enumerate(parts.rows.show(rows.tolist())):
        place = int(places[n])
        known = bool(candidates.rows[place] == rows[n])
        body = passage.pop("body")
        evidence = Evidence(
            **passage,
            text=body or passage["title"],
            score=float(found.scores[n]),
            parts={
                "dense": float(dense[n]),
                "lexical": float(candidates.lexical[place]) if known else 0.0,
                "fused": float(candidates.fused[place]) if known else 0.0,
                "walk": float(found.walked[n]),
            },
        )
        # The same passage under another access token comes later, and says no more.
        shown.setdefault(evidence.id, evidence)
    return list(shown.values())[:k]
