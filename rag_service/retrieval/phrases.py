"""Names that texts show by their capitals or as another's title, in a form to compare by.

What nobody has catalogued can still join two texts: both hold one run of capitalised words, or
one names the title of the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from rag_service.retrieval.keys import Keys, among
from rag_service.retrieval.names import EMPTY_WORDS, Word, words

SHOWN, TOLD, OWN = 1, 2, 3
"""Kinds of name: a run of capitals, another's title that a text shows, a passage's own title."""

# In words: of a title, of a part of a run, and of a run; a longer one is a headline.
_LONGEST_TITLE = 8
_LONGEST_PART = 5
_LONGEST_RUN = 12
# Within a name, never at its ends: "Duke of York", "Maria de Medici".
_JOINERS = frozenset(
    {"of", "the", "de", "la", "le", "du", "di", "da", "del", "della", "der", "den", "von", "van"}
    | {"and", "y", "e"}
)
_MOST_JOINERS = 2
_BETWEEN = re.compile(r"[ \u00a0-]+|['’]s? |\. ?")
_OPENING = re.compile(r"[.!?:;]['\"”’)]*\s+[\"“‘'(]*$|\n\s*\W*$|^\W*$|[\"“]$")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_BEFORE = 6
_SHORTEST = 3
_MOST_ASKED = 100
# Characters before the name that a text opens with: "The", a quotation mark.
_OPENS_BEFORE = 6


class Known(Protocol):
    """Titles of passages."""

    def within(self, text: str) -> set[str]:
        """Those that a text shows."""


def forms_of(title: str, text: str, titles: Known) -> dict[str, int]:
    """The names that a passage shows, each with its kind: `SHOWN`, `TOLD` or `OWN`.

    Args:
        title: Titles of the passage, parted by " / ", or "" (then the name that the text opens
            with stands for one).
        text: What the passage says.
        titles: Those of all passages.
    """
    found = dict.fromkeys(titles.within(text), TOLD)
    found |= dict.fromkeys(run_forms(text), SHOWN)
    return found | dict.fromkeys(own_names(title, text), OWN)


def own_names(title: str, text: str) -> set[str]:
    """The forms of a passage's own titles, or of what its text opens with."""
    return own_forms(title) if title else opening_forms(text)


def own_forms(titles: str) -> set[str]:
    """Forms of titles: whole, and without what stands in brackets at the end."""
    said = (form for title in titles.split(" / ") for form in (title, _BRACKETED.sub("", title)))
    forms = (_form(words(title)) for title in said)
    return {form for form in forms if form and not _empty(form.split())}


def opening_forms(text: str) -> set[str]:
    """The name that a text opens with, which is what it is about where it has no title."""
    said = words(text)
    capital = [text[word.start].isupper() for word in said]
    first, end = next(_runs(text, said, capital), (0, 0))
    while first < end and said[first].form in _NO_ENDS:
        first += 1
    named = said[first].start <= _OPENS_BEFORE and end - first > 1 if first < end else False
    return {_form(said[first:end])} if named else set()


def asked_forms(question: str) -> Iterator[tuple[int, list[str]]]:
    """All that might be a name in a question, whatever its case.

    Gives for each length in words, longest first, the forms in the order of the text; "" for
    what can't be a name.
    """
    said = words(question)[:_MOST_ASKED]
    capital = [question[word.start].isupper() for word in said]
    for length in range(min(len(said), _LONGEST_TITLE), 0, -1):
        parts = (said[first : first + length] for first in range(len(said) - length + 1))
        forms = [_form(p) if not _empty([w.form for w in p]) else "" for p in parts]
        # A lone word in lower case is a word, and none at the start has a choice.
        lone = [form if capital[n] and n else "" for n, form in enumerate(forms)]
        yield length, lone if length == 1 else forms


def run_forms(text: str) -> set[str]:
    """Forms of a text's runs of capitalised words, and of their parts.

    A single word counts only within a sentence, where nothing but a name has a capital.
    """
    found: set[str] = set()
    said = words(text)
    capital = [text[word.start].isupper() for word in said]
    for first, end in _runs(text, said, capital):
        place = said[first].start
        opens = bool(_OPENING.search(text[max(0, place - _BEFORE) : place]))
        for start in range(first, end):
            for last in range(start, min(end, start + _LONGEST_PART)):
                if not (capital[start] and capital[last]):
                    continue
                opening = opens and start == first
                if start == last and (opening or len(said[start].form) < _SHORTEST):
                    continue
                if said[start].form not in _NO_ENDS and said[last].form not in _NO_ENDS:
                    found.add(_form(said[start : last + 1]))
    return found


def _runs(text: str, said: Sequence[Word], capital: Sequence[bool]) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(said):
        if not capital[place]:
            place += 1
            continue
        end = after = place + 1
        while after < len(said):
            if not _joined(text, said[after - 1], said[after]):
                break
            if capital[after]:
                end = after + 1
            elif said[after].form not in _JOINERS or after - end >= _MOST_JOINERS:
                break
            after += 1
        if end - place <= _LONGEST_RUN:
            yield place, end
        place = end


def _joined(text: str, word: Word, other: Word) -> bool:
    """True where a name may go on from one word to the other; a full stop ends initials only."""
    stopped = text[word.end : word.end + 1] == "." and word.end - word.start > 1
    return not stopped and bool(_BETWEEN.fullmatch(text, word.end, other.start))


class Titles:
    """All titles, by their first word."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = set(forms)
        self._longest: dict[str, int] = {}
        for form in self._forms:
            first, length = form.split(" ", 1)[0], form.count(" ") + 1
            self._longest[first] = max(length, self._longest.get(first, 0))

    def within(self, text: str) -> set[str]:
        """The titles that a text shows with a capital or a digit at their start."""
        return {form for form in _starting(text, self._longest) if form in self._forms}


def _starting(text: str, longest: Mapping[str, int]) -> Iterator[str]:
    """Parts of a text that begin with a capital or a digit, so long at most by their first word."""
    said = words(text)
    for first, word in enumerate(said):
        most = longest.get(word.form)
        if most and (text[word.start].isupper() or text[word.start].isdigit()):
            last = min(len(said), first + min(most, _LONGEST_TITLE))
            yield from (_form(said[first:end]) for end in range(first + 1, last + 1))


class TitleKeys:
    """The same by number, of titles that are not at hand as texts.

    Args:
        keys: What `number` gives for each title, sorted.
        number: Gives the number of a form.
    """

    def __init__(self, keys: Keys, number: Callable[[str], int]) -> None:
        self._keys = keys
        self._number = number

    def within(self, text: str) -> set[str]:
        """As of `Titles`."""
        any_length = dict.fromkeys((word.form for word in words(text)), _LONGEST_TITLE)
        forms = list(_starting(text, any_length))
        numbers = np.fromiter(map(self._number, forms), np.uint64, len(forms))
        known = among(numbers, self._keys)
        return {form for form, held in zip(forms, known.tolist(), strict=True) if held}


def _form(part: Sequence[Word]) -> str:
    return " ".join([word.form for word in part])


def _empty(forms: Sequence[str]) -> bool:
    return all(form in EMPTY_WORDS or len(form) < 2 for form in forms)


_NO_ENDS = EMPTY_WORDS | _JOINERS
