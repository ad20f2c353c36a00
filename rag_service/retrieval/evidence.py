"""What a search gives back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Linked:
    """A name in a question, and the entity that it may mean.

    Attributes:
        entity: Canonical id.
        label: Label of that node, e.g. Place.
        name: The form that matched, as the graph has it.
        start, end: Characters of the question.
        score: How specific the entity is, 0..1: 1 where a single passage tells of it.
    """

    entity: str
    label: str
    name: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Evidence:
    """A passage or a picture that may answer, best first in `Ranked`.

    Attributes:
        id: The passage: a Work for a whole record, else a TextUnit; or the Segment, Frame or
            Instantiation that a picture is of.
        owner: Canonical id of the work.
        kind: ``record``, or the channel: caption, transcript, ocr …; ``picture`` where it was
            seen and not read.
        text: A record's summary (its title where it has none), or the whole text; a caption of
            the shot for a picture.
        field: The source's own name of the field that ``text`` stands in.
        media, start_ms, end_ms: Place on the film, where the text has one.
        score: 0..1, comparable within one search only.
        parts: How the score came about: ``dense`` (cosine), ``lexical`` (BM25), ``fused``
            (both, 0..1), ``walk`` (share of the random walk); of a picture ``sight`` (cosine).
    """

    id: str
    owner: str
    kind: str
    title: str
    text: str
    partner: str | None
    record_id: str | None
    field: str | None
    segment: str | None
    media: str | None
    start_ms: int | None
    end_ms: int | None
    score: float
    parts: dict[str, float] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Ranked:
    """The outcome of a search.

    Attributes:
        evidence: Best first; each passage once.
        links: Names that were found in the question.
        timings: Milliseconds by step.
    """

    evidence: list[Evidence]
    links: list[Linked]
    timings: dict[str, float]
