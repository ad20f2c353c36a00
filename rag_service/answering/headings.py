"""Genres, places and subjects that a question names, as the catalogue's headings.

A heading is meant where the question has all of its words, or one whole part of a heading that
joins several (fishing, of Fish and Fishing). A single word that belongs to a neighbour is left
for the text: war memorials, Glasgow University.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rag_service.answering.english import FILLER, FILM_NOUN, STOP, VAGUE
from rag_service.answering.filters import Linked
from rag_service.answering.lexicon import Heading, Lexicon, joined, shire_of
from rag_service.answering.reading import Reading
from rag_service.answering.roles import VERB
from rag_service.answering.synonyms import headings_meant
from rag_service.answering.view import View
from rag_service.answering.words import Token, stem

HeadingKind = Literal["genre", "place", "subject"]

_LONGEST = 6
# Everyday words for genres, as stems, and the stems that headings have.
_ALIASES = {
    "cartoon": "anim", "advert": "advertis", "ad": "advertis", "commerci": "advertis",
    "tv": "televis", "telli": "televis", "doc": "documentari", "docu": "documentari",
    "documentari": "documentari", "promo": "promot", "scifi": "scienc fiction",
    "newsfilm": "newsreel", "funni": "comedi", "comic": "comedi", "spoof": "parodi",
    "biopic": "biograph", "biographi": "biograph",
}  # fmt: skip
_PHRASES = (
    (
        re.compile(
            r"\b(?:made|filmed|shot|directed|produced|films|movies|work)\b[^,?]{0,40}? "
            r"(?P<said>by (?:a )?wom[ae]n\b(?: film[- ]?makers?\b| directors?\b)?(?! in))"
        ),
        "woman film maker",
    ),
    (re.compile(r"\b(?:filmed|shot|directed|made) by (?:a )?wom[ae]n\b"), "woman film maker"),
    (
        re.compile(
            r"\b(?:wom[ae]n|female|lady) (?:film[- ]?makers?|(?:film )?directors?|camerawom[ae]n)\b"
        ),
        "woman film maker",
    ),
    (re.compile(r"\b(?:made|shot|filmed|directed|produced) by (?:an? )?amateurs?\b"), "amateur"),
    (
        re.compile(r"\bamateur (?:film[- ]?makers?|cine[a-z-]*|cameram[ae]n|enthusiasts?)\b"),
        "amateur",
    ),
    (
        re.compile(r"\b(?:which|what) women\b(?= (?:made|filmed|shot|directed|produced|film))"),
        "woman film maker",
    ),
    (
        re.compile(
            rf"\b(?:(?:kids?|child(?:ren)?)(?:'s|s')? (?={FILM_NOUN}\b)"
            rf"|(?<=films )for (?:kids|children)\b|(?<=movies )for (?:kids|children)\b)"
        ),
        "child",
    ),
    (re.compile(rf"\b(?:scary|frightening|spooky) (?={FILM_NOUN}\b)|\bchillers\b"), "horror"),
    (re.compile(rf"\blove stor(?:y|ies)\b|\bromantic (?={FILM_NOUN}\b)"), "romanc"),
    (re.compile(r"\bsci[- ]?fi\b"), "scienc fiction"),
    (re.compile(r"\b(?:cine(?:ma)?|screen|film) ?magazines?\b"), "cine mag"),
    (re.compile(rf"\b(?:teaching|classroom) (?={FILM_NOUN}\b)"), "educ"),
    (re.compile(r"\bhome (?:movies?|videos?)\b"), "home movi"),
    (re.compile(r"\b(?:tv|television) (?:adverts?|ads?|commercials?)\b"), "advertis"),
    (re.compile(r"\bnews ?reels?\b"), "newsreel"),
)  # fmt: skip
_PROFESSIONALS = re.compile(
    r"\b(?:made |shot |filmed )?by professionals\b"
    rf"|\bprofessional(?:ly[- ]made)? (?={FILM_NOUN}\b|film-?makers?\b)"
)
_FILM_AFTER = re.compile(rf"^[ ,]+(?:(?:or|and|,) )?(?:[\w'-]+ ){{0,2}}?{FILM_NOUN}\b")
_ABOUT = re.compile(
    r"\b(?:about|of|on|concerning|showing|shows?|featuring|depicting|cover(?:s|ing)?|with|to "
    r"do with|"
    r"related to|relating to|subject(?: heading)?(?: of| is)?|heading|tagged)(?: the)?\s*[\"'“]?$"
)
_KIND_OF_PLACE = re.compile(
    r"\b(?:isles?|islands?|county|town|city|burgh|village|parish|district|region|port) of "
    r"(?:the )?$"
)
_GENRE_AFTER = re.compile(r"^ (?:genre|as (?:a )?genre)\b")
_GENRE_BEFORE = re.compile(
    r"\b(?:genre(?: of| is)?|(?:classed|classified|catalogued|tagged|labelled) as)(?: an?)?"
    r"\s*[\"'“]?$"
)
_TAGGED = re.compile(r"\b(?:classed|tagged|labelled)\s*[\"'“]?$")


def read_genre_phrases(reading: Reading, view: View, lexicon: Lexicon) -> list[Linked]:
    """Take everyday phrases for genres, where the catalogue has the genre."""
    found: list[Linked] = []
    for pattern, key in _PHRASES:
        match = reading.search(pattern)
        headings = [h for h in lexicon.headings.get(joined(key.split()), ()) if h.kind == "genre"]
        if match and headings:
            group = "said" if "said" in match.groupdict() else 0
            span = reading.take_match(match, group)
            around = reading.within(*match.span())
            reading.take(i for i in around if VERB.fullmatch(reading.tokens[i].key))
            found.append(_filter(reading, span, "genre", headings, view))
    return found


def read_professionals(reading: Reading, view: View, lexicon: Lexicon) -> list[Linked]:
    """Take words for films by professionals, who are no amateurs, where amateurs have a genre."""
    headings = [h for h in lexicon.headings.get("amateur", ()) if h.kind == "genre"]
    match = reading.search(_PROFESSIONALS)
    if not match or not headings:
        return []
    condition = _filter(reading, reading.within(*match.span()), "genre", headings, view)
    return [replace(condition, negated=not condition.negated)]


def read_headings(
    reading: Reading, view: View, lexicon: Lexicon, kind: HeadingKind
) -> list[Linked]:
    """Take the headings of one kind out of a question, the longest first."""
    found: list[Linked] = []
    size = len(reading.tokens)
    for length in range(min(_LONGEST, size), 0, -1):
        for start in range(size - length + 1):
            span = range(start, start + length)
            if reading.free(span) and (headings := _meant(reading, span, lexicon, kind)):
                found.append(_filter(reading, span, kind, headings, view))
    return found


def read_place_spellings(reading: Reading, view: View, lexicon: Lexicon) -> list[Linked]:
    """Take place names that are spelt otherwise, or that a wider heading stands for."""
    found: list[Linked] = []
    for index in reading.content():
        token = reading.tokens[index]
        first = index == 0 and len(reading.tokens) > 1
        if (first or not token.capital) and not shire_of(token.key):
            continue
        key = re.sub(r"(.)\1+", r"\1", token.key)
        headings = lexicon.nearest_place(key) or _town(key, lexicon)
        if headings and not reading.in_name(range(index, index + 1)):
            found.append(_filter(reading, range(index, index + 1), "place", headings, view))
    return found


def _town(squashed: str, lexicon: Lexicon) -> list[Heading]:
    town = shire_of(squashed)
    return [h for h in lexicon.headings.get(town, ()) if h.kind == "place" and h.whole]


def _meant(reading: Reading, span: range, lexicon: Lexicon, kind: HeadingKind) -> list[Heading]:
    options = [h for h in _options(reading, span, lexicon) if h.kind == kind]
    whole = [h for h in options if h.whole]
    options = whole or options
    if not options:
        return []
    if kind == "genre":
        options = [h for h in options if _same_form(h.words, reading.tokens[span.stop - 1])]
        return options if _is_genre(reading, span, lexicon) else []
    if kind == "place":
        return [] if reading.in_name(span) else options
    alone = len(span) > 1 or not _has_neighbour(reading, span)
    return options if alone else []


def _options(reading: Reading, span: range, lexicon: Lexicon) -> list[Heading]:
    words = reading.tokens[span.start : span.stop]
    if all(token.key in STOP or token.stem in FILLER for token in words):
        return []
    keys = " ".join(token.key for token in words)
    found = lexicon.headings.get(joined([token.stem for token in words]), [])
    meant = [h for name in headings_meant(keys) for h in lexicon.headings.get(name, ())]
    if meant and not any(h.whole for h in found):
        return meant
    if found:
        return _closest(found, keys)
    alias = joined([_ALIASES.get(token.stem, token.stem) for token in words])
    return [h for h in lexicon.headings.get(alias, []) if h.kind == "genre"]


def _same_form(heading: str, word: Token) -> bool:
    """A train is no training film, though both have one stem."""
    if word.stem in _ALIASES or " " in heading:
        return True
    return heading.endswith("ing") == word.key.endswith(("ing", "ings"))


def _closest(found: list[Heading], words: str) -> list[Heading]:
    """Of headings with one stem those most alike: animation is not animals."""
    shared = [_in_common(heading.words, words) for heading in found]
    return [h for h, length in zip(found, shared, strict=True) if length == max(shared)]


def _in_common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_about(reading: Reading, span: range) -> bool:
    """Whether what stands before says that films are about it: not so "number of"."""
    match = _ABOUT.search(reading.text[: reading.tokens[span.start].start])
    return match is not None and reading.free(reading.within(*match.span()))


def _is_genre(reading: Reading, span: range, lexicon: Lexicon) -> bool:
    before = reading.text[: reading.tokens[span.start].start]
    after = reading.text[reading.tokens[span.stop - 1].end :]
    if _GENRE_AFTER.match(after) or _GENRE_BEFORE.search(before):
        return True
    subject = any(h.kind != "genre" for h in _options(reading, span, lexicon))
    if not subject and _TAGGED.search(before):
        return True
    if _FILM_AFTER.match(after):
        return not subject or not _is_about(reading, span)
    return not subject and not _is_about(reading, span)


def _has_neighbour(reading: Reading, span: range) -> bool:
    """A content word stands right beside it, so that both make one idea."""
    for index, left in ((span.start - 1, span.start - 1), (span.stop, span.stop - 1)):
        if not 0 <= index < len(reading.tokens) or reading.used[index]:
            continue
        token = reading.tokens[index]
        gap = reading.question[reading.tokens[left].end : reading.tokens[left + 1].start]
        telling = token.key not in STOP and token.stem not in FILLER | VAGUE
        if gap in (" ", "-") and telling:
            return True
    return False


def _filter(
    reading: Reading, span: range, kind: HeadingKind, headings: Sequence[Heading], view: View
) -> Linked:
    if kind == "place":
        before = reading.text[: reading.tokens[span.start].start]
        if (match := _KIND_OF_PLACE.search(before)) and reading.free(
            around := reading.within(*match.span())
        ):
            reading.take(around)
    negated = reading.negated(span)
    reading.take(span)
    entities = tuple(sorted({heading.entity for heading in headings}))
    names = tuple(view.name(entity) for entity in entities)
    stems = tuple(stem(t.key) for t in reading.tokens[span.start : span.stop] if t.key not in STOP)
    return Linked(reading.words(span), kind, entities, names, (), stems, negated)
