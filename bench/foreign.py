"""Passages of a foreign corpus as Contributions, and vectors that are kept between runs.

A passage with a title becomes a record; passages without one become texts of one work, in
their order. Triples become claims of a machine: what the text of a passage mentions, with the
text as evidence.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from graph_ingest.derive.cache import VectorCache
from graph_schema.contribution import Assertion, Contribution, Edge, Source
from graph_schema.memory import MemoryStore
from graph_schema.models import Embedder, Vectors
from graph_schema.nodes import AnyNode, Concept, Mention, TextUnit, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from graph_schema.values import digest, entity_id, record_key, text_id

PARTNER = "corpus"
_AT_ONCE = 64
_MODEL_SURENESS = 0.7
_TITLELESS = record_key("work", PARTNER, "texts")

Row = dict[str, Any]


@dataclass
class Corpus:
    """What the graph is made of, and which passage of the file each of its nodes is."""

    contributions: list[Contribution] = field(default_factory=list)
    passages: dict[str, str] = field(default_factory=dict)

    def snapshot(self) -> Snapshot:
        """The graph of the corpus."""
        store = MemoryStore()
        store.apply(self.contributions)
        return store.snapshot(Scope.everything())


def read_lines(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def corpus(rows: Sequence[Row], triples: Sequence[Row] = ()) -> Corpus:
    """The corpus as Contributions.

    Args:
        rows: ``id``, ``title`` (may be empty or missing) and ``text`` of each passage.
        triples: ``pid``, ``entities`` and ``triples`` of passages, where someone made them.
    """
    found = Corpus()
    said = {str(row["pid"]): row for row in triples}
    if any(not _title(row) for row in rows):
        whole = Work(id=_TITLELESS, preferred_title="Texts", title_supplied=True)
        found.contributions.append(Contribution(source=_source("texts"), nodes=[whole]))
    for row in rows:
        found.contributions.append(_contribution(row, said.get(str(row["id"])), found.passages))
    return found


def _contribution(row: Row, said: Row | None, passages: dict[str, str]) -> Contribution:
    number, title = str(row["id"]), _title(row)
    nodes: list[AnyNode] = []
    edges: list[Edge] = []
    work = record_key("work", PARTNER, digest(number)[:16]) if title else _TITLELESS
    if title:
        nodes.append(Work(id=work, preferred_title=title, partner=PARTNER, record_id=number))
    channel = "catalogue" if title else "transcript"
    words = str(row.get("text") or "").strip() or title or "…"
    text = TextUnit(id=text_id(work, number), text=words, channel=channel)
    nodes.append(text)
    edges.append(Edge(type=Relation.COVERS, start=work, end=text.id))
    passages[work if title else text.id] = number
    found = Contribution(source=_source(number), nodes=nodes, edges=edges)
    return _with_claims(found, text.id, said) if said else found


def _title(row: Row) -> str:
    return str(row.get("title") or "").strip()


def _source(number: str) -> Source:
    return Source(
        id=f"{PARTNER}/{number}",
        partner=PARTNER,
        collection=PARTNER,
        record_id=number,
        kind="catalogue",
    )


def _with_claims(found: Contribution, text: str, said: Row) -> Contribution:
    """What a model found in a text, as mentions of things that it claims to be the same ones."""
    nodes, edges, claims = list(found.nodes), list(found.edges), []
    ends = [str(end) for s, _, o in _whole(said.get("triples") or ()) for end in (s, o)]
    names = [*(str(name) for name in said.get("entities") or ()), *ends]
    for thing, name in {entity_id("concept", PARTNER, n): n for n in names if n.strip()}.items():
        mention = f"mention:{digest(text, thing)[:32]}"
        nodes.append(Concept(id=thing, name=name.strip()))
        nodes.append(Mention(id=mention, surface=name, type="Concept", modality="catalogue"))
        edges.append(Edge(type=Relation.HAS_MENTION, start=text, end=mention))
        claims.append(
            Assertion(
                id=digest(mention, thing)[:32],
                subject=mention,
                predicate=Relation.REFERS_TO,
                object=thing,
                confidence=_MODEL_SURENESS,
                evidence=[mention, text],
            )
        )
    return found.model_copy(update={"nodes": nodes, "edges": edges, "assertions": claims})


def _whole(triples: Sequence[Any]) -> Iterator[tuple[Any, Any, Any]]:
    for triple in triples:
        if len(triple) == 3:
            yield triple[0], triple[1], triple[2]


class KeptEmbedder:
    """An embedding model whose vectors are kept by model and text.

    Args:
        model: Makes the vectors that are not kept yet.
        folder: Where they are kept.
    """

    def __init__(self, model: Embedder, folder: Path) -> None:
        self._model = model
        self._cache = VectorCache(folder)
        self.name = model.name
        self.dimensions = model.dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, with progress to the terminal."""
        prints = [digest(self.name, text)[:32] for text in texts]
        known: dict[str, Any] = dict(self._cache.get(prints))
        missing = {p: t for p, t in zip(prints, texts, strict=True) if p not in known}
        for start in range(0, len(missing), _AT_ONCE):
            part = list(missing.items())[start : start + _AT_ONCE]
            made = self._model.passages([text for _, text in part])
            fresh = {print_: made[n] for n, (print_, _) in enumerate(part)}
            self._cache.put(fresh)
            known |= fresh
            _tell(min(start + _AT_ONCE, len(missing)), len(missing))
        return np.array([known[p] for p in prints], np.float32).reshape(-1, self.dimensions)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, made anew each time, so that their cost is seen."""
        return self._model.queries(texts)


def _tell(done: int, total: int) -> None:
    if done == total or done % (10 * _AT_ONCE) == 0:
        print(f"{done:,} of {total:,} passages have their vector", file=sys.stderr, flush=True)


def recall(ranked: Sequence[str], gold: Sequence[str], first: int) -> float:
    """Share of the right passages that are among the first so many."""
    return len(set(ranked[:first]) & set(gold)) / len(set(gold))


def mean_recall(
    rankings: Mapping[str, Sequence[str]], queries: Sequence[Row], first: int
) -> float | None:
    """Mean recall over the questions whose right passages are known; None without such."""
    known = [q for q in queries if q.get("gold")]
    if not known:
        return None
    found = (recall(rankings[str(q["id"])], [str(g) for g in q["gold"]], first) for q in known)
    return sum(found) / len(known)
