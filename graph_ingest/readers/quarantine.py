"""Where bad records are kept, with their place and reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from pydantic import ValidationError

from graph_schema.contribution import Contribution

_SHOWN = 20
_RECORD_LIMIT = 20_000


def reason(error: ValueError) -> str:
    """What an error says, in one line: of Pydantic's the first problem and its place."""
    if not isinstance(error, ValidationError):
        return str(error)
    detail = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in detail["loc"])
    message = detail["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


class Quarantine:
    """Bad records as JSON Lines; the file appears with the first one.

    Each line has ``file``, ``line``, ``field``, ``message``, ``record`` and ``kept``: false
    for a record that was left out whole, true for one that went in without the field.

    Attributes:
        path: The file to write; None counts only.
        count: Records left out.
        notes: Records that went in without a field, and files that no reader knew.
        shown: The first messages, each with its place.
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

    def attempt(
        self, path: Path, record: str, make: Callable[[], Contribution]
    ) -> Iterator[Contribution]:
        """What ``make`` gives, or nothing where what it was made of breaks the schema."""
        try:
            contribution = make()
        except ValidationError as error:
            self.add(path, None, None, f"{record}: {reason(error)}", record)
        else:
            yield contribution

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
