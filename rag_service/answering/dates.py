"""Dates as people put them, as years from and to.

The rules, with both ends included unless said otherwise: "before 1939" ends in 1938 and "after
1939" starts in 1940; "since", "from … on" start and "until", "by", "up to" end in the year
named; "between A and B" and "from A to B" hold both; "the early" part of a decade is its years
0 to 3, "mid" 4 to 6, "late" 7 to 9, and a half is five years; a century is 1800 to 1899; "about
1950" is two years either way. "The war" is 1939 to 1945, "before the war" ends in 1938, "after
the war" starts in 1946, "between the wars" is 1919 to 1938.
"""

from __future__ import annotations

import re

from rag_service.answering.english import FILM_NOUN
from rag_service.answering.filters import Years
from rag_service.answering.reading import Reading

_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90, "noughties": 0, "teens": 10,
}  # fmt: skip
_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_ORDINALS = {
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
    "19th": 19,
    "20th": 20,
    "21st": 21,
}

_YEAR = r"(?P<year>(?:18|19|20)\d\d)(?!\d|['’]?s\b|0s)"
_PART = r"(?:(?P<part>early|mid(?:dle)?|late|later|(?:first|second|1st|2nd) half of|"
_PART += r"(?:start|beginning|end) of)[- ](?:the |of the )?)?"
_DECADE = (
    r"(?:(?P<dyear>(?:18|19|20)\d)0['’]?s|['’]?(?P<dshort>\d)0['’]?s|"
    r"(?:(?:swinging|roaring|hungry|dirty) )?"
    rf"(?:(?P<dcent>{'|'.join(_CENTURIES)})[- ])?(?P<dname>{'|'.join(_DECADES)}))\b"
)
_CENTURY = rf"(?P<century>{'|'.join(_ORDINALS)})[- ]century"
_WW1 = r"(?:first|1st) world war|world war (?:one|i|1)\b|wwi\b|ww1\b|ww ?one\b"
_WW2 = r"(?:second|2nd) world war|world war (?:two|ii|2)\b|wwii\b|ww2\b|ww ?two\b"
_YEAR_OF = r"(?:in )?the (?:same )?year (?:that |when |in which )?(?:the )?"
_BEGAN = r"(?:broke out|began|started)"
_PERIOD = (
    rf"(?P<ww1>{_WW1}|great war|1914[-–](?:19)?18 war)"
    rf"|(?P<ww2>{_WW2}|war years|"
    r"(?:world )?war\b(?!s| memorial| (?:one|two|i|ii|crime)))"
    r"|(?P<edwardian>edwardian (?:era|period|times|age|days|years))"
    r"|(?P<victorian>victorian (?:era|period|times|age|days|years)|"
    r"(?:queen )?victoria's (?:reign|time|day))"
)
_PLAIN = rf"{_PART}(?:{_DECADE}|{_CENTURY}|{_YEAR})"
_DATE = rf"(?:the )?(?:years? |summer of |winter of |spring of |autumn of )?(?:{_PLAIN}|{_PERIOD})"

_BEFORE = (
    r"(?:(?P<before>before|prior to|earlier than|older than|preceding|pre[- ]?(?=\w)|"
    r"leading up to|predat(?:e|es|ing)|ahead of)"
    r"|(?P<after>after|later than|newer than|following|post[- ]?(?=\w)|postdat(?:e|es|ing)|"
    r"more recent than|younger than)"
    r"|(?P<since>since|not before|no earlier than|starting (?:in|from))"
    r"|(?P<until>until|till|up to(?: and including)?|by|not after|no later than|not later than|"
    r"as late as|through)"
    r"|(?P<about>around|about|circa|c\.?|approximately|roughly)"
    r"|(?P<inside>in|during|of|from|throughout|within|for|dated|dating (?:from|to|back to)|"
    r"made in|over)"
    r") ?(?:the )?(?:end of |start of |outbreak of |beginning of |course of |"
    r"time of |days of |years of |period of )?(?:the )?"
)
_ONWARDS = (
    r"(?P<onwards> onwards?\b| on(?=\W*$|[,.;:?])| or later\b| and (?:later|after)\b| or after\b)?"
)
_BACKWARDS = r"(?P<backwards> or (?:earlier|before)\b| and (?:earlier|before)\b)?"

_NAMED = re.compile(
    rf"(?<!half )(?<!start )(?<!end )(?<!beginning )\b{_BEFORE}{_DATE}{_ONWARDS}{_BACKWARDS}"
)
_BARE = re.compile(rf"(?<![\w-]){_PLAIN}{_ONWARDS}{_BACKWARDS}")
_RANGE = re.compile(
    r"(?:\b(?:between|from|in|during|of|over|dated|years?)(?: the)?(?: years?)? )?(?:the )?"
    rf"(?P<a>{re.sub(r'[?]P<[a-z0-9]+>', '?:', _DATE)})"
    r"(?: ?[-–—/] ?| (?:and|to|until|till|through|up to)(?: the)? )"
    rf"(?P<b>{re.sub(r'[?]P<[a-z0-9]+>', '?:', _DATE)}|\d\d\b)"
)
_BETWEEN_WARS = re.compile(
    r"\b(?:between the (?:two )?(?:world )?wars|inter-?war)(?: (?:years|period))?"
)
_ADJECTIVES = re.compile(
    r"\b(?:(?P<wartime>war-?time)|(?P<prewar>pre[- ]?war)|(?P<postwar>post[- ]?war)|"
    r"(?P<edwardian>edwardian)(?= film| foot| movie)|(?P<victorian>victorian)(?= film| foot| "
    r"movie)|"
    r"(?P<turn>(?:at |around )?the turn of the (?:20th |twentieth )?century)|"
    r"(?P<millennium>(?:since|after|from) the (?:turn of the )?millenn?ium|"
    r"(?:of |in |from )?(?:this|the (?:present|current)) century)|"
    r"(?P<lastcentury>(?:of |in |from )?(?:the )?last century)|"
    rf"(?P<ww1start>{_YEAR_OF}(?:{_WW1}|great war) {_BEGAN})|"
    rf"(?P<ww1end>{_YEAR_OF}(?:{_WW1}|great war) (?:ended|was over|finished))|"
    rf"(?P<ww2start>{_YEAR_OF}(?:{_WW2}|war) {_BEGAN})|"
    rf"(?P<ww2end>{_YEAR_OF}(?:{_WW2}|war) (?:ended|was over|finished))|"
    r"(?P<midcentury>(?:the )?mid(?:dle)?[- ](?:of the )?(?:(?:20th|twentieth)[- ])?century)|"
    rf"(?P<ww1>(?:{_WW1})(?=[- ](?:era|period|time|vintage)?[- ]?{FILM_NOUN}|[- ]newsreel))|"
    rf"(?P<ww2>(?:{_WW2})(?=[- ](?:era|period|time|vintage)?[- ]?{FILM_NOUN}|[- ]newsreel)))"
    r"(?:[- ](?:era|period|time|vintage))?(?!\w)"
)
_FIXED = {
    "ww1": (1914, 1918),
    "ww2": (1939, 1945),
    "edwardian": (1901, 1910),
    "victorian": (1837, 1901),
    "wartime": (1939, 1945),
    "prewar": (None, 1938),
    "postwar": (1946, None),
    "turn": (1895, 1905),
    "midcentury": (1940, 1969),
    "millennium": (2000, None),
    "lastcentury": (1900, 1999),
    "ww1start": (1914, 1914),
    "ww1end": (1918, 1918),
    "ww2start": (1939, 1939),
    "ww2end": (1945, 1945),
}
_UNDATED = re.compile(
    r"\b(?:undated|(?:with|have|has|having|bear|carry|given) no (?:known )?(?:date|year)s?|"
    r"(?:lack(?:s|ing)?|without|(?:n't|not) (?:have|bear|carry|give)) (?:any|a) (?:known )?"
    r"(?:date|year)s?|(?:without|no) (?:known )?(?:date|year)s?(?: recorded| given)?|"
    r"(?:date|year) is (?:not known|unknown|missing)|not dated|of unknown (?:date|year))\b"
)
Span = tuple[int | None, int | None]


def read_dates(reading: Reading) -> list[Years]:
    """Take the dates out of a question. "About the war" is a subject and no date."""
    found: list[Years] = []
    if match := reading.search(_UNDATED):
        words = reading.words(reading.take_match(match))
        found.append(Years(words, None, None, negated=True))
    for pattern, meaning in (
        (_BETWEEN_WARS, lambda _: (1919, 1938)),
        (_RANGE, _range),
        (_ADJECTIVES, _fixed),
        (_NAMED, _named),
        (_BARE, _bare),
    ):
        while match := _next(reading, pattern):
            span = reading.take_match(match)
            first, last = meaning(match)
            found.append(Years(reading.words(span), first, last, reading.negated(span)))
    return found


def _next(reading: Reading, pattern: re.Pattern[str]) -> re.Match[str] | None:
    for match in pattern.finditer(reading.text):
        span = reading.within(*match.span())
        if span and reading.free(span) and not _subject_of(match):
            return match
    return None


def _subject_of(match: re.Match[str]) -> bool:
    held = match.groupdict()
    # "Films of the war" or "about the war" tell what is shown, not when it was made.
    is_war = bool(held.get("ww1") or held.get("ww2"))
    return is_war and (
        (bool(held.get("about")) and " time of " not in match.group())
        or match.group().startswith(("of ", "for ", "over ", "by "))
    )


def _named(match: re.Match[str]) -> Span:
    first, last = _period(match)
    held = match.groupdict()
    if held["before"]:
        return None, (first or 0) - 1
    if held["after"]:
        return (last or 0) + 1, None
    if held["since"] or held["onwards"]:
        return first, None
    if held["until"] or held["backwards"]:
        return None, last
    if held["about"] and first == last and first is not None:
        return first - 2, first + 2
    return first, last


def _bare(match: re.Match[str]) -> Span:
    first, last = _period(match)
    if match.group("onwards"):
        return first, None
    return (None, last) if match.group("backwards") else (first, last)


def _fixed(match: re.Match[str]) -> Span:
    name = next(name for name, text in match.groupdict().items() if text)
    return _FIXED[name]


_ONE = re.compile(_DATE)


def _range(match: re.Match[str]) -> Span:
    start = _ONE.fullmatch(match.group("a"))
    first, _ = _period(start) if start else (None, None)
    end = match.group("b")
    if re.fullmatch(r"\d\d", end):
        return first, (first or 0) // 100 * 100 + int(end)
    stop = _ONE.fullmatch(end)
    _, last = _period(stop) if stop else (None, None)
    return first, last


def _period(match: re.Match[str]) -> Span:
    held = match.groupdict()
    for name, span in _FIXED.items():
        if held.get(name):
            return span
    if held["year"]:
        return _half(held["part"], int(held["year"]), int(held["year"]))
    if held["century"]:
        start = (_ORDINALS[held["century"]] - 1) * 100
        return _century_part(held["part"], start)
    start = _decade(held)
    return _half(held["part"], start, start + 9)


def _decade(held: dict[str, str | None]) -> int:
    if held["dyear"]:
        return int(held["dyear"]) * 10
    if held["dshort"]:
        return 1900 + int(held["dshort"]) * 10
    tens = _DECADES[held["dname"] or ""]
    default = 2000 if held["dname"] == "noughties" else 1900
    return _CENTURIES.get(held["dcent"] or "", default) + tens


def _half(part: str | None, first: int, last: int) -> Span:
    if not part or first == last:
        return first, last
    if part.startswith(("early", "start", "beginning")):
        return first, first + 3
    if part.startswith("mid"):
        return first + 4, first + 6
    if part.startswith(("late", "end")):
        return first + 7, last
    return (first, first + 4) if part.startswith(("first", "1st")) else (first + 5, last)


def _century_part(part: str | None, start: int) -> Span:
    if not part:
        return start, start + 99
    if part.startswith(("early", "start", "beginning")):
        return start, start + 29
    if part.startswith("mid"):
        return start + 40, start + 69
    if part.startswith(("late", "end")):
        return start + 70, start + 99
    return (start, start + 49) if part.startswith(("first", "1st")) else (start + 50, start + 99)
