"""From a snapshot of the graph to the columns of facts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from graph_schema.relations import AGENTS, Relation
from graph_schema.store import Snapshot
from rag_service.answering.tables import SCHEMAS, Tables
from rag_service.answering.themes import accepted_of, claims_of, communities_of, sentences_of
from rag_service.answering.wordindex import CONTENT, CREDIT, HEADING, SUMMARY, TITLE
from rag_service.answering.words import key, stems, title_key

Row = dict[str, Any]


_RELATIONS = {
    Relation.HAS_SUBJECT: "subject",
    Relation.HAS_GENRE: "genre",
    Relation.DEPICTS: "depicted",
    Relation.MENTIONS: "mentioned",
    Relation.MEMBER_OF: "collection",
}
_ENTITIES = AGENTS | {"Place", "Concept", "HistoricalEvent", "Object", "Collection"}
_HEADINGS = ("subject", "genre")
# Below any number of links: a machine's output speaks for a work only where no record does.
_LAST = -(10**9)
# Not said of a film and so no part of what its record can be searched by.
_BREAK = "|"


@dataclass(frozen=True)
class _Node:
    """One row of the snapshot: a node as the Sources of one access token show it."""

    id: str
    label: str
    token: str
    properties: Row
    sources: list[str]


@dataclass
class _Graph:
    nodes: dict[str, list[_Node]] = field(default_factory=lambda: defaultdict(list))
    outgoing: dict[tuple[str, str], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    credits: dict[str, list[tuple[str, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def ends(self, relation: Relation, start: str) -> list[tuple[str, str]]:
        """End and access token of each relationship of a type from a node."""
        return self.outgoing.get((relation.value, start), [])

    def reached(self, relation: Relation, start: str) -> Iterator[_Node]:
        """The nodes at the ends, each as the token of its relationship shows it."""
        for end, token in self.ends(relation, start):
            yield from (node for node in self.nodes.get(end, ()) if node.token == token)


def build_tables(snapshot: Snapshot) -> Tables:
    """The tables of `SCHEMAS` from a snapshot; works are in the order of their ids."""
    return _Builder(snapshot).tables()


class _Builder:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.graph = _read(snapshot)
        self.accepted = accepted_of(snapshot)
        self.rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        self.tokens: dict[str, int] = {}
        self.sources = {row["id"]: n for n, row in enumerate(snapshot.sources.to_pylist())}
        self.entities: dict[str, int] = {}
        self.words: dict[int, list[tuple[int, list[str]]]] = defaultdict(list)
        self.docs: dict[tuple[int, str], int] = {}
        for row in snapshot.sources.to_pylist():
            self.rows["sources"].append(
                {
                    **{name: row[name] for name in ("id", "partner", "record_id", "kind")},
                    "token": self.token(row["access"]),
                    "fields": row["fields"],
                }
            )

    def tables(self) -> Tables:
        for number, work in enumerate(sorted(self._ids("Work"))):
            self.rows["works"].append({"id": work})
            self._work(number, work)
        self._order_entities()
        self._names()
        self._postings()
        self._said()
        self._themes()
        self.rows["tokens"] = [{"token": token} for token in self.tokens]
        self.rows["links"].sort(key=lambda row: (row["entity"], row["work"]))
        return {name: pa.Table.from_pylist(rows, SCHEMAS[name]) for name, rows in self.rows.items()}

    def token(self, access: str) -> int:
        return self.tokens.setdefault(access, len(self.tokens))

    def _ids(self, label: str) -> list[str]:
        return [i for i, nodes in self.graph.nodes.items() if nodes[0].label == label]

    def _source(self, node: _Node) -> int:
        return self.sources.get(node.sources[0], -1) if node.sources else -1

    def _work(self, work: int, work_id: str) -> None:
        for node in self.graph.nodes[work_id]:
            self._doc(work, node)
        self._titles(work, work_id)
        self._copies(work, work_id)
        self._credits(work, work_id)
        self._links(work, work_id)
        self._texts(work, work_id)

    def _doc(self, work: int, node: _Node) -> None:
        held = node.properties
        self.docs[work, node.token] = len(self.rows["docs"])
        self.rows["docs"].append(
            {
                "work": work,
                "token": self.token(node.token),
                "source": self._record_source(node),
                "partner": held.get("partner"),
                "record_id": held.get("record_id"),
                "title": held.get("preferred_title"),
                "title_supplied": bool(held.get("title_supplied")),
                "said": _LAST if self._is_machine(node) else 0,
                "year_from": int(held.get("year_from") or 0),
                "year_to": int(held.get("year_to") or held.get("year_from") or 0),
                "stems": "",
            }
        )
        self._words(work, node.token, TITLE, str(held.get("preferred_title") or ""))
        self._add_title(work, node.token, str(held.get("preferred_title") or ""))

    def _is_machine(self, node: _Node) -> bool:
        source = self._record_source(node)
        return source < 0 or self.rows["sources"][source]["kind"] == "machine"

    def _record_source(self, node: _Node) -> int:
        """The Source whose raw fields can be quoted for a work: its record, if it has one."""
        named = [self.sources[s] for s in node.sources if s in self.sources]
        rows = self.rows["sources"]
        records = [n for n in named if rows[n]["kind"] == "catalogue" and rows[n]["record_id"]]
        return (records or named or [-1])[0]

    def _add_title(self, work: int, token: str, title: str) -> None:
        for part in dict.fromkeys([title, *title.split(" / "), _after_series(title)]):
            if folded := title_key(part):
                self.rows["titles"].append(
                    {"work": work, "token": self.token(token), "key": folded}
                )

    def _titles(self, work: int, work_id: str) -> None:
        for node in self.graph.reached(Relation.HAS_TITLE, work_id):
            value = str(node.properties["value"])
            self._words(work, node.token, TITLE, value)
            self._add_title(work, node.token, value)

    def _copies(self, work: int, work_id: str) -> None:
        for node in self.graph.reached(Relation.HAS_MANIFESTATION, work_id):
            held = node.properties
            self.rows["copies"].append(
                {
                    "work": work,
                    "token": self.token(node.token),
                    "sound": str(held.get("sound") or "").casefold(),
                    "colour": str(held.get("colour") or "").casefold(),
                    "duration_s": float(held.get("duration_s") or 0.0),
                }
            )

    def _credits(self, work: int, work_id: str) -> None:
        told: set[tuple[str, str, str]] = set()
        for activity in self.graph.reached(Relation.HAS_ACTIVITY, work_id):
            held = activity.properties
            self._words(work, activity.token, CREDIT, str(held.get("credited_as") or ""))
            for agent, token in self.graph.ends(Relation.HAS_AGENT, activity.id):
                if token == activity.token:
                    self._link(work, agent, token, "role", held, self._source(activity))
                    told.add((agent, token, str(held.get("role"))))
        for agent, token, role in self.graph.credits[work_id]:
            if (agent, token, role) not in told:
                self._link(work, agent, token, "role", {"role": role}, -1)

    def _links(self, work: int, work_id: str) -> None:
        for relation, name in _RELATIONS.items():
            for end, token in self.graph.ends(relation, work_id):
                label = self.graph.nodes[end][0].label if end in self.graph.nodes else ""
                if label in _ENTITIES:
                    self._link(work, end, token, name, {}, -1)
                    self._heading(work, end, token, name)

    def _heading(self, work: int, entity: str, token: str, relation: str) -> None:
        if relation in _HEADINGS:
            for node in self.graph.nodes[entity]:
                if node.token == token:
                    self._words(work, token, HEADING, str(node.properties.get("name") or ""))

    def _link(
        self, work: int, entity: str, token: str, relation: str, held: Row, source: int
    ) -> None:
        self.rows["links"].append(
            {
                "entity": self.entities.setdefault(entity, len(self.entities)),
                "work": work,
                "token": self.token(token),
                "relation": relation,
                "role": held.get("role") or "",
                "attribution": held.get("attribution") or "",
                "source": source,
                "field": held.get("field") or "",
                "char_start": held.get("char_start", -1),
                "char_end": held.get("char_end", -1),
            }
        )

    def _texts(self, work: int, work_id: str) -> None:
        owners = [(work_id, "")]
        while owners:
            owner, media = owners.pop()
            media = next(
                (
                    str(node.properties["uri"])
                    for node in self.graph.reached(Relation.IN_INSTANTIATION, owner)
                ),
                media,
            )
            for node in self.graph.reached(Relation.COVERS, owner):
                self._text(work, node, media)
            owners += [(end, media) for end, _ in self.graph.ends(Relation.HAS_SEGMENT, owner)]

    def _text(self, work: int, node: _Node, media: str) -> None:
        held = node.properties
        part = SUMMARY if held["channel"] == "catalogue" else CONTENT
        self._words(work, node.token, part, str(held["text"]))
        self.rows["texts"].append(
            {
                "work": work,
                "token": self.token(node.token),
                "source": self._source(node),
                "accepted": (node.id, node.token) in self.accepted,
                "channel": held["channel"],
                "field": held.get("field") or "",
                "text": held["text"],
                "media": media,
                "start_ms": held.get("start_ms", -1),
                "end_ms": held.get("end_ms", -1),
            }
        )
        self._mentioned(work, node)

    def _mentioned(self, work: int, text: _Node) -> None:
        for mention, _ in self.graph.ends(Relation.HAS_MENTION, text.id):
            for end, token in self.graph.ends(Relation.REFERS_TO, mention):
                if end in self.graph.nodes and self.graph.nodes[end][0].label in _ENTITIES:
                    self._link(work, end, token, "mentioned", {}, -1)

    def _words(self, work: int, token: str, part: int, text: str) -> None:
        doc = self.docs.get((work, token))
        if doc is None:
            doc = self.docs[work, token] = len(self.rows["docs"])
            blank = {"work": work, "token": self.token(token), "source": -1, "stems": ""}
            self.rows["docs"].append(
                {**blank, "title_supplied": False, "said": 0, "year_from": 0, "year_to": 0}
            )
        found = stems(text)
        if found:
            self.words[doc].append((part, found))

    def _said(self) -> None:
        tokens = list(self.tokens)
        for link in self.rows["links"]:
            doc = self.docs.get((link["work"], tokens[link["token"]]))
            if doc is not None:
                self.rows["docs"][doc]["said"] += 1

    def _themes(self) -> None:
        works = {row["id"]: number for number, row in enumerate(self.rows["works"])}
        self.rows["communities"] = communities_of(self.snapshot, works)
        self.rows["claims"] = claims_of(self.snapshot, works, self.token)
        terms = (row["term"] for row in self.rows["terms"])
        self.rows["sentences"], self.rows["sentence_terms"] = sentences_of(
            self.rows["texts"], terms
        )

    def _order_entities(self) -> None:
        """Number entities in the order of their ids, whatever came first."""
        before = list(self.entities)
        self.entities = {entity: number for number, entity in enumerate(sorted(before))}
        for link in self.rows["links"]:
            link["entity"] = self.entities[before[link["entity"]]]

    def _names(self) -> None:
        for entity, number in self.entities.items():
            nodes = self.graph.nodes.get(entity, [])
            self.rows["entities"].append(
                {"id": entity, "label": nodes[0].label if nodes else "Concept"}
            )
            for node in nodes:
                preferred = str(node.properties.get("name") or "")
                others = [*node.properties.get("name_variants", []), *self._holding(node)]
                for name in dict.fromkeys([preferred, *others]):
                    self.rows["names"].append(
                        {
                            "entity": number,
                            "token": self.token(node.token),
                            "name": name,
                            "key": key(name),
                            "preferred": name == preferred,
                        }
                    )

    def _holding(self, node: _Node) -> list[str]:
        """What else a collection is called by: its description, and who holds it."""
        holders = self.graph.reached(Relation.HELD_BY, node.id)
        described = [str(node.properties.get("description") or "")]
        held = [*described, *(str(holder.properties["name"]) for holder in holders)]
        return [name for name in held if name] if node.label == "Collection" else []

    def _postings(self) -> None:
        postings: dict[str, dict[int, int]] = defaultdict(dict)
        for doc, parts in self.words.items():
            # A break between parts keeps a phrase from running over from one into the next.
            said = f" {_BREAK} ".join(
                " ".join(found)
                for _, found in dict.fromkeys((part, tuple(found)) for part, found in parts)
            )
            self.rows["docs"][doc]["stems"] = f" {said} "
            for part, found in parts:
                for term in found:
                    postings[term][doc] = postings[term].get(doc, 0) | part
        start = 0
        for term in sorted(postings):
            held = sorted(postings[term].items())
            self.rows["terms"].append({"term": term, "start": start, "end": start + len(held)})
            self.rows["postings"] += [{"doc": doc, "fields": part} for doc, part in held]
            start += len(held)


def _read(snapshot: Snapshot) -> _Graph:
    graph = _Graph()
    columns = ("id", "label", "access", "properties", "sources")
    for row in snapshot.nodes.select(columns).to_pylist():
        if row["label"] not in _UNREAD:
            node = _Node(
                row["id"],
                row["label"],
                row["access"],
                json.loads(row["properties"]),
                row["sources"] or [],
            )
            graph.nodes[node.id].append(node)
    for row in snapshot.edges.to_pylist():
        if row["type"] == Relation.CONTRIBUTED_TO:
            role = str(json.loads(row["properties"]).get("role") or "Contributor")
            graph.credits[row["end"]].append((row["start"], row["access"], role))
        elif row["type"] in _READ:
            graph.outgoing[row["type"], row["start"]].append((row["end"], row["access"]))
    return graph


_UNREAD = frozenset({"Assertion", "Mention", "Frame", "VisualVector", "Authority"})
_READ = frozenset(
    {
        *(relation.value for relation in _RELATIONS),
        Relation.HAS_TITLE.value,
        Relation.HAS_MANIFESTATION.value,
        Relation.HAS_ACTIVITY.value,
        Relation.HAS_AGENT.value,
        Relation.HAS_SEGMENT.value,
        Relation.COVERS.value,
        Relation.IN_INSTANTIATION.value,
        Relation.HAS_MENTION.value,
        Relation.REFERS_TO.value,
        Relation.HELD_BY.value,
    }
)


def _after_series(title: str) -> str:
    """What follows a newsreel's name and number: GLASGOW FAIR of News No. 7, GLASGOW FAIR."""
    head, comma, rest = title.partition(", ")
    return rest if comma and any(c.isdigit() for c in head) else title
