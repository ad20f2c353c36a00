"""The snapshot that is kept between runs: whole, or none."""

from dataclasses import replace
from pathlib import Path

import pytest
from small_archive import EVERYTHING, stored

from graph_ingest.kept import KeptSnapshot
from graph_schema.store import Snapshot


@pytest.fixture
def snapshot() -> Snapshot:
    return replace(stored().snapshot(EVERYTHING), graph="one")


def test_what_is_kept_comes_back(tmp_path: Path, snapshot: Snapshot) -> None:
    kept = KeptSnapshot(tmp_path / "kept")
    assert kept.load() is None
    assert kept.sequence() == -1
    kept.save(snapshot)
    kept.save(snapshot)
    assert kept.load() == snapshot
    assert kept.sequence() == snapshot.sequence


def test_one_of_an_earlier_version_may_lack_the_last_column(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    kept = KeptSnapshot(tmp_path / "kept")
    older = replace(snapshot, sources=snapshot.sources.drop_columns(["run"]))
    kept.save(older)
    assert kept.load() == older
    kept.save(replace(snapshot, sources=snapshot.sources.drop_columns(["kind"])))
    assert kept.load() is None


@pytest.mark.parametrize("name", ["snapshot.json", "nodes.arrow", "edges.arrow", "sources.arrow"])
def test_a_damaged_one_counts_as_none(tmp_path: Path, snapshot: Snapshot, name: str) -> None:
    kept = KeptSnapshot(tmp_path / "kept")
    kept.save(snapshot)
    file = tmp_path / "kept" / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert kept.load() is None


def test_one_that_was_cut_off_counts_as_none(tmp_path: Path, snapshot: Snapshot) -> None:
    kept = KeptSnapshot(tmp_path / "kept")
    kept.save(snapshot)
    (tmp_path / "kept" / "snapshot.json").unlink()
    assert kept.load() is None


def test_where_it_cannot_be_written_none_is_kept(tmp_path: Path, snapshot: Snapshot) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = KeptSnapshot(tmp_path / "file" / "kept")
    kept.save(snapshot)
    assert kept.load() is None


def test_discarded_it_is_gone(tmp_path: Path, snapshot: Snapshot) -> None:
    kept = KeptSnapshot(tmp_path / "kept")
    kept.save(snapshot)
    kept.discard()
    assert kept.load() is None
