"""Names of people, bodies and places in a text, with what they refer to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph_ingest.mentions.gazetteer import Entry, Gazetteer
from graph_ingest.mentions.phrases import Kind, Phrase, capital_runs, judge_run
from graph_ingest.mentions.tokens import Token, mostly_capitals, tokenise
from graph_ingest.mentions.usage import follows_place_cue
from graph_ingest.mentions.words import GIVEN_NAMES, PERSON_TITLES, no_names

LEAST_SCORE = 0.5
"""Below this a name is not reported."""

_AGENT_CUES = frozenset({"the", "by", "for", "of", "with", "from", "and"})
_NOT_ACRONYMS = frozenset({"uk", "us", "usa", "ussr", "hrh", "ref", "refs", "hms", "ss", "rms"})


@dataclass(frozen=True)
class Found:
    """A name at ``text[start:end]``.

    Attributes:
        type: Person, CorporateBody or Place.
        entity_id: What it refers to where exactly one entity fits, else None.
        score: How surely it is a name of this type, 0 to 1.
        candidates: Identifiers of all the entities that have the name.
        reason: Why that one is meant.
    """

    text: str
    start: int
    end: int
    type: Kind
    entity_id: str | None
    score: float
    candidates: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Context:
    """The record that a text stands in: what is near it is likelier to be meant."""

    work: str = ""
    partner: str = ""
    years: tuple[int, ...] = ()
    places: frozenset[str] = frozenset()


Recogniser = Callable[[str], Iterable[tuple[int, int, Kind]]]
"""Finds names that no gazetteer has: first character, the one after the last, type."""


class Mentioner:
    """Finds names in texts, a pass over each.

    Args:
        gazetteer: The names that the graph knows.
        recogniser: A model that finds further names, if one is installed.
    """

    def __init__(self, gazetteer: Gazetteer, recogniser: Recogniser | None = None) -> None:
        self._gazetteer = gazetteer
        self._recogniser = recogniser

    def find(self, text: str, context: Context | None = None) -> list[Found]:
        """The names in a text, in order, none overlapping another.

        Args:
            text: Any text; offsets are in characters of it.
            context: The record that it belongs to, which settles who or what is meant.
        """
        tokens = tokenise(text)
        phrases = list(self._phrases(text, tokens))
        if self._recogniser and not mostly_capitals(text):
            phrases += self._recognised(text, tokens, phrases)
        phrases.sort(key=lambda p: p.start)
        return [self._refer(text, tokens, phrase, context or Context()) for phrase in phrases]

    def _phrases(self, text: str, tokens: list[Token]) -> Iterator[Phrase]:
        if mostly_capitals(text):
            yield from self._known_names(tokens, 0, len(tokens), whole=False)
            return
        last: Phrase | None = None
        for start, end in capital_runs(tokens):
            for phrase in self._in_run(tokens, start, end, last):
                yield phrase
                last = phrase

    def _in_run(
        self, tokens: list[Token], start: int, end: int, last: Phrase | None
    ) -> Iterator[Phrase]:
        split = self._possessor(tokens, start, end)
        if split:
            yield from self._in_run(tokens, start, split, last)
            yield from self._in_run(tokens, split, end, None)
            return
        known = list(self._known_names(tokens, start, end, whole=True))
        if known and known[0].end - known[0].start == end - start:
            yield from known
            return
        if _headline(tokens, start, end):
            yield from known
            return
        told = judge_run(tokens, start, end, self._gazetteer.usage.common)
        if told is None or (told.score < 0.6 and known):
            told = self._by_use(tokens, start, end, last) if not known else None
        if told is None:
            yield from known
        elif told.score >= LEAST_SCORE:
            yield told

    def _possessor(self, tokens: list[Token], start: int, end: int) -> int:
        """Where "Edinburgh's Princes Street" parts into two names; 0 where it doesn't."""
        for position in range(start, end - 1):
            if tokens[position].possessive:
                words = [token.folded for token in tokens[start : position + 1]]
                keys = (words[n:] for n in range(len(words)))
                if any(e.kind == "Place" for key in keys for e in self._gazetteer.names.get(key)):
                    return position + 1
        return 0

    def _known_names(
        self, tokens: list[Token], start: int, end: int, *, whole: bool
    ) -> Iterator[Phrase]:
        words = [token.folded for token in tokens[start:end]]
        position = start
        while position < end:
            here = position - start
            length, entries = self._gazetteer.names.longest(words, here, end - start)
            while length and not _unbroken(tokens, position, position + length):
                length -= 1
                entries = self._gazetteer.names.get(words[here : here + length])
            if entries and (kind := self._known_kind(tokens, position, length, entries, whole)):
                yield Phrase(position, position + length, kind, 0.9 if length > 1 else 0.8)
                position += length
            else:
                position += 1

    def _known_kind(
        self, tokens: list[Token], start: int, length: int, entries: list[Entry], cased: bool
    ) -> Kind | None:
        kinds = {entry.kind for entry in entries}
        kind: Kind = "Place" if "Place" in kinds else entries[0].kind
        first = tokens[start]
        if not cased:
            return kind if length > 1 or kind == "Place" else None
        if length > 1:
            return kind
        if kind == "Place":
            cue = follows_place_cue(tokens, start) or _in_list(tokens, start)
            doubtful = self._gazetteer.usage.common(first.folded) or first.folded in GIVEN_NAMES
            if (first.quoted or doubtful) and not cue:
                return None
            if start + 1 < len(tokens) and tokens[start + 1].folded == "family":
                return "Person"
            return None if _after_forename(tokens, start) else kind
        doubtful = self._gazetteer.usage.common(first.folded) or first.starts or first.quoted
        return None if doubtful or _in_longer_run(tokens, start) else kind

    def _by_use(
        self, tokens: list[Token], start: int, end: int, last: Phrase | None
    ) -> Phrase | None:
        """What a phrase names that no word of it tells: by its use here and elsewhere."""
        words = tuple(token.folded for token in tokens[start:end])
        usage = self._gazetteer.usage
        if tokens[start].quoted or all(usage.common(w) or w in no_names() for w in words):
            return None
        listed = last is not None and last.kind == "Place" and _in_list(tokens, start)
        if usage.place_like(words):
            return Phrase(start, end, "Place", 0.75)
        if end < len(tokens) and tokens[end].folded == "family" and end - start == 1:
            return Phrase(start, end, "Person", 0.6)
        lone = tokens[start].text
        if end - start == 1 and 2 < len(lone) < 7 and lone.isupper() and lone.isalpha():
            acronym = words[0] not in _NOT_ACRONYMS | no_names() and _after_agent_cue(tokens, start)
            return Phrase(start, end, "CorporateBody", 0.55) if acronym else None
        if any(usage.common(word) or word in no_names() for word in words):
            return None
        if follows_place_cue(tokens, start) or listed:
            owner = tokens[end - 1].possessive and not listed
            return Phrase(start, end, "CorporateBody" if owner else "Place", 0.6)
        if 2 <= end - start <= 3 and not any(t.text.isupper() for t in tokens[start:end]):
            return Phrase(start, end, "Person", 0.55)
        return None

    def _recognised(
        self, text: str, tokens: list[Token], phrases: list[Phrase]
    ) -> Iterator[Phrase]:
        taken = {word for phrase in phrases for word in range(phrase.start, phrase.end)}
        starts = [token.start for token in tokens]
        for start, end, kind in self._recogniser(text) if self._recogniser else ():
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            while first < last and not tokens[first].capital:
                first += 1
            free = taken.isdisjoint(range(first, last))
            if first < last and free and self._may_name(tokens[first:last]):
                yield Phrase(first, last, kind, 0.6)

    def _may_name(self, words: list[Token]) -> bool:
        if any(word.quoted for word in words) or _headline(words, 0, len(words)):
            return False
        usage = self._gazetteer.usage
        return not any(usage.common(w.folded) or w.folded in no_names() for w in words if w.capital)

    def _refer(self, text: str, tokens: list[Token], phrase: Phrase, context: Context) -> Found:
        words = tokens[phrase.start : phrase.end]
        key = [token.folded for token in words]
        while phrase.kind == "Person" and len(key) > 1 and key[0] in PERSON_TITLES:
            key = key[1:]
        entries = self._gazetteer.entries(key, phrase.kind)
        meant = _meant(entries, context)
        start, end = words[0].start, words[-1].end
        return Found(
            text[start:end],
            start,
            end,
            phrase.kind,
            meant[0].id if meant else None,
            phrase.score,
            tuple(sorted({entry.id for entry in entries})),
            meant[1] if meant else "",
        )


def _unbroken(tokens: list[Token], start: int, end: int) -> bool:
    first, last = tokens[start], tokens[end - 1]
    return first.capital and last.capital and all(t.joined for t in tokens[start + 1 : end])


def _in_longer_run(tokens: list[Token], position: int) -> bool:
    before = position > 0 and tokens[position].joined and tokens[position - 1].capital
    after = position + 1 < len(tokens) and tokens[position + 1].joined
    return bool(before or (after and tokens[position + 1].capital))


def _headline(tokens: list[Token], start: int, end: int) -> bool:
    words = [token.text for token in tokens[start:end] if len(token.text) > 2]
    return len(words) > 1 and all(word.isupper() for word in words)


def _after_forename(tokens: list[Token], start: int) -> bool:
    before = tokens[start - 1] if start else None
    named = before is not None and tokens[start].joined and before.capital
    return bool(named and before and (before.folded in GIVEN_NAMES or len(before.text) == 1))


def _after_agent_cue(tokens: list[Token], start: int) -> bool:
    return start > 0 and tokens[start].joined and tokens[start - 1].folded in _AGENT_CUES


def _in_list(tokens: list[Token], start: int) -> bool:
    """True after a comma or "and" that a capitalised word precedes."""
    if not start:
        return False
    before = tokens[start - 1]
    if before.folded == "and" and start > 1:
        return tokens[start - 2].capital
    return before.capital and not tokens[start].joined and not tokens[start].starts


_CAREER_YEARS = 40


def _meant(entries: list[Entry], context: Context) -> tuple[Entry, str] | None:
    """The one entity that a name means here, and why; None where several fit."""
    at_home = [e for e in entries if context.work in e.works or e.id in context.places]
    if at_home:
        return min(at_home, key=lambda e: e.id), "the record itself names it"
    near = [e for e in entries if e.partner == context.partner] or entries
    if len(near) == 1:
        return near[0], "nothing else has this name"
    if not near or near[0].kind == "Place":
        return None
    nearest = min(near, key=lambda e: (_apart(e.years, context.years), e.id))
    if nearest.kind == "Person" and not _one_life(near, nearest, context):
        return None
    return nearest, "of those with this name, the nearest in years"


def _one_life(entries: list[Entry], nearest: Entry, context: Context) -> bool:
    # One name over a long time is likely several people: then only a near year will do.
    years = [year for entry in entries for year in entry.years]
    long = not years or max(years) - min(years) > _CAREER_YEARS
    return _apart(nearest.years, context.years) <= _CAREER_YEARS // (4 if long else 1)


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return min((abs(x - y) for x in one for y in other), default=_CAREER_YEARS)
