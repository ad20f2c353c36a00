"""The words of a record or a text that say something."""

from __future__ import annotations

import json
import re

from graph_schema.contribution import Contribution
from graph_schema.nodes import Activity
from graph_schema.store import StoredNode

_AROUND = 240

Quote = tuple[str, str, tuple[int, int] | None]
"""A field's name, words of it, and where in these what is meant stands."""


def credit(said: Contribution, activity: Activity | None) -> Quote | None:
    """The words of a record that credit somebody, where it has them."""
    if activity is None or activity.field is None or activity.field not in said.source.fields:
        return None
    whole = said.source.fields[activity.field]
    text, marked = cut_around(whole, activity.char_start, activity.char_end, activity.credited_as)
    return activity.field, text, marked


def named_in(said: Contribution, ends: list[StoredNode | None]) -> Quote | None:
    """The shortest field that has the name of what is no film."""
    other = next((node for node in ends if node and node.label != "Work"), None) or ends[-1]
    if other is None:
        return None
    held = other.properties
    variants = held.get("name_variants")
    names = [str(held.get("name") or held.get("preferred_title") or "")]
    names += [str(name) for name in variants] if isinstance(variants, list) else []
    found: list[tuple[int, Quote]] = []
    for field, text in said.source.fields.items():
        for name in filter(None, names):
            at = re.search(re.escape(name), text, re.IGNORECASE)
            if at:
                cut, marked = cut_around(text, *at.span(), name)
                found.append((len(text), (field, cut, marked)))
                break
    return min(found, key=lambda one: one[0])[1] if found else None


def cut_around(
    text: str, first: int | None, last: int | None, surface: str
) -> tuple[str, tuple[int, int] | None]:
    """The words around a stretch of a text, and where in them the stretch is.

    Where the text has no such stretch, its beginning, or else the surface.
    """
    if not text or first is None or last is None or not 0 <= first < last <= len(text):
        return (text or surface)[: 2 * _AROUND], None
    start = max(0, first - _AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    space = text.find(" ", last + _AROUND)
    end = len(text) if space < 0 else space
    return text[start:end], (first - start, last - start)


def in_words(explanation: object) -> str | None:
    """An explanation in words; what the resolver weighed is told by its strongest reasons."""
    if not isinstance(explanation, str):
        return None
    try:
        weighed = json.loads(explanation)
        reasons = {str(name): float(value) for name, value in weighed["log_odds"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return explanation
    strongest = sorted(reasons.items(), key=lambda item: (-abs(item[1]), item[0]))[:4]
    return "; ".join(
        f"{name.replace('_', ' ')} {'for' if value > 0 else 'against'} it ({value:+.1f})"
        for name, value in strongest
    )
