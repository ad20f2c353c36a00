"""Which works a newer snapshot tells otherwise than an older one, and all that it tells of them.

What is told of a work is read along relationships: its titles, texts, credits, what it is about,
and the names of these. So a work is affected by whatever changed along the way, and by nothing
else, and costs follow the change: beyond it only columns are compared, none of their JSON read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.relations import Relation
from graph_schema.store import Snapshot

# What a node at the start tells is told with the help of the one at the end.
_READ = frozenset(
    {
        *(Relation.HAS_TITLE, Relation.HAS_MANIFESTATION, Relation.HAS_EVENT),
        *(Relation.HAS_ACTIVITY, Relation.HAS_AGENT, Relation.LOCATED_IN, Relation.HAS_SUBJECT),
        *(Relation.HAS_GENRE, Relation.PART_OF, Relation.MEMBER_OF, Relation.HELD_BY),
        *(Relation.DEPICTS, Relation.MENTIONS, Relation.HAS_SEGMENT),
        *(Relation.COVERS, Relation.IN_INSTANTIATION, Relation.HAS_MENTION, Relation.REFERS_TO),
    }
)
# Likewise the other way about.
_READ_BACK = frozenset(
    {
        *(Relation.CONTRIBUTED_TO, Relation.APPEARS_IN, Relation.SPEAKS_IN, Relation.SUBJECT),
        Relation.SUPPORTED_BY,
    }
)
_HOLDING = frozenset({Relation.HAS_SEGMENT, Relation.COVERS})
# Of these it matters which Sources state them.
_SOURCED = frozenset({"Work", "TextUnit", "Activity"})

Mask = npt.NDArray[np.bool_]
_Edge = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """How a newer snapshot differs from an older one.

    Attributes:
        since: Sequence number of the older one.
        now: The newer one.
        works: Works of which anything is told otherwise, gone ones among them.
        nodes: Nodes that themselves tell otherwise, or are new or gone.
        sources: Sources that were stated, stated anew or taken away.
        part: Of the newer one those works, and all that is told of them.
    """

    since: int
    now: Snapshot
    works: frozenset[str]
    nodes: frozenset[str]
    sources: frozenset[str]
    part: Snapshot


def difference(older: Snapshot, newer: Snapshot) -> Difference | None:
    """What differs, or None where ``newer`` wasn't read as what was written since ``older``."""
    written = newer.written
    if written is None or written.since != older.sequence or older.graph != newer.graph:
        return None
    ids = _texts(written.nodes)
    before, after = (_Rows.of(snapshot, ids) for snapshot in (older, newer))
    nodes = frozenset(row[0] for row in before.nodes ^ after.nodes)
    seeds = nodes | {row[0] for row in before.sourced ^ after.sourced}
    seeds |= set(_telling(before.edges ^ after.edges)) | _naming(newer, written.sources)
    links = _Links(newer, before.edges - after.edges, seeds | before.works)
    works = links.readers(seeds, nodes)
    seen = links.under(works)
    while not (owners := links.owners(seen)) <= works:
        works |= owners
        seen = links.under(works)
    known = frozenset(works | (before.works & seeds))
    return Difference(
        written.since, newer, known, nodes, written.sources, _part(newer, links.names(seen))
    )


@dataclass(frozen=True)
class _Rows:
    """The rows of some nodes, and of the relationships at them, as they compare."""

    nodes: set[tuple[str, ...]]
    sourced: set[tuple[str, ...]]
    edges: set[_Edge]
    works: set[str]

    @classmethod
    def of(cls, snapshot: Snapshot, ids: Any) -> _Rows:
        found = snapshot.nodes.filter(pc.is_in(snapshot.nodes["id"], value_set=ids))
        held = list(_rows(found, "id", "label", "access", "properties"))
        sources = found["sources"].to_pylist()
        sourced = zip(held, sources, strict=True)
        table = snapshot.edges
        at = pc.or_(*(pc.is_in(table[end], value_set=ids) for end in ("start", "end")))
        edges = _rows(table.filter(at), "type", "start", "end", "access", "properties")
        return cls(
            set(held),
            {(n[0], n[2], *(said or ())) for n, said in sourced if n[1] in _SOURCED},
            set(edges),
            {node[0] for node in held if node[1] == "Work"},
        )


def _telling(edges: Iterable[_Edge]) -> Iterator[str]:
    """The ends at which something is told with the help of these relationships."""
    for kind, start, end, *_ in edges:
        if kind in _READ:
            yield start
        elif kind in _READ_BACK:
            yield end


def _naming(snapshot: Snapshot, sources: frozenset[str]) -> set[str]:
    """Works that some of these Sources state."""
    works = snapshot.nodes.filter(pc.equal(snapshot.nodes["label"], "Work")).combine_chunks()
    said = works["sources"].combine_chunks()
    named = pc.is_in(pc.list_flatten(said), value_set=_texts(sources))
    rows = pc.unique(pc.list_parent_indices(said).filter(named))
    return set(works["id"].take(rows).to_pylist())


class _Links:
    """The relationships along which things are told, nodes by number."""

    def __init__(self, snapshot: Snapshot, gone: Iterable[_Edge], others: Iterable[str]) -> None:
        edges = snapshot.edges
        edges = edges.filter(pc.is_in(edges["type"], value_set=_texts(_READ | _READ_BACK)))
        lost = [edge for edge in gone if edge[0] in _READ | _READ_BACK]
        kinds, starts, ends = (
            pa.chunked_array([*edges[name].chunks, pa.array([e[n] for e in lost], pa.string())])
            for n, name in enumerate(("type", "start", "end"))
        )
        nodes = snapshot.nodes
        works = nodes.filter(pc.equal(nodes["label"], "Work"))["id"]
        every = pa.chunked_array([*starts.chunks, *ends.chunks, *works.chunks, _texts(others)])
        coded = every.combine_chunks().dictionary_encode()
        numbers, self._names = coded.indices.to_numpy(), coded.dictionary
        count = len(starts)
        self._work = np.zeros(len(self._names), np.bool_)
        self._work[numbers[2 * count : 2 * count + len(works)]] = True
        self._starts, self._ends = numbers[:count], numbers[count : 2 * count]
        back = _among(kinds, _READ_BACK)
        # A claim tells of a work alone.
        told = self._work[self._ends] | ~_among(kinds, frozenset({Relation.SUBJECT}))
        self._teller = np.where(back, self._ends, self._starts)[told]
        self._told = np.where(back, self._starts, self._ends)[told]
        holding = _among(kinds, _HOLDING)
        self._holder, self._held = self._starts[holding], self._ends[holding]

    def readers(self, seeds: Iterable[str], named: Iterable[str]) -> set[str]:
        """Works that are told with the help of a seed, or are one.

        A work that is a seed counts for others only where it is among the ``named``.
        """
        seen = self._mask(seeds)
        frontier = seen & (~self._work | self._mask(named))
        self._spread(seen, frontier, self._told, self._teller)
        return self._works(seen)

    def under(self, works: Iterable[str]) -> Mask:
        """The works, and all that is told of them."""
        seen = self._mask(works)
        self._spread(seen, seen.copy(), self._teller, self._told)
        return seen

    def owners(self, seen: Mask) -> set[str]:
        """Works that hold segments or texts that were seen, by whatever way."""
        held = seen & ~self._work
        held &= np.isin(np.arange(len(held)), self._held)
        found = held.copy()
        self._spread(found, held, self._held, self._holder)
        return self._works(found)

    def names(self, seen: Mask) -> Any:
        """The nodes in a mask, as they are called."""
        return self._names.filter(pa.array(seen))

    def _spread(self, seen: Mask, frontier: Mask, froms: Any, tos: Any) -> None:
        """See whatever is reached; the way ends at a work."""
        while frontier.any():
            reached = np.zeros_like(seen)
            reached[tos[frontier[froms]]] = True
            frontier = reached & ~seen
            seen |= reached
            frontier &= ~self._work

    def _works(self, seen: Mask) -> set[str]:
        return set(self.names(seen & self._work).to_pylist())

    def _mask(self, names: Iterable[str]) -> Mask:
        return np.asarray(
            pc.is_in(self._names, value_set=_texts(names)).to_numpy(zero_copy_only=False), np.bool_
        )


def _part(snapshot: Snapshot, names: Any) -> Snapshot:
    nodes = snapshot.nodes.filter(pc.is_in(snapshot.nodes["id"], value_set=names))
    edges = snapshot.edges
    for end in ("start", "end"):
        edges = edges.filter(pc.is_in(edges[end], value_set=names))
    said = pc.list_flatten(nodes["sources"].combine_chunks())
    sources = snapshot.sources.filter(pc.is_in(snapshot.sources["id"], value_set=said))
    return replace(snapshot, nodes=nodes, edges=edges, sources=sources, written=None)


def _rows(table: Any, *names: str) -> Iterator[tuple[str, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _among(kinds: Any, wanted: Iterable[str]) -> Mask:
    found = pc.is_in(kinds, value_set=_texts(wanted))
    return np.asarray(found.to_numpy(), np.bool_)


def _texts(values: Iterable[str]) -> Any:
    return pa.array(sorted(str(value) for value in values), pa.string())
