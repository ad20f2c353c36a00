"""The explorer's parts over a store of tests."""

from pathlib import Path

from explorer import Sources, Tables
from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.api import caller_scope


def sources_of(store: GraphStore, work: Path | None = None, *media: Path) -> Sources:
    """Whatever the store holds when the tables are first asked for; no film lies anywhere."""
    held: list[Tables] = []

    def tables() -> Tables:
        if not held:
            held.append(Tables.of(store.snapshot(Scope.everything())))
        return held[0]

    return Sources(store, caller_scope, tables, work or Path("unused"), media)
