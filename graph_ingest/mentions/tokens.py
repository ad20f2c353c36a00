"""Words of a text with their places in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’.][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*")
# "London-based" names London, "German-held" nothing more than the adjective.
_COMPOUND = re.compile(
    r"-(?:based|born|built|led|held|owned|run|made|style|speaking|trained|bound)$"
)
# "William Hay & Sons (Aberdeen) Limited" is one name.
_BRANCH = re.compile(r"(?<=\w) \([A-Z][\w-]+\) (?=(?:Ltd|Limited|Co)\b)")
_POSSESSIVE = re.compile(r"['’][sS]$")
_SENTENCE_END = re.compile(r"[.!?:;…|]\s|[\n\]\[(\"“•]|\s{2,}|(?:^|\s)['‘]|\s-\s")
_ABBREVIATIONS = frozenset(
    {"bros", "capt", "co", "col", "dr", "ft", "gen", "geo", "hon", "jas", "lt", "maj", "mr", "mrs"}
    | {"ms", "mt", "prof", "rev", "revd", "sgt", "st", "wm"}
)
_QUOTED = re.compile(r"[\"“][^\"“”]{1,60}[\"”]|(?<![\w])['‘][^'‘’]{1,60}['’](?!\w)")
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True)
class Token:
    """A word at ``text[start:end]``, a possessive ending left out.

    Attributes:
        folded: Lower case, simple apostrophes; the form that gazetteers know.
        capital: Starts with a capital letter.
        starts: The first word of a sentence, where a capital means little.
        joined: Nothing but a blank, or the full stop of an abbreviation, is before it, so
            that it may go on with the name before.
        possessive: An "'s" follows.
        quoted: Within quotation marks, where titles and names of ships stand.
    """

    text: str
    start: int
    end: int
    folded: str
    capital: bool
    starts: bool
    joined: bool
    possessive: bool
    quoted: bool


def tokenise(text: str) -> list[Token]:
    """The words of a text in order."""
    tokens: list[Token] = []
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    branches = [match.span() for match in _BRANCH.finditer(text)]
    openings = [first for first, _ in quotes]
    closed = 0
    for match in _WORD.finditer(text):
        word, start = _COMPOUND.sub("", match.group()), match.start()
        opened = bisect_left(openings, start) - 1
        quoted = opened >= 0 and start < quotes[opened][1]
        ending = _POSSESSIVE.search(word)
        end = start + len(word)
        plural = not quoted and word[-1] in "sS" and text[end : end + 1] in _APOSTROPHES
        word = word[: ending.start()] if ending else word
        before = tokens[-1] if tokens else None
        # A possessive ending is no gap: "John Brown's Shipyard" and "Boys' Brigade" go on.
        gap = text[closed:start] if before else ""
        branch = bool(branches) and any(
            first <= start - len(gap) and start <= last for first, last in branches
        )
        closed = end + plural
        joined = before is not None and (branch or _joins(before, gap))
        tokens.append(
            Token(
                word,
                start,
                start + len(word),
                word.casefold().replace("’", "'"),
                word[0].isupper(),
                before is None or (not joined and bool(_SENTENCE_END.search(gap))),
                joined,
                bool(ending) or plural,
                quoted,
            )
        )
    return tokens


def _joins(before: Token, gap: str) -> bool:
    if gap in (" ", " & ", "\u00a0") or (not gap and before.text.endswith(".")):
        return True
    short = len(before.text) == 1 or before.folded in _ABBREVIATIONS
    return short and gap in (". ", ".")


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """The key under which a gazetteer holds a name, from its words."""
    return tuple(word.casefold().replace("’", "'") for word in words)


def name_key(name: str) -> tuple[str, ...]:
    """The key of a name as a text would write it."""
    return tuple(token.folded for token in tokenise(name))


def mostly_capitals(text: str) -> bool:
    """True for headlines and slates, where capital letters tell nothing."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.6 * len(letters)
