"""A question taken apart by a model: each step asked of the graph, in bounds."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from answering_archive import EVERYTHING, WordRetriever, archive

from graph_schema.errors import ModelError
from graph_schema.models import Spent
from rag_service.answering import Facts
from rag_service.answering.decompose import (
    MOST_NAMES,
    MOST_STEPS,
    SCHEMA,
    Step,
    follow,
    names_found,
    take_apart,
    tell,
)
from rag_service.answering.view import View

WHOLE = "Where was the earliest film by the maker of Clay Pots shot?"
STEPS = ["Who directed Clay Pots?", "What is the earliest film by {1}?", "What place is in {2}?"]


class Model:
    """Says what a test wants."""

    name = "fake"

    def __init__(self, said: object) -> None:
        self.said = said if isinstance(said, str) else json.dumps(said)
        self.asked: list[tuple[str, str, dict[str, Any] | None]] = []

    def complete(
        self,
        system: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> str:
        self.asked.append((system, user, schema))
        if spent is not None:
            spent.add(Spent(1, 10, 5, 1.0))
        return self.said

    def stream(self, *_: str, **__: Any) -> Iterator[str]:
        raise AssertionError("steps are asked for whole")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(archive())


@pytest.fixture(scope="module")
def view(facts: Facts) -> View:
    return facts.within(EVERYTHING)


def followed(facts: Facts, *steps: str) -> list[Step]:
    return follow(steps, facts.within(EVERYTHING), WordRetriever(facts), EVERYTHING)


def test_what_a_step_finds_stands_in_later_ones(facts: Facts, view: View) -> None:
    taken = followed(facts, *STEPS)

    assert [step.query.question for step in taken] == [
        "Who directed Clay Pots?",
        "What is the earliest film by Denzil Hocking?",
        'What place is in "Gig Race at Newlyn"?',
    ]
    assert [names_found(step, view) for step in taken[:2]] == [
        ["Denzil Hocking"],
        ['"Gig Race at Newlyn"'],
    ]
    said = tell(taken, view)
    assert "directed by Denzil Hocking" in said[0].text
    assert "Newlyn" in said[-1].text
    assert all(sentence.citations for sentence in said)


def test_it_ends_at_the_first_step_that_finds_nothing(facts: Facts, view: View) -> None:
    taken = followed(facts, "Who directed Zanzibar Nights?", "Films by {1}", "Films like {2}")

    assert len(taken) == 1
    assert not taken[0].found()
    assert "Zanzibar" in tell(taken, view)[-1].text


def test_more_names_than_are_followed_are_told(facts: Facts, view: View) -> None:
    taken = followed(facts, "List all films", "Who filmed {1}?")

    assert len(names_found(taken[0], view)) == MOST_NAMES
    assert any(f"the first {MOST_NAMES} were followed" in s.text for s in tell(taken, view))


def test_the_model_sees_the_question_between_marks_and_gives_steps_by_schema() -> None:
    model, spent = Model({"steps": STEPS}), Spent()

    assert take_apart(WHOLE, model, "5f3a", spent) == STEPS
    assert spent.calls == 1
    [(system, user, schema)] = model.asked
    assert WHOLE not in system
    assert user == f"<<QUESTION 5f3a>>\n{WHOLE}\n<<END 5f3a>>"
    assert schema == SCHEMA


@pytest.mark.parametrize(
    "steps",
    [
        [],
        ["Who directed Clay Pots?"],
        ["Films by {1}", "Who directed Clay Pots?"],
        ["Who directed Clay Pots?", "Films by {2}"],
        ["Who directed Clay Pots?", "Films by {0}"],
        ["Who directed Clay Pots?", "Films of Newlyn"],
        ["", "Films by {1}"],
    ],
)
def test_steps_that_do_not_rest_on_earlier_ones_are_not_followed(steps: list[str]) -> None:
    assert take_apart(WHOLE, Model({"steps": steps}), "5f3a") == []


def test_steps_are_bounded_whatever_the_model_says(facts: Facts) -> None:
    many = ["Who directed Clay Pots?", *(["Films by {1} " + "x" * 900] * 20)]
    steps = take_apart(WHOLE, Model({"steps": many}), "5f3a")

    assert len(steps) == MOST_STEPS
    assert max(map(len, steps)) <= 300
    assert len(followed(facts, *steps)) <= MOST_STEPS


@pytest.mark.parametrize("said", ["no JSON", "{}", '{"steps": 3}', "[]"])
def test_steps_in_another_form_are_an_error(said: str) -> None:
    with pytest.raises(ModelError, match="structured output"):
        take_apart(WHOLE, Model(said), "5f3a")
