"""The real catalogue, taken in once for all tests that ask about it."""

from pathlib import Path

import pytest
from small_archive import EVERYTHING, HashEmbedder

from bench.ingest import NLS
from graph_ingest.derive import derive_all
from graph_ingest.pipeline import read_all
from graph_ingest.readers import Quarantine
from graph_ingest.resolve import resolve
from graph_schema.edits import Effects
from graph_schema.memory import MemoryStore
from rag_service.answering import Facts
from rag_service.retrieval import Index


@pytest.fixture(scope="session")
def nls_index(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The catalogue read, resolved and indexed with its communities; vectors are of hashes."""
    given = list(read_all([shared_data / NLS], "nls", Quarantine(None)))
    store, model = MemoryStore(), HashEmbedder()
    store.apply([*given, *resolve(iter(given), Effects())])
    folder = tmp_path_factory.mktemp("nls")
    cache = tmp_path_factory.mktemp("vectors")
    graph = derive_all(store, store.snapshot(EVERYTHING), model, cache, lambda *_: None)[1]
    return Index.build(graph, folder, model, Facts.from_snapshot(graph).save)
