"""A cut as an OpenTimelineIO timeline."""

from __future__ import annotations

from typing import Any

import opentimelineio as otio

from explorer.cut.sequence import Cut, Placed, one_line

SAID = "reelgraph"
"""Key of our own metadata: whose a clip is, under what terms, and why it was chosen."""


def timeline(cut: Cut) -> str:
    """The timeline as JSON (.otio): one track of pictures, one of sound."""
    made = otio.schema.Timeline(one_line(cut.title), global_start_time=_time(cut, cut.starts))
    made.metadata[SAID] = {"credits": cut.credits, "drop_frame": cut.rate.drop}
    for kind in (otio.schema.TrackKind.Video, otio.schema.TrackKind.Audio):
        track = otio.schema.Track(kind, kind=kind)
        track.extend([_clip(cut, placed) for placed in cut.placed])
        made.tracks.append(track)
    text: str = made.to_json_string(indent=2)
    return text


def _clip(cut: Cut, placed: Placed) -> Any:
    clip = placed.clip
    held = otio.opentime.TimeRange(_time(cut, placed.source_at), _time(cut, placed.frames))
    file = otio.schema.ExternalReference(cut.address(clip)) if clip.uri else None
    return otio.schema.Clip(
        name=one_line(clip.title),
        media_reference=file or otio.schema.MissingReference(),
        source_range=held,
        metadata={
            SAID: {
                "film": clip.film,
                "file": clip.file,
                "date": one_line(clip.date),
                "rights": one_line(clip.rights),
                "source": one_line(clip.source),
                "text": one_line(clip.text),
                "why": one_line(clip.why),
            }
        },
    )


def _time(cut: Cut, frames: int) -> Any:
    return otio.opentime.RationalTime(frames, float(cut.rate.exact))
