"""Rows of spreadsheets: .csv, .tsv and .xlsx, each with the line that it starts at."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from graph_ingest.readers.lines import opened, read_lines, unreadable
from graph_schema.errors import InputError

CELL_LIMIT = 16 * 2**20
"""Longest cell that is read, in characters."""

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_UNPACKED_LIMIT = 2**30


@dataclass(frozen=True)
class Row:
    """One row: the line that it starts at and its cells, as many as it has."""

    line: int
    cells: list[str]


def is_table(path: Path) -> bool:
    """True when the file's name says that it is a spreadsheet."""
    return path.suffix.lower() in {*_DELIMITERS, ".xlsx"}


def read_table(path: Path) -> Iterator[Row]:
    """The rows of a spreadsheet, the heading among them, without wholly empty ones.

    A .csv or .tsv file is UTF-8; of an .xlsx file the first sheet is read.

    Raises:
        InputError: The file can't be read as a spreadsheet.
    """
    rows = _workbook(path) if path.suffix.lower() == ".xlsx" else _delimited(path)
    return (row for row in rows if any(row.cells))


def header_of(path: Path) -> list[str]:
    """The names of the columns.

    Raises:
        InputError: The file can't be read, is empty, or names a column twice or not at all.
    """
    first = next(read_table(path), None)
    if first is None:
        raise InputError("the file is empty", path=str(path))
    return checked_header(first, path)


def checked_header(row: Row, path: Path) -> list[str]:
    """The column names in the first row, trimmed.

    Raises:
        InputError: A name is empty or stands twice.
    """
    names = [cell.strip() for cell in row.cells]
    for place, name in enumerate(names, start=1):
        if not name:
            raise InputError(f"column {place} has no name", path=str(path), line=row.line)
        if name in names[: place - 1]:
            raise InputError(
                "two columns have this name", path=str(path), line=row.line, field=name
            )
    return names


def _delimited(path: Path) -> Iterator[Row]:
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(_texts(path), delimiter=_DELIMITERS[path.suffix.lower()], strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(_explained(error), path=str(path), line=line) from error


def _texts(path: Path) -> Iterator[str]:
    for line in read_lines(path):
        if line.text is None:
            raise InputError(
                f"the line has {line.size:,} bytes, which is more than a spreadsheet's line can "
                "hold; a line end or a quote is missing",
                path=str(path),
                line=line.number,
            )
        yield line.text


def _explained(error: csv.Error) -> str:
    text = str(error)
    if "field larger than" in text or "unexpected end" in text:
        return "a cell that begins here never ends; a closing quote is missing"
    if "expected after" in text:
        return "a quote inside a quoted cell must be doubled"
    return text


def _workbook(path: Path) -> Iterator[Row]:
    # Imported late: most archives send CSV, and openpyxl takes a while to load.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _check_size(path)
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            width = 0
            for line, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
                cells = _trimmed(row)
                width = width or len(cells)
                yield Row(line, cells + [""] * (width - len(cells)))
    except OSError as error:
        raise unreadable(path, error) from error
    except (InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise InputError(f"not a readable .xlsx file: {error}", path=str(path)) from error


def _check_size(path: Path) -> None:
    try:
        with opened(path) as file, zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputError("not an .xlsx file; save it as .xlsx or .csv", path=str(path)) from error
    if size > _UNPACKED_LIMIT:
        raise InputError(
            f"unpacks to {size:,} bytes, more than {_UNPACKED_LIMIT:,}; save it as .csv",
            path=str(path),
        )


def _trimmed(cells: Sequence[object]) -> list[str]:
    texts = [_cell_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)
