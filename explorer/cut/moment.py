"""A moment of a film, and moments as a search gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Moment:
    """A stretch of a film, and why it was chosen.

    Attributes:
        film: The Work.
        file: The Instantiation that it lies in, where one is known.
        segment: The shortest segment known that it stands in.
        id: What was found: a text, an entity, a picture; empty for what was not said.
        kind: Channel of the text, label of the entity, ``silence`` or ``picture``.
        start_ms, end_ms: Place on the film.
        text: What is said or shown there.
        why: Why it was chosen, in words.
        score: Compares within one search only.
    """

    film: str
    file: str | None
    segment: str | None
    id: str
    kind: str
    start_ms: int
    end_ms: int
    text: str
    why: str
    score: float = 0.0


@dataclass(frozen=True)
class Found:
    """A page of moments.

    Attributes:
        moments: The page.
        total: How many were found.
        whole: False where the search was ended before it had seen everything.
    """

    moments: list[Moment]
    total: int
    whole: bool = True


def moment_of(row: dict[str, Any], why: str, score: float = 0.0) -> Moment:
    """The moment that a row of the table of moments stands for."""
    return Moment(
        film=row["film"],
        file=row["file"],
        segment=row["segment"],
        id=row["id"],
        kind=row["kind"],
        start_ms=row["start_ms"],
        end_ms=row["end_ms"],
        text=row["text"] or "",
        why=why,
        score=score,
    )


def page(rows: pa.Table, why: Sequence[str] | str, after: int, limit: int) -> Found:
    """A page of rows as moments; ``why`` is one for all or one a row of the page."""
    shown = rows.slice(after, limit).to_pylist()
    reasons = [why] * len(shown) if isinstance(why, str) else why
    found = [moment_of(row, reason) for row, reason in zip(shown, reasons, strict=True)]
    return Found(found, rows.num_rows)
