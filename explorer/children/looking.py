"""Looks into films in a process of its own: what a file holds, single pictures, preview strips.

Run as a script; needs PyAV and numpy and nothing of ours, so that it starts quickly and a file
that breaks the decoder breaks this process alone. Reads a JSON object a line on standard input,
``{"do": "probe" | "picture" | "strip", "path": …}``, and answers each with one on standard
output: what was found, or ``{"error": …}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

# A playlist in the guise of a film could have other files and addresses read.
OPENED = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,mxf,dv,"
    "asf,flv,ogg,flac,wav,w64,aiff,mp3,aac,h264,hevc,rawvideo,yuv4mpegpipe,gxf,lxf",
}
# Frames decoded on the way from a key frame to the one that is wanted.
_MOST_DECODED = 900

Pixels = npt.NDArray[np.uint8]


def probe(path: str) -> dict[str, Any]:
    """What a file holds: times in milliseconds, the frame rate as a fraction."""
    with av.open(path, options=OPENED) as film:
        video = film.streams.video[0] if film.streams.video else None
        audio = film.streams.audio[0] if film.streams.audio else None
        found: dict[str, Any] = {
            "format": film.format.name,
            "duration_ms": _duration_ms(film),
            "sound": audio.codec_context.name if audio else None,
            "picture": None,
        }
        if video is not None:
            rate = video.average_rate or video.guessed_rate
            found |= {
                "picture": video.codec_context.name,
                "pixels": video.codec_context.pix_fmt,
                "width": _shown_width(video),
                "height": video.codec_context.height,
                "fps": [rate.numerator, rate.denominator] if rate else None,
                "frames": video.frames or None,
                "start_tc": video.metadata.get("timecode") or film.metadata.get("timecode"),
            }
        return found


def picture(path: str, t_ms: int, width: int, to: str) -> dict[str, Any]:
    """Write the frame shown at a time as a JPEG."""
    with av.open(path, options=OPENED) as film:
        frame = _frame_at(film, t_ms)
        stream = film.streams.video[0]
        height = max(2, round(width * frame.height / max(1, _shown_width(stream))) // 2 * 2)
        small = frame.reformat(width, height, "rgb24").to_ndarray()
        Path(to).write_bytes(_jpeg(small))
        return {"width": width, "height": height, "t_ms": _time_ms(film, frame)}


def strip(path: str, count: int, height: int, to: str) -> dict[str, Any]:
    """Write frames at equal distances side by side as one JPEG; tile i is at (i + ½)/count."""
    with av.open(path, options=OPENED) as film:
        length = _duration_ms(film)
        if length is None:
            raise ValueError("the film doesn't tell how long it is")
        stream = film.streams.video[0]
        width = max(2, round(height * _shown_width(stream) / max(1, stream.height)) // 2 * 2)
        tiles = [
            _tile(film, round((i + 0.5) * length / count), width, height) for i in range(count)
        ]
        Path(to).write_bytes(_jpeg(np.concatenate(tiles, axis=1)))
        return {"tiles": count, "width": width, "height": height}


def _tile(film: Any, t_ms: int, width: int, height: int) -> Pixels:
    pixels: Pixels = _frame_at(film, t_ms).reformat(width, height, "rgb24").to_ndarray()
    return pixels


def _frame_at(film: Any, t_ms: int) -> Any:
    """The frame that is on screen at a time; the last one where the film is over by then."""
    if not film.streams.video:
        raise ValueError("the file has no picture")
    stream = film.streams.video[0]
    begin = stream.start_time or 0
    film.seek(begin + int(t_ms / 1000 / stream.time_base), stream=stream)
    last = None
    for frame in _decoded(film, stream):
        if last is not None and _time_ms(film, frame) > t_ms:
            break
        last = frame
    if last is None:  # sought past the last key frame's end
        film.seek(begin, stream=stream)
        last = next(_decoded(film, stream), None)
    if last is None:
        raise ValueError("no picture can be decoded")
    return last


def _decoded(film: Any, stream: Any) -> Iterator[Any]:
    for number, frame in enumerate(film.decode(stream)):
        if frame.pts is None:
            continue
        yield frame
        if number >= _MOST_DECODED:
            return


def _time_ms(film: Any, frame: Any) -> int:
    stream = film.streams.video[0]
    told: int = round((frame.pts - (stream.start_time or 0)) * stream.time_base * 1000)
    return told


def _duration_ms(film: Any) -> int | None:
    if film.duration:
        told: int = round(film.duration / 1000)
        return told
    lengths: list[Fraction] = [s.duration * s.time_base for s in film.streams if s.duration]
    return round(max(lengths) * 1000) if lengths else None


def _shown_width(stream: Any) -> int:
    aspect = stream.sample_aspect_ratio or 1
    width: int = round(stream.codec_context.width * float(aspect))
    return max(1, width)


def _jpeg(pixels: Pixels) -> bytes:
    height, width = pixels.shape[:2]
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.options = {"qmin": "3", "qmax": "6"}
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), "rgb24")
    frame = frame.reformat(format="yuvj420p")
    frame.pts = 0
    made = [*encoder.encode(frame), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in made)


_DONE: dict[str, Callable[..., dict[str, Any]]] = {
    "probe": probe,
    "picture": picture,
    "strip": strip,
}


def _answer(line: str) -> dict[str, Any]:
    asked = json.loads(line)
    do = _DONE[asked.pop("do")]
    try:
        return do(**asked)
    except (av.FFmpegError, ValueError, OSError, MemoryError, IndexError) as error:
        return {"error": " ".join(str(error).split()) or type(error).__name__}


def main() -> None:
    """Answer until the input ends."""
    av.logging.set_level(av.logging.PANIC)
    for line in sys.stdin:
        print(json.dumps(_answer(line)), flush=True)


if __name__ == "__main__":
    main()
