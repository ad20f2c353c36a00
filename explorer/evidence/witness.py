"""What stands behind a relationship: the words of the record or of the film, who made the claim
of them, and what a person decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.evidence.bodies import (
    ClaimBody,
    DecisionBody,
    EvidenceBody,
    ItemBody,
    RunBody,
    StatingBody,
)
from explorer.evidence.quoting import credit, cut_around, in_words, named_in
from explorer.network.stating import origin_of
from graph_schema.contribution import Contribution, Edge, Run
from graph_schema.edits import active
from graph_schema.nodes import Activity
from graph_schema.plans import Ids, Linked, Nodes
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import GraphStore, StoredNode

MOST_ITEMS = 6
"""Pieces of evidence that are told of one claim."""

_MOST_SOURCES = 5

_SAYING = ("text", "caption", "credited_as", "summary", "name", "preferred_title", "surface")
_KINDS = {"Frame": "picture", "Activity": "catalogue", "CatalogueField": "catalogue"}
_HELD_BY = {
    "TextUnit": Relation.COVERS,
    "Mention": Relation.HAS_MENTION,
    "Frame": Relation.HAS_FRAME,
    "Activity": Relation.HAS_ACTIVITY,
}


class Witness:
    """Finds evidence for one caller. Each question costs a few reads of single nodes."""

    def __init__(self, store: GraphStore, scope: Scope) -> None:
        self._store = store
        self._scope = scope

    def of_claim(self, claim_id: str) -> EvidenceBody | None:
        """What stands behind a claim; None where there is none that the caller may see."""
        claim = self._store.get(claim_id, self._scope)
        if claim is None or claim.label != "Assertion":
            return None
        held = claim.properties
        named = held.get("evidence")
        evidence = [str(one) for one in named] if isinstance(named, list) else []
        said = next(self._store.contributions(self._scope, claim.sources[:1]), None)
        body = ClaimBody(
            id=claim.id,
            status=str(held.get("status")),
            confidence=_number(held.get("confidence")),
            explanation=in_words(held.get("explanation")),
            run=_run(said.run) if said else None,
            decision=self._decision(claim),
            evidence_in_all=len(evidence),
        )
        records = [_record(said)] if said else []
        items = list(self._items(evidence))
        return EvidenceBody(
            origin=origin_of(held.get("status")).word, claim=body, records=records, items=items
        )

    def of_statement(self, relation: str, start: str, end: str, origin: str) -> EvidenceBody:
        """What stands behind a relationship that Sources state outright."""
        ends = [self._store.get(node, self._scope) for node in (start, end)]
        found = list(self._stating(relation, ends[0], ends[1])) if all(ends) else []
        items = [item for said, activity in found for item in self._quoted(said, activity, ends)]
        return EvidenceBody(
            origin=origin,
            claim=None,
            records=[_record(said) for said, _ in found],
            items=items[:MOST_ITEMS],
        )

    def of_node(self, node_id: str, origin: str) -> EvidenceBody | None:
        """A text or a picture of a film as evidence, and what made it; None where none is seen."""
        node = self._store.get(node_id, self._scope)
        if node is None:
            return None
        said = list(self._store.contributions(self._scope, node.sources[:_MOST_SOURCES]))
        runs = (run for one in said if (run := _run(one.run)) is not None)
        return EvidenceBody(
            origin=origin,
            run=next(runs, None),
            records=[_record(one) for one in said],
            items=[self.item(node)],
        )

    def item(self, node: StoredNode) -> ItemBody:
        """A node as a piece of evidence."""
        held = node.properties
        if node.label == "Mention":
            return self._mention(node)
        film, title, media = self._place(node)
        words = next((held[name] for name in _SAYING if held.get(name)), node.id)
        return ItemBody(
            id=node.id,
            kind=str(held.get("channel") or _KINDS.get(node.label, node.label)),
            text=str(words),
            field=_text(held.get("field")),
            film=film,
            title=title,
            media=media,
            start_ms=_whole(held.get("start_ms", held.get("t_ms"))),
            end_ms=_whole(held.get("end_ms")),
        )

    def _mention(self, mention: StoredNode) -> ItemBody:
        held = mention.properties
        around = self._holder(mention)
        whole = self.item(around) if around else None
        text, marked = cut_around(
            whole.text if whole and around and around.label == "TextUnit" else "",
            _whole(held.get("char_start")),
            _whole(held.get("char_end")),
            str(held["surface"]),
        )
        start = _whole(held.get("start_ms"))
        return ItemBody(
            id=mention.id,
            kind=whole.kind if whole else str(held.get("modality")),
            text=text,
            marked=list(marked) if marked else None,
            field=whole.field if whole else None,
            film=whole.film if whole else None,
            title=whole.title if whole else None,
            media=whole.media if whole else None,
            start_ms=start if start is not None else (whole.start_ms if whole else None),
            end_ms=_whole(held.get("end_ms")) or (whole.end_ms if whole else None),
        )

    def _items(self, evidence: Iterable[str]) -> Iterator[ItemBody]:
        told = 0
        texts: set[str] = set()
        for node_id in evidence:
            node = self._store.get(node_id, self._scope) if told < MOST_ITEMS else None
            if node is None or (node.label == "TextUnit" and texts):
                continue  # a text whose mention is told already
            texts.add(node.label)
            told += 1
            yield self.item(node)

    def _place(self, node: StoredNode) -> tuple[str | None, str | None, str | None]:
        """The film that a node belongs to, its title, and the file it is in."""
        media: str | None = None
        at: StoredNode | None = node
        for _ in range(6):
            if at is None or at.label == "Work":
                break
            if at.label == "Segment" and media is None:
                media = self._media(at.id)
            at = self._holder(at)
        if at is None or at.label != "Work":
            return None, None, media
        return at.id, str(at.properties.get("preferred_title") or at.id), media

    def _media(self, segment: str) -> str | None:
        found = self._store.neighbours(
            segment, self._scope, types=[Relation.IN_INSTANTIATION], limit=1
        )
        return _text(found[0].node.properties.get("uri")) if found else None

    def _holder(self, node: StoredNode) -> StoredNode | None:
        """The node that holds another, on the way up to its film."""
        relation = _HELD_BY.get(node.label)
        if relation is not None:
            found = self._store.neighbours(node.id, self._scope, types=[relation], limit=1)
            return found[0].node if found else None
        if node.label != "Segment":
            return None
        # A segment's own parts may be many, so that its neighbours won't do.
        holds = Linked((Relation.HAS_SEGMENT,), Ids((node.id,)))
        for label in ("Segment", "Work"):
            rows = self._store.run_plan(Nodes(label, holds), self._scope)
            if rows:
                return self._store.get(rows[0]["id"], self._scope)
        return None

    def _stating(
        self, relation: str, start: StoredNode | None, end: StoredNode | None
    ) -> Iterator[tuple[Contribution, Activity | None]]:
        if start is None or end is None:
            return
        few, many = sorted((start.sources, end.sources), key=len)
        shared = sorted(set(few).intersection(many))[:_MOST_SOURCES]
        starts, ends = _names_of(start), _names_of(end)
        for said in self._store.contributions(self._scope, shared):
            if any(_states(edge, relation, starts, ends) for edge in said.edges):
                yield said, _activity(said, starts | ends)

    def _quoted(
        self, said: Contribution, activity: Activity | None, ends: list[StoredNode | None]
    ) -> Iterator[ItemBody]:
        """The field of a record in which a relationship is stated, where it can be told."""
        film = next((node for node in ends if node and node.label == "Work"), None)
        title = str(film.properties.get("preferred_title")) if film else None
        found = credit(said, activity) or named_in(said, ends)
        if found:
            field, text, marked = found
            yield ItemBody(
                id=said.id,
                kind="catalogue",
                text=text,
                marked=list(marked) if marked else None,
                field=field,
                film=film.id if film else None,
                title=title,
            )

    def _decision(self, claim: StoredNode) -> DecisionBody | None:
        if claim.properties.get("status") not in ("accepted", "rejected"):
            return None  # the journal is not small, and tells of nothing else here
        edits = active(self._store.journal(self._scope, claim.id))
        last = next((e for e in reversed(edits) if e.op in ("accept", "reject")), None)
        if last is None:
            return None
        return DecisionBody(op=last.op, user=last.user, time=last.time, reason=last.reason)


def _states(edge: Edge, relation: str, starts: set[str], ends: set[str]) -> bool:
    if edge.type == relation and edge.start in starts and edge.end in ends:
        return True
    # Where a film was made is said of its production, not of itself.
    return relation == Relation.LOCATED_IN == edge.type and edge.end in ends


def _names_of(node: StoredNode) -> set[str]:
    return {node.id, *node.merged_ids}


def _activity(said: Contribution, agents: set[str]) -> Activity | None:
    """The credit that says what one of the agents did, if the record has it apart."""
    done = {e.start for e in said.edges if e.type == Relation.HAS_AGENT and e.end in agents}
    found = (node for node in said.nodes if isinstance(node, Activity) and node.id in done)
    return next(found, None)


def _run(run: Run | None) -> RunBody | None:
    if run is None:
        return None
    return RunBody(app=run.app, app_version=run.app_version, model=run.model, started=run.started)


def _record(said: Contribution) -> StatingBody:
    source = said.source
    return StatingBody(
        source=source.id, partner=source.partner, record_id=source.record_id, kind=source.kind
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _text(value: object) -> str | None:
    return str(value) if value else None
