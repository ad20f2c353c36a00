"""Columnar facts of every work, saved beside the retrieval index and memory-mapped."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from graph_schema.difference import Difference
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from rag_service.answering.building import build_tables
from rag_service.answering.merging import merge_tables
from rag_service.answering.tables import Tables, load_tables, save_tables
from rag_service.answering.view import View

_FOLDER = "facts"
_SCOPES_KEPT = 16


class Facts:
    """What the graph states of every work, as columns; read through a `View` of a Scope."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._views: OrderedDict[Scope, View] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def from_snapshot(cls, snapshot: Snapshot) -> Facts:
        """Collect the facts of a snapshot. Cost: linear in its nodes and relationships."""
        return cls(build_tables(snapshot))

    def changed(self, difference: Difference) -> Facts:
        """The facts of a newer snapshot, where these are of the older one. Costs follow what
        differs."""
        return Facts(merge_tables(self.tables, difference))

    @classmethod
    def load(cls, folder: Path) -> Facts:
        """Memory-map the facts saved in a folder.

        Raises:
            RetrievalIndexError: A file is missing, damaged or of another version.
        """
        return cls(load_tables(folder / _FOLDER))

    def save(self, folder: Path) -> None:
        """Write the facts into a folder that nobody reads yet."""
        save_tables(self.tables, folder / _FOLDER)

    def within(self, scope: Scope) -> View:
        """The facts that a caller may see; the views of the latest scopes are kept."""
        with self._lock:
            view = self._views.pop(scope, None) or View(self.tables, scope)
            self._views[scope] = view
            while len(self._views) > _SCOPES_KEPT:
                self._views.popitem(last=False)
            return view

    def __len__(self) -> int:
        return int(self.tables["works"].num_rows)
