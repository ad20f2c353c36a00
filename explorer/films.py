"""The table of films, which every view filters by, and the route that sends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyarrow as pa

from explorer.namings import namings
from explorer.network.stating import Owners
from explorer.picture import Node, Picture
from graph_schema.relations import AGENTS, Relation

# What many films share travels once.
_WORDS = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("title_supplied", pa.bool_()),
        ("partner", _WORDS),
        ("record_id", pa.string()),
        ("year_from", pa.int16()),  # null: undated
        ("year_to", pa.int16()),
        ("date_text", _WORDS),
        ("collections", pa.list_(_WORDS)),
        ("places", pa.list_(_WORDS)),
        ("subjects", pa.list_(_WORDS)),
        ("genres", pa.list_(_WORDS)),
        ("people", pa.list_(_WORDS)),
        ("colour", _WORDS),
        ("sound", _WORDS),
        ("duration_s", pa.float32()),
        ("enriched", pa.bool_()),  # has texts with times
        ("claims", pa.int32()),  # of machines
        ("undecided", pa.int32()),  # of these, waiting for a person
    ]
)

_DECIDED = ("accepted", "rejected")


def films(picture: Picture) -> pa.Table:
    """A row a Work, by id; lists hold preferred names, each once, in order."""
    places, enriched = _places(picture), _enriched(picture)
    rows = [
        {**_row(picture, work, places[work.id]), "enriched": work.id in enriched}
        for work in picture.labelled("Work")
    ]
    return pa.Table.from_pylist(rows, SCHEMA)


def _row(picture: Picture, work: Node, places: list[Node]) -> dict[str, object]:
    held = work.properties
    claims = list(_claims(picture, work))
    copy = next(picture.reached(work.id, Relation.HAS_MANIFESTATION), None)
    copied = copy.properties if copy else {}
    return {
        "id": work.id,
        "title": held.get("preferred_title", ""),
        "title_supplied": bool(held.get("title_supplied")),
        "partner": held.get("partner"),
        "record_id": held.get("record_id"),
        "year_from": held.get("year_from"),
        "year_to": held.get("year_to", held.get("year_from")),
        "date_text": held.get("date_text"),
        "collections": _names(picture.reached(work.id, Relation.MEMBER_OF)),
        "places": _names(places),
        "subjects": _names(picture.reached(work.id, Relation.HAS_SUBJECT)),
        "genres": _names(picture.reached(work.id, Relation.HAS_GENRE)),
        "people": _names(_agents(picture, work)),
        "colour": copied.get("colour"),
        "sound": copied.get("sound"),
        "duration_s": copied.get("duration_s"),
        "claims": len(claims),
        "undecided": sum(status not in _DECIDED for status in claims),
    }


def _names(nodes: Iterable[Node]) -> list[str]:
    return list(dict.fromkeys(str(n.properties["name"]) for n in nodes if "name" in n.properties))


def _places(picture: Picture) -> dict[str, list[Node]]:
    """The places that each film names, in whatever way."""
    found: dict[str, list[Node]] = defaultdict(list)
    table = namings(picture)
    for film, place in zip(table["film"].to_pylist(), table["place"].to_pylist(), strict=True):
        if place is not None:
            found[film].append(picture.nodes[place])
    return found


def _agents(picture: Picture, work: Node) -> Iterator[Node]:
    for activity in picture.reached(work.id, Relation.HAS_ACTIVITY):
        yield from picture.reached(activity.id, Relation.HAS_AGENT)
    for edge in picture.into(work.id, Relation.CONTRIBUTED_TO):
        node = picture.nodes.get(edge.node)
        if node is not None and node.label in AGENTS:
            yield node


def _claims(picture: Picture, work: Node) -> Iterator[str]:
    """The status of each claim on a work that still stands."""
    for edge in picture.into(work.id, Relation.SUBJECT):
        claim = picture.nodes.get(edge.node)
        status = str(claim.properties.get("status")) if claim else "superseded"
        if status != "superseded":
            yield status


def _enriched(picture: Picture) -> set[str]:
    """The films of texts with times, also where a shot or scene within a clip has them."""
    owners = Owners(picture)
    texts = picture.labelled("TextUnit")
    return {owners.film(text.id) for text in texts if "start_ms" in text.properties}
