"""Videos, clips and shots of enrichment: their identifiers and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph_ingest.readers.said import Said
from graph_ingest.readers.timecodes import clip_bounds, clock
from graph_schema.contribution import Run, Source
from graph_schema.nodes import Collection, Instantiation, Manifestation, Segment, TextUnit, Work
from graph_schema.relations import Relation
from graph_schema.scope import Visibility
from graph_schema.values import Scalar, digest, record_key, slug, text_id

TOLERANCE_MS = 1000
"""How far a time may lie past the end of its clip: names of clips have whole seconds."""

_ABSENT = frozenset({"", "unknown", "n/a", "none", "null"})


@dataclass(frozen=True)
class Video:
    """A video as enrichment knows it: a folder of a collection's folder.

    Attributes:
        folder: The collection's folder, e.g. ``NI``.
        name: The video's folder, e.g. ``55300_A``.
        title: Title, where one is known.
        year: Year or EDTF date, where one is known.
        collection_name: The collection's own name.
        visibility: How far what is said of it may travel.
    """

    folder: str
    name: str
    title: str | None = None
    year: str | None = None
    collection_name: str | None = None
    visibility: Visibility = Visibility.PARTNER

    @property
    def partner(self) -> str:
        """The partner whose video it is: the collection's folder as a key."""
        return slug(self.folder)

    @property
    def work_id(self) -> str:
        """The film on the video."""
        return record_key("work", self.partner, self.name)

    @property
    def instantiation_id(self) -> str:
        """The video file."""
        return record_key("instantiation", self.partner, self.name)

    def source(self, what: str, file: Path, *parts: str, line: int | None = None) -> Source:
        """The Source of one kind of enrichment of this video, or of a part of it."""
        return Source(
            id="/".join((self.partner, what, self.name, *parts)),
            partner=self.partner,
            collection=self.partner,
            visibility=self.visibility,
            kind="machine",
            record_id=self.name,
            file=str(file),
            line=line,
        )

    def describe(self, said: Said) -> None:
        """State the film, its file and the collection."""
        said.add(
            Work(
                id=self.work_id,
                preferred_title=self.title or self.name,
                partner=self.partner,
                record_id=self.name,
                date_text=self.year,
            )
        )
        manifestation = Manifestation(id=record_key("manifestation", self.partner, self.name))
        said.add(manifestation, below=self.work_id, relation=Relation.HAS_MANIFESTATION)
        file = Instantiation(
            id=self.instantiation_id, uri=f"{self.folder}/{self.name}/{self.name}.mp4"
        )
        said.add(file, below=manifestation.id, relation=Relation.HAS_INSTANTIATION)
        collection = Collection(
            id=record_key("collection", self.partner, self.partner),
            name=self.collection_name or self.folder,
        )
        said.add(collection, below=self.work_id, relation=Relation.MEMBER_OF)


@dataclass(frozen=True)
class Clip:
    """A stretch of a video that was enriched on its own. Times in it are relative to it."""

    video: Video
    name: str
    start_ms: int = field(init=False)
    end_ms: int = field(init=False)

    def __post_init__(self) -> None:
        start, end = clip_bounds(self.name)
        object.__setattr__(self, "start_ms", start)
        object.__setattr__(self, "end_ms", end)

    @property
    def segment_id(self) -> str:
        """The clip as a segment of the video."""
        return record_key("segment", self.video.partner, self.video.name, self.name)

    def absolute(self, relative_ms: int) -> int:
        """A time on the video.

        Raises:
            ValueError: It lies past the clip's end.
        """
        if relative_ms > self.end_ms - self.start_ms + TOLERANCE_MS:
            raise ValueError(
                f"{clock(relative_ms)} lies past the end of the clip {self.name!r}, which is "
                f"{clock(self.end_ms - self.start_ms)} long"
            )
        return self.start_ms + relative_ms

    def stretch(self, start_ms: int, end_ms: int) -> tuple[int, int]:
        """Start and end on the video of a stretch of the clip.

        Raises:
            ValueError: It ends before it starts, or past the clip's end.
        """
        if end_ms <= start_ms:
            raise ValueError(f"ends at {clock(end_ms)}, before or at its start {clock(start_ms)}")
        return self.absolute(start_ms), self.absolute(end_ms)

    def describe(self, said: Said) -> None:
        """State the video and the clip on it."""
        self.video.describe(said)
        clip = Segment(id=self.segment_id, kind="clip", start_ms=self.start_ms, end_ms=self.end_ms)
        said.add(clip, below=self.video.work_id, relation=Relation.HAS_SEGMENT)
        said.join(Relation.IN_INSTANTIATION, clip.id, self.video.instantiation_id)

    def add_shots(self, said: Said, shots: Iterable[Segment]) -> None:
        """State shots of the clip, in order."""
        before: Segment | None = None
        for shot in shots:
            said.add(shot, below=self.segment_id, relation=Relation.HAS_SEGMENT)
            said.join(Relation.IN_INSTANTIATION, shot.id, self.video.instantiation_id)
            if before:
                said.join(Relation.NEXT, before.id, shot.id)
            before = shot

    def shot(self, number: str, start_ms: int, end_ms: int) -> Segment:
        """A shot, with times on the video.

        Raises:
            ValueError: It ends before it starts.
        """
        return Segment(
            id=record_key("segment", self.video.partner, self.video.name, self.name, number),
            kind="shot",
            start_ms=start_ms,
            end_ms=end_ms,
            number=int(number) if number.isdigit() else None,
        )


def add_text(
    said: Said,
    segment_id: str,
    channel: str,
    text: str,
    times: tuple[int, int],
    field_name: str | None = None,
) -> str:
    """State a text that a segment covers; gives its identifier."""
    unit = TextUnit(
        id=text_id(segment_id, channel, times[0], text),
        text=text,
        channel=channel,
        field=field_name,
        start_ms=times[0],
        end_ms=times[1],
    )
    return said.add(unit, below=segment_id, relation=Relation.COVERS)


def add_answers(
    said: Said, segment_id: str, answers: dict[str, object], evidence: str
) -> list[str]:
    """Claim the answers to controlled questions; gives what could not be claimed, and why.

    An answer that says nothing, such as "unknown", claims nothing; a list claims each value.
    """
    problems = []
    for question, answer in answers.items():
        for one in answer if isinstance(answer, list) else [answer]:
            value = present(one)
            if value is not None:
                said.claim(segment_id, question, [evidence], value=value)
            elif _unusable(one):
                problems.append(f"the answer to {question!r} is no single value: {one!r}")
    return problems


def _unusable(answer: object) -> bool:
    return isinstance(answer, dict | list) or (isinstance(answer, str) and "{" in answer)


def present(answer: object) -> Scalar | None:
    """An answer without stray spaces; None where it says nothing or is no single value."""
    if isinstance(answer, str):
        trimmed = answer.strip()
        says = trimmed.casefold() not in _ABSENT and not trimmed.startswith("{")
        return trimmed if says else None
    return answer if isinstance(answer, bool | int | float) else None


def mention_id(clip: Clip, start_ms: int, surface: str) -> str:
    """Identifier of a name heard at a time of a video, whichever file tells of it."""
    key = digest(clip.segment_id, start_ms, surface)[:16]
    return record_key("mention", clip.video.partner, clip.video.name, key)


def run_of(app: str, **about: object) -> Run:
    """The Run of a program with a model and settings; the same ones make the same Run."""
    stated = {name: value for name, value in about.items() if value is not None}
    key = digest(app, *(f"{name}={value}" for name, value in sorted(stated.items())))
    return Run(id=f"run:{slug(app)}/{key[:16]}", app=app, **stated)
