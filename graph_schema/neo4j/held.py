"""What a node keeps of the statements that it stands for: its internal property ``_held``.

A statement is kept once however many Sources make it, with their number. The latest Sources'
identifiers stand beside it; when they are `PAGE` they move to a Ledger node, so that one more
statement costs the same for a place that one record names and for one that thousands name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic_core import from_json, to_json

from graph_schema.projection import NodeStatement, Properties
from graph_schema.values import Value

PAGE = 64

Overrides = dict[str, dict[str, Value | None]]


@dataclass(slots=True)
class Entry:
    """A statement, how many Sources make it, and the latest of them."""

    statement: NodeStatement
    count: int
    sources: list[str]

    @property
    def paged(self) -> bool:
        """True when Ledger nodes hold further Sources."""
        return self.count > len(self.sources)


@dataclass(slots=True)
class Held:
    """All statements of one node by their digest, and the corrections that apply to it."""

    entries: dict[str, Entry] = field(default_factory=dict)
    overrides: Overrides = field(default_factory=dict)

    def statements(self) -> list[NodeStatement]:
        """Each distinct statement once."""
        return [entry.statement for entry in self.entries.values()]

    def encode(self, node_id: str, label: str, shown: Properties) -> str:
        """As JSON, leaving out what the node itself shows."""
        alone = len(self.entries) == 1 and not self.overrides
        entries = [
            _encode_entry(entry, node_id, label, shown if alone else None)
            for entry in self.entries.values()
        ]
        return to_json([entries, self.overrides] if self.overrides else [entries]).decode()

    @classmethod
    def decode(cls, text: str, node_id: str, label: str, shown: Properties) -> Held:
        """What `encode` wrote."""
        entries, *overrides = from_json(text)
        held = cls(overrides=overrides[0] if overrides else {})
        for row in entries:
            entry = _decode_entry(row, node_id, label, shown)
            held.entries[entry.statement.digest] = entry
        return held

    def relevant(self, node_id: str, decided: Mapping[str, dict[str, Value | None]]) -> Overrides:
        """The corrections that concern this node or one merged into it."""
        names = {node_id, *(entry.statement.said for entry in self.entries.values())}
        return {name: decided[name] for name in sorted(names) if name in decided}


Row = tuple[str | None, str | None, Properties | None, str, int, int, list[str]]


def _encode_entry(entry: Entry, node_id: str, label: str, shown: Properties | None) -> Row:
    said = entry.statement
    return (
        None if said.said == node_id else said.said,
        None if said.label == label else said.label,
        None if said.properties == shown else said.properties,
        said.access,
        said.rank,
        entry.count,
        entry.sources,
    )


def _decode_entry(row: Row, node_id: str, label: str, shown: Properties) -> Entry:
    said, other_label, properties, access, rank, count, sources = row
    statement = NodeStatement(
        node_id if said is None else said,
        other_label or label,
        shown if properties is None else properties,
        access,
        rank,
    )
    return Entry(statement, count, sources)


def tokens_of(statements: Iterable[NodeStatement]) -> set[str]:
    """The access tokens under which anything is said."""
    return {statement.access for statement in statements}
