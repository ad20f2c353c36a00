"""Subject headings: which are topics, which genres and which places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph_ingest.readers.cells import values
from graph_ingest.readers.mapping import ListColumn, Mapping

Kind = Literal["topic", "genre", "place"]

_SEE_ALSO = re.compile(r"\s+see also\s.*$", re.IGNORECASE)
_INVERTED = re.compile(r"^(.*\S), (the|a|an)$")


@dataclass(frozen=True)
class Heading:
    """A heading of a partner's list: as written, tidy, and other forms of it."""

    kind: Kind
    heading: str
    name: str
    variants: tuple[str, ...] = ()


def headings(text: str, column: ListColumn, mapping: Mapping) -> Iterator[Heading]:
    """The headings in a cell, each once, in order."""
    seen = set()
    for part in values(text, column.split):
        heading = " ".join(_SEE_ALSO.sub("", part).split())
        if heading and heading not in seen:
            seen.add(heading)
            yield make_heading(heading, _kind(heading, column, mapping), mapping)


def make_heading(heading: str, kind: Kind, mapping: Mapping) -> Heading:
    """A heading with its preferred form; the form as written becomes a variant."""
    name = mapping.spelling.get(heading, heading)
    if name == heading and (inverted := _INVERTED.match(heading)):
        name = f"{inverted[2].capitalize()} {inverted[1]}"
    return Heading(kind, heading, name, () if name == heading else (heading,))


def _kind(heading: str, column: ListColumn, mapping: Mapping) -> Kind:
    if column.term in ("topic", "place", "genre"):
        return column.term
    if heading in mapping.places:
        return "place"
    return "genre" if column.lower_case_genres and heading == heading.lower() else "topic"
