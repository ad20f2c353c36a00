"""Bad input gets a clear message with file and line; the rest goes in, and nothing half."""

import codecs
import csv
import os
import resource
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from graph_ingest.readers import Quarantine, reader_for
from graph_ingest.readers.jsonfiles import load_items
from graph_ingest.readers.jsonl import ContributionsReader
from graph_ingest.readers.mapping import Mapping, load_mapping
from graph_ingest.readers.spreadsheet import SpreadsheetReader, nls
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError

HEADER = "no,title,year,length,note"

GOOD = '{"source":{"id":"a/%s","partner":"a","collection":"a"}}\n'


@pytest.fixture
def mapping(tmp_path: Path) -> Mapping:
    path = tmp_path / "small.yaml"
    path.write_text(
        "name: small\npartner: small\ncollection: {id: small, name: Small}\n"
        "columns:\n  no: {term: record_id}\n  title: {term: title}\n  year: {term: date}\n"
        "  length: {term: duration}\n  note: {term: summary}\n",
        encoding="utf-8",
    )
    return load_mapping(path)


class Sheet:
    """Writes a sheet and reads it."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path = path
        self.noted = Quarantine()
        self._mapping = mapping

    def read(self, content: bytes | str) -> list[Contribution]:
        raw = content.encode() if isinstance(content, str) else content
        self.path.write_bytes(raw)
        return list(SpreadsheetReader(self._mapping).read(self.path, self.noted))

    def numbers(self, content: bytes | str) -> list[str | None]:
        return [c.source.record_id for c in self.read(content)[1:]]

    def fails(self, content: bytes | str) -> InputError:
        with pytest.raises(InputError) as caught:
            self.read(content)
        assert caught.value.path == str(self.path)
        return caught.value


@pytest.fixture
def sheet(tmp_path: Path, mapping: Mapping) -> Sheet:
    return Sheet(tmp_path / "films.csv", mapping)


def test_not_utf8(sheet: Sheet) -> None:
    error = sheet.fails(f"{HEADER}\n1,A,1938,,\n2,".encode() + "Café".encode("latin-1") + b",,,\n")
    assert error.line == 3
    assert "not UTF-8 at byte 42 (0xE9); save the file as UTF-8" in str(error)


def test_another_encoding_by_its_mark(sheet: Sheet) -> None:
    error = sheet.fails(codecs.BOM_UTF16_LE + HEADER.encode("utf-16-le"))
    assert "films.csv:1: the file is UTF-16; save it as UTF-8" in str(error)


def test_a_byte_order_mark_is_fine(sheet: Sheet) -> None:
    assert sheet.numbers(codecs.BOM_UTF8 + f"{HEADER}\n1,A,,,\n".encode()) == ["1"]


def test_an_empty_file(sheet: Sheet) -> None:
    assert "films.csv: the file is empty" in str(sheet.fails(b""))


def test_a_heading_alone_is_no_error_and_no_record(sheet: Sheet) -> None:
    assert sheet.numbers(HEADER + "\n") == []


def test_a_missing_column(sheet: Sheet) -> None:
    error = sheet.fails("no,title,year,length\n1,A,,\n")
    assert (error.line, error.field) == (1, "note")
    assert "the column is missing; the mapping 'small' needs it" in str(error)


def test_an_unknown_column(sheet: Sheet) -> None:
    error = sheet.fails(f"{HEADER},shelf\n1,A,,,,x\n")
    assert (error.line, error.field) == (1, "shelf")
    assert "does not know this column" in str(error)
    assert "shelf: {term: ignored}" in str(error)


@pytest.mark.parametrize(
    ("header", "message"),
    [("no,,title", "column 2 has no name"), ("no,title,no", "two columns have this name")],
)
def test_a_heading_that_makes_no_sense(sheet: Sheet, header: str, message: str) -> None:
    assert message in str(sheet.fails(header + "\n"))


def test_a_duplicate_number(sheet: Sheet) -> None:
    assert sheet.numbers(f"{HEADER}\n1,A,,,\n2,B,,,\n1,C,,,\n3,D,,,\n") == ["1", "2", "3"]
    assert sheet.noted.count == 1
    assert sheet.noted.shown == [
        f"{sheet.path}:4 [no]: record '1' stands in line 2 and again in line 4; the first is kept"
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2,B,19??,,", "[year]: '19??' is not an EDTF date; for unknown digits write 19XX"),
        ("2,B,last year,,", "[year]: 'last year' is not an EDTF date"),
        (",B,1938,,", "[no]: there is no record number in ''"),
        ("2,,1938,,", "[title]: the record has no title"),
        ("2,B,1938,,\0", "[note]: the cell has a NUL character; the file is damaged"),
        ("2,B,1938", "the row has 3 cells; there are 5 columns"),
        ("2,B,1938,,,,", "the row has 7 cells under 5 columns"),
    ],
)
def test_a_bad_record_is_put_aside_and_the_rest_goes_in(
    sheet: Sheet, row: str, message: str
) -> None:
    assert sheet.numbers(f"{HEADER}\n1,A,,,\n{row}\n3,C,,,\n") == ["1", "3"]
    assert sheet.noted.count == 1
    assert "films.csv:3" in sheet.noted.shown[0]
    assert message in sheet.noted.shown[0]


def test_a_field_that_can_be_missed_is_left_out_and_noted(sheet: Sheet) -> None:
    assert sheet.numbers(f"{HEADER}\n1,A,1938,-3 mins,\n") == ["1"]
    assert (sheet.noted.count, sheet.noted.notes) == (0, 1)
    assert "films.csv:2 [length]: '-3 mins' is not a running time" in sheet.noted.shown[0]


def test_lines_are_those_of_the_file_after_a_cell_of_several(sheet: Sheet) -> None:
    assert sheet.numbers(f'{HEADER}\n1,A,,,"one\ntwo\nthree"\n2,B,19??,,\n') == ["1"]
    assert "films.csv:5 [year]" in sheet.noted.shown[0]


def test_a_quote_that_never_closes(sheet: Sheet) -> None:
    error = sheet.fails(f'{HEADER}\n1,A,,,\n2,B,,,"never\n3,C,,,\n')
    assert error.line == 3
    assert "a closing quote is missing" in str(error)


def test_a_quote_inside_a_cell(sheet: Sheet) -> None:
    error = sheet.fails(f'{HEADER}\n1,A,,,"one "two" three"\n')
    assert (error.line, "must be doubled" in str(error)) == (2, True)


def test_a_cell_of_two_megabytes_goes_in(sheet: Sheet) -> None:
    whole = "word " * 400_000
    [_, record] = sheet.read(f"{HEADER}\n1,A,,,{whole}\n")
    assert record.source.fields["note"] == whole


def test_the_limit_of_cells_is_left_raised(sheet: Sheet) -> None:
    sheet.read(HEADER + "\n")
    assert csv.field_size_limit() >= 2**24


def long_line(path: Path, before: str, size: int, after: str) -> Path:
    """A file with one line of this many bytes, most of it a hole on disk."""
    with path.open("wb") as file:
        file.write(before.encode())
        file.truncate(len(before) + size)
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + after.encode())
    return path


def peak(read: Callable[[], Any]) -> int:
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_of_300_megabytes_is_put_aside_and_takes_no_memory(tmp_path: Path) -> None:
    path = long_line(tmp_path / "big.jsonl", GOOD % 1, 300 * 2**20, GOOD % 2)
    noted, found = Quarantine(), []
    taken = peak(lambda: found.extend(ContributionsReader().read(path, noted)))
    assert [c.id for c in found] == ["a/1", "a/2"]
    assert noted.shown == [
        f"{path}:2: the line has 314,572,801 bytes; at most 33,554,432 are read, so give one "
        "Contribution a line"
    ]
    assert taken < 150 * 2**20


def test_a_long_line_in_a_spreadsheet_stops_it(tmp_path: Path, mapping: Mapping) -> None:
    path = long_line(tmp_path / "films.csv", f"{HEADER}\n1,A,,,\n", 40 * 2**20, "")
    with pytest.raises(InputError, match=r"films.csv:3: the line has 41,943,041 bytes"):
        list(SpreadsheetReader(mapping).read(path, Quarantine()))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: Expecting property name"),
        ("[]", "no Contribution"),
        ('{"source": {"id": "x"}}', "no Contribution: source.partner: Field required"),
        (GOOD.strip() % 1, "the Source 'a/1' speaks in line 1 too"),
        (
            '{"source":{"id":"a/3","partner":"a","collection":"a"},"nodes":[{"label":"Segment",'
            '"id":"s","kind":"shot","start_ms":5,"end_ms":4}]}',
            "ends at 4 ms, before or at its start 5 ms",
        ),
        (
            '{"source":{"id":"a/3","partner":"a","collection":"a"},"nodes":[{"label":"Segment",'
            '"id":"s","kind":"shot","start_ms":-5,"end_ms":4}]}',
            "greater than or equal to 0",
        ),
    ],
)
def test_a_line_that_is_no_contribution(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(GOOD % 1 + line + "\n\n" + GOOD % 2, encoding="utf-8")
    noted = Quarantine()
    assert [c.id for c in ContributionsReader().read(path, noted)] == ["a/1", "a/2"]
    assert noted.count == 1
    assert "some.jsonl:2: " in noted.shown[0]
    assert message in noted.shown[0]


@pytest.mark.parametrize(
    ("name", "content", "line", "message"),
    [
        ("index_shots.json", '{"meta": {},\n"data": [{"video" "clip"}]}', 2, "not JSON: Expecting"),
        ("index_shots.json", '{"data": {"video": 1, "clip": 2}}', 1, "there is no list"),
        ("index_shots.json", '{"data": [NaN]}', None, "NaN is not a JSON number"),
        ("collections.json", "", None, "the file is empty"),
        ("collections.json", "[" * 200_000, None, "nested too deep"),
        ("collections.json", '{"data": "\udc80"}', 1, "not UTF-8 at byte 10"),
    ],
)
def test_json_that_is_none(
    tmp_path: Path, name: str, content: str, line: int | None, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as caught:
        load_items(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert message in str(caught.value)


def test_a_workbook_that_is_none(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "films.xlsx"
    path.write_bytes(b"no,title\n")
    with pytest.raises(InputError, match=r"films.xlsx: not an .xlsx file"):
        list(SpreadsheetReader(mapping).read(path, Quarantine()))


def test_a_workbook_of_other_parts(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "films.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "none")
    with pytest.raises(InputError, match=r"films.xlsx: not a readable .xlsx file"):
        list(SpreadsheetReader(mapping).read(path, Quarantine()))


def test_a_workbook_that_unpacks_without_end(
    tmp_path: Path, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_ingest.readers.tables._UNPACKED_LIMIT", 2**20)
    path = tmp_path / "films.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2**21))
    assert path.stat().st_size < 2**12
    with pytest.raises(InputError, match=r"unpacks to 2,097,152 bytes, more than 1,048,576"):
        list(SpreadsheetReader(mapping).read(path, Quarantine()))


def refused(*_arguments: object, **_named: object) -> Iterator[Path]:
    raise PermissionError(13, "Permission denied")


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(InputError, match=r"no permission to read it; give this user read access"):
        reader_for(tmp_path)


def test_a_folder_below_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    whole = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        return refused() if folder == locked else whole(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(InputError) as caught:
        list(reader_for(tmp_path).read(tmp_path, Quarantine()))
    assert caught.value.path == str(locked)


def test_a_file_without_permission(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet.path.write_text(HEADER, encoding="utf-8")

    def open_(path: Path, *_arguments: object) -> BinaryIO:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", open_)
    with pytest.raises(InputError, match=r"films.csv: no permission to read it"):
        reader_for(sheet.path)


def test_a_gazetteer_that_lacks_a_column(tmp_path: Path) -> None:
    catalogue = tmp_path / "marc_records.csv"
    columns = ",".join(nls().mapping.columns)
    catalogue.write_text(columns + "\n", encoding="utf-8")
    (tmp_path / "MovingImageArchiveEnrichment.csv").write_text("Location,lat\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(nls().read(catalogue, Quarantine()))
    assert "MovingImageArchiveEnrichment.csv" in caught.value.path
    assert (caught.value.line, caught.value.field) == (1, "long")


def test_a_gazetteer_with_a_bad_point(tmp_path: Path) -> None:
    catalogue = tmp_path / "marc_records.csv"
    catalogue.write_text(",".join(nls().mapping.columns) + "\n", encoding="utf-8")
    (tmp_path / "MovingImageArchiveEnrichment.csv").write_text(
        "Location,lat,long,wikidata,geonames\nGlasgow,55.9,-4.3,Q4093,1\nFife,x,1,,\nBute,95,1,,\n",
        encoding="utf-8",
    )
    noted = Quarantine()
    found = list(nls().read(catalogue, noted))
    assert [n.id for n in found[1].nodes if n.label == "Place"] == ["place:nls/glasgow"]
    assert noted.count == 2
    assert "Enrichment.csv:3: 'x' is not a number of degrees" in noted.shown[0]
    assert "Enrichment.csv:4: " in noted.shown[1]


def test_hostile_text_stays_text(sheet: Sheet) -> None:
    nasty = "'; MATCH (n) DETACH DELETE n //${jndi:x}<script>\u202e\U0001f4a3"
    [_, record] = sheet.read(f'{HEADER}\n"{nasty}",{nasty},1938,,{nasty}\n')
    assert record.source.fields["note"] == nasty
    assert record.id == f"small/{nasty}"


def test_reading_does_not_hold_the_file_in_memory(sheet: Sheet) -> None:
    rows = "".join(f"{n},Title,1938,,{'word ' * 200}\n" for n in range(5_000))
    sheet.path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    reader = SpreadsheetReader(sheet._mapping)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in reader.read(sheet.path, sheet.noted):
        pass
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024  # KiB


def test_text_that_is_no_unicode_costs_its_clip_only(tmp_path: Path) -> None:
    shot = (
        '{"video": "NI/V1", "clip": "00.00.%02d-10", "shot": "001", "start": "00:00:00", '
        '"short_description": "%s"}'
    )
    path = tmp_path / "index_shots.json"
    items = ", ".join([shot % (0, "A tram."), shot % (10, "\\ud800"), shot % (20, "A bus.")])
    path.write_text(f'{{"meta": {{}}, "data": [{items}]}}', encoding="utf-8")
    noted = Quarantine()
    found = list(reader_for(path).read(path, noted))
    assert [c.id for c in found] == ["ni/shots/V1/00.00.00-10", "ni/shots/V1/00.00.20-10"]
    assert noted.count == 1
    assert "NI/V1/00.00.10-10: " in noted.shown[0]


def test_a_language_that_is_none_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "tongues.yaml"
    path.write_text(
        "name: t\npartner: t\ncollection: {id: t, name: T}\ncolumns:\n"
        "  no: {term: record_id}\n  title: {term: title}\n  tongue: {term: language}\n",
        encoding="utf-8",
    )
    sheet = Sheet(tmp_path / "films.csv", load_mapping(path))
    assert sheet.numbers("no,title,tongue\n1,A,gaelic please\n") == ["1"]
    assert "films.csv:2 [tongue]: 0: 'gaelic please' is not a BCP 47" in sheet.noted.shown[0]
