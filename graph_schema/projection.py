"""From what Sources say to what the graph shows: pure functions that every store shares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import to_json

from graph_schema.contribution import Assertion, Contribution, edge_id
from graph_schema.identity import Link
from graph_schema.relations import Relation
from graph_schema.values import Scalar, Value, digest

Properties = dict[str, Value]


# When two Sources state different values for one property, the first kind here wins.
_RANK = {"person": 0, "catalogue": 1, "machine": 2}


@dataclass(frozen=True)
class NodeStatement:
    """That one Source states one node: the unit whose last withdrawal removes the node."""

    said: str
    label: str
    properties: Properties
    access: str
    rank: int

    @cached_property
    def digest(self) -> str:
        """Statements with the same digest say the same with the same access."""
        return hashlib.sha256(self.encode()).hexdigest()[:16]

    def encode(self) -> bytes:
        """The statement as JSON, names sorted: equal statements give equal text."""
        said = self.properties
        ordered = {name: said[name] for name in sorted(said)}
        return to_json([self.said, self.label, ordered, self.access, self.rank])


@dataclass(frozen=True)
class EdgeStatement:
    """That one Source states one relationship, with the ends as it named them."""

    id: str
    type: Relation
    start: str
    end: str
    properties: dict[str, Scalar]
    access: str
    assertion: str | None = None


@dataclass(frozen=True)
class Statements:
    """A Contribution taken apart into what stores keep."""

    nodes: list[NodeStatement]
    edges: list[EdgeStatement]


def expand(contribution: Contribution) -> Statements:
    """Take a Contribution apart: nodes, relationships, and Assertions as both."""
    access = contribution.source.access
    rank = _RANK[contribution.source.kind]
    nodes = [
        NodeStatement(node.id, node.label, node.properties(), access, rank)
        for node in contribution.nodes
    ]
    edges = [
        EdgeStatement(edge.id, edge.type, edge.start, edge.end, edge.properties, access)
        for edge in contribution.edges
    ]
    for claim in contribution.assertions:
        nodes.append(NodeStatement(claim.id, "Assertion", _claim_node(claim), access, rank))
        edges += _claim_edges(claim, access)
    return Statements(nodes, edges)


def _claim_node(claim: Assertion) -> Properties:
    stated = claim.model_dump(exclude={"id", "evidence"}, exclude_none=True)
    return {**stated, "evidence": list(claim.evidence)}


def _claim_edges(claim: Assertion, access: str) -> list[EdgeStatement]:
    def edge(kind: Relation, end: str) -> EdgeStatement:
        return EdgeStatement(edge_id(kind, claim.id, end, {}), kind, claim.id, end, {}, access)

    edges = [edge(Relation.SUBJECT, claim.subject)]
    edges += [edge(Relation.SUPPORTED_BY, evidence) for evidence in claim.evidence]
    if claim.object is None:
        return edges
    edges.append(edge(Relation.OBJECT, claim.object))
    relation = claim.relation
    if relation and not (relation == Relation.SAME_AS and claim.match_type == "exact"):
        edges.append(_projected(claim, relation, claim.object, access))
    return edges


def _projected(claim: Assertion, relation: Relation, end: str, access: str) -> EdgeStatement:
    properties: dict[str, Scalar] = {"status": claim.status}
    if claim.confidence is not None:
        properties["confidence"] = claim.confidence
    if claim.match_type is not None:
        properties["match_type"] = claim.match_type
    # Two Sources may word one claim differently, so its own words are part of the identifier.
    return EdgeStatement(
        edge_id(relation, claim.subject, end, {**properties, "assertion": claim.id}),
        relation,
        claim.subject,
        end,
        properties,
        access,
        assertion=claim.id,
    )


def claim_edges(claim: NodeStatement) -> list[EdgeStatement]:
    """The relationships that the statement of an Assertion stands for."""
    return _claim_edges(Assertion(id=claim.said, **claim.properties), claim.access)


def shown_edge(edge: EdgeStatement, decided: str | None) -> Properties | None:
    """What a relationship shows, or None where its claim is rejected.

    Args:
        edge: The relationship as it is stated.
        decided: A person's decision on the Assertion that it projects.
    """
    if edge.assertion is None:
        return dict(edge.properties)
    status = decided or str(edge.properties["status"])
    if status in ("rejected", "superseded"):
        return None
    return {**edge.properties, "status": status, "assertion": edge.assertion}


def link_edge(entity: str, authority: str) -> EdgeStatement:
    """The relationship of a person's link; it is seen by those who see both ends."""
    return EdgeStatement(
        digest("link", entity, authority)[:32],
        Relation.SAME_AS,
        entity,
        authority,
        {"match_type": "exact", "status": "accepted"},
        access="",
    )


def is_identity_claim(node: NodeStatement) -> bool:
    """True where the statement is that two identifiers are one entity."""
    said = node.properties
    return said.get("predicate") == Relation.SAME_AS and said.get("match_type") == "exact"


def identity_link(claim: NodeStatement, status: str | None = None) -> Link | None:
    """The link that an Assertion's statement makes between two identifiers, if any.

    Args:
        claim: A statement whose label is Assertion.
        status: A person's decision on it, which outranks the status stated.
    """
    if not is_identity_claim(claim):
        return None
    said = claim.properties
    decided = status or said["status"]
    if decided in ("rejected", "superseded"):
        return None
    doubt = 1.0 - float(said.get("confidence", 0.5))  # type: ignore[arg-type]
    rank = 0 if status == "accepted" else 1
    return Link(rank, doubt, str(said["subject"]), str(said["object"]), claim.said)


def project(
    statements: Iterable[NodeStatement],
    canonical: str,
    overrides: Mapping[str, Mapping[str, Value | None]] | None = None,
) -> tuple[str, Properties]:
    """Label and properties that a node shows, from all that is stated of it.

    Of several values the one from the best Source kind wins, then the one said of the
    canonical identifier, then the smallest statement; lists are united; names that lose
    become variants. A person's correction outranks all.

    Args:
        statements: At least one statement, of the node or of those merged into it.
        canonical: The identifier that stands for them all.
        overrides: From `graph_schema.edits.Effects`, by identifier.
    """
    ordered = list(statements)
    if len(ordered) == 1 and not overrides and "name_variants" not in ordered[0].properties:
        return ordered[0].label, dict(ordered[0].properties)
    if len(ordered) > 1:
        ordered.sort(key=lambda s: (s.rank, s.said != canonical, s.encode()))
    shown: Properties = {}
    for statement in ordered:
        for name, value in statement.properties.items():
            _combine(shown, name, value)
    _collect_variants(shown, ordered)
    label = ordered[0].label
    for said in sorted({statement.said for statement in ordered} | {canonical}):
        for name, decided in (overrides or {}).get(said, {}).items():
            if decided is None:
                shown.pop(name, None)
            elif name == "label":
                label = str(decided)
            else:
                shown[name] = decided
    return label, shown


def readable(label: str, shown: Properties) -> Properties:
    """What reads of a single node give of its properties: all but packed vectors."""
    if label != "VisualVector":
        return shown
    return {name: value for name, value in shown.items() if name != "vector"}


def _combine(shown: Properties, name: str, value: Value) -> None:
    held = shown.get(name)
    if held is None:
        shown[name] = value
    elif isinstance(held, list) and isinstance(value, list):
        united: Any = [*held, *(item for item in value if item not in held)]
        shown[name] = united


def _collect_variants(shown: Properties, ordered: list[NodeStatement]) -> None:
    names = [s.properties["name"] for s in ordered if "name" in s.properties]
    if not names:
        return
    variants = [v for v in _strings(shown.get("name_variants")) if v != shown["name"]]
    variants += [str(n) for n in dict.fromkeys(names) if n != shown["name"] and n not in variants]
    if variants:
        shown["name_variants"] = variants
    else:
        shown.pop("name_variants", None)


def _strings(value: Value | None) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


# What full-text search looks at, in every store.
SEARCHED = (
    "name",
    "name_variants",
    "preferred_title",
    "value",
    "summary",
    "text",
    "credited_as",
    "surface",
)


def searched_text(properties: Mapping[str, Value]) -> str:
    """All the words of a node that full-text search looks at."""
    held = (properties.get(name) for name in SEARCHED)
    return " ".join(" ".join(_strings(v)) if isinstance(v, list) else str(v) for v in held if v)
