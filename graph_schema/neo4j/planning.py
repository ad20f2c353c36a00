"""Plans as Cypher: values are parameters only, and every node and relationship on every path is
cut to the scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_schema import plans
from graph_schema.neo4j.cypher.reads import SEEN
from graph_schema.neo4j.cypher.schema import quote
from graph_schema.neo4j.reading import scope_parameters
from graph_schema.plans import Extreme, Nodes, ShortestPath
from graph_schema.relations import Relation
from graph_schema.scope import Scope


@dataclass(frozen=True)
class Compiled:
    """A query and its parameters."""

    cypher: str
    parameters: dict[str, Any]


def compile_plan(plan: Nodes | ShortestPath, scope: Scope) -> Compiled:
    """The plan as one query that reads within the scope."""
    return _compiled(plan, scope_parameters(scope))


def shown_plan(plan: Nodes | ShortestPath) -> Compiled:
    """The same query for people to read, with no values but the plan's own.

    What a caller may see are parameters of the query too; their values name collections, and
    an answer may be passed on.
    """
    return _compiled(plan, {})


def _compiled(plan: Nodes | ShortestPath, given: dict[str, Any]) -> Compiled:
    compiler = _Compiler(given)
    text = compiler.path(plan) if isinstance(plan, ShortestPath) else compiler.nodes(plan)
    return Compiled(f"{SEEN.strip()}\n{text}", compiler.parameters)


def _whole(node: str) -> str:
    """The scope shows all that is said of the node; nodes of no Source are never shown."""
    return f"coalesce(size({node}._access) > 0 AND all(c IN {node}._access WHERE c IN seen), false)"


def _shown(edge: str) -> str:
    return f"coalesce(size({edge}._access) = 0 OR any(c IN {edge}._access WHERE c IN seen), false)"


def _told(edge: str, one: str, other: str) -> str:
    """Being the same as oneself tells nothing, and is not shown."""
    return f"NOT (type({edge}) = 'SAME_AS' AND {one} = {other})"


def _types(relations: Sequence[Relation]) -> str:
    return ":" + "|".join(quote(relation.value) for relation in relations)


def _arrow(edge: str, relations: Sequence[Relation], outgoing: bool) -> str:
    inner = f"[{edge}{_types(relations)}]"
    return f"-{inner}->" if outgoing else f"<-{inner}-"


def _valued(extreme: Extreme, kept: str) -> str:
    """Gives each node its number as ``value``, and carries ``kept`` along."""
    held = quote(extreme.property)
    number = "IS :: INTEGER NOT NULL | FLOAT NOT NULL"
    if not extreme.through:
        return f"WITH n, {kept}, n.{held} AS value WHERE value {number}\n"
    arrow = _arrow("e", [extreme.through], outgoing=True)
    return (
        f"MATCH (n){arrow}(m:Resource)\n"
        f"WHERE {_shown('e')} AND {_told('e', 'n', 'm')} AND {_whole('m')}"
        f" AND m.{held} {number}\n"
        f"WITH n, {kept}, max(m.{held}) AS value\n"
    )


@dataclass
class _Compiler:
    parameters: dict[str, Any]
    _names: int = field(default=0)

    def nodes(self, plan: Nodes) -> str:
        """Nodes that meet a condition, counted, ordered or grouped as asked."""
        start = (
            f"MATCH (n:Resource:{quote(plan.label)})\n"
            f"WHERE {_whole('n')}\n  AND {self.condition(plan.where, 'n')}\n"
        )
        if plan.group:
            return start + self._grouped(plan)
        if plan.spans:
            return start + self._spanned(plan.spans)
        if plan.extreme:
            return self._extreme(start, plan.extreme)
        if plan.count:
            return start + "RETURN count(n) AS count"
        return start + "RETURN n.id AS id ORDER BY id"

    def path(self, plan: ShortestPath) -> str:
        """The shortest path between two nodes."""
        start, end = self._value(plan.start), self._value(plan.end)
        return (
            f"MATCH (a:Resource {{id: {start}}}), (b:Resource {{id: {end}}})\nWHERE a <> b\n"
            f"MATCH p = allShortestPaths((a)-[*..{int(plan.most)}]-(b))\n"
            f"WHERE all(x IN nodes(p) WHERE {_whole('x')})\n"
            f"  AND all(r IN relationships(p) WHERE {_shown('r')})\n"
            "RETURN [x IN nodes(p) | x.id] AS path ORDER BY path LIMIT 1"
        )

    def condition(self, condition: Any, node: str) -> str:
        """A test of a node that is true or false and never null."""
        match condition:
            case plans.Ids():
                return f"{node}.id IN {self._value(list(condition.ids))}"
            case plans.Every():
                return self._joined(condition.conditions, node, " AND ", "true")
            case plans.Some():
                return self._joined(condition.conditions, node, " OR ", "false")
            case plans.Not():
                return f"NOT ({self.condition(condition.condition, node)})"
            case plans.Linked():
                return self._linked(condition, node)
            case plans.Within():
                return self._within(condition, node)
        return self._held(condition, f"{node}.{quote(condition.property)}")

    def _held(self, condition: Any, held: str) -> str:
        match condition:
            case plans.Known():
                return f"{held} IS NOT NULL"
            case plans.OneOf():
                return f"coalesce({held} IN {self._value(list(condition.values))}, false)"
            case plans.Compare():
                return f"coalesce({held} {condition.sign} {self._value(condition.number)}, false)"
            case plans.Says():
                return self._says(condition, held)
        raise TypeError(f"{condition!r} is no condition")

    def _joined(self, conditions: Sequence[Any], node: str, word: str, none: str) -> str:
        if not conditions:
            return none
        return "(" + word.join(self.condition(part, node) for part in conditions) + ")"

    def _says(self, condition: plans.Says, held: str) -> str:
        texts = self._value([text.lower() for text in condition.texts])
        said = f"toLower(toStringOrNull({held}))"
        test = (
            f"{said} IN {texts}"
            if condition.whole
            else f"any(t IN {texts} WHERE {said} CONTAINS t)"
        )
        return f"({held} IS :: STRING NOT NULL AND coalesce({test}, false))"

    def _linked(self, condition: plans.Linked, node: str) -> str:
        other, edge = self._name("m"), self._name("r")
        roles = ""
        if condition.roles:
            roles = f" AND coalesce({edge}.role IN {self._value(list(condition.roles))}, false)"
        return (
            f"EXISTS {{ MATCH ({node}){_arrow(edge, condition.relations, condition.outgoing)}"
            f"({other}:Resource) WHERE {_shown(edge)} AND {_told(edge, node, other)}{roles} "
            f"AND {_whole(other)} AND {self.condition(condition.where, other)} }}"
        )

    def _within(self, condition: plans.Within, node: str) -> str:
        other, path = self._name("m"), self._name("p")
        kind = _types([condition.relation])
        return (
            f"EXISTS {{ MATCH {path} = ({node})-[{kind}*0..{int(condition.most)}]->"
            f"({other}:Resource) WHERE all(x IN nodes({path}) WHERE {_whole('x')}) "
            f"AND all(r IN relationships({path}) WHERE {_shown('r')}) "
            f"AND {self.condition(condition.where, other)} }}"
        )

    def _grouped(self, plan: Nodes) -> str:
        # A MATCH for each step, so that a way back over the same relationship counts too.
        text, last = "", "n"
        for step in plan.group:
            other, edge = self._name("g"), self._name("r")
            arrow = _arrow(edge, step.relations, step.outgoing)
            text += (
                f"MATCH ({last}){arrow}({other}:Resource)\n"
                f"WHERE {_shown(edge)} AND {_told(edge, last, other)} AND {_whole(other)}"
                f"{self._stepped(step, other)}\n"
            )
            last = other
        return f"{text}RETURN {last}.id AS id, count(DISTINCT n) AS count ORDER BY count DESC, id"

    def _stepped(self, step: plans.Step, node: str) -> str:
        labels = f" AND any(l IN labels({node}) WHERE l IN {self._value(list(step.labels))})"
        where = f" AND {self.condition(step.where, node)}" if step.where is not None else ""
        return (labels if step.labels else "") + where

    def _spanned(self, spans: plans.Spans) -> str:
        first, last = f"n.{quote(spans.first)}", f"n.{quote(spans.last)}"
        size = self._value(int(spans.size))
        return (
            f"WITH {first} AS first, coalesce({last}, {first}) AS last\n"
            "WHERE first IS :: INTEGER NOT NULL AND last IS :: INTEGER NOT NULL\n"
            f"  AND first > 0 AND last > 0 AND first / {size} = last / {size}\n"
            f"RETURN first / {size} * {size} AS value, count(*) AS count ORDER BY value"
        )

    def _extreme(self, start: str, extreme: Extreme) -> str:
        """Finds where to cut, then all that are on this side of it, equals included."""
        way, end, sign = (" DESC", "min", ">=") if extreme.descending else ("", "max", "<=")
        skip, limit = self._value(extreme.place - 1), self._value(int(extreme.limit))
        return (
            f"{start}{_valued(extreme, 'seen')}"
            f"WITH seen, value ORDER BY value{way} SKIP {skip} LIMIT {limit}\n"
            f"WITH seen, {end}(value) AS cut\n"
            f"{start}{_valued(extreme, 'cut')}"
            f"WITH n, value, cut WHERE value {sign} cut\n"
            f"RETURN n.id AS id, value ORDER BY value{way}, id SKIP {skip}"
        )

    def _value(self, value: Any) -> str:
        name = self._name("value_")
        self.parameters[name] = value
        return f"${name}"

    def _name(self, start: str) -> str:
        self._names += 1
        return f"{start}{self._names}"
