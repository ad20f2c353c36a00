"""Capitalised phrases of a text, and what each one names as far as its words tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graph_ingest.mentions.tokens import Token
from graph_ingest.mentions.usage import follows_place_cue
from graph_ingest.mentions.words import (
    GENERIC_WORDS,
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    PLACE_FIRST,
    PLACE_OF,
    PLACE_WORDS,
    TAKES_OF,
    WORKPLACES,
    no_names,
)

Kind = Literal["Person", "CorporateBody", "Place"]

_PARTNERS = frozenset({"sons", "son", "co", "company", "partners", "bros"})
_PARTICLES = frozenset({"de", "la", "le", "du", "van", "von", "der"})
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"})
_LONGEST_PERSON = 4
_LONGEST_RUN = 15


@dataclass(frozen=True)
class Phrase:
    """Words ``start`` to ``end`` of a text's tokens that name something.

    Attributes:
        kind: What its words say that it is.
        score: How surely, 0 to 1.
    """

    start: int
    end: int
    kind: Kind
    score: float


def capital_runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Longest stretches of capitalised words, with the small words that may join them."""
    runs: list[tuple[int, int]] = []
    position = 0
    while position < len(tokens):
        if not tokens[position].capital:
            position += 1
            continue
        end = position + 1
        longest = min(len(tokens), position + _LONGEST_RUN)
        while end < longest and (step := _step(tokens, position, end)):
            end += step
        runs.append((position, end))
        position = end
    return runs


def _step(tokens: list[Token], start: int, end: int) -> int:
    """How many words more belong to the run that has reached ``end``."""
    if not tokens[end].joined:
        return 0
    if tokens[end].capital:
        return 1
    link = end
    while link < min(len(tokens), end + 2) and _links(tokens[link]):
        link += 1
    if link == end or link == len(tokens):
        return 0
    if not (tokens[link].capital and tokens[link].joined):
        return 0
    return link - end + 1 if _may_link(tokens, start, end, link) else 0


def _links(token: Token) -> bool:
    return token.joined and not token.capital and token.folded in _LINKS


_LINKS = frozenset({"of", "the", "for", "and"}) | _PARTICLES


def _may_link(tokens: list[Token], start: int, end: int, link: int) -> bool:
    first = tokens[end].folded
    before = {token.folded for token in tokens[start:end]}
    if first == "of":
        return tokens[end - 1].folded in TAKES_OF or bool(before & ORGANISATION_WORDS)
    if first == "for":
        return bool(before & ORGANISATION_WORDS)
    if first == "and":
        return link == end + 1 and _joint_body(tokens, start, end, link)
    return first in _PARTICLES


def _joint_body(tokens: list[Token], start: int, end: int, link: int) -> bool:
    # "London Midland and Scottish Railway", but not "Glasgow and the Perth Theatre".
    if tokens[link].folded in _PARTNERS:
        return True
    if tokens[start].folded in GIVEN_NAMES or any(map(_names_kind, tokens[start:end])):
        return False
    last = link
    while last + 1 < len(tokens) and tokens[last + 1].joined and tokens[last + 1].capital:
        last += 1
    if tokens[last].folded in ORGANISATION_WORDS:
        return True
    follows = last + 1 < len(tokens) and tokens[last + 1].joined
    return follows and tokens[last + 1].folded in WORKPLACES


def _names_kind(token: Token) -> bool:
    return token.folded in ORGANISATION_WORDS or token.folded in PLACE_WORDS


def judge_run(
    tokens: list[Token], start: int, end: int, common: Callable[[str], bool]
) -> Phrase | None:
    """What a run names by its own words; None where they don't tell.

    Args:
        tokens: All words of the text.
        start: First word of the run.
        end: The word after it.
        common: Whether a word is met in lower case too.
    """
    start = _without_opening(tokens, start, end, common)
    if end - start < 1 or tokens[start].quoted:
        return None
    for rule in (_body, _place, _titled, _person):
        found = rule(tokens, start, end, common)
        if found:
            return found
    return None


def _without_opening(
    tokens: list[Token], start: int, end: int, common: Callable[[str], bool]
) -> int:
    # "Footballer John Colquhoun", "The Scottish Ski Club".
    while start < end and tokens[start].starts and _drops(tokens[start].folded, common):
        start += 1
    return start


def _drops(word: str, common: Callable[[str], bool]) -> bool:
    return common(word) and word not in PERSON_TITLES and word not in GIVEN_NAMES


def _body(
    tokens: list[Token], start: int, end: int, common: Callable[[str], bool]
) -> Phrase | None:
    words = [token.folded for token in tokens[start:end]]
    if _workplace_follows(tokens, end) and not all(map(common, words)):
        return Phrase(start, end, "CorporateBody", 0.75)
    heads = [n for n, word in enumerate(words) if word in ORGANISATION_WORDS]
    if len(words) < 2 or not heads:
        return None
    linked = any(n + 1 < len(words) and words[n + 1] in ("of", "for") for n in heads)
    if heads[-1] != len(words) - 1 and not linked:
        return None
    telling = [w for n, w in enumerate(words) if n not in heads and w not in GENERIC_WORDS]
    if not telling or (tokens[start].starts and all(map(common, telling))):
        return None
    return Phrase(start, end, "CorporateBody", 0.85)


def _workplace_follows(tokens: list[Token], end: int) -> bool:
    for token in tokens[end : end + 2]:
        if token.capital or not token.joined:
            return False
        if token.folded in WORKPLACES:
            return True
    return False


def _place(
    tokens: list[Token], start: int, end: int, common: Callable[[str], bool]
) -> Phrase | None:
    words = [token.folded for token in tokens[start:end]]
    if len(words) < 2:
        return None
    ends = words[-1] in PLACE_WORDS
    begins = words[0] in PLACE_FIRST or (words[0] in PLACE_OF and words[1] == "of")
    if not ends and not begins:
        return None
    telling = [word for word in words[: -1 if ends else None] if word not in GENERIC_WORDS]
    owned = tokens[start].possessive  # Queen's Park
    if telling and (begins or owned or any(_tells(word, common) for word in telling)):
        return Phrase(start, end, "Place", 0.85)
    plain = bool(telling) and follows_place_cue(tokens, start)
    return Phrase(start, end, "Place", 0.6) if plain else None


def _tells(word: str, common: Callable[[str], bool]) -> bool:
    return word in PERSON_TITLES or not (common(word) or word in no_names())  # Queen Street


def _titled(
    tokens: list[Token], start: int, end: int, common: Callable[[str], bool]
) -> Phrase | None:
    start = _without_role(tokens, start, end, common)
    words = [token.folded for token in tokens[start:end]]
    first = 0
    while first < len(words) and words[first] in PERSON_TITLES:
        first += 1
    if not first or first == len(words):
        return None
    last = first
    while last < len(words) and (words[last] in _LINKS or _namely(words[last], common)):
        last += 1
    if words[first:last] and any(word not in _LINKS for word in words[first:last]):
        return Phrase(start, start + min(last, first + _LONGEST_PERSON), "Person", 0.9)
    return None


def _without_role(tokens: list[Token], start: int, end: int, common: Callable[[str], bool]) -> int:
    # "Fair Queen Miss Dorothy Angus", "Chief Mechanical Engineer Henry Fowler".
    first = start
    while first < end and not _names_person(tokens[first].folded):
        if not (common(tokens[first].folded) or tokens[first].folded in no_names()):
            return start
        first += 1
    return first if first < end else start


def _names_person(word: str) -> bool:
    return len(word) == 1 or word in GIVEN_NAMES or word in PERSON_TITLES


def _namely(word: str, common: Callable[[str], bool]) -> bool:
    return word in _NUMERALS or word in GIVEN_NAMES or not (common(word) or word in no_names())


def _person(
    tokens: list[Token], start: int, end: int, common: Callable[[str], bool]
) -> Phrase | None:
    start = _without_role(tokens, start, end, common)
    words = [token.folded for token in tokens[start:end]]
    if any(token.possessive for token in tokens[start : end - 1]):
        return None
    if not 2 <= len(words) <= _LONGEST_PERSON or words[-1] in no_names() or len(words[-1]) < 2:
        return None
    if all(token.text.isupper() for token in tokens[start:end]):
        return None
    initials = len(words[0]) == 1
    if initials or words[0] in GIVEN_NAMES:
        lone_common = common(words[-1]) and len(words) == 2 and tokens[start].starts
        return None if lone_common else Phrase(start, end, "Person", 0.8)
    return None
