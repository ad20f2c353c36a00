"""The routes of the Graph view."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, HTTPException, Query, Request, Response

from explorer.evidence import EvidenceBody, Witness
from explorer.network.bodies import (
    BondBody,
    DrawingBody,
    DrawnCommunityBody,
    EdgeBody,
    EntityBody,
    LinkBody,
    MembersBody,
    NearEntityBody,
    NeighboursBody,
    PathsBody,
    StepBody,
    WayBody,
)
from explorer.network.drawing import edges_of, nodes_of
from explorer.network.parts import Link, Wanted
from explorer.network.paths import MOST_STEPS, Way, shortest
from explorer.network.reading import Network, network
from explorer.network.stating import Origin
from explorer.network.tables import HOLDING
from explorer.network.view import Drawing, draw
from explorer.sources import ARROW, CallerScope, CurrentTables, Store, send

router = APIRouter(prefix="/api/v1/network", tags=["network"])

_ARROW: dict[int | str, dict[str, object]] = {
    200: {"content": {ARROW: {}}, "description": "An Arrow IPC stream"}
}

EntityId = Annotated[str, Query(min_length=1, max_length=2000)]
Relations = Annotated[
    list[str] | None, Query(alias="relation", max_length=50, description="None named: any")
]
Labels = Annotated[
    list[str] | None, Query(alias="label", max_length=20, description="None named: any")
]
OriginWord = Literal["catalogue", "machine", "accepted", "rejected"]
Origins = Annotated[
    list[OriginWord] | None,
    Query(alias="origin", description="None named: all but rejected"),
]


@router.get("", summary="Draw the network at a level")
def drawing(
    scope: CallerScope,
    tables: CurrentTables,
    level: Annotated[int, Query(ge=0, le=2, description="0 has the fewest and largest")] = 0,
    opened: Annotated[
        list[str] | None,
        Query(alias="open", max_length=100, description="Keys of communities to draw in parts"),
    ] = None,
    members: Annotated[int, Query(ge=1, le=500)] = 60,
) -> DrawingBody:
    """Communities with their names, sizes, places and bonds; some of them in their parts.

    An opened community is drawn as the communities it is split into, or else as its most
    central entities. Positions don't depend on what is opened.
    """
    net = network(tables, scope)
    return _drawing_body(net, level, draw(net, level, opened or (), members))


@router.get("/films", summary="List a community's films")
def community_films(
    scope: CallerScope,
    tables: CurrentTables,
    key: Annotated[
        str,
        Query(min_length=1, max_length=200, examples=["63ccde034895"], description="Of it"),
    ],
) -> MembersBody:
    """The identifiers of every film of a community, the most central of each part first."""
    net = network(tables, scope)
    row = net.community(key)
    if row is None:
        raise HTTPException(404, f"There is no community {key!r} here.")
    return MembersBody(key=key, films=net.labelled(*net.members(row), "Work"))


@router.get("/neighbours", summary="Read an entity's neighbours")
def neighbours(
    scope: CallerScope,
    tables: CurrentTables,
    entity_id: Annotated[EntityId, Query(alias="id", examples=["place:nls/glasgow"])],
    relations: Relations = None,
    labels: Labels = None,
    origins: Origins = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> NeighboursBody:
    """Entities one link away, the most central first, with the links that lead to them."""
    net = network(tables, scope)
    row = _row(net, entity_id)
    links = net.links_of(np.array([row]), _wanted(relations, labels, origins))
    others = net.others(links)
    # Links are kept the most central others first, so that each one's are together.
    distinct = others[np.append(True, others[1:] != others[:-1])] if len(others) else others
    page = distinct[offset : offset + limit]
    held = net.links_at(links[np.isin(others, page)])
    entities = {
        n: EntityBody.of(e) for n, e in zip(page.tolist(), net.entities_at(page), strict=True)
    }
    found: dict[int, list[Link]] = {n: [] for n in entities}
    for link in held:
        found[link.other].append(link)
    return NeighboursBody(
        entity=EntityBody.of(net.entity(row)),
        total=len(distinct),
        offset=offset,
        neighbours=[
            NearEntityBody(
                entity=entity,
                links=[LinkBody.of(link, entity_id, entity.id) for link in found[n]],
            )
            for n, entity in entities.items()
        ],
        by_relation=net.counted(links, "relation"),
        by_label=net.counted(links, "label"),
        by_origin={Origin(n).word: count for n, count in sorted(net.origins(links).items())},
    )


@router.get("/paths", summary="Find how two entities are joined")
def paths(
    scope: CallerScope,
    tables: CurrentTables,
    store: Store,
    start: Annotated[EntityId, Query(alias="from", examples=["place:nls/glasgow"])],
    end: Annotated[EntityId, Query(alias="to", examples=["agent:nls/0001/stanley-l-russell"])],
    relations: Relations = None,
    origins: Origins = None,
    most: Annotated[int, Query(ge=1, le=MOST_STEPS, description="Steps of the longest way")] = 6,
    limit: Annotated[int, Query(ge=1, le=10)] = 3,
) -> PathsBody:
    """The shortest ways, through what few share before what many share, with their evidence.

    What only says who holds a film is no step, unless such relations are named.
    """
    net = network(tables, scope)
    wanted = Wanted(
        relations=relations or (),
        without=() if relations else HOLDING,
        origins=_origins(origins),
    )
    found = shortest(net, _row(net, start), _row(net, end), wanted, most, limit)
    telling = _Telling(net, Witness(store, scope), wanted)
    return PathsBody(ways=[telling.way(way) for way in found.ways], gave_up=found.gave_up)


@router.get("/evidence", summary="Read what stands behind a relationship")
def evidence(
    scope: CallerScope,
    tables: CurrentTables,
    store: Store,
    start: Annotated[EntityId, Query(alias="from", examples=["work:nls/0001"])],
    end: Annotated[EntityId, Query(alias="to", examples=["place:nls/glasgow"])],
) -> list[EdgeBody]:
    """Every relationship between two entities, whichever way it goes, with its evidence.

    What people rejected is told as well.
    """
    net = network(tables, scope)
    witness = Witness(store, scope)
    links = net.between(_row(net, start), _row(net, end))
    told = [LinkBody.of(link, start, end) for link in links]
    return [EdgeBody(link=link, evidence=evidence_of(witness, link)) for link in told]


@router.get("/claim", summary="Read what stands behind a claim")
def claim(
    scope: CallerScope,
    store: Store,
    claim_id: Annotated[
        str,
        Query(
            alias="id",
            min_length=1,
            max_length=2000,
            examples=["3f01f13c78b82ba52cd4ef8b9b64d63c"],
        ),
    ],
) -> EvidenceBody:
    """The words, the second, the model and the decision behind one claim of the graph."""
    told = Witness(store, scope).of_claim(claim_id)
    if told is None:
        raise HTTPException(404, f"There is no claim {claim_id!r} here.")
    return told


@router.get("/nodes.arrow", summary="Every entity, as columns", responses=_ARROW)
def nodes_arrow(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """All entities as they are drawn: id, label, name, year, centrality, communities, place."""
    return send(request, tables, "nodes", scope, lambda: nodes_of(network(tables, scope)))


@router.get("/edges.arrow", summary="Every link, as columns", responses=_ARROW)
def edges_arrow(request: Request, scope: CallerScope, tables: CurrentTables) -> Response:
    """All links but rejected ones, each once: rows of both ends in nodes.arrow, relation, origin.

    The schema's metadata tells the version, which is that of the nodes that it goes with.
    """
    return send(request, tables, "edges", scope, lambda: edges_of(network(tables, scope)))


def evidence_of(witness: Witness, link: LinkBody) -> EvidenceBody:
    """What stands behind a link; where its claim can't be read, only where it comes from."""
    told = witness.of_claim(link.claim) if link.claim else None
    return told or witness.of_statement(link.relation, link.start, link.end, link.origin)


class _Telling:
    """Tells ways with the evidence of each step, each step's only once."""

    def __init__(self, net: Network, witness: Witness, wanted: Wanted) -> None:
        self._net = net
        self._witness = witness
        self._wanted = wanted
        self._known: dict[tuple[int, int], StepBody] = {}

    def way(self, way: Way) -> WayBody:
        """A way with its steps."""
        entities = [EntityBody.of(entity) for entity in self._net.entities_at(way)]
        pairs = zip(way, way[1:], entities, entities[1:], strict=False)
        steps = [self._step(one, other, here.id, there.id) for one, other, here, there in pairs]
        return WayBody(entities=entities, steps=steps)

    def _step(self, one: int, other: int, here: str, there: str) -> StepBody:
        if (one, other) not in self._known:
            links = [
                LinkBody.of(link, here, there)
                for link in self._net.between(one, other)
                if self._wanted.takes(link)
            ]
            told = [evidence_of(self._witness, link) for link in links]
            self._known[one, other] = StepBody(links=links, evidence=told)
        return self._known[one, other]


def _row(net: Network, entity_id: str) -> int:
    row = net.row(entity_id)
    if row is None:
        raise HTTPException(404, f"There is no entity {entity_id!r} here.")
    return row


def _origins(origins: list[OriginWord] | None) -> tuple[Origin, ...]:
    return tuple(Origin[o.upper()] for o in origins) if origins else Wanted().origins


def _wanted(
    relations: list[str] | None, labels: list[str] | None, origins: list[OriginWord] | None
) -> Wanted:
    return Wanted(relations=relations or (), labels=labels or (), origins=_origins(origins))


def _link_bodies(net: Network, rows: list[int]) -> list[LinkBody]:
    links = net.links_at(rows)
    ids = {n: net.entities["id"][n].as_py() for link in links for n in (link.node, link.other)}
    return [LinkBody.of(link, ids[link.node], ids[link.other]) for link in links]


def _drawing_body(net: Network, level: int, drawn: Drawing) -> DrawingBody:
    communities = [DrawnCommunityBody.of(net.community_at(row)) for row in drawn.communities]
    entities = [EntityBody.of(entity) for entity in net.entities_at(drawn.entities)]
    names = [*(one.key for one in communities), *(one.id for one in entities)]
    return DrawingBody(
        level=level,
        communities=communities,
        entities=entities,
        opened=[DrawnCommunityBody.of(net.community_at(row)) for row in drawn.opened],
        bonds=[
            BondBody(one=names[bond.one], other=names[bond.other], links=bond.links)
            for bond in drawn.bonds
        ],
        links=_link_bodies(net, drawn.links),
        extent=list(net.extent),
        communities_in_all=len(net.level(level)),
        entities_in_all=net.size,
        communities_left_out=drawn.left_out[0],
        entities_left_out=drawn.left_out[1],
    )
