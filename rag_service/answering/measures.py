"""Sound, colour and length as people put them.

"Silent" and "mute" are the catalogue's own values; "without sound" is either. Films partly in
colour and partly black and white are neither "in colour" nor "black and white". "Over" and
"under" leave the length named out, "at least", "at most" and "between" hold it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag_service.answering.english import FILM_NOUN
from rag_service.answering.filters import Copies, Length
from rag_service.answering.reading import Reading
from rag_service.answering.view import View

_NOUN = rf"(?:[a-z-]+ )?(?:{FILM_NOUN}|newsreels?|documentar(?:y|ies)|cartoons?|adverts?"
_NOUN += r"|animations?|comed(?:y|ies)|travelogues?|topicals?)\b"

_SILENCE = re.compile(
    r"\b(?:without (?:any |a )?(?:recorded )?(?:sound|soundtrack|sound track|audio)\b|"
    r"(?:no|lack(?:s|ing)?(?: a| any)?|have no|has no|with no|minus) "
    r"(?:sound|soundtrack|sound track|audio)\b|soundless\b|no talking\b)"
)
_SOUND_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mixed", re.compile(r"\b(?:sound and mute|(?:partly|part) (?:sound|silent))\b")),
    ("silent", re.compile(r"\bsilents?\b")),
    ("mute", re.compile(r"\bmute\b")),
    (
        "sound",
        re.compile(
            r"\b(?:(?:with|have|has|having|in) (?:a |any |recorded )?"
            r"(?:sound|soundtrack|sound track|audio)\b"
            rf"|sound(?=(?: and)?,? (?:colour|color|black|{_NOUN}))|talkies?\b|talking pictures\b"
            r"|with a soundtrack\b|sound(?= (?:or|and) (?:silent|mute))|(?<=or )sound\b"
            r"|sound(?= nor)|(?<=nor )sound\b|(?<=but not )sound\b)"
        ),
    ),
)
_MIXED = re.compile(
    r"\b(?:(?:both |partly |part |mixed |mix of |mixing |combin\w+ )(?:in )?"
    r"(?:colou?r (?:and|with) (?:black[- ]and[- ]white|b ?[&/] ?w|monochrome)|"
    r"(?:black[- ]and[- ]white|b ?[&/] ?w) (?:and|with) (?:in )?colou?r)"
    r"|(?:partly|part|half) (?:in )?(?:colou?r|black[- ]and[- ]white|b ?[&/] ?w),? (?:and|but) "
    r"(?:partly|part|half) (?:in )?(?:colou?r|black[- ]and[- ]white|b ?[&/] ?w)"
    r"|(?:partly|part) (?:in )?colou?r(?:ed)?|black[- ]and[- ]white ?[/&] ?colou?r)\b"
)
_COLOURLESS = re.compile(
    r"\b(?:(?:without|with no|have no|has no|no|lacking|minus)(?: any)? colou?r|colou?rless)\b"
)
_MONO = re.compile(r"\b(?:in )?(?:black[- ](?:and|&|n)[- ]white|b ?[&/] ?w|monochrome|bw)(?!\w)")
_COLOUR = re.compile(
    rf"\b(?:(?:shot |filmed |made )?in (?:full )?colou?r\b|colou?r(?=,? {_NOUN})|"
    rf"colou?red(?= {_NOUN})|technicolor\b|kodachrome(?= {_NOUN})|"
    r"(?<=silent )colou?r\b|(?<=sound )colou?r\b|(?<=mute )colou?r\b"
    r"|(?<=silent, )colou?r\b|(?<=sound, )colou?r\b|colou?r(?= or black)|(?<=or )colou?r\b"
    r"|colou?r(?=,? (?:but|nor|and) (?:not |no )?(?:in )?(?:sound|silent|mute))|(?<=nor )colou?r\b)"
)
_TINTS = re.compile(r"\b(?:(?P<sepia>sepia)|(?P<tinted>tinted|toned))\b")

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60,
    "ninety": 90, "half": 0.5, "half a": 0.5, "half an": 0.5, "quarter of an": 0.25,
    "a quarter of an": 0.25, "one and a half": 1.5, "a hundred": 100,
}  # fmt: skip
_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)"
_AMOUNT = rf"{_NUMBER}[- ]?(?:{_UNIT})(?: and a half)?"
_OVER = (
    r"(?:(?:runs?|lasts?) to (?:more than|over)|longer than|"
    r"more than|over|greater than|exceeding|above|in excess of|exceeds?|"
    r"lasting over)"
)
_UNDER = r"(?:shorter than|less than|under|below|fewer than|not as long as)"
_LEAST = r"(?:at least|no less than|no shorter than|not less than|a minimum of)"
_MOST = (
    r"(?:at most|no more than|no longer than|not more than|up to|not longer than|a maximum of|"
    r"within)"
)
_SPAN = re.compile(
    rf"\b(?:between|from) (?P<low>{_NUMBER})(?P<unit>[- ]?{_UNIT})? (?:and|to) "
    rf"(?P<high>{_AMOUNT})\b"
)
_BOUND = re.compile(
    rf"\b(?:(?:run|last)(?:s|ning|ing)? (?:for )?)?(?:(?P<over>{_OVER})|(?P<under>{_UNDER})|"
    rf"(?P<least>{_LEAST})|(?P<most>{_MOST})|"
    rf"(?P<exact>exactly|precisely|just)) (?P<amount>{_AMOUNT})(?: long| in length)?\b"
)
_TAIL = re.compile(
    rf"\b(?P<amount>{_AMOUNT}) (?:(?:long )?or (?P<least>more|longer|over)|"
    r"(?:long )?or (?P<most>less|shorter|under))\b"
)
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def read_sound(reading: Reading, view: View) -> list[Copies]:
    """Take what is asked of the sound out of a question."""
    if match := reading.search(_SILENCE):
        words = reading.words(reading.take_match(match))
        named: list[str] = []
        # "No sound, whether silent or mute" says the same twice; "no sound, that is, silent" less.
        for value, pattern in _SOUND_WORDS[1:3]:
            while match := reading.search(pattern):
                reading.take_match(match)
                named.append(value)
        return [Copies(words, "sound", _held(view, "sound", named or ("silent", "mute")))]
    found: list[Copies] = []
    for value, pattern in _SOUND_WORDS:
        while match := reading.search(pattern):
            span = reading.take_match(match)
            held = _held(view, "sound", ("sound", "mixed") if value == "sound" else (value,))
            found.append(Copies(reading.words(span), "sound", held, reading.negated(span)))
    return _together(found)


def read_colour(reading: Reading, view: View) -> list[Copies]:
    """Take what is asked of the colour out of a question."""
    known = view.copy_values("colour")
    mixed = tuple(v for v in known if _is_mixed(v))
    pure = [v for v in known if v not in mixed]
    meanings = (
        (_MIXED, mixed),
        (_COLOURLESS, tuple(v for v in known if "colo" not in v and v != "mixed")),
        (_MONO, tuple(v for v in pure if v in ("black and white", "monochrome"))),
        (_COLOUR, tuple(v for v in pure if "colo" in v)),
    )
    found: list[Copies] = []
    for pattern, values in meanings:
        while match := reading.search(pattern):
            span = reading.take_match(match)
            found.append(Copies(reading.words(span), "colour", values, reading.negated(span)))
    while match := reading.search(_TINTS):
        span = reading.take_match(match)
        values = tuple(v for v in known if (match.lastgroup or "") in v)
        found.append(Copies(reading.words(span), "colour", values, reading.negated(span)))
    return _together(found)


def _is_mixed(value: str) -> bool:
    return value == "mixed" or ("black" in value and "colo" in value)


def _held(view: View, column: str, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in view.copy_values(column) if value in values)


def _together(found: list[Copies]) -> list[Copies]:
    """Two values that no film has at once are alternatives: silent or mute."""
    wanted = [condition for condition in found if not condition.negated]
    if len(wanted) < 2:
        return found
    words = " or ".join(condition.words for condition in wanted)
    values = tuple(dict.fromkeys(v for condition in wanted for v in condition.values))
    denied = [condition for condition in found if condition.negated]
    return [Copies(words, wanted[0].column, values), *denied]


def read_length(reading: Reading) -> list[Length]:
    """Take what is asked of the length out of a question."""
    found: list[Length] = []
    while match := reading.search(_SPAN):
        high = _seconds(match.group("high"))
        unit = match.group("unit") or re.sub(rf"^{_NUMBER}", "", match.group("high"))
        low = _seconds(match.group("low") + unit)
        found.append(Length(reading.words(reading.take_match(match)), low, high))
    for pattern in (_BOUND, _TAIL):
        while match := reading.search(pattern):
            span = reading.take_match(match)
            found.append(_bound(match, reading.words(span), reading.negated(span)))
    return found


def _bound(match: re.Match[str], words: str, negated: bool) -> Length:
    held = match.groupdict()
    seconds = _seconds(held["amount"])
    if held.get("over") or held.get("least"):
        return Length(words, least_s=seconds, strict=bool(held.get("over")), negated=negated)
    if held.get("under") or held.get("most"):
        return Length(words, most_s=seconds, strict=bool(held.get("under")), negated=negated)
    return Length(words, seconds, seconds, negated=negated)


def _seconds(amount: str) -> float:
    match = re.match(rf"(?P<number>{_NUMBER})[- ]?(?P<unit>[a-z]+)?(?P<half> and a half)?", amount)
    if match is None:
        return 0.0
    text = match["number"].replace(",", ".")
    number = _NUMBERS[text] if text in _NUMBERS else float(text)
    number += 0.5 if match["half"] else 0.0
    return number * _SECONDS[(match["unit"] or "m")[0]]
