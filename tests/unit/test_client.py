"""Both faces of the Python client: on a real service, and where the service misbehaves."""

import asyncio
import inspect
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from graph_schema.scope import Scope
from rag_service.api import Services, create_app
from reelgraph.client import (
    AsyncClient,
    BusyError,
    Client,
    ClientError,
    ConnectionFailedError,
    Done,
    Found,
    NotAllowedError,
    NotFoundError,
    ProblemError,
    RequestError,
    Sentence,
    TokenError,
    Turn,
    Understood,
    UnexpectedReplyError,
    models,
)
from reelgraph.document import openapi
from tests.demo_collection import Demo
from tests.loopback import serving

TOKEN = "a-token-of-more-than-24-characters"
COUNT = "How many newsreels are there?"
FILM = "work:reelgraph-demo/D064"
Face = Callable[..., Any]
Reply = Callable[[], httpx.Response]


class Blocked:
    """The awaiting client behind the face of the waiting one."""

    def __init__(self, *positional: Any, sleep: Any = None, **named: Any) -> None:
        self._runner = asyncio.Runner()
        if sleep is not None:
            named["sleep"] = self._awaited(sleep)
        self._client = AsyncClient(*positional, **named)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        def call(*positional: Any, **named: Any) -> Any:
            made = method(*positional, **named)
            if inspect.isawaitable(made):
                return self._runner.run(made)
            return iter(self._runner.run(_all(made)))

        return call

    def __enter__(self) -> "Blocked":
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._client.close())
        self._runner.close()

    @staticmethod
    def _awaited(sleep: Callable[[float], None]) -> Any:
        async def slept(seconds: float) -> None:
            sleep(seconds)

        return slept


async def _all(events: AsyncIterator[Any]) -> list[Any]:
    return [event async for event in events]


@pytest.fixture(params=[Client, Blocked], ids=["waiting", "awaiting"])
def face(request: pytest.FixtureRequest) -> Face:
    return request.param


@pytest.fixture(scope="module")
def address(demo: Demo) -> Iterator[str]:
    """A service over the demo collection on a port of this machine."""
    app = create_app(Services(lambda: demo.answerer, demo.store, token=TOKEN))
    with serving(app) as address:
        yield address


@pytest.fixture
def client(face: Face, address: str) -> Iterator[Client]:
    with face(address, TOKEN) as client:
        yield client


def test_an_answer(client: Client, demo: Demo) -> None:
    answer = client.ask(COUNT)
    told = demo.answerer.ask(COUNT, Scope.everything()).as_json()
    assert {**answer.model_dump(exclude_unset=True), "timings_ms": None} == {
        **told,
        "timings_ms": None,
    }
    assert answer.citations[0].record_id == answer.results[0].record_id == "D064"


def test_an_answer_as_it_is_made(client: Client) -> None:
    events = list(client.stream(COUNT))
    assert [type(event) for event in events[:2]] == [Understood, Found]
    assert {type(event) for event in events[2:-1]} == {Sentence}
    done = events[-1]
    assert isinstance(done, Done)
    said = " ".join(event.text for event in events if isinstance(event, Sentence))
    assert (done.answer.answer, done.answer.count) == (said, 3)


def test_a_question_that_follows_another(client: Client) -> None:
    before = [Turn(question="Which newsreels are there?")]
    alone = client.ask(before[0].question)
    later = client.ask("and after 1940?", conversation=before)
    assert 0 < len(later.results) < len(alone.results)
    assert {r.id for r in later.results} < {r.id for r in alone.results}
    streamed = list(client.stream("and after 1940?", conversation=before))[-1]
    assert isinstance(streamed, Done)
    assert streamed.answer.results == later.results
    left_out = [f["id"] for f in later.understood["filters"]]
    assert client.ask("newsreels after 1940", without=left_out).results != later.results


def test_what_the_graph_holds(client: Client) -> None:
    hits = client.search("Hindenburg", labels=["Work"], limit=3)
    assert hits[0].node.id == FILM
    assert client.entity(FILM) == hits[0].node
    near = client.neighbours(FILM, types=["HAS_GENRE"])
    assert {(n.type, n.outgoing, n.node.label) for n in near} == {("HAS_GENRE", True, "Concept")}
    assert len(client.neighbours(FILM, limit=2)) == 2
    assert "Hindenburg" in client.record(FILM)[0].fields["title"]
    found = client.communities(limit=2)
    assert found.level == 0
    assert found.communities_in_all >= len(found.communities)
    passages = client.passages("a spectre", limit=2)
    assert [passage.record_id for passage in passages][:1] == ["D072"]
    assert len(passages) == 2


def test_the_services_own_problems(client: Client) -> None:
    for missing in (client.entity, client.neighbours, client.record):
        with pytest.raises(NotFoundError, match="work:nowhere/1") as caught:
            missing("work:nowhere/1")
        assert caught.value.status == 404
        assert caught.value.reference
    with pytest.raises(RequestError, match=r"body\.question"):
        client.ask("")
    with pytest.raises(RequestError):
        list(client.stream("x" * 2001))


def test_a_token_is_needed(face: Face, address: str) -> None:
    with face(address) as client, pytest.raises(TokenError, match="Authorization"):
        client.ask(COUNT)


def test_nobody_at_the_address(face: Face) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with face(f"http://127.0.0.1:{port}") as client:
        with pytest.raises(ConnectionFailedError, match=str(port)):
            client.ask(COUNT)
        with pytest.raises(ConnectionFailedError, match=str(port)):
            list(client.stream(COUNT))


def faked(face: Face, *replies: httpx.Response, **named: Any) -> tuple[Any, list[float], list[Any]]:
    """A client of a service that gives these replies; its pauses and requests."""
    pauses: list[float] = []
    asked: list[httpx.Request] = []
    left = list(replies)

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return left.pop(0)

    made = face(transport=httpx.MockTransport(handle), sleep=pauses.append, **named)
    return made, pauses, asked


def told(status: int, headers: dict[str, str] | None = None) -> httpx.Response:
    body = {"title": "Not now", "detail": "wait", "reference": "r1"}
    return httpx.Response(status, json=body, headers=headers)


NODE = {"id": "a", "label": "Work", "properties": {}, "sources": [], "merged_ids": [], "new": 1}


def test_a_busy_service_is_asked_again(face: Face) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=-1), usegmt=True)
    replies = [told(429, {"Retry-After": "7"}), told(503, {"Retry-After": later})]
    client, pauses, asked = faked(face, *replies, httpx.Response(200, json=NODE))
    with client:
        assert client.entity("a").label == "Work"
    assert pauses == [7.0, 0.0]
    assert len(asked) == 3


def test_without_retry_after_pauses_grow(face: Face) -> None:
    client, pauses, _ = faked(face, *[told(503) for _ in range(4)], retries=3)
    with client, pytest.raises(BusyError) as caught:
        client.ask("x")
    assert pauses == [0.5, 1.0, 2.0]
    assert caught.value.retry_after_s is None


def test_nobody_waits_an_hour(face: Face) -> None:
    client, pauses, asked = faked(face, told(429, {"Retry-After": "3600"}))
    with client, pytest.raises(BusyError, match="429 Not now: wait") as caught:
        client.ask("x")
    assert (pauses, len(asked)) == ([], 1)
    assert (caught.value.retry_after_s, caught.value.reference) == (3600.0, "r1")


def test_a_stream_is_asked_for_again_too(face: Face) -> None:
    client, pauses, _ = faked(face, told(429, {"Retry-After": "1"}), told(403))
    with client, pytest.raises(NotAllowedError):
        list(client.stream("x"))
    assert pauses == [1.0]


@pytest.mark.parametrize("status", [400, 409, 422, 500, 502, 504])
def test_other_failures_are_told_at_once(face: Face, status: int) -> None:
    client, pauses, _ = faked(face, told(status))
    with client, pytest.raises(ProblemError) as caught:
        client.ask("x")
    assert (caught.value.status, caught.value.title, pauses) == (status, "Not now", [])


def test_a_failure_that_is_no_problem_document(face: Face) -> None:
    for body in ("<html>Bad Gateway</html>", "[]"):
        client, _, _ = faked(face, httpx.Response(502, text=body))
        with client, pytest.raises(ProblemError, match="502 Bad Gateway"):
            client.ask("x")


@pytest.mark.parametrize(
    "reply",
    [
        lambda: httpx.Response(200, text="<html>"),
        lambda: httpx.Response(200, json={"unlike": "a node"}),
        lambda: httpx.Response(307, headers={"Location": "http://elsewhere.example/"}),
    ],
)
def test_another_program_at_the_address(face: Face, reply: Reply) -> None:
    client, _, _ = faked(face, reply())
    with client, pytest.raises(UnexpectedReplyError):
        client.entity("a")


def events(text: str) -> httpx.Response:
    return httpx.Response(200, text=text, headers={"Content-Type": "text/event-stream"})


SENTENCE = 'event: sentence\r\ndata: {"text": "a\u2028b", "citations": []}\r\n\r\n'


def test_a_stream_that_breaks_off(face: Face) -> None:
    client, _, _ = faked(face, events(SENTENCE))
    with client, pytest.raises(ConnectionFailedError, match="broke off"):
        list(client.stream("x"))


def test_events_of_a_newer_service_are_passed_over(face: Face) -> None:
    answer = {"question": "x", "kind": "none", "answer": "", "abstained": True, "count": None}
    answer |= {"results": [], "citations": [], "timings_ms": {}, "newer": True}
    done = httpx.Response(200, json=answer).text
    client, _, _ = faked(
        face,
        events(f"event: novel\ndata: {{}}\n\n: ping\n\n{SENTENCE}event: done\ndata: {done}\n\n"),
    )
    with client:
        made = list(client.stream("x"))
    assert [type(event) for event in made] == [Sentence, Done]
    assert made[0].text == "a\u2028b"


@pytest.mark.parametrize(
    "reply",
    [lambda: events("event: sentence\ndata: {\n\n"), lambda: httpx.Response(200, json={})],
)
def test_a_stream_that_can_not_be_read(face: Face, reply: Reply) -> None:
    client, _, _ = faked(face, reply())
    with client, pytest.raises(UnexpectedReplyError):
        list(client.stream("x"))


def test_every_error_has_one_root() -> None:
    for error in (ConnectionFailedError, UnexpectedReplyError, ProblemError, BusyError):
        assert issubclass(error, ClientError)


def test_both_faces_have_the_same_methods() -> None:
    def public(kind: type) -> dict[str, list[str]]:
        return {
            name: list(inspect.signature(method).parameters)
            for name, method in vars(kind).items()
            if not name.startswith("_")
        }

    assert public(Client) == public(AsyncClient)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (models.Answer, "AnswerBody"),
        (models.How, "HowBody"),
        (models.Community, "CommunityBody"),
        (models.Communities, "CommunitiesBody"),
        (models.Usage, "UsageBody"),
        (models.Turn, "EarlierQuestion"),
        (models.Result, "ResultItem"),
        (models.Citation, "CitationItem"),
        (models.Passage, "PassageBody"),
        (models.Record, "RecordBody"),
        (models.Node, "NodeBody"),
        (models.Neighbour, "NeighbourBody"),
        (models.Hit, "HitBody"),
    ],
)
def test_the_types_hold_all_that_the_service_sends(mine: type[BaseModel], theirs: str) -> None:
    described = openapi()["components"]["schemas"][theirs]["properties"]
    assert set(mine.model_fields) == set(described)
