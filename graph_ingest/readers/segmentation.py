"""DEERIn's segmentation prototype and its programme boundaries, by machine or by hand.

The prototype writes one file for each step (captions, transcription, aligned_data,
boundaries, merged_segments, summaries, classifications), each with a ``_meta`` that tells the
run. Boundaries made by hand or by a vision model are bare lists of start and end times.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph_ingest.readers.jsonfiles import JsonItems, begins_with, load_items
from graph_ingest.readers.media import Video, add_answers, add_text, present, run_of
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.said import Said
from graph_ingest.readers.timecodes import clock, milliseconds
from graph_schema.contribution import Contribution, Run
from graph_schema.nodes import Segment, TextUnit
from graph_schema.relations import Relation
from graph_schema.values import record_key, slug, text_id

_COLLECTION = "deerin"
_CLASSES = (
    "topic",
    "program_name",
    "channel",
    "transmission_date",
    "title",
    "year",
    "producer",
)
_TIMES = (
    ("start_timestamp", "end_timestamp"),
    ("startTime", "endTime"),
    ("start_time", "end_time"),
    ("start", "end"),
)


class SegmentationReader:
    """One Contribution for each file: segments, captions, speech and claims of one video.

    A file that tells its video by a path ``…/COLLECTION/VIDEO/VIDEO.mp4`` speaks of that
    collection's video; else the collection is ``deerin`` and the file's name is the video's.
    """

    name = "segmentation"

    def claims(self, path: Path) -> bool:
        """True for a file with the prototype's ``_meta``, or a bare list of boundaries."""
        if path.suffix != ".json":
            return False
        if begins_with(path, '"_meta"', '"component"'):
            return True
        bare = any(begins_with(path, f'"{first}"', f'"{last}"') for first, last in _TIMES)
        return bare and not begins_with(path, '"segment"') and _is_list(path)

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """What the file says, with times on the video.

        Raises:
            InputError: The file is no JSON list of that shape.
        """
        index = load_items(path)
        made = _StepFile(index, quarantine).contribution
        yield from quarantine.attempt(path, path.stem, made)


class _StepFile:
    """Reads the items of one step's file."""

    def __init__(self, index: JsonItems, quarantine: Quarantine) -> None:
        meta = index.about.get("_meta")
        self._meta: dict[str, Any] = meta if isinstance(meta, dict) else {}
        self._index = index
        self._quarantine = quarantine
        self._video = _video_of(self._meta.get("input_file"), index.path)
        self._said = Said()

    def contribution(self) -> Contribution:
        self._video.describe(self._said)
        items = [(n, item) for n, item in enumerate(self._index.items) if self._usable(n, item)]
        if any("timestamp" in item for _, item in items):
            self._read_moments(items)
        else:
            self._read_stretches(items)
        step = str(self._meta.get("component") or self._index.path.parent.name)
        source = self._video.source(slug(step) or "segments", self._index.path)
        return self._said.contribution(source, self._run(step))

    def _usable(self, number: int, item: object) -> bool:
        if not isinstance(item, dict):
            self._reject(number, item, "the item is not an object")
            return False
        return True

    def _reject(self, number: int, item: object, message: str) -> None:
        self._quarantine.add(self._index.path, self._index.line(number), None, message, str(item))

    def _read_moments(self, items: list[tuple[int, dict[str, Any]]]) -> None:
        """Items with one time each, which lasts until the next one's."""
        timed = []
        for number, item in items:
            try:
                timed.append((milliseconds(item.get("timestamp")), item))
            except ValueError as error:
                self._reject(number, item, reason(error))
        timed.sort(key=lambda pair: pair[0])
        step = min((b[0] - a[0] for a, b in pairwise(timed) if b[0] > a[0]), default=1000)
        ends = [start for start, _ in timed[1:]] + [timed[-1][0] + step] if timed else []
        for channel, key in (("caption", "caption"), ("transcript", "transcription")):
            self._add_texts(channel, key, timed, ends)
        self._add_programmes(timed, ends)

    def _add_texts(
        self, channel: str, key: str, timed: list[tuple[int, dict[str, Any]]], ends: list[int]
    ) -> None:
        """Texts of moments; one that lasts for several counts once."""
        held: tuple[str, int, int] | None = None
        for (start, item), end in zip(timed, ends, strict=True):
            text = present(item.get(key))
            if held and text == held[0]:
                held = (held[0], held[1], end)
                continue
            self._add_text(channel, held)
            held = (text, start, end) if isinstance(text, str) else None
        self._add_text(channel, held)

    def _add_text(self, channel: str, held: tuple[str, int, int] | None) -> None:
        if held is None:
            return
        text, start, end = held
        unit = TextUnit(
            id=text_id(self._video.work_id, channel, start, text),
            text=text,
            channel=channel,
            start_ms=start,
            end_ms=end,
        )
        self._said.add(unit, below=self._video.work_id, relation=Relation.COVERS)

    def _add_programmes(self, timed: list[tuple[int, dict[str, Any]]], ends: list[int]) -> None:
        starts = [start for start, item in timed if item.get("is_boundary") is True]
        for number, (start, end) in enumerate(pairwise([*starts, *ends[-1:]])):
            if starts and end > start:
                self._add_segment(start, end, number)

    def _read_stretches(self, items: list[tuple[int, dict[str, Any]]]) -> None:
        for number, item in items:
            try:
                start, end = _stretch(item)
                self._describe(number, item, start, end)
            except ValueError as error:
                self._reject(number, item, reason(error))

    def _describe(self, number: int, item: dict[str, Any], start: int, end: int) -> None:
        if isinstance(text := present(item.get("text", item.get("segment"))), str):
            self._add_text("transcript", (text, start, end))
            return
        segment = self._add_segment(start, end, number)
        for channel, key in (("caption", "captions"), ("transcript", "transcriptions")):
            texts = item.get(key)
            said = texts if isinstance(texts, list) else []
            for text in dict.fromkeys(t for t in map(present, said) if isinstance(t, str)):
                add_text(self._said, segment, channel, text, (start, end), key)
        evidence = segment
        for key in ("summary", "description", "visual"):
            if isinstance(text := present(item.get(key)), str):
                evidence = add_text(self._said, segment, "summary", text, (start, end), key)
        classes = {key: item.get(key) for key in _CLASSES}
        for problem in add_answers(self._said, segment, classes, evidence):
            line = self._index.line(number)
            self._quarantine.note(self._index.path, line, None, problem, str(item))

    def _add_segment(self, start: int, end: int, number: int) -> str:
        video = self._video
        segment = Segment(
            id=record_key("segment", video.partner, video.name, f"{start}-{end}"),
            kind="programme",
            start_ms=start,
            end_ms=end,
            number=number,
        )
        self._said.join(Relation.IN_INSTANTIATION, segment.id, video.instantiation_id)
        return self._said.add(segment, below=video.work_id, relation=Relation.HAS_SEGMENT)

    def _run(self, step: str) -> Run | None:
        meta = self._meta
        if not meta:
            return None
        settings = meta.get("parameters")
        return run_of(
            f"DEERIn segmentation {step}",
            app_version=meta.get("package_version"),
            model=meta.get("model_name"),
            parameters=_scalars(settings if isinstance(settings, dict) else {}),
            git_hash=meta.get("git_hash"),
            ended=_moment(meta.get("processed_at")),
        )


def _stretch(item: dict[str, Any]) -> tuple[int, int]:
    for first, last in _TIMES:
        if first in item:
            start, end = milliseconds(item[first]), milliseconds(item.get(last))
            if end <= start:
                raise ValueError(f"ends at {clock(end)}, before or at its start {clock(start)}")
            return start, end
    raise ValueError("the item has no start and end time")


def _video_of(input_file: object, path: Path) -> Video:
    if isinstance(input_file, str) and input_file:
        parts = input_file.replace("\\", "/").split("/")
        name = parts[-1].rpartition(".")[0] or parts[-1]
        if len(parts) >= 3 and parts[-2] == name:
            return Video(parts[-3], name)
        return Video(_COLLECTION, name)
    return Video(_COLLECTION, path.name.removesuffix(".json"))


def _scalars(parameters: dict[str, Any]) -> dict[str, str | int | float | bool]:
    return {k: v for k, v in parameters.items() if isinstance(v, str | int | float | bool)}


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _is_list(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
