"""Typed questions to the graph: which nodes, how many, the most and the least, by what, and how
two are joined.

A plan is data: each store runs it, and a caller's Scope is applied by the store and never by
whoever made the plan. A plan walks only nodes that the Scope shows whole, because the properties
of a node that other Sources describe as well are not the caller's to test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from graph_schema.relations import Relation
from graph_schema.values import Scalar

Steps = Annotated[int, Field(ge=1, le=8)]
# A plan gives no more rows than this; counts and extremes are worked out over all.
MOST_ROWS = 100_000
Rows = Annotated[int, Field(ge=1, le=10_000)]


@dataclass(frozen=True)
class Ids:
    """Nodes with one of the identifiers."""

    ids: tuple[str, ...]
    kind: Literal["ids"] = "ids"


@dataclass(frozen=True)
class Known:
    """Nodes that have the property."""

    property: str
    kind: Literal["known"] = "known"


@dataclass(frozen=True)
class OneOf:
    """Nodes whose property is one of the values."""

    property: str
    values: tuple[Scalar, ...]
    kind: Literal["one_of"] = "one_of"


@dataclass(frozen=True)
class Compare:
    """Nodes whose property is a number that stands so to the given one."""

    property: str
    sign: Literal["<", "<=", ">", ">="]
    number: float
    kind: Literal["compare"] = "compare"


@dataclass(frozen=True)
class Says:
    """Nodes whose property is a text: one of the texts, or with one in it; case is ignored."""

    property: str
    texts: tuple[str, ...]
    whole: bool = False
    kind: Literal["says"] = "says"


@dataclass(frozen=True)
class Linked:
    """Nodes with a relationship to a node that meets a condition.

    Attributes:
        relations: Types of relationship, one of which it has.
        where: The condition on the other node.
        outgoing: False where the relationship comes from the other node.
        roles: The relationship's role is one of these; empty means any.
    """

    relations: tuple[Relation, ...]
    where: Condition
    outgoing: bool = True
    roles: tuple[str, ...] = ()
    kind: Literal["linked"] = "linked"


@dataclass(frozen=True)
class Within:
    """Nodes that meet a condition, or that lie in one that does, over at most ``most`` steps."""

    relation: Relation
    where: Condition
    most: Steps = 6
    kind: Literal["within"] = "within"


@dataclass(frozen=True)
class Every:
    """Nodes that meet all the conditions; all nodes where there are none."""

    conditions: tuple[Condition, ...] = ()
    kind: Literal["every"] = "every"


@dataclass(frozen=True)
class Some:
    """Nodes that meet one of the conditions; none where there are none."""

    conditions: tuple[Condition, ...]
    kind: Literal["some"] = "some"


@dataclass(frozen=True)
class Not:
    """Nodes that don't meet the condition."""

    condition: Condition
    kind: Literal["not"] = "not"


Condition = Annotated[
    Ids | Known | OneOf | Compare | Says | Linked | Within | Every | Some | Not,
    Field(discriminator="kind"),
]


@dataclass(frozen=True)
class Extreme:
    """The nodes with the least or the greatest number, equals of the last included.

    Attributes:
        property: Holds the number; nodes without it take no part.
        descending: The greatest first.
        limit: How many.
        through: A relationship to the nodes that hold it, of which the greatest counts.
        place: 2 for the second: that many less one are passed over.
    """

    property: str
    descending: bool
    limit: Rows
    through: Relation | None = None
    place: Rows = 1


@dataclass(frozen=True)
class Step:
    """One relationship towards what is counted by.

    Attributes:
        where: A condition on the node that it leads to.
        labels: The label of that node is one of these; empty means any.
    """

    relations: tuple[Relation, ...]
    outgoing: bool = True
    where: Condition | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spans:
    """Spans of so many whole numbers, such as decades: 1930 stands for 1930 to 1939.

    A node is in a span where both its numbers lie in it; ``first`` is taken for ``last`` where
    that is not known. Nodes whose number is not above nought are in none.
    """

    first: str
    last: str
    size: Rows


@dataclass(frozen=True)
class Nodes:
    """The nodes of a label that meet a condition.

    Rows are ``{"id"}``, by id. With ``count`` one row ``{"count"}``. With ``extreme`` rows
    ``{"id", "value"}``, best first. With ``group`` rows ``{"id", "count"}`` of what the steps
    lead to and how many of the nodes lead there, most first. With ``spans`` rows
    ``{"value", "count"}`` of each span's first number and how many lie in it, by that number.
    """

    label: str
    where: Condition
    count: bool = False
    extreme: Extreme | None = None
    group: tuple[Step, ...] = ()
    spans: Spans | None = None
    kind: Literal["nodes"] = "nodes"


@dataclass(frozen=True)
class ShortestPath:
    """How two nodes are joined in the fewest steps, in whichever direction.

    One row ``{"path": ids}``, the first by the ids where several are as short; none where they
    aren't joined.
    """

    start: str
    end: str
    most: Steps = 6
    kind: Literal["path"] = "path"


Plan = Annotated[Nodes | ShortestPath, Field(discriminator="kind")]

_PLANS: TypeAdapter[Nodes | ShortestPath] = TypeAdapter(Plan)


def plan_as_json(plan: Nodes | ShortestPath) -> dict[str, Any]:
    """The plan as plain values that JSON can hold."""
    held: dict[str, Any] = _PLANS.dump_python(plan, mode="json")
    return held


def plan_from_json(held: dict[str, Any]) -> Nodes | ShortestPath:
    """The plan that the values stand for.

    Raises:
        ValueError: They stand for none.
    """
    return _PLANS.validate_python(held)
