"""What the routes of the map of points send."""

from __future__ import annotations

from pydantic import BaseModel, Field


class PointBody(BaseModel):
    """One point, and where it leads."""

    row: int = Field(description="Its row in points.arrow")
    id: str = Field(examples=["work:nls/0001"])
    kind: str = Field(examples=["film", "caption", "Place"])
    name: str = Field(description="A film's title, a text's first words, an entity's name")
    film: str | None = Field(description="The film that it is, or is of", examples=["work:nls/1"])
    title: str | None = Field(description="That film's title")
    file: str | None = Field(description="A digital file of it; /media/picture shows it")
    start_ms: int | None = Field(description="Where on the file a text stands")
    end_ms: int | None


class PointsBody(BaseModel):
    """Some points, by their rows in points.arrow."""

    points: list[PointBody]


class FoundBody(BaseModel):
    """Points that were found, best first."""

    rows: list[int] = Field(description="Rows of points.arrow", examples=[[17, 4, 230]])
