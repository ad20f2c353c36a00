"""The network as routes give it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from explorer.evidence import EvidenceBody
from explorer.network.parts import Community, Entity, Link


class EntityBody(BaseModel):
    """An entity as it is drawn."""

    id: str = Field(examples=["agent:nls/0001/stanley-l-russell"])
    label: str = Field(examples=["Person"])
    name: str = Field(examples=["Stanley L. Russell"])
    year: int | None = Field(None, description="First year of a film; none where undated")
    centrality: float = Field(description="PageRank; 1 is average", examples=[5.3])
    degree: int = Field(description="Links to it, rejected claims left out", examples=[142])
    community: str = Field(
        description="Key of its smallest community; empty where it is in none",
        examples=["63ccde034895/9056d38e3548/9056d38e3548"],
    )
    x: float = Field(description="Where it is drawn, in no unit")
    y: float

    @classmethod
    def of(cls, entity: Entity) -> EntityBody:
        """The body of an entity."""
        return cls.model_validate(entity, from_attributes=True)


class DrawnCommunityBody(BaseModel):
    """A community as it is drawn; its key begins with the keys of those that hold it."""

    key: str = Field(examples=["63ccde034895"])
    level: int = Field(description="0 has the fewest and largest", examples=[0])
    size: int = Field(description="Entities in it, films among them", examples=[776])
    films: int = Field(examples=[588])
    terms: list[str] = Field(
        description="Names that mark its films out from the rest",
        examples=[["educational", "Campbell Harper Films Ltd.", "Stanley L. Russell"]],
    )
    x: float
    y: float
    radius: float = Field(description="Of the disc that all its members are drawn in")

    @classmethod
    def of(cls, community: Community) -> DrawnCommunityBody:
        """The body of a community."""
        return cls.model_validate(community, from_attributes=True)


class LinkBody(BaseModel):
    """A relationship between two entities."""

    start: str = Field(examples=["agent:nls/0001/stanley-l-russell"])
    end: str = Field(examples=["work:nls/0001"])
    relation: str = Field(examples=["CONTRIBUTED_TO"])
    role: str = Field(description="Empty where none is told", examples=["Director"])
    origin: str = Field(
        description="catalogue, machine (nobody reviewed it), accepted or rejected",
        examples=["catalogue"],
    )
    confidence: float | None = Field(None, description="In 0..1, of a claim that tells it")
    claim: str | None = Field(None, description="Identifier of the claim behind it")
    moments: int = Field(description="Segments of the film that say so; 0: the whole film")

    @classmethod
    def of(cls, link: Link, here: str, there: str) -> LinkBody:
        """The body of a link that was seen from ``here``."""
        start, end = (here, there) if link.outgoing else (there, here)
        return cls(
            start=start,
            end=end,
            relation=link.relation,
            role=link.role,
            origin=link.origin.word,
            confidence=link.confidence,
            claim=link.claim,
            moments=link.moments,
        )


class BondBody(BaseModel):
    """Links of a community with another one or with an entity, counted."""

    one: str = Field(description="Key of a community, or id of an entity")
    other: str
    links: int = Field(examples=[23])


class DrawingBody(BaseModel):
    """What is drawn at a level."""

    level: int = Field(examples=[0])
    communities: list[DrawnCommunityBody]
    entities: list[EntityBody]
    opened: list[DrawnCommunityBody] = Field(
        description="Communities that are drawn in their parts"
    )
    bonds: list[BondBody] = Field(description="The strongest, if there are very many")
    links: list[LinkBody] = Field(description="Between the entities that are drawn")
    extent: list[float] = Field(
        description="Least x and y, then greatest x and y, of the whole network",
        min_length=4,
        max_length=4,
        examples=[[-340.0, -310.5, 345.0, 320.0]],
    )
    communities_in_all: int = Field(description="Of this level", examples=[129])
    entities_in_all: int = Field(description="In the whole network", examples=[8560])
    communities_left_out: int = Field(description="For which there was no room, the smallest")
    entities_left_out: int = Field(description="Of what was opened, the least central")


class NearEntityBody(BaseModel):
    """An entity one link away, with every link to it that was asked for."""

    entity: EntityBody
    links: list[LinkBody]


class NeighboursBody(BaseModel):
    """Neighbours of an entity, the most central first."""

    entity: EntityBody
    total: int = Field(description="Neighbours that fit what was asked", examples=[142])
    offset: int
    neighbours: list[NearEntityBody]
    by_relation: dict[str, int] = Field(
        description="How many neighbours each relation leads to", examples=[{"HAS_SUBJECT": 4}]
    )
    by_label: dict[str, int] = Field(examples=[{"Work": 120, "Place": 3}])
    by_origin: dict[str, int] = Field(examples=[{"catalogue": 118, "machine": 5}])


class StepBody(BaseModel):
    """One step of a way: every relationship between its two ends."""

    links: list[LinkBody]
    evidence: list[EvidenceBody] = Field(description="Of each link, in the same order")


class WayBody(BaseModel):
    """A way from one entity to another."""

    entities: list[EntityBody]
    steps: list[StepBody]


class PathsBody(BaseModel):
    """The shortest ways between two entities, the most telling first."""

    ways: list[WayBody]
    gave_up: bool = Field(description="True where the search met too many and ended unfinished")


class MembersBody(BaseModel):
    """Films of a community, for other views to narrow to."""

    key: str = Field(examples=["63ccde034895"])
    films: list[str] = Field(examples=[["work:nls/0001", "work:nls/0020"]])


class EdgeBody(BaseModel):
    """A relationship with what stands behind it."""

    link: LinkBody
    evidence: EvidenceBody
