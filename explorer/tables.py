"""The explorer's tables: columns that views draw from, made ahead and mapped into memory.

A table is made from a `Picture`, so that it holds what one scope shows and nothing else. Those
of the whole graph are written when the index is; those of a narrower scope are made when they
are first asked for, and kept in memory.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import pyarrow as pa

from explorer.coverage.known import files, known
from explorer.coverage.makers import makers
from explorer.cut.credits import credits_table
from explorer.cut.looks import looks
from explorer.entities.appearances import appearances
from explorer.films import films
from explorer.gazetteer import places
from explorer.moments import moments
from explorer.namings import namings, ties
from explorer.network.tables import bonds, communities, entities, links
from explorer.picture import Picture
from explorer.points.naming import groups
from explorer.points.table import points, vectors
from explorer.timeline import dates
from graph_schema.scope import Scope
from graph_schema.store import EDGE_SCHEMA, NODE_SCHEMA, SOURCE_SCHEMA, Snapshot

Build = Callable[[Picture], pa.Table]

BUILDERS: dict[str, Build] = {
    "films": films,
    "places": places,
    "namings": namings,
    "ties": ties,
    "dates": dates,
    "entities": entities,
    "links": links,
    "communities": communities,
    "bonds": bonds,
    "moments": moments,
    "appearances": appearances,
    "points": points,
    "groups": groups,
    "vectors": vectors,
    "credits": credits_table,
    "looks": looks,
    "known": known,
    "makers": makers,
    "files": files,
}
"""Every table by its name; a view adds its own."""

_CURRENT = "CURRENT"
_PICTURES = 2
_SCOPED_TABLES = 64


class Tables:
    """The tables of one snapshot. Safe for several threads.

    Args:
        snapshot: Reads the snapshot; asked only for what no file holds.
        folder: Holds the tables of the whole graph as files; None where there are none.
        version: Tells one snapshot's tables from another's, for caches and ETags.
    """

    def __init__(
        self, snapshot: Callable[[], Snapshot], folder: Path | None = None, version: str = ""
    ) -> None:
        self.version = version
        self._snapshot = snapshot
        self._folder = folder
        self._pictures: OrderedDict[Scope, Picture] = OrderedDict()
        self._kept: OrderedDict[tuple[Scope, str], pa.Table] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def of(cls, snapshot: Snapshot) -> Tables:
        """Tables made from a snapshot in memory, each when it is first asked for."""
        return cls(lambda: snapshot, None, f"{snapshot.graph}-{snapshot.sequence}")

    def table(self, name: str, scope: Scope) -> pa.Table:
        """A table of `BUILDERS`, as a scope shows it."""
        with self._lock:
            table = self._kept.pop((scope, name), None)
            if table is None:
                table = self._read(name, scope)
            self._kept[scope, name] = table
            while len(self._kept) > _SCOPED_TABLES:
                self._kept.popitem(last=False)
            return table

    def _read(self, name: str, scope: Scope) -> pa.Table:
        if scope.unrestricted and self._folder is not None:
            try:
                with pa.memory_map(str(self._folder / f"{name}.arrow")) as file:
                    return pa.ipc.open_file(file).read_all()
            except (OSError, pa.ArrowInvalid):
                # Written by an earlier version, which had no such table.
                pass
        return BUILDERS[name](self._picture(scope))

    def _picture(self, scope: Scope) -> Picture:
        picture = self._pictures.pop(scope, None) or Picture(self._snapshot(), scope)
        self._pictures[scope] = picture
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
        return picture


class TablesFolder:
    """Where the tables of a home lie, one generation at a time.

    Args:
        folder: Holds the generations.
        snapshot: Reads the home's newest snapshot; None where nothing was taken in.
    """

    def __init__(self, folder: Path, snapshot: Callable[[], Snapshot | None]) -> None:
        self._folder = folder
        self._snapshot = snapshot
        self._open: Tables | None = None
        self._lock = Lock()

    def write(self, snapshot: Snapshot) -> None:
        """Make every table of a snapshot and switch to them; readers never see a half of it.

        Cost: linear in the snapshot.
        """
        generation = self._folder / f"tables-{uuid.uuid4().hex[:12]}"
        generation.mkdir(parents=True)
        picture = Picture(snapshot, Scope.everything())
        for name, build in BUILDERS.items():
            table = build(picture).combine_chunks()
            with pa.ipc.new_file(generation / f"{name}.arrow", table.schema) as sink:
                sink.write_table(table)
        said = {
            "generation": generation.name,
            "version": f"{snapshot.graph}-{snapshot.sequence}-{generation.name[-12:]}",
        }
        aside = generation / _CURRENT
        aside.write_text(json.dumps(said), "utf-8")
        aside.replace(self._folder / _CURRENT)
        self._discard_others(generation.name)

    def newest(self) -> Tables:
        """The tables that were written last; those of an empty graph where there are none."""
        try:
            said = json.loads((self._folder / _CURRENT).read_text("utf-8"))
            generation, version = str(said["generation"]), str(said["version"])
        except (OSError, ValueError, KeyError, TypeError):
            generation, version = "", ""
        with self._lock:
            if self._open is None or self._open.version != version:
                folder = self._folder / generation if generation else None
                self._open = Tables(lambda: self._snapshot() or empty(), folder, version)
            return self._open

    def _discard_others(self, kept: str) -> None:
        # A reader that has one mapped keeps what it has.
        for other in self._folder.glob("tables-*"):
            if other.name != kept:
                shutil.rmtree(other, ignore_errors=True)


def empty() -> Snapshot:
    """The snapshot of a graph that holds nothing."""
    return Snapshot(
        0, NODE_SCHEMA.empty_table(), EDGE_SCHEMA.empty_table(), SOURCE_SCHEMA.empty_table()
    )
