"""Words alone, vectors alone, and both fused by their ranks."""

from __future__ import annotations

import numpy as np

from bench.peers.task import InProcess, Task, fused, title_of
from graph_schema.passages import RECORD, Passage
from rag_service.retrieval.keys import key
from rag_service.retrieval.lexical import LexicalIndex, build_lexical

_ACCESS = "all"
_DEPTH = 100


class Words(InProcess):
    """BM25 by tantivy, over the same texts and with the same analysis as the product's own."""

    def __init__(self, task: Task) -> None:
        said = zip(task.rows, task.numbers, task.texts, strict=True)
        build_lexical(task.folder, (_passage(title_of(row), n, text) for row, n, text in said))
        self._numbers = {key(number, _ACCESS): number for number in task.numbers}
        self._index = LexicalIndex(task.folder)

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first."""
        keys, _ = self._index.search(question, limit)
        return [self._numbers[found] for found in keys.tolist()]


class Dense(InProcess):
    """Every passage's vector compared with the question's."""

    def __init__(self, task: Task) -> None:
        self._numbers = task.numbers
        self._model = task.model
        self._matrix = task.model.passages(task.texts)

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first."""
        scores = np.vecdot(self._matrix, self._model.queries([question])[0])
        first = np.argpartition(-scores, min(limit, len(scores) - 1))[:limit]
        return [self._numbers[row] for row in first[np.argsort(-scores[first])].tolist()]


class Fused(InProcess):
    """Reciprocal rank fusion of the two."""

    def __init__(self, task: Task) -> None:
        self._parts = (Words(task), Dense(task))

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first."""
        return fused(part.search(question, _DEPTH) for part in self._parts)[:limit]


def _passage(title: str, number: str, text: str) -> Passage:
    return Passage(
        id=number,
        owner=number,
        kind=RECORD,
        access=_ACCESS,
        text=text,
        title=title,
        names=(),
        body=text,
        entities=(),
        trust=(),
    )
