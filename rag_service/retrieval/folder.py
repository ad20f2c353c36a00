"""Generations of the index in one folder: written aside, switched to at once, kept while read.

``CURRENT`` names the generation in use. A writer holds ``writer.lock``; a reader holds a shared
lock on its generation, and a generation is swept away when nobody does any more. All locks
fall with the process that holds them.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from graph_schema.errors import RetrievalIndexError

REBUILD = "run reelgraph index to build it anew"

_WRITER_WAIT_S = 300.0
_POINTER = "CURRENT"
_LOCK = "in-use.lock"
_BUILDING = "building-"


class Reading:
    """A hold on one generation, let go by `close`, at the end of the object or the process."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self.close = weakref.finalize(self, os.close, descriptor)


class Generations:
    """The generations of one index folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> str:
        """Name of the generation in use. Raises RetrievalIndexError where there is none."""
        try:
            name = (self._folder / _POINTER).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            raise RetrievalIndexError(
                f"there is no index in {self._folder} ({error}); {REBUILD}"
            ) from error
        if not name or Path(name).name != name:
            raise RetrievalIndexError(f"{self._folder / _POINTER} is damaged; {REBUILD}")
        return name

    def read(self) -> Reading:
        """Hold the generation in use. Raises RetrievalIndexError where there is none."""
        while True:
            name = self.current()
            generation = self._folder / name
            descriptor = self._hold(generation)
            if descriptor is not None:
                return Reading(generation, descriptor)
            if self.current() == name:
                raise RetrievalIndexError(f"{generation} is missing or damaged; {REBUILD}")

    def write(
        self, fill: Callable[[Path], None], superseded: Callable[[], bool] = lambda: False
    ) -> Reading:
        """Let ``fill`` write a new generation, switch to it and hold it.

        When anything fails, the old generation stays in use and nothing of the new is left.

        Args:
            fill: Writes into an empty folder.
            superseded: Asked once no other can write; where true, nothing is written, and the
                generation in use is held.

        Raises:
            RetrievalIndexError: Another process writes, or the folder can't be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "writer.lock", timeout=_WRITER_WAIT_S):
                return self.read() if superseded() else self._write(fill)
        except Timeout as error:
            raise RetrievalIndexError(
                f"another process is writing the index in {self._folder}; wait until it is done"
            ) from error
        except OSError as error:
            raise RetrievalIndexError(
                f"the index can't be written to {self._folder} ({error}); "
                "make room or mend the permissions, then run reelgraph index"
            ) from error

    def _write(self, fill: Callable[[Path], None]) -> Reading:
        for left in self._folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)
        name = secrets.token_hex(6)
        building = self._folder / f"{_BUILDING}{name}"
        building.mkdir()
        try:
            (building / _LOCK).touch()
            fill(building)
            _sync_tree(building)
            generation = building.rename(self._folder / f"generation-{name}")
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        descriptor = self._hold(generation)
        self._point(generation.name)
        self._sweep(generation.name)
        if descriptor is None:
            raise OSError(f"{generation} vanished while it was written")
        return Reading(generation, descriptor)

    def _hold(self, generation: Path) -> int | None:
        try:
            descriptor = os.open(generation / _LOCK, os.O_RDONLY)
        except OSError:
            return None
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        # A sweep may have come between: then the file that was opened has no name any more.
        if os.fstat(descriptor).st_nlink == 0:
            os.close(descriptor)
            return None
        return descriptor

    def _point(self, name: str) -> None:
        temporary = self._folder / f"{_POINTER}.new"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._folder / _POINTER)
        _sync(self._folder)

    def _sweep(self, keep: str) -> None:
        for old in self._folder.glob("generation-*"):
            if old.name != keep:
                _sweep_unused(old)


def _sweep_unused(generation: Path) -> None:
    try:
        descriptor = os.open(generation / _LOCK, os.O_RDONLY)
    except OSError:
        shutil.rmtree(generation, ignore_errors=True)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        (generation / _LOCK).unlink(missing_ok=True)
        shutil.rmtree(generation, ignore_errors=True)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
