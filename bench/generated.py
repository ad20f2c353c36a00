"""A graph of any size, made by repeating a real one with differences, with its real vectors.

Block after block repeats the passages of a base graph. A repeated passage keeps the first two
thirds of its words and ends like another passage; its vector is the real one with noise and length
1. What more than one passage in a hundred is linked to (a genre, a city) is shared by all blocks
and so keeps its share of the graph, as hubs do when a catalogue grows; all else is repeated with
the block, but for one link in five, which goes to the like of it in another block. So degrees on
both sides are the base graph's own.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.difference import Difference, difference
from graph_schema.models import Vectors
from graph_schema.passages import Passage
from graph_schema.relations import ENTITIES, Relation
from graph_schema.store import EDGE_SCHEMA, NODE_SCHEMA, SOURCE_SCHEMA, Snapshot, Written

_HUB_SHARE = 0.01
_ABROAD = 0.2
_KEPT = 2 / 3
_NOISE = 0.5
_SYLLABLES = ("ba", "do", "fe", "ki", "lu", "mo", "na", "ri", "so", "tu", "ve", "za")
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Base:
    """The real graph that is repeated.

    Attributes:
        snapshot: The graph as it was read.
        passages: All of one access token.
        matrix: Their vectors.
        names: Label and names of each entity.
        hubs: Entities that are shared by all blocks.
    """

    snapshot: Snapshot
    passages: list[Passage]
    matrix: Vectors
    names: dict[str, tuple[str, list[str]]]
    hubs: frozenset[str]

    @classmethod
    def of(cls, snapshot: Snapshot, passages: list[Passage], matrix: Vectors) -> Base:
        """The passages of a snapshot with their vectors."""
        table = snapshot.nodes.select(["id", "label", "properties"])
        labels = pa.array(sorted(ENTITIES - {"Work"}), pa.string())
        table = table.filter(pc.is_in(table["label"], value_set=labels))
        names = {}
        for row in table.to_pylist():
            held = json.loads(row["properties"])
            said = [held.get("name", ""), *held.get("name_variants", [])]
            names[row["id"]] = row["label"], [str(name) for name in said if name]
        degrees = Counter(entity for passage in passages for entity in passage.entities)
        hubs = {e for e, degree in degrees.items() if degree > _HUB_SHARE * len(passages)}
        return cls(snapshot, passages, matrix, names, frozenset(hubs))

    def restated(self, count: int, since: int) -> Difference:
        """What differs where so many works have another word in their summaries.

        Args:
            count: Works, spread over the graph.
            since: The change number that the difference is from.
        """
        step = len(self.passages) // count
        works = {passage.owner for passage in self.passages[: step * count : step]}
        nodes = self.snapshot.nodes
        edges = self.snapshot.edges
        covers = edges.filter(
            pc.and_(
                pc.equal(edges["type"], Relation.COVERS.value),
                pc.is_in(edges["start"], value_set=pa.array(sorted(works), pa.string())),
            )
        )
        texts = set(covers["end"].to_pylist())
        said = [
            _restated(properties, since) if node in texts else properties
            for node, properties in zip(
                nodes["id"].to_pylist(), nodes["properties"].to_pylist(), strict=True
            )
        ]
        place = nodes.schema.get_field_index("properties")
        written = Written(self.snapshot.sequence, frozenset(texts), frozenset())
        newer = replace(
            self.snapshot,
            sequence=self.snapshot.sequence + 1,
            nodes=nodes.set_column(place, NODE_SCHEMA.field(place), pa.array(said, pa.string())),
            written=written,
        )
        found = difference(self.snapshot, newer)
        assert found is not None
        return replace(found, since=since)


class Generated(Sequence[Passage]):
    """Passages made when they are asked for: the same for the same number."""

    def __init__(self, base: Base, count: int) -> None:
        self._base = base
        self._count = count
        self._blocks = -(-count // len(base.passages))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, row: int) -> Passage: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[Passage]: ...

    def __getitem__(self, row: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(self._count))]
        if not 0 <= row < self._count:
            raise IndexError(row)
        return self._made(row)

    def _made(self, row: int) -> Passage:
        block, place = divmod(row, len(self._base.passages))
        held = self._base.passages[place]
        if not block:
            return held
        chance = random.Random(row)
        other = self._base.passages[chance.randrange(len(self._base.passages))]
        body = f"{_head(held.body)} {_tail(other.body)}"
        title = f"{held.title} {_word(block)}"
        names = [self._name(entity, block) for entity in held.entities]
        trust = zip(held.entities, held.trust, strict=True)
        links = {self._linked(entity, block, chance): sure for entity, sure in trust}
        return replace(
            held,
            id=f"{held.id}~{block}",
            owner=f"{held.owner}~{block}",
            title=title,
            text=f"{title}. {', '.join(names)}.\n{body}",
            names=tuple(names),
            body=body,
            entities=tuple(sorted(links)),
            trust=tuple(links[entity] for entity in sorted(links)),
            within=tuple(f"{whole}~{block}" for whole in held.within),
            record_id=f"{held.record_id}~{block}",
        )

    def _linked(self, entity: str, block: int, chance: random.Random) -> str:
        if entity in self._base.hubs:
            return entity
        there = chance.randrange(self._blocks) if chance.random() < _ABROAD else block
        return f"{entity}~{there}" if there else entity

    def _name(self, entity: str, block: int) -> str:
        name = next(iter(self._base.names.get(entity, ("", []))[1]), "")
        return name if entity in self._base.hubs else f"{name} {_word(block)}"

    def snapshot(self, sequence: int = 1) -> Snapshot:
        """The entities alone, for their names."""
        token = self._base.passages[0].access
        parts = [
            pa.RecordBatch.from_pylist(
                [
                    {"id": entity, "label": label, "access": token, "properties": said}
                    for entity, label, said in self._entities(block)
                ],
                NODE_SCHEMA,
            )
            for block in range(self._blocks)
        ]
        nodes = pa.Table.from_batches(parts, NODE_SCHEMA)
        return Snapshot(sequence, nodes, EDGE_SCHEMA.empty_table(), SOURCE_SCHEMA.empty_table())

    def _entities(self, block: int) -> Iterator[tuple[str, str, str]]:
        for entity, (label, names) in self._base.names.items():
            if not block:
                yield entity, label, json.dumps({"name": names[0], "name_variants": names[1:]})
            elif entity not in self._base.hubs:
                said = {"name": f"{names[0]} {_word(block)}"}
                yield f"{entity}~{block}", label, json.dumps(said)

    def vectors(self, file: Path) -> Vectors:
        """Vectors of all passages, in a mapped file; noise as long as half a vector."""
        base = self._base.matrix
        made = np.lib.format.open_memmap(
            file, mode="w+", dtype=np.float32, shape=(self._count, base.shape[1])
        )
        chance = np.random.default_rng(0)
        for start in range(0, self._count, _AT_ONCE):
            rows = np.arange(start, min(self._count, start + _AT_ONCE))
            part = base[rows % len(base)]
            noise = chance.standard_normal(part.shape, np.float32) * (_NOISE / base.shape[1] ** 0.5)
            noise[rows < len(base)] = 0.0
            part = part + noise
            made[rows] = part / np.linalg.norm(part, axis=1, keepdims=True)
        return made


def _restated(properties: str, change: int) -> str:
    held = json.loads(properties)
    return json.dumps({**held, "text": f"{held['text']} Restored {change}."})


@cache
def _head(text: str) -> str:
    words = text.split()
    return " ".join(words[: round(_KEPT * len(words))])


@cache
def _tail(text: str) -> str:
    words = text.split()
    return " ".join(words[round(_KEPT * len(words)) :])


@cache
def _word(block: int) -> str:
    """A made-up word for each block."""
    said = ""
    while block or len(said) < 4:
        block, syllable = divmod(block, len(_SYLLABLES))
        said += _SYLLABLES[syllable]
    return said.capitalize()
