"""The client of a language model, against an endpoint that misbehaves on purpose."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from graph_schema.errors import ModelError
from reelgraph.llm import EndpointLanguageModel

SCHEMA = {"type": "object", "properties": {"sentences": {"type": "array"}}}


class Endpoint:
    """What the endpoint answers with, in order, and what it was asked."""

    def __init__(self) -> None:
        self.replies: list[tuple[int, bytes, str]] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.url = ""

    def says(self, text: str, finish: str = "stop", status: int = 200) -> None:
        body = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": finish,
                    "message": {"role": "assistant", "content": text},
                }
            ],
        }
        self.replies.append((status, json.dumps(body).encode(), "application/json"))

    def streams(self, *pieces: str, done: bool = True) -> None:
        lines = [json.dumps({"choices": [{"index": 0, "delta": {"content": p}}]}) for p in pieces]
        body = "".join(f"data: {line}\n\n" for line in lines) + ("data: [DONE]\n\n" if done else "")
        self.replies.append((200, body.encode(), "text/event-stream"))


@contextmanager
def _serving(endpoint: Endpoint, cut: bool = False) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            endpoint.asked.append(json.loads(self.rfile.read(length)))
            endpoint.keys.append(self.headers.get("Authorization"))
            status, body, kind = endpoint.replies.pop(0)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body) + (100 if cut else 0)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    held = Endpoint()
    with _serving(held):
        yield held


def test_a_schema_is_sent_and_the_text_comes_back(endpoint: Endpoint) -> None:
    endpoint.says('{"sentences": []}')
    model = EndpointLanguageModel(endpoint.url, "m", "secret")

    assert model.complete("be brief", "who?", schema=SCHEMA) == '{"sentences": []}'
    asked = endpoint.asked[0]
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert [m["content"] for m in asked["messages"]] == ["be brief", "who?"]
    assert asked["temperature"] == 0
    assert endpoint.keys == ["Bearer secret"]


def test_without_a_schema_none_is_sent(endpoint: Endpoint) -> None:
    endpoint.says("plain")

    assert EndpointLanguageModel(endpoint.url, "m").complete("s", "u") == "plain"
    assert "response_format" not in endpoint.asked[0]


def test_a_passing_overload_is_tried_again(endpoint: Endpoint) -> None:
    endpoint.says("", status=503)
    endpoint.says("", status=429)
    endpoint.says("third time")

    assert EndpointLanguageModel(endpoint.url, "m").complete("s", "u") == "third time"
    assert len(endpoint.asked) == 3


@pytest.mark.parametrize(("status", "retries"), [(401, 0), (404, 0), (503, 1)])
def test_a_refusal_is_a_model_error(endpoint: Endpoint, status: int, retries: int) -> None:
    for _ in range(retries + 1):
        endpoint.says("no", status=status)

    with pytest.raises(ModelError, match="REELGRAPH_LLM_URL"):
        EndpointLanguageModel(endpoint.url, "m", retries=retries).complete("s", "u")


def test_nobody_at_the_address_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="can't be used"):
        EndpointLanguageModel("http://127.0.0.1:9/v1", "m", retries=0).complete("s", "u")


@pytest.mark.parametrize(
    ("text", "finish", "told"), [("half a", "length", "cut off"), ("", "stop", "empty answer")]
)
def test_half_an_answer_is_no_answer(endpoint: Endpoint, text: str, finish: str, told: str) -> None:
    endpoint.says(text, finish)

    with pytest.raises(ModelError, match=told):
        EndpointLanguageModel(endpoint.url, "m").complete("s", "u")


def test_an_answer_streams_in_pieces(endpoint: Endpoint) -> None:
    endpoint.streams("The last ", "tram.")

    assert list(EndpointLanguageModel(endpoint.url, "m").stream("s", "u")) == [
        "The last ",
        "tram.",
    ]


def test_a_stream_that_breaks_off_is_a_model_error() -> None:
    endpoint = Endpoint()
    endpoint.streams("The last ", done=False)
    with _serving(endpoint, cut=True):
        pieces = EndpointLanguageModel(endpoint.url, "m", retries=0).stream("s", "u")
        assert next(pieces) == "The last "
        with pytest.raises(ModelError):
            list(pieces)
