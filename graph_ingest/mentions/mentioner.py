"""Names of people, bodies and places in a text, with what they refer to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph_ingest.mentions.gazetteer import Entry, Gazetteer
from graph_ingest.mentions.meaning import Context, meant
from graph_ingest.mentions.neighbours import (
    acts,
    family_follows,
    follows_role,
    follows_vessel,
    follows_weak_cue,
    place_noun_follows,
    shaped_like_place,
    speaks,
    word_after,
    word_before,
)
from graph_ingest.mentions.phrases import (
    Kind,
    Phrase,
    capital_runs,
    initials,
    judge_run,
    owned_body,
    without_opening,
)
from graph_ingest.mentions.teams import as_team
from graph_ingest.mentions.tokens import Token, mostly_capitals, tokenise
from graph_ingest.mentions.usage import follows_place_cue
from graph_ingest.mentions.words import (
    DIRECTIONS,
    GIVEN_NAMES,
    NATIONS,
    PERSON_TITLES,
    PLACE_WORDS,
    ROLES_PLURAL,
    no_names,
)

LEAST_SCORE = 0.5
"""Below this a name is not reported."""

_AGENT_CUES = frozenset({"the", "by", "for", "of", "with", "from", "and"})
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_REST = 6
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
        phrases = self._phrases(text, tokens)
        if self._recogniser and not mostly_capitals(text):
            phrases += self._recognised(text, tokens, phrases)
        phrases.sort(key=lambda p: p.start)
        return [self._refer(text, tokens, phrase, context or Context()) for phrase in phrases]

    def _phrases(self, text: str, tokens: list[Token]) -> list[Phrase]:
        if mostly_capitals(text):
            return list(self._known_names(tokens, 0, len(tokens), whole=False))
        found: list[Phrase] = []
        for start, end in capital_runs(tokens):
            start = max(start, found[-1].end) if found else start
            if start < end and not follows_vessel(tokens, start):
                found += self._in_run(tokens, start, end, found)
        return [as_team(tokens, found, position) for position in range(len(found))]

    def _in_run(
        self, tokens: list[Token], start: int, end: int, before: list[Phrase], owned: bool = False
    ) -> list[Phrase]:
        split = self._possessor(tokens, start, end)
        if split:
            owner = self._in_run(tokens, start, split, before)
            placed = bool(owner) and owner[-1].kind == "Place"
            return owner + self._rest(tokens, split, end, before + owner, placed)
        if split := self._purpose(tokens, start, end):
            body = self._in_run(tokens, start, split, before)
            return body + self._rest(tokens, split + 1, end, before + body)
        if again := self._named_again(tokens, start, end, before):
            return [again]
        if wider := self._longer_name(tokens, start, end) or self._with_place_word(
            tokens, start, end
        ):
            return [wider]
        known = list(self._known_names(tokens, start, end, whole=True))
        opening = without_opening(tokens, start, end, self._gazetteer)
        whole = bool(known) and known[0].start <= opening and known[0].end == end
        if whole or _headline(tokens, start, end):
            return known
        told = judge_run(tokens, start, end, self._gazetteer)
        if told is None and owned:
            told = owned_body(tokens, start, end)
        if told is None or (told.score < 0.6 and known):
            told = self._by_use(tokens, start, end, before) if not known else None
        if told is None:
            return [self._with_direction(tokens, start, phrase) for phrase in known]
        return [told] if told.score >= LEAST_SCORE else []

    def _rest(
        self, tokens: list[Token], start: int, end: int, before: list[Phrase], owned: bool = False
    ) -> list[Phrase]:
        """What is left of a run; the name before may have gone on into it."""
        start = max(start, before[-1].end) if before else start
        return self._in_run(tokens, start, end, before, owned) if start < end else []

    def _longer_name(self, tokens: list[Token], start: int, end: int) -> Phrase | None:
        """A known name that goes on after the run: "Highlands and Islands"."""
        last = min(len(tokens), end + _LONGEST_REST)
        words = [token.folded for token in tokens[start:last]]
        length, entries = self._gazetteer.names.longest(words, 0, len(words))
        if length <= end - start or not _unbroken(tokens, start, start + length):
            return None
        kind = self._known_kind(tokens, start, length, entries, True)
        return Phrase(start, start + length, kind, 0.9) if kind else None

    def _named_again(
        self, tokens: list[Token], start: int, end: int, before: list[Phrase]
    ) -> Phrase | None:
        # "George Wyllie ... Wyllie's locomotive"
        word = tokens[start].folded
        if end - start != 1 or follows_place_cue(tokens, start) or self._is_place(word):
            return None
        said = {
            tokens[p.end - 1].folded for p in before if p.kind == "Person" and p.end - p.start > 1
        }
        return Phrase(start, end, "Person", 0.75) if word in said else None

    def _is_place(self, word: str) -> bool:
        return any(entry.kind == "Place" for entry in self._gazetteer.names.get((word,)))

    def _with_place_word(self, tokens: list[Token], start: int, end: int) -> Phrase | None:
        """A known place of which the last word is in lower case: "the North sea"."""
        if word_after(tokens, end) not in PLACE_WORDS:
            return None
        for first in range(start, end):
            key = [token.folded for token in tokens[first : end + 1]]
            if any(entry.kind == "Place" for entry in self._gazetteer.names.get(key)):
                return Phrase(first, end + 1, "Place", 0.85)
        return None

    def _with_direction(self, tokens: list[Token], start: int, phrase: Phrase) -> Phrase:
        """ "North East Scotland" rather than "Scotland" alone."""
        first = phrase.start
        while phrase.kind == "Place" and first > start and tokens[first].joined:
            if tokens[first - 1].folded not in DIRECTIONS or tokens[first - 1].possessive:
                break
            first -= 1
        return Phrase(first, phrase.end, phrase.kind, phrase.score)

    def _possessor(self, tokens: list[Token], start: int, end: int) -> int:
        """Where "Edinburgh's Princes Street" parts into two names; 0 where it doesn't."""
        for position in range(start, end - 1):
            if tokens[position].possessive:
                if tokens[start].folded in PERSON_TITLES and position > start:
                    return position + 1
                words = [token.folded for token in tokens[start : position + 1]]
                keys = (words[n:] for n in range(len(words)))
                named = (e for key in keys for e in self._gazetteer.names.get(key))
                if any(e.kind == "Place" or not e.id for e in named):
                    return position + 1
        return 0

    def _purpose(self, tokens: list[Token], start: int, end: int) -> int:
        """The "for" that parts "Royal Air Force for Channel 4" into two names; 0 if there is none.

        "Society for the Blind" is one name.
        """
        names = self._gazetteer.names
        words = [token.folded for token in tokens[start:end]]
        for position in range(1, len(words) - 1):
            rest = words[position + 1 :]
            if words[position] != "for" or rest[0] in NATIONS:
                continue
            if names.get(words[:position]) or names.get(rest):
                return start + position
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
        listed = any(not entry.id for entry in entries)
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
        if listed and kind == "CorporateBody" and first.text.isupper():
            return kind
        doubtful = self._gazetteer.usage.common(first.folded) or first.starts or first.quoted
        if listed and not first.starts and not first.quoted:
            doubtful = False
        return None if doubtful or _in_longer_run(tokens, start) else kind

    def _by_use(
        self, tokens: list[Token], start: int, end: int, before: list[Phrase]
    ) -> Phrase | None:
        """What a phrase names that no word of it tells: by its use here and elsewhere."""
        start = without_opening(tokens, start, end, self._gazetteer)
        words = tuple(token.folded for token in tokens[start:end])
        if not words or tokens[start].quoted:
            return None
        lone = end - start == 1
        if lone and (person := self._lone_person(tokens, start, end, before)):
            return person
        if all(self._doubtful(word) for word in words):
            return None
        if self._gazetteer.usage.place_like(words) and not self._full_name(words):
            return Phrase(start, end, "Place", 0.75)
        if lone and _acronym(tokens[start]):
            return Phrase(start, end, "CorporateBody", 0.55) if _initialled(tokens, start) else None
        if any(self._doubtful(word) for word in words):
            return None
        return self._unheard(tokens, start, end, before)

    def _doubtful(self, word: str) -> bool:
        return self._gazetteer.common(word) or word in no_names()

    def _full_name(self, words: tuple[str, ...]) -> bool:
        return len(words) == 2 and self._gazetteer.surname(words[-1])

    def _lone_person(
        self, tokens: list[Token], start: int, end: int, before: list[Phrase]
    ) -> Phrase | None:
        word = tokens[start].folded
        if word in no_names() or tokens[start].text.isupper():
            return None
        if family_follows(tokens, end):
            return Phrase(start, end, "Person", 0.6)
        if follows_role(tokens, start) or _with_lone_person(tokens, start, before):
            return Phrase(start, end, "Person", 0.6)
        if self._forename(word) and (acts(tokens, end) or self._with_forename(tokens, start, end)):
            return Phrase(start, end, "Person", 0.6)
        unheard = not self._doubtful(word) and not follows_place_cue(tokens, start)
        return Phrase(start, end, "Person", 0.55) if unheard and speaks(tokens, end) else None

    def _forename(self, word: str) -> bool:
        return self._gazetteer.given(word) and not self._is_place(word)

    def _with_forename(self, tokens: list[Token], start: int, end: int) -> bool:
        """True for each of "Belle and Sheila"."""
        after = end + 1 < len(tokens) and tokens[end].folded == "and" and tokens[end + 1].joined
        if after and self._forename(tokens[end + 1].folded) and tokens[end + 1].capital:
            return True
        before = start > 1 and tokens[start - 1].folded == "and" and tokens[start].joined
        return before and tokens[start - 2].capital and self._forename(tokens[start - 2].folded)

    def _unheard(
        self, tokens: list[Token], start: int, end: int, before: list[Phrase]
    ) -> Phrase | None:
        """Words that are met nowhere else: a place after "in", else perhaps a full name."""
        words = tuple(token.folded for token in tokens[start:end])
        listed = bool(before) and before[-1].kind == "Place" and _in_list(tokens, start)
        full = self._full_name(words) and (follows_weak_cue(tokens, start) or listed)
        if (follows_place_cue(tokens, start) or listed) and not full:
            owner = tokens[end - 1].possessive and not listed
            return Phrase(start, end, "CorporateBody" if owner else "Place", 0.6)
        if len(words) == 1:
            return self._unheard_place(tokens, start, end)
        article = word_before(tokens, start) in _ARTICLES and not self._full_name(words)
        if len(words) <= 3 and not article and not any(t.text.isupper() for t in tokens[start:end]):
            return Phrase(start, end, "Person", 0.55)
        return None

    def _unheard_place(self, tokens: list[Token], start: int, end: int) -> Phrase | None:
        word = tokens[start].folded
        person = self._gazetteer.given(word) or self._gazetteer.surname(word)
        if place_noun_follows(tokens, end) and not tokens[start].possessive:
            return Phrase(start, end, "Place", 0.6)
        if shaped_like_place(word) and not person:
            return Phrase(start, end, "Place", 0.55)
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
                borne = self._borne_out(tokens, first, last, kind)
                if borne:
                    yield Phrase(first, last, borne, 0.6)

    def _borne_out(self, tokens: list[Token], start: int, end: int, kind: Kind) -> Kind | None:
        """The type of a model's guess where a sign of our own goes with it.

        Without one, fewer than half of what the small English model adds are names of ours.
        """
        word = tokens[start].folded
        if follows_vessel(tokens, start) or tokens[start].text.isupper():
            return None
        if kind != "Place":
            full = end - start > 1 and self._gazetteer.surname(tokens[end - 1].folded)
            return "Person" if self._forename(word) or (full and kind == "Person") else None
        listed = not tokens[start].joined and _in_list(tokens, start)
        cued = follows_place_cue(tokens, start) or listed
        return "Place" if cued and not tokens[end - 1].possessive else None

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
        one = meant(entries, context)
        start, end = words[0].start, words[-1].end
        if phrase.kind == "Place" and words[0].folded == "st" and words[-1].possessive:
            end += len("'s")  # St Paul's, a cathedral
        return Found(
            text[start:end],
            start,
            end,
            phrase.kind,
            one[0].id if one else None,
            phrase.score,
            tuple(sorted({entry.id for entry in entries})),
            one[1] if one else "",
        )


def _unbroken(tokens: list[Token], start: int, end: int) -> bool:
    first, last = tokens[start], tokens[end - 1]
    capital = first.capital and (last.capital or last.text.isdigit())
    return capital and all(t.joined for t in tokens[start + 1 : end])


def _in_longer_run(tokens: list[Token], position: int) -> bool:
    before = position > 0 and tokens[position].joined and tokens[position - 1].capital
    after = position + 1 < len(tokens) and tokens[position + 1].joined
    return bool(before or (after and tokens[position + 1].capital))


def _headline(tokens: list[Token], start: int, end: int) -> bool:
    words = [token.text for token in tokens[start:end] if len(token.text) > 2]
    return len(words) > 1 and all(word.isupper() for word in words)


def _after_forename(tokens: list[Token], start: int) -> bool:
    before = tokens[start - 1] if start else None
    if before is None or not tokens[start].joined or not before.capital:
        return False
    initial = initials(before) and (before.folded != "a" or tokens[start].start - before.end > 1)
    return initial or before.folded in GIVEN_NAMES


def _with_lone_person(tokens: list[Token], start: int, before: list[Phrase]) -> bool:
    # "the comedians Power and Bendon"
    last = before[-1] if before else None
    lone = last is not None and last.kind == "Person" and last.end - last.start == 1
    plural = last is not None and lone and word_before(tokens, last.start) in ROLES_PLURAL
    return bool(plural and last and last.end == start - 1 and tokens[last.end].folded == "and")


def _acronym(token: Token) -> bool:
    return 2 < len(token.text) < 7 and token.text.isupper() and token.text.isalpha()


def _initialled(tokens: list[Token], start: int) -> bool:
    known = tokens[start].folded in _NOT_ACRONYMS or tokens[start].folded in no_names()
    return not known and _after_agent_cue(tokens, start)


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
