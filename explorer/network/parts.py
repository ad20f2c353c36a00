"""What the network is made of, as it is read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from explorer.network.stating import Origin


@dataclass(frozen=True)
class Entity:
    """An entity as it is drawn.

    Attributes:
        community: Key of its smallest community; empty where it is in none.
        centrality: PageRank; 1 is average.
        degree: Links that aren't rejected.
    """

    id: str
    label: str
    name: str
    year: int | None
    centrality: float
    degree: int
    community: str
    x: float
    y: float


@dataclass(frozen=True)
class Community:
    """A community as it is drawn; its key begins with those that hold it."""

    key: str
    level: int
    size: int
    films: int
    terms: tuple[str, ...]
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Link:
    """A relationship between two entities, seen from the first."""

    node: int
    other: int
    outgoing: bool
    relation: str
    role: str
    origin: Origin
    confidence: float | None
    claim: str | None
    moments: int


@dataclass(frozen=True)
class Wanted:
    """Which links are asked for; no relations or labels named means any."""

    relations: Collection[str] = ()
    without: Collection[str] = ()
    labels: Collection[str] = ()
    origins: tuple[Origin, ...] = (Origin.CATALOGUE, Origin.MACHINE, Origin.ACCEPTED)

    def takes(self, link: Link) -> bool:
        """True where a link is asked for, whatever it leads to."""
        named = not self.relations or link.relation in self.relations
        return named and link.relation not in self.without and link.origin in self.origins
