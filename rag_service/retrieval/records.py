"""The records that works come from, with every field exactly as received."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from rag_service.retrieval.keys import KeyTable, key, keys_of
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
    sources = {row["id"]: row for row in snapshot.sources.to_pylist() if row["fields"] != "{}"}
    rows = [{**row, "id": said, "source": source} for said, source, row in _said(snapshot, sources)]
    rows = [{name: row[name] for name in _SCHEMA.names} for row in rows]
    save_table(folder / _FILE, pa.Table.from_pylist(rows, _SCHEMA))
    KeyTable.of(keys_of([row["id"] for row in rows])).save(folder, _TABLE)


def _said(
    snapshot: Snapshot, sources: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str, dict[str, str]]]:
    for source, row in sources.items():
        yield source, source, row
    works = snapshot.nodes.filter(pc.equal(snapshot.nodes["label"], "Work"))
    columns = (works[name].to_pylist() for name in ("id", "sources"))
    for work, named in zip(*columns, strict=True):
        for source in named or ():
            if source in sources:
                yield work, source, sources[source]
