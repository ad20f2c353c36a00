"""Words that no fact of the catalogue explains: they are looked for in its texts.

In a list or a count each of them is required. A run of capitalised words is a name and must
stand together somewhere; one that stands nowhere is not in the catalogue, and no answer is
made up without it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from rag_service.answering.english import FILLER, HONORIFICS, STOP, VAGUE, word_set
from rag_service.answering.filters import AnyOf, Filter, Linked, Words
from rag_service.answering.query import Missing
from rag_service.answering.reading import Reading, appears
from rag_service.answering.view import View
from rag_service.answering.wordindex import ABOUT, ANYWHERE

_APPOSITION = re.compile(r"(?<=\w), (?:the|an?) (?:[\w'-]+ ){1,4}[\w'-]+(?=,(?! (?:and|or)\b))")
_INSIDE_NAMES = word_set("of the with in on to and de van von du")
_LONGEST_NAME = 12
_LONG_ENOUGH = 6
_LIKELY_SLIP = 86


def read_phrases(
    reading: Reading, spans: tuple[range, ...], view: View
) -> tuple[list[Words], list[Missing]]:
    """Take quoted stretches that are no title: they must stand in a text as they are."""
    found: list[Words] = []
    missing: list[Missing] = []
    for span in spans:
        negated = reading.negated(span)
        reading.take(span)
        stems = tuple(token.stem for token in reading.tokens[span.start : span.stop])
        words = reading.words(span)
        found.append(Words(words, stems, phrase=True, negated=negated, name=True))
        if not len(view.words.phrase(stems, ANYWHERE)):
            missing.append(Missing(words, "title"))
    return found, missing


def read_names(reading: Reading, view: View) -> tuple[list[Filter], list[Missing]]:
    """Take names out of a question: runs of capitalised words.

    Of a run that stands nowhere as a whole the longest part that does is taken, then the next.
    """
    found: list[Filter] = []
    missing: list[Missing] = []
    waiting = _runs(reading)
    while waiting:
        span = waiting.pop(0)
        part = _known_part(reading, span, view)
        negated = reading.negated(span)
        reading.take(part or span)
        if part is None:
            missing.append(Missing(reading.words(span), "name"))
            continue
        stems = tuple(token.stem for token in reading.tokens[part.start : part.stop])
        fields = ANYWHERE if appears(reading, part) else ABOUT
        phrase = len(part) > 1
        words = Words(reading.words(part), stems, phrase, negated, fields, name=True)
        found.append(_spoken_of(words, view))
        waiting = _runs(reading)
    return found, missing


def _spoken_of(words: Words, view: View) -> Filter:
    """A place that is spoken of is found by its mentions too, where no text has its name."""
    entities = tuple(sorted(view.lexicon.mentions.get(" ".join(words.stems), ())))
    if not entities or not view.uncatalogued.any():
        return words
    names = tuple(view.name(entity) for entity in entities)
    place = Linked(words.words, "place", entities, names, (), words.stems)
    return AnyOf(words.words, (replace(words, negated=False), place), words.negated)


def read_words(reading: Reading, view: View, *, told: bool) -> tuple[list[Words], list[Missing]]:
    """Take every other word with content out of a question.

    Args:
        told: Whether something else tells what the question is about; then vague words such
            as industry are left out.
    """
    found: list[Words] = []
    missing: list[Missing] = []
    beside = _beside(reading)
    waiting = [i for i in reading.content() if i not in beside]
    telling = [i for i in waiting if reading.tokens[i].stem not in VAGUE]
    for index in telling if telling or told else waiting:
        token = reading.tokens[index]
        span = range(index, index + 1)
        negated = reading.negated(span)
        reading.take(span)
        stem = token.stem if len(view.words.works(token.stem)) else _slip(token.stem, view)
        if any(stem in words.stems for words in found):
            continue
        if stem:
            found.append(Words(token.text, (stem,), negated=negated))
        elif not negated:
            missing.append(Missing(token.text, "word"))
    return found, missing


def _beside(reading: Reading) -> set[int]:
    """Words that say once more what was named: a puffer, the little cargo steamer, …"""
    found: set[int] = set()
    for match in _APPOSITION.finditer(reading.text):
        span = reading.within(*match.span())
        named = reading.within(0, match.start())
        left = [i for i in reading.content() if i in span]
        if len(left) > 1 and any(i in named for i in reading.content()):
            found |= set(left)
    return found


def _slip(stem: str, view: View) -> str:
    """The catalogue's word that a long word is a likely misspelling of, or nothing."""
    if len(stem) < _LONG_ENOUGH:
        return ""
    near = [term for term in view.words.like(stem[:2]) if abs(len(term) - len(stem)) <= 2]
    found = process.extractOne(stem, near, scorer=fuzz.ratio, score_cutoff=_LIKELY_SLIP)
    return str(found[0]) if found else ""


def _runs(reading: Reading) -> list[range]:
    """Capitalised words in a row, small words between them included."""
    found: list[range] = []
    index = 0
    while index < len(reading.tokens):
        if not _capital(reading, index):
            index += 1
            continue
        stop = index + 1
        while stop < len(reading.tokens) and _goes_on(reading, stop):
            stop += 1
        while not _capital(reading, stop - 1):
            stop -= 1
        keys = {token.key for token in reading.tokens[index:stop]}
        if not keys <= HONORIFICS | _INSIDE_NAMES:
            found.append(range(index, stop))
        index = stop
    return found


def _capital(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if not token.capital or reading.used[index] or token.key in STOP:
        return False
    # The first word of a sentence has a capital whatever it is.
    return not reading.opens(index) or len(reading.tokens) == 1 or token.stem not in FILLER


def _goes_on(reading: Reading, index: int) -> bool:
    gap = reading.question[reading.tokens[index - 1].end : reading.tokens[index].start]
    if gap.strip(" .'’-&\"") or reading.used[index]:
        return False
    return _capital(reading, index) or reading.tokens[index].key in _INSIDE_NAMES


def _known_part(reading: Reading, span: range, view: View) -> range | None:
    """The longest part of a name that some text has; titles such as Mr alone are no part."""
    for length in range(min(_LONGEST_NAME, len(span)), 0, -1):
        for first in range(span.start, span.stop - length + 1):
            part = range(first, first + length)
            if _tells(reading, part, span) and _stands(reading, part, view):
                return part
    return None


def _tells(reading: Reading, part: range, span: range) -> bool:
    """Whether a part is a name of its own and not a word out of another name."""
    words = [token.key for token in reading.tokens[part.start : part.stop]]
    if words[0] in _INSIDE_NAMES or words[-1] in _INSIDE_NAMES:
        return False
    content = [word for word in words if word not in HONORIFICS and word not in _INSIDE_NAMES]
    if len(content) > 1:
        return True
    alone = [reading.tokens[i].key for i in (part.start - 1, part.stop) if i in span]
    return len(content) == 1 and all(key in ("and", "to", *HONORIFICS) for key in alone)


def _stands(reading: Reading, span: range, view: View) -> bool:
    stems = [token.stem for token in reading.tokens[span.start : span.stop]]
    known = " ".join(stems) in view.lexicon.mentions
    return known or bool(len(view.words.phrase(stems, ANYWHERE)))
