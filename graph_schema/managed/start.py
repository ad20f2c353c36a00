"""Start the private Neo4j and wait until it answers."""

from __future__ import annotations

import shutil
import time
from itertools import pairwise
from pathlib import Path
from typing import LiteralString

import neo4j
import psutil
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph_schema.errors import (
    ManagedStoreError,
    NotEnoughDiskError,
    PortTakenError,
    StartTimeoutError,
    StoreVersionError,
)
from graph_schema.managed import process
from graph_schema.managed.admin import Admin
from graph_schema.managed.diagnosis import explain_death, explain_offline
from graph_schema.managed.launch import (
    DATABASE,
    Installation,
    write_conf,
    write_server_arguments,
)
from graph_schema.managed.layout import Layout, writing
from graph_schema.managed.lockfile import neo4j_version
from graph_schema.managed.ports import choose_port, takes_connections
from graph_schema.managed.process import RunRecord
from graph_schema.managed.sizing import MIB, plan_memory, this_machine
from graph_schema.managed.state import Endpoint, ServerOptions

_USER = "neo4j"
_DISK_NEED = 300 * MIB
_PORT_TRIES = 3
_POLL_S = 0.05
_ANSWER_PATIENCE_S = 3.0
_STOP_PATIENCE_S = 30.0
_LOGS_KEPT = 5
_PANIC = "Neo.DatabaseError.Transaction.TransactionStartFailed"
_OFFLINE = (
    f"SHOW DATABASE {DATABASE} YIELD currentStatus, statusMessage "
    "WHERE currentStatus <> 'online' AND statusMessage <> '' RETURN statusMessage"
)


def endpoint_of(layout: Layout, port: int) -> Endpoint:
    """The address and the login of the server on a port.

    Raises:
        ManagedStoreError: The file with the password is gone.
    """
    password = layout.password()
    if password is None:
        raise ManagedStoreError(
            f"The store's password is gone: {layout.password_file} is missing or empty. Put that "
            f"file back, or move the folder {layout.root} away and ingest again."
        )
    return Endpoint(f"bolt://{process.LOOPBACK}:{port}", _USER, password)


def start(layout: Layout, options: ServerOptions, installation: Installation) -> RunRecord:
    """Start the server and wait until it answers; the caller owns the store.

    Raises:
        ManagedStoreError: One of its children, named for the cause.
    """
    check_version(_last_version(layout), str(layout.root))
    _check_disk(layout)
    with writing(layout.root):
        _ensure_password(layout, installation)
    for _ in range(_PORT_TRIES):
        try:
            return _start_on(choose_port(layout, options.bolt_port), layout, options, installation)
        except PortTakenError:
            if options.bolt_port is not None:
                raise
    raise PortTakenError(f"{_PORT_TRIES} free ports in turn were taken meanwhile. Try again.")


def wait_ready(layout: Layout, record: RunRecord, timeout_s: float) -> None:
    """Wait until the recorded server answers a query.

    Raises:
        ManagedStoreError: It died, could not open its data, or did not answer in `timeout_s`.
    """
    endpoint = endpoint_of(layout, record.port)
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if not process.is_alive(record, layout):
            raise explain_death(layout, record.created, process.exit_code(record.pid))
        if takes_connections(record.port) and _answers(endpoint, layout, record):
            return
        time.sleep(_POLL_S)
    raise StartTimeoutError(
        f"Neo4j (process {record.pid}) did not answer within {timeout_s:.0f} s. It may still be "
        f"recovering its data: try again in a while. Its log: {layout.debug_log}"
    )


def needs_restart(endpoint: Endpoint) -> bool:
    """Whether the server runs but can do nothing more until it is started again.

    Neo4j ends so after a write that failed, as on a full disk.
    """
    with _driver(endpoint) as driver:
        try:
            _read(driver, DATABASE, "RETURN 1")
        except Neo4jError as error:
            return error.code == _PANIC
        except DriverError:
            return False
    return False


def check_version(found: str, place: str) -> None:
    """Refuse data of a newer Neo4j than the pinned one.

    Raises:
        StoreVersionError: They are.
    """
    if _numbers(found) > _numbers(neo4j_version()):
        raise StoreVersionError(
            f"The data in {place} were written by Neo4j {found}. This is {neo4j_version()}, which "
            "can't read them. Use the newer Reelgraph that wrote them."
        )


def _start_on(
    port: int, layout: Layout, options: ServerOptions, installation: Installation
) -> RunRecord:
    memory = plan_memory(this_machine(), options.heap_mib, options.page_cache_mib)
    with writing(layout.root):
        write_conf(layout, installation, memory, port)
        write_server_arguments(layout, installation, memory)
        _rotate(layout.console_log)
        layout.version_file.write_text(neo4j_version() + "\n", encoding="ascii")
        server = process.spawn(installation.java.program, layout)
        record = _record(server, port, layout)
    wait_ready(layout, record, options.start_timeout_s)
    return record


def _record(server: psutil.Process, port: int, layout: Layout) -> RunRecord:
    try:
        record = RunRecord(server.pid, server.create_time(), port)
        record.save(layout)
    except OSError:
        server.kill()
        raise
    return record


def _answers(endpoint: Endpoint, layout: Layout, record: RunRecord) -> bool:
    with _driver(endpoint) as driver:
        try:
            _read(driver, DATABASE, "RETURN 1")
        except AuthError as error:
            raise ManagedStoreError(
                f"Neo4j refuses the password in {layout.password_file}: it is not the one that "
                f"the store was made with. Put the right file back, or move {layout.root} away "
                "and ingest again."
            ) from error
        except (DriverError, Neo4jError):
            _check_offline(driver, layout, record)
            return False
    return True


def _driver(endpoint: Endpoint) -> neo4j.Driver:
    # Another program may hold the port and never say a word.
    return neo4j.GraphDatabase.driver(
        endpoint.uri,
        auth=(endpoint.user, endpoint.password),
        connection_timeout=_ANSWER_PATIENCE_S,
        connection_acquisition_timeout=_ANSWER_PATIENCE_S,
    )


def _read(driver: neo4j.Driver, database: str, query: LiteralString) -> list[neo4j.Record]:
    with driver.session(database=database) as session:
        return list(session.run(query))


def _check_offline(driver: neo4j.Driver, layout: Layout, record: RunRecord) -> None:
    # The server lives on where it can't open the graph's data, so that would go unnoticed.
    try:
        messages = _read(driver, "system", _OFFLINE)
    except (DriverError, Neo4jError):
        return
    if messages:
        process.end(record.pid, _STOP_PATIENCE_S)
        raise explain_offline(layout, record.created, str(messages[0]["statusMessage"]))


def _ensure_password(layout: Layout, installation: Installation) -> None:
    if layout.was_started or (layout.data / "dbms" / "auth.ini").exists():
        return
    # Until one is set, one in the file is left over from a start that came to nothing.
    Admin(layout, installation).set_initial_password(layout.make_password())


def _last_version(layout: Layout) -> str:
    try:
        return layout.version_file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def _check_disk(layout: Layout) -> None:
    free = shutil.disk_usage(layout.root).free
    if free < _DISK_NEED:
        raise NotEnoughDiskError(
            f"Neo4j needs {_DISK_NEED // MIB} MiB in {layout.root} to start, of which "
            f"{free // MIB} MiB are free. Free some space, or set REELGRAPH_HOME to a folder on "
            "another disk."
        )


def _rotate(log: Path) -> None:
    numbered = [log, *(log.with_name(f"{log.name}.{n}") for n in range(1, _LOGS_KEPT))]
    for newer, older in reversed(list(pairwise(numbered))):
        if newer.exists():
            newer.replace(older)
