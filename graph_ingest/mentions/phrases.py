"""Capitalised phrases of a text, and what each one names as far as its words tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from graph_ingest.mentions.tokens import Token
from graph_ingest.mentions.usage import follows_place_cue
from graph_ingest.mentions.words import (
    ADJECTIVES,
    BODY_FIRST,
    CELTIC_PARTICLES,
    DIRECTIONS,
    FORCES,
    GENERIC_WORDS,
    GIVEN_NAMES,
    LEADING_BODIES,
    LEGAL_ENDINGS,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    PLACE_FIRST,
    PLACE_OF,
    PLACE_WORDS,
    ROLES,
    SURNAME_PLACES,
    TAKES_OF,
    VENUE_CENTRES,
    WORKPLACES,
    no_names,
)

Kind = Literal["Person", "CorporateBody", "Place"]

_PARTNERS = frozenset({"sons", "son", "co", "company", "partners", "bros"})
_PARTICLES = frozenset({"de", "la", "le", "du", "van", "von", "der"})
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"})
_NUMBERED = frozenset({"channel", "radio", "bbc"})
_LONGEST_PERSON = 4
_LONGEST_RUN = 15
_LONGEST_HONOUR = 5


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


class Lexicon(Protocol):
    """What is known of single words, from lists and from the collection."""

    def common(self, word: str) -> bool:
        """True for a word that is also met in lower case, and so may be no name."""

    def given(self, word: str) -> bool:
        """True for a given name."""

    def surname(self, word: str) -> bool:
        """True for the last word of somebody's name."""


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
        return _firm_partner(tokens, end)
    if tokens[end].capital or _channel(tokens, end):
        return 1
    link = end
    while link < min(len(tokens), end + 2) and _links(tokens[link]):
        link += 1
    if link == end or link == len(tokens):
        return 0
    if not (tokens[link].capital and tokens[link].joined):
        return 0
    return link - end + 1 if _may_link(tokens, start, end, link) else 0


def _channel(tokens: list[Token], end: int) -> bool:
    return tokens[end].text.isdigit() and tokens[end - 1].folded in _NUMBERED


def _firm_partner(tokens: list[Token], end: int) -> int:
    # "Tulloch, Skene & Baxby Jute Spinners": a comma parts the partners of one firm.
    comma = tokens[end].start - tokens[end - 1].end == 2 and not tokens[end].starts
    if not comma or not tokens[end].capital or not _ampersand(tokens, end + 1):
        return 0
    last = end + 1
    while last + 1 < len(tokens) and tokens[last + 1].joined and tokens[last + 1].capital:
        last += 1
    return 1 if tokens[last].folded in ORGANISATION_WORDS | LEGAL_ENDINGS else 0


def _ampersand(tokens: list[Token], position: int) -> bool:
    """True where " & " stands before a capitalised word."""
    return (
        position < len(tokens)
        and tokens[position].joined
        and tokens[position].capital
        and tokens[position].start - tokens[position - 1].end == 3
    )


def _links(token: Token) -> bool:
    return token.joined and not token.capital and token.folded in _LINKS


_LINKS = frozenset({"of", "the", "for", "and"}) | _PARTICLES | CELTIC_PARTICLES


def _may_link(tokens: list[Token], start: int, end: int, link: int) -> bool:
    first = tokens[end].folded
    before = {token.folded for token in tokens[start:end]}
    if first == "of":
        takes = tokens[end - 1].folded in TAKES_OF | PLACE_OF or _regnal(tokens, start, end) == end
        return takes or bool(before & ORGANISATION_WORDS)
    if first == "for":
        return bool(before & ORGANISATION_WORDS)
    if first == "and":
        again = tokens[link].folded in _NUMERALS and bool(_regnal(tokens, start, end))
        return link == end + 1 and (again or _joint_body(tokens, start, end, link))
    return first in _PARTICLES or first in CELTIC_PARTICLES


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


def judge_run(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    """What a run names by its own words; None where they don't tell.

    Args:
        tokens: All words of the text.
        start: First word of the run.
        end: The word after it.
        lexicon: What is known of single words.
    """
    start = without_opening(tokens, start, end, lexicon)
    if end - start < 1 or tokens[start].quoted:
        return None
    for rule in (_body, _place, _monarch, _titled, _person):
        found = rule(tokens, start, end, lexicon)
        if found:
            return found
    return None


def without_opening(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """The first word of a run that may belong to a name at the start of a sentence."""
    # "Footballer John Colquhoun", "The Scottish Ski Club".
    while start < end and tokens[start].starts and _drops(tokens, start, end, lexicon):
        start += 1
    return start


def _drops(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    word = tokens[start].folded
    if end - start > 1 and (word in ADJECTIVES or word in DIRECTIONS or _dotted(tokens, start)):
        return False
    return lexicon.common(word) and word not in PERSON_TITLES and not lexicon.given(word)


def _dotted(tokens: list[Token], position: int) -> bool:
    # "A. J. Cronin" opens with an initial, "A Glasgow firm" with an article.
    gap = tokens[position + 1].start - tokens[position].end
    return len(tokens[position].text) == 1 and gap == len(". ")


def _body(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    words = [token.folded for token in tokens[start:end]]
    if force := _force(tokens, end):
        return Phrase(end - 1, force, "CorporateBody", 0.7)
    if _workplace_follows(tokens, end) and not all(map(lexicon.common, words)):
        return Phrase(start, end, "CorporateBody", 0.75)
    if len(words) < 2:
        return None
    if words[0] in BODY_FIRST or words[-1] in LEGAL_ENDINGS:
        return Phrase(start, end, "CorporateBody", 0.85)
    if words[-1] == "centre" and words[-2] not in VENUE_CENTRES:
        return _centre(tokens, start, end, lexicon)
    heads = [n for n, word in enumerate(words) if word in ORGANISATION_WORDS]
    if not heads:
        return None
    linked = any(n + 1 < len(words) and words[n + 1] in ("of", "for") for n in heads)
    if heads[-1] != len(words) - 1 and not linked:
        return _leading_body(tokens, start, end, lexicon)
    telling = [w for n, w in enumerate(words) if n not in heads and w not in GENERIC_WORDS]
    opens = tokens[start].starts and words[0] not in ADJECTIVES
    if not telling or (opens and all(map(lexicon.common, telling))):
        return None
    return Phrase(start, end, "CorporateBody", 0.85)


def _force(tokens: list[Token], end: int) -> int:
    """Where "British transport police" ends, from the end of its capitals; 0 if it is none."""
    if tokens[end - 1].folded not in ADJECTIVES:
        return 0
    for last in range(end, min(len(tokens), end + 2)):
        if tokens[last].capital or not tokens[last].joined:
            return 0
        if tokens[last].folded in FORCES:
            return last + 1
    return 0


def _leading_body(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    # "Edinburgh University Charities Parade" is an event, at its head stands a body.
    for head in range(start + 1, end):
        if tokens[head].folded in LEADING_BODIES and _tells(tokens[head - 1].folded, lexicon):
            return Phrase(start, head + 1, "CorporateBody", 0.7)
    return None


def owned_body(tokens: list[Token], start: int, end: int) -> Phrase | None:
    """What would be of any town but for the owner before it: "Glasgow's City Mission"."""
    last = tokens[end - 1].folded
    if end - start < 2 or last not in ORGANISATION_WORDS:
        return None
    return Phrase(start, end, "CorporateBody", 0.6)


def _centre(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    # "Shields Road Occupational Centre" is run by somebody, a "Leisure Centre" is a venue.
    told = any(_tells(token.folded, lexicon) for token in tokens[start : end - 1])
    return Phrase(start, end, "CorporateBody", 0.7) if told else None


def _workplace_follows(tokens: list[Token], end: int) -> bool:
    for token in tokens[end : end + 2]:
        if token.capital or not token.joined:
            return False
        if token.folded in WORKPLACES:
            return True
    return False


def _place(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    words = [token.folded for token in tokens[start:end]]
    if len(words) < 2 or _surnamed(tokens, start, end, lexicon):
        return None
    ends = words[-1] in PLACE_WORDS or (words[-1] == "centre" and words[-2] in VENUE_CENTRES)
    begins = words[0] in PLACE_FIRST or (words[0] in PLACE_OF and words[1] == "of")
    particle = len(words) > 2 and not CELTIC_PARTICLES.isdisjoint(words[1:-1])
    if not ends and not begins and not particle:
        return None
    telling = [word for word in words[: -1 if ends else None] if word not in GENERIC_WORDS]
    owned = tokens[start].possessive  # Queen's Park
    if telling and (begins or owned or any(_tells(word, lexicon) for word in telling)):
        return Phrase(start, end, "Place", 0.85)
    cued = follows_place_cue(tokens, start) or (start and tokens[start - 1].folded == "on")
    plain = bool(telling) and cued
    return Phrase(start, end, "Place", 0.6) if plain else None


def _surnamed(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    # "Jimmy Hill" and "Ben Kingsley" are people, "the Albert Hall" and "Ben Vrackie" places.
    first, last = tokens[start].folded, tokens[end - 1].folded
    if end - start != 2 or not lexicon.given(first) or tokens[start].possessive:
        return False
    if first in PLACE_FIRST:
        return lexicon.surname(last)
    cued = start > 0 and tokens[start].joined and tokens[start - 1].folded in ("the", "in", "at")
    return last in SURNAME_PLACES and lexicon.surname(last) and not cued


def _tells(word: str, lexicon: Lexicon) -> bool:
    return word in PERSON_TITLES or not (lexicon.common(word) or word in no_names())  # Queen Street


def _monarch(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    first = _without_role(tokens, start, end, lexicon)
    last = _regnal(tokens, first, end)
    return Phrase(first, last, "Person", 0.9) if last else None


def _regnal(tokens: list[Token], start: int, end: int) -> int:
    """Where "King George V" or "James VIII of Scotland and III of England" ends; 0 if none is."""
    first = start
    while first < end and tokens[first].folded in PERSON_TITLES:
        first += 1
    last = first
    while last < end and tokens[last].folded in GIVEN_NAMES:
        last += 1
    if last in (first, end) or not _numeral(tokens[last]):
        return 0
    last += 1
    while last + 1 < end and (tokens[last].folded == "of" or _numeral(tokens[last + 1])):
        last += 2
    return last


def _numeral(token: Token) -> bool:
    # A lone I is rather the word.
    return token.text.isupper() and token.folded in _NUMERALS and token.folded != "i"


def _titled(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    start = _without_role(tokens, start, end, lexicon)
    end = _without_honours(tokens, start, end)
    words = [token.folded for token in tokens[start:end]]
    first = 0
    while first < len(words) and words[first] in PERSON_TITLES:
        first += 1
    if not first or first == len(words):
        return None
    last = first
    while last < len(words) and (words[last] in _LINKS or _namely(words[last], lexicon)):
        last += 1
    if words[first:last] and any(word not in _LINKS for word in words[first:last]):
        return Phrase(start, start + min(last, first + _LONGEST_PERSON), "Person", 0.9)
    return None


def _without_role(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> int:
    # "Fair Queen Miss Dorothy Angus", "Chief Mechanical Engineer Henry Fowler".
    first = start
    while first < end and not _names_person(tokens[first], lexicon):
        word = tokens[first].folded
        if not (lexicon.common(word) or word in ROLES or word in no_names()):
            return start
        first += 1
    return first if first < end else start


def _names_person(token: Token, lexicon: Lexicon) -> bool:
    return initials(token) or lexicon.given(token.folded) or token.folded in PERSON_TITLES


def initials(token: Token) -> bool:
    """True for "J" and "J.M."."""
    return len(token.text) == 1 or token.text.endswith(".")


def _namely(word: str, lexicon: Lexicon) -> bool:
    known = word in _NUMERALS or lexicon.given(word)
    return known or not (lexicon.common(word) or word in no_names())


def _person(tokens: list[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    start = _without_role(tokens, start, end, lexicon)
    end = _without_honours(tokens, start, end)
    words = [token.folded for token in tokens[start:end]]
    if any(token.possessive for token in tokens[start : end - 1]):
        return None
    if not 2 <= len(words) <= _LONGEST_PERSON or words[-1] in no_names() or len(words[-1]) < 2:
        return None
    if all(token.text.isupper() for token in tokens[start:end]):
        return None
    if initials(tokens[start]) or lexicon.given(words[0]):
        lone_common = lexicon.common(words[-1]) and len(words) == 2 and tokens[start].starts
        return None if lone_common else Phrase(start, end, "Person", 0.8)
    return None


def _without_honours(tokens: list[Token], start: int, end: int) -> int:
    # "Archibald Watt DD STM"
    while end - start > 2 and _honour(tokens[end - 1]):
        end -= 1
    return end


def _honour(token: Token) -> bool:
    # "Queen Elizabeth II" keeps its numeral.
    letters = token.text.isupper() and token.folded not in _NUMERALS
    return letters and 1 < len(token.text) < _LONGEST_HONOUR
