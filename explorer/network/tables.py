"""The network as tables: entities, links between them, communities and links between those.

Entities are in the order of their communities, the most central first within the smallest, so
that the members of a community at any level are one stretch of rows. A link stands under both
its ends, under each the most central others first, so that neighbours are one stretch as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from explorer.network.layout import positions
from explorer.network.naming import marks
from explorer.network.stating import Origin, Stated, is_entity, stated
from explorer.picture import Node, Picture
from graph_schema.values import digest

LEVELS = 3
"""Levels of communities; 0 has the fewest and largest."""

HOLDING = ("MEMBER_OF", "HELD_BY")
"""Relations that nearly every film has: they tell nothing of how films belong together."""

ENTITIES = pa.schema(
    [
        ("id", pa.string()),
        ("label", pa.dictionary(pa.int8(), pa.string())),
        ("name", pa.string()),
        ("year", pa.int16()),  # of a film; null: undated, or no film
        ("centrality", pa.float32()),  # 1 is average; 0: linked to nothing
        ("degree", pa.int32()),  # links that aren't rejected
        ("community_0", pa.int32()),  # row of `communities`; null: in none
        ("community_1", pa.int32()),
        ("community_2", pa.int32()),
        ("x", pa.float32()),
        ("y", pa.float32()),
        ("by_id", pa.int32()),  # row n holds the row of the n-th id
    ]
)
LINKS = pa.schema(
    [
        ("node", pa.int32()),  # row of `entities`
        ("other", pa.int32()),
        ("outgoing", pa.bool_()),
        ("relation", pa.dictionary(pa.int8(), pa.string())),
        ("role", pa.dictionary(pa.int16(), pa.string())),
        ("origin", pa.int8()),  # `Origin`
        ("confidence", pa.float32()),  # null: none told
        ("claim", pa.string()),  # Assertion; null: none
        ("moments", pa.int32()),  # segments that say so
    ]
)
COMMUNITIES = pa.schema(
    [
        ("key", pa.string()),  # its own and its holders' identifiers, widest first
        ("level", pa.int8()),
        ("first", pa.int32()),  # rows of its members in `entities`
        ("last", pa.int32()),  # the row after
        ("films", pa.int32()),
        ("terms", pa.list_(pa.int32())),  # rows of `entities` that it is called by
        ("x", pa.float32()),
        ("y", pa.float32()),
        ("radius", pa.float32()),
    ]
)
BONDS = pa.schema(
    [
        ("one", pa.int32()),  # row of `communities`, the lesser of both
        ("other", pa.int32()),
        ("links", pa.int32()),
    ]
)

_NODE_RADIUS = 0.5

Integers = npt.NDArray[np.int64]


def entities(picture: Picture) -> pa.Table:
    """A row an entity, in the order of communities."""
    return _made(picture).entities


def links(picture: Picture) -> pa.Table:
    """Every link twice, by the row of the end that it is seen from."""
    return _made(picture).links


def communities(picture: Picture) -> pa.Table:
    """A row a community, level by level."""
    return _made(picture).communities


def bonds(picture: Picture) -> pa.Table:
    """How many links join two communities of a level, for each two that any does."""
    return _made(picture).bonds


def rows_of(picture: Picture) -> Mapping[str, int]:
    """The row of each entity in `entities`, by its id."""
    return _made(picture).row


_kept: WeakKeyDictionary[Picture, _Making] = WeakKeyDictionary()


def _made(picture: Picture) -> _Making:
    if picture not in _kept:
        _kept[picture] = _Making(picture)
    return _kept[picture]


@dataclass(frozen=True)
class _Ends:
    """Links as rows of entities, rejected ones left out."""

    starts: Integers
    ends: Integers


class _Making:
    """The four tables of one picture, worked out once."""

    def __init__(self, picture: Picture) -> None:
        nodes = [node for node in picture.nodes.values() if is_entity(node)]
        self._nodes = sorted(nodes, key=_place)
        self.row = {node.id: row for row, node in enumerate(self._nodes)}
        self._stated = stated(picture)
        self._levels = [self._keys(level) for level in range(LEVELS)]

    @cached_property
    def entities(self) -> pa.Table:
        nodes, drawn = self._nodes, self._drawn
        rows = np.array([self.row[i] for i in sorted(self.row)], np.int32)
        columns = [
            [node.id for node in nodes],
            pa.array([node.label for node in nodes], pa.string()).dictionary_encode(),
            [called(node.id, node.properties) for node in nodes],
            [node.properties.get("year_from") for node in nodes],
            [_centrality(node) for node in nodes],
            np.bincount(np.concatenate([self._ends.starts, self._ends.ends]), minlength=len(nodes)),
            *(self._community_rows(level) for level in range(LEVELS)),
            drawn[:, 0],
            drawn[:, 1],
            rows,
        ]
        return _table(columns, ENTITIES)

    @cached_property
    def links(self) -> pa.Table:
        said = self._stated
        starts = np.array([self.row[s.start] for s in said], np.int64)
        ends = np.array([self.row[s.end] for s in said], np.int64)
        here, there = np.concatenate([starts, ends]), np.concatenate([ends, starts])
        central = np.array([_centrality(node) for node in self._nodes])
        order = np.lexsort((np.arange(len(here)), there, -central[there], here))
        both = [*said, *said]
        told = [both[row] for row in order.tolist()]
        columns = [
            here[order],
            there[order],
            order < len(said),
            pa.array([s.relation for s in told], pa.string()).dictionary_encode(),
            pa.array([s.role for s in told], pa.string()).dictionary_encode(),
            [int(s.origin) for s in told],
            [s.confidence for s in told],
            [s.claim or None for s in told],
            [len(s.moments) for s in told],
        ]
        return _table(columns, LINKS)

    @cached_property
    def communities(self) -> pa.Table:
        films = np.array([node.label == "Work" for node in self._nodes], np.bool_)
        filmed = np.concatenate([[0], np.cumsum(films)])
        rows: list[dict[str, object]] = []
        for level, keys in enumerate(self._levels):
            found = marks(self._numbers[level], *self._headings, max(len(self._nodes), 1))
            for number, (key, first, last) in enumerate(_stretches(keys)):
                places = self._drawn[first:last]
                centre = (places.min(0) + places.max(0)) / 2
                rows.append(
                    {
                        "key": key,
                        "level": level,
                        "first": first,
                        "last": last,
                        "films": int(filmed[last] - filmed[first]),
                        "terms": found.get(number, []),
                        "x": centre[0],
                        "y": centre[1],
                        "radius": float(np.hypot(*(places - centre).T).max()) + _NODE_RADIUS,
                    }
                )
        return pa.Table.from_pylist(rows, COMMUNITIES)

    @cached_property
    def bonds(self) -> pa.Table:
        parts: list[npt.NDArray[np.int64]] = []
        for level, first in enumerate(self._first_rows):
            numbers = self._numbers[level]
            one, other = numbers[self._ends.starts], numbers[self._ends.ends]
            joined = (one >= 0) & (other >= 0) & (one != other)
            low, high = np.minimum(one, other)[joined], np.maximum(one, other)[joined]
            span = int(numbers.max(initial=0)) + 1
            keys, counts = np.unique(low * span + high, return_counts=True)
            parts.append(np.column_stack([keys // span + first, keys % span + first, counts]))
        held = np.concatenate(parts)
        return _table([held[:, 0], held[:, 1], held[:, 2]], BONDS)

    @cached_property
    def _ends(self) -> _Ends:
        said = [s for s in self._stated if s.origin != Origin.REJECTED]
        return _Ends(self._rows(said, "start"), self._rows(said, "end"))

    @cached_property
    def _headings(self) -> tuple[Integers, Integers]:
        """Films and what they are about or by, link by link."""
        film = np.array([node.label == "Work" for node in self._nodes], np.bool_)
        told = [
            s for s in self._stated if s.origin != Origin.REJECTED and s.relation not in HOLDING
        ]
        starts, ends = self._rows(told, "start"), self._rows(told, "end")
        out, into = film[starts] & ~film[ends], film[ends] & ~film[starts]
        films = np.concatenate([starts[out], ends[into]])
        return films, np.concatenate([ends[out], starts[into]])

    @cached_property
    def _numbers(self) -> list[Integers]:
        """For each level the number of each node's community in that level; -1: none."""
        found = []
        for keys in self._levels:
            numbers = np.full(len(keys), -1, np.int64)
            for number, (_, first, last) in enumerate(_stretches(keys)):
                numbers[first:last] = number
            found.append(numbers)
        return found

    @cached_property
    def _first_rows(self) -> list[int]:
        counts = [int(numbers.max(initial=-1)) + 1 for numbers in self._numbers]
        return [sum(counts[:level]) for level in range(LEVELS)]

    @cached_property
    def _drawn(self) -> npt.NDArray[np.float64]:
        angles = np.array([_angle(node.id) for node in self._nodes], np.float64)
        central = np.array([_centrality(node) for node in self._nodes], np.float64)
        sizes = _NODE_RADIUS * np.cbrt(np.clip(central, 0.3, 60.0))
        close = [
            s for s in self._stated if s.origin != Origin.REJECTED and s.relation not in HOLDING
        ]
        starts, ends = self._rows(close, "start"), self._rows(close, "end")
        return positions(angles, sizes, self._numbers, starts, ends)

    def _keys(self, level: int) -> list[str]:
        return ["/".join(_path(node)[: level + 1]) for node in self._nodes]

    def _community_rows(self, level: int) -> pa.Array:
        numbers = self._numbers[level]
        return pa.array(numbers + self._first_rows[level], pa.int32(), mask=numbers < 0)

    def _rows(self, said: Sequence[Stated], end: str) -> Integers:
        return np.array([self.row[getattr(s, end)] for s in said], np.int64)


def called(identifier: str, held: Mapping[str, Any]) -> str:
    """What an entity is called: a film's title, a preferred name, or else its identifier."""
    return str(held.get("name") or held.get("preferred_title") or identifier)


def _path(node: Node) -> list[str]:
    found = [str(node.derived.get(f"community_{level}") or "") for level in range(LEVELS)]
    return found if all(found) else []


def _place(node: Node) -> tuple[bool, list[str], float, str]:
    path = _path(node)
    return not path, path, -_centrality(node), node.id


def _centrality(node: Node) -> float:
    return float(node.derived.get("centrality") or 0.0)


def _angle(identifier: str) -> float:
    return int(digest(identifier)[:8], 16) / 0xFFFFFFFF * 2 * np.pi


def _stretches(keys: Sequence[str]) -> list[tuple[str, int, int]]:
    """Each key that isn't empty with its first row and the row after its last."""
    found: list[tuple[str, int, int]] = []
    for row, key in enumerate(keys):
        if found and found[-1][0] == key:
            found[-1] = key, found[-1][1], row + 1
        elif key:
            found.append((key, row, row + 1))
    return found


def _table(columns: Sequence[object], schema: pa.Schema) -> pa.Table:
    arrays = [
        (column if isinstance(column, pa.Array) else pa.array(column)).cast(field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
