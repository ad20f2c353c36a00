"""Writes films in a process of its own: cuts of several, and copies that a browser can play.

Run as a script; needs PyAV and numpy and nothing of ours. Reads one JSON object from standard
input: ``to`` (file), ``fps`` ([numerator, denominator]), ``width``, ``height``, ``about`` (tags of
the file) and ``clips``, each ``{path, start_ms, frames, title}``. Writes H.264 and AAC in MP4.
Tells ``{"done": share}`` as it goes, at last with ``frames``; or ``{"error": …}``. Ends when
its input does: then nobody waits for the film.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np
import numpy.typing as npt

OPENED = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,mxf,dv,"
    "asf,flv,ogg,flac,wav,w64,aiff,mp3,aac,h264,hevc,rawvideo,yuv4mpegpipe,gxf,lxf",
}
_HERTZ = 48_000
_BLOCK = 1024
_TELL_S = 0.25
_NICER = 10

Samples = npt.NDArray[np.float32]


def write(asked: dict[str, Any]) -> int:
    """Write the film; returns how many frames it has."""
    rate = Fraction(*asked["fps"])
    total = sum(int(clip["frames"]) for clip in asked["clips"])
    tell, written = _Teller(total), 0
    with av.open(asked["to"], "w", format="mp4", options={"movflags": "+faststart"}) as film:
        film.metadata.update(asked.get("about", {}))
        out = _Output(film, rate, int(asked["width"]), int(asked["height"]))
        film.set_chapters(_chapters(asked["clips"], rate))
        for clip in asked["clips"]:
            frames = int(clip["frames"])
            with _opened(clip["path"]) as seen, _opened(clip["path"]) as heard:
                start = _snapped(seen, clip["start_ms"])
                begin, end = _sample(written, rate), _sample(written + frames, rate)
                sound = _sound(heard, start, end - begin)
                aspect = _aspect(seen)
                for picture in _pictures(seen, start, frames, rate):
                    out.show(picture, aspect)
                    out.hear(sound, _sample(out.shown, rate))
                    tell(out.shown)
                out.hear(sound, end)
            written += frames
        out.finish()
    return out.shown


class _Output:
    """The film that is written: pictures and sound side by side, so that little waits."""

    def __init__(self, film: Any, rate: Fraction, width: int, height: int) -> None:
        self._film = film
        self._rate = rate
        self._size = width, height
        self._video = film.add_stream("libx264", rate=rate)
        self._video.width, self._video.height = width, height
        self._video.pix_fmt = "yuv420p"
        self._video.time_base = 1 / rate
        self._video.options = {"crf": "20", "preset": "veryfast"}
        self._audio = film.add_stream("aac", rate=_HERTZ, layout="stereo")
        self.shown = 0
        self._heard = 0

    def show(self, frame: Any, aspect: Fraction) -> None:
        """Encode the next picture, of that shape; none is black."""
        picture = _fitted(frame, aspect, *self._size)
        picture.pts, picture.time_base = self.shown, 1 / self._rate
        self._film.mux(self._video.encode(picture))
        self.shown += 1

    def hear(self, sound: Iterator[Samples], until: int) -> None:
        """Encode sound up to a sample."""
        while self._heard < until and (block := next(sound, None)) is not None:
            frame = av.AudioFrame.from_ndarray(block, "fltp", "stereo")
            frame.sample_rate, frame.time_base = _HERTZ, Fraction(1, _HERTZ)
            frame.pts = self._heard
            self._film.mux(self._audio.encode(frame))
            self._heard += block.shape[1]

    def finish(self) -> None:
        """Encode what encoders still hold."""
        self._film.mux(self._video.encode(None))
        self._film.mux(self._audio.encode(None))


class _Teller:
    """Tells the share that is done, a few times a second."""

    def __init__(self, total: int) -> None:
        self._total = max(1, total)
        self._next = 0.0

    def __call__(self, done: int) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _TELL_S
            print(json.dumps({"done": round(done / self._total, 4)}), flush=True)


def _opened(path: str) -> Any:
    return av.open(path, options=OPENED)


def _sample(frame: int, rate: Fraction) -> int:
    return round(frame * _HERTZ / rate)


def _snapped(film: Any, start_ms: int) -> Fraction:
    """A start in seconds, at the frame that it means: milliseconds round most frame times."""
    rate = film.streams.video[0].average_rate if film.streams.video else None
    start = Fraction(start_ms, 1000)
    return round(start * rate) / Fraction(rate) if rate else start


def _pictures(film: Any, start: Fraction, count: int, rate: Fraction) -> Iterator[Any]:
    """What is on screen at each frame of the new film; the last picture stays past the end."""
    if not film.streams.video:
        yield from [None] * count
        return
    stream = film.streams.video[0]
    begin = stream.start_time or 0
    leeway = 1 / (4 * Fraction(stream.average_rate or 25))
    film.seek(begin + int(start / stream.time_base), stream=stream)
    frames = (frame for frame in film.decode(stream) if frame.pts is not None)
    held, coming = None, next(frames, None)
    for number in range(count):
        wanted = start + number / rate + leeway
        while coming is not None and (coming.pts - begin) * stream.time_base <= wanted:
            held, coming = coming, next(frames, None)
        yield held or coming


def _sound(film: Any, start: Fraction, length: int) -> Iterator[Samples]:
    """Exactly so many samples of sound from a time on, in blocks; silence where there is none."""
    left = length
    for block in _heard(film, start) if film.streams.audio else ():
        if left <= 0:
            return
        for at in range(0, min(left, block.shape[1]), _BLOCK):
            piece = block[:, at : min(at + _BLOCK, left)]
            yield np.ascontiguousarray(piece)
        left -= block.shape[1]
    while left > 0:
        size = min(_BLOCK, left)
        yield np.zeros((2, size), np.float32)
        left -= size


def _heard(film: Any, start: Fraction) -> Iterator[Samples]:
    stream = film.streams.audio[0]
    begin = stream.start_time or 0
    film.seek(begin + int(start / stream.time_base), stream=stream)
    resampler = av.AudioResampler("fltp", "stereo", _HERTZ)
    skip: int | None = None
    for frame in _sounds(film, stream):
        if skip is None:
            skip = round((start - (frame.pts - begin) * stream.time_base) * _HERTZ)
            if skip < 0:
                yield np.zeros((2, -skip), np.float32)
        for made in resampler.resample(frame):
            block = made.to_ndarray()
            skip, drop = max(0, skip - block.shape[1]), max(0, min(skip, block.shape[1]))
            if drop < block.shape[1]:
                yield block[:, drop:]


def _sounds(film: Any, stream: Any) -> Iterator[Any]:
    with contextlib.suppress(av.error.EOFError):
        yield from (frame for frame in film.decode(stream) if frame.pts is not None)


def _aspect(film: Any) -> Fraction:
    """Width of the shown picture by its height."""
    if not film.streams.video:
        return Fraction(4, 3)
    stream = film.streams.video[0]
    return Fraction(stream.width, stream.height) * Fraction(stream.sample_aspect_ratio or 1)


def _fitted(frame: Any, aspect: Fraction, width: int, height: int) -> Any:
    """The picture in its own shape within the new film's, with black beside it."""
    canvas = np.zeros((height, width, 3), np.uint8)
    if frame is None:
        return av.VideoFrame.from_ndarray(canvas, "rgb24").reformat(format="yuv420p")
    wide = min(width, round(height * aspect) // 2 * 2)
    high = min(height, round(width / aspect) // 2 * 2)
    if abs(wide - width) <= 2 and abs(high - height) <= 2:
        return frame.reformat(width, height, "yuv420p")
    small = frame.reformat(wide, high, "rgb24").to_ndarray()
    top, left = (height - high) // 2, (width - wide) // 2
    canvas[top : top + high, left : left + wide] = small
    return av.VideoFrame.from_ndarray(canvas, "rgb24").reformat(format="yuv420p")


def _chapters(clips: list[dict[str, Any]], rate: Fraction) -> list[dict[str, Any]]:
    found, at = [], 0
    for number, clip in enumerate(clips):
        ends = at + int(clip["frames"])
        about = {"title": str(clip.get("title", ""))}
        times = {"start": round(at / rate * 1000), "end": round(ends / rate * 1000)}
        found.append({"id": number, "time_base": Fraction(1, 1000), "metadata": about, **times})
        at = ends
    return found


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> int:
    """Write what the first line asks for."""
    os.nice(_NICER)
    av.logging.set_level(av.logging.PANIC)
    asked = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        frames = write(asked)
    except (av.FFmpegError, ValueError, OSError, MemoryError, IndexError) as error:
        print(json.dumps({"error": " ".join(str(error).split()) or type(error).__name__}))
        return 1
    print(json.dumps({"done": 1.0, "frames": frames}), flush=True)
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # the thread that reads the input is not waited for
