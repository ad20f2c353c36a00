"""Bounded work on questions: a few at a time, a short queue, and a refusal past it."""

from __future__ import annotations

import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from fastapi import HTTPException

_WAITING = 64
_LONGEST_WAIT_S = 15.0
# Share of the latest question in the running mean of how long one takes.
_LATEST = 0.1


class Gate:
    """Lets in as many questions as are worked on at a time; others wait their turn.

    Waiting costs no thread. Use it from one event loop.

    Args:
        at_once: Questions worked on at a time.
        waiting: Questions that may wait.
        longest_wait_s: Seconds that one may wait.
    """

    def __init__(
        self, at_once: int = 8, waiting: int = _WAITING, longest_wait_s: float = _LONGEST_WAIT_S
    ) -> None:
        self.at_once = at_once
        self.running = 0
        self.queued = 0
        self.refused = 0
        self._waiting = waiting
        self._longest_wait_s = longest_wait_s
        self._free = anyio.Semaphore(at_once)
        self._mean_s = 0.0

    @asynccontextmanager
    async def passed(self) -> AsyncIterator[None]:
        """Work on a question within this.

        Raises:
            HTTPException: 429 with Retry-After, where too many wait or one waited too long.
        """
        await self._enter()
        started = time.perf_counter()
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1
            self._mean_s += _LATEST * (time.perf_counter() - started - self._mean_s)
            self._free.release()

    async def _enter(self) -> None:
        if not self.queued and self._free.value:
            self._free.acquire_nowait()
            return
        if self.queued >= self._waiting:
            raise self._refusal()
        self.queued += 1
        try:
            with anyio.move_on_after(self._longest_wait_s):
                await self._free.acquire()
                return
        finally:
            self.queued -= 1
        raise self._refusal()

    def _refusal(self) -> HTTPException:
        self.refused += 1
        due = math.ceil(self._mean_s * (self.queued + 1) / self.at_once)
        return HTTPException(
            429,
            "More questions are being asked than can be answered; ask again in a moment.",
            headers={"Retry-After": str(max(1, due))},
        )
