"""What the language model cost, by day: a small file of this home that is only appended to."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import structlog

from graph_schema.errors import BudgetError
from graph_schema.models import Spent

_log = structlog.get_logger("reelgraph.ledger")
_FILE = "llm-usage.jsonl"


def _today() -> date:
    return datetime.now(UTC).date()


class Ledger:
    """Tokens and time of every call, a JSON line each; no question and no answer is in it.

    Several processes may write at once: a line is one append. Days are those of UTC.

    Args:
        home: Folder of the archive's data.
        budget: Most tokens a day, read and written together; None sets no limit.
        today: Gives the day, so that tests can choose it.
    """

    def __init__(
        self, home: Path, budget: int | None = None, today: Callable[[], date] = _today
    ) -> None:
        self._path = home / _FILE
        self._budget = budget
        self._today = today
        self._lock = threading.Lock()
        self._read = 0
        self._days: dict[str, Spent] = {}

    def check(self) -> None:
        """Raise BudgetError where the day's tokens are spent."""
        if self._budget is None:
            return
        spent = self.days().get(self._today().isoformat(), Spent())
        if spent.prompt_tokens + spent.completion_tokens >= self._budget:
            raise BudgetError(
                f"the {self._budget:,} tokens of the day are spent; they come back at midnight "
                "UTC, or raise REELGRAPH_LLM_DAILY_TOKENS"
            )

    def add(self, model: str, spent: Spent) -> None:
        """Note what one call cost. A disk that is full loses the note and no answer."""
        line = {"day": self._today().isoformat(), "model": model, **spent.counts()}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            place = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(place, (json.dumps(line) + "\n").encode())
            finally:
                os.close(place)
        except OSError as error:
            _log.warning("usage not noted", error=str(error))

    def days(self) -> dict[str, Spent]:
        """What was spent by day (ISO date), oldest first. Reads only what is new in the file."""
        with self._lock:
            for line in self._new_lines():
                self._days.setdefault(str(line.get("day")), Spent()).add(_spent(line))
            return {day: replace(self._days[day]) for day in sorted(self._days)}

    def _new_lines(self) -> list[dict[str, Any]]:
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                held = file.read()
        except OSError:
            return []
        whole = held[: held.rfind(b"\n") + 1]
        self._read += len(whole)
        return [line for text in whole.splitlines() if (line := _line(text))]


def _line(text: bytes) -> dict[str, Any]:
    """A line as an object; a damaged one counts for nothing."""
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}


def _spent(line: dict[str, Any]) -> Spent:
    names = ("calls", "prompt_tokens", "completion_tokens")
    calls, read, written = (int(line.get(name) or 0) for name in names)
    return Spent(calls, read, written, float(line.get("ms") or 0))
