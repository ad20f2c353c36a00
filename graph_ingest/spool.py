"""Contributions on disk between reading and writing, so that memory doesn't grow with input."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from graph_schema.contribution import Contribution
from graph_schema.errors import InputError


class Spool:
    """A temporary JSON Lines file of Contributions, read as often as needed.

    Only identifiers and hashes stay in memory. Use it as a context manager: the file goes
    when it is left. A Source that speaks twice is refused at the second time.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder, prefix="spool-")  # noqa: SIM115
        self.hashes: dict[str, str] = {}
        self._places: dict[str, int] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self.hashes)

    def add(self, contribution: Contribution) -> None:
        """Keep one more.

        Raises:
            InputError: Its Source has spoken already.
        """
        source = contribution.source
        if source.id in self.hashes:
            raise InputError(
                f"{source.id!r} was read already; give each record or file once",
                path=source.file or "",
                line=source.line,
            )
        self._file.seek(0, 2)
        self._places[source.id] = self._file.tell()
        self._file.write(contribution.model_dump_json(exclude_none=True).encode() + b"\n")
        self.hashes[source.id] = contribution.hash

    def extend(self, contributions: Iterable[Contribution]) -> None:
        """Keep many more."""
        for contribution in contributions:
            self.add(contribution)

    def read(self, source_ids: Iterable[str] | None = None) -> Iterator[Contribution]:
        """The Contributions of these Sources, or all, in the order they came."""
        wanted = self.hashes if source_ids is None else set(source_ids)
        for source_id, place in self._places.items():
            if source_id in wanted:
                self._file.seek(place)
                yield Contribution.model_validate_json(self._file.readline())
