"""One pass over all Contributions: what each says of agents, places and works."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph_ingest.resolve.places import PlaceProfile, place_profile
from graph_ingest.resolve.profiles import Profile, profiles_of, united
from graph_ingest.resolve.works import WorkProfile, file_stem, title_key
from graph_schema.contribution import Contribution, Source
from graph_schema.edits import Pair
from graph_schema.nodes import Authority, Instantiation, Manifestation, Place, TextUnit, Title, Work
from graph_schema.relations import Relation
from graph_schema.scope import Visibility

MADE_HERE = ("resolve/", "mentions/")

_SYNOPSES = frozenset({"catalogue", "summary"})


@dataclass(frozen=True)
class Standing:
    """Where an identifier comes from.

    Attributes:
        rank: 0 named by a catalogue that links it to an authority file, 1 by a catalogue,
            2 by a machine; the least wins its group.
        access: (collection, visibility) of each Source that states it.
        evidence: Nodes that support what is said of it.
    """

    rank: int
    access: frozenset[tuple[str, Visibility]]
    evidence: tuple[str, ...]


class Gathered:
    """What the Contributions say, by identifier; those that this package made are left out."""

    def __init__(self, contributions: Iterable[Contribution]) -> None:
        self.stated: list[Pair] = []
        """Pairs that a Source itself says are one."""
        self._agents: dict[str, list[Profile]] = defaultdict(list)
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._works: dict[str, list[_WorkStatement]] = defaultdict(list)
        self._authorities: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._sources: dict[str, list[Source]] = defaultdict(list)
        for contribution in contributions:
            if not contribution.id.startswith(MADE_HERE):
                self._add(contribution)
        self._holdings = Counter(map(_family, self._sources))

    def agents(self) -> list[Profile]:
        """A profile for each agent."""
        return [
            replace(whole, authorities=whole.authorities | self._authorities.get(whole.id, set()))
            for whole in map(united, self._agents.values())
        ]

    def places(self) -> list[PlaceProfile]:
        """A profile for each place."""
        return [place_profile(said, self._authorities[i]) for i, said in self._places.items()]

    def works(self) -> list[WorkProfile]:
        """A profile for each work."""
        return [_work_profile(said) for said in self._works.values()]

    def standing(self, identifier: str) -> Standing:
        """Where an agent, place or work comes from."""
        sources = self._sources[identifier]
        linked = identifier in self._authorities
        rank = min(2 if s.kind == "machine" else 0 if linked else 1 for s in sources)
        profiles = self._agents.get(identifier, ())
        evidence = tuple(dict.fromkeys(e for p in profiles for e in p.evidence))
        access = frozenset((s.collection, s.visibility) for s in sources)
        return Standing(rank, access, evidence or (identifier,))

    def holding(self, identifier: str) -> int:
        """How many identifiers of this kind its partner has: a catalogue outweighs a sample."""
        return self._holdings[_family(identifier)]

    def _add(self, contribution: Contribution) -> None:
        authorities = {n.id: n for n in contribution.nodes if isinstance(n, Authority)}
        for edge in contribution.edges:
            entry = authorities.get(edge.end)
            if edge.type == Relation.SAME_AS and entry:
                self._authorities[edge.start].add((entry.scheme, entry.identifier))
        for claim in contribution.assertions:
            exact = claim.match_type == "exact" and claim.status not in ("rejected", "superseded")
            if exact and claim.object:
                self.stated.append((claim.subject, claim.object))
        for profile in profiles_of(contribution):
            self._agents[profile.id].append(profile)
            self._sources[profile.id].append(contribution.source)
        for node in contribution.nodes:
            if isinstance(node, Place):
                self._places[node.id].append(node)
                self._sources[node.id].append(contribution.source)
        for work in _works_of(contribution):
            self._works[work.node.id].append(work)
            self._sources[work.node.id].append(contribution.source)


@dataclass(frozen=True)
class _WorkStatement:
    node: Work
    titles: tuple[str, ...]
    copies: tuple[Manifestation, ...]
    texts: tuple[str, ...]
    files: tuple[str, ...]
    source: Source


def _works_of(contribution: Contribution) -> Iterable[_WorkStatement]:
    nodes = {node.id: node for node in contribution.nodes}
    works = [node for node in contribution.nodes if isinstance(node, Work)]
    ends: dict[tuple[str, Relation], list[str]] = defaultdict(list)
    for edge in contribution.edges if works else ():
        ends[(edge.start, edge.type)].append(edge.end)
    for work in works:
        reached = {
            kind: [nodes[end] for end in ends[(work.id, kind)] if end in nodes]
            for kind in (Relation.HAS_TITLE, Relation.HAS_MANIFESTATION, Relation.COVERS)
        }
        copies = [n for n in reached[Relation.HAS_MANIFESTATION] if isinstance(n, Manifestation)]
        files = [
            nodes[end]
            for copy in copies
            for end in ends[(copy.id, Relation.HAS_INSTANTIATION)]
            if end in nodes
        ]
        yield _WorkStatement(
            work,
            tuple(n.value for n in reached[Relation.HAS_TITLE] if isinstance(n, Title)),
            tuple(copies),
            tuple(
                n.text
                for n in reached[Relation.COVERS]
                if isinstance(n, TextUnit) and n.channel in _SYNOPSES
            ),
            tuple(n.uri for n in files if isinstance(n, Instantiation)),
            contribution.source,
        )


def _work_profile(said: list[_WorkStatement]) -> WorkProfile:
    nodes = [statement.node for statement in said]
    years = [y for n in nodes for y in (n.year_from, n.year_to) if y is not None]
    copies = [copy for statement in said for copy in statement.copies]
    texts = [text for statement in said for text in statement.texts]
    texts += [node.summary for node in nodes if node.summary]
    files = [file_stem(uri) for statement in said for uri in statement.files]
    titles = {title_key(t) for s in said for t in (s.node.preferred_title, *s.titles)}
    return WorkProfile(
        nodes[0].id,
        nodes[0].preferred_title,
        frozenset(titles),
        (min(years), max(years)) if years else None,
        tuple(copy.duration_s for copy in copies if copy.duration_s),
        _agreed(copy.colour for copy in copies),
        _agreed(copy.sound for copy in copies),
        max(texts, key=len, default=""),
        frozenset(
            (s.source.partner, s.source.collection) for s in said if s.source.kind == "catalogue"
        ),
        frozenset(files) | {file_stem(node.record_id) for node in nodes if node.record_id},
    )


def _agreed(values: Iterable[str | None]) -> str:
    held = {value.casefold() for value in values if value}
    return held.pop() if len(held) == 1 else ""


def _family(identifier: str) -> str:
    """Kind and partner of an identifier, e.g. ``work:nls``."""
    return identifier.partition("/")[0]
