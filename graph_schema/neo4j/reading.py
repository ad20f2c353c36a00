"""Reads of single nodes and their surroundings, cut to a scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph_schema.neo4j.cypher import reads
from graph_schema.neo4j.edges import decode_edge
from graph_schema.neo4j.held import tokens_of
from graph_schema.neo4j.transaction import Runner, rows
from graph_schema.neo4j.workspace import NodeState, decode_node
from graph_schema.projection import project, readable
from graph_schema.scope import Scope
from graph_schema.store import Change, Neighbour, StoredNode
from graph_schema.values import Value


def scope_parameters(scope: Scope) -> dict[str, Any]:
    """The parameters of every query that is cut to a scope."""
    return {
        "unrestricted": scope.unrestricted,
        "visibilities": sorted(v.value for v in scope.visibilities),
        "collections": None if scope.collections is None else sorted(scope.collections),
    }


class Reader:
    """Reads within one transaction and one scope."""

    def __init__(self, tx: Runner, scope: Scope) -> None:
        self._tx = tx
        self._scope = scope
        self._parameters = scope_parameters(scope)

    def get(self, node_id: str) -> StoredNode | None:
        """The node, or None where there is none that the caller may see."""
        return self.get_all([node_id]).get(node_id)

    def get_all(self, ids: Sequence[str]) -> dict[str, StoredNode]:
        """The nodes that the caller may see, by the id asked for."""
        found = list(self.records(reads.GET, ids=list(ids)))
        nodes = self.nodes(found)
        return {row["asked"]: node for row, node in zip(found, nodes, strict=True)}

    def neighbours(self, node_id: str, types: Sequence[str], limit: int) -> list[Neighbour]:
        """Nodes one relationship away, by type, then outgoing first, then id."""
        found: dict[Any, dict[str, Any]] = {}
        for row in self.records(reads.neighbours(types), id=node_id):
            edge = decode_edge(row["type"], "", "", row["edge"])
            row["edge"] = edge.shown
            key = (
                row["type"],
                row["outgoing"],
                row["held"]["id"],
                repr(sorted(edge.shown.items())),
            )
            found.setdefault(key, row)
            if len(found) == limit:
                break
        kept = list(found.values())
        return [
            Neighbour(row["type"], row["outgoing"], row["edge"], node)
            for row, node in zip(kept, self.nodes(kept), strict=True)
        ]

    def group(self, node_id: str) -> list[str]:
        """All identifiers that are one with the given one."""
        found = rows(self._tx, reads.GROUP, id=node_id)
        return sorted(found[0]["ids"]) if found else [node_id]

    def access(self, node_id: str) -> set[str]:
        """The tokens of all that is said of a node."""
        found = list(self.records(reads.GET, ids=[node_id]))
        return {
            token
            for row in found
            for token in tokens_of(decode_node(row["held"], row["label"]).held.statements())
        }

    def changes(self, since: int) -> list[Change]:
        """The latest change of each node changed after a sequence number, in order."""
        found: dict[str, Change] = {}
        for query in (reads.DELETED_NODES, reads.CHANGED_NODES):
            for row in self.records(query, since=since):
                change = Change(max(row["sequences"]), row["id"], row["deleted"])
                held = found.get(change.id, change)
                found[change.id] = max(held, change, key=lambda c: c.sequence)
        return sorted(found.values(), key=lambda change: (change.sequence, change.id))

    def records(self, query: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """The records of a query that is cut to the scope, as they come."""
        for record in self._tx.run(query, {**self._parameters, **parameters}):
            yield dict(record.items())

    def nodes(self, found: Sequence[dict[str, Any]]) -> list[StoredNode]:
        """Nodes from records with ``held``, ``label`` and ``whole``; all may be seen in part."""
        states = [decode_node(row["held"], row["label"]) for row in found]
        pages = self._pages(states)
        return [
            self._node(state, row, pages[state.id])
            for state, row in zip(states, found, strict=True)
        ]

    def _pages(self, states: Iterable[NodeState]) -> dict[str, dict[str, list[str]]]:
        pages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        paged = [s.id for s in states if any(e.paged for e in s.held.entries.values())]
        if paged:
            for row in rows(self._tx, reads.LEDGERS, ids=sorted(set(paged))):
                pages[row["id"]][row["digest"]] += row["sources"]
        return pages

    def _node(
        self, state: NodeState, row: dict[str, Any], pages: dict[str, list[str]]
    ) -> StoredNode:
        entries = {
            key: entry
            for key, entry in state.held.entries.items()
            if row["whole"] or self._scope.allows(entry.statement.access)
        }
        statements = [entry.statement for entry in entries.values()]
        if row["whole"]:
            label, shown = str(state.label), state.shown
        else:
            label, shown = project(statements, state.id, state.held.overrides)
        sources = {source for entry in entries.values() for source in entry.sources}
        sources |= {source for key in entries for source in pages[key]}
        merged = {statement.said for statement in statements} - {state.id}
        return StoredNode(
            state.id,
            label,
            readable(label, shown),
            sorted(sources),
            sorted(merged),
            derived_values(row["held"]),
        )


def derived_values(held: dict[str, Any]) -> dict[str, Value]:
    """What `derive` set on a node, vectors left out."""
    return {
        name[8:]: value
        for name, value in held.items()
        if name[:8] == "derived_" and value is not None
    }
