"""Answering a question: understood, carried out on the facts, worded with quotations."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from time import perf_counter

from graph_schema.errors import ModelError
from graph_schema.models import LanguageModel
from graph_schema.scope import Scope
from rag_service.answering.answer import Answer, Event, Result
from rag_service.answering.compose import Composer, Sentence
from rag_service.answering.facts import Facts
from rag_service.answering.generate import Writer
from rag_service.answering.outcome import Outcome, carry_out
from rag_service.answering.query import Kind, Query
from rag_service.answering.retriever import Retriever
from rag_service.answering.understand import understand
from rag_service.answering.view import View

MOST_RESULTS = 1000

_UNREACHABLE = "The language model gave no answer; this one is put together from the evidence."


@dataclass
class _Clock:
    """Milliseconds by step."""

    at: float = field(default_factory=perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.steps[step] = round(1000 * (now - self.at), 2)
        self.at = now

    def total(self) -> dict[str, float]:
        return {**self.steps, "total": round(sum(self.steps.values()), 2)}


class Answerer:
    """Answers questions from facts and passages; several threads may share it.

    Args:
        facts: Of the graph at one time.
        retriever: An index of the same graph.
        llm: Words the answers where given; every sentence of it is checked.
    """

    def __init__(
        self, facts: Facts, retriever: Retriever, llm: LanguageModel | None = None
    ) -> None:
        self._facts = facts
        self._retriever = retriever
        self._writer = Writer(llm) if llm else None

    @property
    def retriever(self) -> Retriever:
        """What finds the passages that answers rest on."""
        return self._retriever

    def ask(self, question: str, scope: Scope) -> Answer:
        """Answer a question from what the scope shows, or say that nothing was found.

        A language model that can't be reached is no failure: then the answer is put together
        from the evidence, and says so.
        """
        steps = self._steps(question, scope)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return _answer(end)

    def stream(self, question: str, scope: Scope) -> Iterator[Event]:
        """Answer step by step: understood, evidence, each sentence; done holds the answer."""
        answer = yield from self._steps(question, scope)
        yield Event("done", answer.as_json())

    def _steps(self, question: str, scope: Scope) -> Generator[Event, None, Answer]:
        clock = _Clock()
        view = self._facts.within(scope)
        query = understand(question, view)
        clock.lap("understand")
        yield Event("understood", query.as_json())
        outcome = carry_out(query, view, self._retriever, scope)
        clock.lap("evidence")
        results = _results(outcome, view)
        yield Event("evidence", {"results": [result.as_json() for result in results]})
        abstained = _abstained(query, outcome)
        said: list[Sentence] = []
        composed = Composer(query, outcome, view).sentences()
        for sentence in self._worded(question, query, composed, abstained):
            said.append(sentence)
            cited = [citation.as_json() for citation in sentence.citations]
            yield Event("sentence", {"text": sentence.text, "citations": cited})
        clock.lap("word")
        return Answer(
            question=question,
            kind=_kind(query, outcome, abstained),
            answer=" ".join(sentence.text for sentence in said),
            abstained=abstained,
            count=_count(query, outcome),
            results=results,
            citations=tuple(dict.fromkeys(c for s in said for c in s.citations)),
            timings_ms=clock.total(),
            understood=query.as_json(),
        )

    def _worded(
        self, question: str, query: Query, composed: list[Sentence], abstained: bool
    ) -> Iterator[Sentence]:
        if self._writer is None or abstained:
            yield from composed
            return
        # What was counted and listed is exact, and stays as it is.
        exact = composed[:1] if query.kind in ("count", "list") or query.order else []
        yield from exact
        try:
            written = self._writer.write(question, composed)
        except ModelError:
            yield from composed[len(exact) :]
            yield Sentence(_UNREACHABLE)
            return
        yield from written or composed[len(exact) :]


def _answer(end: StopIteration) -> Answer:
    answer: Answer = end.value
    return answer


def _kind(query: Query, outcome: Outcome, abstained: bool) -> Kind:
    if abstained:
        return "none"
    return "lookup" if outcome.near else query.kind


def _abstained(query: Query, outcome: Outcome) -> bool:
    """Nothing to answer with; that no film meets conditions understood in full is an answer."""
    if outcome.missing:
        return True
    return not outcome.works and not outcome.groups and query.kind != "count"


def _count(query: Query, outcome: Outcome) -> int | None:
    return outcome.total if query.kind == "count" else None


def _results(outcome: Outcome, view: View) -> tuple[Result, ...]:
    return tuple(
        Result(view.id(work), view.title(work), view.record_id(work), score)
        for work, score in outcome.works[:MOST_RESULTS]
    )
