"""What the routes of the map send."""

from __future__ import annotations

from pydantic import BaseModel, Field

from explorer.namings import WAYS


class NearBody(BaseModel):
    """A place beside another."""

    id: str = Field(examples=["place:nls/paisley"])
    name: str = Field(examples=["Paisley"])
    km: float | None = Field(description="Between the two points; null where one has none")
    inside: bool = Field(description="The graph says that it lies in the other")
    films: int = Field(description="Films that tell of it")
    timed: int = Field(description="How often it is named at a known second")


class PlaceBody(BaseModel):
    """A place, and what the graph knows of it."""

    id: str = Field(examples=["place:nls/glasgow"])
    name: str = Field(examples=["Glasgow"])
    variants: list[str]
    lat: float | None = Field(description="Degrees north, WGS 84; null where no source has them")
    lon: float | None = Field(description="Degrees east")
    gazetteer: str | None = Field(description="Who gave the coordinates")
    feature: str | None = Field(examples=["city"])
    within: list[str] = Field(description="Names of wider places, nearest first")
    films: int = Field(description="Films that tell of it, in any way")
    catalogued: int = Field(description="Films whose records name it")
    spoken: int = Field(description="Films in which it is said")
    seen: int = Field(description="Films in which it is seen, or stands on the screen")
    described: int = Field(description="Films of which a machine says that it plays a part")
    timed: int = Field(description="How often it is named at a known second")
    near: list[NearBody]


class PlaceFilmBody(BaseModel):
    """A film of a place, or of one near it."""

    id: str = Field(examples=["work:nls/0001"])
    title: str = Field(examples=["GLASGOW TRAMS"])
    date_text: str | None = Field(examples=["1962"])
    place: str = Field(description="The nearest place that it is of", examples=["place:nls/govan"])
    name: str = Field(description="Name of that place", examples=["Govan"])
    km: float | None = Field(description="How far that is away; 0 for the place itself")
    inside: bool
    ways: list[str] = Field(description="How the place is known of it", examples=[["spoken"]])
    first_ms: int | None = Field(description="When it is first named, where that is known")


class PlaceFilmsBody(BaseModel):
    """Films of a place first, then those near it."""

    total: int
    here: int = Field(description="How many are of the place itself")
    films: list[PlaceFilmBody]


class NamingBody(BaseModel):
    """One time that a film names a place."""

    film: str = Field(examples=["work:ni/55300_A"])
    title: str
    name: str = Field(description="As it is written or heard", examples=["Downing Street"])
    how: str = Field(description=f"One of {', '.join(WAYS)}")
    origin: str = Field(description="Field, channel or relationship", examples=["transcript"])
    start_ms: int | None
    end_ms: int | None
    text: str | None = Field(description="Words around it")
    status: str | None = Field(description="Null where it is stated and no machine's claim")
    confidence: float | None
    mention: str | None
    assertion: str | None


class NamingsBody(BaseModel):
    """Each time that films name a place: by film, those at a known second first."""

    total: int
    timed: int = Field(description="Those at a known second")
    namings: list[NamingBody]


class NameBody(BaseModel):
    """A name of a place that is linked to none."""

    key: str = Field(description="To ask for each time that it is named", examples=["tayport"])
    name: str = Field(examples=["Tayport"])
    films: int
    namings: int


class NamesBody(BaseModel):
    """Names of places that nobody linked to a place yet, the most frequent first."""

    total: int
    namings: int = Field(description="How often all of them are met together")
    names: list[NameBody]
