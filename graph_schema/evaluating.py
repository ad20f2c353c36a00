"""Plans on a graph in memory: short and slow, the reference that compiled Cypher is held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import ge, gt, le, lt
from typing import Any

from graph_schema import plans
from graph_schema.plans import Extreme, Nodes, ShortestPath
from graph_schema.values import Value

_SIGNS = {"<": lt, "<=": le, ">": gt, ">=": ge}


@dataclass(frozen=True)
class Joined:
    """A relationship, as seen from one of its ends."""

    type: str
    outgoing: bool
    other: str
    properties: Mapping[str, Value]


@dataclass
class SeenGraph:
    """What a Scope shows: whole nodes, and the shown relationships between them."""

    labels: dict[str, str] = field(default_factory=dict)
    properties: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    joined: dict[str, list[Joined]] = field(default_factory=lambda: defaultdict(list))

    def add_edge(self, kind: str, start: str, end: str, properties: Mapping[str, Value]) -> None:
        """Add a relationship; one with a hidden end is left out."""
        if start in self.labels and end in self.labels:
            self.joined[start].append(Joined(kind, True, end, properties))
            self.joined[end].append(Joined(kind, False, start, properties))

    def others(
        self, node: str, relations: Iterable[str], outgoing: bool, roles: Iterable[str] = ()
    ) -> Iterator[str]:
        """The nodes at the other end of relationships of these types."""
        kinds, wanted = set(relations), set(roles)
        for edge in self.joined.get(node, ()):
            fits = not wanted or edge.properties.get("role") in wanted
            if edge.type in kinds and edge.outgoing == outgoing and fits:
                yield edge.other


def evaluate(plan: Nodes | ShortestPath, graph: SeenGraph) -> list[dict[str, Any]]:
    """The rows of a plan."""
    if isinstance(plan, ShortestPath):
        return _shortest(plan, graph)
    found = sorted(
        node
        for node, label in graph.labels.items()
        if label == plan.label and meets(plan.where, node, graph)
    )
    if plan.group:
        return _grouped(plan, found, graph)
    if plan.spans:
        return _spanned(plan.spans, found, graph)
    if plan.extreme:
        return _extreme(plan.extreme, found, graph)
    return [{"count": len(found)}] if plan.count else [{"id": node} for node in found]


def meets(condition: Any, node: str, graph: SeenGraph) -> bool:
    """Whether a node meets a condition."""
    match condition:
        case plans.Ids():
            return node in condition.ids
        case plans.Every():
            return all(meets(part, node, graph) for part in condition.conditions)
        case plans.Some():
            return any(meets(part, node, graph) for part in condition.conditions)
        case plans.Not():
            return not meets(condition.condition, node, graph)
        case plans.Linked():
            others = graph.others(node, condition.relations, condition.outgoing, condition.roles)
            return any(meets(condition.where, other, graph) for other in others)
        case plans.Within():
            return any(meets(condition.where, n, graph) for n in _upward(condition, node, graph))
    return _holds(condition, graph.properties[node].get(condition.property))


def _holds(condition: Any, value: Any) -> bool:
    match condition:
        case plans.Known():
            return value is not None
        case plans.OneOf():
            return any(_equal(value, wanted) for wanted in condition.values)
        case plans.Compare():
            return _is_number(value) and bool(_SIGNS[condition.sign](value, condition.number))
        case plans.Says():
            said = value.lower() if isinstance(value, str) else None
            texts = [text.lower() for text in condition.texts]
            return said is not None and (
                said in texts if condition.whole else any(text in said for text in texts)
            )
    raise TypeError(f"{condition!r} is no condition")


def _equal(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _upward(condition: plans.Within, node: str, graph: SeenGraph) -> set[str]:
    reached = edge = {node}
    for _ in range(condition.most):
        edge = {o for n in edge for o in graph.others(n, [condition.relation], True)} - reached
        reached = reached | edge
    return reached


def _grouped(plan: Nodes, found: list[str], graph: SeenGraph) -> list[dict[str, Any]]:
    counts: dict[str, int] = defaultdict(int)
    for node in found:
        ends = {node}
        for step in plan.group:
            ends = {o for n in ends for o in _stepped(step, n, graph)}
        for end in ends:
            counts[end] += 1
    ordered = sorted(counts.items(), key=lambda held: (-held[1], held[0]))
    return [{"id": end, "count": count} for end, count in ordered]


def _stepped(step: plans.Step, node: str, graph: SeenGraph) -> Iterator[str]:
    for other in graph.others(node, step.relations, step.outgoing):
        fits = not step.labels or graph.labels[other] in step.labels
        if fits and (step.where is None or meets(step.where, other, graph)):
            yield other


def _spanned(spans: plans.Spans, found: list[str], graph: SeenGraph) -> list[dict[str, Any]]:
    counts: dict[int, int] = defaultdict(int)
    for node in found:
        held = graph.properties[node]
        first, last = held.get(spans.first), held.get(spans.last)
        last = first if last is None else last
        if all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in (first, last)):
            starts = {int(n) // spans.size * spans.size for n in (first, last)}  # type: ignore[arg-type]
            if len(starts) == 1:
                counts[starts.pop()] += 1
    return [{"value": start, "count": counts[start]} for start in sorted(counts)]


def _extreme(extreme: Extreme, found: list[str], graph: SeenGraph) -> list[dict[str, Any]]:
    sign = -1 if extreme.descending else 1
    valued = [(node, value) for node in found if (value := _measured(extreme, node, graph))]
    valued = [(n, v[0]) for n, v in valued]
    valued.sort(key=lambda held: (sign * held[1], held[0]))
    kept = valued[extreme.place - 1 :]
    if kept:
        last = sign * kept[: extreme.limit][-1][1]
        kept = [held for held in kept if sign * held[1] <= last]
    return [{"id": node, "value": value} for node, value in kept]


def _measured(extreme: Extreme, node: str, graph: SeenGraph) -> list[Any]:
    """The number of a node, or none."""
    holders = graph.others(node, [extreme.through], True) if extreme.through else [node]
    numbers: list[Any] = [graph.properties[holder].get(extreme.property) for holder in holders]
    return sorted((n for n in numbers if _is_number(n)), reverse=True)[:1]


def _shortest(plan: ShortestPath, graph: SeenGraph) -> list[dict[str, Any]]:
    ends_hidden = plan.start not in graph.labels or plan.end not in graph.labels
    if ends_hidden or plan.start == plan.end:
        return []
    paths, reached = [[plan.start]], {plan.start}
    for _ in range(plan.most):
        paths = [[*p, edge.other] for p in paths for edge in graph.joined.get(p[-1], ())]
        paths = [p for p in paths if p[-1] not in reached]
        done = sorted(p for p in paths if p[-1] == plan.end)
        if done:
            return [{"path": done[0]}]
        best: dict[str, list[str]] = {}
        for path in sorted(paths):
            best.setdefault(path[-1], path)
        paths, reached = list(best.values()), reached | best.keys()
    return []
