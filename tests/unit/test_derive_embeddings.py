"""Embeddings: each text is embedded once, whatever happens in between."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, stored

from graph_ingest.derive import Derived, VectorCache, derive_all
from graph_schema.memory import MemoryStore
from graph_schema.models import Embedder, Vectors
from graph_schema.scope import Visibility


def derive(store: MemoryStore, embedder: Embedder, cache: Path) -> Derived:
    return derive_all(store, store.snapshot(EVERYTHING), embedder, cache, lambda *_: None)[0]


def test_every_passage_gets_its_vector(tmp_path: Path):
    store, embedder = stored(), HashEmbedder()
    seen: list[tuple[int, int]] = []

    done, _ = derive_all(
        store, store.snapshot(EVERYTHING), embedder, tmp_path, lambda *told: seen.append(told)
    )

    assert done.embedded == len(FILMS)
    assert seen[-1] == (len(FILMS), len(FILMS))
    (hit, *_) = store.search_vector(embedder.queries(["herring quay women"])[0], EVERYTHING)
    assert hit.node.id == "work:nls/0002"


def test_a_second_run_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store, embedder = stored(), HashEmbedder()
    derive(store, embedder, tmp_path)
    monkeypatch.setattr(store, "derive", lambda *_: pytest.fail("something was written"))

    again = derive(store, embedder, tmp_path)

    assert again == Derived(0, 0, len(FILMS), 0, 0, 0)
    assert len(embedder.embedded) == len(FILMS)


def test_only_a_changed_text_is_embedded_again(tmp_path: Path):
    store, embedder = stored(), HashEmbedder()
    derive(store, embedder, tmp_path)

    store.apply([film("0004", "TRAM DEPOT", "Repair of tramcars.", places=("Edinburgh",))])
    again = derive(store, embedder, tmp_path)

    assert (again.embedded, again.unchanged) == (1, len(FILMS) - 1)
    assert "Repair of tramcars." in embedder.embedded[-1]


def test_an_emptied_store_takes_its_vectors_from_the_cache(tmp_path: Path):
    first = HashEmbedder()
    derive(stored(), first, tmp_path)
    second, store = HashEmbedder(), stored()

    done = derive(store, second, tmp_path)

    assert (done.embedded, done.remembered) == (0, len(FILMS))
    assert second.embedded == []
    table = store.snapshot(EVERYTHING).nodes
    assert sum(v is not None for v in table["embedding"].to_pylist()) == len(FILMS)


def test_another_model_embeds_anew(tmp_path: Path):
    store = stored()
    derive(store, HashEmbedder(), tmp_path)

    assert derive(store, HashEmbedder("another"), tmp_path).embedded == len(FILMS)


class Interrupted(HashEmbedder):
    """Gives up, as with Ctrl-C, when it is asked a second time."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        if self.embedded:
            raise KeyboardInterrupt
        return super().passages(texts)


def test_what_was_done_before_an_interruption_is_kept(tmp_path: Path):
    films = [film(f"{n:04}", f"FILM {n}", f"Reel number {n}.") for n in range(100)]
    store = stored(films)
    with pytest.raises(KeyboardInterrupt):
        derive(store, Interrupted(), tmp_path)

    done = derive(store, HashEmbedder(), tmp_path)

    assert (done.embedded, done.unchanged) == (36, 64)


def test_a_node_shows_the_vector_of_its_widest_passage(tmp_path: Path):
    public = film("0001", "TRAM")
    hidden = film("0001", "Strike", "Names of the strikers.", visibility=Visibility.PRIVATE)
    source = hidden.source.model_copy(update={"id": "union/0001"})
    store, embedder = stored([public, hidden.model_copy(update={"source": source})]), HashEmbedder()

    derive(store, embedder, tmp_path)

    assert [text.splitlines()[0] for text in embedder.embedded] == ["TRAM. Silent."]


def test_the_cache_survives_and_knows_only_what_it_was_given(tmp_path: Path):
    vector = np.arange(3, dtype=np.float32)
    with VectorCache(tmp_path) as cache:
        cache.put({"a": vector})
    with VectorCache(tmp_path) as cache:
        found = cache.get(["a", "b"])

    assert set(found) == {"a"}
    assert np.array_equal(found["a"], vector)


def test_a_damaged_cache_is_begun_anew(tmp_path: Path):
    (tmp_path / "embeddings.sqlite3").write_bytes(b"not a database, " * 500)

    with VectorCache(tmp_path) as cache:
        cache.put({"a": np.zeros(3, np.float32)})
        assert set(cache.get(["a"])) == {"a"}


def test_two_processes_may_use_one_cache(tmp_path: Path):
    with VectorCache(tmp_path) as one, VectorCache(tmp_path) as other:
        one.put({"a": np.zeros(3, np.float32)})
        other.put({"a": np.ones(3, np.float32), "b": np.ones(3, np.float32)})
        assert set(one.get(["a", "b"])) == {"a", "b"}


def test_a_vector_that_vanished_is_made_again(tmp_path: Path):
    store, embedder = stored(FILMS[:1]), HashEmbedder()
    derive(store, embedder, tmp_path)
    held = store._derived["work:nls/0001"]
    assert "embedding_of" in held
    del held["embedding"]

    assert derive(store, embedder, tmp_path).remembered == 1
    assert json.loads(store.snapshot(EVERYTHING).nodes["derived"].to_pylist()[0])
