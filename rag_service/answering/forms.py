"""The form of a question: what sort of answer it calls for, apart from what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag_service.answering import cues
from rag_service.answering.query import GroupBy, Kind, Order, Property
from rag_service.answering.reading import Reading
from rag_service.answering.roles import VERB

_LENGTHS = re.compile(r"\b(?:long|short)e(?:r|st)\b")
_COMPARATIVES = re.compile(
    r"\b(?:(?:long|short|old|new|earli|lat)e(?:r|st)|first|last|more recent)\b"
)
_ADVERBS = {"agent": r"\bwho\b", "place": r"^where\b"}
_OVERVIEWS = (
    (cues.THEMES, cues.THEME_WORDS),
    (cues.FILMED, cues.FILMED_WORDS),
)
_MASS = re.compile(r"\b(?:footage|material)\b")


@dataclass
class Form:
    """The sort of answer that a question calls for; the fields are those of a `Query`.

    Attributes:
        bodies: True when companies are counted and not people.
        mass: True when films are spoken of as footage or material, which is neither one film
            nor several.
        compares: True when two films are compared by date or length.
        open: True when nothing tells whether one film is asked for or several.
    """

    kind: Kind | None = None
    properties: list[Property] = field(default_factory=list)
    order: Order | None = None
    group: GroupBy | None = None
    top: bool = False
    fewest: bool = False
    bodies: bool = False
    total: bool = False
    distinct: bool = False
    mass: bool = False
    compares: bool = False
    open: bool = False


def read_form(reading: Reading) -> Form:
    """Take the words that give a question its form out of it."""
    form = Form()
    if match := cues.COMPARES.search(reading.text):
        form.compares, form.kind = True, "lookup"
        form.properties.append("length" if _LENGTHS.search(match.group()) else "year")
        if more := reading.search(_COMPARATIVES):
            reading.take_match(more)
        return form
    if not _read_top_of_order(reading, form) and (match := reading.search(cues.IN_ORDER)):
        reading.take_match(match)
    if _read_themes(reading, form):
        return form
    _read_group(reading, form)
    if form.group is None and form.order is None:
        _read_order(reading, form)
    _read_count(reading, form)
    if form.kind is None and (match := reading.search(cues.OVERVIEW)):
        form.kind = "overview"
        _take_small(reading, match, cues.SMALL_WORDS)
    if form.group is None and (form.kind is None or form.order):
        _read_properties(reading, form)
    _read_number(reading, form)
    return form


def _read_themes(reading: Reading, form: Form) -> bool:
    """What themes run through these films? How has the town been filmed? What is all this?"""
    for pattern, words in _OVERVIEWS:
        if match := reading.search(pattern):
            form.kind = "overview"
            _take_small(reading, match, words)
            return True
    if match := reading.search(cues.WHOLE):
        form.kind = "overview"
        reading.take_match(match)
    return form.kind == "overview"


def _read_group(reading: Reading, form: Form) -> None:
    if most := reading.search(cues.MOST) or reading.search(cues.FEWEST):
        _read_top(reading, form, most)
    if form.group is None:
        _read_per(reading, form)
    if form.group is None:
        _read_which(reading, form)


def _read_top(reading: Reading, form: Form, most: re.Match[str]) -> None:
    """Which film-maker has the most films?"""
    for group, nouns in cues.GROUPS:
        noun = reading.search(rf"{cues.WHICH} ?\b(?:{nouns})\b")
        if noun is None and group in _ADVERBS:
            noun = reading.search(_ADVERBS[group])
        if noun:
            form.group, form.kind, form.top = group, "count", True
            form.fewest = bool(cues.FEWEST.match(most.group()))
            form.bodies = bool(cues.BODIES.search(noun.group()))
            reading.take_match(most)
            span = reading.within(*noun.span())
            reading.take((span.start, span.stop - 1))
            return


def _read_per(reading: Reading, form: Form) -> None:
    """How many films per decade?"""
    for group, nouns in cues.GROUPS:
        match = (
            reading.search(cues.PER_MAKER)
            if group == "agent"
            else reading.search(rf"\b{cues.PER} (?:the )?(?:{nouns})\b")
        )
        if match:
            form.group, form.kind = group, "count"
            reading.take_match(match)
            return


def _read_which(reading: Reading, form: Form) -> None:
    """Which film-makers filmed here? Which places did they film?"""
    for group, pattern in cues.WHICH_OF:
        if match := reading.search(pattern):
            form.group, form.kind = group, "list"
            form.bodies = bool(cues.BODIES.search(match["noun"] or ""))
            for name in ("which", "noun") if match["noun"] else ("who",):
                reading.take_match(match, name)
            if group == "agent" and (verb := reading.search(VERB)):
                reading.take_match(verb)
            return


def _read_top_of_order(reading: Reading, form: Form) -> bool:
    """Oldest first, and just the first of them."""
    only = reading.search(cues.ONLY_FIRST)
    for measure, descending, pattern in cues.SORTED if only else ():
        if only and (match := reading.search(pattern)):
            limit = _number(only["n"])
            span = reading.take_match(match)
            reading.take_match(only)
            form.order = Order(measure, descending, limit, reading.words(span))
            form.kind = "list" if limit > 1 else "lookup"
            return True
    return False


def _read_order(reading: Reading, form: Form) -> None:
    for measure, descending, pattern in cues.ORDERS:
        if match := reading.search(pattern):
            limit = _number(match["n"] or match["m"])
            span = reading.take_match(match)
            place = cues.ORDINALS.get(match["nth"] or "", 1)
            form.order = Order(measure, descending, limit, reading.words(span), place)
            break
    else:
        patterns = (cues.FIRST_LAST, cues.DID_FIRST, cues.COMES_FIRST)
        match = next((m for p in patterns if (m := reading.search(p))), None)
        if match is None:
            return
        held = match.groupdict()
        limit = _number(held.get("n") or held.get("m"))
        span = reading.take_match(match, "end")
        descending = match["end"] in ("last", "final")
        form.order = Order("year", descending, limit, reading.words(span))
    form.kind = "list" if limit > 1 else "lookup"


def _number(text: str | None) -> int:
    if not text:
        return 1
    return cues.NUMBER_WORDS.get(text) or int(text)


def _read_count(reading: Reading, form: Form) -> None:
    if match := reading.search(cues.TOTAL):
        form.total, form.kind = True, "count"
        reading.take_match(match)
    elif match := reading.search(cues.COUNT):
        form.kind = form.kind or "count"
        reading.take_match(match)
        _read_distinct(reading, form, match.end())


def _read_distinct(reading: Reading, form: Form, start: int) -> None:
    """How many film-makers, places or genres: what is counted is not films."""
    rest = reading.text[start:]
    for group, nouns in cues.GROUPS:
        match = re.match(rf" (?:different |distinct |separate )?(?:{nouns})\b(?! films?)", rest)
        if match and form.group is None and group in cues.COUNTED:
            form.group, form.distinct = group, True
            reading.take(reading.within(start, start + match.end()))


def _read_properties(reading: Reading, form: Form) -> None:
    for name, pattern in cues.PROPERTIES:
        match = reading.search(pattern)
        if match and not (form.order and name == "about"):
            form.properties.append(name)
            _take_small(reading, match)
            break
    if form.properties == ["agent"] and (verb := reading.search(VERB)):
        reading.take_match(verb)
    if form.properties and (tail := cues.PROPERTY_TAIL.search(reading.text)):
        reading.take_match(tail)


def _take_small(
    reading: Reading, match: re.Match[str], words: frozenset[str] | None = None
) -> None:
    """Mark the small words of a cue (all, or those given), and no name that stands among them."""
    for index in reading.within(*match.span()):
        token = reading.tokens[index]
        if (not token.capital or index == 0) and (words is None or token.key in words):
            reading.used[index] = True


def _read_number(reading: Reading, form: Form) -> None:
    """Whether one film or several are asked for, by the noun."""
    if form.kind is not None or form.properties or form.group:
        return
    several = cues.SEVERAL.search(reading.text)
    one = cues.ONE.search(reading.text)
    form.mass = bool(_MASS.search(reading.text)) and not several
    if re.match(r"an? ", reading.text):
        form.kind = "lookup"
    elif several:
        form.kind = "lookup" if one and one.start() < several.start() else "list"
    else:
        form.kind = "list" if cues.LIST.search(reading.text) and not one else "lookup"
        form.open = not one
