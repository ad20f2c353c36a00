"""Keeping the index up with the graph while the service answers."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Protocol

import structlog

from graph_schema.errors import ReelgraphError
from rag_service.api import Standing

_POLL_S = 1.0
# Writes that come one upon another are taken up together, but not put off for longer.
_LONGEST_WAIT_S = 60.0
_FIRST_PAUSE_S = 15.0
_LONGEST_PAUSE_S = 600.0

_log = structlog.get_logger("reelgraph.service")


class Home(Protocol):
    """What the follower follows; `reelgraph.service` has the real one."""

    def graph(self) -> int:
        """The store's change number. Raises StoreError."""

    def adopt(self) -> int | None:
        """Go over to the newest index on disk, if it isn't in use yet.

        Returns its change number, or None where there is no index. Raises RetrievalIndexError
        where there is one that can't be read; the index in use stays.
        """

    def busy(self) -> bool:
        """True while an ingest runs, which ends with an index of its own."""

    def refresh(self) -> None:
        """Write a newer index. Raises ReelgraphError."""


class Follower:
    """Polls the graph's change number, and has the index refreshed once it rests.

    Whatever fails is logged and told by `standing`, and tried again after a pause that grows;
    the index in use goes on answering.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._standing = Standing()
        self._thread = threading.Thread(target=self._run, name="reelgraph-follow", daemon=True)
        self._stop = threading.Event()
        self._behind_since: float | None = None
        self._pause = 0.0
        self._not_before = 0.0

    @property
    def standing(self) -> Standing:
        """How far the index is behind the graph, and what keeps it there."""
        return self._standing

    def start(self) -> None:
        """Follow in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Follow no further; waits for the step under way."""
        self._stop.set()
        self._thread.join()

    def step(self, now: float) -> None:
        """Look once, and refresh where it is due.

        Args:
            now: Seconds on a clock that only goes forward.
        """
        if now < self._not_before:
            return
        try:
            self._step(now)
        except ReelgraphError as error:
            self._failed(now, error)
        else:
            if self._standing.problem:
                self._standing = replace(self._standing, problem="")
            self._pause = 0.0

    def _step(self, now: float) -> None:
        indexed = self._home.adopt()
        graph = self._home.graph()
        rests = graph == self._standing.graph
        self._standing = replace(self._standing, indexed=indexed, graph=graph)
        if indexed is None or indexed == graph or self._home.busy():
            self._behind_since = None
            return
        if self._behind_since is None:
            self._behind_since = now
        if rests or now - self._behind_since > _LONGEST_WAIT_S:
            self._refresh()
            self._behind_since = None

    def _refresh(self) -> None:
        started = time.perf_counter()
        self._home.refresh()
        indexed = self._home.adopt()
        took = round(time.perf_counter() - started, 2)
        done = self._standing.refreshes + 1
        self._standing = replace(self._standing, indexed=indexed, refreshes=done, refresh_s=took)
        _log.info("index refreshed", sequence=indexed, seconds=took)

    def _failed(self, now: float, error: ReelgraphError) -> None:
        told = str(error)
        if told != self._standing.problem:
            _log.error("the index can't follow the graph", error=told)
        failures = self._standing.failures + 1
        self._standing = replace(self._standing, problem=told, failures=failures)
        self._pause = min(max(2 * self._pause, _FIRST_PAUSE_S), _LONGEST_PAUSE_S)
        self._not_before = now + self._pause

    def _run(self) -> None:
        while not self._stop.wait(_POLL_S):
            try:
                self.step(time.monotonic())
            except Exception:  # noqa: BLE001 - the thread must outlive whatever happens once
                _log.exception("following the graph failed")
