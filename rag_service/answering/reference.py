"""The film that a question speaks of on the way to others: by its title, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag_service.answering.english import FILLER, FILM_NOUN, STOP, word_set
from rag_service.answering.reading import Reading
from rag_service.answering.titles import exactly_titled, titled
from rag_service.answering.view import View
from rag_service.answering.wordindex import TITLE
from rag_service.answering.words import key

_CLAUSE = re.compile(r"[.:;?!,]+(?=\s|$)|\s[-–—]+\s")
_OPENS = "\"“«'‘"
_CLOSES = "\"”»'’"
# Words that open a description rather than a title.
_DESCRIBES = word_set("about on of showing where which that in at with called")
_TELLS = re.compile(
    rf"\b{FILM_NOUN} (?:about|showing|shows|featuring|depicting|set|where|in which)\b.*$"
)
# What people say of a film that they know, around its name.
_SAID = word_set(
    """seen saw liked loved enjoyed admired watched besides aside apart already excellent wonderful
    lovely great fine delight favourite"""
)
_LONGEST = 14
_FEW = 3
_SEVERAL = 2
_WITHOUT_CAPITALS = 3
_SHORTEST = 4


@dataclass(frozen=True)
class Reference:
    """A film that a question names.

    Attributes:
        span: The tokens that name it.
        words: These as written, without quotation marks.
        works: The films of that title; empty where it is a description.
    """

    span: range
    words: str
    works: tuple[int, ...] = ()


def clauses(reading: Reading) -> list[range]:
    """The parts of a question between its marks of punctuation, as tokens."""
    ends = [match.start() for match in _CLAUSE.finditer(reading.text)]
    starts = [0, *(match.end() for match in _CLAUSE.finditer(reading.text))]
    bounds = zip(starts, [*ends, len(reading.text)], strict=True)
    found = (reading.within(start, end) for start, end in bounds)
    return [clause for clause in found if clause]


def film_after(reading: Reading, first: int, view: View) -> Reference | None:
    """The film whose title begins at a token, or in the phrase that begins there."""
    rest = range(first, len(reading.tokens))
    if quoted := _quoted(reading, rest, view):
        return quoted
    for span in (range(first, stop) for stop in range(min(rest.stop, first + _LONGEST), first, -1)):
        works = _exact(reading, span, view)
        if works and (_capitals(reading, span) or _says_enough(reading, span, view)):
            return Reference(span, reading.words(span), tuple(works))
    for length in range(min(_LONGEST, len(rest)), 0, -1):
        span = range(first, first + length)
        if works := _part(reading, span, view, least=1):
            return Reference(span, reading.words(span), tuple(works))
    phrase = _before_clause_ends(reading, first)
    named = film_among(reading, [phrase], view)
    between = range(first, named.span.start) if named else range(0)
    if named and any(reading.tokens[i].key in _DESCRIBES for i in between):
        return None
    return named


def film_among(reading: Reading, parts: Sequence[range], view: View) -> Reference | None:
    """The film that is named somewhere in parts of a question: the name that says most."""
    for part in parts:
        if quoted := _quoted(reading, part, view):
            return quoted
    best, most = None, 0.0
    for part in parts:
        for span in _spans(part):
            said = len(_content(reading, span))
            if said <= most - 1 or not reading.free(span) or _is_told(reading, span, part):
                continue
            works = _exact(reading, span, view) if _like_name(reading, span, part, view) else []
            score = said + (0.5 if works else 0.0)
            if score > most:
                works = works or _part(reading, span, view)
                if works:
                    best, most = Reference(span, reading.words(span), tuple(works)), score
    return best or _misspelt(reading, parts, view)


def lone_title(reading: Reading, parts: Sequence[range], view: View) -> Reference | None:
    """A title of one word with a capital, which is no heading, among other words."""
    for index in (index for part in parts for index in part if index):
        token, span = reading.tokens[index], range(index, index + 1)
        if not token.capital or not reading.free(span) or not _content(reading, span):
            continue
        headings = view.lexicon.headings.get(token.stem, ())
        if any(heading.whole or heading.kind == "place" for heading in headings):
            continue
        if works := _exact(reading, span, view):
            return Reference(span, token.text, tuple(works))
    return None


def core(reading: Reading, part: range) -> range:
    """A part of a question without the small words at its ends."""
    start, stop = part.start, part.stop
    while start < stop and _small(reading, start):
        start += 1
    while stop > start and _small(reading, stop - 1):
        stop -= 1
    return range(start, stop)


def _small(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.key in STOP or token.key in _SAID or token.stem in FILLER


def _quoted(reading: Reading, part: range, view: View) -> Reference | None:
    for span in _spans(part):
        first, last = reading.tokens[span.start], reading.tokens[span.stop - 1]
        before = reading.question[first.start - 1 : first.start]
        after = reading.question[last.end : last.end + _SEVERAL].lstrip(".,?!")[:1]
        if not (before and before in _OPENS and after and after in _CLOSES):
            continue
        words = reading.words(span)
        works = titled(words, view) or _part(reading, span, view)
        if works or len(_content(reading, span)) > 1 or span.start == part.start:
            return Reference(span, words, tuple(works))
    return None


def _misspelt(reading: Reading, parts: Sequence[range], view: View) -> Reference | None:
    for part in parts:
        inner = core(reading, part)
        if not inner or not _says_enough(reading, inner, view):
            continue
        if works := titled(reading.words(inner), view):
            return Reference(inner, reading.words(inner), tuple(works))
    return None


def _spans(part: range) -> Iterator[range]:
    for length in range(min(_LONGEST, len(part)), 0, -1):
        for start in range(part.start, part.stop - length + 1):
            yield range(start, start + length)


def _exact(reading: Reading, span: range, view: View) -> list[int]:
    return exactly_titled(reading.words(span), view)


def _part(reading: Reading, span: range, view: View, least: int = _SEVERAL) -> list[int]:
    """The few films with these words one after another in their title, its beginning first."""
    content = _content(reading, span)
    edges = {span.start, span.stop - 1}
    if len(content) < least or not edges & set(content) or span.stop - 1 not in content:
        return []
    capitals = sum(reading.tokens[i].capital for i in content)
    if capitals < len(content) and len(content) < _WITHOUT_CAPITALS:
        return []
    if view.lexicon.agents.get(key(reading.words(span))):
        return []
    held = [reading.tokens[i] for i in span]
    works = view.words.phrase([token.stem for token in held], TITLE).tolist()
    words = " ".join(token.key for token in held)
    bare = re.sub(r"^(?:the|an?) ", "", words)
    begun = [w for w in works if re.match(rf"(?:(?:the|an?) )?{bare} ", key(view.title(w)))]
    if len(content) == 1:
        return begun if len(begun) == 1 and len(words) >= _SHORTEST else []
    works = begun or works
    return works if len(works) <= _FEW else []


def _content(reading: Reading, span: range) -> list[int]:
    tokens = reading.tokens
    return [i for i in span if tokens[i].key not in STOP and tokens[i].stem not in FILLER]


def _says_enough(reading: Reading, span: range, view: View) -> bool:
    """Several words with content; one will do where a question has no capitals at all."""
    content = len(_content(reading, span))
    if not any(token.capital for token in reading.tokens):
        return content > 1 or (content == 1 and bool(_exact(reading, span, view)))
    return content > 1 or (content == 1 and reading.tokens[span.stop - 1].capital)


def _capitals(reading: Reading, span: range) -> bool:
    return reading.tokens[span.start].capital and reading.tokens[span.stop - 1].capital


def _is_told(reading: Reading, span: range, part: range) -> bool:
    """Whether words are what a film is said to be about, and so not its title."""
    start, end = reading.tokens[part.start].start, reading.tokens[span.start].start
    return bool(_TELLS.search(reading.text[start:end]))


def _like_name(reading: Reading, span: range, part: range, view: View) -> bool:
    """Whether words stand like a title: with capitals, or alone between marks."""
    if span == part and _says_enough(reading, span, view):
        return True
    if span == core(reading, part) and _capitals(reading, span):
        return True
    content = _content(reading, span)
    if not content or not all(reading.tokens[i].capital for i in content):
        return False
    return len(span) > 1 and reading.tokens[span.stop - 1].capital


def _before_clause_ends(reading: Reading, first: int) -> range:
    clause = next((c for c in clauses(reading) if first in c), range(first, first))
    return range(first, clause.stop)
