"""The Java process of the private Neo4j: start it detached, find it again, end it."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil

from graph_schema.errors import ManagedStoreError, StartFailedError
from graph_schema.managed.java import java_environment
from graph_schema.managed.layout import Layout, write_private

LOOPBACK = "127.0.0.1"

_POLL_S = 0.02
_KILL_PATIENCE_S = 30.0


@dataclass(frozen=True)
class RunRecord:
    """What is written down about the process, so that any other process can find it.

    `created` is the process's start in seconds since 1970, as the system knows it: together with
    the process id it names one process for good. `ready` is set once it has answered.
    """

    pid: int
    created: float
    port: int
    ready: bool = False

    def save(self, layout: Layout) -> None:
        """Write it to its file in one step."""
        write_private(layout.run_file, json.dumps(asdict(self)) + "\n")

    def mark_ready(self, layout: Layout) -> RunRecord:
        """The same with `ready` set, saved."""
        record = replace(self, ready=True)
        record.save(layout)
        return record


def load_record(layout: Layout) -> RunRecord | None:
    """The record of the last start, where there is one and it is whole.

    Raises:
        ManagedStoreError: It may not be read.
    """
    try:
        return RunRecord(**json.loads(layout.run_file.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
    except OSError as error:
        raise ManagedStoreError(
            f"Could not read {layout.run_file}: {error.strerror}. Is this another user's store? "
            "Set REELGRAPH_HOME to a folder of your own."
        ) from error


def is_alive(record: RunRecord, layout: Layout) -> bool:
    """Whether the recorded process still runs, and is not another one with its number."""
    try:
        process = psutil.Process(record.pid)
        same = process.create_time() == record.created or _is_server(process, layout)
        return same and not _has_ended(process)
    except psutil.Error:
        return False


def find_unrecorded(layout: Layout) -> psutil.Process | None:
    """A server of this folder that runs although no record tells of it."""
    return next((p for p in psutil.process_iter() if _is_server(p, layout)), None)


def spawn(program: Path, layout: Layout) -> psutil.Process:
    """Start Java on the layout's argument file, apart from this process's session and terminal.

    Raises:
        StartFailedError: The system refuses to start it.
    """
    # A shell that becomes Java, for the working folder: a process that outlives its parent must
    # not keep the caller's folder busy.
    shell = "/bin/sh"
    script = ["-c", 'cd "$1" && exec "$2" "@$3"']
    arguments = [str(layout.root), str(program), str(layout.arguments_file)]
    log = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        pid = os.posix_spawn(
            shell,
            [shell, *script, shell, *arguments],
            java_environment(),
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(layout.console_log), log, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
            setsigdef=[signal.SIGINT, signal.SIGTERM, signal.SIGHUP],
        )
    except OSError as error:
        raise StartFailedError(f"Could not start {program}: {error.strerror}.") from error
    return psutil.Process(pid)


def exit_code(pid: int) -> int | None:
    """The exit code of a child that has ended, negative for a signal; None where unknown."""
    try:
        code = psutil.Process(pid).wait(timeout=0)
    except psutil.Error:
        return None
    return None if code is None else int(code)


def end(pid: int, patience_s: float) -> bool:
    """Ask a process to stop, and kill it where it does not.

    Returns:
        Whether it stopped by itself.
    """
    try:
        process = psutil.Process(pid)
        process.terminate()
        willing = _wait_end(process, patience_s)
        if not willing:
            process.kill()
            _wait_end(process, _KILL_PATIENCE_S)
    except psutil.NoSuchProcess:
        return True
    exit_code(pid)
    return willing


def _wait_end(process: psutil.Process, patience_s: float) -> bool:
    # Not psutil's wait: what a parent has not waited for stays listed, and would never end.
    deadline = time.monotonic() + patience_s
    while not _has_ended(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_S)
    return True


def _has_ended(process: psutil.Process) -> bool:
    # The first thread can be gone while others still hold the store's files.
    try:
        gone = process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        return gone and process.num_threads() <= 1
    except psutil.NoSuchProcess:
        return True


def _is_server(process: psutil.Process, layout: Layout) -> bool:
    try:
        return f"@{layout.arguments_file}" in process.cmdline()
    except psutil.Error:
        return False
