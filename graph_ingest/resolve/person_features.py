"""How alike two personal names are, as numbers that a model can weigh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import JaroWinkler

from graph_ingest.resolve.corpus import Corpus, forms
from graph_ingest.resolve.names import PersonName
from graph_ingest.resolve.profiles import Profile

_MISSPELT_SURNAME = 0.9
_MISSPELT_GIVEN = 0.88
_MOST_NAMES = 12


class First(IntEnum):
    """What two first names have in common, from the least to the most telling."""

    CONFLICT = 0
    MISSING = 1
    SHIFTED = 2
    MISSPELT = 3
    INITIAL = 4
    NICKNAME = 5
    SAME = 6


_AGREES = {
    First.CONFLICT: 0.0,
    First.MISSING: 0.0,
    First.SHIFTED: 0.3,
    First.MISSPELT: 0.6,
    First.INITIAL: 0.6,
    First.NICKNAME: 0.5,
    First.SAME: 1.0,
}


@dataclass(frozen=True, order=True)
class NameMatch:
    """Two personal names side by side.

    Attributes:
        surname: Jaro-Winkler similarity of the nearest surnames; 0 below a misspelling.
        first: What the first names have in common.
        middle: Agreements less conflicts among further given names.
        maiden: True where an earlier surname made the match.
        contradiction: What keeps them apart, or "".
    """

    surname: float
    first: First
    middle: int
    maiden: bool
    contradiction: str
    one: PersonName
    other: PersonName


def compare_names(one: PersonName, other: PersonName) -> NameMatch:
    """Compare two personal names part by part."""
    surname, maiden = _surnames(one, other)
    first = _first(one, other)
    middle = _middle(one, other) if first not in (First.MISSING, First.SHIFTED) else 0
    return NameMatch(
        surname,
        first,
        middle,
        maiden,
        _contradiction(one, other, first, middle),
        one,
        other,
    )


def best_match(one: Profile, other: Profile) -> NameMatch:
    """The most alike pair of names that two profiles go by."""
    matches = [
        compare_names(left, right)
        for left in one.person_names[:_MOST_NAMES]
        for right in other.person_names[:_MOST_NAMES]
    ]
    return max(matches, key=lambda m: (m.surname, m.first, m.middle, not m.contradiction))


def names_contradict(one: Profile, other: Profile) -> str:
    """What in any of their names keeps two profiles apart, or ""."""
    if not best_match(one, other).surname:
        return "surnames differ"
    for left in one.person_names[:_MOST_NAMES]:
        for right in other.person_names[:_MOST_NAMES]:
            match = compare_names(left, right)
            if match.contradiction:
                return match.contradiction
    return ""


def name_features(one: Profile, other: Profile, corpus: Corpus) -> dict[str, float]:
    """Features of two people's names, each about 0 to 1."""
    match = best_match(one, other)
    weaker = min((match.one, match.other), key=_weight)
    rivals = corpus.rivals(weaker) - 1
    return {
        "surname_misspelt": (1.0 - match.surname) * 10,
        "maiden_name": float(match.maiden),
        "first_agrees": _AGREES[match.first],
        "first_missing": float(match.first is First.MISSING),
        "generation_missing": float(match.one.generation != match.other.generation),
        "middle_agrees": float(max(match.middle, 0)),
        "name_rarity": _rarity(match, corpus) / 10.0,
        "rivals": min(max(rivals, 0), 8) / 4.0,
    }


def _surnames(one: PersonName, other: PersonName) -> tuple[float, bool]:
    if one.surname == other.surname:
        return 1.0, False
    if set(one.surnames) & set(other.surnames):
        return 1.0, True
    alike = JaroWinkler.similarity(one.surname, other.surname)
    long_enough = min(len(one.surname), len(other.surname)) >= 4
    return (alike if alike >= _MISSPELT_SURNAME and long_enough else 0.0), False


def _first(one: PersonName, other: PersonName) -> First:
    if not one.given or not other.given:
        shared = set(one.given + one.nicknames) & set(other.given + other.nicknames)
        return First.NICKNAME if shared else First.MISSING
    level = _given(one.given[0], other.given[0])
    if level is not First.CONFLICT:
        return level
    if _by_nickname(one, other) or _by_nickname(other, one):
        return First.NICKNAME
    if other.given[0] in one.given[1:] or one.given[0] in other.given[1:]:
        return First.SHIFTED
    return First.CONFLICT


def _given(one: str, other: str) -> First:
    if one == other:
        return First.INITIAL if len(one) == 1 else First.SAME
    if len(one) == 1 or len(other) == 1:
        return _initial(one, other)
    if forms(one) & forms(other):
        return First.NICKNAME
    if one[0] == other[0] and JaroWinkler.similarity(one, other) >= _MISSPELT_GIVEN:
        known = forms(one) and forms(other)
        return First.CONFLICT if known else First.MISSPELT
    return First.CONFLICT


def _initial(one: str, other: str) -> First:
    letter, name = (one, other) if len(one) == 1 else (other, one)
    return First.INITIAL if name.startswith(letter) else First.CONFLICT


def _by_nickname(one: PersonName, other: PersonName) -> bool:
    return any(_given(nick, other.given[0]) >= First.NICKNAME for nick in one.nicknames)


def _middle(one: PersonName, other: PersonName) -> int:
    levels = [_given(x, y) for x, y in zip(one.given[1:], other.given[1:], strict=False)]
    conflicts = levels.count(First.CONFLICT)
    return -conflicts if conflicts else len(levels)


def _contradiction(one: PersonName, other: PersonName, first: First, middle: int) -> str:
    if first is First.CONFLICT:
        return "first names differ"
    if middle < 0:
        return "middle names differ"
    if one.generation and other.generation and one.generation != other.generation:
        return "one is the elder, one the younger"
    if one.gender and other.gender and one.gender != other.gender:
        return "one is a man, one a woman"
    return ""


def _weight(name: PersonName) -> tuple[int, int]:
    return (sum(len(given) > 1 for given in name.given[:1]), len(name.given))


def _rarity(match: NameMatch, corpus: Corpus) -> float:
    # The rarer of two spellings is taken for the slip, so the commoner one counts.
    rarity = min(
        corpus.surname_rarity(match.one.surname), corpus.surname_rarity(match.other.surname)
    )
    if match.maiden:
        shared = set(match.one.surnames) & set(match.other.surnames)
        rarity = max(corpus.surname_rarity(surname) for surname in shared)
    if match.first >= First.SHIFTED and match.one.given and match.other.given:
        rarity += min(
            corpus.given_rarity(match.one.given[0]), corpus.given_rarity(match.other.given[0])
        )
    for one, other in zip(match.one.given[1:], match.other.given[1:], strict=False):
        rarity += min(corpus.given_rarity(one), corpus.given_rarity(other))
    return rarity
