"""An understood question as a plan of the graph, where the graph's own properties can say it.

The facts in memory answer; the plan is the same question as any store can run it. What is matched
by stems, which the graph does not have, stands in the plan as the films that the index finds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from graph_schema.plans import (
    Compare,
    Condition,
    Every,
    Extreme,
    Ids,
    Known,
    Linked,
    Nodes,
    Not,
    Says,
    Some,
    Spans,
    Step,
)
from graph_schema.relations import Relation
from rag_service.answering import filters
from rag_service.answering.query import GroupBy, Query
from rag_service.answering.tables import Mask
from rag_service.answering.view import View

_HEADINGS = {
    "genre": (Relation.HAS_GENRE,),
    "subject": (Relation.HAS_SUBJECT, Relation.DEPICTS),
    "place": (Relation.HAS_SUBJECT, Relation.DEPICTS),
}
_LABELS: dict[GroupBy, tuple[str, ...]] = {
    "genre": (),
    "subject": ("Concept", "Person", "CorporateBody", "Family", "PersonGroup",
                "HistoricalEvent", "Object", "Collection"),
    "place": ("Place",),
    "agent": (),
}  # fmt: skip
_COPY = (Relation.HAS_MANIFESTATION,)
# A condition on words that more films meet than this would make a plan of nothing but them.
_MOST_FOUND = 1_000


def plan_of(query: Query, view: View) -> Nodes | None:
    """The plan of a list, a count, an extreme or counts by something, or None where there is none.

    The works are those of the conditions as asked: what a list shows when no work meets them
    all is the answerer's own search. Conditions on words alone are a search of the index, and
    would make a plan of nothing but its films.
    """
    asked = query.kind in ("list", "count") or (query.order and not query.works)
    if not asked or query.hop or query.each or query.missing:
        return None
    found = [_condition(condition, view) for condition in query.filters]
    conditions = tuple(part for part in found if part is not None)
    if len(conditions) < len(found):
        return None
    if query.group:
        return _counted_by(query, query.group, Every(conditions), view)
    if not conditions:
        return None
    if not query.order and all(isinstance(f, filters.Words) for f in query.filters):
        return None
    counts = query.kind == "count" and query.order is None
    return Nodes("Work", Every(conditions), count=counts, extreme=_extreme(query))


def works_plan(plan: Nodes) -> Nodes:
    """The plan that lists what a plan counts."""
    return replace(plan, count=False)


def _counted_by(query: Query, group: GroupBy, where: Condition, view: View) -> Nodes | None:
    """The plan that counts works by decade, year, heading or maker."""
    if group in ("decade", "year"):
        size = 10 if group == "decade" else 1
        return Nodes("Work", where, spans=Spans("year_from", "year_to", size))
    labels = query.group_labels or _LABELS[group]
    if group != "agent":
        return Nodes("Work", where, group=(Step(_HEADINGS[group], labels=labels),))
    # Who is credited without words of a record is one step away, others are two.
    if view.links.unstated(query.mask(view), query.group_roles):
        return None
    roles = Says("role", query.group_roles, whole=True) if query.group_roles else None
    activity = Step((Relation.HAS_ACTIVITY,), where=roles)
    return Nodes("Work", where, group=(activity, Step((Relation.HAS_AGENT,), labels=labels)))


def _extreme(query: Query) -> Extreme | None:
    order = query.order
    if order is None:
        return None
    if order.measure == "length":
        held, through = "duration_s", Relation.HAS_MANIFESTATION
        return Extreme(held, order.descending, order.limit, through, order.place)
    held = "year_to" if order.descending else "year_from"
    return Extreme(held, order.descending, order.limit, place=order.place)


def _condition(condition: filters.Filter, view: View) -> Condition | None:
    made = _met(condition, view)
    return Not(made) if made is not None and condition.negated else made


def _met(condition: filters.Filter, view: View) -> Condition | None:
    match condition:
        case filters.Linked():
            return _linked(condition, view)
        case filters.Years():
            return _years(condition)
        case filters.Copies():
            return Linked(_COPY, Says(condition.column, condition.values, whole=True))
        case filters.Length():
            return _length(condition)
        case filters.Works():
            return Ids(tuple(view.id(work) for work in condition.works))
        case filters.Words():
            return _found(condition.mask(view), view)
        case filters.AnyOf():
            options = [_met(option, view) for option in condition.options]
            told = tuple(option for option in options if option is not None)
            return Some(told) if len(told) == len(options) else None
    return None


def _linked(condition: filters.Linked, view: View) -> Condition | None:
    entities = Ids(tuple(_ids(condition.entities, view)))
    if condition.kind == "agent":
        agent = Linked((Relation.HAS_AGENT,), entities)
        role = Says("role", condition.roles, whole=True)
        activity = Every((agent, role)) if condition.roles else agent
        stated = Linked((Relation.HAS_ACTIVITY,), activity)
        credited = Linked(
            (Relation.CONTRIBUTED_TO,), entities, outgoing=False, roles=condition.roles
        )
        return Some((stated, credited))
    relations = _HEADINGS[condition.kind]
    said = view.linked(condition.entities, filters.RELATIONS[condition.kind])
    # A film without a record may meet a heading by its words.
    spoken = condition.mask(view) & ~said
    if not spoken.any():
        return Linked(relations, entities)
    found = _found(spoken, view)
    return Some((Linked(relations, entities), found)) if found else None


def _found(mask: Mask, view: View) -> Ids | None:
    works = np.flatnonzero(mask).tolist()
    return Ids(tuple(view.id(work) for work in works)) if len(works) <= _MOST_FOUND else None


def _ids(entities: Iterable[int], view: View) -> list[str]:
    held = view.tables["entities"].column("id")
    return [str(held[entity].as_py()) for entity in entities]


def _years(condition: filters.Years) -> Condition:
    parts: list[Condition] = [Compare("year_from", ">", 0)]
    if condition.first is not None:
        parts.append(Compare("year_from", ">=", condition.first))
    if condition.last is not None:
        ends = Compare("year_to", "<=", condition.last)
        open_ = Every((Not(Known("year_to")), Compare("year_from", "<=", condition.last)))
        parts.append(Some((ends, open_)))
    return Every(tuple(parts))


def _length(condition: filters.Length) -> Condition:
    parts: list[Condition] = [Linked(_COPY, Compare("duration_s", ">", 0))]
    if condition.least_s is not None:
        least = Compare("duration_s", ">" if condition.strict else ">=", condition.least_s)
        parts.append(Linked(_COPY, least))
    if condition.most_s is not None:
        # The longest copy counts, so none may be longer.
        longer = Compare("duration_s", ">=" if condition.strict else ">", condition.most_s)
        parts.append(Not(Linked(_COPY, longer)))
    return Every(tuple(parts))
