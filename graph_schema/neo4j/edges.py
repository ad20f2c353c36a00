"""The relationships that one write touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph_schema.contribution import edge_id
from graph_schema.edits import Effects
from graph_schema.neo4j.cypher import writes
from graph_schema.neo4j.payload import Difference, Shift
from graph_schema.neo4j.workspace import Workspace
from graph_schema.projection import Properties, shown_edge
from graph_schema.relations import Relation

Rows = list[dict[str, Any]]


@dataclass(slots=True)
class StoredEdge:
    """A relationship as the graph has it.

    ``start`` and ``end`` are the nodes that it joins, ``said_start`` and ``said_end`` the ids
    that it was stated with, ``counts`` its Sources by access code.
    """

    type: str
    start: str
    end: str
    said_start: str
    said_end: str
    shown: Properties
    counts: Mapping[int, int]
    given_id: str | None = None
    key: str = ""

    @property
    def id(self) -> str:
        """Its identifier in the schema."""
        return self.given_id or edge_id(self.type, self.said_start, self.said_end, self.shown)

    def encode(self) -> dict[str, Any]:
        """The relationship's properties in the graph."""
        held: dict[str, Any] = {**self.shown, "_access": list(self.counts)}
        if any(count != 1 for count in self.counts.values()):
            held["_counts"] = list(self.counts.values())
        if self.said_start != self.start:
            held["_from"] = self.said_start
        if self.said_end != self.end:
            held["_to"] = self.said_end
        if self.given_id:
            held["_id"] = self.given_id
        return held


def decode_edge(kind: str, start: str, end: str, held: dict[str, Any], key: str = "") -> StoredEdge:
    """A relationship from its type, its ends and its properties."""
    access = held["_access"]
    return StoredEdge(
        type=kind,
        start=start,
        end=end,
        said_start=held.get("_from", start),
        said_end=held.get("_to", end),
        shown={name: value for name, value in held.items() if name[0] != "_"},
        counts=dict(zip(access, held.get("_counts") or [1] * len(access), strict=True)),
        given_id=held.get("_id"),
        key=key,
    )


class _Wanted(NamedTuple):
    """A relationship of a difference, with the nodes that it is to join."""

    shift: Shift
    shown: Properties
    start: str
    end: str

    def stored(self, counts: dict[int, int]) -> StoredEdge:
        """The relationship as the graph is to have it."""
        said = self.shift.edge
        plain = said.access and self.shown == said.properties
        computed = said.id if plain else edge_id(said.type, said.start, said.end, self.shown)
        return StoredEdge(
            said.type.value,
            self.start,
            self.end,
            said.start,
            said.end,
            self.shown,
            counts,
            None if computed == said.id else said.id,
        )


class EdgeWriter:
    """Works out which relationships come, change and go, then writes them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._transaction = workspace.transaction
        self._creates: dict[str, Rows] = defaultdict(list)
        self._updates: Rows = []
        self._deletes: list[str] = []

    def change(self, difference: Difference, decided: Effects) -> None:
        """Take in a difference whose identifiers are loaded, as decisions let it show."""
        perhaps_there: list[_Wanted] = []
        for shift in difference.edges.values():
            said = shift.edge
            shown = shown_edge(said, decided.status(said.assertion))
            if shown is None:
                continue
            start, end = self._workspace.node(said.start), self._workspace.node(said.end)
            wanted = _Wanted(shift, shown, start.id, end.id)
            if start.found and end.found:
                perhaps_there.append(wanted)
            else:
                self._shift(wanted, None)
        there = self._find(perhaps_there)
        for wanted in perhaps_there:
            self._shift(wanted, there.get(wanted.shift.edge.id))

    def relocate(self, nodes: Iterable[str]) -> None:
        """Move the relationships at these nodes to where their ends now stand."""
        found = self._transaction.rows(writes.EDGES_AT, ids=sorted(set(nodes)))
        edges = [decode_edge(r["type"], r["start"], r["end"], r["held"], r["key"]) for r in found]
        ends = {end for edge in edges for end in (edge.said_start, edge.said_end)}
        self._workspace.load(ends | {edge.start for edge in edges})
        for edge in edges:
            start = self._workspace.canonical(edge.said_start)
            end = self._workspace.canonical(edge.said_end)
            if (start, end) != (edge.start, edge.end):
                self._delete(edge)
                self._create(
                    StoredEdge(
                        edge.type,
                        start,
                        end,
                        edge.said_start,
                        edge.said_end,
                        edge.shown,
                        edge.counts,
                        edge.given_id,
                    )
                )

    def write(self) -> None:
        """Bring the changes to the graph; the nodes at both ends are in it."""
        self._transaction.run_rows(writes.DELETE_EDGES, self._deletes, "keys")
        self._transaction.run_rows(writes.UPDATE_EDGES, self._updates)
        for kind, rows in self._creates.items():
            self._transaction.run(writes.create_edges(kind), rows=rows)
        self._creates.clear()
        self._updates.clear()
        self._deletes.clear()

    def finish(self) -> None:
        """Bring all that the workspace and this writer hold to the graph."""
        workspace = self._workspace
        workspace.write_nodes()
        workspace.ensure(end for end in self._ends() if not workspace.nodes[end].held.entries)
        self.write()
        workspace.delete_orphans()

    def _ends(self) -> set[str]:
        return {
            end for rows in self._creates.values() for r in rows for end in (r["start"], r["end"])
        }

    def _find(self, wanted: Iterable[_Wanted]) -> dict[str, StoredEdge]:
        places: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for sought in wanted:
            places[sought.shift.edge.type.value].add((sought.start, sought.end))
        found: dict[str, StoredEdge] = {}
        for kind, pairs in places.items():
            rows = [{"start": start, "end": end} for start, end in sorted(pairs)]
            for r in self._transaction.rows(writes.find_edges(kind), rows=rows):
                edge = decode_edge(kind, r["start"], r["end"], r["held"], r["key"])
                found[edge.id] = edge
        return found

    def _shift(self, wanted: _Wanted, held: StoredEdge | None) -> None:
        counts = dict(held.counts) if held else {}
        linked = False
        for token, more in wanted.shift.counts.items():
            if token:
                code = self._transaction.code(token)
                counts[code] = counts.get(code, 0) + more
            else:
                linked = more > 0
        if held:
            counts = {code: count for code, count in sorted(counts.items()) if count > 0}
        if held and not counts and not linked:
            self._delete(held)
        elif held:
            edge = wanted.stored(counts)
            self._updates.append({"key": held.key, "set": edge.encode()})
            self._mark(edge, changed=counts.keys() != held.counts.keys())
        else:
            self._create(wanted.stored(counts))

    def _create(self, edge: StoredEdge) -> None:
        row = {"start": edge.start, "end": edge.end, "set": edge.encode()}
        self._creates[edge.type].append(row)
        self._mark(edge, changed=True)

    def _delete(self, edge: StoredEdge) -> None:
        self._deletes.append(edge.key)
        self._workspace.may_be_orphans((edge.start, edge.end))
        self._mark(edge, changed=True)

    def _mark(self, edge: StoredEdge, *, changed: bool) -> None:
        start = self._workspace.nodes[edge.start]
        start.touched = True
        hidden = edge.type == Relation.SAME_AS and edge.start == edge.end
        if changed and not hidden:
            start.changed = True
