"""Where a question finds nothing, a model may take it apart or write Cypher; both are bounded."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from answering_archive import EVERYTHING, WordRetriever, archive

from graph_schema.errors import ModelError, ReadOnlyError
from graph_schema.models import Spent
from graph_schema.nodes import LABELS
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from rag_service.answering import Answer, Answerer, Facts, decompose, generate, textcypher

# Of several steps, and not read as such.
NESTED = "Which people have a place in common with Morwenna Pascoe?"
STEPS = ["Who animated Clay Pots?", "Which films did {1} make?"]
CYPHER = "MATCH (p)-[:CONTRIBUTED_TO]->(w) WHERE p.name CONTAINS 'Pascoe' RETURN w.id AS film"


class Model:
    """Gives steps, queries and sentences as a test wants them; None: nobody answers."""

    name = "fake"

    def __init__(self, steps: list[str] | None, *queries: str) -> None:
        self.steps, self.queries = steps, list(queries)
        self.asked: list[str] = []

    def complete(
        self,
        _: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> str:
        self.asked.append(user)
        assert spent is not None
        spent.add(Spent(1, 10, 5, 1.0))
        if schema == decompose.SCHEMA:
            if self.steps is None:
                raise ModelError("nobody answers")
            return json.dumps({"steps": self.steps})
        assert schema == textcypher.SCHEMA
        return json.dumps({"cypher": self.queries.pop(0)})

    def stream(self, *_: str, **told: Any) -> Iterator[str]:
        assert told["schema"] == generate.SCHEMA
        yield '{"sentences": []}'


class Store:
    """Gives rows, or refuses."""

    def __init__(self, *answers: list[dict[str, Any]] | Exception) -> None:
        self.answers = list(answers)
        self.read_: list[tuple[str, Scope, float, int]] = []

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any],
        scope: Scope,
        *,
        timeout_s: float = 10.0,
        limit: int = 1000,
    ) -> list[dict[str, Any]]:
        assert parameters == {}
        self.read_.append((cypher, scope, timeout_s, limit))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(archive())


def ask(
    facts: Facts,
    model: Model,
    store: Store | None = None,
    question: str = NESTED,
    scope: Scope = EVERYTHING,
) -> Answer:
    return Answerer(facts, WordRetriever(facts), model, store=store).ask(question, scope)


def rows(facts: Facts, *titles: str) -> list[dict[str, Any]]:
    view = facts.within(EVERYTHING)
    return [{"film": view.id(w)} for w in range(view.size) if view.title(w) in titles]


def plain(facts: Facts, question: str = NESTED) -> Answer:
    return Answerer(facts, WordRetriever(facts)).ask(question, EVERYTHING)


def test_steps_answer_what_was_not_read_as_several(facts: Facts) -> None:
    question = "Which films did the person that animated pots make?"
    answer = ask(facts, Model(["Who animated pots?", "Which films did {1} make?"]), None, question)

    assert answer.understood["steps"] == [
        "Who animated pots?",
        "Which films did Denzil Hocking make?",
    ]
    assert {r.label for r in answer.results} >= {"Clay Pots", "Gig Race at Newlyn"}
    assert answer.as_json()["understood"]["how"] == {
        "by": "steps",
        "steps": answer.understood["steps"],
    }
    assert all(c.text for c in answer.citations)
    assert answer.as_json()["usage"]["calls"] == 1
    assert plain(facts, question).results != answer.results


def test_a_query_of_the_model_answers_with_films_and_is_shown(facts: Facts) -> None:
    store = Store(rows(facts, "A Day on the Helford"))
    answer = ask(facts, Model([], CYPHER), store)

    assert not answer.abstained
    assert answer.kind == "list"
    assert [r.label for r in answer.results] == ["A Day on the Helford"]
    assert answer.understood["cypher"] == CYPHER
    assert answer.as_json()["understood"]["how"] == {
        "by": "model",
        "steps": ["A query that the language model wrote was run, and its rows were taken."],
        "cypher": CYPHER,
        "parameters": {},
    }
    assert "language model wrote" in answer.answer
    assert answer.citations
    assert store.read_ == [(CYPHER, EVERYTHING, textcypher.TIMEOUT_S, textcypher.MOST_ROWS)]


def test_the_databases_complaint_goes_back_once(facts: Facts) -> None:
    model = Model([], "MATCH (n) DELETE n // 'Pascoe'", CYPHER)
    store = Store(ReadOnlyError("reads may only read"), rows(facts, "A Day on the Helford"))
    answer = ask(facts, model, store)

    assert not answer.abstained
    assert "reads may only read" in model.asked[-1]
    assert "DELETE n" in model.asked[-1]

    refused = Store(ReadOnlyError("no"), ReadOnlyError("no"))
    assert ask(facts, Model([], CYPHER, CYPHER), refused).answer == plain(facts).answer
    assert len(refused.read_) == 2


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (w:Work) RETURN w",
        "MATCH (w:Work) WHERE w.preferred_title CONTAINS 'Titanic' RETURN w",
        "MATCH (p)-->(w) WHERE p.name = 'Pascoe' AND w.year_from = 1912 RETURN w",
        "MATCH (w:Work {id: \"secret\"}) RETURN w, 'Pascoe'",
    ],
)
def test_a_query_about_something_else_is_no_answer(facts: Facts, cypher: str) -> None:
    answer = ask(facts, Model([], cypher), Store(rows(facts, "Clay Pots")))
    assert answer.answer == plain(facts).answer


def test_rows_that_show_no_film_that_the_caller_sees_are_no_answer(facts: Facts) -> None:
    answer = ask(facts, Model([], CYPHER), Store([{"n": 3}, {"film": "work:kelp/none"}]))
    assert answer.answer == plain(facts).answer


def test_who_may_not_see_all_has_no_cypher_written(facts: Facts) -> None:
    model, store = Model([], CYPHER), Store(rows(facts, "Clay Pots"))

    answer = ask(facts, model, store, scope=Scope.public())

    assert "cypher" not in answer.understood
    assert store.read_ == []


def test_what_the_catalogue_does_not_name_stays_not_found(facts: Facts) -> None:
    model = Model(STEPS, CYPHER)

    assert ask(
        facts, model, Store(), "Which films did a man that Alfred Hitchcock knew make?"
    ).abstained
    assert model.asked == []


@pytest.mark.parametrize(
    "steps", [["Which films did Orson Welles make?", "Who filmed {1}?"], ["Films of 1912", "{1}"]]
)
def test_steps_that_bring_in_names_of_their_own_are_not_followed(
    facts: Facts, steps: list[str]
) -> None:
    assert ask(facts, Model(steps)).answer == plain(facts).answer


def test_a_model_that_is_away_changes_nothing(facts: Facts) -> None:
    assert ask(facts, Model(None)).answer == plain(facts).answer


def test_the_models_head_knows_the_whole_schema() -> None:
    head = textcypher.system()

    assert all(label in head for label in LABELS)
    assert all(f"[:{relation}]" in head for relation in Relation)
    assert "preferred_title" in head
    assert head == textcypher.system()
