"""Texts with times as WebVTT (W3C, https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

from collections.abc import Iterable

Cue = tuple[int, int, str]
"""Start and end in milliseconds, and the text."""

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "\n", "\0": " "})
_SHORTEST_MS = 1


def webvtt(cues: Iterable[Cue], note: str = "") -> str:
    """A WebVTT file; a cue's text can neither end the cue nor be read as markup.

    Args:
        cues: In the order of their start.
        note: A comment at the head, for example a credit.
    """
    blocks = ["WEBVTT"]
    if note:
        blocks.append("NOTE\n" + _lines(note))
    for start, end, text in cues:
        times = f"{timestamp(start)} --> {timestamp(max(end, start + _SHORTEST_MS))}"
        blocks.append(f"{times}\n{_lines(text)}")
    return "\n\n".join(blocks) + "\n"


def timestamp(ms: int) -> str:
    """Milliseconds as HH:MM:SS.mmm."""
    seconds, rest = divmod(max(0, ms), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _lines(text: str) -> str:
    """The text without empty lines, which would end its block."""
    escaped = text.translate(_ESCAPED)
    return "\n".join(line.strip() for line in escaped.splitlines() if line.strip()) or " "
