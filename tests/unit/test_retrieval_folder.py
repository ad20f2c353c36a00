"""Generations: what is half written, damaged, old or in use."""

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, picture, shots, stored

from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.store import Snapshot
from rag_service.retrieval import Index, folder
from rag_service.retrieval.manifest import FORMAT

MANY = [
    film(
        f"{n:04}",
        f"REEL {n}",
        f"Reel {n} of the harbour number {n % 7}.",
        places=(f"Town {n % 9}",),
    )
    for n in range(60)
]


def build(place: Path, snapshot: Snapshot | None = None) -> Index:
    return Index.build(snapshot or picture(), place, HashEmbedder())


def generations(place: Path) -> list[str]:
    return sorted(path.name for path in place.glob("generation-*"))


def titles(index: Index, question: str) -> list[str]:
    return [e.title for e in index.search(question, EVERYTHING, 10).evidence]


def test_what_was_built_can_be_opened(tmp_path: Path):
    built = build(tmp_path)
    opened = Index.open(tmp_path, HashEmbedder())

    assert opened.folder == built.folder
    assert opened.manifest.passages == len(FILMS)
    assert opened.sequence == 1
    assert titles(opened, "tram") == titles(built, "tram")


def test_no_index_yet(tmp_path: Path):
    with pytest.raises(RetrievalIndexError, match="reelgraph index"):
        Index.open(tmp_path / "nothing", HashEmbedder())


def test_another_model(tmp_path: Path):
    build(tmp_path)

    with pytest.raises(RetrievalIndexError, match=r"hash-64, but another is set now.*reelgraph"):
        Index.open(tmp_path, HashEmbedder("another"))


def test_another_version(tmp_path: Path):
    path = build(tmp_path).folder / "manifest.json"
    path.write_text(path.read_text().replace(f'"format": {FORMAT}', '"format": 99'))

    with pytest.raises(RetrievalIndexError, match=r"another version.*format 99.*reelgraph index"):
        Index.open(tmp_path, HashEmbedder())


def test_every_file_is_checked(tmp_path: Path):
    built = build(tmp_path / "whole")
    names = [*json.loads((built.folder / "manifest.json").read_text())["files"], "manifest.json"]
    assert "vectors.npy" in names
    assert any(name.startswith("lexical/") for name in names)
    for number, name in enumerate(names):
        broken = tmp_path / f"broken-{number}"
        shutil.copytree(tmp_path / "whole", broken)
        path = broken / built.folder.name / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)
        with pytest.raises(RetrievalIndexError, match="reelgraph index"):
            Index.open(broken, HashEmbedder())
        path.unlink()
        with pytest.raises(RetrievalIndexError, match="reelgraph index"):
            Index.open(broken, HashEmbedder())


def test_a_damaged_index_is_built_anew(tmp_path: Path):
    damaged = build(tmp_path)
    (damaged.folder / "vectors.npy").write_bytes(b"")

    assert titles(build(tmp_path), "last tram")[0] == "The LAST TRAM"


@pytest.mark.parametrize("content", ["", "../elsewhere", "generation-gone"])
def test_a_damaged_pointer(tmp_path: Path, content: str):
    build(tmp_path)
    (tmp_path / "CURRENT").write_text(content)

    with pytest.raises(RetrievalIndexError, match="reelgraph index"):
        Index.open(tmp_path, HashEmbedder())


def test_what_others_add_comes_with_the_switch(tmp_path: Path):
    def extra(place: Path) -> None:
        assert not (tmp_path / "CURRENT").exists()
        (place / "facts.txt").write_text("facts")

    built = Index.build(picture(), tmp_path, HashEmbedder(), extra)

    assert (built.folder / "facts.txt").read_text() == "facts"
    (built.folder / "facts.txt").write_text("fakes")
    with pytest.raises(RetrievalIndexError, match=r"facts.txt is missing or damaged"):
        Index.open(tmp_path, HashEmbedder())


def test_a_failed_build_leaves_the_old_one(tmp_path: Path):
    before = build(tmp_path)

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(RetrievalIndexError, match="No space left on device"):
        Index.build(picture(MANY), tmp_path, HashEmbedder(), fail)

    assert Index.open(tmp_path, HashEmbedder()).folder == before.folder
    assert list(tmp_path.glob("building-*")) == []
    assert before.is_current()


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path):
    (tmp_path / "building-left").mkdir()
    (tmp_path / "building-left" / "vectors.npy").write_bytes(b"half")

    build(tmp_path)

    assert not (tmp_path / "building-left").exists()


def test_a_generation_stays_while_it_is_read(tmp_path: Path):
    build(tmp_path)
    reader = Index.open(tmp_path, HashEmbedder())
    newer = build(tmp_path, picture(MANY))

    assert not reader.is_current()
    assert newer.is_current()
    assert generations(tmp_path) == sorted([reader.folder.name, newer.folder.name])
    assert titles(reader, "last tram")[0] == "The LAST TRAM"

    reader.close()
    newest = build(tmp_path, picture(MANY[:-1]))
    assert reader.folder.name not in generations(tmp_path)
    assert newest.folder.name in generations(tmp_path)


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folder, "_WRITER_WAIT_S", 0.1)
    with (
        FileLock(tmp_path / "writer.lock"),
        pytest.raises(RetrievalIndexError, match="another process is writing"),
    ):
        build(tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RetrievalIndexError, match="can't be written"):
        build(tmp_path / "file" / "index")


def test_an_unchanged_store_needs_no_new_index(tmp_path: Path):
    store = stored()
    index = build(tmp_path, store.snapshot(EVERYTHING))

    assert index.refresh(store) is index


def changed(store: MemoryStore) -> MemoryStore:
    store.remove(["nls/0003"])
    store.apply([film("0004", "LAUNCH", "A yacht is launched.", places=("Town 4",))])
    store.apply([film("0900", "REGATTA", "Rowing boats.", places=("Town 1",))])
    return store


def test_a_small_change_is_patched_in(tmp_path: Path):
    store, embedder = stored(MANY), HashEmbedder()
    old = Index.build(store.snapshot(EVERYTHING), tmp_path / "one", embedder)
    embedder.embedded.clear()
    patched = old.refresh(changed(store))
    fresh = build(tmp_path / "two", store.snapshot(EVERYTHING))

    assert sorted(text.split(".")[0] for text in embedder.embedded) == ["LAUNCH", "REGATTA"]
    assert patched.sequence == store.sequence()
    assert patched.manifest.passages == fresh.manifest.passages == 60
    for question in ("yacht", "rowing boats", "REEL 3", "Town 4", "harbour", "REEL 12"):
        assert set(titles(patched, question)[:3]) == set(titles(fresh, question)[:3])
    assert "REEL 3" not in titles(patched, "REEL 3")
    assert "REEL 3" in titles(old, "REEL 3")


def test_patches_follow_one_another(tmp_path: Path):
    store = stored(MANY)
    index = build(tmp_path, store.snapshot(EVERYTHING))
    for n in range(1, 6):
        store.apply([film("0001", f"VERSION {n}", f"State {n}.")])
        index = index.refresh(store)

    assert titles(index, "VERSION")[0] == "VERSION 5"
    assert len([t for t in titles(index, "VERSION state") if t.startswith("VERSION")]) == 1


def test_enrichment_is_patched_in(tmp_path: Path):
    store = stored(MANY)
    index = build(tmp_path, store.snapshot(EVERYTHING))
    store.apply([shots("0001", ["a lighthouse in fog"])])

    found = index.refresh(store).search("lighthouse in fog", EVERYTHING).evidence[0]

    assert (found.kind, found.owner) == ("caption", "work:nls/0001")
