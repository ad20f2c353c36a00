"""The routes that find moments and make storyboards of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import anyio
import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, Query

from explorer.cut.bodies import (
    Channel,
    How,
    MomentBody,
    MomentsAsk,
    MomentsBody,
    StoryboardAsk,
    StoryboardBody,
    StoryStepBody,
)
from explorer.cut.credits import credits_of
from explorer.cut.looks import alike, with_looks
from explorer.cut.moment import Found, Moment
from explorer.cut.outline import Find, Outline, read_outline, storyboard
from explorer.cut.search import by_name, by_pattern, by_phrase, by_silence, by_words, texts
from explorer.cut.tokens import by_tokens
from explorer.sources import CallerScope, CurrentTables, EverySource
from explorer.tables import Tables
from graph_schema.errors import ReelgraphError
from graph_schema.scope import Scope

router = APIRouter(prefix="/api/v1", tags=["films"])

# A search reads all texts; a few at a time leave threads for everything else.
_SEARCHES = anyio.CapacityLimiter(2)
_BY_MEANING = 60
_BY_TEXT: dict[str, Callable[[pa.Table, str, int, int], Found]] = {
    "phrase": by_phrase,
    "pattern": by_pattern,
    "words": by_words,
    "tokens": by_tokens,
}


@router.post("/moments", summary="Find moments of films")
async def find_moments(ask: MomentsAsk, scope: CallerScope, tables: CurrentTables) -> MomentsBody:
    """Moments by what is said, shown, named, not said or looked like, a page at a time."""
    return await anyio.to_thread.run_sync(_found, ask, scope, tables, limiter=_SEARCHES)


@router.get("/moments", summary="Find moments of films by a phrase, a pattern or a name")
async def moments(
    scope: CallerScope,
    tables: CurrentTables,
    q: Annotated[str, Query(max_length=2000, examples=["workers of the world"])] = "",
    how: Annotated[How, Query(examples=["phrase"])] = "phrase",
    channels: Annotated[list[Channel] | None, Query(alias="channel")] = None,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MomentsBody:
    """The same as with POST, in all films."""
    ask = MomentsAsk(q=q, how=how, channels=channels or [], after=after, limit=limit)
    return await anyio.to_thread.run_sync(_found, ask, scope, tables, limiter=_SEARCHES)


@router.post("/storyboard", summary="Find shots for an outline")
async def make_storyboard(
    ask: StoryboardAsk, scope: CallerScope, tables: CurrentTables, sources: EverySource
) -> StoryboardBody:
    """A shot for each step of an outline, in its order, with why and with the next best.

    Steps end at line ends, full stops, semicolons and commas; years (1934, 1930s) hold for all.
    """
    find = _by_meaning(sources.find, scope)
    return await anyio.to_thread.run_sync(_made, ask, scope, tables, find, limiter=_SEARCHES)


def _found(ask: MomentsAsk, scope: Scope, tables: Tables) -> MomentsBody:
    found = _search(ask, scope, tables)
    more = ask.after + len(found.moments)
    return MomentsBody(
        moments=_bodies(found.moments, scope, tables),
        total=found.total,
        whole=found.whole,
        next=more if found.moments and more < found.total else None,
    )


def _search(ask: MomentsAsk, scope: Scope, tables: Tables) -> Found:
    table, place = tables.table("moments", scope), (ask.after, ask.limit)
    if ask.how == "silence":
        return by_silence(table, ask.films, ask.least_ms, ask.most_ms, *place)
    if ask.how == "looks":
        return alike(tables.table("looks", scope), ask.q, ask.films, *place)
    if ask.how in ("person", "name"):
        return by_name(table, ask.q, ask.films, ask.how == "person", *place)
    return _BY_TEXT[ask.how](texts(table, ask.channels, ask.films), ask.q, *place)


def _made(ask: StoryboardAsk, scope: Scope, tables: Tables, find: Find | None) -> StoryboardBody:
    outline = read_outline(ask.outline)
    films = _of_years(tables.table("credits", scope), ask.films, outline)
    rows = texts(tables.table("moments", scope), ask.channels, films)
    steps = storyboard(rows, outline.steps, find, ask.others)
    return StoryboardBody(
        steps=[
            StoryStepBody(
                text=step.text,
                chosen=next(iter(_bodies([step.chosen], scope, tables)), None)
                if step.chosen
                else None,
                others=_bodies(step.others, scope, tables),
            )
            for step in steps
        ],
        year_from=outline.year_from,
        year_to=outline.year_to,
    )


def _bodies(moments: list[Moment], scope: Scope, tables: Tables) -> list[MomentBody]:
    held = credits_of(tables.table("credits", scope), list({m.film for m in moments}))
    segments = [moment.segment for moment in moments if moment.segment]
    seen = with_looks(tables.table("looks", scope), segments)
    return [
        MomentBody.of(moment, held[moment.film], seen=moment.segment in seen)
        for moment in moments
        if moment.film in held
    ]


def _of_years(table: pa.Table, films: list[str] | None, outline: Outline) -> list[str] | None:
    """The films that may have been made in the outline's years; None means all."""
    if outline.year_from is None or outline.year_to is None:
        return films
    within = pc.and_(
        pc.less_equal(table["year_from"], outline.year_to),
        pc.greater_equal(table["year_to"], outline.year_from),
    )
    found: list[str] = table.filter(pc.fill_null(within, False))["film"].to_pylist()
    return found if films is None else sorted(set(found) & set(films))


def _by_meaning(
    find: Callable[[str, Scope, int], Iterable[tuple[str, float]]] | None, scope: Scope
) -> Find | None:
    if find is None:
        return None

    def near(text: str) -> Iterable[tuple[str, float]]:
        try:
            return find(text, scope, _BY_MEANING)
        except ReelgraphError:  # no index, no model: words alone choose
            return ()

    return near
