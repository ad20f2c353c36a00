"""The routes that make files of a cut: lists for editors, captions, a IIIF range and a film."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, Field, model_validator

from explorer.cut.credits import credits_of
from explorer.cut.edl import edl
from explorer.cut.iiif import manifest
from explorer.cut.otio import timeline
from explorer.cut.sequence import Clip, Cut, one_line
from explorer.cut.timecode import RATES
from explorer.cut.xml import fcp7, fcpx
from explorer.film.record import read_film
from explorer.film.webvtt import webvtt
from explorer.media.routes import EveryFilm, JobBody
from explorer.moments import film_rows
from explorer.sources import CallerScope, CurrentTables, Store
from graph_schema.errors import MediaError
from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from graph_schema.values import digest

router = APIRouter(prefix="/api/v1", tags=["films"])

MOST_CLIPS = 500
_LONGEST_MS = 24 * 3600 * 1000
_LONGEST_CUT_MS = 6 * 3600 * 1000
Format = Literal["edl", "otio", "fcpxml", "fcp7", "vtt", "iiif"]
RateName = Literal[
    "23.976", "24", "25", "29.97", "29.97df", "30", "50", "59.94", "59.94df", "60"
]  # fmt: skip
_KINDS: dict[str, tuple[str, str]] = {
    "edl": ("text/plain", ".edl"),
    "otio": ("application/json", ".otio"),
    "fcpxml": ("application/xml", ".fcpxml"),
    "fcp7": ("application/xml", ".xml"),
    "vtt": ("text/vtt", ".vtt"),
    "iiif": ("application/ld+json", ".json"),
}
_SIZED = ("fcpxml", "fcp7")
_HEIGHTS = {480: 854, 720: 1280, 1080: 1920}


class ClipBody(BaseModel):
    """A stretch of a film. Whose it is and under what terms is read from the graph."""

    film: str = Field(min_length=1, max_length=2000, examples=["work:reelgraph-demo/D072"])
    file: str | None = Field(
        None, max_length=2000, examples=["instantiation:reelgraph-demo/manifesto_reading"]
    )
    start_ms: int = Field(ge=0, le=_LONGEST_MS, examples=[9360])
    end_ms: int = Field(ge=1, le=_LONGEST_MS, examples=[10640])
    text: str = Field("", max_length=2000, examples=["Workers of the world, unite."])
    why: str = Field("", max_length=500, examples=["heard: “workers of the world”"])

    @model_validator(mode="after")
    def _forward(self) -> ClipBody:
        if self.end_ms <= self.start_ms:
            raise ValueError(f"ends at {self.end_ms} ms, before or at its start {self.start_ms} ms")
        return self


class CutBody(BaseModel):
    """Clips in their order."""

    title: str = Field("Cut", min_length=1, max_length=300, examples=["The tram"])
    fps: RateName = Field("25", examples=["25"])
    base: str = Field(
        "", max_length=500, examples=["file:///Volumes/Films"],
        description="Where the editor finds the films' folders; empty leaves addresses relative",
    )  # fmt: skip
    clips: list[ClipBody] = Field(min_length=1, max_length=MOST_CLIPS)

    @model_validator(mode="after")
    def _short(self) -> CutBody:
        if sum(clip.end_ms - clip.start_ms for clip in self.clips) > _LONGEST_CUT_MS:
            raise ValueError("a cut lasts six hours at most")
        return self


class ExportAsk(CutBody):
    """A cut, and the form of file that it is wanted in."""

    format: Format = Field(
        examples=["edl"],
        description="edl: CMX 3600; otio: OpenTimelineIO; fcpxml: Final Cut Pro; fcp7: Final Cut "
        "Pro 7, which Premiere reads; vtt: what is said, at the cut's own times; iiif: a "
        "manifest with a range",
    )


class FilmAsk(CutBody):
    """A cut to be made into a film."""

    height: Literal[480, 720, 1080] = Field(720, examples=[720], description="Pixels; wide is 16:9")


@router.post(
    "/cut/export",
    summary="Save a cut for an editor",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}, "description": "The file"}},
)
def export(
    ask: ExportAsk,
    request: Request,
    scope: CallerScope,
    store: Store,
    tables: CurrentTables,
    films: EveryFilm,
) -> Response:
    """A file of the cut, to be imported elsewhere; source and rights of each clip are in it."""
    cut = _cut(ask, _clips(ask, store, scope, tables))
    if ask.format in _SIZED and (size := _size(cut, store, scope, films)):
        cut = replace(cut, size=size)
    service = str(request.base_url).rstrip("/")
    makers: dict[str, Callable[[], str]] = {
        "edl": lambda: edl(cut),
        "otio": lambda: timeline(cut),
        "fcpxml": lambda: fcpx(cut),
        "fcp7": lambda: fcp7(cut),
        "vtt": lambda: _captions(cut),
        "iiif": lambda: manifest(cut, service),
    }
    mime, ending = _KINDS[ask.format]
    name = quote(_file_name(cut.title) + ending)
    held = {"Content-Disposition": f"attachment; filename*=utf-8''{name}"}
    return Response(makers[ask.format](), media_type=mime, headers=held)


@router.post("/cut/film", summary="Have a film made of a cut")
def make_film(
    ask: FilmAsk, scope: CallerScope, store: Store, tables: CurrentTables, films: EveryFilm
) -> JobBody:
    """Starts making an MP4 in the background: exactly the cut's frames, credits in its chapters."""
    cut = _cut(ask, _clips(ask, store, scope, tables))
    paths = {clip.file: _path(clip, store, scope, films) for clip in cut.clips}
    clips = [
        {
            "path": paths[placed.clip.file],
            "start_ms": placed.clip.start_ms,
            "frames": placed.frames,
            "title": placed.clip.credit,
        }
        for placed in cut.placed
    ]
    rate = cut.rate.exact
    asked: dict[str, Any] = {
        "fps": [rate.numerator, rate.denominator],
        "width": _HEIGHTS[ask.height],
        "height": ask.height,
        "about": {"title": one_line(cut.title), "comment": "\n".join(cut.credits)[:4000]},
        "clips": clips,
    }
    key = digest("cut", json.dumps(asked, sort_keys=True))[:32]
    return JobBody.of(films.jobs.add(key, _file_name(cut.title), asked, tuple(paths)))


def _size(cut: Cut, store: GraphStore, scope: Scope, films: EveryFilm) -> tuple[int, int] | None:
    """Width and height of the first film of the cut that lies here; None where none does."""
    for file in dict.fromkeys(clip.file for clip in cut.clips if clip.file):
        try:
            held = films.about(films.file(file, store, scope))
        except MediaError:
            continue
        if held.get("width") and held.get("height"):
            return int(held["width"]), int(held["height"])
    return None


def _path(clip: Clip, store: GraphStore, scope: Scope, films: EveryFilm) -> str:
    if not clip.file:
        raise HTTPException(
            404, f"No file of {clip.title[:200]!r} is known, so no film can be made."
        )
    return str(films.file(clip.file, store, scope).path)


def _cut(ask: CutBody, clips: tuple[Clip, ...]) -> Cut:
    return Cut(ask.title, RATES[ask.fps], clips, ask.base)


def _clips(
    ask: CutBody, store: GraphStore, scope: Scope, tables: CurrentTables
) -> tuple[Clip, ...]:
    """The clips with their credits, as the graph and not the caller has them."""
    films = list({clip.film for clip in ask.clips})
    held = credits_of(tables.table("credits", scope), films)
    moments = tables.table("moments", scope)
    files: dict[tuple[str, str | None], dict[str, Any]] = {}
    for film, file in {(clip.film, clip.file) for clip in ask.clips}:
        known = film in held and (file is None or _has(moments, store, scope, film, file))
        node = store.get(file, scope) if known and file else None
        if not known or (file and node is None):
            raise HTTPException(404, f"There is no film {film[:200]!r} with that file here.")
        files[film, file] = dict(node.properties) if node else {}
    return tuple(_clip(clip, held[clip.film], files[clip.film, clip.file]) for clip in ask.clips)


def _clip(asked: ClipBody, credit: dict[str, Any], file: dict[str, Any]) -> Clip:
    return Clip(
        film=asked.film,
        title=credit["title"],
        file=asked.file or "",
        uri=str(file.get("uri") or ""),
        start_ms=asked.start_ms,
        end_ms=asked.end_ms,
        rights=credit["rights"],
        source=credit["source"],
        date=credit["date_text"] or "",
        text=asked.text,
        why=asked.why,
        start_tc=str(file.get("start_tc") or ""),
    )


def _has(moments: Any, store: GraphStore, scope: Scope, film: str, file: str) -> bool:
    """True where the file is one of the film's, by its timeline or by its record."""
    if file in film_rows(moments, film)["file"].to_pylist():
        return True
    record = read_film(store, film, scope)
    return record is not None and file in [held.id for held in record.files]


def _captions(cut: Cut) -> str:
    times = ((cut.rate.ms(p.at), cut.rate.ms(p.at + p.frames), p.clip) for p in cut.placed)
    note = "\n".join([cut.title, *cut.credits])
    return webvtt(((start, end, clip.text or clip.title) for start, end, clip in times), note)


def _file_name(title: str) -> str:
    plain = "".join(c if c.isalnum() or c in " -_" else "_" for c in one_line(title)).strip()
    return plain[:80] or "Cut"
