"""How common each name, word and heading is among all that is known: rare ones tell more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from graph_ingest.resolve.name_facts import (
    COMPANY_WORDS_PER_1000,
    GIVEN_NAME_FORMS,
    GIVEN_NAMES_IN_FULL,
    GIVEN_NAMES_PER_1000,
    PER,
    SURNAMES_PER_1000,
)
from graph_ingest.resolve.names import CompanyName, PersonName
from graph_ingest.resolve.profiles import Profile


class Corpus:
    """Counts over the profiles of all records, for weights by inverse frequency.

    Names are counted once however often they are credited, so that a busy film maker's
    surname does not look common. To what the records have, a thousand people and bodies are
    added whose names are spread as in Britain, so that a small catalogue isn't misled.
    """

    def __init__(self) -> None:
        self.records = 0
        self.bearers: dict[str, set[str]] = defaultdict(set)
        """Surname to the given names that go with it ("" for none)."""
        self._counted: dict[str, frozenset[str]] = {}
        self._people: set[PersonName] = set()
        self._given: Counter[str] = Counter()
        """Given names, and each letter that one starts with."""
        self._companies: set[tuple[str, ...]] = set()
        self._words: Counter[str] = Counter()
        self._companies_by_initials: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._companies_by_word: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._headings: Counter[str] = Counter()
        self._seen: set[str] = set()

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Corpus:
        """The corpus of these profiles; those of one record come together or apart."""
        corpus = cls()
        for profile in profiles:
            corpus.add(profile)
        return corpus

    def add(self, profile: Profile) -> None:
        """Count one more profile."""
        if profile.is_person:
            for person in profile.person_names:
                self._add_person(person)
        else:
            for company in profile.company_names:
                self._add_company(company)
        if not profile.sources <= self._seen:
            self._seen |= profile.sources
            self.records += 1
            for kind, held in _headings(profile):
                self._headings.update(f"{kind} {heading}" for heading in held)

    def _add_person(self, person: PersonName) -> None:
        if person not in self._people:
            self._people.add(person)
            self._given.update({part for name in person.given for part in (name, name[0])})
            for surname in person.surnames:
                self._counted.pop(surname, None)
                self.bearers[surname].add(person.given[0] if person.given else "")

    def _add_company(self, company: CompanyName) -> None:
        letters = "".join(word[0] for word in company.telling)
        self._companies_by_initials[letters].add(company.distinctive)
        if company.distinctive not in self._companies:
            self._companies.add(company.distinctive)
            self._words.update(set(company.distinctive))
            for word in company.distinctive:
                self._companies_by_word[word].add(company.distinctive)

    def surname_rarity(self, surname: str) -> float:
        """Nats of surprise that two people chosen at random both have this surname."""
        held = len(self._bearers(surname)) + SURNAMES_PER_1000.get(surname, 0)
        return _surprise(held, len(self._people) + PER)

    def bearers_besides(self, surname: str, given: Sequence[str]) -> int:
        """How many people bear a surname, as far as known, who have none of these given names."""
        own = {part for name in given for part in (_stem(name), *initials(name))}
        return len(self._bearers(surname) - own) + SURNAMES_PER_1000.get(surname, 0)

    def _bearers(self, surname: str) -> frozenset[str]:
        """Given names that go with a surname, forms of one name and its initial counted once."""
        if surname not in self._counted:
            held = self.bearers.get(surname, set())
            full = [given for given in held if len(given) > 1]
            meant = {letter for given in full for letter in initials(given)}
            lone = {given for given in held if len(given) == 1} - meant
            self._counted[surname] = frozenset({*map(_stem, full), *lone} or held)
        return self._counted[surname]

    def given_rarity(self, given: str) -> float:
        """Nats of surprise at a given name; for an initial, at its letter."""
        known = GIVEN_NAMES_PER_1000.items()
        usual = sum(
            n for name, n in known if name == given or (len(given) == 1 and name[0] == given)
        )
        return _surprise(self._given[given] + usual, len(self._people) + PER)

    def word_rarity(self, word: str) -> float:
        """Nats of surprise at a distinctive word of a company's name."""
        usual = max(COMPANY_WORDS_PER_1000.get(word, 0), SURNAMES_PER_1000.get(word, 0))
        held = self._words[word] + usual
        return _surprise(held, len(self._companies) + PER)

    def companies_with(self, words: Iterable[str]) -> set[tuple[str, ...]]:
        """The distinctive words of each company that has all of these."""
        held = [self._companies_by_word.get(word, set()) for word in words]
        return set.intersection(*held) if held else set()

    def companies_abbreviated(self, letters: str) -> set[tuple[str, ...]]:
        """The distinctive words of each company that has these initials."""
        return self._companies_by_initials.get(letters, set())

    def heading_rarity(self, kind: str, heading: str) -> float:
        """Nats of surprise at a heading (topics, places, companions …) of a record."""
        return _surprise(self._headings[f"{kind} {heading}"], self.records)

    def rivals(self, name: PersonName) -> int:
        """How many differently named people this name, with what it leaves out, may mean."""
        held = self.bearers.get(name.surname, set()) - {""}
        wanted = name.given[0] if name.given else ""
        found = [given for given in held if _may_mean(wanted, given)]
        return len({_stem(given) for given in found if len(given) > 1})


def _may_mean(wanted: str, given: str) -> bool:
    if len(wanted) < 2:
        return not wanted or wanted in initials(given)
    return given == wanted or bool(forms(wanted) & forms(given))


def forms(given: str) -> frozenset[int]:
    """Numbers of the given names that this form stands for, empty where none is known."""
    return GIVEN_NAME_FORMS.get(given, frozenset())


@cache
def initials(given: str) -> frozenset[str]:
    """First letters of a given name and of the one that it is short for, where that is sure."""
    meant = {GIVEN_NAMES_IN_FULL[number][0] for number in forms(given)}
    return frozenset({given[0], *(meant if len(meant) == 1 else ())})


def _stem(given: str) -> str:
    known = forms(given)
    return str(min(known)) if known else given


def _surprise(held: int, total: int) -> float:
    return max(0.0, math.log((total + 1.0) / (held + 0.5)))


def _headings(profile: Profile) -> Sequence[tuple[str, Iterable[str]]]:
    return (
        ("topics", profile.topics),
        ("places", profile.places),
        ("companions", profile.companions),
        ("title_words", profile.title_words),
        ("collections", profile.collections),
    )
