"""Routes that answer questions, at once or as the answer is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette import EventSourceResponse

from graph_schema.errors import StoppedError
from graph_schema.stopping import Stop
from rag_service.answering import MOST_TURNS, Event
from rag_service.answering import Turn as Asked
from rag_service.api.services import CallerScope, CurrentAnswerer, Turn

router = APIRouter(prefix="/api/v1", tags=["ask"])

LONGEST_QUESTION = 2000
MOST_LEFT_OUT = 50

Question = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_QUESTION, examples=["How many newsreels are there?"]),
]
LeftOut = Annotated[
    list[Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]],
    Field(
        max_length=MOST_LEFT_OUT,
        examples=[[]],
        description="Ids of what was understood and is to be left out, from `understood`",
    ),
]


class EarlierQuestion(BaseModel):
    """A question that was asked before in the same conversation."""

    question: Question
    without: LeftOut = []

    def turn(self) -> Asked:
        """The question as answering takes it."""
        return Asked(self.question, tuple(self.without))


class AskRequest(EarlierQuestion):
    """A question in plain words, and the conversation that it stands in."""

    conversation: list[EarlierQuestion] = Field(
        default=[],
        max_length=MOST_TURNS,
        examples=[[]],
        description="The questions before it, oldest first; the service keeps none",
    )

    def turns(self) -> list[Asked]:
        """The questions before it."""
        return [earlier.turn() for earlier in self.conversation]


class ResultItem(BaseModel):
    """A work or shot that the question is about."""

    id: str = Field(examples=["work:reelgraph-demo/D064"])
    label: str = Field(examples=["Hindenburg disaster at Lakehurst"])
    record_id: str | None = Field(examples=["D064"])
    score: float = Field(examples=[1.0])


class CitationItem(BaseModel):
    """Where a sentence stands: in a record's field, or in seconds of a film."""

    record_id: str | None = Field(examples=["D064"])
    text: str = Field(examples=["The German airship Hindenburg catches fire"])
    field: str = Field(examples=["summary"])
    char_start: int | None = Field(examples=[0])
    char_end: int | None = Field(examples=[42])
    media: str | None = Field(examples=[None])
    start_ms: int | None = Field(examples=[None])
    end_ms: int | None = Field(examples=[None])
    work: str | None = Field(
        None, examples=["work:reelgraph-demo/D064"], description="The film that it tells of"
    )
    machine: bool = Field(
        False, description="A machine wrote it, and nobody has reviewed it", examples=[False]
    )


class UsageBody(BaseModel):
    """What a language model's part in an answer cost, as its endpoint counts."""

    calls: int = Field(examples=[1])
    prompt_tokens: int = Field(examples=[412])
    completion_tokens: int = Field(examples=[38])
    ms: float = Field(examples=[640.5])
    cached: bool = Field(description="The same was worded before, and nothing was asked")


class HowBody(BaseModel):
    """How an answer was found: in words, and as a query of the graph with its values."""

    by: Literal["plan", "model", "steps"] = Field(
        examples=["plan"],
        description="A typed plan; a query that a language model wrote; or steps by one",
    )
    steps: list[str] = Field(
        examples=[["Take the films that meet this: genre: newsreel.", "Count them."]]
    )
    cypher: str | None = Field(
        None,
        examples=["MATCH (n:Resource:`Work`) … RETURN count(n) AS count"],
        description="The query; of a plan, the one that a store runs for it",
    )
    parameters: dict[str, Any] | None = Field(
        None,
        examples=[{"value_2": ["concept:reelgraph-demo/newsreel"]}],
        description="The query's values; those of the caller's own permissions are left out",
    )
    plan: dict[str, Any] | None = Field(
        None, examples=[None], description="The typed plan, as `graph_schema.plans` reads it"
    )


class UnderstoodBody(BaseModel):
    """How a question was read: its kind, its conditions, and more where there is more to tell."""

    model_config = ConfigDict(extra="allow")

    how: HowBody | None = Field(
        None, description="How it was found; not there where passages were ranked and told"
    )


class AnswerBody(BaseModel):
    """An answer with its evidence; the same object as `reelgraph ask --json` prints."""

    question: str = Field(examples=["How many newsreels are there?"])
    kind: str = Field(examples=["count"])
    answer: str = Field(examples=["3 films match (genre: newsreel)."])
    abstained: bool
    count: int | None = Field(examples=[3])
    results: list[ResultItem]
    citations: list[CitationItem]
    timings_ms: dict[str, float] = Field(
        examples=[{"understand": 0.6, "evidence": 0.3, "total": 2.1}]
    )
    understood: UnderstoodBody = Field(
        default_factory=UnderstoodBody,
        examples=[
            {
                "kind": "count",
                "filters": [{"words": "newsreels", "means": "genre: newsreel", "id": "0f3c22a1"}],
            }
        ],
    )
    dropped: int | None = Field(
        None,
        examples=[None],
        description="Sentences of a language model that their evidence did not bear out",
    )
    usage: UsageBody | None = Field(
        None, description="What a language model's part cost; not there where it had none"
    )


@router.post(
    "/ask",
    summary="Answer a question",
    dependencies=[Turn],
    response_model_exclude_unset=True,
)
def ask(
    body: AskRequest, request: Request, scope: CallerScope, answerer: CurrentAnswerer
) -> AnswerBody:
    """Answer from the graph, with citations; says so where the graph tells nothing."""
    answer = answerer.ask(body.question, scope, conversation=body.turns(), without=body.without)
    data = answer.as_json()
    request.app.state.metrics.answered(data)
    return AnswerBody.model_validate(data)


@router.get(
    "/ask/stream",
    summary="Answer a question as the answer is made",
    response_class=EventSourceResponse,
    dependencies=[Turn],
)
def stream(
    question: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
    request: Request,
    scope: CallerScope,
    answerer: CurrentAnswerer,
) -> EventSourceResponse:
    """Server-sent events: understood, evidence, sentence (several), done with the whole answer.

    A sentence is sent as soon as it is checked. Where a language model words the answer, reading
    tells before it of how many passages; where it breaks off, the answer in done takes the place
    of the sentences before it. Whoever ends the connection ends the work.
    """
    stop = Stop()
    return _sent(answerer.stream(question, scope, stop=stop), stop, request)


@router.post(
    "/ask/stream",
    summary="Answer a question of a conversation as the answer is made",
    dependencies=[Turn],
    response_class=EventSourceResponse,
)
def stream_turn(
    body: AskRequest, request: Request, scope: CallerScope, answerer: CurrentAnswerer
) -> EventSourceResponse:
    """The same events for the same request as `POST /api/v1/ask` takes."""
    turns, without = body.turns(), body.without
    stop = Stop()
    events = answerer.stream(body.question, scope, conversation=turns, without=without, stop=stop)
    return _sent(events, stop, request)


def _sent(events: Iterator[Event], stop: Stop, request: Request) -> EventSourceResponse:
    def lines() -> Iterator[dict[str, str]]:
        with suppress(StoppedError):
            for event in events:
                if event.name == "done":
                    request.app.state.metrics.answered(event.data)
                yield {"event": event.name, "data": json.dumps(event.data, ensure_ascii=False)}

    return until_left(lines(), stop)


def until_left(lines: Iterator[dict[str, str]], stop: Stop) -> EventSourceResponse:
    """Events sent as they come; the work on them is stopped where the caller ends the line."""

    async def left(_: object) -> None:
        stop.set()

    return EventSourceResponse(lines, client_close_handler_callable=left)
