"""Mentions as Contributions: one for each Source whose texts name someone or something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph_ingest.mentions.gazetteer import Gazetteer
from graph_ingest.mentions.meaning import Context
from graph_ingest.mentions.mentioner import Found, Mentioner, Recogniser
from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.nodes import Mention, TextUnit, Work
from graph_schema.relations import Relation
from graph_schema.values import digest

APP = "reelgraph-mentions"

Modality = Literal["speech", "screen", "image", "catalogue"]

_MODALITIES: dict[str, Modality] = {"transcript": "speech", "ocr": "screen", "caption": "image"}
_LEAST_TO_REFER = 0.6
_MOST_CANDIDATES = 3


@dataclass(frozen=True)
class _Job:
    source: Source
    texts: list[tuple[TextUnit, str]]
    """Each text with the work or segment that it covers, or ""."""
    context: Context


def mention_contributions(
    contributions: Iterable[Contribution],
    gazetteer: Gazetteer | None = None,
    recogniser: Recogniser | None = None,
) -> Iterator[Contribution]:
    """Find who, what and where the texts of Sources name.

    Gives a Contribution ``mentions/<source id>`` for each Source with at least one mention, in
    the order of Sources. A mention that fits one entity refers to it; one that fits several
    refers to each with little confidence, for a person to choose.

    Args:
        contributions: Everything that Sources say, read once; what an earlier run of this or
            of the resolver made is ignored.
        gazetteer: Known names; made from the Contributions themselves where none is given.
        recogniser: A model for names that the rules miss (see `installed_recogniser`).
    """
    known = gazetteer or Gazetteer()
    jobs: list[_Job] = []
    for contribution in contributions:
        if contribution.id.startswith(("mentions/", "resolve/")):
            continue
        if gazetteer is None:
            known.add(contribution)
        job = _job(contribution)
        if job.texts:
            jobs.append(job)
    mentioner = Mentioner(known, recogniser)
    for job in jobs:
        said = _Said(job.source)
        for text, owner in job.texts:
            said.add(text, owner, mentioner.find(text.text, job.context))
        if said.nodes:
            yield said.contribution()


def _job(contribution: Contribution) -> _Job:
    works = [node for node in contribution.nodes if isinstance(node, Work)]
    owners: dict[str, str] = {}
    places: set[str] = set()
    for edge in contribution.edges:
        if edge.type == Relation.COVERS:
            owners[edge.end] = edge.start
        elif edge.type == Relation.HAS_SUBJECT and edge.end.startswith("place:"):
            places.add(edge.end)
    whole = works[0].id if len(works) == 1 else ""
    texts = [
        (node, whole or owners.get(node.id, ""))
        for node in contribution.nodes
        if isinstance(node, TextUnit)
    ]
    years = tuple(sorted({w.year_from for w in works if w.year_from is not None}))
    context = Context(whole, contribution.source.partner, years, frozenset(places))
    return _Job(contribution.source, texts, context)


class _Said:
    """The nodes, edges and claims of one Contribution as they are gathered."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.nodes: dict[str, Mention] = {}
        self._edges: list[Edge] = []
        self._claims: list[Assertion] = []
        self._named: dict[tuple[str, str], list[Assertion]] = {}

    def add(self, text: TextUnit, owner: str, found: list[Found]) -> None:
        """State the names found in one text."""
        for name in found:
            mention = _mention(text, name)
            if mention.id in self.nodes:
                continue
            self.nodes[mention.id] = mention
            self._edges.append(Edge(type=Relation.HAS_MENTION, start=text.id, end=mention.id))
            self._refer(mention, text, owner, name)

    def _refer(self, mention: Mention, text: TextUnit, owner: str, name: Found) -> None:
        sure = name.entity_id is not None and name.score >= _LEAST_TO_REFER
        meant = [name.entity_id] if sure and name.entity_id else name.candidates[:_MOST_CANDIDATES]
        confidence = name.score if sure else 0.5 * name.score / max(1, len(name.candidates))
        why = name.reason or "several have this name"
        for entity in meant:
            evidence = [mention.id, text.id]
            claim = _claim(mention.id, Relation.REFERS_TO, entity, confidence, evidence, why)
            self._claims.append(claim)
            if sure and owner:
                self._named.setdefault((owner, entity), []).append(claim)

    def contribution(self) -> Contribution:
        """All that was gathered."""
        named = [
            _claim(
                owner,
                Relation.MENTIONS,
                entity,
                max(claim.confidence or 0.0 for claim in claims),
                [claim.subject for claim in claims],
                claims[0].explanation or "",
            )
            for (owner, entity), claims in self._named.items()
        ]
        return Contribution(
            source=Source(
                id=f"mentions/{self._source.id}",
                partner=self._source.partner,
                collection=self._source.collection,
                visibility=self._source.visibility,
                kind="machine",
            ),
            run=Run(id=APP, app=APP),
            nodes=list(self.nodes.values()),
            edges=self._edges,
            assertions=[*self._claims, *named],
        )


def _mention(text: TextUnit, name: Found) -> Mention:
    return Mention(
        id=f"mention:{digest(text.id, name.start, name.end)[:32]}",
        surface=name.text,
        type=name.type,
        modality=_MODALITIES.get(text.channel, "catalogue"),
        char_start=name.start,
        char_end=name.end,
        start_ms=text.start_ms,
        end_ms=text.end_ms,
        confidence=name.score,
    )


def _claim(
    subject: str,
    predicate: Relation,
    entity: str,
    confidence: float,
    evidence: list[str],
    explanation: str,
) -> Assertion:
    return Assertion(
        id=digest(predicate, subject, entity)[:32],
        subject=subject,
        predicate=predicate,
        object=entity,
        confidence=round(confidence, 4),
        evidence=evidence,
        explanation=explanation,
    )
