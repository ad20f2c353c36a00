"""The attacks of `tests/data/attacks.jsonl`, planted in titles, summaries and captions."""

import json
from dataclasses import dataclass
from pathlib import Path

from graph_schema.contribution import Contribution, Edge, Run, Source
from graph_schema.memory import MemoryStore
from graph_schema.nodes import AnyNode, Concept, Instantiation, Segment, TextUnit, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from graph_schema.values import entity_id, record_key, text_id

_FILE = Path(__file__).parent / "data" / "attacks.jsonl"
PARTNER = "hostile"
SUBJECT = "Herons"


@dataclass(frozen=True)
class Attack:
    """One hostile text."""

    id: str
    kind: str
    text: str


ATTACKS = [Attack(**json.loads(line)) for line in _FILE.read_text("utf-8").splitlines()]


def title_of(attack: Attack) -> str:
    """The title of the film that the attack is planted in."""
    return f"Boat {attack.id}: {attack.text}"


def _film(attack: Attack) -> Contribution:
    key = (PARTNER, attack.id)
    work, herons = record_key("work", *key), entity_id("concept", PARTNER, SUBJECT)
    summary = f"A heron wades by boat {attack.id}. {attack.text}"
    text = TextUnit(id=text_id(work, summary), text=summary, channel="catalogue", field="Synopsis")
    nodes: list[AnyNode] = [
        Work(
            id=work,
            preferred_title=title_of(attack),
            partner=PARTNER,
            record_id=attack.id,
            date_text="1950",
        ),
        Concept(id=herons, name=SUBJECT),
        text,
    ]
    edges = [
        Edge(type=Relation.HAS_SUBJECT, start=work, end=herons),
        Edge(type=Relation.COVERS, start=work, end=text.id),
    ]
    source = Source(
        id=f"{PARTNER}/{attack.id}",
        partner=PARTNER,
        collection="films",
        record_id=attack.id,
        fields={"Title": title_of(attack), "Date": "1950", "Synopsis": summary, "Topic": SUBJECT},
    )
    return Contribution(source=source, nodes=nodes, edges=edges)


def _tape() -> Contribution:
    """A film without a record, a second of it captioned by each attack."""
    work = record_key("work", PARTNER, "tape")
    medium = record_key("instantiation", PARTNER, "tape")
    nodes: list[AnyNode] = [
        Work(id=work, preferred_title="Tape", partner=PARTNER, record_id="tape"),
        Instantiation(id=medium, uri="tape.mp4"),
    ]
    edges: list[Edge] = []
    for place, attack in enumerate(ATTACKS):
        times = {"start_ms": 1000 * place, "end_ms": 1000 * (place + 1)}
        shot = Segment(id=record_key("segment", PARTNER, "tape", attack.id), kind="shot", **times)
        caption = f"otter {attack.id} {attack.text}"
        text = TextUnit(id=text_id(shot.id, caption), text=caption, channel="caption", **times)
        nodes += [shot, text]
        edges += [
            Edge(type=Relation.HAS_SEGMENT, start=work, end=shot.id),
            Edge(type=Relation.IN_INSTANTIATION, start=shot.id, end=medium),
            Edge(type=Relation.COVERS, start=shot.id, end=text.id),
        ]
    source = Source(id=f"{PARTNER}/tape", partner=PARTNER, collection="films", kind="machine")
    return Contribution(source=source, run=Run(id="c1", app="captions"), nodes=nodes, edges=edges)


def hostile_snapshot() -> Snapshot:
    """A film for each attack, all about herons, and a tape whose captions speak of otters."""
    store = MemoryStore()
    store.apply([*map(_film, ATTACKS), _tape()])
    return store.snapshot(Scope.everything())
