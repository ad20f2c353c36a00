"""The terms that a film may be used under, as records have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

NAMES = "rights|licen[cs]e|copyright|terms_of_use|access_conditions"
"""What records call them (a pattern of names of fields)."""

NOT_STATED = "Not stated in the record: ask the archive that holds the film."
_NAMES = re.compile(NAMES, re.IGNORECASE)
_LONGEST = 500


@dataclass(frozen=True)
class Rights:
    """The terms that a film may be used under, and who says so.

    Attributes:
        text: As the record has it, or `NOT_STATED`.
        stated: False where no record says anything.
        source: The record that the film comes from: its archive and its number there.
        holder: Who holds the film, where that is known.
    """

    text: str
    stated: bool
    source: str
    holder: str | None = None


def terms_in(record: Mapping[str, str]) -> Iterator[str]:
    """The terms that a record states."""
    for name, value in record.items():
        if _NAMES.search(name) and value.strip():
            yield " ".join(value.split())


def rights(
    work: Mapping[str, object],
    work_id: str,
    records: Iterable[Mapping[str, str]],
    items: Iterable[Mapping[str, object]],
) -> Rights:
    """The rights in a film.

    Args:
        work, items: Properties of the film and of its copies.
        records: Records of the film as received.
    """
    held = list(items)
    said = [term for record in records for term in terms_in(record)]
    said += [f"Access: {item['access_status']}" for item in held if item.get("access_status")]
    number = work.get("record_id") or work_id
    source = " ".join(str(part) for part in (work.get("partner"), number) if part)
    text = "; ".join(dict.fromkeys(said))[:_LONGEST]
    holder = next((str(item["holder"]) for item in held if item.get("holder")), None)
    return Rights(text or NOT_STATED, bool(text), source, holder)


def credit(title: str, date: str | None, source: str, rights: str) -> str:
    """Title, date, source and rights in a line, as they travel with a film."""
    dated = f"{title} ({date})" if date else title
    return f"{dated}. {source}. {rights}"
