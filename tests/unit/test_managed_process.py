"""Finding, telling apart and ending the server's process; its folders, port and lock."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph_schema.errors import ManagedStoreError, NotEnoughDiskError, PortTakenError
from graph_schema.managed import ManagedNeo4j
from graph_schema.managed import server as server_module
from graph_schema.managed.layout import Layout, write_private, writing
from graph_schema.managed.ports import choose_port, is_free, port_of_last_start
from graph_schema.managed.process import (
    RunRecord,
    end,
    find_unrecorded,
    is_alive,
    load_record,
    spawn,
)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "home" / "neo4j")
    layout.make()
    return layout


@pytest.fixture
def sleeper(layout: Layout) -> Iterator[psutil.Process]:
    """A detached process whose command line is that of a server of the layout's."""
    program = layout.root / "java"
    program.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    program.chmod(0o700)
    process = spawn(program, layout)
    while "sh" in process.name():
        time.sleep(0.005)
    yield process
    end(process.pid, 5)


def record_of(process: psutil.Process, *, ready: bool = True) -> RunRecord:
    return RunRecord(process.pid, process.create_time(), 7777, ready)


def test_the_folders_are_closed_to_others(layout: Layout) -> None:
    for folder in (layout.root, layout.data, layout.logs, layout.run, layout.conf):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_the_password_is_its_owners_alone(layout: Layout) -> None:
    assert layout.password() is None
    password = layout.make_password()
    assert layout.password() == password
    assert len(password) >= 32
    assert all(layout.make_password().isalnum() for _ in range(200))
    assert layout.password_file.stat().st_mode & 0o777 == 0o600


def test_a_private_file_is_replaced_whole(layout: Layout) -> None:
    path = layout.run / "file"
    write_private(path, "first, and longer\n")
    write_private(path, "second\n")
    assert path.read_text() == "second\n"
    assert [entry.name for entry in layout.run.iterdir()] == ["file"]


def test_a_full_disk_is_called_that(layout: Layout) -> None:
    with pytest.raises(NotEnoughDiskError, match="Free some space"), writing(layout.root):
        raise OSError(28, "No space left on device")
    refused = pytest.raises(ManagedStoreError, match=r"Could not write to .*Permission denied")
    with refused, writing(layout.root):
        raise PermissionError(13, "Permission denied")


def test_a_spawned_server_has_its_own_session_and_folder(
    layout: Layout, sleeper: psutil.Process
) -> None:
    assert os.getsid(sleeper.pid) == sleeper.pid
    assert sleeper.cwd() == str(layout.root)
    assert is_alive(record_of(sleeper), layout)


def test_a_dead_servers_record_is_stale(layout: Layout, sleeper: psutil.Process) -> None:
    record = record_of(sleeper)
    record.save(layout)
    sleeper.send_signal(signal.SIGKILL)
    while sleeper.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.005)
    assert not is_alive(record, layout)
    server = ManagedNeo4j(layout.root.parent)
    assert server.status().state == "stale"
    assert server.endpoint() is None


def test_another_process_with_the_number_is_not_the_server(layout: Layout) -> None:
    record = RunRecord(os.getpid(), 12.0, 7777, ready=True)
    assert not is_alive(record, layout)
    record.save(layout)
    assert ManagedNeo4j(layout.root.parent).status().state == "stale"


def test_a_moved_clock_does_not_hide_the_server(layout: Layout, sleeper: psutil.Process) -> None:
    record = RunRecord(sleeper.pid, sleeper.create_time() + 3600, 7777, ready=True)
    assert is_alive(record, layout)


def test_a_server_without_a_record_is_found(layout: Layout, sleeper: psutil.Process) -> None:
    found = find_unrecorded(layout)
    assert found is not None
    assert found.pid == sleeper.pid
    assert find_unrecorded(Layout(layout.root.parent / "other")) is None


def test_a_broken_record_counts_as_none(layout: Layout) -> None:
    for text in ("", "{", "[]", json.dumps({"pid": 1}), "null"):
        layout.run_file.write_text(text)
        assert load_record(layout) is None


def test_a_running_servers_endpoint_is_quick(layout: Layout, sleeper: psutil.Process) -> None:
    layout.make_password()
    record_of(sleeper).save(layout)
    server = ManagedNeo4j(layout.root.parent)
    begin = time.perf_counter()
    endpoint = server.endpoint()
    seconds = time.perf_counter() - begin
    assert endpoint is not None
    assert endpoint.uri == "bolt://127.0.0.1:7777"
    assert endpoint.password not in repr(endpoint)
    assert seconds < 0.05


def test_a_server_that_has_not_answered_is_starting(
    layout: Layout, sleeper: psutil.Process
) -> None:
    record_of(sleeper, ready=False).save(layout)
    server = ManagedNeo4j(layout.root.parent)
    assert server.endpoint() is None
    assert server.status().state == "starting"


def test_a_lost_password_is_said_with_its_file(layout: Layout, sleeper: psutil.Process) -> None:
    record_of(sleeper).save(layout)
    with pytest.raises(ManagedStoreError, match=r"password is gone: .*neo4j/password"):
        ManagedNeo4j(layout.root.parent).endpoint()


def test_down_ends_the_server_and_leaves_no_record(layout: Layout, sleeper: psutil.Process) -> None:
    record_of(sleeper).save(layout)
    server = ManagedNeo4j(layout.root.parent)
    assert server.down()
    assert not sleeper.is_running()
    assert server.status().state == "stopped"
    assert not server.down()


def test_a_server_that_will_not_stop_is_killed() -> None:
    code = (
        "import signal, time; signal.signal(15, signal.SIG_IGN);"
        "print(1, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as stubborn:
        assert stubborn.stdout is not None
        stubborn.stdout.readline()
        assert not end(stubborn.pid, 0.2)


def test_asking_about_a_home_makes_nothing(tmp_path: Path) -> None:
    server = ManagedNeo4j(tmp_path / "home")
    assert server.status().state == "stopped"
    assert server.endpoint() is None
    assert not server.down()
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ManagedStoreError, match="REELGRAPH_HOME"):
        ManagedNeo4j(tmp_path / "file").up()


def test_the_port_of_the_last_start_is_taken_again(layout: Layout) -> None:
    port = choose_port(layout, None)
    (layout.conf / "neo4j.conf").write_text(f"a=b\nserver.bolt.listen_address=127.0.0.1:{port}\n")
    assert port_of_last_start(layout) == port
    assert choose_port(layout, None) == port


def test_a_taken_port_is_left_or_said(layout: Layout) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (layout.conf / "neo4j.conf").write_text(f"server.bolt.listen_address=127.0.0.1:{port}\n")
        assert not is_free(port)
        assert choose_port(layout, None) != port
        with pytest.raises(PortTakenError, match=rf"Port {port} .*process {os.getpid()}"):
            choose_port(layout, port)
    assert choose_port(layout, port) == port


def test_two_owners_take_turns(
    layout: Layout, sleeper: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that call `up` at a time, one starts the server; the other gets its endpoint."""
    layout.make_password()
    entered = threading.Event()
    starts: list[int] = []

    def start(layout: Layout, *_: object) -> RunRecord:
        starts.append(1)
        entered.set()
        time.sleep(0.3)
        record = record_of(sleeper, ready=False)
        record.save(layout)
        return record

    monkeypatch.setattr(server_module, "start", start)
    monkeypatch.setattr(server_module, "missing_jars", lambda *_: [])
    monkeypatch.setattr(ManagedNeo4j, "_find_server", lambda self: self._live_record())
    first = ManagedNeo4j(layout.root.parent)
    endpoints = []
    thread = threading.Thread(target=lambda: endpoints.append(first.up()))
    thread.start()
    entered.wait(5)
    said: list[str] = []
    endpoints.append(ManagedNeo4j(layout.root.parent).up(on_status=said.append))
    thread.join()
    assert endpoints[0] == endpoints[1]
    assert starts == [1]
    assert said == ["Another process works on the store; waiting for it."]


def test_a_killed_owner_leaves_no_lock(layout: Layout) -> None:
    code = (
        "import sys, time; from filelock import FileLock; FileLock(sys.argv[1]).acquire();"
        "print(1, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(layout.lock_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        owner.stdout.readline()
        owner.kill()
    begin = time.monotonic()
    assert not ManagedNeo4j(layout.root.parent).down()
    assert time.monotonic() - begin < 1
