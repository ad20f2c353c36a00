"""The plan of a question gives exactly the works that the facts in memory give."""

import numpy as np
import pytest
from answering_archive import EVERYTHING, WordRetriever, archive_store

from graph_schema.memory import MemoryStore
from graph_schema.plans import Nodes
from rag_service.answering import Facts, understand
from rag_service.answering.outcome import carry_out
from rag_service.answering.planned import plan_of, works_plan
from rag_service.answering.view import View


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return archive_store()


@pytest.fixture(scope="module")
def facts(store: MemoryStore) -> Facts:
    return Facts.from_snapshot(store.snapshot(EVERYTHING))


@pytest.fixture(scope="module")
def view(facts: Facts) -> View:
    return facts.within(EVERYTHING)


PLANNED = [
    "How many films are silent?",
    "Which films were made before 1950?",
    "How many films were made before 1950?",
    "List the films by Morwenna Pascoe",
    "How many films did Denzil Hocking direct?",
    "Which films are longer than 10 minutes?",
    "Which films are shorter than 10 minutes?",
    "Silent films from the 1930s",
    "Which films made after 1930 are not silent?",
    "What is the oldest silent film?",
    "What is the longest silent film?",
    "List the two latest silent films",
]


@pytest.mark.parametrize("question", PLANNED)
def test_the_plan_finds_what_the_facts_find(
    question: str, store: MemoryStore, facts: Facts, view: View
) -> None:
    query = understand(question, view)
    plan = plan_of(query, view)
    assert plan is not None
    met = [view.id(work) for work in np.flatnonzero(query.mask(view))]
    assert met
    rows = store.run_plan(works_plan(plan), EVERYTHING)
    if query.order:
        outcome = carry_out(query, view, WordRetriever(facts), EVERYTHING)
        met = [view.id(work) for work, _ in outcome.works]
    assert sorted(row["id"] for row in rows) == sorted(met)
    if plan.count:
        assert store.run_plan(plan, EVERYTHING) == [{"count": len(met)}]


GROUPED = [
    "Which decade has the most silent films?",
    "How many silent films are there for each decade?",
    "How many films were made each year?",
    "How many silent films are there for each place?",
    "How many genres are there among the silent films?",
    "Which subject has the most films before 1950?",
    "Who made the most films?",
    "Who made the most films after 1930?",
]


@pytest.mark.parametrize("question", GROUPED)
def test_the_plan_counts_by_what_the_facts_count_by(
    question: str, store: MemoryStore, facts: Facts, view: View
) -> None:
    query = understand(question, view)
    assert query.group
    plan = plan_of(query, view)
    assert plan is not None
    groups = carry_out(query, view, WordRetriever(facts), EVERYTHING).groups
    assert groups
    names = {str(row["id"]): row["name"] for row in _named(facts, view)}
    found = {
        (names[row["id"]] if "id" in row else str(row["value"]), row["count"])
        for row in store.run_plan(plan, EVERYTHING)
    }
    assert found == {(group.name.rstrip("s") if group.entity < 0 else group.name, group.works)
                     for group in groups}  # fmt: skip


def _named(facts: Facts, view: View) -> list[dict[str, str]]:
    ids = facts.tables["entities"].column("id").to_pylist()
    return [{"id": held, "name": view.name(row)} for row, held in enumerate(ids)]


@pytest.mark.parametrize("question", ["Which films show a zeppelin?", "Tell me a story"])
def test_what_the_graph_cannot_say_has_no_plan(question: str, view: View) -> None:
    assert plan_of(understand(question, view), view) is None


def test_a_plan_of_conditions_is_of_works(view: View) -> None:
    plan = plan_of(understand("How many films are silent?", view), view)
    assert isinstance(plan, Nodes)
    assert (plan.label, plan.count, works_plan(plan).count) == ("Work", True, False)
