"""What the explorer's routes need, named once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

import pyarrow as pa
from fastapi import Depends, Request, Response

from explorer.tables import Tables
from graph_schema.scope import Scope
from graph_schema.store import GraphStore

ARROW = "application/vnd.apache.arrow.stream"


@dataclass(frozen=True)
class Sources:
    """The parts that the front door hands to the explorer.

    Attributes:
        store: The graph store.
        scope: What the caller of a request may see; raises HTTPException 401.
        tables: Gives the newest tables.
        work: Folder for what is made from films and can be made again.
        media: Folders under which films lie; none is played from anywhere else.
        find: Identifiers of texts near a text in meaning, best first, with scores that compare
            within one search; None where nothing can. Raises ReelgraphError.
    """

    store: GraphStore
    scope: Callable[[Request], Scope]
    tables: Callable[[], Tables]
    work: Path
    media: tuple[Path, ...] = ()
    find: Callable[[str, Scope, int], list[tuple[str, float]]] | None = None


def _sources(request: Request) -> Sources:
    return cast(Sources, request.app.state.explorer)


def _scope(request: Request) -> Scope:
    return _sources(request).scope(request)


def _store(request: Request) -> GraphStore:
    return _sources(request).store


def _tables(request: Request) -> Tables:
    return _sources(request).tables()


EverySource = Annotated[Sources, Depends(_sources)]
CallerScope = Annotated[Scope, Depends(_scope)]
Store = Annotated[GraphStore, Depends(_store)]
CurrentTables = Annotated[Tables, Depends(_tables)]


def arrow(request: Request, tables: Tables, name: str, scope: Scope) -> Response:
    """A whole table as an Arrow IPC stream; 304 where the caller holds this version already."""
    return send(request, tables, name, scope, lambda: tables.table(name, scope))


def send(
    request: Request, tables: Tables, name: str, scope: Scope, made: Callable[[], pa.Table]
) -> Response:
    """What is made from tables, as an Arrow IPC stream whose metadata tells their version.

    304 where the caller holds this version already; then nothing is made.
    """
    seen = sorted(scope.collections) if scope.collections is not None else None
    held = hashlib.sha256(repr((seen, sorted(scope.visibilities))).encode()).hexdigest()[:8]
    tag = f'"{name}-{tables.version}-{held}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return stream(made(), tables, headers)


def stream(table: pa.Table, tables: Tables, headers: dict[str, str]) -> Response:
    """A table as an Arrow IPC stream whose metadata tells the version of the tables."""
    table = table.replace_schema_metadata({"version": tables.version})
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as written:
        written.write_table(table)
    return Response(sink.getvalue(), media_type=ARROW, headers=headers)
