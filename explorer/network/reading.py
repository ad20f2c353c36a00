"""Reading the network's tables. What a read costs follows what it is asked for, not the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from explorer.network.columns import Integers, Words, numbers, ranges
from explorer.network.parts import Community, Entity, Link, Wanted
from explorer.network.stating import Origin
from explorer.network.tables import LEVELS
from explorer.tables import Tables
from graph_schema.scope import Scope


class Network:
    """The network as one scope shows it."""

    def __init__(self, tables: Tables, scope: Scope) -> None:
        self.entities = tables.table("entities", scope)
        self.links = tables.table("links", scope)
        self.communities = tables.table("communities", scope)
        self.bonds = tables.table("bonds", scope)

    @property
    def size(self) -> int:
        """Number of entities."""
        return int(self.entities.num_rows)

    def row(self, entity: str) -> int | None:
        """The row of an entity, by bisection; None where there is none that is seen."""
        by_id, ids = self._by_id, self.entities["id"]
        low, high = 0, len(by_id)
        while low < high:
            middle = (low + high) // 2
            if ids[int(by_id[middle])].as_py() < entity:
                low = middle + 1
            else:
                high = middle
        found = low < len(by_id) and ids[int(by_id[low])].as_py() == entity
        return int(by_id[low]) if found else None

    def entity(self, row: int) -> Entity:
        """The entity in a row."""
        return self.entities_at([row])[0]

    def entities_at(self, rows: Sequence[int] | Integers) -> list[Entity]:
        """The entities in these rows."""
        held = self.entities.take(pa.array(rows, pa.int64())).to_pylist()
        deepest = f"community_{LEVELS - 1}"
        keys = self.communities["key"]
        return [
            Entity(
                row["id"],
                row["label"],
                row["name"],
                row["year"],
                row["centrality"],
                row["degree"],
                "" if row[deepest] is None else keys[row[deepest]].as_py(),
                row["x"],
                row["y"],
            )
            for row in held
        ]

    def stretch(self, row: int) -> tuple[int, int]:
        """The first row of an entity's links, and the row after its last."""
        first, last = np.searchsorted(self._nodes, (row, row + 1))
        return int(first), int(last)

    def linked(self, rows: Integers) -> Integers:
        """How many links some entities have, rejected ones among them."""
        firsts, lasts = np.searchsorted(self._nodes, (rows, rows + 1))
        return np.asarray(lasts - firsts)

    def links_at(self, rows: Sequence[int] | Integers) -> list[Link]:
        """The links in these rows."""
        held = self.links.take(pa.array(rows, pa.int64())).to_pylist()
        return [Link(**{**row, "origin": Origin(row["origin"])}) for row in held]

    def wanted(self, rows: Integers, wanted: Wanted) -> Integers:
        """Those of some rows of links that are asked for."""
        kept = np.isin(self._origins[rows], [int(origin) for origin in wanted.origins])
        if wanted.relations:
            kept &= self._relations.one_of(rows, wanted.relations)
        if wanted.without:
            kept &= ~self._relations.one_of(rows, wanted.without)
        if wanted.labels:
            kept &= self._labels.one_of(self.others(rows), wanted.labels)
        return rows[kept]

    def links_of(self, rows: Integers, wanted: Wanted) -> Integers:
        """The links of some entities that are asked for, as rows of links."""
        firsts, lasts = np.searchsorted(self._nodes, (rows, rows + 1))
        return self.wanted(ranges(firsts, lasts), wanted)

    def counted(self, rows: Integers, by: Literal["relation", "label"]) -> dict[str, int]:
        """How many entities some links lead to, by relation or by label, most first."""
        others = self.others(rows)
        words = self._relations if by == "relation" else self._labels
        numbers = words.numbers[rows if by == "relation" else others]
        pairs = np.unique(np.column_stack([numbers, others]), axis=0)
        found = Counter(pairs[:, 0].tolist())
        return {words.words[number]: count for number, count in found.most_common()}

    def origins(self, rows: Integers) -> Counter[int]:
        """How many links there are of each origin."""
        return Counter(self._origins[rows].tolist())

    @cached_property
    def outgoing(self) -> npt.NDArray[np.bool_]:
        """True for the links that go out of the entity that they are seen from."""
        return np.asarray(self.links["outgoing"].to_numpy(), np.bool_)

    def nodes(self, rows: Integers) -> Integers:
        """The rows of the entities that these links are seen from."""
        return np.asarray(self._nodes[rows], np.int64)

    def others(self, rows: Integers) -> Integers:
        """The rows of the entities that these links lead to."""
        return np.asarray(self._others[rows], np.int64)

    def between(self, one: int, other: int) -> list[Link]:
        """Every link from one entity to the other, rejected ones among them."""
        pair = np.array([one, other])
        few, many = pair[np.argsort(self.linked(pair), kind="stable")].tolist()
        first, last = self.stretch(few)
        rows = np.flatnonzero(self._others[first:last] == many) + first
        found = self.links_at(rows)
        if few == one:
            return found
        return [replace(link, node=one, other=other, outgoing=not link.outgoing) for link in found]

    def community(self, key: str) -> int | None:
        """The row of a community by its key; None where there is none."""
        return self._community_rows.get(key)

    def community_at(self, row: int) -> Community:
        """The community in a row."""
        held = self.communities.slice(row, 1).to_pylist()[0]
        names = self.entities["name"]
        return Community(
            held["key"],
            held["level"],
            held["last"] - held["first"],
            held["films"],
            tuple(names[term].as_py() for term in held["terms"]),
            held["x"],
            held["y"],
            held["radius"],
        )

    def members(self, row: int) -> tuple[int, int]:
        """The first row of a community's members, and the row after its last."""
        return int(self._firsts[row]), int(self._lasts[row])

    def level(self, level: int) -> Integers:
        """Rows of the communities of a level, largest first."""
        rows = np.flatnonzero(self._community_levels == level)
        sizes = self._lasts[rows] - self._firsts[rows]
        return rows[np.argsort(-sizes, kind="stable")]

    def children(self, row: int) -> Integers:
        """Rows of the communities that one is split into, largest first; none where it isn't.

        A level on which it stays whole is passed over.
        """
        first, last = self.members(row)
        for level in range(int(self._community_levels[row]) + 1, LEVELS):
            rows = np.flatnonzero(
                (self._community_levels == level) & (self._firsts >= first) & (self._lasts <= last)
            )
            if len(rows) > 1:
                return rows[np.argsort(self._firsts[rows] - self._lasts[rows], kind="stable")]
        return np.empty(0, np.int64)

    def community_of(self, level: int) -> npt.NDArray[np.int32]:
        """For each entity the row of its community at a level; -1 where it has none."""
        return self._of_level[level]

    def level_of(self, row: int) -> int:
        """The level of a community."""
        return int(self._community_levels[row])

    @cached_property
    def bond_ends(self) -> tuple[Integers, Integers]:
        """Rows of both communities of every bond."""
        return numbers(self.bonds["one"]), numbers(self.bonds["other"])

    @cached_property
    def bond_links(self) -> Integers:
        """How many links every bond stands for."""
        return numbers(self.bonds["links"])

    @cached_property
    def _by_id(self) -> npt.NDArray[Any]:
        return numbers(self.entities["by_id"])

    @cached_property
    def _nodes(self) -> npt.NDArray[Any]:
        return numbers(self.links["node"])

    @cached_property
    def _others(self) -> npt.NDArray[Any]:
        return numbers(self.links["other"])

    @cached_property
    def _origins(self) -> npt.NDArray[Any]:
        return numbers(self.links["origin"])

    @cached_property
    def _relations(self) -> Words:
        return Words.of(self.links["relation"])

    @cached_property
    def _labels(self) -> Words:
        return Words.of(self.entities["label"])

    def years(self, rows: Integers) -> Integers:
        """The years of some films; 9999 for the undated."""
        return numbers(self.entities["year"].take(pa.array(rows, pa.int64())).fill_null(9999))

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """Least x and y, then greatest x and y; zeros where there is nothing."""
        if not self.size:
            return (0.0, 0.0, 0.0, 0.0)
        x, y = (numbers(self.entities[name]) for name in ("x", "y"))
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def labelled(self, first: int, last: int, label: str) -> list[str]:
        """Ids of the entities of a label in some rows."""
        rows = np.arange(first, last)
        kept = rows[self._labels.one_of(rows, (label,))]
        held: list[str] = self.entities["id"].take(pa.array(kept)).to_pylist()
        return held

    @cached_property
    def centralities(self) -> npt.NDArray[np.float32]:
        """The centrality of every entity."""
        return np.asarray(numbers(self.entities["centrality"]), np.float32)

    @cached_property
    def _of_level(self) -> list[npt.NDArray[np.int32]]:
        names = [f"community_{level}" for level in range(LEVELS)]
        return [numbers(self.entities[name].fill_null(-1)) for name in names]

    @cached_property
    def _community_levels(self) -> npt.NDArray[Any]:
        return numbers(self.communities["level"])

    @cached_property
    def _firsts(self) -> npt.NDArray[Any]:
        return numbers(self.communities["first"])

    @cached_property
    def _lasts(self) -> npt.NDArray[Any]:
        return numbers(self.communities["last"])

    @cached_property
    def _community_rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self.communities["key"].to_pylist())}


_open: WeakKeyDictionary[Tables, dict[Scope, Network]] = WeakKeyDictionary()
_MOST_OPEN = 8


def network(tables: Tables, scope: Scope) -> Network:
    """The network of some tables, as a scope shows it; opened once."""
    held = _open.setdefault(tables, {})
    found = held.get(scope)
    if found is None:
        found = Network(tables, scope)
        while len(held) >= _MOST_OPEN:
            held.pop(next(iter(held)), None)
        held[scope] = found
    return found
