"""The store contract. `Neo4jStore` and the in-memory fake pass the same suite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from graph_schema.contribution import Contribution
from graph_schema.edits import Edit
from graph_schema.plans import Nodes, ShortestPath
from graph_schema.scope import Scope
from graph_schema.values import Value

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]

NODE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("label", pa.string()),
        ("access", pa.string()),
        ("properties", pa.string()),  # JSON object
        ("derived", pa.string()),  # JSON object: what `derive` set, without vectors
        ("embedding", pa.list_(pa.float32())),
        ("sources", pa.list_(pa.string())),
    ]
)
EDGE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("type", pa.string()),
        ("start", pa.string()),
        ("end", pa.string()),
        ("access", pa.string()),
        ("properties", pa.string()),  # JSON object
    ]
)
SOURCE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("partner", pa.string()),
        ("collection", pa.string()),
        ("access", pa.string()),
        ("kind", pa.string()),
        ("record_id", pa.string()),
        ("file", pa.string()),
        ("fields", pa.string()),  # JSON object: the record as received
        ("hash", pa.string()),  # content hash of its Contribution
        ("run", pa.string()),  # JSON object: the Run that spoke; null: none
    ]
)


@dataclass(frozen=True)
class StoredNode:
    """A node as the caller may see it; ``id`` is canonical also when asked by a loser's id."""

    id: str
    label: str
    properties: dict[str, Value]
    sources: list[str] = field(default_factory=list)
    merged_ids: list[str] = field(default_factory=list)
    derived: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Neighbour:
    """A node one relationship away; ``outgoing`` tells the relationship's direction."""

    type: str
    outgoing: bool
    properties: dict[str, Value]
    node: StoredNode


@dataclass(frozen=True)
class Hit:
    """A search result; scores compare within one search only."""

    node: StoredNode
    score: float


@dataclass(frozen=True)
class Change:
    """A node whose statement, properties or outgoing relationships changed, or that went."""

    sequence: int
    id: str
    deleted: bool


@dataclass(frozen=True)
class Applied:
    """What an `apply` or `remove` did, counted in Contributions."""

    created: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: Applied) -> Applied:
        return Applied(
            self.created + other.created,
            self.replaced + other.replaced,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


class GraphStore(Protocol):
    """A graph of Contributions and Edits. Every read is cut to the caller's scope."""

    def apply(self, contributions: Iterable[Contribution]) -> Applied:
        """State, or state anew, each Contribution; each is written whole or not at all."""

    def remove(self, source_ids: Iterable[str]) -> Applied:
        """Take away exactly what these Sources alone had said."""

    def edit(self, edit: Edit) -> Edit:
        """Append a decision and let it take effect; returns it as kept. Raises EditError."""

    def journal(self, scope: Scope, node_id: str | None = None) -> list[Edit]:
        """The decisions on a node (or on all that the caller may see), oldest first."""

    def derive(self, name: str, values: Mapping[str, Value | Vector]) -> int:
        """Set a computed property (``embedding``: float32 vectors); returns nodes set."""

    def hashes(self, scope: Scope) -> dict[str, str]:
        """Content hash of every Source's Contribution, by Source id."""

    def contributions(
        self, scope: Scope, source_ids: Sequence[str] | None = None
    ) -> Iterator[Contribution]:
        """What Sources said, exactly as applied; all of them where no ids are given."""

    def sequence(self) -> int:
        """Number of the latest change; 0 in an empty store."""

    def get(self, node_id: str, scope: Scope) -> StoredNode | None:
        """The node, or None where there is none that the caller may see."""

    def neighbours(
        self, node_id: str, scope: Scope, *, types: Sequence[str] = (), limit: int = 100
    ) -> list[Neighbour]:
        """Nodes one relationship away, by type, then id."""

    def search_text(
        self, query: str, scope: Scope, *, labels: Sequence[str] = (), limit: int = 10
    ) -> list[Hit]:
        """Nodes whose names, titles or texts match the words, best first."""

    def search_vector(self, vector: Vector, scope: Scope, *, limit: int = 10) -> list[Hit]:
        """Nodes with the nearest embeddings by cosine, best first."""

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any],
        scope: Scope,
        *,
        timeout_s: float = 10.0,
        limit: int = 1000,
    ) -> list[dict[str, Any]]:
        """Run read-only Cypher. Raises ReadOnlyError, ReadLimitError, or ScopeError where the
        scope is restricted, because free Cypher can't be cut to it."""

    def run_plan(
        self, plan: Nodes | ShortestPath, scope: Scope, *, timeout_s: float = 10.0
    ) -> list[dict[str, Any]]:
        """The rows of a plan, at most `MOST_ROWS`, over nodes that the scope shows whole.

        Raises ReadLimitError where it takes too long.
        """

    def snapshot(self, scope: Scope, since: Snapshot | None = None) -> Snapshot:
        """Everything in scope, as Arrow batches. A node or edge has one row per access token.

        With an older snapshot of the same scope only what Sources and decisions changed since
        is read; computed values set since then may be missing. One of another graph, or of a
        graph that was restored from before it, counts as none.
        """

    def changes(self, since: int, scope: Scope) -> Iterator[Change]:
        """The latest change of each node changed after a sequence number, in order."""

    def close(self) -> None:
        """Give back connections."""


@dataclass(frozen=True)
class Written:
    """What Sources and decisions wrote since an older snapshot.

    Attributes:
        since: Sequence number of the older one.
        nodes: Nodes whose statement, properties or outgoing relationships changed, or that went.
        sources: Sources that were stated, stated anew or taken away.
    """

    since: int
    nodes: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True)
class Snapshot:
    """A consistent picture of the graph at one sequence number.

    A table each of `NODE_SCHEMA`, `EDGE_SCHEMA` and `SOURCE_SCHEMA`; ``graph`` tells graphs
    apart whose sequence numbers mean nothing to each other; ``written`` tells how it differs
    from the older one that it was read from, if it was.
    """

    sequence: int
    nodes: pa.Table
    edges: pa.Table
    sources: pa.Table
    graph: str = ""
    written: Written | None = None
