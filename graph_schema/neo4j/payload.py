"""What Sources say, as the store keeps it, and the difference that a write makes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph_schema.contribution import Contribution, Run, Source
from graph_schema.projection import EdgeStatement, NodeStatement, expand
from graph_schema.scope import token_parts

_BYTES_A_STATEMENT = 1_000


@dataclass(slots=True)
class Said:
    """The statements of one Source: nodes by their digest, relationships by their id."""

    nodes: dict[str, NodeStatement]
    edges: dict[str, EdgeStatement]


def said_by(contribution: Contribution) -> Said:
    """Take a Contribution apart; what it says twice counts once."""
    statements = expand(contribution)
    return Said(
        {node.digest: node for node in statements.nodes},
        {edge.id: edge for edge in statements.edges},
    )


class Given:
    """A Contribution on its way into the store, taken apart.

    ``size`` is its number of statements, or more where they are long.
    """

    def __init__(self, contribution: Contribution) -> None:
        self.id = contribution.id
        self.hash = contribution.hash
        self.said = said_by(contribution)
        text = contribution.model_dump_json(exclude_none=True).encode()
        self.row = _source_row(contribution, text)
        statements = len(self.said.nodes) + len(self.said.edges)
        self.size = max(statements, len(text) // _BYTES_A_STATEMENT)


def _source_row(contribution: Contribution, text: bytes) -> dict[str, Any]:
    source = contribution.source
    collection, visibility = token_parts(source.access)
    return {
        "id": contribution.id,
        "hash": contribution.hash,
        "partner": source.partner,
        "kind": source.kind,
        "record_id": source.record_id,
        "collection": collection,
        "visibility": visibility,
        "payload": zlib.compress(text, 1),
    }


def unpack(payload: bytes) -> Contribution:
    """The Contribution that a Source's payload holds."""
    return Contribution.model_validate_json(zlib.decompress(payload))


def unpack_source(payload: bytes) -> tuple[Source, Run | None]:
    """The Source and the Run alone of the Contribution that a payload holds."""
    held = json.loads(zlib.decompress(payload))
    run = held.get("run")
    return Source.model_validate(held["source"]), Run.model_validate(run) if run else None


def batches(contributions: Iterable[Contribution], size: int) -> Iterator[list[Given]]:
    """Whole Contributions in groups of that size at most, unless one alone is larger.

    A Source comes once in each group.
    """
    batch: dict[str, Given] = {}
    filled = 0
    for contribution in contributions:
        given = Given(contribution)
        if batch and (filled + given.size > size or given.id in batch):
            yield list(batch.values())
            batch, filled = {}, 0
        batch[given.id] = given
        filled += given.size
    if batch:
        yield list(batch.values())


@dataclass(slots=True)
class Shift:
    """How many more (or, below zero, fewer) Sources make a statement, by access token."""

    edge: EdgeStatement
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, token: str, sign: int) -> None:
        """Count one Source in (1) or out (-1)."""
        self.counts[token] = self.counts.get(token, 0) + sign
        if not self.counts[token]:
            del self.counts[token]


@dataclass(slots=True)
class Difference:
    """What is said now and was not before, and the other way round."""

    nodes: dict[tuple[str, str], tuple[NodeStatement, int]] = field(default_factory=dict)
    edges: dict[str, Shift] = field(default_factory=dict)

    def add(self, source: str, said: Said, sign: int) -> None:
        """Count in (1) or out (-1) what a Source says."""
        for key, node in said.nodes.items():
            made = (source, key)
            if self.nodes.pop(made, None) is None:
                self.nodes[made] = (node, sign)
        for key, edge in said.edges.items():
            if key in self.edges:
                self.shift(edge, edge.access, sign)
            else:
                self.edges[key] = Shift(edge, {edge.access: sign})

    def shift(self, edge: EdgeStatement, token: str, sign: int) -> None:
        """Count one statement of a relationship in (1) or out (-1)."""
        held = self.edges.setdefault(edge.id, Shift(edge))
        held.add(token, sign)
        if not held.counts:
            del self.edges[edge.id]

    def identifiers(self) -> set[str]:
        """Every identifier, as stated, that the difference touches."""
        found = {node.said for node, _ in self.nodes.values()}
        for shift in self.edges.values():
            found |= {shift.edge.start, shift.edge.end}
        return found
