"""Answering a question: understood, carried out on the facts, worded with quotations."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from time import perf_counter

from graph_schema.errors import BudgetError, ModelError
from graph_schema.models import LanguageModel, Spent
from graph_schema.scope import Scope
from graph_schema.stopping import Stop
from graph_schema.store import GraphStore
from rag_service.answering.answer import Answer, Event, Result
from rag_service.answering.beyond import Beyond, Found, may_look_beyond
from rag_service.answering.communities import Communities, communities
from rag_service.answering.compose import Composer, Sentence
from rag_service.answering.conversation import Turn, Understood, understand_turns
from rag_service.answering.coverage import Coverage, coverage
from rag_service.answering.doubts import by_machine_alone, disagreements, marked
from rag_service.answering.facts import Facts
from rag_service.answering.generate import Account, Writer
from rag_service.answering.grounding import Checker, Nearness
from rag_service.answering.hostile import plain
from rag_service.answering.how import how_asked, how_planned
from rag_service.answering.languages import Language
from rag_service.answering.mapreduce import write_overview
from rag_service.answering.outcome import Outcome, carry_out
from rag_service.answering.phrases import phrase
from rag_service.answering.query import Kind, Query
from rag_service.answering.retriever import Retriever
from rag_service.answering.seen import Seer, told_by_sight
from rag_service.answering.view import View

MOST_RESULTS = 1000


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
        nearness: Compares the meaning of a sentence with that of its evidence.
        entailment: Have the model check each sentence too, in a second call.
        store: The graph, for questions that only a query of the model's own can answer.
        seer: Finds pictures by words, where there are any.
    """

    def __init__(
        self,
        facts: Facts,
        retriever: Retriever,
        llm: LanguageModel | None = None,
        *,
        nearness: Nearness | None = None,
        entailment: bool = False,
        store: GraphStore | None = None,
        seer: Seer | None = None,
    ) -> None:
        self._seer = seer
        self._facts = facts
        self._retriever = retriever
        checker = Checker(nearness, llm if entailment else None)
        self._writer = Writer(llm, checker) if llm else None
        self._beyond = Beyond(llm, store) if llm else None

    @property
    def retriever(self) -> Retriever:
        """What finds the passages that answers rest on."""
        return self._retriever

    def coverage(self, scope: Scope) -> Coverage:
        """How far the films that the scope shows are known."""
        view = self._facts.within(scope)
        return coverage(view.seen, view)

    def communities(self, scope: Scope, *, level: int = 0, limit: int = 20) -> Communities:
        """The largest communities of films that the scope shows. Raises ValueError by the level."""
        return communities(self._facts.within(scope), level, limit)

    def ask(
        self,
        question: str,
        scope: Scope,
        *,
        conversation: Sequence[Turn] = (),
        without: Collection[str] = (),
    ) -> Answer:
        """Answer a question from what the scope shows, or say that nothing was found.

        A language model that can't be reached is no failure: then the answer is put together
        from the evidence, and says so.

        Args:
            conversation: The questions before it, oldest first.
            without: Ids of what was understood and is to be left out.
        """
        steps = self._steps([*conversation, Turn(question, tuple(without))], scope, Stop())
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return _answer(end)

    def stream(
        self,
        question: str,
        scope: Scope,
        *,
        conversation: Sequence[Turn] = (),
        without: Collection[str] = (),
        stop: Stop | None = None,
    ) -> Iterator[Event]:
        """Answer step by step: understood, evidence, each sentence; done holds the answer.

        Where a language model is about to word it, reading tells of how many passages.

        Args:
            stop: Ends the work, and a language model's too, when nobody waits any more.

        Raises:
            StoppedError: It was set.
        """
        turns = [*conversation, Turn(question, tuple(without))]
        answer = yield from self._steps(turns, scope, stop or Stop())
        yield Event("done", answer.as_json())

    def _steps(
        self, turns: Sequence[Turn], scope: Scope, stop: Stop
    ) -> Generator[Event, None, Answer]:
        clock = _Clock()
        view = self._facts.within(scope)
        understood = understand_turns(turns, view, lambda query: self._found(query, view, scope))
        query = understood.query
        clock.lap("understand")
        yield Event("understood", understood.as_json())
        outcome = carry_out(query, view, self._retriever, scope)
        clock.lap("evidence")
        found, account = self._look_beyond(query, outcome, view, scope, stop)
        if found is not None:
            query, outcome = found.query, found.outcome
            clock.lap("beyond")
            yield Event("understood", {**understood.as_json(), **found.shown})
        results = _results(outcome, view)
        yield Event("evidence", {"results": [result.as_json() for result in results]})
        abstained = _abstained(query, outcome)
        if self._writer and not abstained:
            account = account or Account(Spent(stop=stop))
        said: list[Sentence] = []
        question = turns[-1].question
        for sentence in chain(
            self._worded(question, understood, outcome, view, account)
            if found is None
            else self._followed(found, understood.language),
            self._by_sight(understood, view, scope) if self._seer else (),
        ):
            if isinstance(sentence, Event):
                yield sentence
                continue
            said.append(sentence)
            cited = [citation.as_json() for citation in sentence.citations]
            yield Event("sentence", {"text": sentence.text, "citations": cited})
            stop.check()
        said = [s for s in said if account is None or s not in account.withdrawn]
        clock.lap("word")
        return Answer(
            question=question,
            kind=_kind(query, outcome, abstained),
            # An overview has many sentences; each reads as a paragraph.
            answer=("\n" if outcome.strands else " ").join(sentence.text for sentence in said),
            abstained=abstained,
            count=_count(query, outcome),
            results=results,
            citations=tuple(dict.fromkeys(c for s in said for c in s.citations)),
            timings_ms=clock.total(),
            understood={**understood.as_json(), **(found.shown if found else {})},
            account=account,
            how=how_asked(found.shown) if found else how_planned(query, outcome, view),
        )

    def _look_beyond(
        self, query: Query, outcome: Outcome, view: View, scope: Scope, stop: Stop
    ) -> tuple[Found | None, Account | None]:
        """What a language model finds to a question of several steps that was not read as one."""
        if not (self._beyond and may_look_beyond(query, outcome)):
            return None, None
        account = Account(Spent(stop=stop))
        found = self._beyond.find(query, view, self._retriever, scope, account.spent)
        return found, account

    def _followed(self, found: Found, language: Language) -> Iterator[Sentence]:
        for sentence in found.sentences:
            yield marked(replace(sentence, text=plain(sentence.text)), language)

    def _by_sight(self, understood: Understood, view: View, scope: Scope) -> Iterator[Sentence]:
        if self._seer:
            yield from told_by_sight(understood.query, self._seer, view, scope, understood.language)

    def _found(self, query: Query, view: View, scope: Scope) -> list[int]:
        return [work for work, _ in carry_out(query, view, self._retriever, scope).works]

    def _worded(
        self,
        question: str,
        understood: Understood,
        outcome: Outcome,
        view: View,
        account: Account | None,
    ) -> Iterator[Sentence | Event]:
        query, language = understood.query, understood.language
        composer = Composer(query, outcome, view, language)
        composed = composer.sentences()
        composed = [marked(replace(s, text=plain(s.text)), language) for s in composed]
        if _abstained(query, outcome):
            yield from composed
            return
        if self._writer is None or account is None:
            yield from composed
        elif outcome.strands:
            asked = query.question if understood.follows else question
            told = composer.overview()
            yield _reading(one for strand in told.strands for one in strand.evidence)
            for sentence in write_overview(self._writer, asked, told, language, account):
                yield marked(replace(sentence, text=plain(sentence.text)), language)
        else:
            yield _reading(composed)
            yield from self._written(self._writer, question, understood, composed, account)
        yield from disagreements(query, outcome, view, language)
        if query.kind in ("count", "list", "overview") and not outcome.near:
            yield from by_machine_alone((work for work, _ in outcome.works), view, language)

    def _written(
        self,
        writer: Writer,
        question: str,
        understood: Understood,
        composed: list[Sentence],
        account: Account,
    ) -> Iterator[Sentence]:
        """The model's sentences; those put together from facts where it gives none."""
        query, language = understood.query, understood.language
        # What was counted and listed is exact, and stays as it is.
        exact = composed[:1] if query.kind in ("count", "list") or query.order else []
        rest = composed[len(exact) :]
        yield from exact
        if understood.follows:
            question = query.question
        given: list[Sentence] = []
        try:
            for sentence in writer.write(question, composed, language, account):
                given.append(marked(sentence, language))
                yield given[-1]
        except BudgetError:
            yield from [*rest, Sentence(phrase("budget", language))]
        except ModelError:
            account.withdrawn = given
            told = "broke_off" if given else "unreachable"
            yield from [*rest, Sentence(phrase(told, language))]
        else:
            yield from () if given else rest


def _reading(evidence: Iterable[Sentence]) -> Event:
    """Tells from how many passages a language model is about to word an answer."""
    return Event("reading", {"passages": len({c for s in evidence for c in s.citations})})


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
