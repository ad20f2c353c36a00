"""The form of a question: what sort of answer it calls for, apart from what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag_service.answering.cues import (
    BODIES,
    COMPARES,
    COUNT,
    DID_FIRST,
    FEWEST,
    FIRST_LAST,
    GROUPS,
    LIST,
    MAKERS_OF_BOTH,
    MOST,
    NUMBER_WORDS,
    ORDERS,
    OVERVIEW,
    PER,
    PLURAL,
    PROPERTIES,
    PROPERTY_TAIL,
    SINGULAR,
    SMALL_WORDS,
    TOTAL,
    WHICH,
    N,
)
from rag_service.answering.query import GroupBy, Kind, Order, Property
from rag_service.answering.reading import Reading
from rag_service.answering.roles import VERB


@dataclass
class Form:
    """The sort of answer that a question calls for; the fields are those of a `Query`.

    Attributes:
        mass: True when films are spoken of as footage or material, which is neither one film
            nor several.
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


def read_form(reading: Reading) -> Form:
    """Take the words that give a question its form out of it."""
    form = Form()
    if match := COMPARES.search(reading.text):
        form.compares, form.kind = True, "lookup"
        lengths = re.search(r"\b(?:long|short)e(?:r|st)\b", match.group())
        form.properties.append("length" if lengths else "year")
        return form
    _read_group(reading, form)
    if form.group is None:
        _read_order(reading, form)
    if match := reading.search(TOTAL):
        form.total, form.kind = True, "count"
        reading.take_match(match)
    elif match := reading.search(COUNT):
        form.kind = form.kind or "count"
        reading.take_match(match)
        _read_distinct(reading, form, match.end())
    if form.kind is None and (match := reading.search(OVERVIEW)):
        form.kind = "overview"
        _take_cue(reading, match)
    if form.group is None and (form.kind is None or form.order):
        _read_properties(reading, form)
    _read_number(reading, form)
    return form


def _take_cue(reading: Reading, match: re.Match[str]) -> None:
    """Mark the small words of a cue; what stands between them is what the question is about."""
    for index in reading.within(*match.span()):
        if not reading.tokens[index].capital or index == 0:
            reading.used[index] = reading.used[index] or _is_cue(reading.tokens[index].key)


def _is_cue(word: str) -> bool:
    return word in SMALL_WORDS


def _read_group(reading: Reading, form: Form) -> None:
    most = reading.search(MOST) or reading.search(FEWEST)
    if most:
        for group, nouns in GROUPS:
            noun = reading.search(rf"{WHICH} ?\b(?:{nouns})\b") or (
                reading.search(r"\bwho\b") if group == "agent" else None
            )
            if noun:
                form.group, form.kind = group, "count"
                form.top, form.fewest = True, bool(FEWEST.match(most.group()))
                form.bodies = bool(BODIES.search(noun.group()))
                reading.take_match(most)
                _take_first_last(reading, noun)
                return
    for group, nouns in GROUPS:
        if group != "agent" and (match := reading.search(rf"{PER} (?:the )?(?:{nouns})\b")):
            form.group, form.kind = group, "count"
            reading.take_match(match)
            return
    match = reading.search(MAKERS_OF_BOTH) or reading.search(
        r"\b(?:per|for each|by each) (?:film-?maker|film maker|director|producer|company)\b"
    )
    if match:
        form.group, form.kind = "agent", "count"
        reading.take_match(match)


def _take_first_last(reading: Reading, match: re.Match[str]) -> None:
    span = reading.within(*match.span())
    if span:
        reading.take((span.start, span.stop - 1))


def _read_order(reading: Reading, form: Form) -> None:
    for measure, descending, words in ORDERS:
        pattern = (
            rf"\b{N}(?:{words})\b(?: (?P<m>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})\b(?! minutes))?"
        )
        if match := reading.search(pattern):
            limit = _number(match.group("n") or match.group("m"))
            span = reading.take_match(match)
            form.order = Order(
                "year" if measure == "year" else "length", descending, limit, reading.words(span)
            )
            form.kind = "list" if limit > 1 else "lookup"
            return
    match = reading.search(FIRST_LAST) or reading.search(DID_FIRST)
    if match:
        span = reading.take_match(match, "end")
        held = match.groupdict()
        limit = _number(held.get("n") or held.get("m"))
        form.order = Order("year", match["end"] != "first", limit, reading.words(span))
        form.kind = "list" if limit > 1 else "lookup"


def _number(text: str | None) -> int:
    if not text:
        return 1
    return NUMBER_WORDS.get(text) or int(text)


def _read_distinct(reading: Reading, form: Form, start: int) -> None:
    """How many film-makers, places or genres: what is counted is not films."""
    rest = reading.text[start:]
    for group, nouns in GROUPS:
        match = re.match(rf" (?:different |distinct |separate )?(?:{nouns})\b(?! films?)", rest)
        if match and form.group is None:
            form.group, form.distinct = group, True
            reading.take(reading.within(start, start + match.end()))


def _read_properties(reading: Reading, form: Form) -> None:
    for name, pattern in PROPERTIES:
        match = reading.search(pattern)
        if match:
            if form.order and name == "about":
                continue
            form.properties.append(name)
            _take_small(reading, match)
            break
    if form.properties == ["agent"] and (verb := reading.search(VERB)):
        reading.take_match(verb)
    if form.properties and (tail := PROPERTY_TAIL.search(reading.text)):
        reading.take_match(tail)


def _take_small(reading: Reading, match: re.Match[str]) -> None:
    for index in reading.within(*match.span()):
        if not reading.tokens[index].capital or index == 0:
            reading.used[index] = True


def _read_number(reading: Reading, form: Form) -> None:
    """Whether one film or several are asked for, by the noun."""
    if form.kind is not None or form.properties or form.group:
        return
    if re.match(r"an? ", reading.text):
        form.kind = "lookup"
        return
    plural = PLURAL.search(reading.text)
    singular = SINGULAR.search(reading.text)
    form.mass = bool(re.search(r"\b(?:footage|material)\b", reading.text)) and not plural
    if (plural and not (singular and singular.start() < plural.start())) or (
        LIST.search(reading.text) and not singular
    ):
        form.kind = "list"
    else:
        form.kind = "lookup"
