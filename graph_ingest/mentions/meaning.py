"""Which of the entities that have a name a text means."""

from __future__ import annotations

from dataclasses import dataclass

from graph_ingest.mentions.gazetteer import Entry

_CAREER_YEARS = 40


@dataclass(frozen=True)
class Context:
    """The record that a text stands in: what is near it is likelier to be meant."""

    work: str = ""
    partner: str = ""
    years: tuple[int, ...] = ()
    places: frozenset[str] = frozenset()


def meant(entries: list[Entry], context: Context) -> tuple[Entry, str] | None:
    """The one entity that a name means here, and why; None where several fit."""
    at_home = [e for e in entries if context.work in e.works or e.id in context.places]
    if at_home:
        return min(at_home, key=lambda e: e.id), "the record itself names it"
    near = [e for e in entries if e.partner == context.partner] or entries
    if len(near) == 1:
        return near[0], "nothing else has this name"
    if not near or near[0].kind == "Place":
        return None
    nearest = min(near, key=lambda e: (_apart(e.years, context.years), e.id))
    if nearest.kind == "Person" and not _one_life(near, nearest, context):
        return None
    return nearest, "of those with this name, the nearest in years"


def _one_life(entries: list[Entry], nearest: Entry, context: Context) -> bool:
    # One name over a long time is likely several people: then only a near year will do.
    years = [year for entry in entries for year in entry.years]
    long = not years or max(years) - min(years) > _CAREER_YEARS
    return _apart(nearest.years, context.years) <= _CAREER_YEARS // (4 if long else 1)


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return min((abs(x - y) for x in one for y in other), default=_CAREER_YEARS)
