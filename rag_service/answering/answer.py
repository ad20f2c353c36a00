"""What a question is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rag_service.answering.generate import Account
from rag_service.answering.how import How
from rag_service.answering.query import Kind
from rag_service.answering.quote import Citation


@dataclass(frozen=True)
class Result:
    """A work, or a person or company, that the answer is about.

    Attributes:
        id: Canonical identifier.
        record_id: The partner's own record number of a work.
        score: 0..1; 1 for everything that meets the conditions of a list.
    """

    id: str
    label: str
    record_id: str | None
    score: float

    def as_json(self) -> dict[str, Any]:
        """The result as the interface promises it."""
        return {
            "id": self.id,
            "label": self.label,
            "record_id": self.record_id,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True)
class Answer:
    """An answer with its evidence.

    Attributes:
        kind: What sort of answer it is; none where it abstains.
        count: The exact number, where one was asked for.
        results: At most 1,000.
        timings_ms: Milliseconds by step.
        understood: How the question was read.
        account: What a language model's part in it cost and lost; None where it had none.
        how: The query that gives it; None where passages were ranked and no query was.
    """

    question: str
    kind: Kind
    answer: str
    abstained: bool
    count: int | None
    results: tuple[Result, ...]
    citations: tuple[Citation, ...]
    timings_ms: dict[str, float]
    understood: dict[str, Any]
    account: Account | None = None
    how: How | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that `reelgraph ask --json` prints."""
        told: dict[str, Any] = {
            "question": self.question,
            "kind": self.kind,
            "answer": self.answer,
            "abstained": self.abstained,
            "count": self.count,
            "results": [result.as_json() for result in self.results],
            "citations": [citation.as_json() for citation in self.citations],
            "timings_ms": self.timings_ms,
            "understood": self.understood,
        }
        if self.how:
            told["understood"] = {**self.understood, "how": self.how.as_json()}
        if self.account:
            told |= {"dropped": self.account.dropped, "usage": self.account.as_json()}
        return told


@dataclass(frozen=True)
class Event:
    """A step of an answer as it is made: understood, evidence, reading, sentence or done."""

    name: str
    data: dict[str, Any]
