"""FrameSense annotations (``ANNOTATIONS/VIDEO.json``): what people noted of a video."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph_ingest.readers.columns import Cell, add_credit
from graph_ingest.readers.credits import parse_role
from graph_ingest.readers.dates import edtf
from graph_ingest.readers.jsonfiles import load_json
from graph_ingest.readers.mapping import AgentColumn, KnownNames
from graph_ingest.readers.media import Clip, Video, add_text, present
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.said import Said
from graph_ingest.readers.timecodes import clock, milliseconds
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError
from graph_schema.nodes import Event, TextUnit, Title
from graph_schema.relations import Relation
from graph_schema.values import record_key, text_id

_DIRECTOR = AgentColumn(term="agent", role="Director", split=[", ", " & ", " and "])


@dataclass(frozen=True)
class Annotation:
    """A video with what its annotation file says."""

    video: Video
    path: Path
    film: dict[str, str]
    clips: list[Any]


def annotated_video(video: Video, path: Path, quarantine: Quarantine) -> Annotation:
    """The annotation of a video, which then has its title and year.

    Raises:
        InputError: The file is no annotation.
    """
    content = load_json(path)
    film = content.get("filmInfo") if isinstance(content, dict) else None
    clips = content.get("clips", []) if isinstance(content, dict) else None
    if not isinstance(film, dict) or not isinstance(clips, list):
        raise InputError("there is no 'filmInfo' object or 'clips' list", path=str(path), line=1)
    said = {key: str(value) for key, value in film.items() if present(value) is not None}
    year = None
    try:
        year = edtf(said.get("year", ""))
    except ValueError as error:
        quarantine.note(path, None, "filmInfo.year", reason(error), said["year"])
    return Annotation(replace(video, title=said.get("title"), year=year), path, said, clips)


def annotation_contribution(known: Annotation, quarantine: Quarantine) -> Contribution:
    """What people noted: title, year, director, synopsis, and descriptions of clips."""
    said = Said()
    known.video.describe(said)
    _add_film(said, known)
    for number, item in enumerate(known.clips):
        try:
            _add_clip(said, known.video, item)
        except ValueError as error:
            quarantine.add(known.path, None, f"clips[{number}]", reason(error), str(item))
    source = known.video.source("annotations", known.path).model_copy(
        update={"kind": "catalogue", "fields": known.film}
    )
    return said.contribution(source)


def _add_film(said: Said, known: Annotation) -> None:
    video, film = known.video, known.film
    if video.title:
        title = Title(
            id=record_key("title", video.partner, video.name, "1"),
            value=video.title,
            type="PreferredTitle",
        )
        said.add(title, below=video.work_id, relation=Relation.HAS_TITLE)
    if video.year:
        event = Event(
            label="ProductionEvent",
            id=record_key("event", video.partner, video.name, "production"),
            date=video.year,
        )
        said.add(event, below=video.work_id, relation=Relation.HAS_EVENT)
    if synopsis := film.get("synopsis"):
        unit = TextUnit(
            id=text_id(video.work_id, "catalogue", "synopsis", synopsis),
            text=synopsis,
            channel="catalogue",
            field="synopsis",
        )
        said.add(unit, below=video.work_id, relation=Relation.COVERS)
    _add_directors(said, video, film.get("director", ""))


def _add_directors(said: Said, video: Video, text: str) -> None:
    cell = Cell("director", text)
    for number, credit in enumerate(parse_role(text, _DIRECTOR, KnownNames()), start=1):
        key = record_key("activity", video.partner, video.name, str(number))
        add_credit(said, credit, cell, video.work_id, key)


def _add_clip(said: Said, video: Video, item: object) -> None:
    if not isinstance(item, dict):
        raise ValueError("the clip is not an object")
    start, end = milliseconds(item.get("startTime")), milliseconds(item.get("endTime"))
    if end <= start:
        raise ValueError(f"ends at {clock(end)}, before or at its start {clock(start)}")
    clip = Clip(video, clip_name(start, end))
    clip.describe(said)
    description = present(item.get("description"))
    if isinstance(description, str):
        add_text(said, clip.segment_id, "summary", description, (start, end), "description")
    lines = item.get("srt") if isinstance(item.get("srt"), list) else []
    subtitles = " ".join(line.strip() for line in lines or [] if isinstance(line, str)).strip()
    if subtitles:
        add_text(said, clip.segment_id, "transcript", subtitles, (start, end), "srt")


def clip_name(start_ms: int, end_ms: int) -> str:
    """Name of a clip's folder, from its times on the video in whole seconds."""
    seconds = start_ms // 1000
    length = max(1, round((end_ms - start_ms) / 1000))
    return f"{seconds // 3600:02}.{seconds // 60 % 60:02}.{seconds % 60:02}-{length}"
