"""Computed values on their way to a store, and into the snapshot that they were made from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from graph_schema.store import GraphStore, Vector
from graph_schema.values import Value, sorted_json

_AT_ONCE = 5_000


class Writer:
    """Writes computed values to a store, and afterwards into a snapshot's nodes."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._values: dict[str, dict[str, Value]] = defaultdict(dict)
        self._vectors: dict[str, Vector] = {}

    def derive(self, name: str, values: Mapping[str, Value | Vector]) -> int:
        """Set a computed property; returns nodes set."""
        for node, value in values.items():
            if isinstance(value, np.ndarray):
                self._vectors[node] = value
            else:
                self._values[node][name] = value
        return self._store.derive(name, values)

    def differences(
        self,
        name: str,
        values: Mapping[str, Value],
        held: Mapping[str, Mapping[str, Any]],
        none: Value,
    ) -> int:
        """Write what differs; a node that lost its place in the network gets ``none``."""
        before = {node: properties[name] for node, properties in held.items() if name in properties}
        after: dict[str, Value] = {**dict.fromkeys(before, none), **values}
        changed = [(node, value) for node, value in after.items() if before.get(node) != value]
        parts = (changed[start : start + _AT_ONCE] for start in range(0, len(changed), _AT_ONCE))
        return sum(self.derive(name, dict(part)) for part in parts)

    def into(self, nodes: pa.Table) -> pa.Table:
        """A snapshot's nodes with what was written."""
        ids, derived = nodes["id"].to_pylist(), nodes["derived"].to_pylist()
        for row, node in enumerate(ids):
            if node in self._values:
                held = {**json.loads(derived[row]), **self._values[node]}
                derived[row] = sorted_json(held)
        nodes = _with_column(nodes, "derived", derived)
        if not self._vectors:
            return nodes
        before = nodes["embedding"].to_numpy()
        vectors = [self._vectors.get(node, before[row]) for row, node in enumerate(ids)]
        return _with_column(nodes, "embedding", vectors)


def _with_column(table: pa.Table, name: str, values: list[Any]) -> pa.Table:
    place = table.schema.get_field_index(name)
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(values, field.type))
