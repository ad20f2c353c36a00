"""A cut: clips of films in an order, each with whose it is and under what terms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from explorer.cut.timecode import Rate, frames_of
from explorer.film.terms import credit

_FIRST_HOUR = "01:00:00:00"


@dataclass(frozen=True)
class Clip:
    """A stretch of a film's file.

    Attributes:
        film, title, date: The film.
        file, uri: The Instantiation, and its address in the graph; empty where none is known.
        start_ms, end_ms: Place on the file.
        text, why: What is said or shown there, and why it was chosen.
        rights, source: The terms of its use, and the record that it comes from.
        start_tc: Timecode of the file's first frame.
    """

    film: str
    title: str
    file: str
    uri: str
    start_ms: int
    end_ms: int
    rights: str
    source: str
    date: str = ""
    text: str = ""
    why: str = ""
    start_tc: str = ""

    @property
    def medium(self) -> str:
        """Tells one file's clips from another's; the film where no file is known."""
        return self.file or self.film

    @property
    def credit(self) -> str:
        """Title, date, source and rights in a line."""
        return one_line(credit(self.title, self.date, self.source, self.rights))

    @property
    def name(self) -> str:
        """The file's own name, else the film's title."""
        return one_line(self.uri.replace("\\", "/").rpartition("/")[2] or self.title)


@dataclass(frozen=True)
class Placed:
    """A clip in its place, in frames at the cut's rate.

    Attributes:
        number: From 1.
        first: Its first frame in the file, counted from the file's own first frame.
        frames: How many it has.
        at: Where it starts in the cut.
        source_at: Its first frame as the file's timecode has it.
    """

    number: int
    clip: Clip
    first: int
    frames: int
    at: int
    source_at: int


@dataclass(frozen=True)
class Cut:
    """Clips in their order.

    Attributes:
        title: What it is called.
        rate: Its frame rate.
        base: Folder or address that the addresses of files are relative to, for an editor.
        size: Width and height of its picture, in pixels.
    """

    title: str
    rate: Rate
    clips: tuple[Clip, ...]
    base: str = ""
    size: tuple[int, int] = (1920, 1080)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The clips in their places; none is shorter than a frame."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[Placed]:
        at = 0
        for number, clip in enumerate(self.clips, 1):
            first = self.rate.frames(clip.start_ms)
            frames = max(1, self.rate.frames(clip.end_ms) - first)
            yield Placed(number, clip, first, frames, at, first + self.starts_of(clip))
            at += frames

    @cached_property
    def frames(self) -> int:
        """How long it is."""
        return sum(placed.frames for placed in self.placed)

    @cached_property
    def used(self) -> dict[str, int]:
        """The frame up to which each file is used, by `Clip.medium`."""
        ends: dict[str, int] = {}
        for placed in self.placed:
            key = placed.clip.medium
            ends[key] = max(ends.get(key, 0), placed.first + placed.frames)
        return ends

    def starts_of(self, clip: Clip) -> int:
        """The frame that the timecode of the clip's file begins with."""
        return frames_of(clip.start_tc, self.rate)

    @property
    def starts(self) -> int:
        """The frame that its timecode begins with: an hour, as editors have it."""
        return frames_of(_FIRST_HOUR, self.rate)

    def address(self, clip: Clip) -> str:
        """Where an editor is to look for the clip's file, as a URL or a relative one."""
        if "://" in clip.uri:
            return clip.uri
        path = quote(clip.uri.replace("\\", "/"))
        base = self.base if not self.base or "://" in self.base else f"file://{quote(self.base)}"
        return f"{base.rstrip('/')}/{path.lstrip('/')}" if base else path

    @property
    def credits(self) -> list[str]:
        """Whose the clips are and under what terms, each film once."""
        return list(dict.fromkeys(clip.credit for clip in self.clips))


def one_line(text: str) -> str:
    """The text without line ends and other characters that steer, which formats of lines need."""
    plain = "".join(" " if unicodedata.category(c) in _STEERING else c for c in text)
    return " ".join(plain.split())


_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"})
