"""Routes to what answers rest on: passages, and records as they were received."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field

from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.answering import Passage
from rag_service.api.ask import LONGEST_QUESTION
from rag_service.api.services import CallerScope, CurrentAnswerer, Store, Turn

router = APIRouter(prefix="/api/v1", tags=["evidence"])


class PassageBody(BaseModel):
    """A stretch of a record or of a film that may answer."""

    id: str = Field(examples=["work:reelgraph-demo/D064"])
    work: str = Field(examples=["work:reelgraph-demo/D064"])
    title: str = Field(examples=["Hindenburg disaster at Lakehurst"])
    record_id: str | None = Field(examples=["D064"])
    kind: str = Field(
        examples=["record"],
        description="record, the channel of a text on film, or picture where it was seen, not read",
    )
    text: str = Field(examples=["The German airship Hindenburg catches fire."])
    field: str | None = Field(examples=["summary"])
    media: str | None = Field(examples=[None])
    start_ms: int | None = Field(examples=[None])
    end_ms: int | None = Field(examples=[None])
    score: float = Field(examples=[0.97], description="Compares within one search only")

    @classmethod
    def of(cls, passage: Passage) -> PassageBody:
        """The body of a passage found."""
        return cls(
            id=passage.id,
            work=passage.owner,
            title=passage.title,
            record_id=passage.record_id,
            kind=passage.kind,
            text=passage.text,
            field=passage.field,
            media=passage.media,
            start_ms=passage.start_ms,
            end_ms=passage.end_ms,
            score=round(passage.score, 4),
        )


class RecordBody(BaseModel):
    """One Source's record, every field exactly as received."""

    source: str = Field(examples=["reelgraph-demo/D064"])
    partner: str = Field(examples=["reelgraph-demo"])
    collection: str = Field(examples=["reelgraph-demo"])
    record_id: str | None = Field(examples=["D064"])
    kind: str = Field(examples=["catalogue"])
    fields: dict[str, str] = Field(examples=[{"title": "Hindenburg disaster at Lakehurst"}])


@router.get("/passages", summary="Find passages by meaning and words", dependencies=[Turn])
def passages(
    q: Annotated[
        str,
        Query(min_length=1, max_length=LONGEST_QUESTION, examples=["an airship that burns"]),
    ],
    scope: CallerScope,
    answerer: CurrentAnswerer,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> list[PassageBody]:
    """The passages that answers to this would be made of, best first."""
    found = answerer.retriever.search(q, scope, limit)
    return [PassageBody.of(passage) for passage in found.evidence]


@router.get("/record", summary="Read records as received")
def record(
    record_id: Annotated[
        str, Query(alias="id", min_length=1, examples=["work:reelgraph-demo/D064"])
    ],
    scope: CallerScope,
    store: Store,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> list[RecordBody]:
    """The records that tell of a node, or the one record of a Source such as nls/0001."""
    found = records_of(store, record_id, scope, limit)
    if not found:
        raise HTTPException(404, f"There is no record of {record_id!r} here.")
    return found


def records_of(store: GraphStore, identifier: str, scope: Scope, limit: int) -> list[RecordBody]:
    """The records behind a node or a Source, of those that the scope shows."""
    node = store.get(identifier, scope)
    sources = node.sources[:limit] if node else [identifier]
    return [
        RecordBody(
            source=said.source.id,
            partner=said.source.partner,
            collection=said.source.collection,
            record_id=said.source.record_id,
            kind=said.source.kind,
            fields=said.source.fields,
        )
        for said in store.contributions(scope, sources)
    ]
