"""The catalogue's own names and headings, as a question may put them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph_schema.relations import AGENTS
from rag_service.answering.english import word_set
from rag_service.answering.words import key as folded
from rag_service.answering.words import stem, stems

if TYPE_CHECKING:
    from rag_service.answering.view import View

_CROSS_REFERENCE = re.compile(r"\s+see(?: also)? .*$", re.IGNORECASE)
_TAIL = re.compile(r",\s*(?:the|a|an|general)$", re.IGNORECASE)
_JOINTS = re.compile(r"\s*(?:,|/|&|\band\b)\s*(?:(?:and|the)\s+)*", re.IGNORECASE)
# Words that tell what a place or heading is and that people leave out: Orkney (Islands).
_GENERIC = frozenset(("islands", "isles", "river", "county", "activities"))
_ARTICLE = frozenset(("the", "a", "an"))
_COMPANY = word_set(
    """ltd limited co company plc inc film films production productions pictures picture studio
    studios unit the and service corporation committee group association"""
)
_SHORT = {
    "tv": "television", "co": "company", "bros": "brothers", "dept": "department",
    "corp": "corporation", "soc": "society", "assoc": "association", "univ": "university",
}  # fmt: skip
_SHIRE = "shire"
_FUZZY = 90
_FUZZY_LENGTH = 7


@dataclass(frozen=True)
class Heading:
    """A subject, genre or place heading that words of a question may mean.

    Attributes:
        entity: Row of the entity.
        kind: The relation that it has to works, or place.
        whole: True when the words are the whole heading and not a part of it.
        words: The folded words of the heading, or of that part.
    """

    entity: int
    kind: str
    whole: bool
    words: str


class Lexicon:
    """Names and headings that a Scope shows, by their words."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._subjects = view.links.with_relation(("subject", "depicted"))
        self._genres = view.links.with_relation(("genre",))
        self._credited = view.links.with_relation(("role",))
        self._mentioned = view.links.with_relation(("mentioned",))
        self.headings: dict[str, list[Heading]] = defaultdict(list)
        self.agents: dict[str, set[int]] = defaultdict(set)
        self.mentions: dict[str, set[int]] = defaultdict(set)
        self._surnames: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for entity, name, key in view.names():
            self._add(entity, name, key)

    def agents_named(self, words: Sequence[str]) -> set[int]:
        """Credited agents that folded words name: in full, or with initials or fewer names."""
        exact = self.in_full(words)
        if len(words) < 2:
            return exact
        namesakes = self._surnames.get(words[-1], ())
        same_first = {e for e, given in namesakes if _agree(words[:-1], given, initials=False)}
        if exact or same_first:
            return exact | same_first
        return {e for e, given in namesakes if _agree(words[:-1], given, initials=True)}

    def in_full(self, words: Sequence[str]) -> set[int]:
        """Credited agents whose whole name folded words are, TV for television and the like."""
        spelt_out = " ".join(_SHORT.get(word, word) for word in words)
        return self.agents.get(" ".join(words)) or self.agents.get(spelt_out, set())

    def is_heading(self, text: str) -> bool:
        """Whether a text is the whole of a heading."""
        return any(h.whole for h in self.headings.get(joined(stems(text)), ()))

    def surname(self, word: str) -> set[int]:
        """Credited people with this surname."""
        return {entity for entity, _ in self._surnames.get(word, ())}

    def companies_like(self, words: Sequence[str]) -> set[int]:
        """Credited bodies whose name differs only in words such as Ltd, Films or Studio."""
        core = tuple(word for word in words if word not in _COMPANY)
        joins_two = "and" in words[1:-1] and len(core) < 2
        return set(self._companies.get(core, ())) if core and not joins_two else set()

    def nearest_agent(self, name: str) -> set[int]:
        """Credited agents whose name is a likely misspelling of a long folded name."""
        if len(name) < _FUZZY_LENGTH:
            return set()
        found = process.extractOne(name, self._agent_keys, scorer=fuzz.ratio, score_cutoff=_FUZZY)
        return self.agents[found[0]] if found else set()

    def nearest_place(self, name: str) -> list[Heading]:
        """Place headings of which folded words without spaces are a likely misspelling."""
        if len(name) < _FUZZY_LENGTH:
            return []
        found = process.extractOne(name, list(self._places), scorer=fuzz.ratio, score_cutoff=_FUZZY)
        return self._places[found[0]] if found else []

    @cached_property
    def _agent_keys(self) -> list[str]:
        return [key for key in self.agents if len(key) >= _FUZZY_LENGTH]

    @cached_property
    def _places(self) -> dict[str, list[Heading]]:
        found: dict[str, list[Heading]] = defaultdict(list)
        for words, held in self.headings.items():
            for heading in held:
                if heading.kind == "place" and heading.whole:
                    found[_squash(words)].append(heading)
        return found

    @cached_property
    def _companies(self) -> dict[tuple[str, ...], set[int]]:
        found: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for key, entities in self.agents.items():
            bodies = {e for e in entities if self._view.entity_labels[e] == "CorporateBody"}
            core = tuple(word for word in key.split() if word not in _COMPANY)
            if bodies and core:
                found[core] |= bodies
        return found

    def _add(self, entity: int, name: str, key: str) -> None:
        label = self._view.entity_labels[entity]
        if self._credited[entity] and label in AGENTS:
            self._add_agent(entity, name, key, label)
        if self._subjects[entity] or self._genres[entity]:
            self._add_heading(entity, name, label)
        elif self._mentioned[entity]:
            self.mentions[" ".join(stems(name))].add(entity)

    def _add_agent(self, entity: int, name: str, key: str, label: str) -> None:
        for form in _agent_forms(name, key):
            self.agents[form].add(entity)
            words = form.split()
            if label == "Person" and len(words) > 1:
                self._surnames[words[-1]].append((entity, tuple(words[:-1])))

    def _add_heading(self, entity: int, name: str, label: str) -> None:
        kinds = ["genre"] * bool(self._genres[entity])
        if self._subjects[entity]:
            kinds.append("place" if label == "Place" else "subject")
        forms = list(_place_forms(name) if label == "Place" else _heading_forms(name))
        for kind in kinds:
            for words, whole in forms:
                heading = Heading(entity, kind, whole, words)
                held = self.headings[joined([stem(word) for word in words.split()])]
                if words and heading not in held:
                    held.append(heading)


def joined(words: Sequence[str]) -> str:
    """Stems as one key; film maker and filmmaker are the same."""
    return " ".join(words).replace("film maker", "filmmak").replace("film make", "filmmak")


def shire_of(squashed: str) -> str:
    """The town that a county is named for: perthshire gives perth."""
    return squashed.removesuffix(_SHIRE) if squashed.endswith(_SHIRE) else ""


def _clean(name: str) -> str:
    name = _CROSS_REFERENCE.sub("", name.strip())
    return _TAIL.sub("", name)


def _heading_forms(name: str) -> Iterator[tuple[str, bool]]:
    name = _clean(name)
    whole = folded(name).split()
    yield " ".join(whole), True
    yield " ".join(word for word in whole if word not in _GENERIC), True
    parts = [folded(part) for part in _JOINTS.split(name)]
    if len(parts) > 1:
        for part in parts:
            yield " ".join(word for word in part.split() if word not in _ARTICLE), False


def _place_forms(name: str) -> Iterator[tuple[str, bool]]:
    whole = folded(_clean(name)).split()
    yield " ".join(whole), True
    yield " ".join(reversed(whole)), True
    yield _squash(" ".join(whole)), True
    yield " ".join(word for word in whole if word not in _GENERIC), True
    if len(whole) > 1 and whole[-1] not in _GENERIC and whole[-1] != _SHIRE:
        # The Hebrides are the Inner and the Outer Hebrides.
        yield whole[-1], False


def _squash(words: str) -> str:
    """Without spaces and doubled letters, in which spellings of shires differ."""
    return re.sub(r"(.)\1+", r"\1", words.replace(" ", ""))


def _agent_forms(name: str, key: str) -> Iterator[str]:
    yield key
    plain = re.sub(r"[(\[].*?[)\]]|[‘'“\"][^’'”\"]*[’'”\"]", " ", name)
    surname, comma, given = plain.partition(",")
    if comma and given.strip() and len(surname.split()) <= 3:
        yield f"{folded(given)} {folded(surname)}"
    elif plain != name:
        yield folded(plain)


def _agree(asked: Sequence[str], given: Sequence[str], *, initials: bool) -> bool:
    """Whether the names asked for are among those given: Stanley of Stanley Livingstone.

    The first of them may be an initial on one side only where ``initials`` says so.
    """
    if not 0 < len(asked) <= len(given) or (asked[0] != given[0] and not initials):
        return False
    pairs = zip(asked, given, strict=False)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)
