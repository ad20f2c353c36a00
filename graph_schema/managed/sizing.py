"""How much memory the private Neo4j takes, chosen from what the machine has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psutil

from graph_schema.errors import NotEnoughMemoryError

MIB = 1024 * 1024

_OVERHEAD_MIB = 350
_SMALLEST_HEAP_MIB = 512
_LARGEST_HEAP_MIB = 4096
_SMALLEST_PAGE_CACHE_MIB = 128
_LARGEST_PAGE_CACHE_MIB = 4096
_SHARE_OF_MACHINE = 16
_CGROUP = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Memory:
    """Sizes of the Java heap and of Neo4j's page cache, in MiB."""

    heap_mib: int
    page_cache_mib: int

    @property
    def need_mib(self) -> int:
        """What the process can come to hold: both sizes and what Java needs beside them."""
        return self.heap_mib + self.page_cache_mib + _OVERHEAD_MIB


@dataclass(frozen=True)
class Machine:
    """Memory of the machine or of the container that this process lives in, in MiB."""

    total_mib: int
    available_mib: int


def this_machine() -> Machine:
    """Ask the system, and the memory controller where a container sets a limit."""
    memory = psutil.virtual_memory()
    limit = _read_cgroup("memory.max")
    if limit is None or limit >= memory.total:
        return Machine(memory.total // MIB, memory.available // MIB)
    left = max(0, limit - (_read_cgroup("memory.current") or 0) + _reclaimable())
    return Machine(limit // MIB, min(memory.available, left) // MIB)


def plan_memory(
    machine: Machine, heap_mib: int | None = None, page_cache_mib: int | None = None
) -> Memory:
    """Choose the sizes: a sixteenth of the machine each, within bounds; what is given is kept.

    Where less is free just now, the chosen sizes shrink to what is, down to the smallest on which
    Neo4j runs.

    Raises:
        NotEnoughMemoryError: Even the smallest, or what is given, does not fit.
    """
    share = machine.total_mib // _SHARE_OF_MACHINE
    wanted = Memory(
        heap_mib or _clamp(share, _SMALLEST_HEAP_MIB, _LARGEST_HEAP_MIB),
        page_cache_mib or _clamp(share, _SMALLEST_PAGE_CACHE_MIB, _LARGEST_PAGE_CACHE_MIB),
    )
    if wanted.need_mib <= machine.available_mib:
        return wanted
    smallest = Memory(heap_mib or _SMALLEST_HEAP_MIB, page_cache_mib or _SMALLEST_PAGE_CACHE_MIB)
    if smallest.need_mib > machine.available_mib:
        raise NotEnoughMemoryError(
            f"Neo4j needs {smallest.need_mib} MiB of memory, of which {machine.available_mib} MiB "
            "are free. Close other programs, or give REELGRAPH_NEO4J_URI the address of a Neo4j "
            "on another machine."
        )
    return smallest


def _clamp(value: int, least: int, most: int) -> int:
    return max(least, min(most, value))


def _read_cgroup(name: str) -> int | None:
    try:
        text = (_CGROUP / name).read_text(encoding="ascii").strip()
    except OSError:
        return None
    return int(text) if text.isdigit() else None


def _reclaimable() -> int:
    try:
        text = (_CGROUP / "memory.stat").read_text(encoding="ascii")
    except OSError:
        return 0
    fields = dict(line.split() for line in text.splitlines())
    return int(fields.get("inactive_file", 0))
