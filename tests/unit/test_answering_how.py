"""How an answer was found: in words, as a query, and with nothing of what the asker may see."""

import json

import numpy as np
import pytest
from answering_archive import EVERYTHING, Film, WordRetriever, archive_store

from graph_schema.memory import MemoryStore
from graph_schema.neo4j.planning import compile_plan, shown_plan
from graph_schema.plans import plan_from_json
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer, Facts, Turn, understand
from rag_service.answering.planned import plan_of

HOSTILE = "Regatta <script>alert(1)</script> `; MATCH (n) DETACH DELETE n //"
OWN = Scope(frozenset({"main"}), frozenset({Visibility.PUBLIC, Visibility.PARTNER}))


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    hostile = Film("K10", HOSTILE, "1938", topics=(HOSTILE,), summary="The regatta of the year.")
    return archive_store(hostile.contribution())


@pytest.fixture(scope="module")
def facts(store: MemoryStore) -> Facts:
    return Facts.from_snapshot(store.snapshot(EVERYTHING))


@pytest.fixture(scope="module")
def answerer(facts: Facts) -> Answerer:
    return Answerer(facts, WordRetriever(facts))


def test_a_count_is_told_in_words_and_as_a_query(answerer: Answerer) -> None:
    how = answerer.ask(
        "How many films about fish were not made before 1930?", EVERYTHING
    ).as_json()["understood"]["how"]
    assert how["by"] == "plan"
    assert how["steps"][-1] == "Count them."
    assert "not date: 1929 or earlier" in how["steps"][-2]
    assert how["cypher"].endswith("RETURN count(n) AS count")
    assert 1929 in how["parameters"].values()
    used = {name for name in how["parameters"] if f"${name}" in how["cypher"]}
    assert used == set(how["parameters"])


@pytest.mark.parametrize(
    ("question", "step"),
    [
        ("Which films are silent?", "List them."),
        ("What is the oldest silent film?", "Keep the earliest, with what equals the last."),
        (
            "List the two longest silent films",
            "Keep the 2 longest, with what equals the last.",
        ),
        ("How many silent films are there for each place?", "Count them by place."),
        ("Who made the most films?", "Count them by maker."),
        ("How many genres are there?", "Count them by genre and count the groups."),
    ],
)
def test_the_last_step_says_what_is_taken(answerer: Answerer, question: str, step: str) -> None:
    assert answerer.ask(question, EVERYTHING).as_json()["understood"]["how"]["steps"][-1] == step


@pytest.mark.parametrize(
    "question",
    [
        "How many silent films mention women?",
        "Which films made after 1930 show boats?",
        "Which films are by the maker of Pilchards?",
        "Which other films did the director of Clay Pots make?",
    ],
)
def test_the_plan_that_is_shown_gives_the_films_of_the_answer(
    answerer: Answerer, store: MemoryStore, question: str
) -> None:
    answer = answerer.ask(question, EVERYTHING).as_json()
    assert answer["results"]
    rows = store.run_plan(plan_from_json(answer["understood"]["how"]["plan"]), EVERYTHING)
    if answer["kind"] == "count":
        assert rows == [{"count": answer["count"]}]
    else:
        assert {row["id"] for row in rows} == {result["id"] for result in answer["results"]}


def test_words_are_looked_up_in_the_index_and_stand_as_films(facts: Facts) -> None:
    view = facts.within(EVERYTHING)
    query = understand("How many silent films mention women?", view)
    plan = plan_of(query, view)
    assert plan is not None
    found = [view.id(work) for work in np.flatnonzero(query.mask(view))]
    assert found
    assert all(work in json.dumps(shown_plan(plan).parameters) for work in found)


@pytest.mark.parametrize("scope", [Scope.public(), OWN])
def test_nothing_tells_what_the_asker_may_see(answerer: Answerer, scope: Scope) -> None:
    answer = answerer.ask("How many films are silent?", scope).as_json()
    assert not {"visibilities", "collections", "unrestricted"} & set(
        answer["understood"]["how"]["parameters"]
    )
    told = json.dumps(answer["understood"]["how"]["parameters"])
    assert all(word not in told for word in ("main", "partner", "public", "private"))


def test_the_query_is_the_one_that_the_store_runs(facts: Facts) -> None:
    plan = plan_of(understand("Which films are silent?", view := facts.within(OWN)), view)
    assert plan is not None
    shown, run = shown_plan(plan), compile_plan(plan, OWN)
    assert shown.cypher == run.cypher
    assert shown.parameters.items() <= run.parameters.items()
    assert run.parameters.keys() - shown.parameters.keys() == {
        "unrestricted",
        "visibilities",
        "collections",
    }


def test_films_that_are_hidden_are_in_no_query(answerer: Answerer) -> None:
    question = "How many amateur films about fishing in Newlyn were made in 1936?"
    whole = answerer.ask(question, EVERYTHING).as_json()
    part = answerer.ask(question, Scope.public()).as_json()
    assert whole["count"] == part["count"] + 1
    assert "K9" not in json.dumps(part)


def test_hostile_words_are_values_and_never_part_of_the_query(answerer: Answerer) -> None:
    answer = answerer.ask(f"How many silent films are about {HOSTILE}?", EVERYTHING).as_json()
    follows = answerer.ask(
        "which of them are silent?", EVERYTHING, conversation=[Turn(f"Films about {HOSTILE}")]
    ).as_json()
    for told in (answer, follows):
        how = told["understood"].get("how") or {"cypher": ""}
        assert "script" not in how["cypher"]
        assert "DELETE" not in how["cypher"]


@pytest.mark.parametrize(
    "question", ["Tell me of women packing fish", "What does the archive tell of fishing?"]
)
def test_ranked_passages_have_no_query(answerer: Answerer, question: str) -> None:
    assert "how" not in answerer.ask(question, EVERYTHING).as_json()["understood"]
