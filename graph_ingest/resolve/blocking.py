"""Which agents are worth comparing: those that share a key.

Each name gives a bounded number of keys, and a block is never compared beyond its cap, so
n names cost O(n) keys and O(n x cap) comparisons at worst, not O(n²).

Misspellings meet in the keys that are left when one letter is taken out of each name (the
symmetric deletion method of W. Garbe's SymSpell, 2012).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import structlog

from graph_ingest.resolve.name_facts import GIVEN_NAME_FORMS
from graph_ingest.resolve.names import CompanyName, PersonName
from graph_ingest.resolve.profiles import Profile

_log = structlog.get_logger(__name__)

BLOCK_CAP = 80
"""Most agents of a block that are compared each with each."""

_COMMON_WORD = 40
_LONGEST_WORD = 40
_ACRONYM = range(3, 7)


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Positions of profiles that may be one, each pair once, in order.

    In a block beyond the cap, each profile is compared only with its neighbours in the order
    of names and years, and a warning is logged.
    """
    pairs: set[tuple[int, int]] = set()
    blocks, lone = _blocks(profiles)
    for key, members in blocks.items():
        pairs.update(_within(key, members, profiles))
    for key, members in lone.items():
        others = blocks.get(("any", *key[1:]), [])
        pairs.update(_between(key, members, others, profiles))
    return sorted(pairs)


Key = tuple[str, ...]


def _blocks(profiles: Sequence[Profile]) -> tuple[dict[Key, list[int]], dict[Key, list[int]]]:
    blocks: dict[Key, list[int]] = defaultdict(list)
    lone: dict[Key, list[int]] = defaultdict(list)
    common, acronyms = _company_words(profiles)
    for position, profile in enumerate(profiles):
        if profile.is_person:
            keys = {key for name in profile.person_names for key in _person_keys(name)}
        else:
            names = profile.company_names
            keys = {key for name in names for key in _company_keys(name, common, acronyms)}
        for key in keys:
            (lone if key[0] == "lone" else blocks)[(key[0], profile.label, *key[1:])].append(
                position
            )
    return blocks, lone


def _within(key: Key, members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if key[0] == "any":  # only for names without a given name to look into
        return
    reach = _reach(key, members)
    ordered = (
        sorted(members, key=lambda i: _order(profiles[i])) if reach < len(members) else members
    )
    for position, one in enumerate(ordered):
        for other in ordered[position + 1 : position + 1 + reach]:
            yield (one, other) if one < other else (other, one)


def _between(
    key: Key, members: list[int], others: list[int], profiles: Sequence[Profile]
) -> Iterator[tuple[int, int]]:
    if len(members) * len(others) > BLOCK_CAP * BLOCK_CAP:
        _warn(key, len(members) + len(others))
        yield from _within(("both", *key[1:]), sorted({*members, *others}), profiles)
        return
    for one in members:
        for other in others:
            if one != other:
                yield (one, other) if one < other else (other, one)


def _reach(key: Key, members: list[int]) -> int:
    if len(members) <= BLOCK_CAP:
        return len(members)
    _warn(key, len(members))
    return BLOCK_CAP // 2


def _warn(key: Key, size: int) -> None:
    _log.warning("large_block", key=" ".join(key), names=size, cap=BLOCK_CAP)


def _order(profile: Profile) -> tuple[str, int, str]:
    return (min(profile.names), profile.years[0] if profile.years else 0, profile.id)


def _person_keys(name: PersonName) -> Iterator[Key]:
    letters = {letter for given in (*name.given, *name.nicknames) for letter in _letters(given)}
    for surname in name.surnames:
        yield ("any", surname)
        if not name.given:
            yield ("lone", surname)
        for letter in letters:
            yield ("name", surname, letter)
        for rest in _less_a_letter(surname, 5):
            for letter in {given[0] for given in name.given[:1]}:
                yield ("slip", rest, letter)


def _letters(given: str) -> set[str]:
    numbers = GIVEN_NAME_FORMS.get(given, frozenset())
    return {given[0]} | {letter for number in numbers for letter in _LETTERS[number]}


def _letters_by_name() -> dict[int, set[str]]:
    letters: dict[int, set[str]] = defaultdict(set)
    for form, numbers in GIVEN_NAME_FORMS.items():
        for number in numbers:
            letters[number].add(form[0])
    return letters


_LETTERS = _letters_by_name()


def _less_a_letter(word: str, shortest: int) -> set[str]:
    if not shortest <= len(word) <= _LONGEST_WORD:
        return set()
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _company_words(profiles: Iterable[Profile]) -> tuple[frozenset[str], frozenset[str]]:
    counts: Counter[str] = Counter()
    for profile in profiles:
        if not profile.is_person:
            counts.update({w for name in profile.company_names for w in name.distinctive})
    common = frozenset(word for word, count in counts.items() if count > _COMMON_WORD)
    return common, frozenset(word for word in counts if len(word) in _ACRONYM)


def _company_keys(
    name: CompanyName, common: frozenset[str], acronyms: frozenset[str]
) -> Iterator[Key]:
    joined = "".join(name.distinctive)
    yield ("whole", joined)
    for rest in _less_a_letter(joined, 8):
        yield ("slip", rest)
    for word in name.distinctive:
        if word in common:
            partners = [other for other in name.telling if other != word]
            for pair in (sorted((word, other)) for other in partners):
                yield ("words", *pair)
        else:
            yield ("word", word)
            for rest in _less_a_letter(word, 6):
                yield ("slip", rest)
        if word in acronyms:
            yield ("acronym", word)
    for start in range(len(name.telling)):
        for length in _ACRONYM:
            run = "".join(
                "tv" if word == "television" else word[0]
                for word in name.telling[start : start + length]
            )
            if run in acronyms:
                yield ("acronym", run)
