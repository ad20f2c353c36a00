"""An entity's page as routes give it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from explorer.network.bodies import DrawnCommunityBody, LinkBody
from graph_schema.values import Value


class AuthorityBody(BaseModel):
    """An entry of an authority file that is said to be the same."""

    scheme: str = Field(examples=["wikidata"])
    identifier: str = Field(examples=["Q36405"])
    uri: str | None = Field(None, examples=["https://www.wikidata.org/entity/Q36405"])
    match: str = Field(description="exact or close", examples=["exact"])
    origin: str = Field(examples=["catalogue"])
    confidence: float | None = None
    claim: str | None = None


class FactBody(BaseModel):
    """One thing that is stated of an entity."""

    name: str = Field(description="The property's name in the graph", examples=["description"])
    value: Value = Field(examples=["Film-maker, Glasgow"])


class EntityPageBody(BaseModel):
    """Who or what an entity is, as far as the caller may see."""

    id: str = Field(examples=["place:nls/aberdeen"])
    asked: str = Field(
        description="The identifier asked for; another where it was merged into this one",
        examples=["place:nls/aberdeen"],
    )
    label: str = Field(examples=["Place"])
    name: str = Field(examples=["Aberdeen"])
    names: list[str] = Field(description="Other names that are met", examples=[["Aiberdeen"]])
    facts: list[FactBody]
    authorities: list[AuthorityBody]
    merged: list[str] = Field(description="Identifiers that were merged into this one")
    records: list[str] = Field(description="Sources that state it, the first few")
    records_in_all: int = Field(examples=[152])
    communities: list[DrawnCommunityBody] = Field(description="From the largest to the smallest")
    centrality: float = Field(description="PageRank; 1 is average", examples=[18.6])
    degree: int = Field(description="Links to others, rejected claims left out", examples=[210])
    films: int = Field(description="Films that it is linked to", examples=[180])
    appearances: int = Field(description="Times that it is named, heard or seen", examples=[31])
    edits: int = Field(description="Decisions that people took on it", examples=[2])


class EntityFilmBody(BaseModel):
    """A film that an entity is linked to."""

    id: str = Field(examples=["work:nls/0001"])
    title: str = Field(examples=["GLASGOW TRAMS"])
    year: int | None = Field(examples=[1950])
    links: list[LinkBody]
    appearances: int = Field(description="In this film", examples=[3])
    first_ms: int | None = Field(description="The first that has a second", examples=[61000])


class EntityFilmsBody(BaseModel):
    """Films of an entity, by year; the undated last."""

    total: int = Field(examples=[180])
    offset: int
    films: list[EntityFilmBody]


class AppearanceBody(BaseModel):
    """A time that an entity is named, heard or seen."""

    film: str = Field(examples=["work:nls/0001"])
    title: str = Field(examples=["GLASGOW TRAMS"])
    year: int | None = Field(examples=[1950])
    how: str = Field(description="catalogued, spoken, seen or described", examples=["spoken"])
    start_ms: int | None = Field(description="None where it has no second", examples=[61000])
    end_ms: int | None = Field(examples=[64000])
    text: str | None = Field(description="Words around it", examples=["The last tram to Leith"])
    marked: list[int] | None = Field(
        description="First character of its name in the words, and the one after",
        examples=[[17, 22]],
    )
    origin: str = Field(examples=["machine"])
    confidence: float | None = Field(examples=[0.7])
    claim: str | None
    evidence: str = Field(description="The mention or the segment", examples=["mention:nls/0001/1"])


class AppearancesBody(BaseModel):
    """Where an entity appears, by film and second."""

    total: int = Field(examples=[31])
    offset: int
    by_way: dict[str, int] = Field(examples=[{"spoken": 20, "catalogued": 11}])
    appearances: list[AppearanceBody]


class EditBody(BaseModel):
    """A decision of a person on an entity, or on a claim about it."""

    id: str = Field(examples=["edit:5f2c"])
    op: str = Field(examples=["merge"])
    user: str = Field(examples=["m.campbell"])
    time: datetime
    reason: str = Field(examples=["The same house style"])
    property: str | None = Field(description="That was corrected", examples=["name"])
    before: Value | None = Field(examples=["Aiberdeen"])
    after: Value | None = Field(examples=["Aberdeen"])
    target: str = Field(examples=["place:nls/aiberdeen"])
    other: str | None = Field(description="Merged into, or linked with")
    claim: LinkBody | None = Field(description="The link that was decided on, where it is one")
    undone: bool = Field(description="True where a later decision took it back")


class HistoryBody(BaseModel):
    """Decisions on an entity, the latest first."""

    total: int = Field(examples=[2])
    offset: int
    edits: list[EditBody]
