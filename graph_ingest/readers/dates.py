"""Dates of production: years and EDTF expressions."""

from __future__ import annotations

import re

from graph_schema.values import edtf_years

_QUESTION_MARKS = re.compile(r"^(\d{2,3})(\?{1,2})$")


def edtf(text: str) -> str | None:
    """An EDTF date (ISO 8601-2), trimmed; None for an empty cell.

    Raises:
        ValueError: It is not EDTF; the message says what to write.
    """
    value = text.strip()
    if not value:
        return None
    if (match := _QUESTION_MARKS.match(value)) and len(value) == 4:
        better = match[1] + "X" * len(match[2])
        raise ValueError(f"{value!r} is not an EDTF date; for unknown digits write {better}")
    edtf_years(value)
    return value
