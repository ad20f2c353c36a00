"""What an ingest did, for people and for scripts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import psutil

from graph_schema.store import Applied


@dataclass
class Stage:
    """One stage: how many items it handled, in how long, and the memory it peaked at."""

    name: str
    items: int = 0
    seconds: float = 0.0
    peak_mib: float = 0.0

    @property
    def rate(self) -> float:
        """Items per second."""
        return self.items / self.seconds if self.seconds else 0.0


@dataclass
class Report:
    """Outcome of an ingest. ``read`` and ``applied`` count Contributions of the given files;
    ``records`` those that are a record or a model's output, and not about the collection.
    """

    read: int = 0
    records: int = 0
    quarantined: int = 0
    fields_left_out: int = 0
    quarantine_file: str | None = None
    complaints: list[str] = field(default_factory=list)
    applied: Applied = field(default_factory=Applied)
    entities_joined: int = 0
    questions_for_people: int = 0
    mentions: int = 0
    passages_embedded: int = 0
    nodes: int = 0
    edges: int = 0
    up_to_date: bool = False
    stages: list[Stage] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0: all is in. 1: the good records are in, others were put aside. 2: nothing was read."""
        if self.read == 0:
            return 2
        return 1 if self.quarantined else 0

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {**asdict(self), "exit_code": self.exit_code}

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Time a stage and watch the resident memory of this process meanwhile."""
        stage = Stage(name)
        self.stages.append(stage)
        started = time.perf_counter()
        with _peak_memory(stage):
            try:
                yield stage
            finally:
                stage.seconds = time.perf_counter() - started


@contextmanager
def _peak_memory(stage: Stage, every_s: float = 0.05) -> Iterator[None]:
    process = psutil.Process()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(every_s):
            measure()

    def measure() -> None:
        stage.peak_mib = max(stage.peak_mib, process.memory_info().rss / 2**20)

    watcher = threading.Thread(target=watch, name="peak-memory", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        measure()
        done.set()
        watcher.join()
