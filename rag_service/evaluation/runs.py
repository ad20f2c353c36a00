"""A run kept on disk: a line a question while it goes on, one JSON file at the end.

The lines are written through as they come, so a run that is stopped, or killed, goes on from
where it was.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph_schema.errors import InputError
from rag_service.evaluation.scoring import Judged, Known
from rag_service.evaluation.summary import Result, summarise

FORMAT = 1
"""Raised whenever what is written changes its meaning."""

RUN = "run.json"
REPORT = "report.html"
_LINES = "answers.jsonl"
_NEEDED = ("format", "settings", "complete", "asked", "unknown_gold", "summary", "results")


@dataclass(frozen=True)
class Settings:
    """What a run was made with; a run goes on only where all but ``started`` is the same.

    Attributes:
        started: UTC, ISO 8601.
        version: Of Reelgraph.
        python, system: What it ran on.
        questions: Name of the file; sha256: of its bytes; asked: how many there are.
        embedder: Embedding model.
        language_model: None where answers were put together without one.
        index_sequence: The store's change number that the index stands at.
        passages: How many the index holds.
    """

    started: str
    version: str
    python: str
    system: str
    questions: str
    sha256: str
    asked: int
    embedder: str
    language_model: str | None
    index_sequence: int
    passages: int

    def differs_in(self, other: dict[str, Any]) -> list[str]:
        """Names of what another run had set otherwise."""
        mine = asdict(self)
        return [name for name in mine if name != "started" and mine[name] != other.get(name)]


class Keeper:
    """Keeps one run in a folder.

    Args:
        folder: Made where it is missing.
        settings: Of this run.
        resume: Go on with the run that the folder holds.

    Raises:
        InputError: The folder holds a run and ``resume`` is off, or one that was made with
            other settings, or what it holds can't be read.
    """

    def __init__(self, folder: Path, settings: Settings, *, resume: bool) -> None:
        self.folder = folder
        self.settings = settings
        self.results: list[Result] = []
        self._path = folder / _LINES
        folder.mkdir(parents=True, exist_ok=True)
        if self._path.exists() and not resume:
            raise InputError(
                "holds a run already: go on with it by --resume, or give another folder by --out",
                path=str(folder),
            )
        if self._path.exists():
            self._go_on()
        else:
            self._append({"format": FORMAT, "settings": asdict(settings)})

    @property
    def done(self) -> set[str]:
        """Ids of the questions that were asked."""
        return {result["id"] for result in self.results}

    def add(self, judged: Judged, known: Known) -> None:
        """Keep one answer; it is on the disk when this returns."""
        result = as_result(judged, known)
        self._append(result)
        self.results.append(result)

    def finish(self, unknown_gold: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Write the run as one JSON file, whole or not, and give it."""
        run = {
            "format": FORMAT,
            "settings": asdict(self.settings),
            "complete": len(self.results) >= self.settings.asked,
            "asked": len(self.results),
            "unknown_gold": list(unknown_gold),
            "summary": summarise(self.results),
            "results": self.results,
        }
        write(self.folder / RUN, json.dumps(run, ensure_ascii=False, indent=1))
        return run

    def _go_on(self) -> None:
        head, *lines = self._whole_lines() or [{}]
        if head.get("format") != FORMAT or not isinstance(head.get("settings"), dict):
            raise InputError("is no run that can be gone on with", path=str(self._path), line=1)
        differing = self.settings.differs_in(head["settings"])
        if differing:
            raise InputError(
                f"holds a run with another {', '.join(differing)}; a run goes on only with the "
                "same. Start a new one with another --out",
                path=str(self.folder),
            )
        self.results = lines

    def _whole_lines(self) -> list[dict[str, Any]]:
        """The lines kept; a last one that was cut off by a kill is taken away."""
        raw = self._path.read_bytes()
        whole = raw[: raw.rfind(b"\n") + 1]
        if len(whole) < len(raw):
            with self._path.open("r+b") as file:
                file.truncate(len(whole))
        found = []
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                found.append(json.loads(line))
            except ValueError as error:
                told = f"is damaged: {error}"
                raise InputError(told, path=str(self._path), line=number) from error
        return found

    def _append(self, value: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(value, ensure_ascii=False) + "\n")


def as_result(judged: Judged, known: Known) -> Result:
    """An answer as a run keeps it."""
    asked, answer = judged.question, judged.answer
    return {
        "id": asked.id,
        "kind": asked.kind,
        "question": asked.question,
        "gold": list(asked.gold),
        "count": asked.count,
        "why": asked.why,
        "titles": {number: known.title(number) for number in asked.gold},
        "answer": answer["answer"],
        "abstained": answer["abstained"],
        "counted": answer["count"],
        "found": [{"record_id": r["record_id"], "label": r["label"]} for r in answer["results"]],
        "sentences": list(judged.sentences),
        "scores": judged.scores,
        "timings_ms": answer.get("timings_ms", {}),
        "usage": answer.get("usage"),
        "error": judged.error,
    }


def load_run(path: Path) -> dict[str, Any]:
    """A run from its JSON file, or from the folder that holds it.

    Raises:
        InputError: It can't be read, or is no run of this format.
    """
    file = path / RUN if path.is_dir() else path
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"can't be read as a run: {error}", path=str(file)) from error
    if not isinstance(run, dict) or any(name not in run for name in _NEEDED):
        raise InputError("is no run of reelgraph eval", path=str(file))
    if run["format"] != FORMAT:
        told = f"has the format {run['format']}; this version reads {FORMAT}"
        raise InputError(told, path=str(file))
    return run


def write(path: Path, text: str) -> None:
    """Write a file in one go: readers see the old one or the new one."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
