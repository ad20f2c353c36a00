"""The demo collection through every stage of an ingest, on the store and the model of tests."""

from dataclasses import dataclass
from pathlib import Path

from graph_ingest.pipeline import Ingest
from graph_ingest.readers import Quarantine
from graph_schema.memory import MemoryStore
from graph_schema.store import Snapshot
from rag_service.answering import Answerer, Facts
from rag_service.retrieval import Index
from tests.unit.small_archive import HashEmbedder

COLLECTION = Path(__file__).resolve().parent.parent / "reelgraph" / "demo"


@dataclass(frozen=True)
class Demo:
    """A store that holds the collection, and what answers over it."""

    store: MemoryStore
    facts: Facts
    index: Index

    @property
    def answerer(self) -> Answerer:
        """Answers without a language model."""
        return Answerer(self.facts, self.index)


def taken_in(folder: Path, *more: Path) -> Demo:
    """Take the collection in, and further files where some are given."""
    store, embedder = MemoryStore(), HashEmbedder()

    def index(snapshot: Snapshot) -> None:
        Index.build(snapshot, folder / "index", embedder, Facts.from_snapshot(snapshot).save)

    ingest = Ingest(store, embedder, folder / "work", folder / "cache", index, lambda *_: None)
    with Quarantine() as quarantine:
        ingest.run(
            [COLLECTION / "catalogue.csv", COLLECTION / "enrichment", *more], None, quarantine
        )
    assert quarantine.shown == []
    opened = Index.open(folder / "index", embedder)
    return Demo(store, Facts.load(opened.folder), opened)
