"""Answers worded by a real vLLM: structured output, streaming, many at once, a server that dies."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import jsonschema
import pytest
from fastapi.testclient import TestClient

from graph_schema.errors import ModelError, ReadOnlyError
from graph_schema.scope import Scope
from rag_service.answering import Answer, Answerer
from rag_service.answering.decompose import MOST_STEPS, take_apart
from rag_service.answering.generate import SCHEMA, SYSTEM, Evidence, prompt
from rag_service.answering.grounding import supported
from rag_service.answering.textcypher import ask_graph
from rag_service.api import Gate, Services, create_app
from reelgraph.llm import MOST_TOKENS, EndpointLanguageModel
from tests.vllm_server import Vllm

if TYPE_CHECKING:
    from tests.demo_collection import Demo

pytestmark = pytest.mark.slow

ALL = Scope.everything()
QUESTION = "What is “A Trip to the Moon” about?"


# An answer of the greatest length that its schema allows, were each character a token.
LONGEST_ANSWER = 3400
LONGEST_QUERY = 2000


def model_of(vllm: Vllm, most_tokens: int = MOST_TOKENS) -> EndpointLanguageModel:
    return EndpointLanguageModel(
        vllm.url, vllm.model, timeout_s=240, retries=0, most_tokens=most_tokens
    )


def asked(number: int) -> str:
    """A question with evidence that holds what JSON has to escape."""
    text = f'Film {number} shows “Leith\tharbour”,\nsaid "J. Grierson" \\ in 19{number:02}.'
    return prompt("What does the film show?", [Evidence(text, ())])


def test_structured_output_fits_its_schema_eight_at_once(vllm: Vllm) -> None:
    model = model_of(vllm, LONGEST_ANSWER)
    most: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            most.append(vllm.metric("vllm:num_requests_running"))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda n: model.complete(SYSTEM, asked(n), schema=SCHEMA), range(8)))
    done.set()
    watcher.join()
    for answer in said:
        jsonschema.validate(json.loads(answer), SCHEMA)
    assert max(most) > 1, "the questions were not answered at the same time"


def test_the_head_of_the_prompt_is_computed_once(vllm: Vllm) -> None:
    model = model_of(vllm, LONGEST_ANSWER)
    before = vllm.metric("vllm:prefix_cache_hits_total")
    for number in (1, 2):
        model.complete(SYSTEM, asked(number), schema=SCHEMA)
    assert vllm.metric("vllm:prefix_cache_hits_total") > before


def test_an_answer_comes_in_pieces(vllm: Vllm) -> None:
    pieces = list(model_of(vllm).stream("Answer in one short sentence.", "What is a film archive?"))
    assert len(pieces) > 3
    assert "".join(pieces).strip()


def test_what_it_says_is_borne_out_by_what_it_cites(vllm: Vllm, demo: Demo) -> None:
    answerer = Answerer(demo.facts, demo.index, model_of(vllm))
    answer = answerer.ask(QUESTION, ALL)
    assert not answer.abstained
    assert answer.citations
    assert supported(answer.answer, [answer.answer, *(c.text for c in answer.citations)])


def test_steps_and_queries_come_in_the_form_asked_for(vllm: Vllm) -> None:
    """What such a small model says is no use; that it fits is."""
    model = model_of(vllm, LONGEST_QUERY)
    question = "Which people have a place in common with Georges Méliès?"
    refused: list[str] = []

    class Refuses:
        def read(self, cypher: str, *_: object, **__: object) -> list[dict[str, object]]:
            refused.append(cypher)
            raise ReadOnlyError("reads may only read")

    assert len(take_apart(question, model, "5f3a")) <= MOST_STEPS
    assert ask_graph(question, model, Refuses(), ALL, "5f3a") is None
    assert len(refused) == 2
    assert all(refused)


def test_more_questions_than_can_be_answered_are_refused_and_answered_later(
    vllm: Vllm, demo: Demo
) -> None:
    """One is answered, which takes the model seconds; one waits; there is no place for more."""
    answerer = Answerer(demo.facts, demo.index, model_of(vllm))
    services = Services(lambda: answerer, demo.store, gate=Gate(1, 1, longest_wait_s=240))
    asked_before = vllm.metric("vllm:request_success_total")
    with TestClient(create_app(services)) as client, ThreadPoolExecutor(8) as askers:

        def ask(_: int) -> httpx.Response:
            return client.post("/api/v1/ask", json={"question": QUESTION})

        told = list(askers.map(ask, range(8)))
        refused = [reply for reply in told if reply.status_code == 429]
        answered = [reply for reply in told if reply.status_code == 200]
        assert (len(answered), len(refused)) == (2, 6)
        assert vllm.metric("vllm:request_success_total") > asked_before
        assert all(reply.json()["citations"] for reply in answered)
        assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)
        assert ask(9).status_code == 200


def test_a_server_killed_in_the_middle_of_an_answer(vllm: Vllm, demo: Demo) -> None:
    """The last test of the file: the asker gets the answer put together from the evidence."""
    plain = Answerer(demo.facts, demo.index).ask(QUESTION, ALL)
    answer = killed_while_answering(vllm, Answerer(demo.facts, demo.index, model_of(vllm)))
    assert answer.answer.startswith(plain.answer)
    assert "language model" in answer.answer.removeprefix(plain.answer)
    assert answer.citations == plain.citations
    with pytest.raises(ModelError, match="REELGRAPH_LLM_URL"):
        model_of(vllm).complete(SYSTEM, asked(1), schema=SCHEMA)


def killed_while_answering(vllm: Vllm, answerer: Answerer) -> Answer:
    """Asks until the model is seen at work, which a short answer may hide, and kills it then."""
    with ThreadPoolExecutor(1) as pool:
        for _ in range(20):
            asking = pool.submit(answerer.ask, QUESTION, ALL)
            while not asking.done():
                if vllm.metric("vllm:num_requests_running"):
                    vllm.kill()
                    return asking.result(60)
    pytest.fail(f"the model was never seen at work; the last answer: {asking.result()}")
