"""DEERIn's index of shots (``index_shots.json``): captions and answers on middle frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graph_ingest.readers.jsonfiles import JsonItems, begins_with, load_items
from graph_ingest.readers.media import Clip, Video, add_answers, add_text, present, run_of
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.said import Said
from graph_ingest.readers.timecodes import milliseconds
from graph_schema.contribution import Contribution
from graph_schema.nodes import Segment

QUESTIONS = (
    "subject_type",
    "background",
    "indoor",
    "above",
    "subject",
    "colour",
    "title",
    "year",
    "productionCompany",
)
"""Keys of a shot that hold answers of the vision model."""


@dataclass(frozen=True)
class _Shot:
    index: int
    number: str
    start_ms: int
    said: dict[str, Any]


class ShotIndexReader:
    """One Contribution for each clip: its shots with captions and claims.

    The index knows only when shots start, in whole seconds: a shot ends where the next one
    that starts later does, the last one with its clip.
    """

    name = "deerin-shots"

    def claims(self, path: Path) -> bool:
        """True for a JSON file whose first items are shots."""
        return path.suffix == ".json" and begins_with(
            path, '"data"', '"video"', '"clip"', '"shot"', '"short_description"'
        )

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """The shots of each clip, with times on the video.

        Raises:
            InputError: The file is no index of shots.
        """
        index = load_items(path)
        for (video, clip), shots in self._by_clip(index, quarantine).items():
            folder, _, name = video.rpartition("/")
            whole = Clip(Video(folder, name), clip)
            make = partial(_contribution, whole, shots, index, quarantine)
            yield from quarantine.attempt(path, f"{video}/{clip}", make)

    def _by_clip(
        self, index: JsonItems, quarantine: Quarantine
    ) -> dict[tuple[str, str], list[_Shot]]:
        clips: dict[tuple[str, str], list[_Shot]] = {}
        seen: dict[tuple[str, str, str], int] = {}
        for number, item in enumerate(index.items):
            try:
                shot, key = _read_shot(number, item)
                if (*key, shot.number) in seen:
                    first = index.line(seen[*key, shot.number])
                    raise ValueError(f"the shot stands in line {first} already")
            except ValueError as error:
                quarantine.add(index.path, index.line(number), None, reason(error), str(item))
                continue
            seen[*key, shot.number] = number
            clips.setdefault(key, []).append(shot)
        return clips


def _read_shot(index: int, item: object) -> tuple[_Shot, tuple[str, str]]:
    if not isinstance(item, dict):
        raise ValueError(f"item {index} is not an object")
    video, clip, number = (_text(item, key) for key in ("video", "clip", "shot"))
    if not all(video.rpartition("/")[::2]):
        raise ValueError(f"video {video!r} has to be COLLECTION/VIDEO")
    whole = Clip(Video("", video), clip)
    start = whole.absolute(milliseconds(item.get("start")))
    if start >= whole.end_ms:
        raise ValueError(f"the shot {number} starts at or past the end of its clip {clip!r}")
    return _Shot(index, number, start, item), (video, clip)


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key!r} is missing")
    return value.strip()


def _contribution(
    clip: Clip, shots: list[_Shot], index: JsonItems, quarantine: Quarantine
) -> Contribution:
    said = Said()
    clip.describe(said)
    ordered = sorted(shots, key=lambda shot: (shot.start_ms, shot.number))
    segments = [
        clip.shot(shot.number, shot.start_ms, _end(shot, ordered, clip)) for shot in ordered
    ]
    clip.add_shots(said, segments)
    for shot, segment in zip(ordered, segments, strict=True):
        for problem in _describe(said, segment, shot.said):
            quarantine.note(index.path, index.line(shot.index), None, problem, str(shot.said))
    source = clip.video.source("shots", index.path, clip.name)
    return said.contribution(source, run_of("DEERIn index_shots"))


def _end(shot: _Shot, ordered: list[_Shot], clip: Clip) -> int:
    return next((o.start_ms for o in ordered if o.start_ms > shot.start_ms), clip.end_ms)


def _describe(said: Said, segment: Segment, answers: dict[str, Any]) -> list[str]:
    evidence = segment.id
    caption = present(answers.get("short_description"))
    if isinstance(caption, str):
        times = (segment.start_ms, segment.end_ms)
        evidence = add_text(said, segment.id, "caption", caption, times, "short_description")
    asked = {question: answers.get(question) for question in QUESTIONS}
    return add_answers(said, segment.id, asked, evidence)
