"""Contributions as JSON Lines: what other programs write and `reelgraph` takes in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from graph_ingest.readers.jsonfiles import begins_with
from graph_ingest.readers.lines import LINE_LIMIT, Line, read_lines
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_schema.contribution import Contribution

_SUFFIXES = (".jsonl", ".ndjson")
_SHOWN = 2_000


class ContributionsReader:
    """One Contribution a line; a line that is none goes to the quarantine."""

    name = "contributions"

    def claims(self, path: Path) -> bool:
        """True for a .jsonl or .ndjson file, and for one that begins with a Source."""
        return path.suffix.lower() in _SUFFIXES or (
            path.is_file() and path.suffix == "" and begins_with(path, '{"source":')
        )

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """The Contributions, with the file and line that they came from.

        Raises:
            InputError: The file is empty or no UTF-8.
        """
        seen: dict[str, int] = {}
        for line in read_lines(path):
            if line.text is not None and not line.text.strip():
                continue
            try:
                contribution = _parsed(line, path)
                first = seen.setdefault(contribution.id, line.number)
                if first != line.number:
                    raise ValueError(f"the Source {contribution.id!r} speaks in line {first} too")
            except ValueError as error:
                quarantine.add(path, line.number, None, _message(error), _beginning(line))
                continue
            yield contribution


def _parsed(line: Line, path: Path) -> Contribution:
    if line.text is None:
        raise ValueError(
            f"the line has {line.size:,} bytes; at most {LINE_LIMIT:,} are read, so give one "
            "Contribution a line"
        )
    try:
        contribution = Contribution.model_validate_json(line.text)
    except ValidationError:
        json.loads(line.text)  # whose message has the column, where it isn't even JSON
        raise
    source = contribution.source.model_copy(update={"file": str(path), "line": line.number})
    return contribution.model_copy(update={"source": source})


def _message(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return f"no Contribution: {reason(error)}"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} (column {error.colno})"
    return str(error)


def _beginning(line: Line) -> str:
    return (line.text or "")[:_SHOWN]
