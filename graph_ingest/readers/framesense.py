"""FrameSense collections: folders of videos, clips and shots with what models said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graph_ingest.readers.framesense_annotations import annotated_video, annotation_contribution
from graph_ingest.readers.framesense_files import (
    CAPTION_QUESTIONS,
    Answers,
    Spoken,
    read_frames,
    read_shots,
    read_transcription,
    read_transcription_answers,
)
from graph_ingest.readers.jsonfiles import load_items
from graph_ingest.readers.lines import unreadable
from graph_ingest.readers.media import (
    Clip,
    Video,
    add_answers,
    add_text,
    mention_id,
    present,
    run_of,
)
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.said import Said
from graph_ingest.readers.timecodes import clip_bounds, milliseconds
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError
from graph_schema.nodes import Frame, Mention, Segment, VisualVector
from graph_schema.relations import Relation
from graph_schema.scope import Visibility
from graph_schema.values import Scalar, record_key, slug

_INDEX = "collections.json"
_LONG_ANSWER = 200


@dataclass(frozen=True)
class _Collection:
    folder: Path
    name: str
    annotations: dict[str, Path]
    visibility: Visibility
    parameters: dict[str, Any]

    @property
    def transcriber(self) -> str | None:
        return self._model_of("transcribe_speech_parakeet")

    @property
    def seer(self) -> str | None:
        """The image-text model that placed the frames."""
        return self._model_of("embed_frames_transformers")

    def _model_of(self, operator: str) -> str | None:
        asked = self.parameters.get(operator)
        model = asked.get("model") if isinstance(asked, dict) else None
        return str(model) if model else None


class FrameSenseReader:
    """One Contribution for each clip, and one for each video that has annotations.

    A clip's folder may hold ``shots/shots.csv``, ``shots/NNN/frames.json``,
    ``transcription.json`` and ``transcription_answers.json``; each may be missing.
    """

    name = "framesense"

    def claims(self, path: Path) -> bool:
        """True for ``collections.json``, which lists the folders beside it."""
        return path.name == _INDEX and path.is_file()

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """What the models said of each clip, with times on the video.

        Raises:
            InputError: ``collections.json`` or a folder can't be read.
        """
        for collection in _collections(path, quarantine):
            folders = {folder.name: folder for folder in _folders(collection.folder)}
            for name in sorted({*folders, *collection.annotations}):
                video, annotation = _video(collection, name, quarantine)
                yield from annotation
                if name in folders:
                    yield from _clips(collection, video, folders[name], quarantine)


def _video(
    collection: _Collection, name: str, quarantine: Quarantine
) -> tuple[Video, Iterator[Contribution]]:
    video = Video(
        collection.folder.name,
        name,
        collection_name=collection.name,
        visibility=collection.visibility,
    )
    file = collection.annotations.get(name)
    if file is None:
        return video, iter(())
    try:
        known = annotated_video(video, file, quarantine)
    except InputError as error:
        quarantine.add(file, error.line, error.field, error.message, file.name)
        return video, iter(())
    make = partial(annotation_contribution, known, quarantine)
    return known.video, quarantine.attempt(file, name, make)


def _collections(path: Path, quarantine: Quarantine) -> Iterator[_Collection]:
    index = load_items(path)
    meta = index.about.get("meta")
    parameters = meta.get("params") if isinstance(meta, dict) else None
    for number, item in enumerate(index.items):
        try:
            found = _collection(item, path, parameters if isinstance(parameters, dict) else {})
        except ValueError as error:
            quarantine.add(path, index.line(number), None, reason(error), str(item))
            continue
        yield found


def _collection(item: object, path: Path, parameters: dict[str, Any]) -> _Collection:
    said = item.get("attributes") if isinstance(item, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("path"), str):
        raise ValueError("the collection has no 'path' among its attributes")
    folder = (path.parent / said["path"]).resolve()
    annotations = _annotations(path.parent, said.get("annotations_path"))
    if not folder.is_dir() and not annotations:
        raise ValueError(f"the collection's folder {said['path']!r} is not there")
    return _Collection(
        folder,
        str(said.get("name") or folder.name),
        annotations,
        Visibility(said.get("visibility") or Visibility.PARTNER),
        parameters,
    )


def _annotations(beside: Path, folder: object) -> dict[str, Path]:
    """Annotation files by the name of the video that they speak of."""
    if not isinstance(folder, str) or not (beside / folder).is_dir():
        return {}
    return {file.stem: file for file in (beside / folder).glob("*.json")}


def _folders(folder: Path) -> list[Path]:
    if not folder.exists():
        return []
    try:
        return sorted(entry for entry in folder.iterdir() if entry.is_dir())
    except OSError as error:
        raise unreadable(folder, error) from error


def _clips(
    collection: _Collection, video: Video, folder: Path, quarantine: Quarantine
) -> Iterator[Contribution]:
    for entry in _folders(folder):
        try:
            clip_bounds(entry.name)
        except ValueError as error:
            quarantine.add(entry, None, None, reason(error), entry.name)
            continue
        clip = _ClipFolder(Clip(video, entry.name), entry, quarantine, collection.seer)
        make = partial(clip.contribution, collection.transcriber)
        yield from quarantine.attempt(entry, entry.name, make)


class _ClipFolder:
    """Reads the files of one clip into one Contribution."""

    def __init__(
        self, clip: Clip, folder: Path, quarantine: Quarantine, seer: str | None = None
    ) -> None:
        self._clip = clip
        self._folder = folder
        self._quarantine = quarantine
        self._seer = seer
        self._said = Said()
        self._parameters: dict[str, Scalar] = {}
        self._models: list[str] = []

    def contribution(self, transcriber: str | None) -> Contribution:
        self._clip.describe(self._said)
        sentences: list[tuple[str, Spoken]] = []
        self._file("shots/shots.csv", self._read_shots)
        self._file("transcription.json", lambda f: self._transcribe(f, transcriber, sentences))
        self._file("transcription_answers.json", lambda f: self._read_answers(f, sentences))
        run = run_of(
            "FrameSense",
            model=self._models[0] if self._models else None,
            parameters=self._parameters,
        )
        source = self._clip.video.source("framesense", self._folder, self._clip.name)
        return self._said.contribution(source, run)

    def _file(self, name: str, read: Callable[[Path], None]) -> None:
        """Read a file of the clip, if it is there; one that can't be read is put aside whole."""
        file = self._folder / name
        if not file.is_file():
            return
        try:
            read(file)
        except InputError as error:
            self._quarantine.add(file, error.line, error.field, error.message, name)

    def _read_shots(self, file: Path) -> None:
        shots = read_shots(file, self._clip, self._quarantine)
        self._clip.add_shots(self._said, sorted(shots, key=lambda shot: shot.start_ms))
        for shot in shots:
            frames = f"shots/{shot.number:03d}/frames.json"
            self._file(frames, partial(self._read_frames, shot))

    def _read_frames(self, shot: Segment, file: Path) -> None:
        for name, answers in read_frames(file).items():
            self._remember(answers)
            evidence = frame = self._add_frame(name, shot, answers)
            if answers.embedding is not None:
                self._add_visual(file, name, frame, answers.embedding)
            for question in CAPTION_QUESTIONS:
                caption = present(answers.values.pop(question, None))
                if isinstance(caption, str):
                    times = (shot.start_ms, shot.end_ms)
                    evidence = add_text(self._said, shot.id, "caption", caption, times, question)
            for problem in add_answers(self._said, shot.id, answers.values, evidence):
                self._quarantine.note(file, None, None, problem, name)

    def _add_frame(self, name: str, shot: Segment, answers: Answers) -> str:
        video = self._clip.video
        number = f"{shot.number:03d}"
        captions = (present(answers.values.get(question)) for question in CAPTION_QUESTIONS)
        frame = Frame(
            id=record_key("frame", video.partner, video.name, self._clip.name, number, name),
            t_ms=_time_of(name, shot),
            caption=next((c for c in captions if isinstance(c, str)), None),
            uri=f"{video.folder}/{video.name}/{self._clip.name}/shots/{number}/{name}",
        )
        self._said.join(Relation.IN_INSTANTIATION, frame.id, video.instantiation_id)
        return self._said.add(frame, below=shot.id, relation=Relation.HAS_FRAME)

    def _add_visual(self, file: Path, name: str, frame: str, said: dict[str, Any]) -> None:
        model = present(said.get("model")) or self._seer
        try:
            if not model:
                raise ValueError(
                    "no model is named: add it to the embedding, or to collections.json as "
                    "meta.params.embed_frames_transformers.model"
                )
            vector = VisualVector(
                id=record_key("visual", frame, slug(str(model))),
                model=str(model),
                vector=said.get("value"),
            )
        except ValueError as error:
            self._quarantine.note(file, None, "embedding", reason(error), name)
            return
        self._said.add(vector, below=frame, relation=Relation.HAS_VISUAL)

    def _transcribe(
        self, file: Path, transcriber: str | None, sentences: list[tuple[str, Spoken]]
    ) -> None:
        if transcriber:
            self._models.append(transcriber)
            self._parameters["transcription.model"] = transcriber
        for said in read_transcription(file, self._clip, self._quarantine):
            times = (said.start_ms, said.end_ms)
            sentences.append((self._add_text("transcript", said.text, times), said))

    def _read_answers(self, file: Path, sentences: list[tuple[str, Spoken]]) -> None:
        answers = read_transcription_answers(file)
        self._remember(answers)
        for question, answer in answers.values.items():
            if question == "place_names":
                self._add_places(file, answer, sentences)
            else:
                self._add_answer(file, question, answer)

    def _add_answer(self, file: Path, question: str, answer: object) -> None:
        clip = self._clip
        whole = (clip.start_ms, clip.end_ms)
        parts: dict[str, object] = answer if isinstance(answer, dict) else {question: answer}
        evidence = clip.segment_id
        rest = {}
        for name, value in parts.items():
            text = present(value)
            if isinstance(text, str) and (name.startswith("summary") or len(text) > _LONG_ANSWER):
                evidence = self._add_text("summary", text, whole, name)
            else:
                rest[name] = value
        for problem in add_answers(self._said, clip.segment_id, rest, evidence):
            self._quarantine.note(file, None, question, problem, str(answer))

    def _add_places(self, file: Path, answer: object, sentences: list[tuple[str, Spoken]]) -> None:
        for item in answer if isinstance(answer, list) else []:
            try:
                self._add_place(item, sentences)
            except ValueError as error:
                self._quarantine.note(file, None, "place_names", reason(error), str(item))

    def _add_place(self, item: object, sentences: list[tuple[str, Spoken]]) -> None:
        surface = present(item.get("place")) if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(surface, str):
            return
        start = self._clip.absolute(milliseconds(item.get("start")))
        below, place = self._clip.segment_id, None
        for text_id, spoken in sentences:
            found = spoken.text.find(surface)
            if found >= 0 and spoken.start_ms - 1000 <= start <= spoken.end_ms:
                below, place = text_id, found
        mention = Mention(
            id=mention_id(self._clip, start, surface),
            surface=surface,
            type="Place",
            modality="speech",
            char_start=place,
            char_end=None if place is None else place + len(surface),
            start_ms=start,
        )
        self._said.add(mention, below=below, relation=Relation.HAS_MENTION)

    def _add_text(
        self, channel: str, text: str, times: tuple[int, int], field: str | None = None
    ) -> str:
        return add_text(self._said, self._clip.segment_id, channel, text, times, field)

    def _remember(self, answers: Answers) -> None:
        self._parameters |= answers.parameters
        if answers.model and answers.model not in self._models:
            self._models.append(answers.model)


def _time_of(name: str, shot: Segment) -> int:
    if "first" in name:
        return shot.start_ms
    if "last" in name:
        return shot.end_ms - 1
    return (shot.start_ms + shot.end_ms) // 2
