"""An OpenAI-compatible chat endpoint on loopback that does what a test tells it, one act a call."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Act = Callable[["Call"], None]


@dataclass
class Call:
    """One request, and the means to answer it."""

    handler: BaseHTTPRequestHandler
    asked: dict[str, Any]

    @property
    def user(self) -> str:
        """What the user's message says."""
        return str(self.asked["messages"][-1]["content"])

    def send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        """A whole response."""
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def start_stream(self) -> None:
        """The head of a stream in chunks."""
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def chunk(self, data: Any) -> None:
        """One event of a stream."""
        text = data if isinstance(data, str) else json.dumps(data)
        body = f"data: {text}\n\n".encode()
        self.handler.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        self.handler.wfile.flush()

    def piece(self, text: str, finish: str | None = None) -> None:
        """A piece of the answer's text."""
        self.chunk({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]})

    def end_stream(self) -> None:
        """The count of tokens and the end."""
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        self.chunk({"choices": [], "usage": usage})
        self.chunk("[DONE]")
        self.handler.wfile.write(b"0\r\n\r\n")


def says(text: str | Callable[[Call], str], finish: str = "stop") -> Act:
    """Answer with a text, whole or in small pieces, as asked."""

    def act(call: Call) -> None:
        said = text if isinstance(text, str) else text(call)
        if call.asked.get("stream"):
            call.start_stream()
            size = 7 + len(said) // 200
            for start in range(0, len(said), size):
                call.piece(said[start : start + size])
            call.piece("", finish)
            call.end_stream()
            return
        message = {"role": "assistant", "content": said}
        body = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
        call.send(200, json.dumps(body).encode(), "application/json")

    return act


def fails(status: int, retry_after: str | None = None) -> Act:
    """Refuse with a status."""
    headers = {"Retry_After": retry_after} if retry_after is not None else {}
    return lambda call: call.send(
        status, b'{"error": {"message": "no"}}', "application/json", **headers
    )


def breaks_off(text: str) -> Act:
    """Stream a text and cut the connection."""

    def act(call: Call) -> None:
        call.start_stream()
        call.piece(text)
        call.handler.connection.shutdown(socket.SHUT_RDWR)

    return act


def hangs(released: threading.Event) -> Act:
    """Say nothing until released."""

    def act(call: Call) -> None:
        released.wait(30)
        call.handler.close_connection = True

    return act


def drips(text: str, pause_s: float) -> Act:
    """Stream a text again and again, for ever."""

    def act(call: Call) -> None:
        call.start_stream()
        while True:
            call.piece(text)
            time.sleep(pause_s)

    return act


@dataclass
class Endpoint:
    """A running endpoint.

    Attributes:
        acts: What to do with each call in turn; the last is done again for all others.
        asked: The requests as they came.
        most: The most calls that it had at one time.
    """

    acts: list[Act] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    most: int = 0
    now: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, asked: dict[str, Any]) -> Act:
        """The act for the next call."""
        with self.lock:
            self.asked.append(asked)
            self.now += 1
            self.most = max(self.most, self.now)
            return self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]

    def done(self) -> None:
        """A call is over."""
        with self.lock:
            self.now -= 1


@contextmanager
def serving(*acts: Act) -> Iterator[Endpoint]:
    """An endpoint that does these acts, closed at the end."""
    endpoint = Endpoint(list(acts))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked = json.loads(self.rfile.read(length))
            act = endpoint.take(asked)
            try:
                act(Call(self, asked))
            except OSError:
                self.close_connection = True
            finally:
                endpoint.done()

        def log_message(self, *args: object) -> None:
            """Keep the test output quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A caller that went away is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
