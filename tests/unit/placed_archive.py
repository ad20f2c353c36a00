"""Three films of places that are catalogued, spoken, seen and described, one of them private."""

from __future__ import annotations

from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.memory import MemoryStore
from graph_schema.nodes import (
    AnyNode,
    Event,
    HistoricalEvent,
    Mention,
    Place,
    Segment,
    TextUnit,
    Work,
)
from graph_schema.relations import Relation
from graph_schema.scope import Visibility

HARBOUR, NEWS, SECRET = "work:a/harbour", "work:a/news", "work:b/secret"
LERWICK, SHETLAND, SCALLOWAY, HULL = (
    f"place:a/{name}" for name in ("lerwick", "shetland", "scalloway", "hull")
)
LONG = "The herring fleet comes in. " * 12 + "At Lerwick the women wait. " + "They gut it. " * 12

_PLACES: list[AnyNode] = [
    Place(id=LERWICK, name="Lerwick", lat=60.155, lon=-1.145, gazetteer="GeoNames", feature="town"),
    Place(id=SHETLAND, name="Shetland", lat=60.3, lon=-1.3, gazetteer="GeoNames"),
    Place(id=SCALLOWAY, name="Scalloway", lat=60.136, lon=-1.276, gazetteer="GeoNames"),
    Place(id=HULL, name="Hull"),
]


def _harbour() -> Contribution:
    """A record with a heading, an event at a place and a text that names two."""
    text = TextUnit(id="text:harbour", text=LONG, channel="catalogue", field="summary")
    at = LONG.index("Lerwick")
    nodes: list[AnyNode] = [
        Work(id=HARBOUR, preferred_title="HERRING <b>FLEET</b>", date_text="193X"),
        Event(id="event:harbour", label="ProductionEvent", date="1934~"),
        Event(id="event:shown", label="PublicationEvent", type="Broadcast", date="1936-05-03?"),
        HistoricalEvent(id="happening:gale", name="The great gale", date="1932-12"),
        text,
        Mention(
            id="mention:lerwick", surface="Lerwick", type="Place", modality="catalogue",
            char_start=at, char_end=at + 7,
        ),
        Mention(id="mention:unknown", surface="Burra Voe", type="Place", modality="catalogue"),
        Mention(id="mention:person", surface="Hull", type="Person", modality="catalogue"),
        *_PLACES,
    ]  # fmt: skip
    edges = [
        Edge(type=Relation.HAS_SUBJECT, start=HARBOUR, end=SHETLAND),
        Edge(type=Relation.HAS_SUBJECT, start=HARBOUR, end="happening:gale"),
        Edge(type=Relation.HAS_EVENT, start=HARBOUR, end="event:harbour"),
        Edge(type=Relation.HAS_EVENT, start=HARBOUR, end="event:shown"),
        Edge(type=Relation.LOCATED_IN, start="event:harbour", end=SCALLOWAY),
        Edge(type=Relation.LOCATED_IN, start=LERWICK, end=SHETLAND),
        Edge(type=Relation.COVERS, start=HARBOUR, end=text.id),
        *(
            Edge(type=Relation.HAS_MENTION, start=text.id, end=f"mention:{name}")
            for name in ("lerwick", "unknown", "person")
        ),
    ]
    claims = [
        Assertion(
            id="claim:lerwick", subject="mention:lerwick", predicate="REFERS_TO", object=LERWICK,
            confidence=0.8, evidence=["mention:lerwick"],
        ),
        # Rests on the mention, and so counts with it.
        Assertion(
            id="claim:about", subject=HARBOUR, predicate="MENTIONS", object=LERWICK,
            confidence=0.8, evidence=["mention:lerwick"],
        ),
        Assertion(
            id="claim:wrong", subject=HARBOUR, predicate="MENTIONS", object=HULL,
            status="rejected", evidence=["text:harbour"],
        ),
    ]  # fmt: skip
    return Contribution(
        source=Source(id="a/harbour", partner="a", collection="films"),
        run=Run(id="run", app="test"),
        nodes=nodes,
        edges=edges,
        assertions=claims,
    )


def _enriched(work: str, partner: str, visibility: Visibility) -> Contribution:
    """A film with a clip in which Lerwick is said, seen and told of in a summary."""
    clip, shot = f"segment:{work}", f"segment:{work}/1"
    times = {"start_ms": 61_000, "end_ms": 64_000}
    texts = {
        "transcript": TextUnit(
            id=f"text:{work}/said",
            text="We came to Lerwick at last.",
            channel="transcript",
            **times,
        ),
        "ocr": TextUnit(id=f"text:{work}/read", text="LERWICK 2 MILES", channel="ocr", **times),
        "summary": TextUnit(id=f"text:{work}/told", text="A trip to Lerwick.", channel="summary"),
    }
    nodes: list[AnyNode] = [
        Work(id=work, preferred_title=f"film {work}", date_text="1956-06"),
        Segment(id=clip, kind="clip", start_ms=60_000, end_ms=90_000),
        Segment(id=shot, kind="shot", **times),
        *texts.values(),
        Mention(
            id=f"mention:{work}/said", surface="Lerwick", type="Place", modality="speech",
            start_ms=62_000,
        ),
        Mention(id=f"mention:{work}/read", surface="LERWICK", type="Place", modality="screen"),
        Mention(id=f"mention:{work}/told", surface="Lerwick", type="Place", modality="catalogue"),
        *_PLACES[:2],
    ]  # fmt: skip
    edges = [
        Edge(type=Relation.HAS_SEGMENT, start=work, end=clip),
        Edge(type=Relation.HAS_SEGMENT, start=clip, end=shot),
        *(Edge(type=Relation.COVERS, start=clip, end=text.id) for text in texts.values()),
        # As an index of spoken places has it: on the clip, at a second.
        Edge(type=Relation.HAS_MENTION, start=clip, end=f"mention:{work}/said"),
        Edge(type=Relation.HAS_MENTION, start=texts["ocr"].id, end=f"mention:{work}/read"),
        Edge(type=Relation.HAS_MENTION, start=texts["summary"].id, end=f"mention:{work}/told"),
        Edge(type=Relation.DEPICTS, start=shot, end=SHETLAND),
    ]
    claims = [
        Assertion(
            id=f"claim:{work}/{how}", subject=f"mention:{work}/{how}", predicate="REFERS_TO",
            object=LERWICK, evidence=[f"mention:{work}/{how}"], status=status,
        )
        for how, status in (("said", "accepted"), ("read", "proposed"), ("told", "proposed"))
    ]  # fmt: skip
    source = Source(id=f"{partner}/{work}", partner=partner, collection=partner, kind="machine")
    return Contribution(
        source=source.model_copy(update={"visibility": visibility}),
        run=Run(id="run", app="test"),
        nodes=nodes,
        edges=edges,
        assertions=claims,
    )


def placed() -> MemoryStore:
    """A store with the three of them."""
    store = MemoryStore()
    store.apply(
        [
            _harbour(),
            _enriched(NEWS, "a", Visibility.PUBLIC),
            _enriched(SECRET, "b", Visibility.PRIVATE),
        ]
    )
    return store
