"""What every system is given, what it has to do, and what it asked of the model for that."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.foreign import Row
from graph_schema.models import Embedder, Vectors


@dataclass(frozen=True)
class Task:
    """Passages to be indexed.

    Attributes:
        rows: ``id``, ``title`` (may be empty or missing) and ``text`` of each passage.
        triples: ``pid``, ``entities`` and ``triples`` of passages, where someone made them.
        model: Makes the vectors of passages and of questions.
        folder: An empty folder to write into.
    """

    rows: Sequence[Row]
    triples: Sequence[Row]
    model: Embedder
    folder: Path

    @property
    def numbers(self) -> list[str]:
        """The id of each passage."""
        return [str(row["id"]) for row in self.rows]

    @property
    def texts(self) -> list[str]:
        """What is embedded of each passage: the same text for all systems."""
        return [passage_text(row) for row in self.rows]


class System(Protocol):
    """An index that ranks passages."""

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first."""

    def server(self) -> int | None:
        """Process id of a server that works for it, if there is one."""

    def close(self) -> None:
        """Let everything go."""


class InProcess:
    """What works in this process alone and needs no closing."""

    def server(self) -> int | None:
        """None."""
        return None

    def close(self) -> None:
        """Nothing to let go."""


def title_of(row: Row) -> str:
    """A passage's title, or ""."""
    return str(row.get("title") or "").strip()


def passage_text(row: Row) -> str:
    """A passage's text, led by its title where it has one."""
    title, text = title_of(row), str(row.get("text") or "").strip()
    if not title:
        return text or "…"
    return f"{title}.\n{text or title}"


def fused(rankings: Iterable[Sequence[str]], smoothing: float = 60.0) -> list[str]:
    """Reciprocal rank fusion (Cormack, Clarke and Buettcher 2009), best first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, number in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (smoothing + place)
    return sorted(scores, key=lambda number: -scores[number])


class Metered:
    """An embedding model that counts what texts were embedded, and how long that took."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.name = model.name
        self.dimensions = model.dimensions
        self.texts = 0
        self.seconds = 0.0

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found."""
        started = time.perf_counter()
        found = self._model.passages(texts)
        self.seconds += time.perf_counter() - started
        self.texts += len(texts)
        return found

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._model.queries(texts)
