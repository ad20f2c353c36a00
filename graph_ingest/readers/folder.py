"""A folder is the files in it that some reader knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from graph_ingest.readers.lines import unreadable
from graph_ingest.readers.quarantine import Quarantine
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError

_DATA = {".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".ndjson"}
_OWNS_ITS_TREE = "collections.json"

FileReader = Callable[[Path, Quarantine], Iterator[Contribution]]


class FolderReader:
    """Reads each data file of a folder and of the folders in it.

    Files that no reader knows are noted in the quarantine. What lies below a FrameSense
    ``collections.json`` belongs to it.

    Args:
        read_file: Reads one file, or raises UnclaimedError.
    """

    name = "folder"

    def __init__(self, read_file: FileReader) -> None:
        self._read_file = read_file

    def claims(self, path: Path) -> bool:
        """True for any folder."""
        return path.is_dir()

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """What its files say, in the order of their names.

        Raises:
            InputError: A file that a reader knows can't be read, or no reader knows any.
        """
        known = 0
        for file in _files(path):
            try:
                yield from self._read_file(file, quarantine)
                known += 1
            except UnclaimedError as error:
                quarantine.note(file, None, None, error.message, "")
        if not known:
            raise InputError("no reader knows any file in this folder", path=str(path))


class UnclaimedError(InputError):
    """No reader knows the file."""


def _files(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise unreadable(folder, error) from error
    yield from (entry for entry in entries if entry.suffix in _DATA and entry.is_file())
    if folder / _OWNS_ITS_TREE not in entries:
        for entry in entries:
            if entry.is_dir() and not entry.is_symlink():
                yield from _files(entry)
