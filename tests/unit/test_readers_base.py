"""Readers are found by what a file is, or by name; folders are read file by file."""

import json
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from graph_ingest.readers import Quarantine, Reader, reader_for
from graph_ingest.readers.base import GROUP
from graph_ingest.readers.jsonl import ContributionsReader
from graph_schema.contribution import Contribution, Source
from graph_schema.errors import InputError
from graph_schema.nodes import Work


def contribution(number: int) -> Contribution:
    source = Source(id=f"a/{number}", partner="a", collection="a")
    return Contribution(source=source, nodes=[Work(id=f"work:a/{number}", preferred_title="T")])


def write(path: Path, contributions: Iterator[Contribution]) -> Path:
    lines = [c.model_dump_json(exclude_none=True) for c in contributions]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_entry_point_gives_a_reader() -> None:
    entries = entry_points(group=GROUP)
    assert {entry.name for entry in entries} >= {"nls", "framesense", "deerin-shots"}
    for entry in entries:
        reader: Reader = entry.load()()
        assert reader.name == entry.name
        assert not reader.claims(Path(__file__))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("nls_moving_image_archive/marc_records.csv", "nls"),
        ("issa_deerin/workshops/ws1/sample-11.csv", "issa-sample"),
        ("issa_deerin/geosearch/tools/index_shots.json", "deerin-shots"),
        ("issa_deerin/geosearch/tools/index_places.json", "deerin-places"),
        ("issa_deerin/experiments/qwen3x/segments_true/S1964_2.json", "segmentation"),
        ("framesense_format/docs/collections.json", "framesense"),
        ("framesense_format", "folder"),
    ],
)
def test_files_are_recognised(shared_data: Path, path: str, name: str) -> None:
    assert reader_for(shared_data / path).name == name


def test_a_mapping_can_be_named_or_given(shared_data: Path, tmp_path: Path) -> None:
    sheet = shared_data / "issa_deerin" / "workshops" / "ws1" / "sample-11.csv"
    assert reader_for(sheet, "nls").name == "nls"
    own = tmp_path / "own.yaml"
    own.write_text(
        "name: own\npartner: own\ncollection: {id: own, name: Own}\n"
        "columns: {a: {term: record_id}, b: {term: title}}\n",
        encoding="utf-8",
    )
    assert reader_for(sheet, str(own)).name == "own"


def test_a_mapping_is_for_spreadsheets_only(shared_data: Path) -> None:
    index = shared_data / "issa_deerin" / "geosearch" / "tools" / "index_shots.json"
    assert reader_for(index, "nls").name == "deerin-shots"


def test_an_unknown_mapping_is_told_with_those_there_are(shared_data: Path) -> None:
    sheet = shared_data / "issa_deerin" / "workshops" / "ws1" / "sample-11.csv"
    with pytest.raises(InputError, match=r"no mapping or reader 'marc'; there are .*nls"):
        reader_for(sheet, "marc")


def test_a_spreadsheet_that_no_mapping_knows(tmp_path: Path) -> None:
    path = tmp_path / "films.csv"
    path.write_text("shelf,colour\n1,red\n", encoding="utf-8")
    with pytest.raises(InputError, match="no mapping that ships knows the columns shelf, colour"):
        reader_for(path)


def test_a_file_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\0\0\0\x18ftyp")
    with pytest.raises(InputError, match="no reader knows this file"):
        reader_for(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        reader_for(tmp_path / "films.csv")


def test_contributions_come_back_as_they_were(tmp_path: Path) -> None:
    given = [contribution(n) for n in (1, 2)]
    path = write(tmp_path / "some.jsonl", iter(given))
    found = list(reader_for(path).read(path, Quarantine()))
    assert [c.hash for c in found] == [c.hash for c in given]
    assert [(c.source.file, c.source.line) for c in found] == [(str(path), 1), (str(path), 2)]


def test_a_folder_is_its_files_and_those_below(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path / "one.jsonl", iter([contribution(1)]))
    write(tmp_path / "deep" / "two.jsonl", iter([contribution(2)]))
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Films", encoding="utf-8")
    noted = Quarantine()
    found = list(reader_for(tmp_path).read(tmp_path, noted))
    assert [c.id for c in found] == ["a/1", "a/2"]
    assert (noted.count, noted.notes) == (0, 1)
    assert "other.json: no reader knows this file" in noted.shown[0]


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no reader knows any file in this folder"):
        list(reader_for(tmp_path).read(tmp_path, Quarantine()))


def test_the_quarantine_is_a_file_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "new" / "quarantine.jsonl"
    with Quarantine(path) as noted:
        assert not path.exists()
        noted.add(Path("films.csv"), 7, "date", "not a date", "1,x")
        noted.note(Path("films.csv"), 8, None, "odd", "\ud800")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {
        "file": "films.csv",
        "line": 7,
        "field": "date",
        "message": "not a date",
        "record": "1,x",
        "kept": False,
    }
    assert lines[1]["kept"] is True
    assert (noted.count, noted.notes) == (1, 1)
    assert noted.shown == ["films.csv:7 [date]: not a date", "films.csv:8: odd"]


def test_an_empty_quarantine_leaves_no_file(tmp_path: Path) -> None:
    with Quarantine(tmp_path / "quarantine.jsonl") as noted:
        pass
    assert (noted.count, list(tmp_path.iterdir())) == (0, [])


def test_only_files_that_say_so_are_contributions(tmp_path: Path) -> None:
    path = write(tmp_path / "spool", iter([contribution(1)]))
    assert ContributionsReader().claims(path)
    assert not ContributionsReader().claims(tmp_path)
