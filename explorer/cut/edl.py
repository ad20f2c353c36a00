"""A cut as an edit decision list of the form CMX 3600."""

from __future__ import annotations

from explorer.cut.sequence import Cut, Placed, one_line
from graph_schema.errors import InputError

_REEL = "AX"  # what editors take for a clip that is named by a comment
_LONGEST = 240
MOST_EVENTS = 999
"""Events have three digits."""


def edl(cut: Cut) -> str:
    """The list: an event a clip, picture and sound, with name, file and rights as comments.

    Raises:
        InputError: There are more than `MOST_EVENTS` clips.
    """
    if len(cut.clips) > MOST_EVENTS:
        raise InputError(f"an EDL has at most {MOST_EVENTS} clips")
    mode = "DROP FRAME" if cut.rate.drop else "NON-DROP FRAME"
    lines = [f"TITLE: {_told(cut.title)}", f"FCM: {mode}", ""]
    for placed in cut.placed:
        lines += [_event(cut, placed), *_comments(placed), ""]
    return "\n".join(lines)


def _event(cut: Cut, placed: Placed) -> str:
    start = cut.starts + placed.at
    frames = (placed.source_at, placed.source_at + placed.frames, start, start + placed.frames)
    times = " ".join(cut.rate.timecode(frame) for frame in frames)
    return f"{placed.number:03}  {_REEL:<8} B     C        {times}"


def _comments(placed: Placed) -> list[str]:
    clip = placed.clip
    told = {
        "FROM CLIP NAME": clip.name,
        "SOURCE FILE": clip.uri,
        "COMMENT": clip.title,
        "RIGHTS": f"{clip.rights} ({clip.source})",
        "WHY": clip.why,
    }
    return [f"* {name}: {_told(value)}" for name, value in told.items() if value]


def _told(text: str) -> str:
    return one_line(text)[:_LONGEST]
