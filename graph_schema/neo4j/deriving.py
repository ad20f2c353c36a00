"""Computed properties: scalars, lists and embeddings, written in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, LiteralString

import numpy as np
from neo4j import ManagedTransaction, Session

from graph_schema.errors import StoreError
from graph_schema.neo4j.cypher import schema, writes
from graph_schema.store import Vector
from graph_schema.values import Value

_BATCH = 1_000


def derive(session: Session, name: str, values: Mapping[str, Value | Vector]) -> int:
    """Set a computed property on the nodes that Sources state; returns how many.

    Raises:
        StoreError: The name is no identifier, or vectors differ in length.
    """
    if not name.isidentifier():
        raise StoreError(f"{name!r} can't name a computed property; use letters, digits and _")
    if name != "embedding":
        rows = ({"id": node, "set": {f"derived_{name}": value}} for node, value in values.items())
        return _write(session, writes.DERIVE, rows)
    lengths = {len(value) for value in values.values() if isinstance(value, np.ndarray)}
    if len(lengths) != 1:
        if not values:
            return 0
        raise StoreError(f"embeddings are vectors of one length, not of {sorted(lengths)}")
    _ensure_index(session, lengths.pop())
    return _write(session, writes.DERIVE_VECTORS, map(_vector_row, values.items()))


def _vector_row(item: tuple[str, Any]) -> dict[str, Any]:
    node, vector = item
    exact = np.asarray(vector, dtype="<f4")
    return {"id": node, "bytes": exact.tobytes(), "vector": exact.tolist()}


def _ensure_index(session: Session, dimensions: int) -> None:
    held = session.run(schema.VECTOR_INDEX_DIMENSIONS).single()
    if held is not None and held["dimensions"] != dimensions:
        session.run(schema.drop_index(schema.VECTOR_INDEX)).consume()
        held = None
    if held is None:
        session.run(schema.create_vector_index(dimensions)).consume()
        session.run(schema.AWAIT_INDEXES).consume()


def _write(session: Session, query: LiteralString, rows: Iterable[dict[str, Any]]) -> int:
    return sum(session.execute_write(_run, query, batch) for batch in _batches(rows))


def _run(tx: ManagedTransaction, query: LiteralString, rows: list[dict[str, Any]]) -> int:
    return int(tx.run(query, {"rows": rows}).single(strict=True)["done"])


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
