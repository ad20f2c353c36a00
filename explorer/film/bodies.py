"""A film and its timeline as routes give them."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, Field

from explorer.film.record import FilmRecord

Part = Literal["segment", "text", "frame", "entity"]


class RightsBody(BaseModel):
    """The terms that the film may be used under."""

    text: str = Field(examples=["Public domain"])
    stated: bool = Field(description="False where no record says anything", examples=[True])
    source: str = Field(description="Archive and record number", examples=["reelgraph-demo D072"])
    holder: str | None = Field(examples=[None])


class NamedBody(BaseModel):
    """Something that the film is about or belongs to."""

    id: str = Field(examples=["concept:reelgraph-demo/politics"])
    label: str = Field(examples=["Concept"])
    name: str = Field(examples=["Politics"])


class MakerBody(BaseModel):
    """Who did what for the film."""

    id: str = Field(examples=["agent:reelgraph-demo/d072/karl-marx"])
    name: str = Field(examples=["Karl Marx"])
    role: str = Field(examples=["Author"])


class FileBody(BaseModel):
    """A digital file of the film; /api/v1/media plays it."""

    id: str = Field(examples=["instantiation:reelgraph-demo/manifesto_reading"])
    uri: str = Field(examples=["reelgraph-demo/manifesto_reading/manifesto_reading.mp4"])


class FilmBody(BaseModel):
    """A film as its record has it, and how much there is on its timeline."""

    id: str = Field(examples=["work:reelgraph-demo/D072"])
    title: str = Field(examples=["[Manifesto of the Communist Party: reading of the preamble]"])
    titles: list[str] = Field(description="Other titles")
    partner: str | None = Field(examples=["reelgraph-demo"])
    record_id: str | None = Field(examples=["D072"])
    date_text: str | None = Field(description="As catalogued, in EDTF", examples=["1934"])
    year_from: int | None
    year_to: int | None
    summary: str | None
    colour: str | None = Field(examples=["Colour"])
    sound: str | None = Field(examples=["Sound"])
    duration_s: float | None = Field(description="As catalogued", examples=[88.0])
    makers: list[MakerBody]
    about: list[NamedBody]
    collections: list[NamedBody]
    files: list[FileBody]
    rights: RightsBody
    counts: dict[str, int] = Field(
        description="Rows of the timeline by part and kind",
        examples=[{"segment.shot": 2, "text.transcript": 13}],
    )
    ends_ms: int | None = Field(description="Last time on the timeline", examples=[88000])

    @classmethod
    def of(cls, film: FilmRecord, rows: pa.Table) -> FilmBody:
        """The body of a film and its slice of the timeline."""
        held: dict[str, Any] = {name: getattr(film, name) for name in _PLAIN}
        kinds = zip(rows["part"].to_pylist(), rows["kind"].to_pylist(), strict=True)
        return cls(
            **held,
            makers=[MakerBody(**vars(maker)) for maker in film.makers],
            about=[NamedBody(**vars(named)) for named in film.about],
            collections=[NamedBody(**vars(named)) for named in film.collections],
            files=[FileBody(**vars(file)) for file in film.files],
            rights=RightsBody(**vars(film.rights)),
            counts=dict(Counter(f"{part}.{kind}" for part, kind in kinds)),
            ends_ms=pc.max(rows["end_ms"]).as_py(),
        )


_PLAIN = (
    "id", "title", "titles", "partner", "record_id", "date_text", "year_from", "year_to", "summary",
    "colour", "sound", "duration_s",
)  # fmt: skip


class TimedBody(BaseModel):
    """Something with a time on the film."""

    part: Part = Field(examples=["text"])
    kind: str = Field(
        description="Of a segment; channel of a text; label of an entity", examples=["transcript"]
    )
    id: str = Field(examples=["text:446672fba7597ae112cb114c8bf6c6d3"])
    segment: str | None = Field(description="The shortest that it stands in", examples=[None])
    file: str | None = Field(examples=["instantiation:reelgraph-demo/manifesto_reading"])
    start_ms: int = Field(examples=[9360])
    end_ms: int = Field(examples=[10640])
    text: str | None = Field(
        description="The text, what a segment shows, an entity's name",
        examples=["Workers of the world, unite."],
    )
    how: str | None = Field(description="Of an entity: spoken, shown, …", examples=[None])
    confidence: float | None = Field(description="Of a machine's claim", examples=[None])
    status: str | None = Field(
        description="Of what a machine says: proposed or accepted; null of what a catalogue says",
        examples=["proposed"],
    )


class TimelineBody(BaseModel):
    """A page of a film's timeline, in the order of time."""

    rows: list[TimedBody]
    next: int | None = Field(description="Ask again after this many; null at the end")
