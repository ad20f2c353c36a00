"""What was seen and not read: the pictures nearest to a question, told with their seconds.

An image-text model has something nearest to any question, so pictures are told beside an answer
and never make one: what texts and facts say, or don't say, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from graph_schema.scope import Scope
from rag_service.answering.compose import Sentence
from rag_service.answering.hostile import plain
from rag_service.answering.languages import Language
from rag_service.answering.phrases import phrase
from rag_service.answering.query import Query
from rag_service.answering.quote import Citation
from rag_service.answering.retriever import Passage
from rag_service.answering.view import View

_MOST = 3
# Below this the texts have most of the question's words, or another picture is far nearer.
_LEAST = 0.5


class Picture(Passage, Protocol):
    """A picture found: a passage that was seen in place of read."""

    @property
    def parts(self) -> Mapping[str, float]:
        """``sight``: its cosine with the question."""


class Seer(Protocol):
    """Finds pictures; `rag_service.retrieval.Index` is one where it has any."""

    def seen(self, question: str, scope: Scope) -> Sequence[Picture]:
        """The pictures among what answers best, of those that the scope shows."""


def told_by_sight(
    query: Query, seer: Seer, view: View, scope: Scope, language: Language
) -> Iterator[Sentence]:
    """At most one sentence that names the pictures nearest to a question about what films show."""
    exact = query.order or query.group or query.properties or query.hop or query.works
    if exact or query.kind not in ("lookup", "list"):
        return
    found = [p for p in seer.seen(query.question, scope) if p.score >= _LEAST][:_MOST]
    if found:
        named = "; ".join(_named(picture) for picture in found)
        cited = tuple(_cited(picture, view) for picture in found)
        yield Sentence(plain(phrase("seen", language, named)), cited)


def _named(picture: Picture) -> str:
    place = "" if picture.start_ms is None else f" {_clock(picture.start_ms)}"
    if place and picture.end_ms and picture.end_ms != picture.start_ms:
        place += f"–{_clock(picture.end_ms)}"
    return f"{picture.title}{place} ({picture.parts['sight']:.2f})"


def _cited(picture: Picture, view: View) -> Citation:
    return Citation(
        picture.record_id,
        f"seen in the picture, likeness {picture.parts['sight']:.2f}",
        picture.kind,
        media=picture.media,
        start_ms=picture.start_ms,
        end_ms=picture.end_ms,
        work=view.by_id.get(picture.owner, -1),
        work_id=picture.owner,
        machine=True,
    )


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
