"""What a reader is, and how the one for a file is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from graph_ingest.readers.folder import FolderReader, UnclaimedError
from graph_ingest.readers.lines import unreadable
from graph_ingest.readers.mapping import load_mapping
from graph_ingest.readers.quarantine import Quarantine
from graph_ingest.readers.spreadsheet import SpreadsheetReader
from graph_ingest.readers.tables import header_of, is_table
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError

GROUP = "reelgraph.readers"
"""Entry-point group; an entry is called without arguments and gives a Reader."""

_MAPPING_BESIDE = "mapping.yaml"


class Reader(Protocol):
    """Turns one file or folder into Contributions."""

    name: str

    def claims(self, path: Path) -> bool:
        """True when the file is this reader's; a cheap look that never raises InputError."""
        ...

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """What the file says, one Contribution at a time; bad records go to the quarantine.

        Raises:
            InputError: The file can't be read as a whole. It may come after some
                Contributions were given, which the caller then drops.
        """
        ...


def reader_for(path: Path, name: str | None = None) -> Reader:
    """The reader of a file or folder.

    Args:
        path: File, or a folder, which is read file by file.
        name: How spreadsheets are read: the name of an installed reader or the path of a
            mapping file. Other files are recognised by what they are. Without it a
            spreadsheet is read by the ``mapping.yaml`` beside it, or by a mapping that ships.

    Raises:
        InputError: The path can't be read, no reader takes it, or there is none of that name.
    """
    _check_there(path)
    chosen = _named(name) if name else None
    if path.is_dir():
        return FolderReader(lambda file, quarantine: _of_file(file, chosen).read(file, quarantine))
    return _of_file(path, chosen)


def _of_file(path: Path, chosen: Reader | None) -> Reader:
    if is_table(path):
        if chosen:
            return chosen
        beside = path.parent / _MAPPING_BESIDE
        if beside.is_file():
            return SpreadsheetReader(load_mapping(beside))
    for reader in _installed():
        if reader.claims(path):
            return reader
    raise UnclaimedError(_no_reader(path), path=str(path))


def _check_there(path: Path) -> None:
    try:
        if path.is_dir():
            next(path.iterdir(), None)
        else:
            path.open("rb").close()
    except OSError as error:
        raise unreadable(path, error) from error


def _named(name: str) -> Reader:
    if name.lower().endswith((".yaml", ".yml")):
        return SpreadsheetReader(load_mapping(Path(name)))
    found = entry_points(group=GROUP, name=name)
    if not found:
        known = ", ".join(sorted(entry.name for entry in entry_points(group=GROUP)))
        raise InputError(
            f"there is no mapping or reader {name!r}; there are {known}, "
            "or give the path of a mapping file that ends in .yaml"
        )
    return _made(next(iter(found)).load())


def _installed() -> Iterator[Reader]:
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        yield _made(entry.load())


def _made(factory: Callable[[], Reader]) -> Reader:
    return factory()


def _no_reader(path: Path) -> str:
    if is_table(path):
        columns = ", ".join(header_of(path))
        return (
            f"no mapping that ships knows the columns {columns}; write a mapping file and give "
            "it with --mapping"
        )
    return (
        "no reader knows this file; give a .csv, .tsv or .xlsx catalogue, a FrameSense folder, a "
        "DEERIn index or JSON Lines of Contributions"
    )
