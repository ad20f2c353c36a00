"""Answers by way of a real HTTP endpoint that streams, fails, hangs and breaks off as told."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from answering_archive import EVERYTHING, WordRetriever, archive

from graph_schema.errors import BudgetError, ModelError, StoppedError
from graph_schema.models import Spent
from graph_schema.stopping import Stop
from rag_service.answering import Answer, Answerer, Facts, Nearness
from rag_service.answering.entailment import SCHEMA as VERDICTS
from rag_service.answering.generate import SCHEMA, SYSTEM
from reelgraph.ledger import Ledger
from reelgraph.llm import EndpointLanguageModel
from tests.scripted_endpoint import (
    Call,
    Endpoint,
    breaks_off,
    drips,
    fails,
    hangs,
    says,
    serving,
)

LOOKUP = "Which film shows women packing fish?"
GOOD = "In Pilchards, women pack fish in barrels."
ALSO = "Fish go in barrels."
WRONG = "Sharks attack the fleet."


def worded(*sentences: str) -> str:
    return json.dumps({"sentences": [{"text": text, "evidence": [1]} for text in sentences]})


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(archive())


@pytest.fixture(scope="module")
def plain(facts: Facts) -> Answer:
    return Answerer(facts, WordRetriever(facts)).ask(LOOKUP, EVERYTHING)


def model_of(endpoint: Endpoint, **options: Any) -> EndpointLanguageModel:
    options.setdefault("sleep", lambda _: None)
    options.setdefault("timeout_s", 20.0)
    return EndpointLanguageModel(endpoint.url, "m", **options)


def answerer_of(facts: Facts, endpoint: Endpoint, **options: Any) -> Answerer:
    checks = {k: options.pop(k) for k in ("nearness", "entailment") if k in options}
    return Answerer(facts, WordRetriever(facts), model_of(endpoint, **options), **checks)


def is_plain(answer: Answer, plain: Answer) -> bool:
    told = answer.answer.removeprefix(plain.answer)
    return (
        answer.answer.startswith(plain.answer)
        and "language model" in told
        and answer.citations == plain.citations
        and answer.results == plain.results
    )


def test_a_streamed_answer_is_checked_and_accounted_for(facts: Facts) -> None:
    with serving(says(worded(GOOD, WRONG, ALSO))) as endpoint:
        answer = answerer_of(facts, endpoint).ask(LOOKUP, EVERYTHING)
    told = answer.as_json()
    assert told["answer"] == f"{GOOD} {ALSO}"
    assert told["dropped"] == 1
    usage = told["usage"]
    assert (usage["calls"], usage["prompt_tokens"], usage["completion_tokens"]) == (1, 100, 20)
    assert usage["ms"] > 0
    asked = endpoint.asked[0]
    assert asked["stream"] is True
    assert asked["stream_options"] == {"include_usage": True}
    assert asked["messages"][0] == {"role": "system", "content": SYSTEM}
    form = asked["response_format"]
    assert (form["type"], form["json_schema"]["schema"]) == ("json_schema", SCHEMA)


def test_a_sentence_is_out_before_the_next_is_written(facts: Facts) -> None:
    first_is_out = threading.Event()

    def act(call: Call) -> None:
        whole = worded(GOOD, ALSO)
        cut = whole.index(ALSO)
        call.start_stream()
        call.piece(whole[:cut])
        assert first_is_out.wait(20)
        call.piece(whole[cut:], "stop")
        call.end_stream()

    with serving(act) as endpoint:
        said = []
        for event in answerer_of(facts, endpoint).stream(LOOKUP, EVERYTHING):
            if event.name == "sentence":
                said.append(event.data["text"])
                first_is_out.set()
    assert said == [GOOD, ALSO]


def test_a_server_that_dies_in_the_middle_costs_the_wording_only(
    facts: Facts, plain: Answer
) -> None:
    whole = worded(GOOD, ALSO)
    with serving(breaks_off(whole[: whole.index(ALSO)])) as endpoint:
        answerer = answerer_of(facts, endpoint)
        events = list(answerer.stream(LOOKUP, EVERYTHING))
        answer = answerer.ask(LOOKUP, EVERYTHING)
    assert is_plain(answer, plain)
    assert "broke off" in answer.answer
    assert events[-1].data["answer"] == answer.answer
    said = [event.data["text"] for event in events if event.name == "sentence"]
    assert said[0] == GOOD
    assert "broke off" in said[-1]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_failure_is_tried_again_after_the_pause_asked_for(
    facts: Facts, status: int
) -> None:
    waited: list[float] = []
    with serving(fails(status, "3"), fails(status, "0.5"), says(worded(GOOD))) as endpoint:
        answer = answerer_of(facts, endpoint, sleep=waited.append).ask(LOOKUP, EVERYTHING)
    assert answer.answer == GOOD
    assert waited == [3.0, 0.5]


def test_pauses_grow_where_none_is_asked_for() -> None:
    waited: list[float] = []
    with serving(fails(500)) as endpoint, pytest.raises(ModelError):
        model_of(endpoint, sleep=waited.append, retries=3).complete("s", "u")
    assert len(endpoint.asked) == 4
    assert 0 < waited[0] < waited[1] < waited[2]


def test_a_pause_longer_than_the_time_left_is_not_waited_for(facts: Facts, plain: Answer) -> None:
    waited: list[float] = []
    with serving(fails(429, "3600")) as endpoint:
        answer = answerer_of(facts, endpoint, sleep=waited.append).ask(LOOKUP, EVERYTHING)
    assert is_plain(answer, plain)
    assert waited == []
    assert len(endpoint.asked) == 1


def test_a_server_that_hangs_is_given_up_and_not_asked_again(facts: Facts, plain: Answer) -> None:
    released = threading.Event()
    with serving(hangs(released)) as endpoint:
        answer = answerer_of(facts, endpoint, timeout_s=0.3).ask(LOOKUP, EVERYTHING)
        released.set()
    assert is_plain(answer, plain)
    assert len(endpoint.asked) == 1


def test_a_stream_without_end_is_cut(facts: Facts, plain: Answer) -> None:
    with serving(drips(" ", 0.01)) as endpoint:
        answer = answerer_of(facts, endpoint, timeout_s=0.3).ask(LOOKUP, EVERYTHING)
    assert is_plain(answer, plain)


def test_an_answer_without_bounds_is_cut(facts: Facts, plain: Answer) -> None:
    with serving(says('{"sentences": [' + " " * 100_000)) as endpoint:
        answer = answerer_of(facts, endpoint).ask(LOOKUP, EVERYTHING)
    assert is_plain(answer, plain)


@pytest.mark.parametrize(
    "said",
    [
        "I can't do that.",
        '{"sentences": [{"text": "In Pil',
        '{"answer": "yes"}',
        '{"sentences": {}}',
        "",
        "\x00\x01",
        "[" * 2000,
    ],
)
def test_broken_json_costs_the_wording_only(facts: Facts, plain: Answer, said: str) -> None:
    with serving(says(said)) as endpoint:
        assert is_plain(answerer_of(facts, endpoint).ask(LOOKUP, EVERYTHING), plain)


def test_json_behind_chatter_is_read(facts: Facts) -> None:
    with serving(says(f"Sure:\n```json\n{worded(GOOD)}\n```")) as endpoint:
        assert answerer_of(facts, endpoint).ask(LOOKUP, EVERYTHING).answer == GOOD


def test_eight_at_once_and_no_more() -> None:
    together = threading.Barrier(8)

    def act(call: Call) -> None:
        together.wait(20)
        says(worded(GOOD))(call)

    with serving(act) as endpoint:
        model = model_of(endpoint, at_once=8)
        with ThreadPoolExecutor(16) as pool:
            said = list(pool.map(lambda n: model.complete("s", str(n)), range(16)))
    assert said == [worded(GOOD)] * 16
    assert endpoint.most == 8


def test_no_turn_in_time_is_a_model_error() -> None:
    released = threading.Event()
    with serving(hangs(released)) as endpoint:
        model = model_of(endpoint, at_once=1, timeout_s=0.5)
        with ThreadPoolExecutor(2) as pool:
            asked = [pool.submit(model.complete, "s", "u") for _ in range(2)]
            errors = {str(call.exception()) for call in asked}
        released.set()
    assert any("no turn came" in error for error in errors) or len(endpoint.asked) == 2


def test_who_stops_listening_frees_the_turn(facts: Facts) -> None:
    with serving(says(worded(GOOD, ALSO))) as endpoint:
        answerer = answerer_of(facts, endpoint, at_once=1)
        events = answerer.stream(LOOKUP, EVERYTHING)
        assert next(e for e in events if e.name == "sentence").data["text"] == GOOD
        events.close()  # type: ignore[attr-defined]
        assert answerer.ask(LOOKUP, EVERYTHING).answer == f"{GOOD} {ALSO}"


def test_the_same_question_is_worded_once(facts: Facts) -> None:
    with serving(says(worded(GOOD, WRONG))) as endpoint:
        answerer = answerer_of(facts, endpoint)
        first = answerer.ask(LOOKUP, EVERYTHING).as_json()
        again = answerer.ask(LOOKUP.upper().lower(), EVERYTHING).as_json()
        other = answerer.ask("Which film shows pots that dance to a shanty?", EVERYTHING)
    assert (again["answer"], again["citations"]) == (first["answer"], first["citations"])
    assert (first["usage"]["cached"], again["usage"]["cached"]) == (False, True)
    assert (again["usage"]["calls"], again["dropped"]) == (0, 1)
    assert other.answer != first["answer"]
    assert len(endpoint.asked) == 2


def test_what_broke_off_is_not_kept(facts: Facts) -> None:
    with serving(breaks_off('{"sentences": ['), says(worded(GOOD))) as endpoint:
        answerer = answerer_of(facts, endpoint)
        answerer.ask(LOOKUP, EVERYTHING)
        assert answerer.ask(LOOKUP, EVERYTHING).answer == GOOD


# Accounts


def test_each_call_is_in_the_ledger_of_its_day(tmp_path: Path) -> None:
    days = iter([date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 2)])
    ledger = Ledger(tmp_path, today=lambda: next(days))
    with serving(says("yes")) as endpoint:
        model = model_of(endpoint, ledger=ledger)
        for _ in range(3):
            model.complete("s", "u")
    spent = Ledger(tmp_path).days()
    assert [(day, cost.calls, cost.prompt_tokens) for day, cost in spent.items()] == [
        ("2026-01-01", 1, 100),
        ("2026-01-02", 2, 200),
    ]
    lines = (tmp_path / "llm-usage.jsonl").read_text().splitlines()
    names = {"day", "model", "calls", "prompt_tokens", "completion_tokens", "ms"}
    assert [set(json.loads(line)) for line in lines] == [names] * 3


def test_a_spent_budget_costs_the_wording_until_the_next_day(facts: Facts, tmp_path: Path) -> None:
    today = [date(2026, 1, 1)]
    ledger = Ledger(tmp_path, budget=100, today=lambda: today[0])
    with serving(says(worded(GOOD))) as endpoint:
        answerer = answerer_of(facts, endpoint, ledger=ledger)
        assert answerer.ask(LOOKUP, EVERYTHING).answer == GOOD
        spent = answerer.ask(LOOKUP + " And where?", EVERYTHING)
        assert "tokens for today are spent" in spent.answer
        today[0] = date(2026, 1, 2)
        assert "tokens" not in answerer.ask(LOOKUP + " And where?", EVERYTHING).answer
    assert len(endpoint.asked) == 2


def test_a_damaged_ledger_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "llm-usage.jsonl"
    good = json.dumps({"day": "2026-01-01", "calls": 1, "prompt_tokens": 5, "completion_tokens": 6})
    file.write_bytes(f"{good}\n\x00\xff\nnull\n[1]\n{good}\nhalf a li".encode("latin-1"))
    ledger = Ledger(tmp_path, budget=21, today=lambda: date(2026, 1, 1))
    assert ledger.days()["2026-01-01"] == Spent(2, 10, 12, 0.0)
    with pytest.raises(BudgetError, match="REELGRAPH_LLM_DAILY_TOKENS"):
        ledger.check()


def test_a_ledger_that_can_not_be_written_costs_no_answer(facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with serving(says(worded(GOOD))) as endpoint:
        answerer = answerer_of(facts, endpoint, ledger=Ledger(tmp_path / "home"))
        assert answerer.ask(LOOKUP, EVERYTHING).answer == GOOD


# Checks


def judged(*verdicts: str) -> str:
    told = [{"sentence": n, "supported": v} for n, v in enumerate(verdicts, start=1)]
    return json.dumps({"verdicts": told})


def test_the_model_judges_all_sentences_in_one_call(facts: Facts) -> None:
    with serving(says(worded(GOOD, WRONG, ALSO)), says(judged("yes", "no"))) as endpoint:
        told = answerer_of(facts, endpoint, entailment=True).ask(LOOKUP, EVERYTHING).as_json()
    assert told["answer"] == GOOD
    assert told["dropped"] == 2
    assert told["usage"]["calls"] == 2
    assert endpoint.asked[1]["response_format"]["json_schema"]["schema"] == VERDICTS
    assert WRONG not in endpoint.asked[1]["messages"][1]["content"]


@pytest.mark.parametrize("verdicts", [judged(), judged("no"), judged("perhaps")])
def test_what_gets_no_yes_is_dropped(facts: Facts, plain: Answer, verdicts: str) -> None:
    with serving(says(worded(GOOD)), says(verdicts)) as endpoint:
        answer = answerer_of(facts, endpoint, entailment=True).ask(LOOKUP, EVERYTHING)
    assert answer.answer == plain.answer


@pytest.mark.parametrize("verdicts", ["yes", "{}", '{"verdicts": [1]}'])
def test_a_verdict_in_another_form_costs_the_wording_only(
    facts: Facts, plain: Answer, verdicts: str
) -> None:
    with serving(says(worded(GOOD)), says(verdicts)) as endpoint:
        answer = answerer_of(facts, endpoint, entailment=True).ask(LOOKUP, EVERYTHING)
    assert is_plain(answer, plain)


class Vectors:
    """Says how near the texts that it is given are to the first: one cosine for all."""

    name, dimensions = "fixed", 2

    def __init__(self, cosine: float) -> None:
        self._other = [cosine, (1 - cosine**2) ** 0.5]

    def passages(self, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return np.array([[1, 0], *[self._other] * (len(texts) - 1)], np.float32)

    queries = passages


PARAPHRASE = "Women stow the catch in barrels on the quay."


@pytest.mark.parametrize(
    ("sentence", "cosine", "kept"),
    [
        (GOOD, 0.85, True),
        (GOOD, 0.5, False),
        (PARAPHRASE, 0.95, True),
        (PARAPHRASE, 0.85, False),
        (WRONG, 0.99, False),
    ],
)
def test_meaning_is_compared_where_a_model_for_it_is_at_hand(
    facts: Facts, plain: Answer, sentence: str, cosine: float, kept: bool
) -> None:
    nearness = Nearness(Vectors(cosine), 0.8, 0.9, 0.83)
    with serving(says(worded(sentence))) as endpoint:
        answer = answerer_of(facts, endpoint, nearness=nearness).ask(LOOKUP, EVERYTHING)
    assert answer.answer == (sentence if kept else plain.answer)


WELSH = "Pa ffilm sydd yn dangos menywod?"
IN_WELSH = "Mae Pilchards yn dangos menywod yn pacio pysgod."


@pytest.mark.parametrize(
    ("sentence", "cosine", "kept"),
    [
        (IN_WELSH, 0.9, True),
        (IN_WELSH, 0.8, False),
        ("Mae'r archif ar gau.", 0.99, False),
        ("Gwnaed Pilchards ym 1951.", 0.99, False),
        ("Yma gwnaeth Alfred Pilchards.", 0.99, False),
    ],
)
def test_another_language_needs_names_numbers_and_meaning(
    facts: Facts, sentence: str, cosine: float, kept: bool
) -> None:
    nearness = Nearness(Vectors(cosine), 0.8, 0.9, 0.83)
    with serving(says(worded(sentence))) as endpoint:
        answer = answerer_of(facts, endpoint, nearness=nearness).ask(WELSH, EVERYTHING)
    assert (sentence in answer.answer) is kept
    assert "Answer in Welsh." in endpoint.asked[0]["messages"][1]["content"]


def test_another_language_is_not_let_through_unchecked(facts: Facts) -> None:
    with serving(says(worded(IN_WELSH))) as endpoint:
        answer = answerer_of(facts, endpoint).ask(WELSH, EVERYTHING)
    assert IN_WELSH not in answer.answer
    assert answer.citations


@pytest.mark.parametrize("before", ["", worded(GOOD, ALSO)[: worded(GOOD, ALSO).index(ALSO)]])
def test_a_stop_ends_a_call_that_waits(facts: Facts, before: str) -> None:
    waits, gone = threading.Event(), threading.Event()

    def act(call: Call) -> None:
        call.start_stream()
        call.piece(before)
        waits.set()
        # Nothing more comes from this side; the other one hangs up.
        assert call.handler.connection.recv(1) == b""
        gone.set()

    with serving(act) as endpoint:
        stop = Stop()
        answerer = answerer_of(facts, endpoint, at_once=1)

        def listen() -> list[str]:
            events = answerer.stream(LOOKUP, EVERYTHING, stop=stop)
            return [event.name for event in events]

        with ThreadPoolExecutor(1) as pool:
            listening = pool.submit(listen)
            assert waits.wait(20)
            stop.set()
            assert isinstance(listening.exception(20), StoppedError)
        assert gone.wait(20)
    assert len(endpoint.asked) == 1


def test_what_is_stopped_asks_no_model_any_more(facts: Facts) -> None:
    with serving(says(worded(GOOD))) as endpoint:
        stop = Stop()
        events = answerer_of(facts, endpoint).stream(LOOKUP, EVERYTHING, stop=stop)
        names = [next(events).name for _ in range(3)]
        stop.set()
        with pytest.raises(StoppedError):
            list(events)
    assert names == ["understood", "evidence", "reading"]
    assert endpoint.asked == []
