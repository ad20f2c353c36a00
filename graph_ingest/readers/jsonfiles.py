"""JSON files: bounded in size, and errors told with the line that they stand in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph_ingest.readers.lines import read_text
from graph_schema.errors import InputError

SIZE_LIMIT = 512 * 2**20
"""Largest JSON file that is read, in bytes."""

_PEEK = 4096


def load_json(path: Path) -> Any:
    """The content of a JSON file.

    Raises:
        InputError: It can't be read, is no UTF-8 or no JSON.
    """
    return _parsed(read_text(path, SIZE_LIMIT), path)


def load_items(path: Path, key: str | None = "data") -> JsonItems:
    """A list of objects in a JSON file: the file's own, or the one under a key.

    Raises:
        InputError: As `load_json`, or there is no such list.
    """
    text = read_text(path, SIZE_LIMIT)
    content = _parsed(text, path)
    held = content.get(key) if key and isinstance(content, dict) else content
    if not isinstance(held, list):
        where = f"under {key!r}" if key and isinstance(content, dict) else "at the top"
        raise InputError(f"there is no list {where}", path=str(path), line=1)
    about = {k: v for k, v in content.items() if k != key} if isinstance(content, dict) else {}
    return JsonItems(path, text, held, about, key if isinstance(content, dict) else None)


class JsonItems:
    """Items of a list in a JSON file.

    Attributes:
        items: The items, of any type.
        about: What stands beside the list.
    """

    def __init__(
        self, path: Path, text: str, items: list[Any], about: dict[str, Any], key: str | None
    ) -> None:
        self.path = path
        self.items = items
        self.about = about
        self._text = text
        self._key = key

    def line(self, index: int) -> int | None:
        """Line that an item begins in; found by reading the list again, so only for errors."""
        start = self._text.find(f'"{self._key}"') if self._key else 0
        place = self._text.find("[", start) + 1
        decoder = json.JSONDecoder()
        try:
            for _ in range(index):
                _, place = decoder.raw_decode(self._text, self._next(place))
            return self._text.count("\n", 0, self._next(place)) + 1
        except ValueError:
            return None

    def _next(self, place: int) -> int:
        while place < len(self._text) and self._text[place] in " \t\r\n,":
            place += 1
        return place


def begins_with(path: Path, *words: str) -> bool:
    """True when all words stand near the start of a file: a cheap look at what it is."""
    try:
        with path.open("rb") as file:
            start = file.read(_PEEK)
    except OSError:
        return False
    return all(word.encode() in start for word in words)


def _parsed(text: str, path: Path) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InputError(
            f"not JSON: {error.msg} (column {error.colno})", path=str(path), line=error.lineno
        ) from error
    except RecursionError as error:
        raise InputError("not JSON that can be read: nested too deep", path=str(path)) from error
    except ValueError as error:
        raise InputError(f"not JSON: {error}", path=str(path)) from error


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")
