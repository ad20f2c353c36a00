"""The store's writes, each the work of one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph_schema.edits import Edit, effects
from graph_schema.journal import completed
from graph_schema.neo4j.cypher import writes
from graph_schema.neo4j.deciding import redecide
from graph_schema.neo4j.edges import EdgeWriter
from graph_schema.neo4j.merging import change_claims, regroup
from graph_schema.neo4j.payload import Difference, Given, said_by, unpack
from graph_schema.neo4j.reading import Reader
from graph_schema.neo4j.transaction import Journal, JournalKeeper, Runner, Transaction
from graph_schema.neo4j.workspace import Workspace
from graph_schema.scope import Scope
from graph_schema.store import Applied


def apply_batch(tx: Runner, batch: Sequence[Given], keeper: JournalKeeper) -> Applied:
    """State these Contributions, or state them anew; no Source comes twice among them."""
    transaction = Transaction(tx, keeper)
    held = _sources(transaction, [given.id for given in batch])
    changed = [given for given in batch if _hash(held, given.id) != given.hash]
    if not changed:
        return Applied(unchanged=len(batch))
    difference = Difference()
    for given in changed:
        if given.id in held:
            difference.add(given.id, said_by(unpack(held[given.id]["payload"])), -1)
        difference.add(given.id, given.said, 1)
    _write(transaction, difference)
    replaced = [given.row for given in changed if given.id in held]
    created = [given.row for given in changed if given.id not in held]
    transaction.run_rows(writes.REPLACE_SOURCES, replaced)
    transaction.run_rows(writes.CREATE_SOURCES, created)
    transaction.finish()
    return Applied(len(created), len(replaced), len(batch) - len(changed))


def remove_batch(tx: Runner, source_ids: Sequence[str], keeper: JournalKeeper) -> Applied:
    """Take away what these Sources say."""
    transaction = Transaction(tx, keeper)
    held = _sources(transaction, source_ids)
    if not held:
        return Applied()
    difference = Difference()
    for source, row in held.items():
        difference.add(source, said_by(unpack(row["payload"])), -1)
    _write(transaction, difference)
    transaction.run(writes.REMOVE_SOURCES, ids=list(held))
    transaction.finish()
    return Applied(removed=len(held))


def append_edit(tx: Runner, edit: Edit, keeper: JournalKeeper) -> Edit:
    """Append a decision to the journal and let it take effect.

    Raises:
        EditError: It makes no sense on the graph as it is.
    """
    transaction = Transaction(tx, keeper)
    reader = Reader(tx, Scope.everything())
    journal = transaction.journal.edits
    kept = completed(edit, journal, reader.get, reader.group, reader.access)
    transaction.run(writes.APPEND_EDIT, id=kept.id, target=kept.target, json=kept.model_dump_json())
    before = transaction.journal.effects
    after = effects((*journal, kept))
    transaction.journal = Journal((*journal, kept), after)
    redecide(Workspace(transaction), before, after)
    transaction.finish()
    return kept


def _sources(transaction: Transaction, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in transaction.rows(writes.SOURCES, ids=list(ids))}


def _hash(held: dict[str, dict[str, Any]], source: str) -> str | None:
    return held[source]["hash"] if source in held else None


def _write(transaction: Transaction, difference: Difference) -> None:
    workspace = Workspace(transaction)
    edges = EdgeWriter(workspace)
    regroup(workspace, edges, change_claims(transaction, difference))
    edges.write()
    workspace.load(difference.identifiers())
    for (source, _), (statement, sign) in sorted(difference.nodes.items(), key=_sign):
        (workspace.state if sign > 0 else workspace.withdraw)(source, statement)
    edges.change(difference, transaction.journal.effects)
    edges.finish()


def _sign(item: tuple[tuple[str, str], tuple[Any, int]]) -> int:
    # What goes is counted out before what comes is counted in.
    return item[1][1]
