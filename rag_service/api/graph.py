"""Routes that read the graph: nodes, their neighbours, search and changes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field

from graph_schema.store import StoredNode
from rag_service.api.services import CallerScope, Store

router = APIRouter(prefix="/api/v1", tags=["graph"])

Limit = Annotated[int, Query(ge=1, le=1000)]


class NodeBody(BaseModel):
    """A node of the graph as the caller may see it."""

    id: str = Field(examples=["work:nls/0001"])
    label: str = Field(examples=["Work"])
    properties: dict[str, Any] = Field(examples=[{"preferred_title": "GLASGOW TRAMS"}])
    sources: list[str] = Field(examples=[["nls/0001"]])
    merged_ids: list[str] = Field(default_factory=list)


class NeighbourBody(BaseModel):
    """A node one relationship away."""

    type: str = Field(examples=["HAS_GENRE"])
    outgoing: bool
    properties: dict[str, Any]
    node: NodeBody


class HitBody(BaseModel):
    """A node found by words."""

    score: float
    node: NodeBody


class ChangeBody(BaseModel):
    """A node that changed or went."""

    sequence: int
    id: str
    deleted: bool


class ChangesBody(BaseModel):
    """Changes since a sequence number, oldest first."""

    sequence: int = Field(description="Ask again from here")
    changes: list[ChangeBody]


def _body(node: StoredNode) -> NodeBody:
    return NodeBody(
        id=node.id,
        label=node.label,
        properties=node.properties,
        sources=node.sources,
        merged_ids=node.merged_ids,
    )


def _found(store: Store, node_id: str, scope: CallerScope) -> StoredNode:
    node = store.get(node_id, scope)
    if node is None:
        raise HTTPException(404, f"There is no node {node_id!r} here.")
    return node


# Identifiers hold slashes, so they travel as a parameter and not in the path.
NodeId = Annotated[str, Query(alias="id", min_length=1, examples=["work:nls/0001"])]


@router.get("/node", summary="Read a node")
def node(node_id: NodeId, scope: CallerScope, store: Store) -> NodeBody:
    """The node, also when asked by an identifier that was merged into it."""
    return _body(_found(store, node_id, scope))


@router.get("/neighbours", summary="Read a node's neighbours")
def neighbours(
    node_id: NodeId,
    scope: CallerScope,
    store: Store,
    types: Annotated[list[str] | None, Query(alias="type")] = None,
    limit: Limit = 100,
) -> list[NeighbourBody]:
    """Nodes one relationship away, of the types named or of all."""
    _found(store, node_id, scope)
    return [
        NeighbourBody(
            type=near.type,
            outgoing=near.outgoing,
            properties=near.properties,
            node=_body(near.node),
        )
        for near in store.neighbours(node_id, scope, types=types or (), limit=limit)
    ]


@router.get("/search", summary="Find nodes by words")
def search(
    q: Annotated[str, Query(min_length=1, max_length=500, examples=["Margaret Tait"])],
    scope: CallerScope,
    store: Store,
    labels: Annotated[list[str] | None, Query(alias="label")] = None,
    limit: Limit = 10,
) -> list[HitBody]:
    """Nodes whose names, titles or texts match, best first."""
    hits = store.search_text(q, scope, labels=labels or (), limit=limit)
    return [HitBody(score=hit.score, node=_body(hit.node)) for hit in hits]


@router.get("/changes", summary="Read what changed")
def changes(
    scope: CallerScope, store: Store, since: Annotated[int, Query(ge=0)] = 0, limit: Limit = 1000
) -> ChangesBody:
    """The latest change of each node that changed after a sequence number."""
    found: list[ChangeBody] = []
    for change in store.changes(since, scope):
        # Nodes of one transaction share a number, so a page ends only between numbers.
        if len(found) >= limit and change.sequence != found[-1].sequence:
            break
        found.append(ChangeBody(sequence=change.sequence, id=change.id, deleted=change.deleted))
    return ChangesBody(sequence=found[-1].sequence if found else since, changes=found)
