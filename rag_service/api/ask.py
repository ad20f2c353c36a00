"""Routes that answer questions, at once or as the answer is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

from rag_service.api.services import CallerScope, CurrentAnswerer, Turn

router = APIRouter(prefix="/api/v1", tags=["ask"])

LONGEST_QUESTION = 2000


class AskRequest(BaseModel):
    """A question in plain words."""

    question: str = Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        examples=["How many newsreels are there?"],
    )


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
    understood: dict[str, Any] = Field(
        default_factory=dict,
        examples=[
            {"kind": "count", "filters": [{"words": "newsreels", "means": "genre: newsreel"}]}
        ],
    )


@router.post("/ask", summary="Answer a question", dependencies=[Turn])
def ask(
    body: AskRequest, request: Request, scope: CallerScope, answerer: CurrentAnswerer
) -> AnswerBody:
    """Answer from the graph, with citations; says so where the graph tells nothing."""
    answer = answerer.ask(body.question, scope)
    data = answer.as_json()
    request.app.state.metrics.answers.labels(data["kind"], data["abstained"]).inc()
    return AnswerBody.model_validate(data)


@router.get(
    "/ask/stream",
    summary="Answer a question as the answer is made",
    response_class=EventSourceResponse,
    dependencies=[Turn],
)
def stream(
    question: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
    scope: CallerScope,
    answerer: CurrentAnswerer,
) -> EventSourceResponse:
    """Server-sent events: understood, evidence, sentence (several), done with the whole answer."""

    def events() -> Iterator[dict[str, str]]:
        for event in answerer.stream(question, scope):
            yield {"event": event.name, "data": json.dumps(event.data, ensure_ascii=False)}

    return EventSourceResponse(events())
