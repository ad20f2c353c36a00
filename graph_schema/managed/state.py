"""What the private Neo4j is told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

OnStatus = Callable[[str], None]
"""Told in a sentence what is being done."""

State = Literal["running", "starting", "stale", "stopped"]


@dataclass(frozen=True)
class ServerOptions:
    """What a person can choose about the private Neo4j; None leaves the choice to it.

    `cache` is the folder of fetched files, which several homes can share; without it one in the
    home. `maven_url` is the root of a Maven repository; without it Maven Central. Sizes in MiB,
    time in seconds.
    """

    cache: Path | None = None
    maven_url: str | None = None
    bolt_port: int | None = None
    heap_mib: int | None = None
    page_cache_mib: int | None = None
    start_timeout_s: float = 180.0


@dataclass(frozen=True)
class Endpoint:
    """How to reach a running store over Bolt."""

    uri: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Status:
    """What is known about the private Neo4j.

    `stale` means that it ended without being stopped; the next start recovers what it had.
    `memory_bytes` is what it holds in memory, `disk_bytes` what its folder takes.
    """

    state: State
    version: str
    pid: int | None
    port: int | None
    uri: str | None
    started: datetime | None
    memory_bytes: int | None
    disk_bytes: int
    log_path: Path
