"""A write transaction under the store's one write lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graph_schema.edits import Edit, Effects, effects
from graph_schema.neo4j.cypher import reads, writes
from graph_schema.scope import token_parts


class Runner(Protocol):
    """What runs a query: a transaction of the driver."""

    def run(self, query: Any, parameters: dict[str, Any] | None = None, /) -> Any:
        """Send a query; the result iterates over records."""


def rows(tx: Runner, query: str, **parameters: Any) -> list[dict[str, Any]]:
    """All records of a query."""
    return [dict(record.items()) for record in tx.run(query, parameters)]


@dataclass(frozen=True)
class Journal:
    """All decisions, oldest first, and what they do to the graph."""

    edits: tuple[Edit, ...] = ()
    effects: Effects = field(default_factory=Effects)


class JournalKeeper:
    """Keeps the journal as last read, so that only what is new of it is fetched."""

    def __init__(self) -> None:
        self._held = Journal()

    def read(self, tx: Runner, count: int | None = None) -> Journal:
        """The journal as committed, ``count`` decisions long where that is known."""
        held = self._held
        if count is not None and count < len(held.edits):
            held = Journal()
        if count is None or count > len(held.edits):
            fetched = rows(tx, reads.JOURNAL, since=len(held.edits))
            if fetched:
                new = (Edit.model_validate_json(row["json"]) for row in fetched)
                edits = (*held.edits, *new)
                held = Journal(edits, effects(edits))
        self._held = held
        return held


class Transaction:
    """One write: nobody else writes until it ends.

    Attributes:
        sequence: The number that this transaction gives to what it changes.
        journal: The decisions in force.
    """

    def __init__(self, tx: Runner, keeper: JournalKeeper) -> None:
        self._tx = tx
        self.run(writes.LOCK)
        state = self.rows(writes.BEGIN)[0]
        self.sequence: int = state["sequence"] + 1
        self._codes: dict[str, int] = dict(state["access"])
        self._tokens = {code: token for token, code in self._codes.items()}
        self.journal = keeper.read(tx, state["edits"])

    def run(self, query: str, **parameters: Any) -> None:
        """Run a query for its effect."""
        self._tx.run(query, parameters).consume()

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """All records of a query."""
        return rows(self._tx, query, **parameters)

    def run_rows(self, query: str, given: Sequence[Any], name: str = "rows") -> None:
        """Run a query over a list, where the list isn't empty."""
        if given:
            self.run(query, **{name: given})

    def code(self, token: str) -> int:
        """The number that stands for an access token in the graph."""
        known = self._codes.get(token)
        if known is None:
            known = self._codes[token] = len(self._codes)
            self._tokens[known] = token
            collection, visibility = token_parts(token)
            self.run(
                writes.ADD_ACCESS,
                token=token,
                code=known,
                collection=collection,
                visibility=visibility,
            )
        return known

    def finish(self) -> None:
        """Make the sequence number the latest."""
        self.run(writes.FINISH, sequence=self.sequence)
