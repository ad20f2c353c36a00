"""Questions past what can be worked on wait, and past that are turned away."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import anyio
import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from graph_schema.memory import MemoryStore
from rag_service.answering import Answer, Answerer, Event
from rag_service.api import Gate, Services, create_app

QUESTION = {"question": "How many films?"}


def test_no_more_are_let_in_than_may_be() -> None:
    gate = Gate(2)
    most = 0

    async def ask() -> None:
        nonlocal most
        async with gate.passed():
            most = max(most, gate.running)
            await anyio.sleep(0)

    async def all_of_them() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(ask)

    anyio.run(all_of_them)
    assert most == 2
    assert (gate.running, gate.queued, gate.refused) == (0, 0, 0)


def test_who_waited_too_long_is_turned_away() -> None:
    gate = Gate(1, longest_wait_s=0)

    async def ask() -> HTTPException:
        async with gate.passed():
            with pytest.raises(HTTPException) as refused:
                async with gate.passed():
                    raise AssertionError("let in")
        return refused.value

    refusal = anyio.run(ask)
    assert refusal.status_code == 429
    assert refusal.headers is not None
    assert int(refusal.headers["Retry-After"]) >= 1
    assert (gate.running, gate.queued, gate.refused) == (0, 0, 1)


def test_a_place_is_given_back_when_the_work_fails() -> None:
    gate = Gate(1)

    async def ask() -> None:
        with pytest.raises(KeyError):
            async with gate.passed():
                raise KeyError
        async with gate.passed():
            assert gate.running == 1

    anyio.run(ask)


class Slow:
    """An answerer that answers when it is told to."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Event()

    def ask(self, question: str, _: object, **__: object) -> Answer:
        self.begun.release()
        assert self.go_on.wait(60)
        return Answer(question, "count", "None.", False, 0, (), (), {}, {})

    def stream(self, question: str, scope: object, **_: object) -> Iterator[Event]:
        yield Event("done", self.ask(question, scope).as_json())


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.go_on.set()


def refused(response: Any) -> None:
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) >= 1
    assert response.headers["content-type"] == "application/problem+json"


def test_past_the_queue_questions_are_refused(slow: Slow) -> None:
    services = Services(lambda: cast(Answerer, slow), MemoryStore(), gate=Gate(1, waiting=0))
    with TestClient(create_app(services)) as client, ThreadPoolExecutor(1) as other:
        first = other.submit(client.post, "/api/v1/ask", json=QUESTION)
        assert slow.begun.acquire(timeout=60)
        refused(client.post("/api/v1/ask", json=QUESTION))
        refused(client.get("/api/v1/ask/stream", params=QUESTION))
        refused(client.get("/api/v1/passages", params={"q": "films"}))
        chat = {"model": "reelgraph", "messages": [{"role": "user", "content": "How many?"}]}
        busy = client.post("/v1/chat/completions", json=chat)
        assert (busy.status_code, int(busy.headers["retry-after"])) == (429, 1)
        metrics = client.get("/metrics").text
        assert "reelgraph_questions_running 1.0" in metrics
        assert "reelgraph_questions_refused_total 4.0" in metrics
        assert client.get("/healthz").status_code == 200
        slow.go_on.set()
        assert first.result(60).status_code == 200
        assert client.post("/api/v1/ask", json=QUESTION).status_code == 200


def test_a_stream_holds_its_place_until_its_end(slow: Slow) -> None:
    services = Services(lambda: cast(Answerer, slow), MemoryStore(), gate=Gate(1, waiting=0))
    with TestClient(create_app(services)) as client, ThreadPoolExecutor(1) as other:
        first = other.submit(client.get, "/api/v1/ask/stream", params=QUESTION)
        assert slow.begun.acquire(timeout=60)
        refused(client.post("/api/v1/ask", json=QUESTION))
        slow.go_on.set()
        assert "event: done" in first.result(60).text


def test_who_shows_no_token_takes_no_place(slow: Slow) -> None:
    token = "a-token-of-more-than-24-characters"
    services = Services(lambda: cast(Answerer, slow), MemoryStore(), token, gate=Gate(1, waiting=0))
    shown = {"Authorization": f"Bearer {token}"}
    with TestClient(create_app(services)) as client, ThreadPoolExecutor(1) as other:
        first = other.submit(client.post, "/api/v1/ask", json=QUESTION, headers=shown)
        assert slow.begun.acquire(timeout=60)
        assert client.post("/api/v1/ask", json=QUESTION).status_code == 401
        assert client.post("/api/v1/ask", json=QUESTION, headers=shown).status_code == 429
        slow.go_on.set()
        assert first.result(60).status_code == 200
