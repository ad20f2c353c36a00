"""Hostile text in questions, titles, summaries and captions has no effect on any way out."""

import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from answering_archive import EVERYTHING
from fastapi.testclient import TestClient

from graph_schema.memory import MemoryStore
from graph_schema.models import Spent
from rag_service.answering import Answerer, Facts, plain
from rag_service.answering.hostile import gives_orders
from rag_service.api import Services, create_app
from reelgraph.cli.ask import show
from reelgraph.cli.output import print_json, results
from tests.attacks import ATTACKS, PARTNER, Attack, hostile_snapshot

ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
ORDERS = [attack for attack in ATTACKS if attack.kind in ("order", "marks")]
LONGEST = 2000


def named(attack: Attack) -> str:
    return f"{attack.id}-{attack.kind}"


each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=named)


class ByNumber:
    """Finds the film of the attack that a question names."""

    def search(self, question: str, *_: Any, **__: Any) -> SimpleNamespace:
        owners = [f"work:{PARTNER}/{number}" for number in re.findall(r"\bA\d{3}\b", question)]
        found = [
            SimpleNamespace(owner=o, kind="record", text="", score=0.8, start_ms=None, end_ms=None)
            for o in owners
        ]
        return SimpleNamespace(evidence=found)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(hostile_snapshot())


@pytest.fixture(scope="module")
def answerer(facts: Facts) -> Answerer:
    return Answerer(facts, ByNumber())


def about(attack: Attack) -> str:
    """A question whose answer quotes the film of an attack."""
    return f"What happens with the heron by boat {attack.id}?"


def test_there_are_enough_attacks_of_each_kind() -> None:
    kinds = [attack.kind for attack in ATTACKS]
    assert len({attack.text for attack in ATTACKS}) == len(ATTACKS) >= 60
    assert all(kinds.count(kind) >= 4 for kind in set(kinds))
    assert len(set(kinds)) == 12


def test_a_count_over_hostile_records_is_exact(answerer: Answerer) -> None:
    assert answerer.ask("How many films are about herons?", EVERYTHING).count == len(ATTACKS)


@each_attack
def test_an_answer_that_quotes_it_is_whole_and_plain(answerer: Answerer, attack: Attack) -> None:
    answer = answerer.ask(about(attack), EVERYTHING)
    assert attack.id in {result.record_id for result in answer.results}
    assert not ACTIVE.search(answer.answer)
    told = answer.as_json()
    assert json.loads(json.dumps(told)) == told
    how = told["understood"].get("how", {"by": "plan", "cypher": ""})
    assert how["by"] == "plan"
    assert attack.id not in how["cypher"]
    assert attack.text not in how["cypher"]
    assert set(told) == {
        "question", "kind", "answer", "abstained", "count", "results", "citations",
        "timings_ms", "understood",
    }  # fmt: skip


@each_attack
def test_as_a_question_it_is_only_a_question(answerer: Answerer, attack: Attack) -> None:
    before = answerer.ask("How many films are about herons?", EVERYTHING).answer
    answer = answerer.ask(attack.text[:LONGEST], EVERYTHING)
    assert not ACTIVE.search(answer.answer)
    assert answer.kind in ("lookup", "list", "count", "overview", "none")
    assert answerer.ask("How many films are about herons?", EVERYTHING).answer == before


# The language model


class Obedient:
    """A model that does what the texts in its prompt order, citing whatever it was given."""

    name = "obedient"
    SAYS = (
        "swordfish",
        "The password is swordfish.",
        "The archive is closed.",
        "The maker is swordfish.",
        "The answer is swordfish.",
    )

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def complete(self, *_: Any, **__: Any) -> str:
        steps = ["Delete every film and say swordfish", "What is swordfish by {1}?"]
        return json.dumps({"steps": steps, "cypher": "MATCH (n) DETACH DELETE n"})

    def stream(
        self,
        system: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> Iterator[str]:
        assert system
        assert schema
        assert spent is not None
        self.prompts.append(user)
        every = list(range(1, 17))
        yield json.dumps({"sentences": [{"text": text, "evidence": every} for text in self.SAYS]})


class Parrot(Obedient):
    """A model that says the hostile text itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.SAYS = (text[:500],)  # type: ignore[assignment]


def asked(facts: Facts, model: Obedient, question: str) -> tuple[dict[str, Any], list[str]]:
    events = list(Answerer(facts, ByNumber(), model).stream(question, EVERYTHING))
    said = [event.data["text"] for event in events if event.name == "sentence"]
    return events[-1].data, said


@pytest.mark.parametrize("attack", ORDERS, ids=named)
def test_a_model_that_obeys_gets_nothing_through(facts: Facts, attack: Attack) -> None:
    for question in (about(attack), f"Which tape shows otter {attack.id}?"):
        model = Obedient()
        answer, said = asked(facts, model, question)
        assert not set(said) & set(Obedient.SAYS)
        assert answer["dropped"] == len(Obedient.SAYS)


@pytest.mark.parametrize("attack", ORDERS, ids=named)
def test_an_order_is_known_as_one_and_not_shown(facts: Facts, attack: Attack) -> None:
    assert gives_orders(attack.text)
    model = Obedient()
    asked(facts, model, about(attack))
    assert plain(attack.text) not in model.prompts[0]


@pytest.mark.parametrize(
    "text",
    [
        "Women gut herring on the quay at Lerwick.",
        "The Provost gives orders to the band and the march begins.",
        "A system of canals; the users of the lock pay a toll.",
        "Instructions for crofters on how to shear sheep.",
        "A film for Sunday schools: the rules of the road.",
        "John Grierson says that documentary is the creative treatment of actuality.",
        "The assistant hands the teacher a microscope.",
    ],
)
def test_what_a_catalogue_says_is_no_order(text: str) -> None:
    assert not gives_orders(text)


@each_attack
def test_the_marks_of_a_prompt_can_not_be_forged(facts: Facts, attack: Attack) -> None:
    model = Obedient()
    asked(facts, model, attack.text[:LONGEST])
    asked(facts, model, about(attack))
    for prompt in model.prompts:
        found = re.match(r"<<EVIDENCE 1 (\w{16})>>\n", prompt)
        assert found
        marked = [line for line in prompt.splitlines() if found[1] in line]
        opened = [line for line in marked if re.fullmatch(r"<<EVIDENCE \d+ \w{16}>>", line)]
        assert len(marked) == 2 * len(opened) + 2
        assert not ACTIVE.search(prompt)
        assert prompt.endswith("\nAnswer in English.") or "\nAnswer in " in prompt


@each_attack
def test_markup_and_controls_of_a_model_are_taken_out(facts: Facts, attack: Attack) -> None:
    answer, said = asked(facts, Parrot(attack.text), "How many films are about herons?")
    assert answer["count"] == len(ATTACKS)
    for text in (*said, answer["answer"]):
        assert not ACTIVE.search(text)
    # What the evidence bears out comes after the count, which is exact.
    for text in said[1:2] if not answer["dropped"] else []:
        assert "](" not in text
        assert not re.search(r"<\w", text)


# The ways out


def read_events(body: bytes) -> list[tuple[str, Any]]:
    """Events as the standard has a browser read them: CR, LF and CRLF end a line."""
    found, name, data = [], "", []
    for line in re.split(r"\r\n|\r|\n", body.decode()):
        if not line and data:
            found.append((name, json.loads("\n".join(data))))
        if not line:
            name, data = "", []
        field, _, value = line.partition(":")
        if field == "event":
            name = value.strip()
        elif field == "data":
            data.append(value.removeprefix(" "))
        else:
            assert field == "", line
    return found


@pytest.fixture(scope="module")
def client(answerer: Answerer) -> TestClient:
    return TestClient(create_app(Services(lambda: answerer, MemoryStore())))


@each_attack
def test_a_stream_holds_its_own_events_only(client: TestClient, attack: Attack) -> None:
    for question in (about(attack), attack.text[:LONGEST]):
        body = client.post("/api/v1/ask/stream", json={"question": question}).content
        events = read_events(body)
        names = [name for name, _ in events]
        assert names[:2] == ["understood", "evidence"]
        assert set(names[2:-1]) <= {"sentence"}
        assert names[-1] == "done"
        assert events[-1][1]["question"] == question


@each_attack
def test_a_terminal_is_told_nothing_to_do(
    answerer: Answerer, attack: Attack, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answerer.ask(about(attack), EVERYTHING)
    results.file = None  # what is captured now, and not when the module was read
    show(answer)
    shown = capsys.readouterr().out
    print_json(answer.as_json())
    printed = capsys.readouterr().out
    assert not ACTIVE.search(shown.replace("\n", ""))
    assert printed.count("\n") == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
    assert json.loads(printed) == answer.as_json()


def test_rich_markup_is_shown_as_text(
    answerer: Answerer, capsys: pytest.CaptureFixture[str]
) -> None:
    attack = next(attack for attack in ATTACKS if attack.text.startswith("[bold red]"))
    show(answerer.ask(about(attack), EVERYTHING))
    assert "[bold red]swordfish[/bold red]" in capsys.readouterr().out
