"""Where bad records are kept, with their place and reason."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import IO

_SHOWN = 20
_RECORD_LIMIT = 20_000


class Quarantine:
    """Bad records as JSON Lines; the file appears with the first one.

    Each line has ``file``, ``line``, ``field``, ``message``, ``record`` and ``kept``: false
    for a record that was left out whole, true for one that went in without the field.

    Args:
        path: The file to write; None counts only.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.count = 0
        self.notes = 0
        self.shown: list[str] = []
        self._file: IO[str] | None = None

    def __enter__(self) -> Quarantine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(
        self, path: Path, line: int | None, field: str | None, message: str, record: str
    ) -> None:
        """Put a record aside: nothing of it goes in."""
        self.count += 1
        self._write(path, line, field, message, record, kept=False)

    def note(
        self, path: Path, line: int | None, field: str | None, message: str, record: str
    ) -> None:
        """Note that a record went in without one of its fields."""
        self.notes += 1
        self._write(path, line, field, message, record, kept=True)

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(
        self, path: Path, line: int | None, field: str | None, message: str, record: str, kept: bool
    ) -> None:
        if len(self.shown) < _SHOWN:
            place = f"{path}:{line}" if line else str(path)
            self.shown.append(f"{place}{f' [{field}]' if field else ''}: {message}")
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace")
        entry = {
            "file": str(path),
            "line": line,
            "field": field,
            "message": message,
            "record": record[:_RECORD_LIMIT],
            "kept": kept,
        }
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._file.flush()
