"""Carrying out a question that was understood: which works, how many, in what order.

Lists, counts and extremes are exact: they come from the graph's facts alone. A list that
would be empty because of a common word is asked again without it, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from graph_schema.scope import Scope
from rag_service.answering.absence import absent, is_description, is_loose
from rag_service.answering.bridges import bridges, in_relation
from rag_service.answering.filters import AnyOf, Filter, Linked, Words, Works, is_name
from rag_service.answering.fit import fit, ranked
from rag_service.answering.query import GroupBy, Hop, Missing, Order, Query
from rag_service.answering.retriever import Retriever
from rag_service.answering.strands import Strand, strands_of
from rag_service.answering.tables import Mask
from rag_service.answering.view import View
from rag_service.answering.wordindex import ANYWHERE
from rag_service.answering.words import stems

Scored = tuple[int, float]

_LOOKUP = 10
_OVERVIEW = 60
_SEVERAL = 2
_CLOSE = 0.6
_RELATIONS: dict[GroupBy, tuple[str, ...]] = {
    "agent": ("role",),
    "place": ("subject", "depicted"),
    "subject": ("subject", "depicted"),
    "genre": ("genre",),
    "decade": (),
    "year": (),
}


@dataclass(frozen=True)
class Group:
    """What works are counted by: an entity (its row), or a year or decade (-1)."""

    name: str
    entity: int
    works: int


@dataclass(frozen=True)
class Outcome:
    """What a question comes to.

    Attributes:
        works: With a score in 0..1, best first.
        total: How many works meet the conditions; more than are listed in a lookup.
        groups: Counts, greatest first unless the order is in time.
        dropped: Words that were left out because nothing has them all.
        near: True where no work meets all conditions, and the works are the nearest to it.
        missing: Why nothing is answered; works are then what comes nearest.
        through: The films that the question went through.
        bridge: The condition that what is shared with them amounts to.
        asked: What was asked of the facts once that was known; None where nothing was to be.
        seconds: Running time of the works together.
        strands: What the works have in common, for an overview.
    """

    works: list[Scored] = field(default_factory=list)
    total: int = 0
    groups: list[Group] = field(default_factory=list)
    dropped: tuple[str, ...] = ()
    near: bool = False
    missing: tuple[Missing, ...] = ()
    through: tuple[int, ...] = ()
    bridge: Filter | None = None
    asked: Query | None = None
    seconds: float = 0.0
    strands: tuple[Strand, ...] = ()


def carry_out(query: Query, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    """Find what a question asks for, within a scope."""
    gone = absent(query, view)
    if gone:
        return _nothing(query, gone, view, retriever, scope)
    if query.hop:
        return _through(query, query.hop, view, retriever, scope)
    return _straight(query, view, retriever, scope)


def _nothing(
    query: Query, gone: tuple[Missing, ...], view: View, retriever: Retriever, scope: Scope
) -> Outcome:
    """No answer; to a question that describes films, what comes nearest."""
    exact = query.kind not in ("lookup", "list") or query.order or query.group or query.properties
    if exact or query.hop or any(m.kind in ("record", "title") for m in gone):
        return Outcome(missing=gone)
    found = ranked(query, view, fit(query, view), retriever, scope)
    return Outcome(found[:_LOOKUP], near=True, missing=gone)


def _straight(query: Query, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    if query.works and query.kind == "lookup":
        shown = view.only(query.works)
        return Outcome([(w, 1.0) for w in query.works if shown[w]], len(query.works))
    if query.group:
        return _grouped(query, query.group, view)
    if query.order:
        return _extreme(query, query.order, view)
    if query.kind == "count":
        return _counted(query.mask(view), view)
    if query.kind == "list":
        return _listed(query, view, retriever, scope)
    if query.kind == "overview":
        return _overview(query, view, retriever, scope)
    return _looked_up(query, view, retriever, scope)


def _counted(mask: Mask, view: View) -> Outcome:
    works = _in_time(np.flatnonzero(mask).tolist(), view)
    seconds = float(view.duration_s[mask].sum())
    return Outcome([(w, 1.0) for w in works], len(works), seconds=seconds)


def _listed(query: Query, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    if is_description(query) and not query.mask(view).any():
        return replace(_looked_up(query, view, retriever, scope), near=True)
    mask, dropped = relaxed(query, view)
    if mask.any():
        return replace(_counted(mask, view), dropped=dropped)
    if len(query.filters) > 1 and not any(is_loose(f) for f in query.filters):
        # Facts that no film has together: that is the answer.
        return Outcome()
    return _nearest(query, view, retriever, scope)


def _nearest(query: Query, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    """Where no work meets a list's conditions: those that meet its facts and most of the rest."""
    fitting = fit(query, view)
    close = fitting.content >= _CLOSE
    close &= replace(query, filters=tuple(f for f in query.filters if _is_firm(f))).mask(view)
    if not fitting.asked or not close.any():
        return Outcome()
    found = ranked(query, view, fitting, retriever, scope)
    return Outcome([(w, s) for w, s in found if close[w]][:_LOOKUP], near=True)


def relaxed(query: Query, view: View) -> tuple[Mask, tuple[str, ...]]:
    """Works that meet the conditions; where none does, without the commonest loose words.

    Names, phrases and the rarest word always stay; a word that is commoner than a name may go.
    """
    mask = query.mask(view)
    dropped: list[str] = []
    loose = [f for f in query.filters if isinstance(f, Words) and is_loose(f)]
    loose.sort(key=lambda f: -int(f.mask(view).sum()))
    held = [
        int(f.mask(view).sum()) for f in query.filters if isinstance(f, Words) and f not in loose
    ]
    rarest = int(loose[-1].mask(view).sum()) if loose else 0
    while not mask.any() and len(loose) > (0 if held and min(held) <= rarest else 1):
        dropped.append(loose.pop(0).words)
        kept = [f for f in query.filters if f in loose or not is_loose(f)]
        mask = replace(query, filters=tuple(kept)).mask(view)
    return mask, tuple(dropped) if mask.any() else ()


def _is_firm(condition: Filter) -> bool:
    """Facts and names; how a subject or a genre is put into words is not."""
    if isinstance(condition, Linked | Words | AnyOf):
        return is_name(condition) or condition.negated
    return True


def _extreme(query: Query, order: Order, view: View) -> Outcome:
    mask, dropped = relaxed(query, view)
    values = view.duration_s if order.measure == "length" else _years(order, view)
    works = np.flatnonzero(mask & (values > 0))
    if not len(works):
        return Outcome(total=int(mask.sum()), dropped=dropped)
    signed = -values[works] if order.descending else values[works]
    ranking = works[np.argsort(signed, kind="stable")][order.place - 1 :]
    if not len(ranking):
        return Outcome(total=int(mask.sum()), dropped=dropped)
    # Works that are equal to the last one taken are taken too.
    last = values[ranking[min(order.limit, len(ranking)) - 1]]
    taken = [int(w) for n, w in enumerate(ranking) if n < order.limit or values[w] == last]
    return Outcome([(w, 1.0) for w in taken], int(mask.sum()), dropped=dropped)


def _years(order: Order, view: View) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return view.year_to if order.descending else view.year_from


def _looked_up(query: Query, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    fitting = fit(query, view)
    mask = query.mask(view)
    strict = int(mask.sum()) if query.filters else 0
    if not fitting.asked and not query.filters and not query.topic:
        return Outcome(missing=(Missing(query.question, "word"),))
    found = ranked(query, view, fitting, retriever, scope)
    if strict and not any(is_loose(f) for f in query.filters):
        # Facts and names alone: what meets them is the answer, and nothing else.
        met = [(work, score) for work, score in found if mask[work]]
        return Outcome(met[: 2 * _LOOKUP], strict)
    return Outcome(found[: max(_LOOKUP, min(strict, 2 * _LOOKUP))], strict)


def _overview(query: Query, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    mask, dropped = relaxed(query, view)
    if not mask.any():
        return Outcome(missing=query.missing or (Missing(query.question, "word"),))
    best = _relevant(query, mask, view, retriever, scope)
    strands = strands_of(query, mask, best, view)
    quoted = [int(view.themes.work_of[n]) for s in strands for n in s.sentences[:1]]
    order = (*quoted, *best, *_in_time(np.flatnonzero(mask).tolist(), view))
    counted = _counted(mask, view)
    works = [(work, 1.0) for work in dict.fromkeys(order)]
    return replace(counted, works=works, dropped=dropped, strands=tuple(strands))


def _relevant(
    query: Query, mask: Mask, view: View, retriever: Retriever, scope: Scope
) -> list[int]:
    """The works that speak of the topic most, best first; facts alone need none."""
    if not any(is_loose(f) for f in query.filters):
        return []
    within = frozenset(view.id(w) for w in np.flatnonzero(mask).tolist())
    found = retriever.search(query.question, scope, _OVERVIEW, within).evidence
    return list(dict.fromkeys(view.by_id[p.owner] for p in found if p.owner in view.by_id))


def _grouped(query: Query, group: GroupBy, view: View) -> Outcome:
    mask, dropped = relaxed(query, view) if query.kind == "list" else (query.mask(view), ())
    groups = (
        _by_years(group, mask, view)
        if group in ("decade", "year")
        else _by_entity(query, group, mask, view)
    )
    if query.distinct:
        return Outcome(_scored(mask, view), len(groups), groups)
    if query.each:
        return _meeting_each(query, mask, groups, view)
    if not query.top or not groups:
        return Outcome(_scored(mask, view), int(mask.sum()), groups, dropped)
    groups.sort(key=lambda g: (g.works if query.fewest else -g.works, g.name))
    winners = [g for g in groups if g.works == groups[0].works]
    works = mask & _of_groups(query, group, winners, view)
    return Outcome(_scored(works, view), groups[0].works, groups)


def _meeting_each(query: Query, mask: Mask, groups: list[Group], view: View) -> Outcome:
    """Agents who have, for each condition, a work that meets it; and these works."""
    met = [condition.mask(view) & mask for condition in query.each]
    either = np.logical_or.reduce(met)
    kept = [
        group
        for group in groups
        if all((view.linked([group.entity], ("role",), query.group_roles) & m).any() for m in met)
    ]
    works = view.linked([g.entity for g in kept], ("role",), query.group_roles) & either
    return Outcome(_scored(works, view), len(kept), kept)


def _of_groups(query: Query, group: GroupBy, groups: Sequence[Group], view: View) -> Mask:
    if group in ("decade", "year"):
        size = 10 if group == "decade" else 1
        starts = [int(g.name.rstrip("s")) for g in groups]
        return np.isin(view.year_from // size * size, starts) & view.seen
    entities = [g.entity for g in groups]
    return view.linked(entities, _RELATIONS[group], query.group_roles)


def _by_years(group: GroupBy, mask: Mask, view: View) -> list[Group]:
    size = 10 if group == "decade" else 1
    dated = mask & (view.year_from > 0)
    same = view.year_from // size == view.year_to // size
    starts, counts = np.unique(view.year_from[dated & same] // size * size, return_counts=True)
    suffix = "s" if group == "decade" else ""
    pairs = zip(starts.tolist(), counts.tolist(), strict=True)
    return [Group(f"{start}{suffix}", -1, count) for start, count in pairs]


def _by_entity(query: Query, group: GroupBy, mask: Mask, view: View) -> list[Group]:
    counts = view.links.counts(mask, _RELATIONS[group], query.group_roles)
    labels = set(query.group_labels) or ({"Place"} if group == "place" else set())
    groups = [
        Group(view.name(entity), entity, int(counts[entity]))
        for entity in np.flatnonzero(counts).tolist()
        if (not labels or view.entity_labels[entity] in labels)
        and (group != "subject" or view.entity_labels[entity] != "Place")
    ]
    return sorted(groups, key=lambda g: (-g.works, g.name))


def _through(query: Query, hop: Hop, view: View, retriever: Retriever, scope: Scope) -> Outcome:
    films = _fitting(query, hop, view) or _described(query, hop, view, retriever, scope)
    if not films:
        return Outcome(missing=(Missing(hop.words, "title"),))
    found = _others(query, hop, films, view, retriever, scope)
    bare = tuple(f for f in query.filters if f.negated or not isinstance(f, Words))
    if found.works or len(bare) == len(query.filters):
        return found
    # The words may tell of the film that the question goes through.
    widened = _others(replace(query, filters=bare), hop, films, view, retriever, scope)
    dropped = tuple(f.words for f in query.filters if f not in bare)
    return replace(widened, dropped=dropped) if widened.works else found


def _others(
    query: Query,
    hop: Hop,
    films: tuple[int, ...],
    view: View,
    retriever: Retriever,
    scope: Scope,
) -> Outcome:
    """Films that share with these what the question says, and meet its conditions."""
    filters = [*query.filters, *in_relation(hop, films, view)]
    if hop.exclude:
        filters.append(Works(hop.words, films, negated=True))
    rest = replace(query, filters=tuple(filters), hop=None, properties=())
    if hop.via == "other":
        return replace(_straight(rest, view, retriever, scope), through=films, asked=rest)
    found = Outcome(missing=(Missing(f"{hop.via} of {hop.words}", "name"),), through=films)
    for bridge in bridges(hop, films, view):
        shared = replace(rest, filters=(*rest.filters, bridge))
        if found.missing or shared.mask(view).any():
            found = _straight(shared, view, retriever, scope)
            found = replace(found, through=films, bridge=bridge, asked=shared)
        if shared.mask(view).any():
            break
    return found


def _fitting(query: Query, hop: Hop, view: View) -> tuple[int, ...]:
    """Of several films with one title, those that have most of the question's other words."""
    if len(hop.works) < _SEVERAL:
        return hop.works
    held = [view.words.works(stem, ANYWHERE) for stem in {*query.topic} - {*stems(hop.words)}]
    scores = [sum(film in works for works in held) for film in hop.works]
    pairs = zip(hop.works, scores, strict=True)
    return tuple(film for film, score in pairs if score == max(scores))


def _described(
    query: Query, hop: Hop, view: View, retriever: Retriever, scope: Scope
) -> tuple[int, ...]:
    from rag_service.answering.understand import understand

    described = replace(understand(hop.words, view), kind="lookup")
    found = _looked_up(described, view, retriever, scope).works
    if hop.named:
        makers_named = [f for f in query.filters if isinstance(f, Linked) and f.kind == "agent"]
        theirs = replace(query, filters=tuple(makers_named)).mask(view)
        found = [(w, s) for w, s in found if theirs[w]]
    return tuple(work for work, _ in found[:1])


def _scored(mask: Mask, view: View) -> list[Scored]:
    return [(work, 1.0) for work in _in_time(np.flatnonzero(mask).tolist(), view)]


def _in_time(works: list[int], view: View) -> list[int]:
    """Oldest first, those without a date last."""
    years = view.year_from
    return sorted(works, key=lambda work: (int(years[work]) or 10_000, work))
