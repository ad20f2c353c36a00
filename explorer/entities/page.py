"""Putting an entity's page together: what the graph says now, and what the tables have ahead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.entities.bodies import AuthorityBody, EntityPageBody, FactBody
from explorer.network.bodies import DrawnCommunityBody
from explorer.network.parts import Wanted
from explorer.network.reading import Network
from explorer.network.stating import origin_of
from explorer.network.tables import LEVELS, called
from graph_schema.relations import ENTITIES, Relation
from graph_schema.scope import Scope
from graph_schema.store import GraphStore, Neighbour, StoredNode

_NAMES = ("name", "preferred_title", "name_variants")
_MOST_RECORDS = 20
_MOST_AUTHORITIES = 50


@dataclass(frozen=True)
class Subject:
    """The entity that a page is about.

    Attributes:
        asked: The identifier asked for.
        node: The entity as the graph has it now.
        row: Its row in the tables; None where it is newer than they are.
    """

    asked: str
    node: StoredNode
    row: int | None

    @classmethod
    def find(cls, asked: str, store: GraphStore, net: Network, scope: Scope) -> Subject | None:
        """The entity by its own or a merged identifier; None where none is seen."""
        node = store.get(asked, scope)
        if node is None or node.label not in ENTITIES:
            return None
        return cls(asked, node, net.row(node.id))


def page_of(
    subject: Subject, store: GraphStore, net: Network, scope: Scope, appearances: int, edits: int
) -> EntityPageBody:
    """The page of an entity."""
    node = subject.node
    entity = None if subject.row is None else net.entity(subject.row)
    return EntityPageBody(
        id=node.id,
        asked=subject.asked,
        label=node.label,
        name=called(node.id, node.properties),
        names=_other_names(node),
        facts=[
            FactBody(name=name, value=value)
            for name, value in sorted(node.properties.items())
            if name not in _NAMES
        ],
        authorities=[_authority(near) for near in _authorities(node, store, scope)],
        merged=node.merged_ids,
        records=node.sources[:_MOST_RECORDS],
        records_in_all=len(node.sources),
        communities=[] if subject.row is None else _communities(net, subject.row),
        centrality=entity.centrality if entity else 0.0,
        degree=entity.degree if entity else 0,
        films=0 if subject.row is None else len(films_of(net, subject.row)),
        appearances=appearances,
        edits=edits,
    )


def films_of(net: Network, row: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Rows of the films that an entity is linked to, by year, the undated last."""
    links = net.links_of(np.array([row]), Wanted(labels=("Work",)))
    films = np.unique(net.others(links))
    years = net.years(films)
    return np.asarray(films[np.lexsort((films, years))], np.int64)


def _other_names(node: StoredNode) -> list[str]:
    held = node.properties.get("name_variants")
    own = called(node.id, node.properties)
    return [str(name) for name in held if name != own] if isinstance(held, list) else []


def _authorities(node: StoredNode, store: GraphStore, scope: Scope) -> list[Neighbour]:
    found = store.neighbours(node.id, scope, types=[Relation.SAME_AS], limit=_MOST_AUTHORITIES)
    return [near for near in found if near.node.label == "Authority"]


def _authority(near: Neighbour) -> AuthorityBody:
    held, said = near.node.properties, near.properties
    sure = said.get("confidence")
    return AuthorityBody(
        scheme=str(held.get("scheme")),
        identifier=str(held.get("identifier")),
        uri=str(held["uri"]) if held.get("uri") else None,
        match=str(said.get("match_type") or "exact"),
        origin=origin_of(said["status"]).word if "status" in said else "catalogue",
        confidence=float(sure) if isinstance(sure, int | float) else None,
        claim=str(said["assertion"]) if said.get("assertion") else None,
    )


def _communities(net: Network, row: int) -> list[DrawnCommunityBody]:
    """The communities that an entity is in; one that is whole on the next level only once."""
    found: list[DrawnCommunityBody] = []
    for level in range(LEVELS):
        community = int(net.community_of(level)[row])
        if community < 0:
            continue
        body = DrawnCommunityBody.of(net.community_at(community))
        if not found or found[-1].size != body.size:
            found.append(body)
    return found
