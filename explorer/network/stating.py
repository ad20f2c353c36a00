"""What is said between two entities.

What a shot or an event says is told of the film that it belongs to, so that only entities are
left: films, people, places, subjects and the like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from explorer.picture import Edge, Node, Picture
from graph_schema.relations import ENTITIES, Relation

Properties = dict[str, Any]

_OF_SEGMENTS = (Relation.DEPICTS, Relation.MENTIONS)
_IN_SEGMENTS = (Relation.APPEARS_IN, Relation.SPEAKS_IN)


class Origin(IntEnum):
    """Where a claim comes from, and what became of it."""

    CATALOGUE = 0
    MACHINE = 1
    ACCEPTED = 2
    REJECTED = 3

    @property
    def word(self) -> str:
        """The origin as interfaces name it."""
        return self.name.casefold()


_OF_STATUS = {
    "proposed": Origin.MACHINE,
    "accepted": Origin.ACCEPTED,
    "rejected": Origin.REJECTED,
}


@dataclass
class Stated:
    """One relationship between two entities.

    Attributes:
        confidence: In 0..1; None where none is told.
        claim: Identifier of the Assertion behind it; empty where there is none. Of several
            the most confident.
        moments: Identifiers of the segments that say so; none where it is said of a whole film.
    """

    start: str
    end: str
    relation: str
    role: str
    origin: Origin
    confidence: float | None = None
    claim: str = ""
    moments: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What tells it from others; moments with the same key are one relationship."""
        return self.start, self.end, self.relation, self.role, int(self.origin)

    def unite(self, other: Stated) -> None:
        """Take in another moment of the same relationship."""
        self.moments |= other.moments
        if (other.confidence or 0.0) > (self.confidence or 0.0):
            self.confidence, self.claim = other.confidence, other.claim


def origin_of(status: object) -> Origin:
    """The origin of what carries a review status, as an Assertion does."""
    return _OF_STATUS.get(str(status), Origin.MACHINE)


def is_entity(node: Node | None) -> bool:
    """True for what is drawn as a node."""
    return node is not None and node.label in ENTITIES


def stated(picture: Picture) -> list[Stated]:
    """Every relationship between two entities, rejected claims among them, sorted."""
    found: dict[tuple[str, str, str, str, int], Stated] = {}
    for one in _all(Owners(picture), picture):
        held = found.setdefault(one.key, one)
        if held is not one:
            held.unite(one)
    return [found[key] for key in sorted(found)]


class Owners:
    """Finds the film of what belongs to one."""

    _UP = (
        *(Relation.HAS_MENTION, Relation.COVERS, Relation.HAS_FRAME, Relation.HAS_SEGMENT),
        *(Relation.HAS_VISUAL, Relation.HAS_INSTANTIATION),
        *(Relation.HAS_EVENT, Relation.HAS_MANIFESTATION, Relation.HAS_ITEM, Relation.HAS_VARIANT),
    )

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._found: dict[str, str] = {}

    def film(self, part: str) -> str:
        """The film that a segment, text, mention, event or file belongs to; empty: none."""
        passed: list[str] = []
        at = part
        while at not in self._found and at not in passed:
            node = self._picture.nodes.get(at)
            if node is None or node.label in ENTITIES:
                self._found[at] = at if node and node.label == "Work" else ""
                break
            passed.append(at)
            at = next((edge.node for edge in self._picture.into(at, *self._UP)), "")
        film = self._found.get(at, "")
        self._found.update(dict.fromkeys(passed, film))
        return film


def _all(owners: Owners, picture: Picture) -> Iterator[Stated]:
    for node in picture.nodes.values():
        if node.label in ENTITIES:
            yield from _of_entity(owners, picture, node)
        elif node.label == "Segment" or node.label.endswith("Event"):
            yield from _of_part(owners, picture, node)
        elif node.label == "Assertion" and node.properties.get("status") == "rejected":
            yield from _rejected(owners, picture, node)


def _of_entity(owners: Owners, picture: Picture, node: Node) -> Iterator[Stated]:
    for edge in picture.out(node.id):
        other = picture.nodes.get(edge.node)
        if other is None or other.id == node.id:
            continue
        if is_entity(other):
            yield _told(picture, node.id, edge, other.id, (node.id, other.id))
        elif edge.type in _IN_SEGMENTS and (film := owners.film(other.id)):
            yield _told(picture, node.id, edge, film, (node.id, other.id), moment=other.id)


def _of_part(owners: Owners, picture: Picture, part: Node) -> Iterator[Stated]:
    edges = [*picture.out(part.id, *_OF_SEGMENTS, Relation.LOCATED_IN)]
    film = owners.film(part.id) if edges else ""
    for edge in edges:
        if film and film != edge.node and is_entity(picture.nodes.get(edge.node)):
            moment = part.id if part.label == "Segment" else ""
            yield _told(picture, film, edge, edge.node, (part.id, edge.node), moment=moment)


def _told(
    picture: Picture, start: str, edge: Edge, end: str, ends: tuple[str, str], moment: str = ""
) -> Stated:
    held = edge.properties
    return Stated(
        start,
        end,
        edge.type,
        str(held.get("role") or ""),
        origin(picture, held, ends),
        held.get("confidence"),
        str(held.get("assertion") or ""),
        {moment} if moment else set(),
    )


def origin(picture: Picture, held: Properties, ends: tuple[str, str]) -> Origin:
    """The origin of a relationship, by what it holds and who states its ends."""
    if "status" in held:
        return origin_of(held["status"])
    # A catalogue states no relationship to what only machines know of.
    known = all(by_people(picture, picture.nodes[end]) for end in ends)
    return Origin.CATALOGUE if known else Origin.MACHINE


def by_people(picture: Picture, node: Node) -> bool:
    """True where a catalogue or a person states a node."""
    held = [picture.sources[s] for s in node.sources[:1] if s in picture.sources]
    # What a catalogue says comes first, and a node that no Source is known of counts as said.
    if not held or held[0]["kind"] != "machine":
        return True
    return any(picture.sources.get(s, held[0])["kind"] != "machine" for s in node.sources)


def _rejected(owners: Owners, picture: Picture, claim: Node) -> Iterator[Stated]:
    """What people rejected between entities: no edge of the graph, but worth telling."""
    held = claim.properties
    subject, end = str(held.get("subject")), str(held.get("object"))
    node = picture.nodes.get(subject)
    start = subject if is_entity(node) else owners.film(subject)
    if start and start != end and is_entity(picture.nodes.get(end)):
        moments = {subject} if node and node.label == "Segment" else set()
        yield Stated(
            start,
            end,
            str(held["predicate"]),
            "",
            Origin.REJECTED,
            held.get("confidence"),
            claim.id,
            moments,
        )
