"""How the command line speaks: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

console = Console(stderr=True, highlight=False)
results = Console(highlight=False, soft_wrap=True)

_WORDS = {
    "read": "Reading",
    "mention": "Finding names",
    "resolve": "Joining names",
    "apply": "Writing",
    "derive": "Embedding",
    "map": "Drawing the map (%)",
    "ask": "Asking",
    "fetch": "Fetching Neo4j (KiB)",
}
_EVERY_S = 15.0
# Controls of a terminal and of the direction of writing, which JSON needn't escape; and halves
# of characters, which can't be written.
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def say(sentence: str) -> None:
    """A sentence on what is being done."""
    console.print(sentence, style="dim", markup=False)


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output, without a character that a terminal obeys."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    sys.stdout.write(_ACTIVE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n")
    sys.stdout.flush()


class _Rate(ProgressColumn):
    """Items a second, from the start of the stage."""

    def render(self, task: Task) -> Text:
        """The rate, or nothing while it isn't known."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="dim")


class Bar:
    """A progress bar a stage on a terminal; a line now and then where there is none."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._tasks: dict[str, Any] = {}
        self._spoken: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take note of how far a stage is."""
        if self._progress is None:
            self._speak(stage, done, total)
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(_WORDS.get(stage, stage), total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)

    def _speak(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        last = self._spoken.setdefault(stage, now)
        if now - last >= _EVERY_S or (total is not None and done >= total and now - last > 1):
            self._spoken[stage] = now
            say(f"{_WORDS.get(stage, stage)}: {done:,}" + (f" of {total:,}" if total else ""))


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A `Bar` that is drawn while the block runs."""
    if not console.is_terminal:
        yield Bar(None)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        yield Bar(progress)


def table(title: str, headings: list[str], rows: list[list[str]]) -> Table:
    """A plain table; the first column is text, the others numbers."""
    drawn = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for position, heading in enumerate(headings):
        drawn.add_column(heading, justify="left" if position == 0 else "right")
    for row in rows:
        drawn.add_row(*map(Text, row))
    return drawn
