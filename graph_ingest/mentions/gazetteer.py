"""The names that the graph knows already, as texts would write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph_ingest.mentions.phrases import Kind, capital_runs
from graph_ingest.mentions.tokens import key_of, mostly_capitals, name_key, tokenise
from graph_ingest.mentions.trie import TokenTrie
from graph_ingest.mentions.usage import Usage
from graph_ingest.mentions.words import (
    GENERIC_WORDS,
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    body_names,
    no_names,
    place_names,
)
from graph_ingest.resolve.name_facts import LEGAL_FORMS, SURNAMES_PER_1000
from graph_schema.contribution import Contribution
from graph_schema.nodes import Agent, Place, TextUnit, Work
from graph_schema.relations import Relation

_SHORTEST_BODY = 4
_BEARERS = 3
"""People who must bear a given name that no list has."""


@dataclass(frozen=True)
class Entry:
    """An entity that a name stands for.

    Attributes:
        id: Identifier in the graph; "" for a place or body that is known by name alone.
        partner: Whose records or vocabulary it belongs to.
        works: The works that credit it or, for a heading, are about it.
        years: Years of those works that one Contribution gave.
    """

    kind: Kind
    id: str = ""
    partner: str = ""
    works: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()


class Gazetteer:
    """Names with what they stand for, and how the collection's texts use words."""

    def __init__(self) -> None:
        self.names: TokenTrie[Entry] = TokenTrie()
        self.usage = Usage()
        self._known: set[tuple[tuple[str, ...], str]] = set()
        self._given: Counter[str] = Counter()
        self._surnames = set(SURNAMES_PER_1000)
        for key in place_names():
            self.names.add(key, Entry("Place"))
        for key in body_names():
            self.names.add(key, Entry("CorporateBody"))

    @classmethod
    def from_contributions(cls, contributions: Iterable[Contribution]) -> Gazetteer:
        """The gazetteer of all that Sources say."""
        gazetteer = cls()
        for contribution in contributions:
            gazetteer.add(contribution)
        return gazetteer

    def add(self, contribution: Contribution) -> None:
        """Learn the names that one more Contribution states, and the words of its texts."""
        works = [node for node in contribution.nodes if isinstance(node, Work)]
        years = tuple(sorted({w.year_from for w in works if w.year_from is not None}))
        for node in contribution.nodes:
            if isinstance(node, TextUnit):
                self._learn(node.text)
            elif isinstance(node, Agent) and node.label in ("Person", "CorporateBody"):
                found = frozenset(
                    edge.end
                    for edge in contribution.edges
                    if edge.start == node.id and edge.type == Relation.CONTRIBUTED_TO
                )
                kind: Kind = "Person" if node.label == "Person" else "CorporateBody"
                entry = Entry(kind, node.id, contribution.source.partner, found, years)
                self._name(_agent_keys(kind, (node.name, *node.name_variants)), entry)
                if kind == "Person":
                    self._learn_person(node.name)
            elif isinstance(node, Place):
                names = (node.name, *node.name_variants)
                self._name(place_keys(names), Entry("Place", node.id, contribution.source.partner))

    def entries(self, key: Sequence[str], kind: Kind) -> list[Entry]:
        """What exactly this name stands for, as far as the graph has it."""
        return [entry for entry in self.names.get(key) if entry.kind == kind and entry.id]

    def common(self, word: str) -> bool:
        """True for a word that is also met in lower case, and so may be no name."""
        return self.usage.common(word)

    def given(self, word: str) -> bool:
        """True for a given name, listed or borne by several people whom Sources name."""
        if word in GIVEN_NAMES:
            return True
        several = self._given[word] >= _BEARERS and len(word) > 2
        return several and not self.common(word) and (word,) not in place_names()

    def surname(self, word: str) -> bool:
        """True for the last word of the name of somebody whom Sources name."""
        return word in self._surnames or word.rpartition("-")[2] in self._surnames

    def _learn_person(self, name: str) -> None:
        key = next(person_keys(name), None)
        if key and (key, "") not in self._known:
            self._known.add((key, ""))
            self._given[key[0]] += 1
            self._surnames.add(key[-1])

    def _name(self, keys: Iterable[tuple[str, ...]], entry: Entry) -> None:
        for key in keys:
            if (key, entry.id) not in self._known:
                self._known.add((key, entry.id))
                self.names.add(key, entry)

    def _learn(self, text: str) -> None:
        if not mostly_capitals(text):
            tokens = tokenise(text)
            self.usage.learn(tokens, capital_runs(tokens))


def _agent_keys(kind: Kind, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        yield from person_keys(name) if kind == "Person" else body_keys(name)


def person_keys(name: str) -> Iterator[tuple[str, ...]]:
    """A personal name in the order of speech: in full, and without its middle names."""
    head, _, tail = name.partition("(")[0].partition("‘")[0].partition(",")
    words = [*name_key(tail), *name_key(head)]
    while words and words[0] in PERSON_TITLES:
        words = words[1:]
    if len(words) < 2:
        return
    yield tuple(words)
    if len(words) > 2 and len(words[0]) > 1:
        yield words[0], words[-1]


def body_keys(name: str) -> Iterator[tuple[str, ...]]:
    """A body's name with and without its legal form; lone words only where they may be names."""
    words = list(name_key(name.partition("(")[0]))
    short = [word for word in words if word not in LEGAL_FORMS - {"of", "the", "and", "for"}]
    while short and short[-1] in ("of", "the", "and", "for"):
        short.pop()
    for key in {tuple(words), tuple(short), tuple(w for w in short if w != "the")}:
        if (len(key) > 1 and not _generic(key)) or (len(key) == 1 and _lone_body(key[0])):
            yield key


def _generic(key: Sequence[str]) -> bool:
    # "Town Council" and "Camera Club" are many bodies.
    return all(word in GENERIC_WORDS or word in ORGANISATION_WORDS for word in key)


def _lone_body(word: str) -> bool:
    told = word in GIVEN_NAMES or word in no_names() or key_of([word]) in place_names()
    return len(word) >= _SHORTEST_BODY and not told


def place_keys(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The ways in which texts write the headings of places."""
    for name in names:
        for part in name.split(" / "):
            if part[:1].isupper():
                yield from _place_forms(name_key(part))


def _place_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    words = tuple(word for word in words if word != "the")
    if not words:
        return
    yield words
    joined = "".join(words).replace("-", "")
    if joined.endswith("shire"):
        yield (joined,)
        yield (f"{joined.removesuffix('shire')}-shire",)
    if len(words) == 2 and words[1] in ("islands", "isles"):
        yield words[0], "isles" if words[1] == "islands" else "islands"
        yield (words[0],)
    if len(words) == 2 and words[1] in ("river", "loch"):
        yield words[1], words[0]
