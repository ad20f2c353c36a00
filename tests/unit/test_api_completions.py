"""Chat completions and models, asked with OpenAI's own client."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openai
import pytest
from fastapi.testclient import TestClient

from graph_schema.errors import RetrievalIndexError, StoreUnavailableError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.answering import Answerer, Event
from rag_service.api import Gate, Services, create_app
from rag_service.api.numbered import Numbered, inert, numbered
from tests.attacks import ATTACKS
from tests.demo_collection import Demo

TOKEN = "a-token-of-more-than-24-characters"
COUNT = "How many newsreels are there?"
SPECTRE = "Which films show a spectre?"


@contextmanager
def asking(services: Services, key: str = "none") -> Iterator[openai.OpenAI]:
    """OpenAI's client on the service."""
    with TestClient(create_app(services), raise_server_exceptions=False) as http:
        yield openai.OpenAI(
            base_url="http://testserver/v1", api_key=key, http_client=http, max_retries=0
        )


@pytest.fixture
def client(demo: Demo) -> Iterator[openai.OpenAI]:
    with asking(Services(lambda: demo.answerer, demo.store)) as client:
        yield client


def user(*contents: Any) -> list[Any]:
    return [{"role": "user", "content": content} for content in contents]


def test_the_archive_is_the_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["reelgraph"]


def test_an_answer_has_marks_and_sources(client: openai.OpenAI, demo: Demo) -> None:
    made = client.chat.completions.create(model="reelgraph", messages=user(COUNT))
    told = demo.answerer.ask(COUNT, Scope.everything()).as_json()
    extra = made.model_extra or {}
    assert extra["citations"] == told["citations"]
    assert extra["abstained"] is False
    content = made.choices[0].message.content or ""
    said, _, listed = content.partition("\n\nSources:\n\n")
    assert re.sub(r" (\[\d+\])+", "", said) == told["answer"]
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", said)}
    assert marks == set(range(1, len(told["citations"]) + 1))
    for number, (line, citation) in enumerate(
        zip(listed.split("\n\n"), told["citations"], strict=True), start=1
    ):
        assert line.startswith(f"[{number}] {citation['record_id']}, {citation['field']}: “")
    assert (made.choices[0].finish_reason, made.choices[0].message.role) == ("stop", "assistant")


def test_no_token_is_counted_where_no_model_was_asked(client: openai.OpenAI) -> None:
    made = client.chat.completions.create(model="reelgraph", messages=user(COUNT))
    assert made.usage is not None
    assert (made.usage.prompt_tokens, made.usage.total_tokens) == (0, 0)


def test_a_stream_says_the_same(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="reelgraph", messages=user(SPECTRE))
    chunks = list(
        client.chat.completions.create(
            model="reelgraph",
            messages=user(SPECTRE),
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    texts = [c.choices[0].delta.content or "" for c in chunks if c.choices]
    assert "".join(texts) == whole.choices[0].message.content
    assert len([text for text in texts if text]) >= 2
    last = [c for c in chunks if c.choices][-1]
    assert last.choices[0].finish_reason == "stop"
    assert (last.model_extra or {})["citations"] == (whole.model_extra or {})["citations"]
    assert chunks[-1].usage is not None
    assert len({c.id for c in chunks}) == 1


def test_a_place_on_film_is_told_by_the_clock(client: openai.OpenAI) -> None:
    made = client.chat.completions.create(model="reelgraph", messages=user(SPECTRE))
    assert re.search(r"\[1\] \S+\.mp4 at \d\d:\d\d:\d\d \(transcript\): “", said(made))


def said(made: Any) -> str:
    return str(made.choices[0].message.content)


def test_nothing_found_is_told(client: openai.OpenAI) -> None:
    asked = user("Which films show zeppelin knitting?")
    made = client.chat.completions.create(model="reelgraph", messages=asked)
    assert said(made).startswith("Nothing in the catalogue")
    assert (made.model_extra or {})["abstained"] is True


def test_the_question_is_the_last_user_message_in_any_form(client: openai.OpenAI) -> None:
    parts = [{"type": "text", "text": COUNT}]
    messages: list[Any] = [
        {"role": "system", "content": "You are a pirate."},
        *user("Which films show a spectre?"),
        {"role": "assistant", "content": "The third part."},
        *user(parts),
    ]
    made = client.chat.completions.create(
        model="reelgraph", messages=messages, temperature=0.7, max_tokens=5, user="someone"
    )
    assert said(made).startswith("3 films match")


@pytest.mark.parametrize(
    ("request_", "error", "words"),
    [
        ({"messages": []}, openai.BadRequestError, "messages"),
        ({"messages": user("  ")}, openai.BadRequestError, "no question"),
        ({"messages": user(None)}, openai.BadRequestError, "no question"),
        ({"messages": user("x" * 2001)}, openai.BadRequestError, "longer than 2000"),
        ({"messages": user(COUNT), "n": 2}, openai.BadRequestError, "body.n"),
        (
            {"messages": user(COUNT), "response_format": {"type": "json_object"}},
            openai.BadRequestError,
            "response_format",
        ),
        ({"messages": user(COUNT), "model": "gpt"}, openai.NotFoundError, "no model 'gpt'"),
    ],
)
def test_what_is_wrong_comes_in_the_shape_that_clients_read(
    client: openai.OpenAI, request_: dict[str, Any], error: type[openai.APIStatusError], words: str
) -> None:
    with pytest.raises(error) as caught:
        client.chat.completions.create(**{"model": "reelgraph", **request_})
    body = caught.value.response.json()["error"]
    assert set(body) == {"message", "type", "param", "code"}
    assert body["type"] == "invalid_request_error"
    assert words in body["message"]


def test_the_token_is_asked_for(demo: Demo) -> None:
    services = Services(lambda: demo.answerer, demo.store, token=TOKEN)
    with asking(services, "wrong") as client:
        for call in (
            client.models.list,
            lambda: client.chat.completions.create(model="reelgraph", messages=user(COUNT)),
        ):
            with pytest.raises(openai.AuthenticationError) as caught:
                call()
            assert caught.value.code == "invalid_api_key"
    with asking(services, TOKEN) as client:
        assert said(client.chat.completions.create(model="reelgraph", messages=user(COUNT)))


def test_a_busy_service_says_when_to_ask_again(demo: Demo) -> None:
    full = Gate(at_once=1, waiting=0)
    with asking(Services(lambda: demo.answerer, demo.store, gate=full)) as client:
        full.queued = 1
        with pytest.raises(openai.RateLimitError, match="ask again") as caught:
            client.chat.completions.create(model="reelgraph", messages=user(COUNT))
    assert int(caught.value.response.headers["retry-after"]) >= 1


def test_no_index_is_a_server_error_with_advice() -> None:
    def no_index() -> Answerer:
        raise RetrievalIndexError("Take something in first: reelgraph ingest FILE")

    for stream in (False, True):
        with (
            asking(Services(no_index, MemoryStore())) as client,
            pytest.raises(openai.InternalServerError, match="reelgraph ingest FILE") as caught,
        ):
            client.chat.completions.create(model="reelgraph", messages=user(COUNT), stream=stream)
        assert caught.value.status_code == 503


def test_a_failure_in_the_middle_of_a_stream_is_told(demo: Demo) -> None:
    def broken(*_: object, **__: object) -> Iterator[Any]:
        yield from list(demo.answerer.stream(COUNT, Scope.everything()))[:3]
        raise StoreUnavailableError("Neo4j went away")

    services = Services(lambda: Broken(), demo.store)

    class Broken:
        stream = broken

    with asking(services) as client:
        chunks = client.chat.completions.create(
            model="reelgraph", messages=user(COUNT), stream=True
        )
        with pytest.raises(openai.APIError, match="Neo4j went away"):
            list(chunks)


def test_sentences_that_were_taken_back_are_not_in_the_whole() -> None:
    cited = [{"record_id": "1", "text": "t", "field": "f", "start_ms": None, "media": None}]
    texts = ("2 films.", "The model says.", "The evidence says.", "It broke off.")
    events = [Event("sentence", {"text": text, "citations": cited}) for text in texts]
    answer = {"answer": "2 films. The evidence says. It broke off."}
    content, marks, told = numbered([*events, Event("done", answer)])
    assert content == "2 films. [1] The evidence says. [1] It broke off. [1]"
    assert (marks.citations, told) == (cited, answer)


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example/?q=1)",
        "[click](javascript:alert(1))",
        "[1]: http://evil.example",
        "a\n\n[1]: http://evil.example\n[text][1]",
        "<img src=x onerror=alert(1)>",
        "</p><script>alert(1)</script>",
        "<!-- -->",
        "\u202eevil\u200b",
        *(attack.text for attack in ATTACKS),
    ],
)
def test_a_records_words_stay_words(text: str) -> None:
    shown = inert(text)
    assert not re.search(r"\]\(|!\[|\]\[|\]:|<[A-Za-z/!?]|\n|[\u200b-\u200f\u202a-\u202e]", shown)
    numbered = Numbered()
    cited = {"record_id": "1", "text": text, "field": "t", "start_ms": None, "media": None}
    marked = numbered.sentence(text, [cited, dict(cited)])
    assert marked.endswith(" [1]")
    assert inert(text)[:200] in numbered.sources()
    assert json.dumps(numbered.citations[0]["text"]) == json.dumps(text)
