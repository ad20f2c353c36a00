"""Frame rates and timecodes (SMPTE ST 12-1), drop-frame included."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Rate:
    """Frames a second.

    Attributes:
        exact: As a fraction: 30000/1001 for 29.97.
        drop: Timecodes leave numbers out so as to keep to the clock; 29.97 and 59.94 only.
    """

    exact: Fraction
    drop: bool = False

    @property
    def base(self) -> int:
        """Numbers of frames that a timecode counts a second: 30 for 29.97."""
        return round(self.exact)

    @property
    def ntsc(self) -> bool:
        """True where the rate is a thousandth below its base."""
        return self.exact.denominator != 1

    def frames(self, ms: int) -> int:
        """The frame on which a time falls, by the nearest start of one."""
        return round(Fraction(ms, 1000) * self.exact)

    def seconds(self, frames: int) -> Fraction:
        """How long frames last."""
        return frames / self.exact

    def ms(self, frames: int) -> int:
        """How long frames last, in milliseconds."""
        return round(self.seconds(frames) * 1000)

    def timecode(self, frames: int) -> str:
        """HH:MM:SS:FF, with a semicolon before the frames where numbers are dropped."""
        if self.drop:
            frames += self._dropped(frames)
        seconds, frame = divmod(frames, self.base)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        return f"{clock}{';' if self.drop else ':'}{frame:02}"

    def _dropped(self, frames: int) -> int:
        """Numbers left out up to a frame: two (of 30) each minute but the tenth."""
        each = self.base // 15
        minute = self.base * 60 - each
        tens, rest = divmod(frames, minute * 10 + each)
        return each * (9 * tens + max(0, (rest - each) // minute))


RATES: dict[str, Rate] = {
    "23.976": Rate(Fraction(24000, 1001)),
    "24": Rate(Fraction(24)),
    "25": Rate(Fraction(25)),
    "29.97": Rate(Fraction(30000, 1001)),
    "29.97df": Rate(Fraction(30000, 1001), drop=True),
    "30": Rate(Fraction(30)),
    "50": Rate(Fraction(50)),
    "59.94": Rate(Fraction(60000, 1001)),
    "59.94df": Rate(Fraction(60000, 1001), drop=True),
    "60": Rate(Fraction(60)),
}
"""The rates that cuts are made at, by name."""


def frames_of(timecode: str, rate: Rate) -> int:
    """The frame that a start timecode HH:MM:SS:FF means at a rate; 0 where it is none."""
    parts = timecode.replace(";", ":").replace(".", ":").split(":")
    if len(parts) != 4 or not all(part.isdecimal() and part.isascii() for part in parts):
        return 0
    hours, minutes, seconds, frames = map(int, parts)
    whole = ((hours * 60 + minutes) * 60 + seconds) * rate.base + frames
    if not rate.drop:
        return whole
    minutes += hours * 60
    return whole - rate.base // 15 * (minutes - minutes // 10)
