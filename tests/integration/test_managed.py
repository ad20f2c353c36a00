"""The private Neo4j, with the real server."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import psutil
import pytest
from neo4j.exceptions import ClientError, DatabaseError, TransientError

from graph_schema.errors import (
    BackupError,
    ManagedStoreError,
    NotEnoughMemoryError,
    PortTakenError,
    StartFailedError,
)
from graph_schema.managed import Endpoint, ManagedNeo4j, ServerOptions, check_server, start
from graph_schema.managed.backup import verify_backup
from graph_schema.managed.lockfile import neo4j_version

pytestmark = pytest.mark.integration

UP = """
import json, sys
from pathlib import Path
from graph_schema.managed import ManagedNeo4j, ServerOptions
options = ServerOptions(cache=Path(sys.argv[2]), heap_mib=512, page_cache_mib=128)
endpoint = ManagedNeo4j(Path(sys.argv[1]), options).up()
print(json.dumps([endpoint.uri, endpoint.password]))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose path has a space and a letter beyond ASCII."""
    return tmp_path_factory.mktemp("archive") / "Unser Archiv für Film"


@pytest.fixture(scope="module")
def server(home: Path, small_server: ServerOptions) -> Iterator[ManagedNeo4j]:
    """A server of this module's own, to be stopped, killed and broken."""
    # Left by a start that failed since its password looks like an option.
    left = home / "neo4j" / "password"
    left.parent.mkdir(parents=True)
    left.write_text("-left\n", "ascii")
    server = ManagedNeo4j(home, small_server)
    yield server
    server.down()


def query(endpoint: Endpoint, text: str, **parameters: Any) -> list[dict[str, Any]]:
    login = (endpoint.user, endpoint.password)
    with neo4j.GraphDatabase.driver(endpoint.uri, auth=login) as driver:
        return [record.data() for record in driver.execute_query(text, parameters).records]


def names(endpoint: Endpoint) -> list[str]:
    return [row["name"] for row in query(endpoint, "MATCH (n:Film) RETURN n.name AS name")]


def put(endpoint: Endpoint, name: str) -> None:
    query(endpoint, "MATCH (n:Film) DETACH DELETE n")
    query(endpoint, "CREATE (:Film {name: $name})", name=name)


def kill(server: ManagedNeo4j) -> int:
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while server.status().state == "running":
        time.sleep(0.01)
    return pid


def damage(instance: Path) -> None:
    store = instance / "data" / "databases" / "neo4j" / "neostore"
    store.write_bytes(b"\xff" * store.stat().st_size)


def up_elsewhere(home: Path, options: ServerOptions) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", UP, str(home), str(options.cache)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_the_session_store_answers_and_is_the_pinned_version(clean_neo4j: Endpoint) -> None:
    put(clean_neo4j, "Nanook")
    assert names(clean_neo4j) == ["Nanook"]
    login = (clean_neo4j.user, clean_neo4j.password)
    with neo4j.GraphDatabase.driver(clean_neo4j.uri, auth=login) as driver:
        info = check_server(driver)
    assert info.version == neo4j_version()
    assert clean_neo4j.uri.endswith(info.address)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "LOAD CSV FROM 'http://127.0.0.1:9/' AS row RETURN row",
        "LOAD CSV FROM 'http://[::1]:9/' AS row RETURN row",
        "CALL apoc.load.json('file:///etc/passwd')",
        "CALL apoc.cypher.run('RETURN 1', {})",
        "CALL apoc.export.csv.all('out.csv', {})",
        "RETURN apoc.text.join(['a'], ',')",
    ],
)
def test_no_query_reads_files_or_calls_other_machines(neo4j_endpoint: Endpoint, text: str) -> None:
    with pytest.raises(ClientError, match=r"is blocked|is false|no procedure|Unknown function"):
        query(neo4j_endpoint, text)


def test_what_llamaindex_calls_is_there(clean_neo4j: Endpoint) -> None:
    put(clean_neo4j, "Nanook")
    query(clean_neo4j, "MATCH (n:Film) CALL apoc.create.addLabels(n, ['Old']) YIELD node RETURN 1")
    (row,) = query(clean_neo4j, "MATCH (n:Old) RETURN apoc.any.property(n, 'name') AS name")
    assert row["name"] == "Nanook"
    assert query(clean_neo4j, "CALL apoc.meta.data() YIELD label RETURN label")
    assert query(clean_neo4j, "CALL apoc.schema.nodes() YIELD label RETURN label") is not None


def test_the_store_outlives_the_process_that_started_it(
    server: ManagedNeo4j, home: Path, small_server: ServerOptions
) -> None:
    with up_elsewhere(home, small_server) as starter:
        assert starter.stdout is not None
        uri, password = json.loads(starter.stdout.read())
    endpoint = server.up()
    assert (endpoint.uri, endpoint.password) == (uri, password)
    put(endpoint, "Nanook")
    status = server.status()
    assert status.state == "running"
    assert status.uri == uri
    assert status.memory_bytes is not None
    assert status.memory_bytes > 100 << 20
    assert status.disk_bytes > 1 << 20
    assert status.started is not None
    assert "Started." in status.log_path.read_text(encoding="utf-8")


def test_it_listens_on_loopback_only_and_shows_no_password(server: ManagedNeo4j) -> None:
    endpoint, pid = server.up(), server.status().pid
    assert pid is not None
    listening = [c for c in psutil.Process(pid).net_connections("tcp") if c.status == "LISTEN"]
    addresses = {connection.laddr.ip.removeprefix("::ffff:") for connection in listening}
    assert addresses == {"127.0.0.1"}
    assert endpoint.password not in " ".join(psutil.Process(pid).cmdline())


def test_a_killed_server_comes_back_with_its_data(server: ManagedNeo4j) -> None:
    endpoint = server.up()
    put(endpoint, "Drifters")
    pid = kill(server)
    assert server.status().state == "stale"
    again = server.up()
    assert names(again) == ["Drifters"]
    assert again == endpoint
    assert server.status().pid != pid


def test_a_server_whose_starter_was_killed_is_taken_over(
    server: ManagedNeo4j, home: Path, small_server: ServerOptions
) -> None:
    server.down()
    with up_elsewhere(home, small_server) as starter:
        while server.status().state != "starting":
            assert starter.poll() is None
            time.sleep(0.01)
        pid = server.status().pid
        starter.kill()
    (home / "neo4j" / "run" / "server.json").unlink()
    assert names(server.up()) == ["Drifters"]
    assert server.status().pid == pid


def test_two_processes_that_start_at_once_share_one_server(
    server: ManagedNeo4j, home: Path, small_server: ServerOptions
) -> None:
    server.down()
    both = [up_elsewhere(home, small_server) for _ in range(2)]
    answers = [process.communicate(timeout=120)[0] for process in both]
    assert answers[0] == answers[1]
    assert json.loads(answers[0])[0] == server.up().uri
    arguments = f"@{home / 'neo4j' / 'run' / 'server.args'}"
    running = psutil.process_iter(["cmdline"])
    assert sum(arguments in (process.info["cmdline"] or ()) for process in running) == 1


def test_stopping_keeps_port_data_and_logs(server: ManagedNeo4j, home: Path) -> None:
    endpoint = server.up()
    put(endpoint, "Turksib")
    assert server.down()
    assert server.status().state == "stopped"
    assert server.up() == endpoint
    assert names(endpoint) == ["Turksib"]
    logs = {path.name for path in (home / "neo4j" / "logs").glob("console.log*")}
    assert {"console.log", "console.log.1"} <= logs
    assert "console.log.5" not in logs


@pytest.fixture(scope="module")
def saved(server: ManagedNeo4j, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the running server, made while it held one film."""
    file = tmp_path_factory.mktemp("backups") / "graph.backup"
    put(server.up(), "Saved")
    said: list[str] = []
    manifest = server.backup(file, on_status=said.append)
    assert manifest.neo4j == neo4j_version()
    assert said == ["Stopping Neo4j.", "Saving the graph.", "Starting Neo4j."]
    assert server.status().state == "running"
    return file


def test_a_backup_brings_the_graph_back(server: ManagedNeo4j, saved: Path) -> None:
    put(server.up(), "Later")
    assert server.restore(saved) == verify_backup(saved)
    assert server.status().state == "running"
    assert names(server.up()) == ["Saved"]


def test_a_crashed_store_is_recovered_before_it_is_saved(
    server: ManagedNeo4j, tmp_path: Path
) -> None:
    put(server.up(), "Crashed")
    kill(server)
    file = tmp_path / "graph.backup"
    server.backup(file)
    assert server.status().state == "stopped"
    server.restore(file)
    assert server.status().state == "stopped"
    assert names(server.up()) == ["Crashed"]


def test_a_backup_that_does_not_open_changes_nothing(
    server: ManagedNeo4j, home: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(server.up(), "Kept")

    def stage_damaged(self: ManagedNeo4j, source: Path, say: object) -> None:
        stage(self, source, say)
        damage(home / "neo4j" / "staged")

    stage = ManagedNeo4j._stage
    monkeypatch.setattr(ManagedNeo4j, "_stage", stage_damaged)
    with pytest.raises(BackupError, match="the graph is as it was"):
        server.restore(saved)
    assert names(server.up()) == ["Kept"]
    left = {path.name for path in (home / "neo4j").iterdir()}
    assert not left & {"previous", "staged", "given-up"}


def test_a_dump_that_is_none_changes_nothing(
    server: ManagedNeo4j, saved: Path, tmp_path: Path
) -> None:
    content = b"no dump at all" * 100
    digest = hashlib.sha256(content).hexdigest()
    fields = vars(verify_backup(saved)) | {"sha256": digest, "size": len(content)}
    forged = tmp_path / "forged.backup"
    with zipfile.ZipFile(forged, "w") as archive:
        archive.writestr("neo4j.dump", content)
        archive.writestr("manifest.json", json.dumps(fields))
    with pytest.raises(ManagedStoreError, match="neo4j-admin database load failed"):
        server.restore(forged)
    assert names(server.up()) == ["Kept"]


def test_a_server_that_cannot_write_any_more_is_started_again(server: ManagedNeo4j) -> None:
    """As after a full disk: here the system forbids larger files."""
    put(server.up(), "Stored")
    pid = server.status().pid
    assert pid is not None
    psutil.Process(pid).rlimit(psutil.RLIMIT_FSIZE, (4096, psutil.RLIM_INFINITY))
    with pytest.raises((DatabaseError, TransientError)):
        query(server.up(), "UNWIND range(1, 5000) AS n CREATE (:Film {name: 'Lost', n: n})")
    said: list[str] = []
    assert set(names(server.up(on_status=said.append))) == {"Stored"}
    assert said[0] == "Neo4j can't go on after a write that failed; starting it again."
    put(server.up(), "Kept")


def test_a_taken_port_is_said_where_it_was_asked_for(
    server: ManagedNeo4j, home: Path, small_server: ServerOptions
) -> None:
    server.down()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        options = ServerOptions(cache=small_server.cache, heap_mib=512, bolt_port=port)
        with pytest.raises(PortTakenError, match=f"Port {port} "):
            ManagedNeo4j(home, options).up()
    assert ManagedNeo4j(home, options).up().uri == f"bolt://127.0.0.1:{port}"


def test_a_port_that_is_taken_meanwhile_is_left_for_another(
    server: ManagedNeo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.down()
    with socket.create_server(("127.0.0.1", 0)) as other:
        chosen = [other.getsockname()[1]]
        choose = start.choose_port
        monkeypatch.setattr(
            start, "choose_port", lambda *given: chosen.pop() if chosen else choose(*given)
        )
        endpoint = server.up()
        assert endpoint.uri != f"bolt://127.0.0.1:{other.getsockname()[1]}"
    assert names(endpoint) == ["Kept"]


def test_a_heap_that_is_too_small_is_called_that(
    server: ManagedNeo4j, home: Path, small_server: ServerOptions
) -> None:
    server.down()
    options = ServerOptions(cache=small_server.cache, heap_mib=24, page_cache_mib=8)
    with pytest.raises(NotEnoughMemoryError, match=r"ran out of memory[\s\S]*console\.log"):
        ManagedNeo4j(home, options).up()


def test_damaged_data_are_said_and_not_waited_for(server: ManagedNeo4j, home: Path) -> None:
    server.down()
    data = home / "neo4j" / "data"
    shutil.copytree(data, home / "sound")
    damage(home / "neo4j")
    begin = time.monotonic()
    with pytest.raises(StartFailedError, match=r"Restore a backup[\s\S]*debug\.log"):
        server.up()
    assert time.monotonic() - begin < 60
    assert server.status().state == "stale"
    shutil.rmtree(data)
    (home / "sound").rename(data)
    assert names(server.up()) == ["Kept"]
