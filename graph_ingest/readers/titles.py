"""Titles as cataloguers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TRAILING_ARTICLE = re.compile(r"^(.*\S)\s*,\s*(the|an|a)$", re.DOTALL)
_SERIES = re.compile(r"\b(?:NEWS|NEWSREEL|GAZETTE|REVIEW|MAGAZINE)\b")
_ALSO_KNOWN = re.compile(r"\s*[(\[]?\baka\s+(.+?)[)\]]?$")
_PAIRS = {"[": "]", "(": ")"}
_FULL_STOP = re.compile(r"(?<![.\s])\s*\.$")


@dataclass(frozen=True)
class ReadTitle:
    """A title made plain, whether a cataloguer devised it, and another the work is known by."""

    value: str
    supplied: bool
    also_known: str | None = None


def plain(text: str) -> ReadTitle:
    """A title as it stands; in square brackets it is a cataloguer's own."""
    value = " ".join(text.split())
    supplied = value.startswith("[") and _closing(value) == len(value) - 1
    return ReadTitle(value[1:-1] if supplied else value, supplied)


def bracketed(text: str) -> ReadTitle:
    """A title in a library's form.

    A leading bracket of either kind marks what the cataloguer supplied, a full stop ends the
    field, and an article stands last: ``PASSING OF THE TRAMCAR, the.`` The case is kept.
    """
    value = _FULL_STOP.sub("", " ".join(text.split()))
    supplied = value[:1] in _PAIRS
    if alias := _ALSO_KNOWN.search(value):
        value = value[: alias.start()]
    value = _unbracketed(value)
    other = _article_first(_unbracketed(alias[1])) if alias else None
    return ReadTitle(_article_first(value) or " ".join(text.split()), supplied, other)


def _unbracketed(value: str) -> str:
    if value[:1] not in _PAIRS:
        return value
    close = _closing(value)
    if close is None:
        return value[1:].strip()
    rest = value[close + 1 :].strip()
    if rest.startswith(":"):
        rest = f": {_unbracketed(rest[1:].strip())}"
    elif rest:
        rest = f" {rest}"
    return _FULL_STOP.sub("", value[1:close].strip()) + rest


def _closing(value: str) -> int | None:
    """Place of the bracket that closes the one at the start."""
    depth = 0
    for place, character in enumerate(value):
        depth += character in _PAIRS
        depth -= character in _PAIRS.values()
        if depth == 0:
            return place
    return None


def _article_first(value: str) -> str:
    match = _TRAILING_ARTICLE.match(value)
    if not match:
        return value
    rest, article = match[1], match[2].capitalize()
    series, comma, part = rest.rpartition(", ")
    if comma and _SERIES.search(series):
        return f"{series}, {article} {part}"
    return f"{article} {rest}"
