"""How alike two personal names are, as numbers that a model can weigh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA, JaroWinkler

from graph_ingest.resolve.corpus import Corpus, forms, initials
from graph_ingest.resolve.names import PersonName
from graph_ingest.resolve.profiles import Profile

_MISSPELT_SURNAME = 0.9
_MISSPELT_GIVEN = 0.88
_MOST_NAMES = 12
_IN_USE = 3
"""From so many bearers on, a surname is no likely slip for another."""


class First(IntEnum):
    """What two first names have in common, from the least to the most telling.

    ``INITIAL_IN_FULL`` is the initial of the name that the other is short for: W. and Bill.
    ``EITHER`` is a short form that other names have as well: Harry, of Henry or Harold.
    """

    CONFLICT = 0
    MISSING = 1
    SHIFTED = 2
    INITIAL_IN_FULL = 3
    MISSPELT = 4
    INITIAL = 5
    EITHER = 6
    NICKNAME = 7
    SAME = 8


_AGREES = {
    First.CONFLICT: 0.0,
    First.MISSING: 0.0,
    First.SHIFTED: 0.3,
    First.INITIAL_IN_FULL: 0.4,
    First.MISSPELT: 0.6,
    First.INITIAL: 0.6,
    First.EITHER: 0.5,
    First.NICKNAME: 0.7,
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

    @property
    def letters(self) -> int:
        """How many letters the surnames differ in; 0 where any two of theirs are the same."""
        if self.surname == 1.0:
            return 0
        return OSA.distance(self.one.surname, self.other.surname)


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
        "surname_misspelt": float(match.letters),
        "surnames_in_use": _surnames_in_use(match, corpus),
        "maiden_name": float(match.maiden),
        "first_agrees": _AGREES[match.first],
        "first_missing": float(match.first is First.MISSING),
        "generation_missing": float(match.one.generation != match.other.generation),
        "middle_agrees": float(max(match.middle, 0)),
        "name_rarity": _rarity(match, corpus) / 10.0,
        "rivals": min(max(rivals, 0), 8) / 4.0,
        "sole_bearer": float(_sole_bearer(match, corpus)),
    }


def _surnames(one: PersonName, other: PersonName) -> tuple[float, bool]:
    if one.surname == other.surname:
        return 1.0, False
    if set(one.surnames) & set(other.surnames):
        return 1.0, True
    alike = JaroWinkler.similarity(one.surname, other.surname)
    long_enough = min(len(one.surname), len(other.surname)) >= 4
    return (alike if alike >= _MISSPELT_SURNAME and long_enough else 0.0), False


def _surnames_in_use(match: NameMatch, corpus: Corpus) -> float:
    """Letters between two spellings, where both are surnames that others bear too."""
    if match.surname == 1.0:
        return 0.0
    given = match.one.given[:1] + match.other.given[:1]
    bearers = min(corpus.bearers_besides(name.surname, given) for name in (match.one, match.other))
    return match.letters * min(bearers, _IN_USE) / _IN_USE


def _sole_bearer(match: NameMatch, corpus: Corpus) -> bool:
    """True where nobody else is known to have the surname, and both have a given name."""
    given = match.one.given[:1] + match.other.given[:1]
    if len(given) < 2 or match.first is First.CONFLICT or match.surname < 1.0:
        return False
    return all(
        corpus.bearers_besides(name.surname, given) == 0 for name in (match.one, match.other)
    )


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
        return First.NICKNAME if forms(one) == forms(other) else First.EITHER
    if one[0] == other[0] and JaroWinkler.similarity(one, other) >= _MISSPELT_GIVEN:
        known = forms(one) and forms(other)
        return First.CONFLICT if known else First.MISSPELT
    return First.CONFLICT


def _initial(one: str, other: str) -> First:
    letter, name = (one, other) if len(one) == 1 else (other, one)
    if name.startswith(letter):
        return First.INITIAL
    return First.INITIAL_IN_FULL if letter in initials(name) else First.CONFLICT


def _by_nickname(one: PersonName, other: PersonName) -> bool:
    return any(_given(nick, other.given[0]) >= First.EITHER for nick in one.nicknames)


def _middle(one: PersonName, other: PersonName) -> int:
    levels = [_given(x, y) for x, y in zip(one.given[1:], other.given[1:], strict=False)]
    conflicts = levels.count(First.CONFLICT)
    return -conflicts if conflicts else len(levels)


def _teams_differ(one: PersonName, other: PersonName) -> bool:
    met = zip(one.fellows, other.fellows, strict=False)
    return len(one.fellows) != len(other.fellows) or any(
        _given(x, y) is First.CONFLICT for x, y in met
    )


def _contradiction(one: PersonName, other: PersonName, first: First, middle: int) -> str:
    if _teams_differ(one, other):
        return "they are not the same couple or team"
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
