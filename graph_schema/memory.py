"""The in-memory fake of the store contract, for unit tests.

It keeps only Contributions, Edits and derived values, and builds the whole graph anew from
them after each change: slow, short, and the reference that the real store is held to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from pydantic_core import to_json

from graph_schema.contribution import Contribution, Source
from graph_schema.edits import Edit, Effects, effects
from graph_schema.errors import ReadOnlyError, ScopeError, StoreError
from graph_schema.evaluating import SeenGraph, evaluate
from graph_schema.identity import canonical_ids, human_links
from graph_schema.journal import completed, visible_edits
from graph_schema.plans import MOST_ROWS, Nodes, ShortestPath
from graph_schema.projection import (
    EdgeStatement,
    NodeStatement,
    Properties,
    expand,
    identity_link,
    link_edge,
    project,
    readable,
    searched_text,
    shown_edge,
)
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import (
    EDGE_SCHEMA,
    NODE_SCHEMA,
    SOURCE_SCHEMA,
    Applied,
    Change,
    Hit,
    Neighbour,
    Snapshot,
    StoredNode,
    Vector,
    Written,
)
from graph_schema.values import Value, digest, sorted_json

_WRITES = re.compile(r"\b(CREATE|MERGE|DELETE|SET|REMOVE|DROP|FOREACH|LOAD)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w+")


@dataclass
class _Edge:
    statement: EdgeStatement
    start: str
    end: str
    properties: Properties
    access: set[str] = field(default_factory=set)


@dataclass
class _Graph:
    """Everything as it shows after identities and decisions were worked out."""

    effects: Effects
    canonical: dict[str, str] = field(default_factory=dict)
    said: dict[str, list[tuple[str, NodeStatement]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    edges: dict[str, _Edge] = field(default_factory=dict)


def _build(contributions: Iterable[Contribution], edits: Iterable[Edit]) -> _Graph:
    graph = _Graph(effects(edits))
    expanded = [(contribution.id, expand(contribution)) for contribution in contributions]
    status = graph.effects.status
    links = human_links(graph.effects.joined)
    for _, statements in expanded:
        for node in statements.nodes:
            link = identity_link(node, status(node.said))
            links += [link] if link else []
    graph.canonical = canonical_ids(links, graph.effects.apart)
    for source, statements in expanded:
        for node in statements.nodes:
            graph.said[graph.canonical.get(node.said, node.said)].append((source, node))
        for edge in statements.edges:
            _add_edge(graph, edge, status(edge.assertion))
    for entity, authority in graph.effects.links:
        _add_link(graph, entity, authority)
    return graph


def _add_edge(graph: _Graph, edge: EdgeStatement, decided: str | None) -> None:
    properties = shown_edge(edge, decided)
    if properties is None:
        return
    start = graph.canonical.get(edge.start, edge.start)
    end = graph.canonical.get(edge.end, edge.end)
    if edge.type == Relation.SAME_AS and start == end:
        return  # nothing is told by being the same as oneself
    held = graph.edges.setdefault(edge.id, _Edge(edge, start, end, properties))
    held.access.add(edge.access)


def _add_link(graph: _Graph, entity: str, authority: str) -> None:
    link = link_edge(entity, authority)
    _add_edge(graph, link, None)
    if link.id in graph.edges:
        held = graph.edges[link.id]
        held.access = {node.access for _, node in graph.said[held.start]}


class MemoryStore:
    """`GraphStore` in a dictionary. Reads cost O(graph); free Cypher is not run."""

    def __init__(self) -> None:
        self._contributions: dict[str, Contribution] = {}
        self._edits: list[Edit] = []
        self._derived: dict[str, dict[str, Value | Vector]] = defaultdict(dict)
        self._sequence = 0
        self._changes: dict[str, Change] = {}
        self._lost: dict[str, dict[str, int]] = defaultdict(dict)
        self._graph = _build([], [])

    def apply(self, contributions: Iterable[Contribution]) -> Applied:
        done = Applied()
        try:
            for contribution in contributions:
                done += self._take(contribution)
        finally:
            if done.created or done.replaced:
                self._rebuild()
        return done

    def _take(self, contribution: Contribution) -> Applied:
        held = self._contributions.get(contribution.id)
        if held is not None and held.hash == contribution.hash:
            return Applied(unchanged=1)
        self._contributions[contribution.id] = contribution
        return Applied(replaced=1) if held else Applied(created=1)

    def remove(self, source_ids: Iterable[str]) -> Applied:
        gone = [s for s in source_ids if self._contributions.pop(s, None) is not None]
        if gone:
            self._rebuild()
        return Applied(removed=len(gone))

    def edit(self, edit: Edit) -> Edit:
        kept = completed(edit, self._edits, self._get_any, self._group, self._access)
        self._edits.append(kept)
        self._rebuild()
        return kept

    def journal(self, scope: Scope, node_id: str | None = None) -> list[Edit]:
        wanted = set(self._group(node_id)) if node_id else None
        return visible_edits(self._edits, scope, wanted, self.get)

    def derive(self, name: str, values: Mapping[str, Value | Vector]) -> int:
        known = {node: value for node, value in values.items() if self._graph.said.get(node)}
        for node, value in known.items():
            self._derived[node][name] = value
        return len(known)

    def hashes(self, scope: Scope) -> dict[str, str]:
        return {c.id: c.hash for c in self._contributions.values() if _sees(scope, c.source)}

    def contributions(
        self, scope: Scope, source_ids: Sequence[str] | None = None
    ) -> Iterator[Contribution]:
        wanted = None if source_ids is None else set(source_ids)
        for contribution in list(self._contributions.values()):
            if _sees(scope, contribution.source) and (wanted is None or contribution.id in wanted):
                yield contribution

    def sequence(self) -> int:
        return self._sequence

    def get(self, node_id: str, scope: Scope) -> StoredNode | None:
        canonical = self._graph.canonical.get(node_id, node_id)
        said = [
            (source, node)
            for source, node in self._graph.said.get(canonical, [])
            if scope.allows(node.access)
        ]
        if not said:
            return None
        label, shown = project((n for _, n in said), canonical, self._graph.effects.overrides)
        return StoredNode(
            canonical,
            label,
            readable(label, shown),
            sorted({source for source, _ in said}),
            sorted({n.said for _, n in said} - {canonical}),
            {k: v for k, v in self._derived[canonical].items() if not isinstance(v, np.ndarray)},
        )

    def neighbours(
        self, node_id: str, scope: Scope, *, types: Sequence[str] = (), limit: int = 100
    ) -> list[Neighbour]:
        centre = self._graph.canonical.get(node_id, node_id)
        found: dict[tuple[str, bool, str, str], Neighbour] = {}
        if self.get(centre, scope) is None:
            return []
        for edge in self._graph.edges.values():
            if centre not in (edge.start, edge.end) or (types and edge.statement.type not in types):
                continue
            if not any(scope.allows(token) for token in edge.access):
                continue
            outgoing = edge.start == centre
            other = self.get(edge.end if outgoing else edge.start, scope)
            if other:
                shown = sorted_json(edge.properties)
                key = (edge.statement.type.value, not outgoing, other.id, shown)
                found[key] = Neighbour(edge.statement.type, outgoing, edge.properties, other)
        return [found[key] for key in sorted(found)][:limit]

    def search_text(
        self, query: str, scope: Scope, *, labels: Sequence[str] = (), limit: int = 10
    ) -> list[Hit]:
        words = set(_WORDS.findall(query.casefold()))
        hits: list[Hit] = []
        for node in self._visible(scope):
            if labels and node.label not in labels:
                continue
            held = _WORDS.findall(searched_text(node.properties).casefold())
            score = sum(word in words for word in held) / (1 + len(held)) ** 0.5
            hits += [Hit(node, score)] if score else []
        return sorted(hits, key=lambda hit: (-hit.score, hit.node.id))[:limit]

    def search_vector(self, vector: Vector, scope: Scope, *, limit: int = 10) -> list[Hit]:
        hits: list[Hit] = []
        for node in self._visible(scope):
            held = self._derived[node.id].get("embedding")
            if isinstance(held, np.ndarray):
                hits.append(Hit(node, float(held @ vector)))
        return sorted(hits, key=lambda hit: (-hit.score, hit.node.id))[:limit]

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any],  # noqa: ARG002
        scope: Scope,
        *,
        timeout_s: float = 10.0,  # noqa: ARG002
        limit: int = 1000,  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        if not scope.unrestricted:
            raise ScopeError("free Cypher can't be cut to a restricted scope")
        if _WRITES.search(cypher):
            raise ReadOnlyError("this query would write; reads may only read")
        raise StoreError("the in-memory store runs no Cypher")

    def run_plan(
        self,
        plan: Nodes | ShortestPath,
        scope: Scope,
        *,
        timeout_s: float = 10.0,  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        graph = SeenGraph()
        for node in self._visible(scope):
            if all(scope.allows(token) for token in _tokens(self._graph, node.id)):
                graph.labels[node.id], graph.properties[node.id] = node.label, node.properties
        for edge in self._graph.edges.values():
            # The link of a person has no token of its own: it is seen with both its ends.
            linked = not edge.statement.access
            if linked or any(scope.allows(token) for token in edge.access):
                graph.add_edge(edge.statement.type.value, edge.start, edge.end, edge.properties)
        return evaluate(plan, graph)[:MOST_ROWS]

    def snapshot(self, scope: Scope, since: Snapshot | None = None) -> Snapshot:
        nodes: list[dict[str, Any]] = []
        for canonical, said in self._graph.said.items():
            tokens = sorted({n.access for _, n in said})
            nodes.extend(self._row(canonical, token) for token in tokens if scope.allows(token))
        visible = {row["id"] for row in nodes}
        edges = [
            _edge_row(edge, token)
            for edge in self._graph.edges.values()
            if edge.start in visible and edge.end in visible
            for token in sorted(edge.access)
            if scope.allows(token)
        ]
        sources = [_source_row(c) for c in self._contributions.values() if _sees(scope, c.source)]
        return Snapshot(
            self._sequence,
            pa.Table.from_pylist(nodes, NODE_SCHEMA),
            pa.Table.from_pylist(edges, EDGE_SCHEMA),
            pa.Table.from_pylist(sources, SOURCE_SCHEMA),
            written=None if since is None else self._written(since, nodes, sources),
        )

    def _written(
        self, since: Snapshot, nodes: list[dict[str, Any]], sources: list[dict[str, Any]]
    ) -> Written:
        told = {c.id for c in self._changes.values() if c.sequence > since.sequence}
        stated = _stated(since.nodes.to_pylist()) ^ _stated(nodes)
        names = (since.sources[name].to_pylist() for name in ("id", "hash"))
        differing = set(zip(*names, strict=True)) ^ {(s["id"], s["hash"]) for s in sources}
        return Written(
            since.sequence,
            frozenset(told | {node for node, *_ in stated}),
            frozenset(source for source, _ in differing),
        )

    def changes(self, since: int, scope: Scope) -> Iterator[Change]:
        found = (self._change(change, scope) for change in self._changes.values())
        seen = (change for change in found if change.sequence > since)
        yield from sorted(seen, key=lambda change: (change.sequence, change.id))

    def _change(self, change: Change, scope: Scope) -> Change:
        node = self.get(change.id, scope)
        if node and node.id == change.id:
            return change
        lost = (n for token, n in self._lost[change.id].items() if scope.allows(token))
        return Change(max(lost, default=0), change.id, deleted=True)

    def close(self) -> None:
        """Nothing to give back."""

    def _row(self, canonical: str, token: str) -> dict[str, Any]:
        said = [(s, n) for s, n in self._graph.said[canonical] if n.access == token]
        label, shown = project((n for _, n in said), canonical, self._graph.effects.overrides)
        derived = dict(self._derived.get(canonical, {}))
        embedding = derived.pop("embedding", None)
        return {
            "id": canonical,
            "label": label,
            "access": token,
            "properties": sorted_json(shown),
            "derived": sorted_json(derived),
            "embedding": embedding,
            "sources": sorted({source for source, _ in said}),
        }

    def _visible(self, scope: Scope) -> list[StoredNode]:
        nodes = (self.get(node, scope) for node in list(self._graph.said))
        return [node for node in nodes if node]

    def _get_any(self, node_id: str) -> StoredNode | None:
        return self.get(node_id, Scope.everything())

    def _access(self, node_id: str) -> set[str]:
        return _tokens(self._graph, self._graph.canonical.get(node_id, node_id))

    def _group(self, node_id: str) -> list[str]:
        canonical = self._graph.canonical.get(node_id, node_id)
        joined = (m for m, winner in self._graph.canonical.items() if winner == canonical)
        return sorted({canonical, *joined})

    def _rebuild(self) -> None:
        held = self._graph
        before = _fingerprints(held)
        self._graph = _build(self._contributions.values(), self._edits)
        after = _fingerprints(self._graph)
        self._sequence += 1
        for node in before.keys() | after.keys():
            if before.get(node) != after.get(node):
                self._changes[node] = Change(self._sequence, node, node not in after)
                self._lose(node, _tokens(held, node), _tokens(self._graph, node))
                if node not in after:
                    self._derived.pop(node, None)

    def _lose(self, node: str, before: set[str], after: set[str]) -> None:
        lost = self._lost[node]
        lost |= dict.fromkeys(before, self._sequence)
        self._lost[node] = {token: n for token, n in lost.items() if token not in after}


def _stated(nodes: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    """Which Sources state each node."""
    return {(node["id"], node["access"], *node["sources"]) for node in nodes}


def _fingerprints(graph: _Graph) -> dict[str, str]:
    outgoing: dict[str, list[str]] = defaultdict(list)
    for key, edge in graph.edges.items():
        outgoing[edge.start].append(f"{key}{edge.end}{edge.properties}{sorted(edge.access)}")
    prints: dict[str, str] = {}
    for node, said in graph.said.items():
        if said:
            label, shown = project((n for _, n in said), node, graph.effects.overrides)
            tokens = sorted({n.access for _, n in said})
            prints[node] = digest(label, sorted(shown.items()), tokens, sorted(outgoing[node]))
    return prints


def _tokens(graph: _Graph, node: str) -> set[str]:
    return {statement.access for _, statement in graph.said.get(node, [])}


def _sees(scope: Scope, source: Source) -> bool:
    return scope.allows(source.access)


def _edge_row(edge: _Edge, token: str) -> dict[str, Any]:
    return {
        "id": edge.statement.id,
        "type": edge.statement.type.value,
        "start": edge.start,
        "end": edge.end,
        "access": token,
        "properties": sorted_json(edge.properties),
    }


def _source_row(contribution: Contribution) -> dict[str, Any]:
    source = contribution.source
    return {
        "id": source.id,
        "partner": source.partner,
        "collection": source.collection,
        "access": source.access,
        "kind": source.kind,
        "record_id": source.record_id,
        "file": source.file,
        "fields": to_json(source.fields).decode(),
        "hash": contribution.hash,
        "run": contribution.run.model_dump_json(exclude_none=True) if contribution.run else None,
    }
