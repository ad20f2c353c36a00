"""Times as programs write them, in integer milliseconds; and clips, named by their times."""

from __future__ import annotations

import re

_TIMECODE = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)")
_CLIP = re.compile(r"(\d+)\.(\d{2})\.(\d{2})-(\d+(?:\.\d+)?)")


def milliseconds(time: object) -> int:
    """Milliseconds of ``HH:MM:SS.mmm``, ``MM:SS`` or a number of seconds.

    Raises:
        ValueError: It is negative or no time at all.
    """
    if isinstance(time, bool) or not isinstance(time, str | int | float):
        raise ValueError(f"{time!r} is not a time; write HH:MM:SS or a number of seconds")
    text = str(time).strip()
    if text.startswith("-"):
        raise ValueError(f"the time {text} is negative")
    if match := _TIMECODE.fullmatch(text):
        hours, minutes = (int(part or 0) for part in match.groups()[:2])
        return (hours * 60 + minutes) * 60_000 + _from_seconds(match[3].replace(",", "."))
    return _from_seconds(text)


def clip_bounds(name: str) -> tuple[int, int]:
    """Start and end, in milliseconds of the video, of a clip named ``00.03.33-1887``.

    Raises:
        ValueError: The name has another form, or a length of nothing.
    """
    match = _CLIP.fullmatch(name)
    if not match:
        raise ValueError(
            f"{name!r} is not a clip's name; it has to be HH.MM.SS-seconds, e.g. 00.03.33-102"
        )
    hours, minutes, seconds = (int(part) for part in match.groups()[:3])
    start = ((hours * 60 + minutes) * 60 + seconds) * 1000
    length = _from_seconds(match[4])
    if not length:
        raise ValueError(f"the clip {name!r} has no length")
    return start, start + length


def clock(time_ms: int) -> str:
    """``HH:MM:SS.mmm``, as messages show a time."""
    seconds, rest = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _from_seconds(text: str) -> int:
    try:
        return round(float(text) * 1000)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is not a time; write HH:MM:SS or seconds") from None
