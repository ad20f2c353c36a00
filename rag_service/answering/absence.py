"""Whether the catalogue has what a question asks for, or only what is near to it.

A list or a count needs all that it names. A film that is described in words of one's own does
not: an unknown word among many settles nothing there. Names weigh more than words, and a short
question leaves no doubt about what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag_service.answering.filters import Filter, Linked, Words, all_met, is_name
from rag_service.answering.query import Missing, Query
from rag_service.answering.titles import exactly_titled
from rag_service.answering.view import View

_DESCRIPTION = 4
_FEW_NAMES = 2
_FEW_WORDS = 2


def is_description(query: Query) -> bool:
    """Whether a question tells of a film in several words of its own."""
    words = sum(isinstance(f, Words) and not f.negated for f in query.filters)
    return words + sum(m.kind == "word" for m in query.missing) >= _DESCRIPTION


def is_loose(condition: Filter) -> bool:
    """A word that may be put otherwise in the catalogue."""
    return isinstance(condition, Words) and not (condition.name or condition.negated)


def absent(query: Query, view: View) -> tuple[Missing, ...]:
    """What is not in the catalogue and without which there is no answer."""
    names = [f for f in query.filters if is_name(f) and not f.negated]
    if query.kind not in ("lookup", "overview") or query.order:
        return query.missing
    unknown = tuple(m for m in query.missing if m.kind != "word")
    if unknown and len(unknown) >= sum(not isinstance(f, Linked) for f in names):
        return unknown
    if is_description(query):
        return ()
    return query.missing or _apart(query, names, view)


def _apart(query: Query, names: Sequence[Filter], view: View) -> tuple[Missing, ...]:
    """Names, or a maker and a topic, that are known each but stand in no work together.

    So are a genre or subject and one word more, which leave little to be put otherwise.
    """
    loose = [f for f in query.filters if is_loose(f)]
    headings = [f for f in query.filters if isinstance(f, Linked) and not f.negated]
    told = [*(f for f in headings if not is_name(f)), *loose]
    wanted = list(names)
    if len(told) < _DESCRIPTION and not any(_is_title(f, view) for f in names):
        by_maker = any(isinstance(f, Linked) and f.kind == "agent" for f in names)
        if by_maker or (len(told) <= _FEW_WORDS and len(loose) <= 1):
            wanted += told
    if len(wanted) < _FEW_NAMES or all_met(wanted, view).any():
        return ()
    return (Missing(" and ".join(f"“{f.words}”" for f in wanted), "together"),)


def _is_title(condition: Filter, view: View) -> bool:
    return isinstance(condition, Words) and bool(exactly_titled(condition.words, view))
