"""An answerer that always says the same, to test how answers are judged."""

from typing import Any

from graph_schema.scope import Scope
from rag_service.answering import Event
from rag_service.evaluation import Judge, Judged, Question, Settings
from rag_service.evaluation.runs import as_result
from tests.unit.small_archive import EVERYTHING

CITED = {
    "record_id": "0001",
    "text": "trams",
    "field": "summary",
    "char_start": 23,
    "char_end": 28,
    "media": None,
    "start_ms": None,
    "end_ms": None,
}


def asked(kind: str, *gold: str, count: int | None = None, number: str = "q1") -> Question:
    return Question(number, kind, "Which films show trams?", gold, count)


class Told:
    """Answers every question the same, and knows every record."""

    def __init__(self, *found: str, count: int | None = None, abstained: bool = False) -> None:
        self.answer: dict[str, Any] = {
            "answer": "Two show trams.",
            "abstained": abstained,
            "count": count,
            "results": [{"record_id": number, "label": f"film {number}"} for number in found],
            "timings_ms": {"word": 2.0, "total": 10.0},
            "usage": {"calls": 1, "prompt_tokens": 90, "completion_tokens": 10},
        }
        self.sentence = {"text": "Two show trams.", "citations": [CITED]}

    def stream(self, _question: str, _scope: Scope) -> list[Event]:
        withdrawn = {"text": "They fly.", "citations": [CITED]}
        sentences = [Event("sentence", one) for one in (withdrawn, self.sentence)]
        return [Event("understood", {}), *sentences, Event("done", self.answer)]

    def title(self, number: str | None) -> str | None:
        return f"film {number}" if number else None

    def told(self, _number: str | None) -> str:
        return "Two trams on show"

    def stands(self, cited: dict[str, Any]) -> bool:
        return bool(cited["text"] == "trams")


def judged(question: Question, told: Told) -> Judged:
    return Judge(told, told, EVERYTHING)(question)


def result(question: Question, told: Told) -> dict[str, Any]:
    return as_result(judged(question, told), told)


def made_with(**changed: Any) -> Settings:
    given: dict[str, Any] = {
        "started": "2026-11-25T18:00:00+00:00",
        "version": "1",
        "python": "3.11",
        "system": "Linux",
        "questions": "q.jsonl",
        "sha256": "0",
        "asked": 2,
        "embedder": "hash",
        "language_model": None,
        "index_sequence": 1,
        "passages": 2,
    }
    return Settings(**{**given, **changed})
