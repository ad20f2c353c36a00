"""A storyboard from an outline: real shots in its order, each with why, and what else would do.

No language model takes part. An outline is cut into steps at its line ends, full stops, semicolons
and commas; each step is searched for on its own, by words and, where the service can, by meaning.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from explorer.cut.moment import Moment, moment_of
from explorer.cut.search import ranked
from explorer.cut.words import telling

MOST_STEPS = 40
_STEPS = re.compile(r"[\n.;,:]+|\bthen\b|\band then\b|\bending (?:at|with|in|on)\b", re.IGNORECASE)
_DECADE = re.compile(r"\b(1[89]\d0|20\d0)(?:['’]?s)\b")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_CONSTANT = 10  # of reciprocal rank fusion
_CANDIDATES = 60
_SHORTEST_MS = 500
# A long stretch tells little of what is seen at one moment of it.
_SHOT_MS = 60_000

Find = Callable[[str], Iterable[tuple[str, float]]]
"""Identifiers of texts by meaning, best first, with a score."""


@dataclass(frozen=True)
class Step:
    """A step of an outline: what it asks for, the moment chosen, and others, best first."""

    text: str
    chosen: Moment | None
    others: list[Moment]


@dataclass(frozen=True)
class Outline:
    """An outline read: its steps, and the years that it is set in, where it says so."""

    steps: list[str]
    year_from: int | None = None
    year_to: int | None = None


def read_outline(text: str) -> Outline:
    """Cut an outline into steps; years in it, as 1934 or 1930s, hold for all of it."""
    decades = [int(decade) for decade in _DECADE.findall(text)]
    rest = _DECADE.sub(" ", text)
    years = [int(year) for year in _YEAR.findall(rest)]
    rest = _YEAR.sub(" ", rest)
    steps = [" ".join(step.split()) for step in _STEPS.split(rest)]
    told = [step for step in steps if telling(step)][:MOST_STEPS]
    first, last = [*decades, *years], [*(d + 9 for d in decades), *years]
    return Outline(told, min(first, default=None), max(last, default=None))


def storyboard(
    rows: pa.Table, steps: Sequence[str], find: Find | None = None, others: int = 5
) -> list[Step]:
    """A moment for each step, each shot used once; ``others`` are the next best.

    Args:
        rows: Texts to choose from, of the table of moments.
        find: Finds texts by meaning; None chooses by words alone.
    """
    places: dict[str, int] = {}
    if find is not None:
        places = {node: row for row, node in enumerate(rows["id"].to_pylist())}
    used: set[tuple[object, ...]] = set()
    told = []
    for step in steps:
        found = [m for m in _candidates(rows, step, find, places) if _shot(m) not in used]
        chosen = found[0] if found else None
        if chosen is not None:
            used.add(_shot(chosen))
        told.append(Step(step, chosen, found[1 : others + 1]))
    return told


def _candidates(
    rows: pa.Table, step: str, find: Find | None, places: dict[str, int]
) -> list[Moment]:
    """Moments for a step, best first, each shot once."""
    scores: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}
    held: dict[str, Moment] = {}
    hits, worth, matched = ranked(rows, step)
    order = np.argsort(-worth, kind="stable")[:_CANDIDATES]
    for place, (row, i) in enumerate(
        zip(hits.take(pa.array(order)).to_pylist(), order, strict=True)
    ):
        held[row["id"]] = moment_of(row, "")
        scores[row["id"]] = float(worth[i]) / (_CONSTANT + place)
        reasons[row["id"]] = [f"has {', '.join(matched[i])}"]
    for place, (node, nearness) in enumerate(find(step) if find else ()):
        if node not in places or nearness <= 0:
            continue
        if node not in held:
            held[node] = moment_of(rows.slice(places[node], 1).to_pylist()[0], "")
        scores[node] = scores.get(node, 0.0) + 1 / (_CONSTANT + place)
        reasons.setdefault(node, []).append("near in meaning")
    found = [
        replace(m, why=f"{m.kind}: {' and '.join(reasons[node])}", score=_fit(m, scores[node]))
        for node, m in held.items()
        if m.end_ms - m.start_ms >= _SHORTEST_MS
    ]
    found.sort(key=lambda m: (-m.score, m.film, m.start_ms))
    once: dict[tuple[object, ...], Moment] = {}
    for moment in found:
        once.setdefault(_shot(moment), moment)
    return list(once.values())


def _fit(moment: Moment, score: float) -> float:
    return score * math.sqrt(min(1.0, _SHOT_MS / max(1, moment.end_ms - moment.start_ms)))


def _shot(moment: Moment) -> tuple[object, ...]:
    return (moment.film, moment.file, moment.start_ms // 1000)
