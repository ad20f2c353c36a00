"""Films with much in common, claims of every origin among them, to test the network with."""

import random
from pathlib import Path

from graph_ingest.derive import derive_all
from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.edits import Edit
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Agent, Mention, Place, Segment, TextUnit
from graph_schema.relations import Relation
from graph_schema.scope import Visibility
from graph_schema.values import entity_id, record_key
from tests.unit.small_archive import EVERYTHING, HashEmbedder, film

GLASGOW, LEITH = entity_id("place", "nls", "Glasgow"), entity_id("place", "nls", "Leith")
TRAM = record_key("work", "nls", "t1")
SPOKEN = "The last tram to Leith left Glasgow at midnight."
CLAIMS = {"proposed": LEITH, "accepted": GLASGOW, "rejected": entity_id("agent", "nls", "Ada")}


def tram() -> list[Contribution]:
    """A film of trams, and what a model heard in it: three claims that nobody reviewed."""
    said = film("t1", "LAST TRAM", "Trams in Glasgow.", director="Ann Gow", places=("Glasgow",))
    shot, text = record_key("segment", "nls", "t1", "1"), "text:t1/1"
    mention = Mention(
        id="mention:t1/1",
        surface="Leith",
        type="Place",
        modality="speech",
        char_start=SPOKEN.index("Leith"),
        char_end=SPOKEN.index("Leith") + 5,
        start_ms=61_000,
        end_ms=64_000,
    )
    claims = [
        Assertion(
            id=f"claim:{status}",
            subject=shot if status == "proposed" else TRAM,
            predicate=Relation.MENTIONS,
            object=entity,
            confidence=0.7,
            evidence=[mention.id],
            explanation="heard",
        )
        for status, entity in CLAIMS.items()
    ]
    heard = Contribution(
        source=Source(id="heard/t1", partner="nls", collection="nls", kind="machine"),
        run=Run(id="whisper", app="whisper-words", model="small"),
        nodes=[
            Segment(id=shot, kind="shot", start_ms=60_000, end_ms=65_000),
            TextUnit(id=text, text=SPOKEN, channel="transcript", start_ms=60_000, end_ms=65_000),
            mention,
            Place(id=LEITH, name="Leith"),
            Agent(label="Person", id=CLAIMS["rejected"], name="Ada"),
        ],
        edges=[
            Edge(type=Relation.HAS_SEGMENT, start=TRAM, end=shot),
            Edge(type=Relation.COVERS, start=shot, end=text),
            Edge(type=Relation.HAS_MENTION, start=text, end=mention.id),
        ],
        assertions=claims,
    )
    return [said, heard]


def decided(store: MemoryStore) -> None:
    """A person accepts one of the claims and rejects another."""
    for op, status in (("accept", "accepted"), ("reject", "rejected")):
        store.edit(
            Edit(id=f"edit:{op}", op=op, target=f"claim:{status}", user="mc", reason="heard it")
        )


def shared(films: int, seed: int = 7) -> list[Contribution]:
    """Films that share makers, places and subjects within groups, and a few across them."""
    chance = random.Random(seed)
    found = []
    for n in range(films):
        group = n % 4
        found.append(
            film(
                f"{n:04}",
                f"FILM {n}",
                director=f"Maker {group}{chance.randrange(9)}",
                places=(f"Place {group}{chance.randrange(12)}",),
                subjects=(f"Subject {chance.choice([group, group, chance.randrange(4)])}",),
                visibility=Visibility.PUBLIC if n % 5 else Visibility.PRIVATE,
            )
        )
    return found


def archive(folder: Path, films: int = 800) -> MemoryStore:
    """All of it, with communities and centrality."""
    store = MemoryStore()
    store.apply([*shared(films), *tram()])
    decided(store)
    picture = store.snapshot(EVERYTHING)
    derive_all(store, picture, HashEmbedder(), folder, lambda *_: None)
    return store
