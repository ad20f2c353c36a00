"""Constraints and indexes, as numbered steps that can be run again at any time."""

from __future__ import annotations

import time

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ClientError, DatabaseError

from graph_schema.neo4j.cypher import schema

_ATTEMPTS = 20
_PAUSE_S = 0.5
_OF_SCHEMA = ("Neo.ClientError.Schema.", "Neo.DatabaseError.Schema.")


def migrate(session: Session) -> None:
    """Run the migrations that this database has not seen, and wait until their indexes answer.

    Where another connection runs them at the same time, each trips over what the other made;
    then what is left is run again.
    """
    for left in reversed(range(_ATTEMPTS)):
        try:
            _migrate(session)
            break
        except (ClientError, DatabaseError) as error:
            if not left or not (error.code or "").startswith(_OF_SCHEMA):
                raise
            time.sleep(_PAUSE_S)


def _migrate(session: Session) -> None:
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
