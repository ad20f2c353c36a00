"""What the routes of moments take and give."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from explorer.cut.moment import Moment

How = Literal["phrase", "pattern", "words", "person", "name", "tokens", "silence", "looks"]
Channel = Literal["transcript", "ocr", "caption", "summary", "shotlist"]

_TOLD_BY: tuple[Channel, ...] = ("caption", "shotlist", "summary", "transcript")
MOST_FILMS = 50_000
LONGEST = 2000


class MomentBody(BaseModel):
    """A stretch of a film, why it was chosen, and whose it is."""

    film: str = Field(examples=["work:reelgraph-demo/D072"])
    title: str = Field(examples=["[Manifesto of the Communist Party: reading of the preamble]"])
    date: str | None = Field(examples=["1934"], description="As catalogued")
    file: str | None = Field(examples=["instantiation:reelgraph-demo/manifesto_reading"])
    segment: str | None = Field(examples=["segment:reelgraph-demo/manifesto_reading/00.00.00-19"])
    id: str = Field(examples=["text:446672fba7597ae112cb114c8bf6c6d3"])
    kind: str = Field(examples=["transcript"])
    start_ms: int = Field(examples=[9360])
    end_ms: int = Field(examples=[10640])
    text: str = Field(examples=["Workers of the world, unite."])
    why: str = Field(examples=["heard: “workers of the world”"])
    score: float = Field(examples=[0.0], description="Compares within one search only")
    rights: str = Field(examples=["Public domain"])
    rights_stated: bool = Field(description="False where no record says anything", examples=[True])
    source: str = Field(examples=["reelgraph-demo D072"])
    seen: bool = Field(
        description="More that looks like it can be found, by its segment", examples=[False]
    )

    @classmethod
    def of(cls, moment: Moment, credit: dict[str, Any], *, seen: bool) -> MomentBody:
        """The body of a moment, with its film's row of credits."""
        return cls(
            **vars(moment),
            seen=seen,
            title=credit["title"],
            date=credit["date_text"],
            rights=credit["rights"],
            rights_stated=credit["stated"],
            source=credit["source"],
        )


class MomentsAsk(BaseModel):
    """What moments to look for."""

    how: How = Field(
        "phrase",
        description="phrase: words in a row; pattern: a regular expression (RE2); words: any of "
        "them, in any form; person: who appears, speaks or is named; name: anything by its "
        "name; tokens: parts of speech or spaCy's token pattern; silence: gaps between "
        "lines of speech; looks: what looks like a shot, given by its identifier",
    )
    q: str = Field("", max_length=LONGEST, examples=["workers of the world"])
    channels: list[Channel] = Field(
        default_factory=list, description="Texts to look in; empty means all", examples=[[]]
    )
    films: list[str] | None = Field(
        None, max_length=MOST_FILMS, description="Only in these; null means in all", examples=[None]
    )
    least_ms: int = Field(1000, ge=0, description="Shortest silence")
    most_ms: int = Field(600_000, ge=0, description="Longest silence")
    after: int = Field(0, ge=0)
    limit: int = Field(50, ge=1, le=200)


class MomentsBody(BaseModel):
    """A page of moments."""

    moments: list[MomentBody]
    total: int = Field(examples=[1])
    whole: bool = Field(
        description="False where the search ended before it saw all", examples=[True]
    )
    next: int | None = Field(description="Ask again after this many; null at the end")


class StoryboardAsk(BaseModel):
    """An outline to find shots for."""

    outline: str = Field(min_length=1, max_length=10_000, examples=["a boy, a watch, then a cat"])
    films: list[str] | None = Field(None, max_length=MOST_FILMS, examples=[None])
    channels: list[Channel] = Field(
        default_factory=lambda: list(_TOLD_BY),
        description="Texts to choose by",
        examples=[["caption"]],
    )
    others: int = Field(5, ge=0, le=20, description="Next best moments for each step")


class StoryStepBody(BaseModel):
    """A step of the outline, the moment for it, and the next best."""

    text: str = Field(examples=["a cat"])
    chosen: MomentBody | None
    others: list[MomentBody]


class StoryboardBody(BaseModel):
    """A storyboard: real shots in the order of the outline."""

    steps: list[StoryStepBody]
    year_from: int | None = Field(description="Years that the outline is set in", examples=[1930])
    year_to: int | None = Field(examples=[1939])
