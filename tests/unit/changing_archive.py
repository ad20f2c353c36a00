"""An archive whose records are stated anew, come, go, and are shown to others than before."""

import random
from datetime import UTC, datetime
from typing import Any

from small_archive import film, shots, stored

from graph_schema.contribution import Assertion, Contribution
from graph_schema.edits import Edit
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope, Visibility
from graph_schema.values import entity_id

PLACES = ("Glasgow", "Leith", "Lerwick", "Largs")
WORDS = ("trams", "herring", "Jeff Ament", "the Clyde", "Pearl Jam", "peat", "REEL 3", "Old REEL 5")


def record(number: int, draw: random.Random) -> Contribution:
    """A film that says something else each time."""
    said = " and ".join(draw.sample(WORDS, 3))
    return film(
        f"{number:04}",
        draw.choice([f"REEL {number}", f"Old REEL {number}", "Pearl Jam", "The Clyde"]),
        f"Reel {number} shows {said}.",
        director=draw.choice(["", "Jenny Gilbertson", "Stanley Russell"]),
        places=draw.sample(PLACES, draw.randrange(3)),
        visibility=draw.choice([Visibility.PUBLIC, Visibility.PUBLIC, Visibility.PRIVATE]),
    )


def captions(number: int, draw: random.Random) -> Contribution:
    said = [f"{draw.choice(WORDS)} at {draw.choice(PLACES)}" for _ in range(draw.randrange(1, 4))]
    made = shots(f"{number:04}", said, spoken=draw.choice(["", *PLACES]))
    text = next(node for node in made.nodes if node.label == "TextUnit")
    claim = Assertion(
        id=f"claim:{number:04}",
        subject=made.nodes[draw.randrange(2)].id,
        predicate="mood",
        value=draw.choice(WORDS),
        evidence=[text.id],
    )
    return made.model_copy(update={"assertions": [claim]})


def start(draw: random.Random) -> MemoryStore:
    return stored([record(n, draw) for n in range(12)] + [captions(n, draw) for n in range(3)])


def change(store: MemoryStore, draw: random.Random) -> None:
    """A few records are stated anew, come, go, or are shown to others than before."""
    for _ in range(draw.randrange(1, 4)):
        number = draw.randrange(15)
        kind = draw.randrange(6)
        if kind == 0:
            store.remove([f"nls/{number:04}"])
        elif kind == 1:
            store.apply([captions(number, draw)])
        elif kind == 2:
            rename(store, draw)
        elif kind == 3:
            decide(store, draw)
        else:
            store.apply([record(number, draw)])


def rename(store: MemoryStore, draw: random.Random) -> None:
    """A person corrects the name of a place, which many records may name."""
    target = entity_id("place", "nls", draw.choice(PLACES))
    if store.get(target, Scope.everything()):
        name = draw.choice([*PLACES, "Bressay"])
        edit(store, op="correct", target=target, property="name", after=name)


def decide(store: MemoryStore, draw: random.Random) -> None:
    """A person accepts or rejects what a machine claims of a film."""
    target = f"claim:{draw.randrange(15):04}"
    if store.get(target, Scope.everything()):
        edit(store, op=draw.choice(["accept", "reject"]), target=target)


def edit(store: MemoryStore, **said: Any) -> None:
    time = datetime(2026, 1, 1, tzinfo=UTC)
    store.edit(Edit(id=f"e{store.sequence()}", user="ada", time=time, **said))
