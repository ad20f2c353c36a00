"""A service whose graph changes under it: questions see the change, and none fails meanwhile."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_schema.managed import Endpoint
from graph_schema.neo4j import Neo4jStore
from reelgraph.refreshing import refresh_index
from reelgraph.settings import Settings, settings
from tests.unit.small_archive import film

pytestmark = pytest.mark.integration

PATIENCE_S = 180
QUESTION = "Which films show whaling ships?"


@pytest.fixture
def store(clean_neo4j: Endpoint) -> Iterator[Neo4jStore]:
    with Neo4jStore.connect(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password) as store:
        yield store


@pytest.fixture
def chosen(
    clean_neo4j: Endpoint, tmp_path: Path, jar_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    values = {
        "HOME": tmp_path,
        "CACHE": jar_cache,
        "NEO4J_URI": clean_neo4j.uri,
        "NEO4J_USER": clean_neo4j.user,
        "NEO4J_PASSWORD": clean_neo4j.password,
    }
    for name, value in values.items():
        monkeypatch.setenv(f"REELGRAPH_{name}", str(value))
    settings.cache_clear()
    yield settings()
    settings.cache_clear()


@pytest.fixture
def address(chosen: Settings, store: Neo4jStore) -> Iterator[str]:
    """A service over one film, as the command line runs it."""
    store.apply([film("1", "GLASGOW TRAMS", "Trams in the rain.")])
    refresh_index(chosen)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "reelgraph", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: read(f"{address}/healthz"))
        yield address
        process.terminate()


def read(url: str, body: dict[str, str] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
        return json.load(response)


def wait_for(told: Any) -> None:
    due = time.monotonic() + PATIENCE_S
    while True:
        try:
            if told():
                return
        except OSError:
            pass
        assert time.monotonic() < due, "it never came"
        time.sleep(0.1)


def test_questions_see_what_is_applied_while_the_service_runs(
    address: str, store: Neo4jStore
) -> None:
    def found() -> list[str]:
        answer = read(f"{address}/api/v1/ask", {"question": QUESTION})
        return [] if answer["abstained"] else [r["record_id"] for r in answer["results"]]

    failures: list[Exception] = []
    asked, over = [0], threading.Event()

    def keep_asking() -> None:
        while not over.is_set():
            try:
                read(f"{address}/api/v1/ask", {"question": "Which films show trams?"})
                asked[0] += 1
            except OSError as error:
                failures.append(error)

    assert "2" not in found()
    reader = threading.Thread(target=keep_asking)
    reader.start()
    try:
        store.apply([film("2", "DUNDEE SHIPS", "Whaling ships leave the harbour.")])
        wait_for(lambda: "2" in found())
        store.remove(["nls/2"])
        wait_for(lambda: "2" not in found())
    finally:
        over.set()
        reader.join()
    assert failures == []
    assert asked[0] > 0
    ready = read(f"{address}/readyz")
    assert (ready["indexed"], ready["problem"]) == (store.sequence(), None)
