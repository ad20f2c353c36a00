"""The files that FrameSense keeps in a clip's folder, each read on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_ingest.readers.jsonfiles import load_items, load_json
from graph_ingest.readers.media import Clip, present
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.tables import Row, read_table
from graph_ingest.readers.timecodes import milliseconds
from graph_schema.errors import InputError
from graph_schema.nodes import Segment
from graph_schema.values import Scalar

CAPTION_QUESTIONS = ("short_description", "describe_short", "description", "caption")
"""Questions whose answer describes the picture in words."""

_SCENE, _START, _END = "Scene Number", "Start Time (seconds)", "End Time (seconds)"
_TITLE_PARTS = ("title", "year", "productionCompany")
_TOLD_OF_MODEL = ("model", "prompt_hash", "seed", "context_length")


@dataclass
class Answers:
    """Answers of a model to questions, and which model it was.

    ``embedding`` is what an image-text model said of the picture: its ``value`` is the vector.
    """

    values: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Scalar] = field(default_factory=dict)
    embedding: dict[str, Any] | None = None

    @property
    def model(self) -> str | None:
        """The model of the first answer that names one."""
        named = (v for key, v in self.parameters.items() if key.endswith(".model"))
        return next((str(value) for value in named), None)


@dataclass(frozen=True)
class Spoken:
    """A sentence of the transcription, with times on the video."""

    text: str
    start_ms: int
    end_ms: int


def read_shots(path: Path, clip: Clip, quarantine: Quarantine) -> list[Segment]:
    """The shots in PySceneDetect's ``shots.csv``, with times on the video.

    Raises:
        InputError: It is no such list.
    """
    rows = read_table(path)
    header = _shots_header(rows, path)
    shots: dict[str, Segment] = {}
    for row in rows:
        try:
            shot = _shot(dict(zip(header, row.cells, strict=False)), clip)
            if shot.id in shots:
                raise ValueError(f"shot {shot.number} stands in the list twice")
        except ValueError as error:
            quarantine.add(path, row.line, None, reason(error), ",".join(row.cells))
            continue
        shots[shot.id] = shot
    return list(shots.values())


def _shots_header(rows: Iterator[Row], path: Path) -> list[str]:
    for row in rows:
        if row.cells[0].startswith("Timecode List"):
            continue
        missing = [name for name in (_SCENE, _START, _END) if name not in row.cells]
        if missing:
            raise InputError(
                "the column is missing; this is no list of PySceneDetect's",
                path=str(path),
                line=row.line,
                field=missing[0],
            )
        return row.cells
    raise InputError("there is no heading; this is no list of PySceneDetect's", path=str(path))


def _shot(cells: dict[str, str], clip: Clip) -> Segment:
    start, end = (milliseconds(cells.get(name, "")) for name in (_START, _END))
    number = cells[_SCENE].strip()
    if not number.isdigit():
        raise ValueError(f"{number!r} is no scene number")
    return clip.shot(f"{int(number):03d}", *clip.stretch(start, end))


def read_transcription(path: Path, clip: Clip, quarantine: Quarantine) -> list[Spoken]:
    """The sentences in ``transcription.json``, with times on the video.

    Raises:
        InputError: It is no JSON list.
    """
    index = load_items(path)
    sentences = []
    for number, item in enumerate(index.items):
        try:
            sentences.append(_spoken(item, clip))
        except ValueError as error:
            quarantine.add(path, index.line(number), None, reason(error), str(item))
    return [sentence for sentence in sentences if sentence.text]


def _spoken(item: object, clip: Clip) -> Spoken:
    if not isinstance(item, dict) or not isinstance(item.get("segment"), str):
        raise ValueError("the item has no text under 'segment'")
    start, end = milliseconds(item.get("start")), milliseconds(item.get("end"))
    return Spoken(item["segment"].strip(), *clip.stretch(start, end))


def read_frames(path: Path) -> dict[str, Answers]:
    """The answers on each frame in ``frames.json``, by the picture's file name.

    Raises:
        InputError: It is no JSON of that shape.
    """
    frames: dict[str, Answers] = {}
    for name, asked in _data_of(path).items():
        if not isinstance(asked, dict):
            raise InputError("has to hold questions with answers", path=str(path), field=name)
        frames[name] = _answers(asked, "value")
    return frames


def read_transcription_answers(path: Path) -> Answers:
    """The answers in ``transcription_answers.json``.

    Raises:
        InputError: It is no JSON of that shape.
    """
    return _answers(_data_of(path), "answer")


def _data_of(path: Path) -> dict[str, Any]:
    content = load_json(path)
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict):
        raise InputError("there is no object under 'data'", path=str(path), line=1)
    return data


def _answers(asked: dict[str, Any], key: str) -> Answers:
    found = Answers()
    for question, said in asked.items():
        if not isinstance(said, dict):
            continue
        if question == "embedding":
            found.embedding = said
            continue
        value = said.get(key)
        if question == "title" and isinstance(value, dict):
            found.values |= {part: value.get(part) for part in _TITLE_PARTS}
        else:
            found.values[question] = value
        for name in _TOLD_OF_MODEL:
            told = present(said.get(name))
            if told is not None:
                found.parameters[f"{question}.{name}"] = told
    return found
