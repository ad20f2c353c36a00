"""Evidence as routes give it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class RunBody(BaseModel):
    """The program or model that made a claim."""

    app: str = Field(examples=["reelgraph-mentions"])
    app_version: str | None = None
    model: str | None = Field(None, examples=["openai/whisper-large-v3"])
    started: datetime | None = None


class DecisionBody(BaseModel):
    """What a person decided on a claim."""

    op: str = Field(description="accept, reject or correct", examples=["accept"])
    user: str = Field(examples=["m.campbell"])
    time: datetime
    reason: str = Field(examples=["Named in the shot list"])


class ItemBody(BaseModel):
    """One piece of evidence: words that were said, seen or catalogued."""

    id: str = Field(examples=["mention:02a79c9ac6119ae742856505709c2a41"])
    kind: str = Field(
        description="catalogue, transcript, ocr, caption, picture, or the label of the node",
        examples=["transcript"],
    )
    text: str = Field(examples=["The last tram left Glasgow in 1962."])
    marked: list[int] | None = Field(
        None,
        examples=[[19, 26]],
        description="First character in the text that it turns on, and the one after",
    )
    field: str | None = Field(None, description="The source's own name of the field")
    film: str | None = Field(None, examples=["work:nls/0001"])
    title: str | None = Field(None, examples=["GLASGOW TRAMS"])
    media: str | None = Field(None, description="The file that it is in, as the graph names it")
    start_ms: int | None = None
    end_ms: int | None = None


class ClaimBody(BaseModel):
    """A claim that is kept apart from the edge it stands for."""

    id: str = Field(examples=["3f01f13c78b82ba52cd4ef8b9b64d63c"])
    status: str = Field(examples=["proposed"])
    confidence: float | None = None
    explanation: str | None = Field(None, examples=["the record itself names it"])
    run: RunBody | None = None
    decision: DecisionBody | None = None
    evidence_in_all: int


class StatingBody(BaseModel):
    """A record that states a relationship."""

    source: str = Field(examples=["nls/0001"])
    partner: str = Field(examples=["nls"])
    record_id: str | None = Field(None, examples=["0001"])
    kind: str = Field(examples=["catalogue"])


class EvidenceBody(BaseModel):
    """Why something is in the graph."""

    origin: str = Field(
        description="catalogue, machine (nobody reviewed it), accepted or rejected",
        examples=["catalogue"],
    )
    claim: ClaimBody | None = Field(None, description="None where no claim stands behind it")
    run: RunBody | None = Field(None, description="What made it, where no claim tells that")
    records: list[StatingBody] = Field(description="The records that state it")
    items: list[ItemBody]
