"""What the records say of each agent that they name: the ground for telling who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph_ingest.resolve.names import CompanyName, PersonName, parse_company, parse_person
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.nodes import Activity, Agent, Authority, Node, Work
from graph_schema.relations import Relation
from graph_schema.values import edtf_years, slug

_STOP_WORDS = frozenset({"about", "film", "from", "into", "number", "part", "some", "with"})
_KIND_RANK = {"person": 0, "catalogue": 0, "machine": 2}


@dataclass(frozen=True)
class Profile:
    """An agent as one record names it, or several such taken together.

    Attributes:
        id: Identifier of the agent, or of the first of several.
        label: Person, CorporateBody, Family or PersonGroup.
        names: Every form of the name, with the number of records that use it.
        works: Identifiers of the works.
        years: Years of the works, each once, in order.
        credits: (work, field, role) of each credit.
        topics: Subjects and genres of the works, counted.
        places: Place headings of the works, counted.
        companions: Other agents' names in the same records by `short_name`, counted.
        beside: Other agents' folded names that a record credits for the very same.
        title_words: Words of the works' titles, counted.
        collections: Collections that the works are in.
        partners: Who holds the records.
        authorities: (scheme, identifier) of the authority files that it is linked to.
        life: First and last year of life, as far as a source states them.
        evidence: Identifiers of the nodes that credit.
        sources: Identifiers of the Sources that name it.
        rank: 0 where a catalogue names it, 2 where only a machine does.
    """

    id: str
    label: str
    names: Counter[str]
    works: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    credits: frozenset[tuple[str, str, str]] = frozenset()
    topics: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    companions: Counter[str] = field(default_factory=Counter)
    beside: frozenset[str] = frozenset()
    title_words: Counter[str] = field(default_factory=Counter)
    collections: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    authorities: frozenset[tuple[str, str]] = frozenset()
    life: tuple[int | None, int | None] = (None, None)
    evidence: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    rank: int = 0

    @property
    def is_person(self) -> bool:
        """True where names follow the rules of personal names."""
        return self.label == "Person"

    @cached_property
    def roles(self) -> frozenset[str]:
        """What the agent did."""
        return frozenset(role for _, _, role in self.credits)

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """The names, each as one string for all its spellings (see `folded_name`)."""
        return frozenset(folded_name(self.label, name) for name in self.names)

    @cached_property
    def person_names(self) -> list[PersonName]:
        """The names taken apart as personal names, each once."""
        return list(dict.fromkeys(parse_person(name) for name in sorted(self.names)))

    @cached_property
    def company_names(self) -> list[CompanyName]:
        """The names taken apart as company names, each once."""
        return list(dict.fromkeys(parse_company(name) for name in sorted(self.names)))


def united(profiles: Iterable[Profile]) -> Profile:
    """Several profiles as one; the first gives the id and the label."""
    group = list(profiles)
    if len(group) == 1:
        return group[0]
    return Profile(
        id=group[0].id,
        label=group[0].label,
        names=_sum(p.names for p in group),
        works=frozenset[str]().union(*(p.works for p in group)),
        years=tuple(sorted({year for p in group for year in p.years})),
        credits=frozenset[tuple[str, str, str]]().union(*(p.credits for p in group)),
        topics=_sum(p.topics for p in group),
        places=_sum(p.places for p in group),
        companions=_sum(p.companions for p in group),
        beside=frozenset[str]().union(*(p.beside for p in group)),
        title_words=_sum(p.title_words for p in group),
        collections=frozenset[str]().union(*(p.collections for p in group)),
        partners=frozenset[str]().union(*(p.partners for p in group)),
        authorities=frozenset[tuple[str, str]]().union(*(p.authorities for p in group)),
        life=_lifespan([p.life for p in group]),
        evidence=tuple(dict.fromkeys(e for p in group for e in p.evidence)),
        sources=frozenset[str]().union(*(p.sources for p in group)),
        rank=min(p.rank for p in group),
    )


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _lifespan(lives: list[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    births = [birth for birth, _ in lives if birth is not None]
    deaths = [death for _, death in lives if death is not None]
    return (min(births, default=None), max(deaths, default=None))


def folded_name(label: str, name: str) -> str:
    """One string for all spellings of a name that differ in no part."""
    if label == "Person":
        person = parse_person(name)
        parts = (*person.given, *person.nicknames, person.surname, person.generation)
        return " ".join((*parts, *person.fellows))
    company = parse_company(name)
    words = (*company.distinctive, *sorted(set(company.weak)), "/", *company.qualifier)
    return " ".join(words)


def short_name(label: str, name: str) -> str:
    """One string for a person's surname and first initial, or a company's distinctive words.

    Records that credit one circle of people seldom spell all of them alike.
    """
    if label == "Person":
        person = parse_person(name)
        return f"{person.given[0][0]} {person.surname}" if person.given else person.surname
    return " ".join(parse_company(name).distinctive)


def shown_name(profile: Profile) -> str:
    """The commonest form of the name, or of equally common ones the longest."""
    return max(profile.names, key=lambda name: (profile.names[name], len(name), name))


def profiles_of(contribution: Contribution) -> Iterator[Profile]:
    """A profile for each agent that a Contribution states."""
    record = _Record(contribution)
    return (record.profile(agent) for agent in record.agents)


def template_of(contribution: Contribution) -> Profile:
    """A profile without a name: what the record says of anyone whom it credits."""
    record = _Record(contribution)
    nobody = Agent(id=f"agent:{contribution.id}", label="Person", name="?")
    return replace(
        record.profile(nobody),
        names=Counter(),
        works=frozenset(work.id for work in record.works),
        companions=Counter(set(record.short.values())),
    )


class _Record:
    def __init__(self, contribution: Contribution) -> None:
        self.source: Source = contribution.source
        self.nodes: dict[str, Node] = {node.id: node for node in contribution.nodes}
        self.agents = [node for node in contribution.nodes if isinstance(node, Agent)]
        self.works = [node for node in contribution.nodes if isinstance(node, Work)]
        self.edges: dict[Relation, list[Edge]] = {}
        for edge in contribution.edges:
            self.edges.setdefault(edge.type, []).append(edge)
        self.folded = {a.id: folded_name(a.label, a.name) for a in self.agents}
        self.short = {a.id: short_name(a.label, a.name) for a in self.agents}
        self.credited = self._credited()
        self._subjects()

    def _subjects(self) -> None:
        self.topics: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        ends = [
            edge.end
            for kind in (Relation.HAS_SUBJECT, Relation.HAS_GENRE)
            for edge in self.edges.get(kind, ())
        ]
        for end in ends:
            kind, _, rest = end.partition(":")
            heading = rest.rpartition("/")[2]
            if kind in ("place", "concept"):
                (self.places if kind == "place" else self.topics)[heading] += 1
        self.title_words = Counter(
            word
            for work in self.works
            for word in slug(work.preferred_title).split("-")
            if len(word) > 3 and word not in _STOP_WORDS
        )
        self.collections = frozenset(e.end for e in self.edges.get(Relation.MEMBER_OF, ()))

    def profile(self, agent: Agent) -> Profile:
        credited, evidence, forms = self._credits(agent)
        others = {name for other, name in self.short.items() if other != agent.id}
        return Profile(
            id=agent.id,
            label=agent.label,
            names=Counter({agent.name, *agent.name_variants, *forms}),
            works=frozenset(work for work, _, _ in credited),
            years=self._years(),
            credits=credited,
            topics=self.topics,
            places=self.places,
            companions=Counter(others - {self.short.get(agent.id, "")}),
            beside=self._beside(agent),
            title_words=self.title_words,
            collections=self.collections,
            partners=frozenset({self.source.partner}),
            authorities=self._authorities(agent),
            life=(_year(agent.birth, 0), _year(agent.death, 1)),
            evidence=evidence,
            sources=frozenset({self.source.id}),
            rank=_KIND_RANK[self.source.kind],
        )

    def _credited(self) -> dict[tuple[str, str], set[str]]:
        """Folded names by the field and the role that they are credited for."""
        found: dict[tuple[str, str], set[str]] = {}
        for edge in self.edges.get(Relation.HAS_AGENT, ()):
            activity = self.nodes.get(edge.start)
            if isinstance(activity, Activity) and edge.end in self.folded:
                credit = (activity.field or "", activity.role)
                found.setdefault(credit, set()).add(self.folded[edge.end])
        return found

    def _beside(self, agent: Agent) -> frozenset[str]:
        own = self.folded.get(agent.id, "")
        sharing = (names for names in self.credited.values() if own in names)
        return frozenset[str]().union(*sharing) - {own}

    def _years(self) -> tuple[int, ...]:
        spans = [(w.year_from, w.year_to) for w in self.works]
        return tuple(sorted({year for span in spans for year in span if year is not None}))

    def _credits(
        self, agent: Agent
    ) -> tuple[frozenset[tuple[str, str, str]], tuple[str, ...], list[str]]:
        found: set[tuple[str, str, str]] = set()
        evidence: list[str] = []
        forms: list[str] = []
        for edge in self.edges.get(Relation.HAS_AGENT, ()):
            activity = self.nodes.get(edge.start)
            if edge.end == agent.id and isinstance(activity, Activity):
                evidence.append(activity.id)
                forms.append(activity.credited_as)
                work = self.works[0].id if self.works else ""
                found.add((work, activity.field or "", activity.role))
        for edge in self.edges.get(Relation.CONTRIBUTED_TO, ()):
            if edge.start == agent.id and not any(work == edge.end for work, _, _ in found):
                found.add((edge.end, "", str(edge.properties.get("role", ""))))
        return frozenset(found), tuple(evidence), forms

    def _authorities(self, agent: Agent) -> frozenset[tuple[str, str]]:
        found = set()
        for edge in self.edges.get(Relation.SAME_AS, ()):
            authority = self.nodes.get(edge.end)
            if edge.start == agent.id and isinstance(authority, Authority):
                found.add((authority.scheme, authority.identifier))
        return frozenset(found)


def _year(date: str | None, end: int) -> int | None:
    return edtf_years(date)[end] if date else None
