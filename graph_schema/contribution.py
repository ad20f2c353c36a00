"""The one currency: what one Source says, typed, validated and serialisable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_schema.nodes import AnyNode
from graph_schema.relations import RULES, Relation
from graph_schema.scope import Visibility, access_token
from graph_schema.values import Identifier, Scalar, Score, digest, sorted_json

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_FROZEN = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

PropertyName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=100)]

AssertionStatus = Literal["proposed", "accepted", "rejected", "superseded"]


class Source(BaseModel):
    """Who speaks: a partner's record, a sheet or the output of a model over one film.

    The identifier is also the Contribution's: applying a newer Contribution of the same
    Source replaces what the older one said.
    """

    model_config = _FROZEN

    id: Identifier
    partner: str = Field(min_length=1)
    collection: str = Field(min_length=1, description="Identifier used by access scopes")
    visibility: Visibility = Visibility.PUBLIC
    kind: Literal["catalogue", "machine", "person"] = "catalogue"
    record_id: str | None = Field(None, description="The partner's own record number")
    file: str | None = None
    line: int | None = Field(None, ge=1)
    fields: dict[str, str] = Field(
        default_factory=dict, description="The record's fields exactly as received"
    )

    @property
    def access(self) -> str:
        """Access token of everything this Source says."""
        return access_token(self.collection, self.visibility)


class Run(BaseModel):
    """One execution of a program or model (prov:Activity, prov:SoftwareAgent)."""

    model_config = _FROZEN

    id: Identifier
    app: str
    app_version: str | None = None
    model: str | None = None
    prompt_hash: str | None = None
    parameters: dict[str, Scalar] = Field(default_factory=dict)
    seed: int | None = None
    started: datetime | None = None
    ended: datetime | None = None
    git_hash: str | None = None


class Edge(BaseModel):
    """A stated relationship. Type, ends and properties together are its identity."""

    model_config = _FROZEN

    type: Relation
    start: Identifier
    end: Identifier
    properties: dict[PropertyName, Scalar] = Field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """Deterministic identifier over type, ends and properties."""
        return edge_id(self.type, self.start, self.end, self.properties)


def edge_id(kind: str, start: str, end: str, properties: Mapping[str, object]) -> str:
    """Identifier of a relationship: all that is said of it."""
    return digest(kind, start, end, sorted_json(properties))[:32]


class Assertion(BaseModel):
    """A claim with its evidence and review status (crm:E13 Attribute Assignment).

    Exactly one of ``object`` (another node) and ``value`` is given. A claim with an object
    whose predicate is a Relation is projected as a relationship while it isn't rejected;
    ``SAME_AS`` with ``match_type`` exact makes both ends one entity unless it is rejected; with
    close it asks a person, and becomes exact when one accepts it.
    """

    model_config = _FROZEN

    id: Identifier
    subject: Identifier
    predicate: str = Field(min_length=1)
    object: Identifier | None = None
    value: Scalar | None = None
    match_type: Literal["exact", "close"] | None = None
    status: AssertionStatus = "proposed"
    confidence: Score | None = None
    evidence: list[Identifier] = Field(min_length=1, description="Node ids that support the claim")
    explanation: str | None = Field(None, description="Why, in words or as JSON features")

    @model_validator(mode="after")
    def _one_object(self) -> Assertion:
        if (self.object is None) == (self.value is None):
            raise ValueError("an assertion has either an object or a value")
        if (self.predicate == Relation.SAME_AS) != (self.match_type is not None):
            raise ValueError("match_type goes with SAME_AS and only with it")
        return self

    @property
    def relation(self) -> Relation | None:
        """The relationship that the claim projects to, if its predicate names one."""
        return Relation(self.predicate) if self.predicate in _RELATIONS else None


_RELATIONS = frozenset(relation.value for relation in Relation)


class Contribution(BaseModel):
    """Everything that one Source says; one line of a JSON Lines file; one transaction.

    Edges and assertions may point at nodes that other Contributions state.

    Raises:
        ValidationError: A duplicate identifier, or an edge between labels that the schema
            does not join.
    """

    model_config = _FROZEN

    source: Source
    run: Run | None = None
    nodes: list[AnyNode] = Field(default_factory=list)
    edges: list[Edge] = Field(default_factory=list)
    assertions: list[Assertion] = Field(default_factory=list)

    @property
    def id(self) -> str:
        """Identifier of the Source that speaks."""
        return self.source.id

    @cached_property
    def hash(self) -> str:
        """SHA-256 of all that is said; where and when it was read does not count."""
        said = self.model_dump(
            mode="json",
            exclude={"source": {"file", "line"}, "run": {"started", "ended"}},
            exclude_none=True,
        )
        return digest(_ENCODER.encode(said))

    @model_validator(mode="after")
    def _consistent(self) -> Contribution:
        labels: dict[str, str] = {}
        for node in self.nodes:
            if node.id in labels:
                raise ValueError(f"node {node.id!r} is stated twice")
            labels[node.id] = node.label
        claims = [assertion.id for assertion in self.assertions]
        if len(set(claims)) != len(claims):
            raise ValueError("an assertion id is used twice")
        for edge in self.edges:
            _check_ends(edge, labels)
        return self


def _check_ends(edge: Edge, labels: dict[str, str]) -> None:
    rule = RULES[edge.type]
    for end, allowed in ((edge.start, rule.start), (edge.end, rule.end)):
        label = labels.get(end)
        if label and allowed and label not in allowed:
            raise ValueError(
                f"{edge.type} from {edge.start!r} to {edge.end!r}: {end!r} is a {label}, "
                f"but this relationship takes {', '.join(sorted(allowed))}"
            )
