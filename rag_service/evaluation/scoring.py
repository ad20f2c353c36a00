"""Asking a question and scoring the answer by the measure of its kind.

| Kind | Measure |
|---|---|
| lookup | hit@10: 1 where one of the first ten results is right |
| list, temporal, extreme | F1 of all results |
| count | 1 where the number is the right one |
| hop | recall: share of the right records that are among the results |
| none | 1 where the answer says that nothing was found |

Quotations are judged one by one: whether the words *stand* where they are said to, to the
character, and whether they *bear* on their sentence, which they do where they share a number or
a word of content with it, with a sentence before it or with the question. A sentence is
*grounded* where the records that it quotes bear out its names, numbers and most of its words
(`rag_service.answering.grounding`); the number of results is known from the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph_schema.errors import ReelgraphError
from graph_schema.pictures import PICTURE
from graph_schema.scope import Scope
from rag_service.answering import Event
from rag_service.answering.grounding import supported
from rag_service.evaluation.questions import Question
from rag_service.evaluation.sources import shares_words

MEASURES = {
    "lookup": "hit@10",
    "list": "f1",
    "count": "exact",
    "hop": "recall",
    "temporal": "f1",
    "extreme": "f1",
    "none": "abstains",
}
"""The score that counts, by kind."""

Scores = dict[str, float]

_NO_ANSWER: dict[str, Any] = {"answer": "", "abstained": False, "count": None, "results": []}


class Asked(Protocol):
    """What questions are put to; `rag_service.answering.Answerer` is one."""

    def stream(self, question: str, scope: Scope) -> Any:
        """The steps of an answer; the last is done and holds it whole."""


class Known(Protocol):
    """Where quotations and titles are looked up; `sources.Sources` is one."""

    def title(self, number: str | None) -> str | None:
        """Title of a record; None where there is no such record."""

    def told(self, number: str | None) -> str:
        """All fields of a record."""

    def stands(self, cited: dict[str, Any]) -> bool:
        """True when the words stand where they are said to."""


@dataclass(frozen=True)
class Judged:
    """A question, its answer as JSON and the scores, each in 0..1."""

    question: Question
    answer: dict[str, Any]
    scores: Scores
    sentences: Sequence[dict[str, Any]] = ()
    error: str | None = None

    @property
    def score(self) -> float:
        """The score that counts for this kind."""
        return self.scores[MEASURES[self.question.kind]]


class Judge:
    """Puts questions and scores what comes.

    Args:
        asked: Answers them.
        known: The sources that quotations are checked in.
        scope: What the asker may see.
    """

    def __init__(self, asked: Asked, known: Known, scope: Scope) -> None:
        self._asked = asked
        self._known = known
        self._scope = scope

    def __call__(self, question: Question) -> Judged:
        """Ask one question. What Reelgraph raises on purpose is kept as its error, scored 0."""
        try:
            events = list(self._asked.stream(question.question, self._scope))
        except ReelgraphError as error:
            nothing = dict.fromkeys(_scores(question, [], None, False), 0.0)
            return Judged(question, dict(_NO_ANSWER), nothing, (), str(error))
        answer: dict[str, Any] = events[-1].data
        records = [result["record_id"] or "" for result in answer["results"]]
        scores = _scores(question, records, answer["count"], answer["abstained"])
        return Judged(question, answer, scores, self._checked(question, events))

    def _checked(self, question: Question, events: Sequence[Event]) -> list[dict[str, Any]]:
        answer = events[-1].data
        # A sentence may be withdrawn after it was sent.
        told = [
            e.data for e in events if e.name == "sentence" and e.data["text"] in answer["answer"]
        ]
        said = [question.question]
        checked = []
        for sentence in told:
            said.append(sentence["text"])
            # What was seen is not quoted.
            quoted = [one for one in sentence["citations"] if one["field"] != PICTURE]
            cited = [self._cited(question, said, one) for one in quoted]
            grounded = self._grounded(sentence, len(answer["results"])) if cited else None
            checked.append({"text": sentence["text"], "grounded": grounded, "citations": cited})
        return checked

    def _cited(
        self, question: Question, said: Sequence[str], cited: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            **cited,
            "stands": self._known.stands(cited),
            "bears": shares_words(cited["text"], *said),
            "right": cited["record_id"] in question.gold,
        }

    def _grounded(self, sentence: dict[str, Any], results: int) -> bool:
        cited = sentence["citations"]
        records = dict.fromkeys(one["record_id"] for one in cited)
        quoted = [one["text"] for one in cited]
        return supported(sentence["text"], [*quoted, *map(self._known.told, records), str(results)])


def _scores(
    question: Question, records: Sequence[str], count: int | None, abstained: bool
) -> Scores:
    scores = _of_records(question.gold, records) if question.gold else {}
    if question.kind == "count":
        scores["exact"] = float(count == question.count)
    if question.kind == "none":
        scores["abstains"] = float(abstained)
    else:
        scores["denied"] = float(abstained)
    return scores


def _of_records(gold: Sequence[str], records: Sequence[str]) -> Scores:
    right, found = set(gold), set(records)
    met = len(right & found)
    hits = {f"hit@{n}": float(bool(right & set(records[:n]))) for n in (1, 5, 10)}
    return {
        **hits,
        "precision": met / len(found) if found else 0.0,
        "recall": met / len(right),
        "f1": 2 * met / (len(found) + len(right)) if met else 0.0,
    }
