"""A generation that is patched is the one that would be written anew."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from changing_archive import WORDS, change, start
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import EVERYTHING, HashEmbedder, film, stored

from graph_schema.difference import difference
from graph_schema.errors import RetrievalIndexError
from graph_schema.scope import Scope, Visibility
from graph_schema.store import Snapshot
from rag_service.retrieval import Index, patching
from rag_service.retrieval.vectors import held_vectors

PUBLIC = Scope.public()
QUESTIONS = (*WORDS, "films of Glasgow", "Jenny Gilbertson", "REEL 7", "Jeff Ament in Leith")


def patched(index: Index, older: Snapshot, newer: Snapshot) -> Index:
    found = difference(older, newer)
    assert found is not None
    made = Index.patch(found, index.folder.parent, HashEmbedder())
    assert made is not None
    return made


def columns(index: Index) -> Iterator[tuple[str, list[object]]]:
    """All that is written row by row."""
    for path in sorted(index.folder.glob("*.arrow")):
        with pa.memory_map(str(path)) as file:
            yield path.name, pa.ipc.open_file(file).read_all().to_pylist()
    skipped = ("vectors", "lexical", "holdings")
    for path in sorted(index.folder.glob("*.npy")):
        if not path.name.startswith(skipped):
            yield path.name, np.load(path).tolist()
    yield "vectors", held_vectors(index.folder).tolist()


def rankings(index: Index) -> list[list[tuple[str, float]]]:
    return [
        [(e.id, round(e.score, 9)) for e in index.search(question, scope, 10).evidence]
        for scope in (EVERYTHING, PUBLIC)
        for question in QUESTIONS
    ]


def matches(index: Index) -> list[set[int]]:
    """What each question finds by words."""
    found = (index._parts.lexical.search(question, 100) for question in QUESTIONS)
    return [set(keys.tolist()) for keys, _ in found]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=4
)
@given(st.integers(0, 10**9))
def test_a_patched_index_is_the_one_built_anew(tmp_path_factory: pytest.TempPathFactory, seed: int):
    draw, place = random.Random(seed), tmp_path_factory.mktemp("index")
    store = start(draw)
    older = store.snapshot(EVERYTHING)
    index = Index.build(older, place / "one", HashEmbedder())
    for _ in range(2):
        change(store, draw)
        newer = store.snapshot(EVERYTHING, older)
        index = patched(index, older, newer)
        older = replace(newer, written=None)
    anew = Index.build(older, place / "two", HashEmbedder())

    assert dict(columns(index)) == dict(columns(anew))
    assert matches(index) == matches(anew)
    # How much a word weighs counts what went, until the files of words are next merged.
    index._parts = replace(index._parts, lexical=anew._parts.lexical)
    assert rankings(index) == rankings(anew)


def test_what_is_hidden_now_is_found_no_more(tmp_path_factory: pytest.TempPathFactory):
    store = stored([film("1", "TRAM STRIKE", "Maclehose speaks."), film("2", "FERRY")])
    older = store.snapshot(EVERYTHING)
    index = Index.build(older, tmp_path_factory.mktemp("index"), HashEmbedder())
    store.apply([film("1", "TRAM STRIKE", "Maclehose speaks.", visibility=Visibility.PRIVATE)])
    index = patched(index, older, store.snapshot(EVERYTHING, older))

    for question in ("tram strike", "Maclehose"):
        assert "work:nls/1" in [e.id for e in index.search(question, EVERYTHING).evidence]
        assert "work:nls/1" not in [e.id for e in index.search(question, PUBLIC).evidence]


def test_old_words_find_nothing(tmp_path_factory: pytest.TempPathFactory):
    store = stored([film(f"{n}", f"REEL {n}", f"Shows wherry{n}.") for n in range(40)])
    older = store.snapshot(EVERYTHING)
    index = Index.build(older, tmp_path_factory.mktemp("index"), HashEmbedder())
    store.apply([film(f"{n}", f"REEL {n}", "Shows nothing.") for n in range(40)])
    index = patched(index, older, store.snapshot(EVERYTHING, older))

    assert [len(index._parts.lexical.search(f"wherry{n}", 9)[0]) for n in range(40)] == [0] * 40


def test_a_failed_patch_leaves_the_old_one(tmp_path_factory: pytest.TempPathFactory):
    def fail(new: Path, old: Path) -> None:
        assert (old / "manifest.json").exists()
        assert (new / "vectors.npy").exists()
        raise OSError(28, "No space left on device")

    store = stored()
    older = store.snapshot(EVERYTHING)
    index = Index.build(older, tmp_path_factory.mktemp("index"), HashEmbedder())
    store.apply([film("9", "REGATTA")])
    found = difference(older, store.snapshot(EVERYTHING, older))
    assert found is not None
    with pytest.raises(RetrievalIndexError, match="No space left on device"):
        Index.patch(found, index.folder.parent, HashEmbedder(), fail)

    assert index.is_current()
    assert list(index.folder.parent.glob("building-*")) == []


def test_only_the_generation_before_can_be_patched(tmp_path_factory: pytest.TempPathFactory):
    store = stored()
    older = store.snapshot(EVERYTHING)
    index = Index.build(older, tmp_path_factory.mktemp("index"), HashEmbedder())
    store.apply([film("9", "REGATTA")])
    found = difference(older, store.snapshot(EVERYTHING, older))
    assert found is not None
    patched(index, older, store.snapshot(EVERYTHING, older))

    assert Index.patch(found, index.folder.parent, HashEmbedder()) is None
    assert Index.patch(found, index.folder.parent, HashEmbedder("another")) is None
    assert difference(older, replace(older, written=None)) is None


def test_vectors_enter_the_graph_of_neighbours_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(patching, "_MOST_LATE", 2)
    store = stored([film(f"{n}", f"REEL {n}") for n in range(9)])
    older = store.snapshot(EVERYTHING)
    index = Index.build(older, tmp_path_factory.mktemp("index"), HashEmbedder())
    late = []
    for n in range(4):
        store.apply([film(f"{n}", f"REEL {n} again")])
        newer = store.snapshot(EVERYTHING, older)
        index, older = patched(index, older, newer), newer
        late.append((index.folder / "vectors.slots.npy").exists())
    anew = Index.build(older, tmp_path_factory.mktemp("other"), HashEmbedder())

    assert late == [True, True, False, True]
    assert dict(columns(index)) == dict(columns(anew))
