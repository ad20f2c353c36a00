"""Running times as cataloguers and players write them."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:\.\d+)?(?![\d:])")
_POINT = re.compile(r"(\d*)\.(\d{1,2})(?!\d)")
_PARTS = re.compile(r"(\d+)\s*min(?:ute)?s?\.?\s*(\d+)\s*sec(?:ond)?s?")
_SECONDS = re.compile(r"(\d+)\s*sec(?:ond)?s?\b")
_MINUTES = re.compile(r"(\d+)(?=\D*$)")
_OTHER_UNIT = re.compile(r"\d\s*(?:ft|feet|metres|reels?)\b")


def seconds(text: str) -> float | None:
    """Seconds that a running time means; None where it says nothing.

    After the point stand seconds, not hundredths, whichever unit follows: ``(10.25 mins)``
    and ``10:25`` are 10 min 25 s, ``(0.55 secs)`` is 55 s, and ``9.5 mins`` is 9 min 50 s, as
    spreadsheets drop the last nought. ``45 secs``, ``1min05sec`` and ``01:02:03`` read as
    they look; a bare number is minutes.

    Raises:
        ValueError: There is something that can't be read as a running time.
    """
    cleaned = text.casefold().strip("[]'\"(): ")
    if not re.search(r"\w", cleaned):
        return None
    value = _read(cleaned)
    if not value or "-" in cleaned:
        raise ValueError(f"{text!r} is not a running time; write 10.25 mins, 10:25 or 45 secs")
    return float(value)


def _read(text: str) -> int | None:
    if _OTHER_UNIT.search(text):
        return None
    if match := _CLOCK.search(text):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return _sum(hours * 60 + minutes, rest)
    if match := _PARTS.search(text):
        return _sum(int(match[1]), int(match[2]))
    if match := _POINT.search(text):
        return _sum(int(match[1] or 0), int(match[2].ljust(2, "0")))
    if match := _SECONDS.search(text):
        return int(match[1])
    match = _MINUTES.search(text)
    return int(match[1]) * 60 if match else None


def _sum(minutes: int, seconds_over: int) -> int | None:
    return minutes * 60 + seconds_over if seconds_over < 60 else None
