"""The snapshot of the last complete run, kept on disk so that the next reads only what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa

from graph_schema.store import EDGE_SCHEMA, NODE_SCHEMA, SOURCE_SCHEMA, Snapshot

_TABLES = {"nodes": NODE_SCHEMA, "edges": EDGE_SCHEMA, "sources": SOURCE_SCHEMA}
_OPTIONS = pa.ipc.IpcWriteOptions(compression="zstd")


class KeptSnapshot:
    """One snapshot in a folder of its own; whatever is wrong with it, there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sequence(self) -> int:
        """The change number that the kept snapshot says it stands at; -1 where there is none."""
        try:
            return int(json.loads((self._folder / "snapshot.json").read_text("utf-8"))["sequence"])
        except (OSError, ValueError, KeyError, TypeError):
            return -1

    def load(self) -> Snapshot | None:
        """The snapshot that was kept, or None where none is whole.

        One that an earlier version kept may lack the last columns; a store reads no difference
        from it.
        """
        try:
            said = json.loads((self._folder / "snapshot.json").read_text("utf-8"))
            tables = {name: _read(self._folder / f"{name}.arrow") for name in _TABLES}
            if not all(_fits(tables[name].schema, schema) for name, schema in _TABLES.items()):
                return None
            return Snapshot(int(said["sequence"]), **tables, graph=str(said["graph"]))
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return None

    def save(self, snapshot: Snapshot) -> None:
        """Keep a snapshot in place of the one before. Where the disk is full none is kept."""
        self.discard()
        try:
            self._folder.mkdir(parents=True)
            for name in _TABLES:
                _write(self._folder / f"{name}.arrow", getattr(snapshot, name))
            said = {"sequence": snapshot.sequence, "graph": snapshot.graph}
            # Last: without it the tables count for nothing.
            (self._folder / "snapshot.json").write_text(json.dumps(said), "utf-8")
        except OSError:
            self.discard()

    def discard(self) -> None:
        """Keep none, so that the next snapshot is read whole."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _fits(held: pa.Schema, schema: pa.Schema) -> bool:
    """True for the columns of this version, or of an earlier one that lacked the last."""
    return len(held) > 0 and held.equals(pa.schema(list(schema)[: len(held)]))


def _read(path: Path) -> pa.Table:
    with pa.ipc.open_file(path) as file:
        return file.read_all()


def _write(path: Path, table: pa.Table) -> None:
    with pa.ipc.new_file(path, table.schema, options=_OPTIONS) as file:
        file.write_table(table)
