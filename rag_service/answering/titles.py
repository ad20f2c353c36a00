"""Films that a question names: by record number, in quotation marks, or by their title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from rag_service.answering.english import STOP
from rag_service.answering.query import Missing
from rag_service.answering.reading import Reading
from rag_service.answering.view import View
from rag_service.answering.words import title_key

_QUOTED = re.compile(
    r"[\"“«](?P<text>[^\"”»]{2,})[\"”»]|(?<!\w)['‘](?P<single>[^'’]{2,}(?:['’]\w[^'’]*)*)['’](?!\w)"
)
_CALLED = re.compile(
    r"\b(?:called|titled|entitled|with the title|by the title of) "
    r"(?P<text>[A-Z\d][^?\"“,]*?)(?=[?.,]?$|,| in \d| from \d)"
)
_NUMBERED = re.compile(
    r"\b(?:(?P<sure>records?|refs?\.?|references?|catalogue entry|entry)|films?|items?|numbers?|"
    r"nos?\.?|ids?)(?: numbers?| nos?\.?| ids?)?:? #?(?P<number>\w*\d\w*)\b(?!')"
)
_CODE = re.compile(r"\b(?P<number>[a-z]\d{4}|\d{4}[a-rt-z]|0\d{3})\b")
_COMPARED_FROM = re.compile(r"(?:,|:|\b[Ii]s|\b[Ww]as|\b[Dd]oes|\b[Dd]id)\s")
_COMPARED = re.compile(
    r"(?:,|:|[Ii]s|[Ww]as|[Dd]oes|[Dd]id)\s+(?P<one>[\"“'‘A-Z][^?]*?),?\s+(?:or|\w+er\s+than)\s+"
    r"(?P<other>[^?]+)"
)
_LEAD = re.compile(
    r"^(?:the |a |an )?(?:amateur |short |silent |colour )?(?:film|movie|newsreel|documentary|"
    r"cartoon|picture|"
    r"production|title|programme)?(?: called| titled| entitled| named)? ?(?=\S)"
)
_ASKED_COPY = re.compile(
    r"(?:is|was|does) (?:the film )?(?P<title>.+?) (?:(?P<colour>(?:filmed |shot )?in "
    r"(?:colou?r|black and white)|colou?r|black and white)|an? (?:silent|sound)(?: film)?|silent|"
    r"mute|with sound|have (?:any )?sound)(?: or .+)?\??$"
)
_IN_TITLES = re.compile(
    r"\b(?:with |have |has |having |contain(?:s|ing)? )?(?:the )?(?:words? |phrase |name )?"
    r"(?P<what>.{2,60}?)(?P<where> in (?:the|its|their|a) (?:film )?titles?\b(?! or ))"
)
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_SPEAK_OF_TITLES = frozenset({"with", "have", "has", "having", "word", "words", "phrase", "name"})
_LEADING = frozenset({"of", "in", "did", "does", "was", "is", "film"})
_TRAILING = frozenset({"please", "film", "movie", "thanks"})
_ALIKE = 92
_LONG = 8
_ASKS_OF_TITLE = re.compile(r"(?:when|who|how long|what (?:is|was|happens)|where|is|was)\b")
# Words of the longest title that is looked for.
_LONGEST = 40
_SEVERAL = 2
_DIGITS = 4
_YEAR = re.compile(r"(?:18|19|20)\d\d")


Column = Literal["sound", "colour"]


@dataclass(frozen=True)
class Titled:
    """Works that a question names, and what it names that is no title."""

    works: tuple[int, ...] = ()
    words: str = ""
    phrases: tuple[range, ...] = ()
    missing: tuple[Missing, ...] = ()


def read_numbers(reading: Reading, view: View) -> Titled:
    """Take record numbers out of a question."""
    works: list[int] = []
    words: list[str] = []
    missing: list[Missing] = []
    for pattern in (_NUMBERED, _CODE):
        for match in pattern.finditer(reading.text):
            span = reading.within(*match.span())
            held = view.by_number.get(match["number"].upper().lstrip("0"), [])
            sure = match.groupdict().get("sure") is not None
            if not reading.free(span) or not (sure or (held and _is_number(match["number"]))):
                continue
            reading.take(span)
            words.append(reading.words(span))
            works += held
            if not held:
                missing.append(Missing(match["number"], "record"))
    return Titled(tuple(works), ", ".join(words), (), tuple(missing))


def _is_number(text: str) -> bool:
    """Whether digits after "film" are a record number rather than a year or a length."""
    return len(text) >= _DIGITS and _YEAR.fullmatch(text) is None


def asks_of_titles(reading: Reading) -> bool:
    """Take the words that say that others are to stand in titles: with Leith in the title."""
    match = reading.search(_IN_TITLES)
    if match is None:
        return False
    reading.take_match(match, "where")
    for index in reading.within(match.start(), match.start("what")):
        reading.used[index] = reading.tokens[index].key in _SPEAK_OF_TITLES or reading.used[index]
    return True


def read_quoted(reading: Reading, view: View, *, words_only: bool = False) -> Titled:
    """Take what stands in quotation marks: a title, or else a phrase to be found in texts.

    A quoted heading is left for those who read headings.

    Args:
        reading: The question.
        view: What the caller may see.
        words_only: True where quoted words are no titles but to be found in some.
    """
    works: list[int] = []
    words: list[str] = []
    phrases: list[range] = []
    asks_of_title = bool(_ASKS_OF_TITLE.match(reading.text))
    quoted = [(m.span(), m["text"] or m["single"]) for m in _QUOTED.finditer(reading.question)]
    called = [(m.span("text"), m["text"]) for m in _CALLED.finditer(reading.question)]
    for stretch, text in (*quoted, *called):
        span = reading.within(*stretch)
        if not span or not reading.free(span):
            continue
        if words_only:
            phrases.append(span)
            continue
        if not asks_of_title and view.lexicon.is_heading(text):
            continue
        found = titled(text, view)
        if found:
            reading.take(span)
            works += found
            words.append(text)
        else:
            phrases.append(span)
    return Titled(tuple(works), ", ".join(words), tuple(phrases))


def read_asked_copy(reading: Reading, view: View) -> tuple[Titled, Column | None]:
    """Take a title of which sound or colour is asked: Is … in colour? Is … silent?"""
    match = _ASKED_COPY.match(reading.text)
    if match is None:
        return Titled(), None
    start, end = match.span("title")
    works = titled(reading.question[start:end], view)
    if not works:
        return Titled(), None
    reading.take(range(len(reading.tokens)))
    column: Column = "colour" if match["colour"] else "sound"
    return Titled(tuple(works), reading.question[start:end]), column


def read_title(reading: Reading, view: View) -> Titled:
    """Take a title that is the whole rest of a question: When was … made?"""
    for rest in _rests(reading):
        text = reading.words(rest)
        found = titled(text, view) or titled(_LEAD.sub("", text.casefold()), view)
        if found:
            reading.take(rest)
            return Titled(tuple(found), text)
    return Titled()


def read_capitalised(reading: Reading, view: View, beside_it: int = 0) -> Titled:
    """Take a title written with capitals, if hardly anything of content stands beside it.

    Args:
        reading: The question.
        view: What the caller may see.
        beside_it: So many other words of content may stand there.
    """
    size = len(reading.tokens)
    for length in range(min(_LONGEST, size), 1, -1):
        for start in range(size - length + 1):
            span = range(start, start + length)
            if not reading.free(span) or not _like_title(reading, span):
                continue
            found = exactly_titled(reading.words(span), view)
            beside = [i for i in reading.content() if i not in span]
            beside = [i for i in beside if not reading.tokens[i].key.isdigit()]
            if found and len(beside) <= (beside_it if length > _SEVERAL else min(beside_it, 1)):
                reading.take(span)
                return Titled(tuple(found), reading.words(span))
    return Titled()


def read_compared(reading: Reading, view: View) -> Titled:
    """Take two titles that are compared: which is older, this or that?"""
    for start in _COMPARED_FROM.finditer(reading.question):
        # A title may hold commas itself: Cumbernauld, Town for Tomorrow.
        parts = _COMPARED.match(reading.question, start.start())
        if parts is None:
            continue
        found = [titled(parts[name].strip(" ,\"“”'‘’?"), view) for name in ("one", "other")]
        if all(found):
            words = f"{parts['one'].strip()} or {parts['other'].strip(' ?')}"
            reading.take(reading.within(*parts.span()))
            return Titled(tuple(work for works in found for work in works), words)
    return Titled()


def titled(text: str, view: View) -> list[int]:
    """Works with this title, an article more or less, or one so alike that it is a slip."""
    words = title_key(text)
    exact = exactly_titled(text, view)
    if exact or len(words) < _LONG:
        return exact
    bare = _ARTICLE.sub("", words)
    found = process.extractOne(bare, view.title_keys, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return list(view.by_title[found[0]]) if found else []


def exactly_titled(text: str, view: View) -> list[int]:
    """Works with this title, an article more or less."""
    words = title_key(text)
    bare = _ARTICLE.sub("", words)
    forms = (words, bare, f"the {bare}", f"a {bare}", f"an {bare}", f"{bare} the", f"{bare} a")
    found = [work for form in dict.fromkeys(forms) for work in view.by_title.get(form, ())]
    return list(dict.fromkeys(found))


def _rests(reading: Reading) -> Iterator[range]:
    """The one stretch of words that nothing has understood, with and without small words at its
    ends."""
    free = [i for i, used in enumerate(reading.used) if not used]
    while free and reading.tokens[free[0]].key in _LEADING:
        free = free[1:]
    if not free or free[-1] - free[0] + 1 != len(free):
        return
    yield range(free[0], free[-1] + 1)
    while free and reading.tokens[free[-1]].key in _TRAILING:
        free = free[:-1]
        if free:
            yield range(free[0], free[-1] + 1)


def _like_title(reading: Reading, span: range) -> bool:
    words = reading.tokens[span.start : span.stop]
    content = [token for token in words if token.key not in STOP]
    ends = words[0].capital and words[-1].capital
    return len(content) >= _SEVERAL and ends and all(token.capital for token in content)
