"""What the words beside a capitalised phrase say of it."""

from __future__ import annotations

from graph_ingest.mentions.tokens import Token
from graph_ingest.mentions.words import (
    ACTS,
    PLACE_NOUNS_AFTER,
    ROLES,
    ROLES_PLURAL,
    SPEAKS,
    VESSELS,
    WEAK_PLACE_CUES,
)


def word_before(tokens: list[Token], start: int) -> str:
    """The word in lower case that nothing but a blank parts from a phrase, or ""."""
    if not start or not tokens[start].joined or tokens[start - 1].capital:
        return ""
    return tokens[start - 1].folded


def word_after(tokens: list[Token], end: int) -> str:
    """The word in lower case that follows a phrase at once, or ""."""
    if end >= len(tokens) or not tokens[end].joined or tokens[end].capital:
        return ""
    return tokens[end].folded


def follows_role(tokens: list[Token], start: int) -> bool:
    """True after "footballer" and "his wife"."""
    return word_before(tokens, start) in ROLES | ROLES_PLURAL


def follows_vessel(tokens: list[Token], start: int) -> bool:
    """True after "the steamer": what follows names a ship."""
    return word_before(tokens, start) in VESSELS


def follows_weak_cue(tokens: list[Token], start: int) -> bool:
    """True after "to" and "between", where people stand as often as places."""
    return word_before(tokens, start) in WEAK_PLACE_CUES


def speaks(tokens: list[Token], end: int) -> bool:
    """True before "says" and the like."""
    return word_after(tokens, end) in SPEAKS


def acts(tokens: list[Token], end: int) -> bool:
    """True before a verb of which people are the subject, or an age: "Hugh, 17 years old"."""
    aged = end + 1 < len(tokens) and tokens[end].text.isdigit() and tokens[end + 1].joined
    return word_after(tokens, end) in ACTS or bool(aged and not tokens[end].joined)


def family_follows(tokens: list[Token], end: int) -> bool:
    """True before "family"."""
    return word_after(tokens, end) == "family"


def place_noun_follows(tokens: list[Token], end: int) -> bool:
    """True before "village", "housing estate" and the like."""
    return word_after(tokens, end) in PLACE_NOUNS_AFTER


def shaped_like_place(word: str) -> bool:
    """True for a word made as names of places are: "Inishdoon", "Whiteinch"."""
    long = len(word) > _SHORTEST_SHAPE
    return long and (word.startswith(_PREFIXES) or word.endswith(_SUFFIXES))


_SHORTEST_SHAPE = 6
_PREFIXES = (
    "aber", "achna", "ardna", "auchen", "auchin", "auchter", "bally", "craig", "inis", "inver",
    "kilma", "kinloch", "llan", "loch", "pitten", "pont", "porth", "rhos", "strath", "tully",
)  # fmt: skip
_SUFFIXES = (
    "borough", "bridge", "burgh", "haugh", "haven", "inch", "kirk", "minster", "mouth", "muir",
    "shire", "town", "ville",
)  # fmt: skip
