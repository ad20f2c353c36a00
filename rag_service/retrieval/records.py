"""The records that works come from, with every field exactly as received."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.difference import Difference
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from rag_service.retrieval.keys import Keys, KeyTable, key, keys_of
from rag_service.retrieval.rows import open_table, save_table

_FILE = "records.arrow"
_TABLE = "records"
_KINDS = ("catalogue", "person", "machine")
_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("source", pa.string()),
        ("partner", pa.string()),
        ("record_id", pa.string()),
        ("access", pa.string()),
        ("kind", pa.string()),
        ("fields", pa.string()),  # JSON object
    ]
)


@dataclass(frozen=True)
class Record:
    """One Source's record of a work."""

    source: str
    partner: str
    record_id: str | None
    kind: str
    fields: dict[str, str]


class RecordIndex:
    """Records by the id of their work or of their Source, mapped into memory."""

    def __init__(self, folder: Path) -> None:
        self._table = open_table(folder / _FILE, _SCHEMA)
        self._keys = KeyTable.load(folder, _TABLE)

    def find(self, wanted: str, scope: Scope) -> list[Record]:
        """The records that the caller may see: catalogues' first, then people's, machines'."""
        rows = self._keys.find(key(wanted))
        held = self._table.take(pa.array(rows, pa.int64())).to_pylist()
        seen = [row for row in held if row["id"] == wanted and scope.allows(row["access"])]
        seen.sort(key=lambda row: (_KINDS.index(row["kind"]), row["source"]))
        return [
            Record(
                row["source"],
                row["partner"],
                row["record_id"],
                row["kind"],
                json.loads(row["fields"]),
            )
            for row in seen
        ]


def save_records(folder: Path, snapshot: Snapshot) -> None:
    """Write each Source that has fields, once under its own id and once under its work's."""
    table = _columns(snapshot.sources, snapshot.nodes, own=snapshot.sources["id"])
    _write(folder, table, keys_of(table["id"].to_pylist()))


def merge_records(folder: Path, older: Path, difference: Difference) -> None:
    """Write the older generation's records with what differs."""
    held = open_table(older / _FILE, _SCHEMA)
    gone = pa.array(sorted(difference.works | difference.sources), pa.string())
    stays = pc.invert(pc.is_in(held["id"], value_set=gone))
    keys = KeyTable.load(older, _TABLE).by_row()[np.asarray(stays.to_numpy(), np.bool_)]
    part, sources = difference.part, difference.now.sources
    nodes = part.nodes.filter(pc.is_in(part.nodes["id"], value_set=gone))
    named = pc.is_in(sources["id"], value_set=pa.concat_arrays([gone, *part.sources["id"].chunks]))
    stated = pa.array(sorted(difference.sources), pa.string())
    added = _columns(sources.filter(named), nodes, own=stated)
    table = pa.concat_tables([held.filter(stays), added])
    _write(folder, table, np.concatenate([keys, keys_of(added["id"].to_pylist())]))


def _write(folder: Path, table: pa.Table, keys: Keys) -> None:
    """Write records in the order of the ids that they are found by."""
    order = pc.sort_indices(table["id"])
    save_table(folder / _FILE, table.take(order).combine_chunks())
    KeyTable.of(keys[order.to_numpy()]).save(folder, _TABLE)


def _columns(sources: pa.Table, nodes: pa.Table, own: pa.Array) -> pa.Table:
    """The records of some Sources: under their own ids, and under those of works among nodes."""
    held = {row["id"]: row for row in sources.to_pylist() if row["fields"] != "{}"}
    said = [*((s, s) for s in own.to_pylist()), *_stated(nodes)]
    rows = [{**held[source], "id": i, "source": source} for i, source in said if source in held]
    return pa.Table.from_pylist([{n: row[n] for n in _SCHEMA.names} for row in rows], _SCHEMA)


def _stated(nodes: pa.Table) -> Iterator[tuple[str, str]]:
    """Each work with each Source that states it."""
    works = nodes.filter(pc.equal(nodes["label"], "Work"))
    for work, named in zip(works["id"].to_pylist(), works["sources"].to_pylist(), strict=True):
        yield from ((work, source) for source in named or ())
