"""Text files line by line: UTF-8 only, with a bound on how much memory one line may take."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph_schema.errors import InputError

LINE_LIMIT = 32 * 2**20
"""Longest line that is read, in bytes."""

_CHUNK = 2**20
_OTHER_ENCODINGS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


@dataclass(frozen=True)
class Line:
    """One line with its end. A line over the limit has its size, but no text."""

    number: int
    size: int
    text: str | None


def read_lines(path: Path, limit: int = LINE_LIMIT) -> Iterator[Line]:
    """The lines of a UTF-8 file, with or without a byte order mark.

    Args:
        path: The file.
        limit: Bytes that a line may have; a longer one is skipped in pieces and given
            without text, so that it never has to fit in memory.

    Raises:
        InputError: The file can't be opened, is empty or is not UTF-8.
    """
    with opened(path) as file:
        place = _skip_mark(file, path)
        number = 0
        while raw := file.readline(limit + 1):
            number += 1
            size = len(raw)
            if size > limit and not raw.endswith(b"\n"):
                size += _skip_rest(file)
                yield Line(number, size, None)
            else:
                yield Line(number, size, _decode(raw, path, number, place))
            place += size
    if not number:
        raise InputError("the file is empty", path=str(path))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes; failures to open or read it are told as InputError."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> InputError:
    """What to tell of a file or folder that the system does not let us read."""
    if isinstance(error, PermissionError):
        hint = "no permission to read it; give this user read access"
    elif isinstance(error, FileNotFoundError):
        hint = "there is no such file or folder"
    else:
        hint = f"can't be read: {error.strerror or error}"
    return InputError(hint, path=str(path))


def read_text(path: Path, limit: int) -> str:
    """A whole UTF-8 file of at most ``limit`` bytes.

    Raises:
        InputError: As `read_lines`, or the file is larger.
    """
    with opened(path) as file:
        place = _skip_mark(file, path)
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise InputError(f"is larger than {limit // 2**20} MiB; split it", path=str(path))
    if not raw.strip():
        raise InputError("the file is empty", path=str(path))
    return _decode_whole(raw, path, place)


def _decode_whole(raw: bytes, path: Path, place: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _not_utf8(path, line, place + error.start, raw[error.start]) from error


def _skip_mark(file: BinaryIO, path: Path) -> int:
    start = file.read(3)
    for mark, name in _OTHER_ENCODINGS.items():
        if start.startswith(mark):
            raise InputError(f"the file is {name}; save it as UTF-8", path=str(path), line=1)
    skipped = 3 if start == codecs.BOM_UTF8 else 0
    file.seek(skipped)
    return skipped


def _skip_rest(file: BinaryIO) -> int:
    skipped = 0
    while rest := file.readline(_CHUNK):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


def _decode(raw: bytes, path: Path, number: int, place: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, number, place + error.start, raw[error.start]) from error


def _not_utf8(path: Path, line: int, place: int, byte: int) -> InputError:
    return InputError(
        f"not UTF-8 at byte {place} (0x{byte:02X}); save the file as UTF-8",
        path=str(path),
        line=line,
    )
