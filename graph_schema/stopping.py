"""Giving up work that nobody waits for any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph_schema.errors import StoppedError


class Stop:
    """Tells the work on one answer to end. Threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told = False
        self._ends: list[Callable[[], None]] = []

    def set(self) -> None:
        """End what is going on now, and all that is still to come."""
        with self._lock:
            self._told = True
            ends, self._ends = self._ends, []
        for end in ends:
            end()

    def check(self) -> None:
        """Raise StoppedError where the work is to end."""
        if self._told:
            raise StoppedError("nobody waits for this answer any more")

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Have `set` call ``end`` too while in here, which a call that blocks needs.

        Raises:
            StoppedError: It was set already.
        """
        self.check()
        with self._lock:
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                if end in self._ends:
                    self._ends.remove(end)
