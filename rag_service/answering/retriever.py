"""What answering needs of a retriever; `rag_service.retrieval.Index` is one."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Protocol

from graph_schema.scope import Scope


class Passage(Protocol):
    """A passage found: of a record, or of a stretch of film with its time in ms."""

    @property
    def owner(self) -> str:
        """Canonical identifier of the work."""

    @property
    def id(self) -> str:
        """Identifier of the work for a whole record, else of the text."""

    @property
    def kind(self) -> str:
        """record, or the channel: caption, transcript, ocr."""

    @property
    def title(self) -> str:
        """Of the work."""

    @property
    def record_id(self) -> str | None:
        """The partner's own number of the record."""

    @property
    def field(self) -> str | None:
        """The source's own name of the field that the text stands in."""

    @property
    def media(self) -> str | None:
        """The file that the times are of."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def score(self) -> float:
        """Comparable within one search only; most passages score alike."""

    @property
    def start_ms(self) -> int | None:
        """Where it begins on the media."""

    @property
    def end_ms(self) -> int | None:
        """Where it ends on the media."""


class Found(Protocol):
    """The outcome of a search."""

    @property
    def evidence(self) -> Sequence[Passage]:
        """Passages, best first."""


class Retriever(Protocol):
    """Finds the passages that speak of what a question asks, in any words."""

    def search(
        self, question: str, scope: Scope, k: int = 20, within: Set[str] | None = None
    ) -> Found:
        """The k best passages that the scope shows, of the given works where some are given."""
