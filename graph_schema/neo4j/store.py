"""`GraphStore` on a Neo4j server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j import Driver, ManagedTransaction, Session

from graph_schema.contribution import Contribution
from graph_schema.edits import Edit
from graph_schema.journal import visible_edits
from graph_schema.neo4j import deriving, guard, searching
from graph_schema.neo4j.connection import connect, translated
from graph_schema.neo4j.cypher import reads
from graph_schema.neo4j.migrations import migrate
from graph_schema.neo4j.payload import batches, unpack
from graph_schema.neo4j.planning import compile_plan
from graph_schema.neo4j.reading import Reader
from graph_schema.neo4j.snapshots import read_snapshot
from graph_schema.neo4j.transaction import JournalKeeper, Runner, rows
from graph_schema.neo4j.writing import append_edit, apply_batch, remove_batch
from graph_schema.plans import MOST_ROWS, Nodes, ShortestPath
from graph_schema.scope import Scope
from graph_schema.store import Applied, Change, Hit, Neighbour, Snapshot, StoredNode, Vector
from graph_schema.values import Value

# Statements of one transaction: fewer cost a fifth of the speed, more gain little.
_BATCH = 16_000
_SOURCES = 200

Result = TypeVar("Result")


class Neo4jStore:
    """A graph in one database of a Neo4j server; safe to share between threads.

    Writers of any number of processes take turns; a write that is cut off leaves whole
    Contributions only.
    """

    def __init__(self, driver: Driver, uri: str, database: str) -> None:
        self._driver = driver
        self._uri = uri
        self._database = database
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._journal = JournalKeeper()

    @classmethod
    def connect(cls, uri: str, user: str, password: str, database: str = "neo4j") -> Self:
        """Connect, and bring constraints and indexes up to date.

        Raises:
            StoreUnavailableError: Nothing answers at the address.
            StoreCredentialsError: The server refuses the login.
            UnsupportedServerError: The server is older than the schema needs.
        """
        store = cls(connect(uri, user, password, database), uri, database)
        with translated(uri), store._session(neo4j.WRITE_ACCESS) as session:
            migrate(session)
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back connections."""
        self._driver.close()

    def apply(self, contributions: Iterable[Contribution]) -> Applied:
        # The next batch is taken apart here while the server writes the last one.
        done = Applied()
        writing: Future[Applied] | None = None
        with ThreadPoolExecutor(1, "reelgraph-apply") as writer:
            for batch in batches(contributions, _BATCH):
                done += writing.result() if writing else Applied()
                work = partial(apply_batch, batch=batch, keeper=self._journal)
                writing = writer.submit(self._write, work)
            return done + writing.result() if writing else done

    def remove(self, source_ids: Iterable[str]) -> Applied:
        done = Applied()
        remaining = iter(dict.fromkeys(source_ids))
        while batch := list(islice(remaining, _SOURCES)):
            done += self._write(partial(remove_batch, source_ids=batch, keeper=self._journal))
        return done

    def edit(self, edit: Edit) -> Edit:
        return self._write(partial(append_edit, edit=edit, keeper=self._journal))

    def journal(self, scope: Scope, node_id: str | None = None) -> list[Edit]:
        def work(tx: Runner) -> list[Edit]:
            edits = self._journal.read(tx).edits
            wanted = set(Reader(tx, scope).group(node_id)) if node_id else None

            def get(node: str, within: Scope) -> StoredNode | None:
                return Reader(tx, within).get(node)

            return visible_edits(edits, scope, wanted, get)

        return self._read(work)

    def derive(self, name: str, values: Mapping[str, Value | Vector]) -> int:
        with translated(self._uri), self._session(neo4j.WRITE_ACCESS) as session:
            return deriving.derive(session, name, values)

    def hashes(self, scope: Scope) -> dict[str, str]:
        def work(tx: Runner) -> dict[str, str]:
            found = Reader(tx, scope).records(reads.HASHES)
            return {row["id"]: row["hash"] for row in found}

        return self._read(work)

    def contributions(
        self, scope: Scope, source_ids: Sequence[str] | None = None
    ) -> Iterator[Contribution]:
        query, given = reads.CONTRIBUTIONS, {}
        if source_ids is not None:
            query, given = reads.SOME_CONTRIBUTIONS, {"ids": list(dict.fromkeys(source_ids))}
        with (
            translated(self._uri),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction() as tx,
        ):
            for row in Reader(tx, scope).records(query, **given):
                yield unpack(row["payload"])

    def sequence(self) -> int:
        return self._read(lambda tx: int(rows(tx, reads.STATE)[0]["sequence"]))

    def get(self, node_id: str, scope: Scope) -> StoredNode | None:
        return self._read(lambda tx: Reader(tx, scope).get(node_id))

    def neighbours(
        self, node_id: str, scope: Scope, *, types: Sequence[str] = (), limit: int = 100
    ) -> list[Neighbour]:
        return self._read(lambda tx: Reader(tx, scope).neighbours(node_id, types, limit))

    def search_text(
        self, query: str, scope: Scope, *, labels: Sequence[str] = (), limit: int = 10
    ) -> list[Hit]:
        return self._read(lambda tx: searching.search_text(tx, query, scope, labels, limit))

    def search_vector(self, vector: Vector, scope: Scope, *, limit: int = 10) -> list[Hit]:
        return self._read(lambda tx: searching.search_vector(tx, vector, scope, limit))

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any],
        scope: Scope,
        *,
        timeout_s: float = 10.0,
        limit: int = 1000,
    ) -> list[dict[str, Any]]:
        guard.check(cypher, scope)
        with translated(self._uri), self._session(neo4j.READ_ACCESS) as session:
            return guard.run(session, cypher, parameters, timeout_s, limit)

    def run_plan(
        self, plan: Nodes | ShortestPath, scope: Scope, *, timeout_s: float = 10.0
    ) -> list[dict[str, Any]]:
        made = compile_plan(plan, scope)
        with translated(self._uri), self._session(neo4j.READ_ACCESS) as session:
            return guard.run(session, made.cypher, made.parameters, timeout_s, MOST_ROWS)

    def snapshot(self, scope: Scope, since: Snapshot | None = None) -> Snapshot:
        with translated(self._uri), self._session(neo4j.WRITE_ACCESS) as session:
            return read_snapshot(session, scope, since)

    def changes(self, since: int, scope: Scope) -> Iterator[Change]:
        yield from self._read(lambda tx: Reader(tx, scope).changes(since))

    def _session(self, access: str) -> Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
        )

    def _write(self, work: Callable[[ManagedTransaction], Result]) -> Result:
        with translated(self._uri), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def _read(self, work: Callable[[ManagedTransaction], Result]) -> Result:
        with translated(self._uri), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)
