"""Vectors that were computed before, by the hash of model and text."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from graph_schema.store import Vector

_AT_ONCE = 500
_WAIT_S = 30.0


class VectorCache:
    """Vectors in one SQLite file, so that a second ingest or an emptied store costs none.

    What was put is kept when the process is killed the next moment. Several processes may use
    one file. A file that SQLite can't read is begun anew: all in it can be computed again.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "embeddings.sqlite3"
        try:
            self._database = self._open()
        except sqlite3.DatabaseError:
            for path in folder.glob(f"{self._path.name}*"):
                path.unlink()
            self._database = self._open()

    def __enter__(self) -> VectorCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, keys: Sequence[str]) -> dict[str, Vector]:
        """The vectors that are known, by key."""
        found: dict[str, Vector] = {}
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(
                f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part
            )
            found.update((key, np.frombuffer(held, np.float32)) for key, held in rows)
        return found

    def put(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors; where the disk is full they are simply not kept."""
        rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()]
        with contextlib.suppress(sqlite3.OperationalError), self._database:
            self._database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_WAIT_S)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors"
                " (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
            )
        except BaseException:
            database.close()
            raise
        return database
