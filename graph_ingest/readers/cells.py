"""Cells that hold several values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Split = str | Sequence[str]
"""One separator or several, any of which parts two values; none: the cell is one value."""


def cut(text: str, split: Split) -> Iterator[tuple[int, int]]:
    """Start and end of every value in a cell that is not blank."""
    separators = [split] if isinstance(split, str) else split
    pattern = "|".join(re.escape(one) for one in separators if one)
    place = 0
    for match in re.finditer(pattern, text) if pattern else ():
        if text[place : match.start()].strip():
            yield place, match.start()
        place = match.end()
    if text[place:].strip():
        yield place, len(text)


def values(text: str, split: Split) -> list[str]:
    """The values in a cell, trimmed."""
    return [text[start:end].strip() for start, end in cut(text, split)]
