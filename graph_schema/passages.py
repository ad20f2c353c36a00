"""What can be found by its words: a passage for each record and each text on the timeline.

Every passage is made from the rows of one access token alone (a node's row, the relationships
and the names that carry the same token), so nothing hidden from a caller stands in a passage
that the caller may see. A work stated under two tokens has two passages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.relations import AGENTS, EVENTS, Relation
from graph_schema.store import Snapshot
from graph_schema.values import digest

RECORD = "record"
"""Kind of the passage that stands for a whole record; others are named by their channel."""

_NAMED = AGENTS | {"Place", "Concept", "HistoricalEvent", "Object", "Collection"}
_LABELS = _NAMED | EVENTS | {"Work", "Title", "Manifestation", "Instantiation"}
_LABELS |= {"Segment", "TextUnit", "Mention"}
_ABOUT = (Relation.HAS_SUBJECT, Relation.HAS_GENRE, Relation.DEPICTS, Relation.MENTIONS)
_SEEN = (Relation.APPEARS_IN, Relation.SPEAKS_IN)
_TYPES = frozenset(
    {
        *_ABOUT,
        *_SEEN,
        Relation.PART_OF,
        Relation.CONTRIBUTED_TO,
        Relation.HAS_TITLE,
        Relation.HAS_EVENT,
    }
    | {Relation.HAS_MANIFESTATION, Relation.LOCATED_IN, Relation.HAS_SEGMENT, Relation.COVERS}
    | {Relation.IN_INSTANTIATION, Relation.HAS_MENTION, Relation.REFERS_TO}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that can be found, and where it comes from.

    Attributes:
        id: Node that carries the embedding: the Work for a record, else the TextUnit.
        owner: Canonical id of the Work that it belongs to.
        kind: ``record``, or the channel: caption, transcript, ocr, summary, shotlist.
        access: Access token of everything in it.
        text: What is embedded, in plain words.
        title: Titles of the work.
        names: Names of all that it is linked to, and of who is credited.
        body: The text proper: the record's summary, or the whole text.
        entities: Identifiers of what it is linked to, sorted.
        trust: For each of them how far the link is to be trusted, in 0..1: catalogue facts and
            accepted claims 1, a machine's claim that nobody reviewed its confidence.
        within: Scenes, programmes and files on the way from the text up to its work.
        field: The source's own name of the field that ``body`` stands in.
        start_ms, end_ms: Place on the media, where the text has one.
    """

    id: str
    owner: str
    kind: str
    access: str
    text: str
    title: str
    names: tuple[str, ...]
    body: str
    entities: tuple[str, ...]
    trust: tuple[float, ...]
    within: tuple[str, ...] = ()
    partner: str | None = None
    record_id: str | None = None
    field: str | None = None
    segment: str | None = None
    media: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None

    def fingerprint(self, model: str) -> str:
        """Key of the vector that an embedding model makes of this text."""
        return digest(model, self.text)[:32]


def passages(snapshot: Snapshot) -> list[Passage]:
    """All passages of a snapshot, sorted by id and access token.

    Each node's JSON is parsed once: O(nodes + relationships).
    """
    tokens: dict[str, _View] = defaultdict(_View)
    _read_nodes(snapshot, tokens)
    _read_edges(snapshot, tokens)
    found = [p for token, view in tokens.items() for p in _of_view(view, token)]
    return sorted(found, key=lambda passage: (passage.id, passage.access))


Properties = dict[str, Any]

_Links = dict[str, float]
"""Nodes that something is linked to, and how far each link is to be trusted, in 0..1."""

# Of a machine's claim that tells no confidence.
_UNTOLD = 0.5


class _View:
    """The part of the graph that carries one access token."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, Properties]] = {}
        self.outgoing: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.incoming: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.credits: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.trusted: dict[tuple[str, str], float] = {}

    def label(self, node: str) -> str:
        return self.nodes[node][0] if node in self.nodes else ""

    def properties(self, node: str) -> Properties:
        return self.nodes[node][1] if node in self.nodes else {}

    def after(self, node: str, types: Iterable[str]) -> list[str]:
        """Known nodes that relationships of these types lead to, sorted."""
        ends = {end for kind in types for end in self.outgoing[kind].get(node, ())}
        return sorted(end for end in ends if end in self.nodes)

    def before(self, node: str, types: Iterable[str]) -> list[str]:
        """Known nodes that relationships of these types come from, sorted."""
        starts = {start for kind in types for start in self.incoming[kind].get(node, ())}
        return sorted(start for start in starts if start in self.nodes)

    def names(self, nodes: Iterable[str], labels: Iterable[str] = ()) -> list[str]:
        """Names of nodes with one of the labels (none given: any), without repeats."""
        wanted = set(labels)
        held = (self.nodes[n] for n in nodes if not wanted or self.label(n) in wanted)
        said = (p.get("name") or p.get("preferred_title") for _, p in held)
        return list(dict.fromkeys(str(name) for name in said if name))

    def mentioned(self, nodes: Iterable[str]) -> _Links:
        """What the mentions in these nodes refer to."""
        mentions = {m for node in nodes for m in self.after(node, (Relation.HAS_MENTION,))}
        return _united(self.linked(mention, (Relation.REFERS_TO,)) for mention in mentions)

    def linked(self, node: str, types: Iterable[str]) -> _Links:
        """Known nodes that relationships of these types lead to, with how far each is trusted."""
        return {end: self.trusted[node, end] for end in self.after(node, types)}

    def linking(self, node: str, types: Iterable[str]) -> _Links:
        """Known nodes that relationships of these types come from, likewise."""
        return {start: self.trusted[start, node] for start in self.before(node, types)}


def _read_nodes(snapshot: Snapshot, tokens: dict[str, _View]) -> None:
    table = snapshot.nodes.select(["id", "label", "access", "properties"])
    wanted = table.filter(pc.is_in(table["label"], value_set=_array(_LABELS)))
    for node, label, access, held in zip(*_columns(wanted), strict=True):
        tokens[access].nodes[node] = (label, json.loads(held))


def _read_edges(snapshot: Snapshot, tokens: dict[str, _View]) -> None:
    table = snapshot.edges.select(["type", "start", "end", "access", "properties"])
    wanted = table.filter(pc.is_in(table["type"], value_set=_array(_TYPES)))
    for kind, start, end, access, held in zip(*_columns(wanted), strict=True):
        view = tokens[access]
        view.outgoing[kind][start].append(end)
        view.incoming[kind][end].append(start)
        said = json.loads(held) if held != "{}" else {}
        view.trusted[start, end] = max(_trust(said), view.trusted.get((start, end), 0.0))
        if kind == Relation.CONTRIBUTED_TO:
            view.credits[end].add((str(said.get("role") or "Contributor"), start))


def _trust(said: Properties) -> float:
    """How far a relationship is to be trusted: fully, unless it is a claim nobody reviewed."""
    if said.get("status") in (None, "accepted"):
        return 1.0
    return min(1.0, max(0.0, float(said.get("confidence", _UNTOLD))))


def _united(links: Iterable[_Links]) -> _Links:
    united: _Links = {}
    for held in links:
        for end, trust in held.items():
            united[end] = max(trust, united.get(end, 0.0))
    return united


def _array(values: Iterable[str]) -> Any:
    return pa.array(sorted(str(value) for value in values), pa.string())


def _columns(table: Any) -> list[list[Any]]:
    return [column.to_pylist() for column in table.columns]


def _of_view(view: _View, token: str) -> Iterator[Passage]:
    for node, (label, held) in view.nodes.items():
        if label == "Work":
            yield _record(view, token, node, held)
        elif label == "TextUnit" and held["channel"] != "catalogue":
            yield from _text(view, token, node, held)


def _record(view: _View, token: str, work: str, held: Properties) -> Passage:
    about, wholes = view.after(work, _ABOUT), view.after(work, (Relation.PART_OF,))
    events = view.after(work, (Relation.HAS_EVENT,))
    places = [p for event in events for p in view.after(event, (Relation.LOCATED_IN,))]
    texts = _catalogue_texts(view, work)
    credit = sorted(_credits(view, work))
    agents = view.linking(work, (Relation.CONTRIBUTED_TO,))
    located = [view.linked(event, (Relation.LOCATED_IN,)) for event in events]
    stated = view.linked(work, (*_ABOUT, Relation.PART_OF))
    links = _united([stated, *located, agents, view.mentioned(t for t, _ in texts)])
    links.pop(work, None)
    body = "\n".join(dict.fromkeys(str(text["text"]).strip() for _, text in texts))
    said = [
        _heading(held),
        *(f"{role}: {name}" for role, name in credit),
        _listed("About", view.names(about, _NAMED - {"Place"})),
        _listed("Places", view.names([*about, *places], ("Place",))),
        _listed("Part of", view.names(wholes)),
        _copies(view, work),
    ]
    body = body or str(held.get("summary") or "").strip()
    return Passage(
        id=work,
        owner=work,
        kind=RECORD,
        access=token,
        text="\n".join([". ".join(part for part in said if part) + ".", body]).strip(),
        title=" / ".join(_titles(view, work, held)),
        names=tuple(dict.fromkeys([*(n for _, n in credit), *view.names(sorted(links))])),
        body=body,
        entities=tuple(sorted(links)),
        trust=tuple(links[entity] for entity in sorted(links)),
        partner=held.get("partner"),
        record_id=held.get("record_id"),
        field=next((text.get("field") for _, text in texts if text.get("field")), None),
    )


def _catalogue_texts(view: _View, work: str) -> list[tuple[str, Properties]]:
    covered = ((t, view.properties(t)) for t in view.after(work, (Relation.COVERS,)))
    return [(t, held) for t, held in covered if held.get("channel") == "catalogue"]


def _credits(view: _View, work: str) -> Iterator[tuple[str, str]]:
    for role, agent in view.credits[work]:
        for name in view.names([agent] if agent in view.nodes else []):
            yield role, name


def _heading(held: Properties) -> str:
    first, last = held.get("year_from"), held.get("year_to")
    years = "" if first is None else f" ({first})" if first == last else f" ({first}–{last})"
    return f"{held['preferred_title']}{years}"


def _listed(heading: str, names: list[str]) -> str:
    return f"{heading}: {', '.join(names)}" if names else ""


def _copies(view: _View, work: str) -> str:
    copies = (view.properties(m) for m in view.after(work, (Relation.HAS_MANIFESTATION,)))
    said = (str(copy[key]) for copy in copies for key in ("sound", "colour") if copy.get(key))
    return ", ".join(dict.fromkeys(said))


def _titles(view: _View, work: str, held: Properties) -> list[str]:
    values = [view.properties(t).get("value") for t in view.after(work, (Relation.HAS_TITLE,))]
    return list(dict.fromkeys([str(held["preferred_title"]), *(str(v) for v in values if v)]))


def _text(view: _View, token: str, node: str, held: Properties) -> Iterator[Passage]:
    holders = view.before(node, (Relation.COVERS,))
    segment = next((h for h in holders if view.label(h) == "Segment"), None)
    chain = _chain(view, segment or next(iter(holders), None))
    if not chain or view.label(chain[-1]) != "Work":
        return
    owner, segments = chain[-1], chain[:-1]
    work = view.properties(owner)
    shown = [view.linked(part, _ABOUT) for part in segments[:1]]
    seen = [view.linking(part, _SEEN) for part in segments[:1]]
    links = _united([view.mentioned([node, *segments[:1]]), *shown, *seen])
    links.pop(owner, None)
    text = str(held["text"]).strip()
    place = view.properties(segment) if segment else {}
    yield Passage(
        id=node,
        owner=owner,
        kind=str(held["channel"]),
        access=token,
        text=text,
        title=" / ".join(_titles(view, owner, work)),
        names=tuple(view.names(sorted(links))),
        body=text,
        entities=tuple(sorted(links)),
        trust=tuple(links[entity] for entity in sorted(links)),
        within=tuple(segments[1:]),
        partner=work.get("partner"),
        record_id=work.get("record_id"),
        field=held.get("field") or str(held["channel"]),
        segment=segment,
        media=_media(view, segments),
        start_ms=held.get("start_ms", place.get("start_ms")),
        end_ms=held.get("end_ms", place.get("end_ms")),
    )


def _chain(view: _View, node: str | None) -> list[str]:
    """From a segment up through those that hold it to the Work."""
    chain: list[str] = []
    while node is not None and node not in chain:
        chain.append(node)
        node = next(iter(view.before(node, (Relation.HAS_SEGMENT,))), None)
    return chain


def _media(view: _View, segments: list[str]) -> str | None:
    files = (f for s in segments for f in view.after(s, (Relation.IN_INSTANTIATION,)))
    return next((str(uri) for f in files if (uri := view.properties(f).get("uri"))), None)
