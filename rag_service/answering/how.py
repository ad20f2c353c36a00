"""How an answer was found, for people to see: in words, and as a query of the graph.

Lists, counts and extremes are worked out on the facts in memory; the same question as a typed
plan is shown as the query that a store runs for it. A query that a language model wrote is shown
as it ran. Values are shown as parameters, and those of the caller's own permissions never are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from graph_schema.plans import Nodes, plan_as_json
from rag_service.answering.absence import is_loose
from rag_service.answering.filters import Words
from rag_service.answering.hostile import plain
from rag_service.answering.outcome import Outcome
from rag_service.answering.planned import plan_of
from rag_service.answering.query import Query
from rag_service.answering.view import View

By = Literal["plan", "model", "steps"]


@dataclass(frozen=True)
class How:
    """How an answer was found.

    Attributes:
        by: A typed plan; a query that a language model wrote; or steps that one took it apart in.
        steps: In words, in their order.
        cypher: The query; empty where there is none.
        parameters: Its values.
        plan: The typed plan.
    """

    by: By
    steps: tuple[str, ...]
    cypher: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    plan: Nodes | None = None

    def as_json(self) -> dict[str, Any]:
        """What an answer shows of it."""
        told: dict[str, Any] = {"by": self.by, "steps": list(self.steps)}
        if self.cypher:
            told |= {"cypher": self.cypher, "parameters": dict(self.parameters)}
        if self.plan:
            told["plan"] = plan_as_json(self.plan)
        return told


def how_planned(query: Query, outcome: Outcome, view: View) -> How | None:
    """The plan that gives an outcome's films; None where no plan tells just these."""
    asked = _carried_out(query, outcome)
    plan = plan_of(asked, view) if asked else None
    if asked is None or plan is None:
        return None
    # Here, because the driver that comes with it takes long to load.
    from graph_schema.neo4j.planning import shown_plan

    made = shown_plan(plan)
    return How("plan", tuple(_in_words(asked, view)), made.cypher, made.parameters, plan)


def _carried_out(query: Query, outcome: Outcome) -> Query | None:
    """What was asked of the facts in the end; None where no condition decided alone."""
    if outcome.near or outcome.missing or outcome.strands:
        return None
    asked = outcome.asked or query
    kept = (f for f in asked.filters if not (is_loose(f) and f.words in outcome.dropped))
    return replace(asked, filters=tuple(kept))


def how_asked(shown: Mapping[str, Any]) -> How:
    """What a language model did to find an answer."""
    if "cypher" in shown:
        steps = ("A query that the language model wrote was run, and its rows were taken.",)
        return How("model", steps, plain(shown["cypher"]))
    return How("steps", tuple(plain(step) for step in shown["steps"]))


def _in_words(query: Query, view: View) -> list[str]:
    conditions = [("not " if f.negated else "") + f.means() for f in query.filters]
    each = "each of these" if len(conditions) > 1 else "this"
    met = f" that meet {each}: {'; '.join(conditions)}" if conditions else ""
    looked = [_looked_up(f, view) for f in query.filters if isinstance(f, Words)]
    taken = f"Take the films{met}."
    return [plain(step) for step in (*looked, taken, _then(query))]


def _looked_up(words: Words, view: View) -> str:
    number = int(words.mask(view).sum())
    return (
        f"Look up “{words.words}” in the index of words: {number:,} film"
        + "s" * (number != 1)
        + "."
    )


def _then(query: Query) -> str:
    order = query.order
    if query.group:
        by = "maker" if query.group == "agent" else query.group
        return f"Count them by {by}" + (" and count the groups." if query.distinct else ".")
    if order is None:
        return "Count them." if query.kind == "count" else "List them."
    ends = {
        ("year", False): "earliest",
        ("year", True): "latest",
        ("length", False): "shortest",
        ("length", True): "longest",
    }
    many = "" if order.limit == 1 else f" {order.limit}"
    from_ = f", from place {order.place}" if order.place > 1 else ""
    return (
        f"Keep the{many} {ends[order.measure, order.descending]}{from_}, with what equals the last."
    )
