"""Constraints and indexes, as numbered steps that can be run again at any time."""

from __future__ import annotations

from neo4j import ManagedTransaction, Session

from graph_schema.neo4j.cypher import schema


def migrate(session: Session) -> None:
    """Run the migrations that this database has not seen, and wait until their indexes answer."""
    done = session.execute_read(_done)
    if done < len(schema.MIGRATIONS):
        for name in session.execute_read(_orphaned):
            session.execute_write(_run, schema.drop_index(name))
    for number, statements in enumerate(schema.MIGRATIONS[done:], start=done + 1):
        for statement in statements:
            session.execute_write(_run, statement)
        session.execute_write(_run, schema.AWAIT_INDEXES)
        session.execute_write(_run, schema.NOTE_MIGRATION, number=number)


def _done(tx: ManagedTransaction) -> int:
    return int(tx.run(schema.MIGRATIONS_DONE).single(strict=True)["number"])


def _orphaned(tx: ManagedTransaction) -> list[str]:
    found = tx.run(schema.ORPHANED_INDEXES, constraints=list(schema.CONSTRAINTS))
    return list(found.single(strict=True)["names"])


def _run(tx: ManagedTransaction, /, statement: str, **parameters: int) -> None:
    tx.run(statement, parameters).consume()
