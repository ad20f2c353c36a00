"""A few films to test with, and an embedding model made of nothing but hashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.memory import MemoryStore
from graph_schema.models import Vectors
from graph_schema.nodes import (
    Agent,
    AnyNode,
    Concept,
    Instantiation,
    Manifestation,
    Mention,
    Place,
    Segment,
    TextUnit,
    Work,
)
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import Snapshot
from graph_schema.values import digest, entity_id, record_key, text_id

EVERYTHING = Scope.everything()


class HashEmbedder:
    """Texts with the same words are near each other; counts what it was asked."""

    dimensions = 64

    def __init__(self, name: str = "hash-64") -> None:
        self.name = name
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._embed(texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), self.dimensions), 0.05, np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                vectors[row, int(digest(word.rstrip("s"))[:8], 16) % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def film(
    number: str,
    title: str,
    summary: str = "",
    *,
    director: str = "",
    places: Sequence[str] = (),
    subjects: Sequence[str] = (),
    year: str | None = None,
    partner: str = "nls",
    collection: str = "nls",
    visibility: Visibility = Visibility.PUBLIC,
) -> Contribution:
    """A catalogue record as a reader makes it."""
    work = record_key("work", partner, number)
    nodes: list[AnyNode] = [
        Work(
            id=work,
            preferred_title=title,
            partner=partner,
            record_id=number,
            date_text=year,
            summary=summary or None,
        ),
        Manifestation(id=record_key("manifestation", partner, number), sound="Silent"),
    ]
    edges = [Edge(type=Relation.HAS_MANIFESTATION, start=work, end=nodes[1].id)]
    if director:
        agent = entity_id("agent", partner, number, director)
        nodes.append(Agent(label="Person", id=agent, name=director))
        edges.append(
            Edge(
                type=Relation.CONTRIBUTED_TO,
                start=agent,
                end=work,
                properties={"role": "Director"},
            )
        )
    for kind, maker, names in (("place", Place, places), ("concept", Concept, subjects)):
        for name in names:
            node = maker(id=entity_id(kind, partner, name), name=name)
            nodes.append(node)
            edges.append(Edge(type=Relation.HAS_SUBJECT, start=work, end=node.id))
    if summary:
        text = TextUnit(
            id=text_id(work, "catalogue", "summary", summary),
            text=summary,
            channel="catalogue",
            field="summary",
        )
        nodes.append(text)
        edges.append(Edge(type=Relation.COVERS, start=work, end=text.id))
    source = Source(
        id=f"{partner}/{number}",
        partner=partner,
        collection=collection,
        visibility=visibility,
        record_id=number,
        fields={"title": f"{title}.", "summary": summary},
    )
    return Contribution(source=source, nodes=nodes, edges=edges)


def shots(
    number: str,
    captions: Sequence[str],
    *,
    partner: str = "nls",
    collection: str = "nls",
    visibility: Visibility = Visibility.PUBLIC,
    spoken: str = "",
) -> Contribution:
    """Enrichment of a film: one clip whose shots last a second each, with captions."""
    work = record_key("work", partner, number)
    clip = record_key("segment", partner, number, "clip")
    medium = record_key("instantiation", partner, number)
    nodes: list[AnyNode] = [
        Work(id=work, preferred_title=f"film {number}", partner=partner, record_id=number),
        Instantiation(id=medium, uri=f"{number}.mp4"),
        Segment(id=clip, kind="clip", start_ms=0, end_ms=1000 * len(captions)),
    ]
    edges = [
        Edge(type=Relation.HAS_SEGMENT, start=work, end=clip),
        Edge(type=Relation.IN_INSTANTIATION, start=clip, end=medium),
    ]
    for position, caption in enumerate(captions):
        times = {"start_ms": 1000 * position, "end_ms": 1000 * (position + 1)}
        shot = Segment(id=f"{clip}/{position}", kind="shot", **times)
        text = TextUnit(
            id=text_id(shot.id, "caption", position, caption),
            text=caption,
            channel="caption",
            **times,
        )
        nodes += [shot, text]
        edges.append(Edge(type=Relation.HAS_SEGMENT, start=clip, end=shot.id))
        edges.append(Edge(type=Relation.COVERS, start=shot.id, end=text.id))
    if spoken:
        place = Place(id=entity_id("place", partner, spoken), name=spoken)
        mention = Mention(id=f"mention:{clip}", surface=spoken, type="Place", modality="speech")
        nodes += [place, mention]
        edges.append(Edge(type=Relation.HAS_MENTION, start=f"{clip}/0", end=mention.id))
        edges.append(Edge(type=Relation.REFERS_TO, start=mention.id, end=place.id))
    source = Source(
        id=f"{partner}/shots/{number}",
        partner=partner,
        collection=collection,
        visibility=visibility,
        kind="machine",
    )
    return Contribution(source=source, nodes=nodes, edges=edges)


FILMS = (
    film(
        "0001",
        "The LAST TRAM",
        "Farewell procession of trams along Great Western Road.",
        director="Stanley Russell",
        places=("Glasgow",),
        subjects=("Transport",),
        year="1962",
    ),
    film(
        "0002",
        "HERRING FLEET",
        "Women gut herring on the quay; drifters leave the harbour.",
        director="Jenny Gilbertson",
        places=("Lerwick",),
        subjects=("Fishing",),
        year="1934",
    ),
    film(
        "0003",
        "A CROFTER'S YEAR",
        "Peat cutting and sheep shearing.",
        director="Jenny Gilbertson",
        places=("Shetland",),
        subjects=("Farming",),
        year="1931",
    ),
    film(
        "0004",
        "TRAM DEPOT",
        "Cleaning of tramcars at night.",
        places=("Edinburgh",),
        subjects=("Transport",),
    ),
    film("0005", "Glasgow", "Shipbuilders launch a liner on the Clyde.", places=("Glasgow",)),
)


def stored(contributions: Iterable[Contribution] = FILMS) -> MemoryStore:
    """A store with these Contributions in it."""
    store = MemoryStore()
    store.apply(contributions)
    return store


def picture(contributions: Iterable[Contribution] = FILMS) -> Snapshot:
    """A snapshot of these Contributions."""
    return stored(contributions).snapshot(EVERYTHING)
