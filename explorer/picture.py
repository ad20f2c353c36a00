"""The graph as one caller sees it, read from a snapshot: what the explorer's tables are made of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import Snapshot


@dataclass
class Node:
    """A node with all that the caller may see of it.

    Attributes:
        id, label: As in the graph.
        properties: What Sources state; a catalogue's word comes before a machine's.
        derived: What was computed, without vectors.
        sources: Ids of the Sources that state it.
    """

    id: str
    label: str
    properties: dict[str, Any]
    derived: dict[str, Any]
    sources: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Edge:
    """A relationship as seen from one of its ends; ``node`` is the id of the other."""

    type: str
    node: str
    properties: dict[str, Any]


class Picture:
    """The nodes and relationships of a snapshot that a scope shows.

    Cost: linear in the snapshot, once; what is reached from a node costs its own degree.
    """

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        self.sequence = snapshot.sequence
        self._nodes = _seen(snapshot.nodes, scope)
        self._edges = _seen(snapshot.edges, scope)
        self._sources = _seen(snapshot.sources, scope)

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """The Sources by id, as rows of `SOURCE_SCHEMA` without the raw record."""
        rows = self._sources.drop_columns(["fields"]).to_pylist()
        return {row["id"]: row for row in rows}

    def raw(self, pattern: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Ids and raw records of the Sources whose record matches a pattern (RE2)."""
        held = self._sources.select(["id", "fields"])
        mask = pc.match_substring_regex(held["fields"], pattern, ignore_case=True)
        for row in held.filter(mask).to_pylist():
            yield row["id"], json.loads(row["fields"])

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """All nodes by id; what comes from a catalogue is read first and stays."""
        found: dict[str, Node] = {}
        rows = self._nodes.select(["id", "label", "properties", "derived", "sources"]).to_pylist()
        rows.sort(key=self._is_machine)
        for row in rows:
            held = json.loads(row["properties"])
            node = found.get(row["id"])
            if node is None:
                derived = json.loads(row["derived"])
                found[row["id"]] = Node(
                    row["id"], row["label"], held, derived, list(row["sources"] or ())
                )
            else:
                node.properties = {**held, **node.properties}
                node.sources += [s for s in row["sources"] or () if s not in node.sources]
        return found

    @property
    def embeddings(self) -> pa.Table:
        """Id and vector of every node that has one, a row an access token."""
        held = self._nodes.select(["id", "embedding"])
        return held.filter(pc.is_valid(held["embedding"]))

    def labelled(self, *labels: str) -> list[Node]:
        """The nodes of some labels, by id."""
        found = (node for label in labels for node in self._by_label.get(label, ()))
        return sorted(found, key=lambda node: node.id)

    def out(self, node: str, *relations: Relation) -> Iterator[Edge]:
        """Relationships from a node, of any type or of some; each once."""
        return _of(self._outgoing, node, relations)

    def into(self, node: str, *relations: Relation) -> Iterator[Edge]:
        """Relationships to a node, of any type or of some; each once."""
        return _of(self._incoming, node, relations)

    def reached(self, node: str, *relations: Relation) -> Iterator[Node]:
        """The nodes at the ends of relationships from a node."""
        for edge in self.out(node, *relations):
            if edge.node in self.nodes:
                yield self.nodes[edge.node]

    def edges(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Type, start, end and properties of every relationship, each once."""
        for start, edges in self._outgoing.items():
            for edge in edges.values():
                yield edge.type, start, edge.node, edge.properties

    @cached_property
    def _by_label(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            found[node.label].append(node)
        return found

    @cached_property
    def _outgoing(self) -> dict[str, dict[str, Edge]]:
        return self._adjacent("start", "end")

    @cached_property
    def _incoming(self) -> dict[str, dict[str, Edge]]:
        return self._adjacent("end", "start")

    def _adjacent(self, here: str, there: str) -> dict[str, dict[str, Edge]]:
        found: dict[str, dict[str, Edge]] = defaultdict(dict)
        columns = [self._edges[name].to_pylist() for name in ("id", "type", here, there)]
        held = self._edges["properties"].to_pylist()
        for edge, relation, at, other, properties in zip(*columns, held, strict=True):
            if edge not in (edges := found[at]):
                # Most say nothing more, and reading JSON is most of the work.
                said = json.loads(properties) if properties != "{}" else {}
                edges[edge] = Edge(relation, other, said)
        return found

    def _is_machine(self, row: dict[str, Any]) -> bool:
        kinds = {self.sources[s]["kind"] for s in row["sources"] or () if s in self.sources}
        return "catalogue" not in kinds


def _of(
    adjacent: dict[str, dict[str, Edge]], node: str, relations: tuple[Relation, ...]
) -> Iterator[Edge]:
    for edge in adjacent.get(node, {}).values():
        if not relations or edge.type in relations:
            yield edge


def _seen(table: pa.Table, scope: Scope) -> pa.Table:
    if scope.unrestricted:
        return table
    tokens = [t for t in pc.unique(table["access"]).to_pylist() if scope.allows(t)]
    return table.filter(pc.is_in(table["access"], pa.array(tokens, pa.string())))
