"""The backup file, and putting a graph in the place of another."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from graph_schema.errors import BackupError, ManagedStoreError
from graph_schema.managed import ManagedNeo4j
from graph_schema.managed.backup import read_dump, verify_backup, write_backup
from graph_schema.managed.layout import Layout
from graph_schema.managed.swap import keep, roll_back, swap_in

DUMP = bytes(range(256)) * 20_000


@contextmanager
def dumping(failure: Exception | None = None) -> Iterator[IO[bytes]]:
    yield io.BytesIO(DUMP)
    if failure:
        raise failure


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "graph.backup"
    write_backup(dumping(), path)
    return path


def test_a_backup_gives_back_what_was_saved(saved: Path) -> None:
    manifest = verify_backup(saved)
    assert manifest.size == len(DUMP)
    assert manifest.neo4j == "5.26.30"
    assert b"".join(read_dump(saved)) == DUMP
    assert saved.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.parent.iterdir()] == ["graph.backup"]


def test_a_failed_dump_leaves_the_older_backup(saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(ManagedStoreError, match="no dump"):
        write_backup(dumping(ManagedStoreError("no dump")), saved)
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == ["graph.backup"]


@pytest.mark.parametrize("kept", [0, 10, 1000, len(DUMP), -1])
def test_a_backup_that_was_cut_off_is_refused(saved: Path, kept: int) -> None:
    saved.write_bytes(saved.read_bytes()[:kept])
    with pytest.raises(BackupError, match="Nothing was changed"):
        verify_backup(saved)


def test_a_backup_with_a_changed_byte_is_refused(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(bytes(content))
    with pytest.raises(BackupError, match="Nothing was changed"):
        verify_backup(saved)


def test_a_backup_with_another_dump_in_it_is_refused(saved: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(forged, "w") as new:
        new.writestr("neo4j.dump", DUMP[::-1])
        new.writestr("manifest.json", old.read("manifest.json"))
    with pytest.raises(BackupError, match="not those that were saved"):
        verify_backup(forged)


@pytest.mark.parametrize("manifest", ["", "[]", '{"format": 2}', '{"surprise": 1}'])
def test_a_manifest_that_says_nothing_known_is_refused(tmp_path: Path, manifest: str) -> None:
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("neo4j.dump", DUMP)
        archive.writestr("manifest.json", manifest)
    with pytest.raises(BackupError, match="no backup of Reelgraph"):
        verify_backup(path)


def test_a_backup_of_a_later_format_is_refused(saved: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(later, "w") as new:
        new.writestr("neo4j.dump", DUMP)
        new.writestr("manifest.json", old.read("manifest.json").replace(b'mat": 1', b'mat": 2'))
    with pytest.raises(BackupError, match="format 2 is not known"):
        verify_backup(later)


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="There is no backup"):
        verify_backup(tmp_path / "missing")
    with pytest.raises(BackupError, match="no backup of Reelgraph"):
        verify_backup(tmp_path)


def test_a_backup_is_not_written_over_a_file_unasked(saved: Path, tmp_path: Path) -> None:
    server = ManagedNeo4j(tmp_path / "home")
    with pytest.raises(BackupError, match="exists already"):
        server.backup(saved)
    with pytest.raises(BackupError, match="name a file in a folder that exists"):
        server.backup(tmp_path / "missing" / "file")
    with pytest.raises(BackupError, match="no graph"):
        server.backup(saved, force=True)


def test_restoring_what_is_no_backup_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("hello")
    with pytest.raises(BackupError):
        ManagedNeo4j(tmp_path / "home").restore(tmp_path / "file")
    assert not (tmp_path / "home").exists()


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "neo4j")
    for owner, text in ((layout, "old"), (layout.staged, "new")):
        for part in ("databases", "transactions"):
            (owner.data / part / "neo4j").mkdir(parents=True)
            (owner.data / part / "neo4j" / "file").write_text(text)
    return layout


def graph(layout: Layout) -> list[str]:
    parts = ("databases", "transactions")
    return [(layout.data / part / "neo4j" / "file").read_text() for part in parts]


def rest(layout: Layout) -> list[str]:
    return [path.name for path in layout.root.iterdir()]


def test_a_kept_graph_replaces_the_old_one(layout: Layout) -> None:
    swap_in(layout, layout.staged)
    assert graph(layout) == ["new", "new"]
    keep(layout)
    roll_back(layout)
    assert graph(layout) == ["new", "new"]
    assert rest(layout) == ["data"]


def test_keeping_and_rolling_back_with_nothing_aside_change_nothing(layout: Layout) -> None:
    keep(layout)
    roll_back(layout)
    assert graph(layout) == ["old", "old"]


@pytest.mark.parametrize("steps", range(6))
def test_a_swap_ended_at_any_step_is_undone(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    rename, done = Path.rename, []

    def rename_until_killed(path: Path, target: Path) -> Path:
        if len(done) == steps:
            raise KeyboardInterrupt
        done.append(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_until_killed)
    try:
        swap_in(layout, layout.staged)
    except KeyboardInterrupt:
        assert steps < 4
    monkeypatch.undo()
    roll_back(layout)
    assert graph(layout) == ["old", "old"]
    assert rest(layout) == ["data"]


def test_undoing_that_was_itself_ended_is_taken_up_again(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap_in(layout, layout.staged)
    rename = Path.rename

    def rename_once(path: Path, target: Path) -> Path:
        if "transactions" in path.parts:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_once)
    with pytest.raises(KeyboardInterrupt):
        roll_back(layout)
    monkeypatch.undo()
    roll_back(layout)
    assert graph(layout) == ["old", "old"]
