"""How much is known of each film, by kind of thing and by who says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from explorer.coverage.makers import Makers, makers_of
from explorer.network.stating import Origin, Owners
from explorer.network.tables import links, rows_of
from explorer.picture import Node, Picture
from graph_schema.relations import Relation

KNOWN = pa.schema(
    [
        ("film", pa.int32()),  # row of `films`; null: of no one film, as that two names are one
        ("maker", pa.int32()),  # row of `makers`; null: a catalogue, a person, or worked out here
        ("what", pa.dictionary(pa.int8(), pa.string())),  # one of `WHAT`
        ("count", pa.int32()),
    ]
)

WHAT = (
    *("statements", "records", "shotlists"),
    *("speech", "screen", "captions", "summaries", "shots", "parts", "names", "pictures"),
    *("vectors", "positions"),
    *("unreviewed", "accepted", "rejected"),
)
"""What is counted: links and texts of the catalogue; what enrichment gave; what was worked out
here; and the claims of machines by what became of them. A superseded claim counts as none."""

FILES = pa.schema([("film", pa.int32()), ("uri", pa.string())])

_TEXTS = {
    "catalogue": "records", "shotlist": "shotlists", "transcript": "speech", "ocr": "screen",
    "caption": "captions", "summary": "summaries",
}  # fmt: skip
_STATUSES = {"proposed": "unreviewed", "accepted": "accepted", "rejected": "rejected"}

Counted = tuple[int, int, str]
"""Film, maker (-1 where there is none) and what."""


def known(picture: Picture) -> pa.Table:
    """A row for each film, maker and kind of thing that it has any of, in that order."""
    films = _films(picture)
    found = Counter(_each(picture, films))
    found.update(_stated(picture, films))
    rows = sorted(found)
    film, maker, what = zip(*rows, strict=True) if rows else ((), (), ())
    columns = [
        _rows(film),
        _rows(maker),
        pa.array([WHAT.index(one) for one in what], pa.int8()),
        pa.array([found[row] for row in rows], pa.int32()),
    ]
    columns[2] = pa.DictionaryArray.from_arrays(columns[2], pa.array(WHAT))
    return pa.Table.from_arrays(columns, schema=KNOWN)


def files(picture: Picture) -> pa.Table:
    """A row for each digital file of a film, with its address."""
    films, owners = _films(picture), Owners(picture)
    found: list[tuple[int, str]] = []
    for file in picture.labelled("Instantiation"):
        parts = (edge.node for edge in picture.into(file.id, Relation.IN_INSTANTIATION))
        held = (owners.film(part) for part in (file.id, *parts))
        film = next(filter(None, held), "")
        if film in films:
            found.append((films[film], str(file.properties.get("uri") or "")))
    rows = [{"film": film, "uri": uri} for film, uri in sorted(found)]
    return pa.Table.from_pylist(rows, FILES)


def _films(picture: Picture) -> dict[str, int]:
    return {work.id: row for row, work in enumerate(picture.labelled("Work"))}


def _rows(numbers: tuple[int, ...]) -> pa.Array:
    held = np.array(numbers, np.int32)
    return pa.array(held, mask=held < 0)


def _each(picture: Picture, films: dict[str, int]) -> Iterator[Counted]:
    """Everything that is counted, one by one."""
    owners, makers = Owners(picture), makers_of(picture)
    for node in picture.nodes.values():
        if node.label == "Assertion":
            yield from _claim(picture, node, owners, films)
            continue
        what = _kind(node)
        derived = [name for name in ("vectors", "positions") if _is_derived(node, name)]
        film = films.get(owners.film(node.id), -1) if what or derived else -1
        if what:
            yield film, _maker(makers, node), what
        if film >= 0:
            yield from ((film, -1, name) for name in derived)


def _kind(node: Node) -> str | None:
    """What a node counts as; None for what isn't counted."""
    held = node.properties
    if node.label == "TextUnit":
        return _TEXTS.get(str(held.get("channel")))
    if node.label == "Segment":
        # A clip is a stretch that was worked on, and tells nothing of what is in it.
        return {"shot": "shots", "clip": None}.get(str(held.get("kind")), "parts")
    return {"Mention": "names", "VisualVector": "pictures"}.get(node.label)


def _is_derived(node: Node, what: str) -> bool:
    return {"vectors": "embedding_of", "positions": "map_umap"}[what] in node.derived


def _claim(
    picture: Picture, claim: Node, owners: Owners, films: dict[str, int]
) -> Iterator[Counted]:
    status = _STATUSES.get(str(claim.properties.get("status")))
    maker = makers_of(picture).row(claim)
    if status is None or maker is None:
        return
    subject = next(picture.out(claim.id, Relation.SUBJECT), None)
    film = owners.film(subject.node) if subject else ""
    yield films.get(film, -1), maker, status


def _maker(makers: Makers, node: Node) -> int:
    row = makers.row(node)
    return -1 if row is None else row


def _stated(picture: Picture, films: dict[str, int]) -> dict[Counted, int]:
    """Links between a film and something else that a catalogue states."""
    held = links(picture)
    ours = np.full(len(rows_of(picture)), -1, np.int64)
    for node, row in rows_of(picture).items():
        ours[row] = films.get(node, -1)
    film = ours[held["node"].to_numpy()]
    film = film[(film >= 0) & (held["origin"].to_numpy() == Origin.CATALOGUE)]
    counts = np.bincount(film, minlength=len(films))
    return {(row, -1, "statements"): int(counts[row]) for row in np.flatnonzero(counts).tolist()}
