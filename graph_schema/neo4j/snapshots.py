"""The whole graph, in scope, as Arrow tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from neo4j import Session

from graph_schema.contribution import Source
from graph_schema.neo4j.cypher import reads, writes
from graph_schema.neo4j.edges import decode_edge
from graph_schema.neo4j.payload import unpack_source
from graph_schema.neo4j.reading import Reader, derived_values
from graph_schema.neo4j.transaction import Runner, rows
from graph_schema.neo4j.workspace import NodeState, decode_node
from graph_schema.projection import Properties, project
from graph_schema.scope import Scope
from graph_schema.store import EDGE_SCHEMA, NODE_SCHEMA, SOURCE_SCHEMA, Snapshot

_BATCH = 20_000
_TRIES = 4

Row = tuple[Any, ...]


class SnapshotReader:
    """Reads the tables within one transaction."""

    def __init__(self, tx: Runner, scope: Scope) -> None:
        self._tx = tx
        self._scope = scope
        self._reader = Reader(tx, scope)
        self._tokens: dict[int, str] = {
            row["code"]: row["token"]
            for row in rows(tx, reads.ACCESS)
            if scope.allows(row["token"])
        }
        self._seen_by: dict[str, list[str]] = {}

    def nodes(self) -> pa.Table:
        """A table of `NODE_SCHEMA`: a row for each node and token that it is seen by."""
        pages: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in rows(self._tx, reads.SNAPSHOT_LEDGERS):
            pages[row["id"], row["digest"]] += row["sources"]
        return _table(self._node_rows(pages), NODE_SCHEMA)

    def edges(self) -> pa.Table:
        """A table of `EDGE_SCHEMA`; read after the nodes, whose tokens it needs."""
        return _table(self._edge_rows(), EDGE_SCHEMA)

    def sources(self) -> pa.Table:
        """A table of `SOURCE_SCHEMA`."""
        found = self._reader.records(reads.CONTRIBUTIONS)
        return _table((_source_row(unpack_source(row["payload"])) for row in found), SOURCE_SCHEMA)

    def _node_rows(self, pages: dict[tuple[str, str], list[str]]) -> Iterator[Row]:
        for record in self._reader.records(reads.SNAPSHOT_NODES):
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
                    json.dumps(shown, ensure_ascii=False, sort_keys=True),
                    json.dumps(derived, sort_keys=True) if derived else "{}",
                    None if vector is None else np.frombuffer(vector, "<f4"),
                    _sources(node, token, pages),
                )

    def _shown(self, node: NodeState, token: str) -> tuple[str, Properties]:
        if len(node.access) == 1:
            return str(node.label), node.shown
        said = [s for s in node.held.statements() if s.access == token]
        return project(said, node.id, node.held.overrides)

    def _edge_rows(self) -> Iterator[Row]:
        for record in self._reader.records(reads.SNAPSHOT_EDGES):
            start, end = record["start"], record["end"]
            if start not in self._seen_by or end not in self._seen_by:
                continue
            if start == end and record["type"] == "SAME_AS":
                continue
            edge = decode_edge(record["type"], start, end, record["held"])
            shown = json.dumps(edge.shown, ensure_ascii=False, sort_keys=True)
            codes = (self._tokens[code] for code in edge.counts if code in self._tokens)
            tokens = sorted(codes) if edge.counts else sorted(self._seen_by[start])
            for token in tokens:
                yield edge.id, edge.type, start, end, token, shown


def _sources(node: NodeState, token: str, pages: dict[tuple[str, str], list[str]]) -> list[str]:
    found: set[str] = set()
    for key, entry in node.held.entries.items():
        if entry.statement.access == token:
            found.update(entry.sources)
            if entry.paged:
                found.update(pages[node.id, key])
    return sorted(found)


def _source_row(source: Source) -> Row:
    return (
        source.id,
        source.partner,
        source.collection,
        source.access,
        source.kind,
        source.record_id,
        source.file,
        json.dumps(source.fields, ensure_ascii=False),
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


def read_snapshot(session: Session, scope: Scope) -> Snapshot:
    """All three tables at one sequence number, while writers go on.

    Neo4j isolates single reads only, so a snapshot that a write overtook is read again; the
    last try keeps writers out.
    """
    for attempt in range(_TRIES):
        with session.begin_transaction() as tx:
            if attempt == _TRIES - 1:
                tx.run(writes.LOCK).consume()
            sequence = _sequence(tx)
            reader = SnapshotReader(tx, scope)
            nodes, edges, sources = reader.nodes(), reader.edges(), reader.sources()
            if _sequence(tx) == sequence:
                return Snapshot(sequence, nodes, edges, sources)
    raise AssertionError("a write came in under the write lock")


def _sequence(tx: Runner) -> int:
    return int(rows(tx, reads.STATE)[0]["sequence"])
