"""The route that tells how far the archive is known, so that silence isn't taken for absence."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from rag_service.api.services import CallerScope, CurrentAnswerer

router = APIRouter(prefix="/api/v1", tags=["coverage"])


class KnownBody(BaseModel):
    """What is known of some films; each figure counts films."""

    films: int = Field(examples=[72])
    summarised: int = Field(description="With a summary in a catalogue", examples=[70])
    not_summarised: int = Field(examples=[2])
    enriched: int = Field(
        description="With transcripts, captions or on-screen text with times", examples=[3]
    )
    not_enriched: int = Field(examples=[69])
    claimed: int = Field(description="With claims of a machine", examples=[12])
    reviewed: int = Field(description="Of these, with every claim decided by a person")
    unreviewed: int = Field(description="Of these, with a claim that nobody has decided")


class DecadeBody(KnownBody):
    """The films dated wholly within a decade."""

    decade: int = Field(description="Its first year", examples=[1930])


class CollectionBody(KnownBody):
    """The films of a collection."""

    collection: str | None = Field(
        description="Its name; null for films in none", examples=["Moving Image Archive"]
    )


class CoverageBody(KnownBody):
    """What is known of all films that the caller may see."""

    decades: list[DecadeBody]
    several_decades: KnownBody = Field(description="Dates that may lie in several decades")
    undated: KnownBody
    collections: list[CollectionBody] = Field(description="A film may be in several")


@router.get("/coverage", summary="How far the archive is known")
def coverage(scope: CallerScope, answerer: CurrentAnswerer) -> CoverageBody:
    """Films by collection and decade: with a summary or not, enriched or not, reviewed or not."""
    return CoverageBody.model_validate(answerer.coverage(scope).as_json())
