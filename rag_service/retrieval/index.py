"""The retrieval index: built from a snapshot, mapped into memory, brought up to date."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Set
from pathlib import Path

import pyarrow as pa

from graph_schema.difference import Difference
from graph_schema.errors import RetrievalIndexError
from graph_schema.models import Embedder, TextTower
from graph_schema.pictures import PICTURE
from graph_schema.scope import Scope
from graph_schema.store import GraphStore, Snapshot
from rag_service.retrieval.building import write_generation
from rag_service.retrieval.evidence import Evidence, Linked, Ranked
from rag_service.retrieval.folder import REBUILD, Generations, Reading
from rag_service.retrieval.graph import PassageGraph
from rag_service.retrieval.keys import KeyTable
from rag_service.retrieval.lexical import LexicalIndex
from rag_service.retrieval.manifest import Manifest
from rag_service.retrieval.names import NameIndex
from rag_service.retrieval.patching import patch_generation
from rag_service.retrieval.pictures import PictureIndex
from rag_service.retrieval.records import Record, RecordIndex
from rag_service.retrieval.rows import PassageRows
from rag_service.retrieval.search import Parts, link, search
from rag_service.retrieval.sight import Sight
from rag_service.retrieval.vectors import VectorIndex
from rag_service.retrieval.view import View, make_view

Extra = Callable[[Path], None]
"""Writes further files into a generation before it is switched to."""

Further = Callable[[Path, Path], None]
"""The same from the files of the generation before, which is given last."""

_VIEWS = 16
_FIRST = 10


class Index:
    """An open generation of the index. Searches from several threads are safe.

    Attributes:
        folder: The generation's own folder, which stays as it is until `close`.
        manifest: What it holds.
    """

    def __init__(
        self,
        reading: Reading,
        generations: Generations,
        embedder: Embedder,
        tower: TextTower | None = None,
    ) -> None:
        self.folder = reading.folder
        self._reading = reading
        self._generations = generations
        self._embedder = embedder
        self._tower = tower
        self.manifest = Manifest.load(self.folder)
        self.manifest.check(self.folder)
        if self.manifest.embedder != embedder.name:
            raise RetrievalIndexError(
                f"the index was made with the embedding model {self.manifest.embedder}, but "
                f"{embedder.name} is set now; {REBUILD}"
            )
        try:
            self._open()
        except (OSError, ValueError, RuntimeError, pa.ArrowException) as error:
            raise RetrievalIndexError(f"{self.folder} is damaged ({error}); {REBUILD}") from error

    def _open(self) -> None:
        rows = PassageRows(self.folder)
        keys = KeyTable.load(self.folder, "passages")
        self._parts = Parts(
            rows,
            keys,
            LexicalIndex(self.folder),
            VectorIndex(self.folder, keys),
            NameIndex(self.folder, self.manifest.longest_name),
            self._sight(),
        )
        self._graph = PassageGraph.load(self.folder)
        self._records = RecordIndex(self.folder)
        self._views: OrderedDict[tuple[bool, ...], View] = OrderedDict()

    def _sight(self) -> Sight | None:
        if self._tower is None:
            return None
        found = PictureIndex.open(self.folder, self.manifest.pictures, self._tower.name)
        return Sight(found, self._tower) if found else None

    @classmethod
    def build(
        cls,
        snapshot: Snapshot,
        folder: Path,
        embedder: Embedder,
        extra: Extra | None = None,
        tower: TextTower | None = None,
    ) -> Index:
        """Write a new generation and switch to it; readers never see a half of one.

        Where the present generation is whole and few passages differ from it, it is the
        start; else all is written anew. Vectors come from the snapshot or the present
        generation where their text is the same. Where another process has meanwhile written
        one of a later change of the same graph, that one is opened.

        Args:
            snapshot: The whole graph; scopes are applied when searching.
            folder: Where generations lie.
            embedder: Makes the vectors that are missing, and those of questions.
            extra: Writes files of its own into the generation.
            tower: Places questions among pictures; it is asked only where there are some.

        Raises:
            RetrievalIndexError: Another process writes, or the folder can't be written.
            ModelError: The embedding model can't be used.
        """
        generations = Generations(folder)

        def fill(building: Path) -> None:
            manifest = write_generation(building, snapshot, embedder, _present(generations))
            if extra:
                extra(building)
            manifest.save(building)

        def superseded() -> bool:
            try:
                present = Manifest.load(folder / generations.current())
            except RetrievalIndexError:
                return False
            return present.is_newer_than(snapshot.graph, snapshot.sequence)

        return cls(generations.write(fill, superseded), generations, embedder, tower)

    @classmethod
    def patch(
        cls,
        difference: Difference,
        folder: Path,
        embedder: Embedder,
        extra: Further | None = None,
    ) -> Index | None:
        """Write a new generation from the present one and what differs, and switch to it.

        Readers and failures are as of `build`; the cost follows the change.

        Args:
            difference: From the snapshot that the present generation is of.
            folder: Where generations lie.
            embedder: Makes the vectors of what is new.
            extra: Writes files of its own into the generation.

        Returns:
            The index, or None where the present generation is of another snapshot, or of another
            model, or damaged: then it has to be built.
        """
        generations = Generations(folder)
        try:
            before = generations.read()
            present = Manifest.load(before.folder)
            present.check(before.folder)
        except RetrievalIndexError:
            return None
        stands = present.graph, present.sequence, present.embedder
        if (
            stands != (difference.now.graph, difference.since, embedder.name)
            or not present.passages
        ):
            return None

        def fill(building: Path) -> None:
            # Nobody else writes now, and only a writer sweeps.
            before.close()
            manifest = patch_generation(building, before.folder, difference, embedder)
            if extra:
                extra(building, before.folder)
            manifest.save(building, before.folder)

        def superseded() -> bool:
            return generations.current() != before.folder.name

        return cls(generations.write(fill, superseded), generations, embedder)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder, tower: TextTower | None = None) -> Index:
        """Open the generation in use; ``tower`` as for `build`.

        Raises:
            RetrievalIndexError: Missing, damaged, of another version or another model.
        """
        generations = Generations(folder)
        return cls(generations.read(), generations, embedder, tower)

    @property
    def sequence(self) -> int:
        """The store's change number that the index stands at."""
        return self.manifest.sequence

    def is_current(self) -> bool:
        """False when another generation was switched to, or the index was taken away."""
        try:
            return self._generations.current() == self.folder.name
        except RetrievalIndexError:
            return False

    def refresh(self, store: GraphStore, extra: Extra | None = None) -> Index:
        """This index, or a new one where the store has changed since.

        Raises:
            RetrievalIndexError, ModelError: As `build`.
            StoreError: The store can't be read.
        """
        everything = Scope.everything()
        if next(iter(store.changes(self.sequence, everything)), None) is None:
            return self
        snapshot = store.snapshot(everything)
        return Index.build(snapshot, self.folder.parent, self._embedder, extra, self._tower)

    def search(
        self, question: str, scope: Scope, k: int = 20, within: Set[str] | None = None
    ) -> Ranked:
        """The passages that answer best, of those that the caller may see.

        Args:
            question: In plain words, in any language that the embedding model knows.
            scope: What the caller may see; the rest has no part in the ranking.
            k: At most so many passages.
            within: Only passages of these works (canonical ids); None for all.

        Raises:
            ModelError: The embedding model or the image-text model can't be used.
        """
        return search(self._parts, self._embedder, question, self._view(scope), k, within)

    @property
    def sees(self) -> bool:
        """True where it has pictures that its image-text model placed."""
        return self._parts.sight is not None

    def seen(self, question: str, scope: Scope) -> list[Evidence]:
        """The pictures among what `search` finds best."""
        if not self.sees:
            return []
        found = self.search(question, scope, _FIRST).evidence
        return [evidence for evidence in found if evidence.kind == PICTURE]

    def link(self, text: str, scope: Scope) -> list[Linked]:
        """The entities that a text names, in the order of the text; longest names win."""
        return link(self._parts, text, self._view(scope))

    def records(self, identifier: str, scope: Scope) -> list[Record]:
        """The records of a work (canonical id) or a Source: catalogues' first."""
        return self._records.find(identifier, scope)

    def fields(self, identifier: str, scope: Scope) -> dict[str, str]:
        """The fields, as received, of the first of `records`; empty where there is none."""
        found = self.records(identifier, scope)
        return found[0].fields if found else {}

    def close(self) -> None:
        """Let the generation go, so that a newer one's writer may sweep it away."""
        self._reading.close()

    def _view(self, scope: Scope) -> View:
        tokens = self.manifest.tokens
        key = tuple(scope.allows(token) for token in tokens)
        view = self._views.get(key)
        if view is None:
            view = make_view(scope, tokens, self._parts.rows.tokens, self._graph)
            self._views[key] = view
            while len(self._views) > _VIEWS:
                self._views.popitem(last=False)
        return view


def _present(generations: Generations) -> Path | None:
    """The generation in use, if it is whole to the last bit."""
    try:
        reading = generations.read()
        Manifest.load(reading.folder).check(reading.folder, thorough=True)
    except RetrievalIndexError:
        return None
    # No lock is needed on: only a writer sweeps, and this one is the writer.
    reading.close()
    return reading.folder
