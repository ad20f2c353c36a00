"""What breaks under the command line: the store dies, the disk fills, the folder is closed."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_schema.managed import Endpoint, ManagedNeo4j, ServerOptions
from tests.integration.under_way import wait_until_it_writes

pytestmark = pytest.mark.integration

SMALL_FILE = 200_000


@pytest.fixture(scope="module")
def catalogue(shared_data: Path) -> Path:
    return shared_data / "nls_moving_image_archive" / "marc_records.csv"


@pytest.fixture
def own_home(
    tmp_path: Path, jar_cache: Path, small_server: ServerOptions
) -> Iterator[dict[str, str]]:
    """A home with a Neo4j of its own, which a test may kill."""
    home = tmp_path / "home"
    yield {
        **os.environ,
        "REELGRAPH_HOME": str(home),
        "REELGRAPH_CACHE": str(jar_cache),
        "REELGRAPH_NEO4J_HEAP_MIB": "512",
        "REELGRAPH_NEO4J_PAGE_CACHE_MIB": "128",
    }
    ManagedNeo4j(home, small_server).down()


def start(
    environment: dict[str, str], *words: object, **more: Callable[[], None]
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "reelgraph", *map(str, words)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def told(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, error = process.communicate(timeout=300)
    assert "Traceback" not in error
    return process.returncode, out, error


def test_neo4j_killed_in_the_middle_is_told_and_made_good(
    own_home: dict[str, str], shared_data: Path, small_server: ServerOptions
) -> None:
    shots = shared_data / "issa_deerin" / "geosearch" / "tools" / "index_shots.json"
    assert told(start(own_home, "up"))[0] == 0
    status = json.loads(told(start(own_home, "status", "--json"))[1])
    taking_in = start(own_home, "ingest", shots)
    place = ManagedNeo4j(Path(own_home["REELGRAPH_HOME"]), small_server).up()
    wait_until_it_writes(place, taking_in)
    os.kill(status["pid"], signal.SIGKILL)
    code, _, error = told(taking_in)
    assert code == 2
    assert "Neo4j" in error
    code, out, error = told(start(own_home, "ingest", shots, "--json"))
    assert code in (0, 1), error
    report = json.loads(out)
    assert report["applied"]["created"] + report["applied"]["unchanged"] == report["read"]
    again = json.loads(told(start(own_home, "ingest", shots, "--json"))[1])
    assert again["up_to_date"]


def test_a_full_disk_is_told_and_leaves_nothing_half(
    clean_neo4j: Endpoint, catalogue: Path, tmp_path: Path, jar_cache: Path
) -> None:
    environment = {
        **os.environ,
        "REELGRAPH_HOME": str(tmp_path / "home"),
        "REELGRAPH_CACHE": str(jar_cache),
        "REELGRAPH_NEO4J_URI": clean_neo4j.uri,
        "REELGRAPH_NEO4J_USER": clean_neo4j.user,
        "REELGRAPH_NEO4J_PASSWORD": clean_neo4j.password,
    }

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_FILE, SMALL_FILE))

    words = ("ingest", catalogue, "--mapping", "nls")
    code, _, error = told(start(environment, *words, preexec_fn=no_room))
    assert code == 2
    assert error.strip().splitlines()[-1].startswith("error: ")
    assert not (tmp_path / "home" / "index").exists()
    assert told(start(environment, "ask", "Trams?"))[0] == 2


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, catalogue: Path) -> None:
    file = tmp_path / "not-a-folder"
    file.touch()
    environment = {**os.environ, "REELGRAPH_HOME": str(file / "home")}
    environment |= {"REELGRAPH_NEO4J_URI": "bolt://127.0.0.1:1", "REELGRAPH_NEO4J_PASSWORD": "x"}
    code, _, error = told(start(environment, "ingest", catalogue, "--mapping", "nls"))
    assert code == 2
    assert error.strip()
