"""Short words for the Contributions and decisions of the contract suite."""

import itertools
from datetime import UTC, datetime
from typing import Any, Literal

from graph_schema.contribution import Assertion, Contribution, Edge, Source
from graph_schema.edits import Edit, Operation
from graph_schema.nodes import Agent, AnyNode, Concept, Place, Segment, TextUnit, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import GraphStore, Snapshot

ALL = Scope.everything()
PUBLIC = Scope.public()
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def of_collections(*names: str) -> Scope:
    """All visibilities of some collections."""
    return Scope(frozenset(names), frozenset(Visibility))


def say(
    source: str,
    *said: AnyNode | Edge | Assertion,
    collection: str = "nls",
    visibility: Visibility = Visibility.PUBLIC,
    kind: Literal["catalogue", "machine", "person"] = "catalogue",
) -> Contribution:
    """What one Source says."""
    return Contribution(
        source=Source(
            id=source,
            partner="nls",
            collection=collection,
            visibility=visibility,
            kind=kind,
            record_id=source.rpartition("/")[2],
            fields={"title": source, "Ünïcode": "äöü\n\"'\\"},
        ),
        nodes=[part for part in said if not isinstance(part, (Edge, Assertion))],
        edges=[part for part in said if isinstance(part, Edge)],
        assertions=[part for part in said if isinstance(part, Assertion)],
    )


def work(node_id: str, title: str = "Tramcar", **more: Any) -> Work:
    return Work(id=node_id, preferred_title=title, **more)


def person(node_id: str, name: str, *variants: str) -> Agent:
    return Agent(label="Person", id=node_id, name=name, name_variants=list(variants))


def place(node_id: str, name: str, **more: Any) -> Place:
    return Place(id=node_id, name=name, **more)


def concept(node_id: str, name: str) -> Concept:
    return Concept(id=node_id, name=name)


def text(node_id: str, words: str) -> TextUnit:
    return TextUnit(id=node_id, text=words, channel="caption")


def shot(node_id: str, start_ms: int, end_ms: int) -> Segment:
    return Segment(id=node_id, kind="shot", start_ms=start_ms, end_ms=end_ms)


def edge(kind: Relation, start: str, end: str, **properties: Any) -> Edge:
    return Edge(type=kind, start=start, end=end, properties=properties)


def directed(person_id: str, work_id: str) -> Edge:
    return edge(Relation.CONTRIBUTED_TO, person_id, work_id, role="Director")


def same(claim: str, loser: str, winner: str, **more: Any) -> Assertion:
    """The claim that two identifiers are one."""
    given = {"match_type": "exact", "confidence": 0.9, **more}
    return Assertion(
        id=claim,
        subject=loser,
        predicate=Relation.SAME_AS,
        object=winner,
        evidence=[loser, winner],
        **given,
    )


def claim(name: str, subject: str, predicate: str, target: str, **more: Any) -> Assertion:
    return Assertion(
        id=name, subject=subject, predicate=predicate, object=target, evidence=[subject], **more
    )


def decide(op: Operation, target: str, **more: Any) -> Edit:
    """A decision with an identifier of its own."""
    return Edit(id=f"edit-{next(_numbers)}", op=op, target=target, user="ada", time=NOON, **more)


def tables(store: GraphStore, scope: Scope = ALL) -> dict[str, list[str]]:
    """The rows of a snapshot as it is now."""
    return rows_of(store.snapshot(scope))


def rows_of(snapshot: Snapshot) -> dict[str, list[str]]:
    """A snapshot's rows in an order that does not matter, without the sequence number."""
    parts = {"nodes": snapshot.nodes, "edges": snapshot.edges, "sources": snapshot.sources}
    return {name: sorted(map(repr, table.to_pylist())) for name, table in parts.items()}


def names(store: GraphStore, scope: Scope, *ids: str) -> list[Any]:
    """The names of nodes as seen within a scope."""
    nodes = [store.get(node_id, scope) for node_id in ids]
    return [node and node.properties.get("name") for node in nodes]
