"""What the service answers with, typed. Times are milliseconds, places are characters."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Reply(BaseModel):
    # A newer service may say more than this client knows.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Result(_Reply):
    """A work, person or company that an answer is about."""

    id: str
    label: str
    record_id: str | None
    score: float


class Citation(_Reply):
    """Words of a source: characters of a record's field, or milliseconds of a film.

    ``work`` is the film's id in the graph; ``machine`` tells that a machine wrote it and nobody
    has reviewed it.
    """

    record_id: str | None
    text: str
    field: str
    char_start: int | None = None
    char_end: int | None = None
    media: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    work: str | None = None
    machine: bool = False


class Usage(_Reply):
    """What a language model's part in an answer cost; ``cached`` where nothing was asked."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    ms: float
    cached: bool


class Turn(_Reply):
    """A question of a conversation; ``without`` are ids of `understood` that were left out."""

    question: str
    without: list[str] = Field(default_factory=list)


class How(_Reply):
    """How an answer was found: ``steps`` in words; ``cypher`` with its ``parameters``, where a
    query tells it; and the typed ``plan`` behind that."""

    by: str
    steps: list[str]
    cypher: str | None = None
    parameters: dict[str, Any] | None = None
    plan: dict[str, Any] | None = None


class Answer(_Reply):
    """An answer with its evidence; ``abstained`` where nothing was found."""

    question: str
    kind: str
    answer: str
    abstained: bool
    count: int | None
    results: list[Result]
    citations: list[Citation]
    timings_ms: dict[str, float]
    understood: dict[str, Any] = Field(default_factory=dict)
    dropped: int | None = None
    usage: Usage | None = None

    @property
    def how(self) -> How | None:
        """How it was found; None where passages were ranked and told."""
        told = self.understood.get("how")
        return None if told is None else How.model_validate(told)


class Community(_Reply):
    """Films that keep company in the graph; ``terms`` mark them out, ``summary`` is their words."""

    terms: list[str]
    films: int
    first_year: int | None
    last_year: int | None
    summary: list[Citation]


class Communities(_Reply):
    """The largest communities of a level, largest first; level 0 has the fewest and largest."""

    level: int
    communities_in_all: int
    films_in_all: int
    communities: list[Community]


class Passage(_Reply):
    """A stretch of a record or of a film that may answer."""

    id: str
    work: str
    title: str
    record_id: str | None
    kind: str
    text: str
    field: str | None
    media: str | None
    start_ms: int | None
    end_ms: int | None
    score: float


class Record(_Reply):
    """One Source's record, every field as received."""

    source: str
    partner: str
    collection: str
    record_id: str | None
    kind: str
    fields: dict[str, str]


class Node(_Reply):
    """A node of the graph."""

    id: str
    label: str
    properties: dict[str, Any]
    sources: list[str]
    merged_ids: list[str]


class Neighbour(_Reply):
    """A node one relationship away; ``outgoing`` tells the relationship's direction."""

    type: str
    outgoing: bool
    properties: dict[str, Any]
    node: Node


class Hit(_Reply):
    """A node found by words; scores compare within one search only."""

    score: float
    node: Node


class Understood(_Reply):
    """How the question was read."""

    understood: dict[str, Any]


class Found(_Reply):
    """What was found, before it is worded."""

    results: list[Result]


class Sentence(_Reply):
    """A sentence of the answer, with where it stands."""

    text: str
    citations: list[Citation]


class Done(_Reply):
    """The whole answer, at its end."""

    answer: Answer


Event = Understood | Found | Sentence | Done
"""A step of an answer as it is made."""
