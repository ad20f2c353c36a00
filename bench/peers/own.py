"""The product's retriever."""

from __future__ import annotations

from bench.foreign import corpus
from bench.peers.task import InProcess, Task
from graph_schema.scope import Scope
from rag_service.retrieval import Index


class Own(InProcess):
    """The product's own index of the corpus as a graph in memory.

    Args:
        task: What is indexed.
        with_triples: Whether the triples go in as claims of a machine.
    """

    def __init__(self, task: Task, *, with_triples: bool) -> None:
        found = corpus(task.rows, task.triples if with_triples else ())
        self._passages = found.passages
        self._index = Index.build(found.snapshot(), task.folder, task.model)
        self._scope = Scope.everything()

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first; what is no passage of the corpus is left out."""
        evidence = self._index.search(question, self._scope, limit).evidence
        return [self._passages[held.id] for held in evidence if held.id in self._passages]

    def close(self) -> None:
        """Let the index go."""
        self._index.close()
