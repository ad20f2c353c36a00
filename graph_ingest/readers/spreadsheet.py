"""Catalogues in spreadsheets, read by a mapping file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from graph_ingest.readers.gazetteer import read_gazetteer
from graph_ingest.readers.mapping import Mapping, RecordIdColumn, shipped_mapping
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.record import collection_contribution, record_contribution, record_id
from graph_ingest.readers.tables import Row, checked_header, header_of, is_table, read_table
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError


class SpreadsheetReader:
    """Reads .csv, .tsv and .xlsx files: one Contribution a row.

    Before the rows come one Contribution for the collection and one for the gazetteer beside
    the file, where the mapping names one.
    """

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.name = mapping.name

    def claims(self, path: Path) -> bool:
        """True for a spreadsheet with this mapping's columns of record number and title."""
        if not is_table(path):
            return False
        try:
            header = header_of(path)
        except InputError:
            return False
        return {self.mapping.column("record_id"), self.mapping.column("title")} <= set(header)

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """One Contribution for each row; rows that can't be read go to the quarantine.

        Raises:
            InputError: The file is no UTF-8 spreadsheet, lacks a column of the mapping, or has
                one that the mapping does not name.
        """
        rows = read_table(path)
        header = self._header(next(rows, None), path)
        yield collection_contribution(self.mapping, path)
        if (places := read_gazetteer(path, self.mapping, quarantine)) is not None:
            yield places
        seen: dict[str, int] = {}
        for row in rows:
            try:
                yield self._record(row, header, path, seen, quarantine)
            except InputError as error:
                quarantine.add(path, row.line, error.field, error.message, _shown(row, header))

    def _header(self, first: Row | None, path: Path) -> list[str]:
        if first is None:
            raise InputError("the file is empty", path=str(path))
        header = checked_header(first, path)
        for name in self.mapping.required:
            if name not in header:
                raise InputError(
                    f"the column is missing; the mapping {self.name!r} needs it and the file has "
                    f"{', '.join(header)}",
                    path=str(path),
                    line=first.line,
                    field=name,
                )
        for name in header:
            if name not in self.mapping.columns:
                raise InputError(
                    f"the mapping {self.name!r} does not know this column; correct its name, or "
                    f"add '{name}: {{term: ignored}}' to a copy of the mapping",
                    path=str(path),
                    line=first.line,
                    field=name,
                )
        return header

    def _record(
        self,
        row: Row,
        header: Sequence[str],
        path: Path,
        seen: dict[str, int],
        quarantine: Quarantine,
    ) -> Contribution:
        fields = _fields(row, header)
        number = self._number(fields)
        if number in seen:
            raise InputError(
                f"record {number!r} stands in line {seen[number]} and again in line {row.line}; "
                "the first is kept",
                field=self.mapping.column("record_id"),
            )
        try:
            contribution, notes = record_contribution(self.mapping, number, fields, path, row.line)
        except ValidationError as error:
            raise InputError(reason(error)) from error
        seen[number] = row.line
        for field, message in notes:
            quarantine.note(path, row.line, field, message, fields[field])
        return contribution

    def _number(self, fields: dict[str, str]) -> str:
        name = self.mapping.column("record_id") or ""
        column = self.mapping.columns[name]
        assert isinstance(column, RecordIdColumn)
        return record_id(fields[name], name, column.pattern)


def nls() -> SpreadsheetReader:
    """Reader of the National Library of Scotland's Moving Image Archive export."""
    return SpreadsheetReader(shipped_mapping("nls"))


def issa_sample() -> SpreadsheetReader:
    """Reader of the ISSA workshops' sample sheet."""
    return SpreadsheetReader(shipped_mapping("issa-sample"))


def _fields(row: Row, header: Sequence[str]) -> dict[str, str]:
    if len(row.cells) > len(header):
        raise InputError(
            f"the row has {len(row.cells)} cells under {len(header)} columns; a comma inside a "
            "cell needs quotes around the cell"
        )
    if len(row.cells) < len(header):
        raise InputError(f"the row has {len(row.cells)} cells; there are {len(header)} columns")
    for name, cell in zip(header, row.cells, strict=True):
        if "\0" in cell:
            raise InputError("the cell has a NUL character; the file is damaged", field=name)
    return dict(zip(header, row.cells, strict=True))


def _shown(row: Row, header: Sequence[str]) -> str:
    return json.dumps(dict(zip(header, row.cells, strict=False)), ensure_ascii=False)
