"""A small archive that is nobody's: twelve films, their makers and one film without a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.memory import MemoryStore
from graph_schema.nodes import (
    Activity,
    Agent,
    AnyNode,
    Collection,
    Concept,
    Instantiation,
    Manifestation,
    Place,
    Segment,
    TextUnit,
    Title,
    Work,
)
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import Snapshot
from graph_schema.values import digest, entity_id, record_key, text_id
from rag_service.answering import Facts

EVERYTHING = Scope.everything()
PARTNER = "kelp"
COLLECTION = Collection(id="collection:kelp/main", name="Kelp Film Archive of Cornwall")


@dataclass(frozen=True)
class Film:
    """One row of the partner's sheet, and what a reader makes of it.

    ``credits`` are (role, name, words that stand before the name in the note).
    """

    number: str
    title: str
    year: str = ""
    credits: Sequence[tuple[str, str, str]] = ()
    genres: Sequence[str] = ()
    topics: Sequence[str] = ()
    places: Sequence[str] = ()
    copy: tuple[str, str] = ("Silent", "Black and white")
    seconds: float = 0.0
    summary: str = ""
    visibility: Visibility = Visibility.PUBLIC
    bodies: Sequence[str] = field(default=("Tamar Pictures",))

    @property
    def work(self) -> str:
        return record_key("work", PARTNER, self.number)

    def contribution(self) -> Contribution:
        nodes, edges = self._described()
        note = "; ".join(f"{before}{name}" for _, name, before in self.credits)
        source = Source(
            id=f"{PARTNER}/{self.number}",
            partner=PARTNER,
            collection="main",
            visibility=self.visibility,
            record_id=self.number,
            fields={
                "Film title": self.title,
                "Year made": self.year,
                "Made by": note,
                "Keywords": " | ".join([*self.topics, *self.places, *self.genres]),
                "Sound and colour": ", ".join(self.copy).lower(),
                "Running time": f"{self.seconds / 60:g} mins",
                "Synopsis": self.summary,
            },
        )
        return Contribution(source=source, nodes=nodes, edges=edges)

    def _described(self) -> tuple[list[AnyNode], list[Edge]]:
        key = (PARTNER, self.number)
        title = Title(id=record_key("title", *key), value=self.title, type="PreferredTitle")
        sound, colour = self.copy
        copy = Manifestation(
            id=record_key("manifestation", *key),
            sound=sound,
            colour=colour,
            duration_s=self.seconds or None,
        )
        work = Work(
            id=self.work,
            preferred_title=self.title,
            partner=PARTNER,
            record_id=self.number,
            date_text=self.year or None,
        )
        nodes: list[AnyNode] = [work, title, copy, COLLECTION]
        edges = [
            Edge(type=Relation.HAS_TITLE, start=self.work, end=title.id),
            Edge(type=Relation.HAS_MANIFESTATION, start=self.work, end=copy.id),
            Edge(type=Relation.MEMBER_OF, start=self.work, end=COLLECTION.id),
        ]
        self._credit(nodes, edges)
        self._head(nodes, edges)
        if self.summary:
            text = TextUnit(
                id=text_id(self.work, self.summary),
                text=self.summary,
                channel="catalogue",
                field="Synopsis",
            )
            nodes.append(text)
            edges.append(Edge(type=Relation.COVERS, start=self.work, end=text.id))
        return nodes, edges

    def _credit(self, nodes: list[AnyNode], edges: list[Edge]) -> None:
        start = 0
        for place, (role, name, before) in enumerate(self.credits):
            start += len(before)
            label = "CorporateBody" if name in self.bodies else "Person"
            agent = entity_id("agent", PARTNER, self.number, name)
            nodes.append(Agent(label=label, id=agent, name=name))
            activity = Activity(
                id=record_key("activity", PARTNER, self.number, str(place)),
                role=role,
                credited_as=name,
                field="Made by",
                char_start=start,
                char_end=start + len(name),
            )
            nodes.append(activity)
            edges += [
                Edge(type=Relation.HAS_ACTIVITY, start=self.work, end=activity.id),
                Edge(type=Relation.HAS_AGENT, start=activity.id, end=agent),
            ]
            start += len(name) + len("; ")

    def _head(self, nodes: list[AnyNode], edges: list[Edge]) -> None:
        headings = [
            *((Relation.HAS_GENRE, Concept, "concept", name) for name in self.genres),
            *((Relation.HAS_SUBJECT, Concept, "concept", name) for name in self.topics),
            *((Relation.HAS_SUBJECT, Place, "place", name) for name in self.places),
        ]
        for relation, label, kind, name in headings:
            entity = entity_id(kind, PARTNER, name)
            if all(node.id != entity for node in nodes):
                nodes.append(label(id=entity, name=name))
            edges.append(Edge(type=relation, start=self.work, end=entity))


FILMS = (
    Film(
        "K1",
        "The Last Tin Train",
        "1931",
        (("Filmmaker", "Morwenna Pascoe", "filmed by "),),
        ("amateur",),
        ("Mines and Mining", "Railways"),
        ("Redruth",),
        seconds=300,
        summary="Steam engines leave the mine. Miners wave from the yard at Wheal Rose.",
    ),
    Film(
        "K2",
        "Pilchards",
        "1936",
        (("Filmmaker", "M. Pascoe", "filmed by "),),
        ("amateur", "documentary"),
        ("Fish and Fishing",),
        ("Newlyn", "Mousehole"),
        ("Silent", "Colour"),
        620,
        "The pilchard fleet lands its catch. Women pack fish in barrels.",
    ),
    Film(
        "K3",
        "Surf Carnival 1958",
        "1958",
        (("Producer", "Tamar Pictures", "p. "), ("Director", "Denzil Hocking", "d. ")),
        ("newsreel",),
        ("Sports and Games", "Swimming"),
        ("Newquay",),
        ("Sound", "Black and white"),
        95,
        "Lifesavers race along the beach before Princess Anne.",
    ),
    Film(
        "K4",
        "Clay Country",
        "1962",
        (("Producer", "Tamar Pictures", "p. "), ("Sponsor", "English Clays", "for ")),
        ("documentary",),
        ("Mines and Mining",),
        ("St Austell",),
        ("Sound", "Colour"),
        1500,
        "How china clay is won, dried and shipped from Charlestown. [Restored]",
    ),
    Film(
        "K5",
        "A Day on the Helford",
        "1949",
        (("Filmmaker", "Morwenna Pascoe", "filmed by "),),
        ("home movies and videos",),
        ("Boats and Boating",),
        (),
        ("Mute", "Black and white and colour"),
        400,
        "A picnic, a regatta and a dog.",
    ),
    Film(
        "K6",
        "Clay Pots",
        "1971",
        (("Director", "Denzil Hocking", "d. "),),
        ("animation",),
        ("Arts and Crafts",),
        ("Newlyn",),
        ("Sound", "Colour"),
        60,
        "Pots dance to a sea shanty.",
    ),
    Film(
        "K7",
        "Harbour Scenes",
        "",
        (),
        ("amateur",),
        ("Boats and Boating", "Fish and Fishing"),
        ("Newlyn",),
        seconds=180,
        summary="Boats in harbour; the date is not known.",
    ),
    Film(
        "K8",
        "Gig Race at Newlyn",
        "1949",
        (("Director", "Denzil Hocking", "d. "), ("CastMember", "Jory Bray", "with ")),
        ("newsreel",),
        ("Boats and Boating", "Sports and Games"),
        ("Newlyn",),
        ("Sound", "Black and white"),
        120,
        "Six gigs race round the harbour. Jory Bray steers the winner.",
    ),
)
SECRET = Film(
    "K9",
    "Board Meeting",
    "1936",
    (("Director", "Hester Penrose", "d. "),),
    ("amateur",),
    ("Fish and Fishing",),
    ("Newlyn",),
    summary="The trustees discuss the sale of the quay.",
    visibility=Visibility.PRIVATE,
)
TAPE = "tape-7"


def one_person(*members: str) -> Contribution:
    """What the resolver says of identifiers that are one."""
    claims = [
        Assertion(
            id=digest("same", member, members[0]),
            subject=member,
            predicate="SAME_AS",
            object=members[0],
            match_type="exact",
            confidence=0.97,
            evidence=[member],
        )
        for member in members[1:]
    ]
    source = Source(
        id=f"resolve/{members[0]}", partner="reelgraph", collection="main", kind="machine"
    )
    return Contribution(source=source, run=Run(id="r1", app="resolver"), assertions=claims)


def tape(*captions: str) -> Contribution:
    """A film that no record describes: ten seconds a caption."""
    work = record_key("work", PARTNER, TAPE)
    medium = record_key("instantiation", PARTNER, TAPE)
    nodes: list[AnyNode] = [
        Work(id=work, preferred_title="Tape 7", partner=PARTNER, record_id=TAPE),
        Instantiation(id=medium, uri="tape-7.mp4"),
    ]
    edges: list[Edge] = []
    for place, caption in enumerate(captions):
        times = {"start_ms": 10_000 * place, "end_ms": 10_000 * (place + 1)}
        shot = Segment(id=record_key("segment", PARTNER, TAPE, str(place)), kind="shot", **times)
        text = TextUnit(id=text_id(shot.id, caption), text=caption, channel="caption", **times)
        nodes += [shot, text]
        edges += [
            Edge(type=Relation.HAS_SEGMENT, start=work, end=shot.id),
            Edge(type=Relation.IN_INSTANTIATION, start=shot.id, end=medium),
            Edge(type=Relation.COVERS, start=shot.id, end=text.id),
        ]
    source = Source(
        id=f"{PARTNER}/shots/{TAPE}", partner=PARTNER, collection="main", kind="machine"
    )
    return Contribution(source=source, run=Run(id="r2", app="captions"), nodes=nodes, edges=edges)


def agent(number: str, name: str) -> str:
    """Identifier of an agent credited in a record."""
    return entity_id("agent", PARTNER, number, name)


def archive(*more: Contribution) -> Snapshot:
    """A snapshot of `archive_store`."""
    return archive_store(*more).snapshot(EVERYTHING)


def archive_store(*more: Contribution) -> MemoryStore:
    """The films, one of them private, with the makers resolved."""
    store = MemoryStore()
    pascoe = one_person(
        agent("K1", "Morwenna Pascoe"), agent("K2", "M. Pascoe"), agent("K5", "Morwenna Pascoe")
    )
    hocking = one_person(*(agent(n, "Denzil Hocking") for n in ("K3", "K6", "K8")))
    tamar = one_person(*(agent(n, "Tamar Pictures") for n in ("K3", "K4")))
    records = [film.contribution() for film in (*FILMS, SECRET)]
    store.apply([*records, pascoe, hocking, tamar, *more])
    return store


class WordRetriever:
    """Ranks works by the words that they share with a question."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.asked: list[str] = []

    def search(
        self, question: str, scope: Scope, k: int = 20, within: frozenset[str] | None = None
    ) -> SimpleNamespace:
        self.asked.append(question)
        view = self._facts.within(scope)
        from rag_service.answering.words import stems

        wanted = set(stems(question))
        scored = []
        for name, work in view.by_id.items():
            texts = " ".join([view.title(work), *(t.text for t in view.texts(work))])
            shared = len(wanted & set(stems(texts)))
            if shared and (within is None or name in within):
                scored.append((shared, name))
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:k]
        found = [
            SimpleNamespace(
                owner=name, kind="record", text="", score=0.8, start_ms=None, end_ms=None
            )
            for _, name in best
        ]
        return SimpleNamespace(evidence=found)
