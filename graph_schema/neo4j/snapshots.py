"""The graph, in scope, as Arrow tables: whole, or what changed joined to an older picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeGuard

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from neo4j import Session
from pydantic_core import to_json

from graph_schema.contribution import Run, Source
from graph_schema.neo4j.cypher import reads, writes
from graph_schema.neo4j.edges import decode_edge
from graph_schema.neo4j.payload import unpack_source
from graph_schema.neo4j.reading import Reader, derived_values
from graph_schema.neo4j.transaction import Runner, rows
from graph_schema.neo4j.workspace import NodeState, decode_node
from graph_schema.projection import Properties, project
from graph_schema.scope import Scope
from graph_schema.store import EDGE_SCHEMA, NODE_SCHEMA, SOURCE_SCHEMA, Snapshot, Written
from graph_schema.values import sorted_json

_BATCH = 20_000
_TRIES = 4
# Beyond this share of changed nodes reading everything is faster.
_PATCHED_SHARE = 0.2

Row = tuple[Any, ...]
Tables = tuple[pa.Table, pa.Table, pa.Table]


class SnapshotReader:
    """Reads the tables within one transaction."""

    def __init__(self, tx: Runner, scope: Scope) -> None:
        self._tx = tx
        self._reader = Reader(tx, scope)
        self._tokens: dict[int, str] = {
            row["code"]: row["token"]
            for row in rows(tx, reads.ACCESS)
            if scope.allows(row["token"])
        }
        self._seen_by: dict[str, list[str]] = {}

    def read(self, since: Snapshot | None) -> Snapshot:
        """The graph as it is now; from an older picture of the same graph, where that pays."""
        state = rows(self._tx, reads.STATE)[0]
        sequence, graph = int(state["sequence"]), str(state["graph"])
        if _fits(since) and since.graph == graph and since.sequence <= sequence:
            patched = self._patched(since)
            if patched is not None:
                return Snapshot(sequence, *patched[0], graph=graph, written=patched[1])
        return Snapshot(sequence, *self._whole(), graph=graph)

    def _whole(self) -> Tables:
        # Nodes first: they tell who may see a relationship.
        nodes, edges = self._nodes(), self._edges()
        return nodes, edges, self._sources(None)

    def _nodes(self) -> pa.Table:
        found = self._reader.records(reads.SNAPSHOT_NODES)
        pages = _pages(rows(self._tx, reads.SNAPSHOT_LEDGERS))
        return _table(self._node_rows(found, pages), NODE_SCHEMA)

    def _edges(self) -> pa.Table:
        return _table(self._edge_rows(self._reader.records(reads.SNAPSHOT_EDGES)), EDGE_SCHEMA)

    def _sources(self, wanted: list[str] | None) -> pa.Table:
        if wanted is None:
            found = self._reader.records(reads.CONTRIBUTIONS)
        else:
            found = self._reader.records(reads.SOME_CONTRIBUTIONS, ids=wanted)
        said = (_source_row(*unpack_source(row["payload"]), row["hash"]) for row in found)
        return _table(said, SOURCE_SCHEMA)

    def _patched(self, since: Snapshot) -> tuple[Tables, Written] | None:
        """An older picture with what was written since, or None where that is too much."""
        ids = [row["id"] for row in rows(self._tx, reads.WRITTEN_NODES, since=since.sequence)]
        if len(ids) > _PATCHED_SHARE * since.nodes.num_rows:
            return None
        written = pa.array(ids, pa.string())
        nodes = _without(since.nodes, written, "id")
        for node, token in zip(*_columns(nodes, "id", "access"), strict=True):
            self._seen_by.setdefault(node, []).append(token)
        found = self._reader.records(reads.SNAPSHOT_NODES_OF, ids=ids)
        pages = _pages(rows(self._tx, reads.LEDGERS, ids=ids))
        fresh = _table(self._node_rows(found, pages), NODE_SCHEMA)
        edges = _without(since.edges, written, "start", "end")
        between = self._edge_rows(self._reader.records(reads.SNAPSHOT_EDGES_OF, ids=ids))
        sources, other = self._patched_sources(since.sources)
        tables = (
            pa.concat_tables([nodes, fresh]).combine_chunks(),
            pa.concat_tables([edges, _table(between, EDGE_SCHEMA)]).combine_chunks(),
            sources,
        )
        return tables, Written(since.sequence, frozenset(ids), other)

    def _patched_sources(self, older: pa.Table) -> tuple[pa.Table, frozenset[str]]:
        hashes = {row["id"]: row["hash"] for row in self._reader.records(reads.HASHES)}
        held = dict(zip(*_columns(older, "id", "hash"), strict=True))
        other = [source for source, said in held.items() if hashes.get(source) != said]
        due = [source for source, said in hashes.items() if held.get(source) != said]
        kept = _without(older, pa.array(other, pa.string()), "id")
        sources = pa.concat_tables([kept, self._sources(due)]).combine_chunks()
        return sources, frozenset([*other, *due])

    def _node_rows(
        self, found: Iterable[dict[str, Any]], pages: dict[tuple[str, str], list[str]]
    ) -> Iterator[Row]:
        for record in found:
            node = decode_node(record["held"], record["label"])
            derived = derived_values(record["held"])
            vector = record["held"].get("_vector")
            tokens = [self._tokens[code] for code in node.access if code in self._tokens]
            self._seen_by[node.id] = tokens
            for token in sorted(tokens):
                label, shown = self._shown(node, token)
                yield (
                    node.id,
                    label,
                    token,
                    sorted_json(shown),
                    sorted_json(derived),
                    None if vector is None else np.frombuffer(vector, "<f4"),
                    _said_by(node, token, pages),
                )

    def _shown(self, node: NodeState, token: str) -> tuple[str, Properties]:
        if len(node.access) == 1:
            return str(node.label), node.shown
        said = [s for s in node.held.statements() if s.access == token]
        return project(said, node.id, node.held.overrides)

    def _edge_rows(self, found: Iterable[dict[str, Any]]) -> Iterator[Row]:
        for record in found:
            start, end = record["start"], record["end"]
            if start not in self._seen_by or end not in self._seen_by:
                continue
            if start == end and record["type"] == "SAME_AS":
                continue
            edge = decode_edge(record["type"], start, end, record["held"])
            shown = sorted_json(edge.shown)
            codes = (self._tokens[code] for code in edge.counts if code in self._tokens)
            tokens = sorted(codes) if edge.counts else sorted(self._seen_by[start])
            for token in tokens:
                yield edge.id, edge.type, start, end, token, shown


def _pages(found: Iterable[dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
    pages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in found:
        pages[row["id"], row["digest"]] += row["sources"]
    return pages


def _said_by(node: NodeState, token: str, pages: dict[tuple[str, str], list[str]]) -> list[str]:
    found: set[str] = set()
    for key, entry in node.held.entries.items():
        if entry.statement.access == token:
            found.update(entry.sources)
            if entry.paged:
                found.update(pages[node.id, key])
    return sorted(found)


def _fits(since: Snapshot | None) -> TypeGuard[Snapshot]:
    """True for an older picture that has all that this version reads."""
    return since is not None and since.sources.schema.equals(SOURCE_SCHEMA)


def _source_row(source: Source, run: Run | None, said: str) -> Row:
    return (
        source.id,
        source.partner,
        source.collection,
        source.access,
        source.kind,
        source.record_id,
        source.file,
        to_json(source.fields).decode(),
        said,
        run.model_dump_json(exclude_none=True) if run else None,
    )


def _table(found: Iterable[Row], schema: pa.Schema) -> pa.Table:
    remaining = iter(found)
    parts: list[pa.RecordBatch] = []
    while batch := list(islice(remaining, _BATCH)):
        columns = [
            pa.array(column, column_schema.type)
            for column, column_schema in zip(zip(*batch, strict=True), schema, strict=True)
        ]
        parts.append(pa.RecordBatch.from_arrays(columns, schema=schema))
    return pa.Table.from_batches(parts, schema)


def _columns(table: pa.Table, *names: str) -> list[list[str]]:
    return [table[name].to_pylist() for name in names]


def _without(table: pa.Table, ids: pa.Array, *columns: str) -> pa.Table:
    """The rows that have none of the ids in any of the columns."""
    for name in columns:
        table = table.filter(pc.invert(pc.is_in(table[name], value_set=ids)))
    return table


def read_snapshot(session: Session, scope: Scope, since: Snapshot | None) -> Snapshot:
    """All three tables at one sequence number, while writers go on.

    Neo4j isolates single reads only, so a snapshot that a write overtook is read again; the
    last try keeps writers out. A write that is being committed shows bit by bit, and what counts
    writes may show last: the lock is had only once such a write is whole.
    """
    for attempt in range(_TRIES):
        with session.begin_transaction() as tx:
            if attempt == _TRIES - 1:
                tx.run(writes.LOCK).consume()
            snapshot = SnapshotReader(tx, scope).read(since)
            tx.run(writes.LOCK).consume()
            if int(rows(tx, reads.STATE)[0]["sequence"]) == snapshot.sequence:
                return snapshot
    raise AssertionError("a write came in under the write lock")
