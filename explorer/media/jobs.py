"""Films made in the background: one at a time, with progress, and given up when asked."""

from __future__ import annotations

import secrets
import threading
import uuid
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from explorer.media.pictures import drop_oldest
from graph_schema.errors import MediaError

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Make = Callable[[dict[str, Any], Callable[[float], None], threading.Event], dict[str, Any]]

MOST_WAITING = 20
_MOST_KEPT = 200
MOST_BYTES = 20 * 1024**3
"""How much room made films may take; past it those not asked for longest go."""


@dataclass
class Job:
    """A film that is made or was.

    Attributes:
        id: Can't be guessed, as whoever has it may fetch what was made.
        title: What is made, for people.
        file: Where it is once the job is done.
        films: Digital files that it is made from, whose readers alone may fetch it.
        done: Share that is done, in 0..1.
        problem: Why it failed.
    """

    id: str
    title: str
    file: Path
    asked: dict[str, Any]
    films: tuple[str, ...]
    state: State = "waiting"
    done: float = 0.0
    problem: str = ""
    stop: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """A queue that one thread works on. A film is whole or not there: a killed job leaves none.

    Asking for a film that is there already, or on its way, makes no second one; so after a
    crash it is enough to ask again.

    Args:
        folder: Where made films are kept.
        make: Writes one film, as `explorer.media.children.make` does.
        most_bytes: How much room they may take together.
    """

    def __init__(self, folder: Path, make: Make, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._make = make
        self._most_bytes = most_bytes
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None

    def path(self, key: str) -> Path:
        """Where a film with this key is kept."""
        return self._folder / key[:2] / f"{key}.mp4"

    def add(self, key: str, title: str, asked: dict[str, Any], films: tuple[str, ...]) -> Job:
        """Have a film made, unless it is there or on its way.

        Raises:
            MediaError: Too many wait already.
        """
        file = self.path(key)
        with self._changed:
            for job in self._jobs.values():
                if job.file == file and job.state in ("waiting", "running"):
                    return job
            job = Job(secrets.token_urlsafe(16), title, file, asked, films)
            if file.exists():
                job.state, job.done = "done", 1.0
            elif len(self._queue) >= MOST_WAITING:
                raise MediaError(f"{MOST_WAITING} films wait to be made; ask again later.")
            else:
                self._queue.append(job)
                self._start()
            self._keep(job)
            return job

    def get(self, job_id: str) -> Job | None:
        """The job, or None where there is none any more."""
        return self._jobs.get(job_id)

    def cancel(self, job: Job) -> None:
        """Give a job up; one that is done stays."""
        with self._changed:
            if job.state in ("waiting", "running"):
                job.state = "cancelled"
                job.stop.set()
            if job in self._queue:
                self._queue.remove(job)

    def close(self) -> None:
        """Give all jobs up."""
        for job in list(self._jobs.values()):
            self.cancel(job)

    def _keep(self, job: Job) -> None:
        self._jobs[job.id] = job
        over = len(self._jobs) - _MOST_KEPT
        ended = [j for j in self._jobs.values() if j.state not in ("waiting", "running")]
        for old in ended[: max(0, over)]:
            del self._jobs[old.id]

    def _start(self) -> None:
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, daemon=True, name="films")
            self._worker.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._queue:
                    self._worker = None
                    return
                job = self._queue.popleft()
                job.state = "running"
            self._run(job)

    def _run(self, job: Job) -> None:
        aside = job.file.with_name(f"{uuid.uuid4().hex}.part")
        try:
            job.file.parent.mkdir(parents=True, exist_ok=True)
            drop_oldest(self._folder, self._most_bytes)
            self._make({**job.asked, "to": str(aside)}, lambda share: _tell(job, share), job.stop)
            with self._changed:
                if job.state == "running":
                    aside.replace(job.file)
                    job.state, job.done = "done", 1.0
        except (MediaError, OSError) as error:
            with self._changed:
                if job.state == "running":
                    job.state, job.problem = "failed", str(error)
        finally:
            aside.unlink(missing_ok=True)


def _tell(job: Job, share: float) -> None:
    job.done = max(job.done, min(1.0, share))
