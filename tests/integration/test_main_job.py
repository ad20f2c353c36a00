"""The command line on real input and a real Neo4j, as a user runs it."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_schema.managed import Endpoint
from graph_schema.neo4j import Neo4jStore
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from tests.integration.under_way import wait_until_it_writes

pytestmark = pytest.mark.integration

RECORDS = 250
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def catalogue(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first records of the real catalogue, as a file of their own."""
    file = tmp_path_factory.mktemp("catalogue") / "marc_records.csv"
    source = shared_data / "nls_moving_image_archive" / "marc_records.csv"
    with source.open(encoding="utf-8-sig", newline="") as read, file.open("w", newline="") as made:
        rows = csv.reader(read)
        writer = csv.writer(made)
        for _, row in zip(range(RECORDS + 1), rows, strict=False):
            writer.writerow(row)
    return file


@pytest.fixture
def environment(clean_neo4j: Endpoint, tmp_path: Path, jar_cache: Path) -> dict[str, str]:
    """Settings of a fresh home on the session's empty Neo4j."""
    return {
        **os.environ,
        "REELGRAPH_HOME": str(tmp_path / "home"),
        "REELGRAPH_CACHE": str(jar_cache),
        "REELGRAPH_NEO4J_URI": clean_neo4j.uri,
        "REELGRAPH_NEO4J_USER": clean_neo4j.user,
        "REELGRAPH_NEO4J_PASSWORD": clean_neo4j.password,
    }


@pytest.fixture
def reelgraph(environment: dict[str, str]) -> Run:
    """Runs the command line and returns what came of it."""

    def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*words),
            env={**environment, **more},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    return run


@pytest.fixture
def store(clean_neo4j: Endpoint) -> Iterator[Neo4jStore]:
    """A second connection, to look at what is in the graph."""
    connected = Neo4jStore.connect(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password)
    yield connected
    connected.close()


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "reelgraph", *map(str, words)]


def asked(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def content(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """What a snapshot holds, without what is derived from it."""
    nodes = snapshot.nodes.select(["id", "label", "access", "properties", "sources"]).to_pylist()
    edges = snapshot.edges.to_pylist()
    return sorted(map(str, nodes)), sorted(map(str, edges))


def test_a_catalogue_goes_in_once_and_answers(reelgraph: Run, catalogue: Path) -> None:
    first = reelgraph("ingest", catalogue, "--mapping", "nls", "--json")
    report = json.loads(first.stdout)
    assert first.returncode == report["exit_code"]
    assert report["applied"]["created"] == report["read"] >= RECORDS - report["quarantined"]

    again = json.loads(reelgraph("ingest", catalogue, "--mapping", "nls", "--json").stdout)
    assert again["up_to_date"]
    assert again["applied"] == {
        "created": 0,
        "replaced": 0,
        "unchanged": report["read"],
        "removed": 0,
    }

    answer = asked(reelgraph("ask", "Which film shows the Kibble Palace?", "--json"))
    assert answer["results"][0]["record_id"] == "0001"
    with catalogue.open(newline="", encoding="utf-8") as lines:
        record = next(row for row in csv.DictReader(lines) if row["link"].endswith("/0001"))
    cited = [c for c in answer["citations"] if c["record_id"] == "0001"]
    assert cited
    for citation in cited:
        field = record[citation["field"]]
        assert field[citation["char_start"] : citation["char_end"]] == citation["text"]


def test_counts_come_from_the_graph(reelgraph: Run, catalogue: Path) -> None:
    reelgraph("ingest", catalogue, "--mapping", "nls")
    with catalogue.open(newline="", encoding="utf-8") as lines:
        amateur = sum("amateur" in row["subjects"].split(" -- ") for row in csv.DictReader(lines))
    answer = asked(reelgraph("ask", "How many amateur films are there?", "--json"))
    assert (answer["kind"], answer["count"]) == ("count", amateur)


def test_a_batch_is_answered_line_by_line(reelgraph: Run, catalogue: Path, tmp_path: Path) -> None:
    reelgraph("ingest", catalogue, "--mapping", "nls")
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"id": 1, "question": "How many silent films are there?"}\n'
        '{"id": "b", "question": "Is there a film about zeppelins over Valparaiso?"}\n'
    )
    done = reelgraph("ask", "--batch", questions)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, "b"]
    assert answers[0]["count"] > 0
    assert answers[1]["abstained"]


def test_killed_at_any_moment_it_ends_at_the_same_graph(
    environment: dict[str, str], reelgraph: Run, catalogue: Path, store: Neo4jStore
) -> None:
    words = ("ingest", catalogue, "--mapping", "nls")
    for after_s in (2.5, 3.5, 5.0, 7.0):
        process = subprocess.Popen(
            command(*words),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert reelgraph(*words).returncode in (0, 1)
    resumed = content(store.snapshot(Scope.everything()))
    store.remove(list(store.hashes(Scope.everything())))
    assert store.snapshot(Scope.everything()).nodes.num_rows == 0
    assert reelgraph(*words).returncode in (0, 1)
    undisturbed = content(store.snapshot(Scope.everything()))
    assert resumed[0] == undisturbed[0]
    assert resumed[1] == undisturbed[1]


def test_ctrl_c_is_safe_and_says_so(
    environment: dict[str, str], catalogue: Path, clean_neo4j: Endpoint
) -> None:
    process = subprocess.Popen(
        command("ingest", catalogue, "--mapping", "nls"),
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs its jobs in the background makes them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_until_it_writes(clean_neo4j, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Nothing is half done" in told
    assert "Traceback" not in told


def test_a_wrong_password_is_told_plainly(reelgraph: Run, catalogue: Path) -> None:
    done = reelgraph(
        "ingest", catalogue, "--mapping", "nls", REELGRAPH_NEO4J_PASSWORD="not-this-one"
    )
    assert done.returncode == 2
    assert "password" in done.stderr
    assert "Traceback" not in done.stderr


def test_asking_before_anything_is_in_says_what_to_do(reelgraph: Run) -> None:
    done = reelgraph("ask", "Trams?")
    assert done.returncode == 2
    assert "reelgraph ingest" in done.stderr


def test_a_dry_run_writes_nothing(
    reelgraph: Run, catalogue: Path, store: Neo4jStore, tmp_path: Path
) -> None:
    done = reelgraph("ingest", catalogue, "--mapping", "nls", "--dry-run", "--json")
    assert json.loads(done.stdout)["read"] >= RECORDS - 5
    assert store.snapshot(Scope.everything()).nodes.num_rows == 0
    assert not (tmp_path / "home" / "index").exists()


def test_pairs_and_mentions_are_judged_line_by_line(
    reelgraph: Run, catalogue: Path, tmp_path: Path
) -> None:
    reelgraph("ingest", catalogue, "--mapping", "nls")
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        '{"a": "Stanley L. Russell", "b": "RUSSELL, Stanley Livingstone",'
        ' "ids_a": ["0001"], "ids_b": ["0001"]}\n'
        '{"a": "Stanley L. Russell", "b": "W.S. Dobson", "ids_a": ["0001"], "ids_b": ["0004"]}\n'
    )
    judged = [json.loads(line) for line in reelgraph("pairs", pairs).stdout.splitlines()]
    assert [line["same"] for line in judged] == [True, False]
    assert judged[0]["score"] > judged[1]["score"]

    text = "Lord Provost Hetherington opens the Kelvin Hall in Glasgow."
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": "t", "text": text}))
    found = json.loads(reelgraph("mentions", texts).stdout)
    assert found["id"] == "t"
    for entity in found["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["text"]
    assert {"Glasgow"} <= {e["text"] for e in found["entities"] if e["type"] == "Place"}
