"""What belongs to works: subjects, genres, credits, mentions; from both ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from rag_service.answering.tables import Mask, Rows, Tables, numbers


@dataclass(frozen=True)
class Link:
    """How an entity belongs to a work; ``source`` and span tell where the record says so."""

    entity: int
    work: int
    relation: str
    role: str
    attribution: str
    source: int
    field: str
    char_start: int
    char_end: int


class LinkIndex:
    """The links that a Scope shows, by entity (the order of the table) and by work."""

    def __init__(self, tables: Tables, shown: Mask, works: int) -> None:
        self._table = tables["links"]
        self._shown = shown
        self._works = works
        self._entities = tables["entities"].num_rows
        self._work = numbers(self._table, "work")
        self._relation, self._relations = _coded(self._table, "relation")
        self._role, self.roles = _coded(self._table, "role")

    def works_of(
        self, entities: Iterable[int], relations: Collection[str], roles: Collection[str]
    ) -> Rows:
        """Works that any of the entities belongs to; empty relations or roles mean any."""
        rows = self._rows_of(entities)
        kept = self._shown[rows]
        if relations:
            kept &= np.isin(self._relation[rows], _codes(self._relations, relations))
        if roles:
            kept &= np.isin(self._role[rows], _codes(self.roles, roles))
        return np.asarray(self._work[rows[kept]])

    def of_work(self, work: int) -> list[Link]:
        """The links of a work, in the order of its entities."""
        rows = self._by_work[self._work_starts[work] : self._work_starts[work + 1]]
        return self._links(rows[self._shown[rows]])

    def counts(self, works: Mask, relations: Collection[str], roles: Collection[str]) -> Rows:
        """How many of the works in a mask belong to each entity."""
        entities, _ = self.pairs(works, relations, roles)
        return np.bincount(entities, minlength=self._entities).astype(np.int32)

    def pairs(
        self, works: Mask, relations: Collection[str], roles: Collection[str] = ()
    ) -> tuple[Rows, Rows]:
        """Each entity with each of the works in a mask that belongs to it, once, in order."""
        kept = self._shown & works[self._work]
        kept &= np.isin(self._relation, _codes(self._relations, relations))
        if roles:
            kept &= np.isin(self._role, _codes(self.roles, roles))
        entities = numbers(self._table, "entity")[kept].astype(np.int64)
        held = np.unique(entities * self._works + self._work[kept])
        entities, held = np.divmod(held, max(1, self._works))
        return entities.astype(np.int32), held.astype(np.int32)

    def unstated(self, works: Mask, roles: Collection[str]) -> bool:
        """Whether anybody is credited for one of the works without words of a record."""
        kept = self._shown & works[self._work]
        kept &= np.isin(self._relation, _codes(self._relations, ("role",)))
        if roles:
            kept &= np.isin(self._role, _codes(self.roles, roles))
        return bool((numbers(self._table, "source")[kept] < 0).any())

    @cached_property
    def linked(self) -> Mask:
        """Entities that belong to something shown."""
        linked = np.zeros(self._entities, np.bool_)
        linked[numbers(self._table, "entity")[self._shown]] = True
        return linked

    def with_relation(self, relations: Collection[str]) -> Mask:
        """Entities that belong to something shown in one of the relations."""
        kept = self._shown & np.isin(self._relation, _codes(self._relations, relations))
        linked = np.zeros(self._entities, np.bool_)
        linked[numbers(self._table, "entity")[kept]] = True
        return linked

    def _links(self, rows: Rows) -> list[Link]:
        held = self._table.drop_columns("token").take(pa.array(rows, pa.int64()))
        return [Link(**row) for row in held.to_pylist()]

    def _rows_of(self, entities: Iterable[int]) -> Rows:
        starts = self._entity_starts
        rows = [np.arange(starts[e], starts[e + 1], dtype=np.int32) for e in entities]
        return np.concatenate(rows) if rows else np.zeros(0, np.int32)

    @cached_property
    def _entity_starts(self) -> Rows:
        entities = numbers(self._table, "entity")
        return np.searchsorted(entities, np.arange(self._entities + 1)).astype(np.int32)

    @cached_property
    def _by_work(self) -> Rows:
        return np.argsort(self._work, kind="stable").astype(np.int32)

    @cached_property
    def _work_starts(self) -> Rows:
        ordered = self._work[self._by_work]
        return np.searchsorted(ordered, np.arange(self._works + 1)).astype(np.int32)


def _coded(table: pa.Table, column: str) -> tuple[Rows, list[str]]:
    held = table.column(column).combine_chunks().dictionary_encode()
    if isinstance(held, pa.ChunkedArray):
        held = held.combine_chunks()
    return held.indices.to_numpy(zero_copy_only=False), held.dictionary.to_pylist()


def _codes(known: Sequence[str], wanted: Collection[str]) -> list[int]:
    return [code for code, value in enumerate(known) if value in wanted]
