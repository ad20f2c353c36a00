"""What the catalogue says of one film, read from the graph within the caller's scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from explorer.film.terms import Rights, rights
from graph_schema.relations import AGENTS, Relation
from graph_schema.scope import Scope
from graph_schema.store import GraphStore, Neighbour, StoredNode

_MOST = 200
_MOST_SOURCES = 20
_MOST_COPIES = 20


@dataclass(frozen=True)
class Maker:
    """Who did what for the film."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class File:
    """A digital file of the film."""

    id: str
    uri: str


@dataclass(frozen=True)
class Named:
    """Something that the film is about or belongs to."""

    id: str
    label: str
    name: str


@dataclass(frozen=True)
class FilmRecord:
    """A film as its record has it; lists are bounded and in the graph's order."""

    id: str
    title: str
    rights: Rights
    partner: str | None = None
    record_id: str | None = None
    date_text: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    summary: str | None = None
    colour: str | None = None
    sound: str | None = None
    duration_s: float | None = None
    titles: list[str] = field(default_factory=list)
    makers: list[Maker] = field(default_factory=list)
    about: list[Named] = field(default_factory=list)
    collections: list[Named] = field(default_factory=list)
    files: list[File] = field(default_factory=list)


def read_film(store: GraphStore, film_id: str, scope: Scope) -> FilmRecord | None:
    """The film, or None where there is none that the caller may see. Bounded number of reads."""
    work = store.get(film_id, scope)
    if work is None or work.label != "Work":
        return None
    near = store.neighbours(
        work.id,
        scope,
        types=[
            Relation.HAS_TITLE, Relation.CONTRIBUTED_TO, Relation.HAS_SUBJECT, Relation.HAS_GENRE,
            Relation.MEMBER_OF, Relation.HAS_MANIFESTATION, Relation.HAS_EVENT,
        ],
        limit=_MOST,
    )  # fmt: skip
    copies = list(_copies(store, scope, near))
    held, copy = work.properties, next((c for c in copies if c.label == "Manifestation"), None)
    copied = copy.properties if copy else {}
    return FilmRecord(
        id=work.id,
        title=str(held["preferred_title"]),
        rights=_rights(store, scope, work, copies),
        partner=_text(held.get("partner")),
        record_id=_text(held.get("record_id")),
        date_text=_text(held.get("date_text")),
        year_from=_whole(held.get("year_from")),
        year_to=_whole(held.get("year_to")),
        summary=_text(held.get("summary")) or _summary(store, scope, work.id),
        colour=_text(copied.get("colour")),
        sound=_text(copied.get("sound")),
        duration_s=_number(copied.get("duration_s")),
        titles=_titles(near, str(held["preferred_title"])),
        makers=_makers(near),
        about=[
            *_named(near, Relation.HAS_SUBJECT, Relation.HAS_GENRE),
            *_where(store, scope, near),
        ],
        collections=_named(near, Relation.MEMBER_OF),
        files=[File(c.id, str(c.properties["uri"])) for c in copies if c.label == "Instantiation"],
    )


def with_timed_files(
    film: FilmRecord, timed: Iterable[str], store: GraphStore, scope: Scope
) -> FilmRecord:
    """The film with the files that its timeline names, which its record may not."""
    known = {file.id for file in film.files}
    more = [one for one in dict.fromkeys(timed) if one not in known][:_MOST_COPIES]
    nodes = (node for one in more if (node := store.get(one, scope)) is not None)
    found = [File(node.id, str(node.properties["uri"])) for node in nodes]
    return replace(film, files=[*film.files, *found])


def _copies(store: GraphStore, scope: Scope, near: Iterable[Neighbour]) -> Iterator[StoredNode]:
    """Manifestations, items and digital files, breadth first."""
    waiting = [n.node for n in near if n.outgoing and n.type == Relation.HAS_MANIFESTATION]
    waiting, seen = waiting[:_MOST_COPIES], set[str]()
    while waiting:
        node = waiting.pop(0)
        if node.id in seen or len(seen) > _MOST_COPIES:
            continue
        seen.add(node.id)
        yield node
        if node.label in ("Manifestation", "Item"):
            types = [Relation.HAS_ITEM, Relation.HAS_INSTANTIATION]
            below = store.neighbours(node.id, scope, types=types, limit=_MOST_COPIES)
            waiting += [n.node for n in below if n.outgoing]


def _rights(store: GraphStore, scope: Scope, work: StoredNode, copies: list[StoredNode]) -> Rights:
    said = store.contributions(scope, work.sources[:_MOST_SOURCES])
    records = [one.source.fields for one in said]
    items = [copy.properties for copy in copies if copy.label == "Item"]
    return rights(work.properties, work.id, records, items)


def _summary(store: GraphStore, scope: Scope, work: str) -> str | None:
    """The record's own words of the film, where they are kept as a text."""
    texts = store.neighbours(work, scope, types=[Relation.COVERS], limit=_MOST)
    said = (n.node.properties for n in texts if n.outgoing)
    return next((str(held["text"]) for held in said if held.get("channel") == "catalogue"), None)


def _titles(near: list[Neighbour], preferred: str) -> list[str]:
    said = [str(n.node.properties["value"]) for n in near if n.type == Relation.HAS_TITLE]
    return [title for title in dict.fromkeys(said) if title != preferred]


def _makers(near: list[Neighbour]) -> list[Maker]:
    found = [
        Maker(n.node.id, str(n.node.properties["name"]), str(n.properties.get("role") or ""))
        for n in near
        if n.type == Relation.CONTRIBUTED_TO and not n.outgoing and n.node.label in AGENTS
    ]
    return list(dict.fromkeys(found))


def _named(near: list[Neighbour], *relations: Relation) -> list[Named]:
    nodes = [n.node for n in near if n.type in relations and n.outgoing]
    named = (n for n in nodes if "name" in n.properties)
    return list(dict.fromkeys(Named(n.id, n.label, str(n.properties["name"])) for n in named))


def _where(store: GraphStore, scope: Scope, near: list[Neighbour]) -> list[Named]:
    events = [n.node.id for n in near if n.type == Relation.HAS_EVENT][:10]
    places = (store.neighbours(e, scope, types=[Relation.LOCATED_IN], limit=20) for e in events)
    return [place for found in places for place in _named(found, Relation.LOCATED_IN)]


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
