"""The route that lists the communities of films."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from rag_service.api.ask import CitationItem
from rag_service.api.services import CallerScope, CurrentAnswerer, Turn

router = APIRouter(prefix="/api/v1", tags=["communities"])

MOST = 100


class CommunityBody(BaseModel):
    """Films that keep company in the graph, as far as the caller sees them."""

    terms: list[str] = Field(
        description="Headings, or else words, that mark its films out from the rest",
        examples=[["Fish and Fishing", "Boats and Boating"]],
    )
    films: int = Field(examples=[84])
    first_year: int | None = Field(description="Of its films with a date", examples=[1911])
    last_year: int | None = Field(examples=[1998])
    summary: list[CitationItem] = Field(
        description="Words of its films that tell most of it, each of another film"
    )


class CommunitiesBody(BaseModel):
    """The largest communities of a level, largest first."""

    level: int = Field(examples=[0])
    communities_in_all: int = Field(description="With three films or more", examples=[37])
    films_in_all: int = Field(description="In a community of any size", examples=[6013])
    communities: list[CommunityBody]


@router.get("/communities", summary="What the films are about, by community", dependencies=[Turn])
def communities(
    scope: CallerScope,
    answerer: CurrentAnswerer,
    level: Annotated[int, Query(ge=0, le=2, description="0 has the fewest and largest")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
) -> CommunitiesBody:
    """Communities that were found in the graph; empty where none were derived."""
    found = answerer.communities(scope, level=level, limit=limit)
    return CommunitiesBody.model_validate(found.as_json())
