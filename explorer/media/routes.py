"""The routes that play films, show pictures of them and have copies made."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import anyio
from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from explorer.media.children import MISSING, can_look
from explorer.media.films import FilmFile, Films, is_playable, remark
from explorer.media.jobs import Job
from explorer.media.pictures import STRIP_TILES, WIDTHS
from explorer.sources import CallerScope, EverySource, Store
from graph_schema.scope import Scope

router = APIRouter(prefix="/api/v1", tags=["films"])

_KEPT = {"Cache-Control": "private, max-age=600"}
_PICTURE = {"Cache-Control": "private, max-age=86400"}
_FILM: dict[int | str, dict[str, object]] = {
    200: {"content": {"video/mp4": {}}, "description": "The film"},
    206: {"content": {"video/mp4": {}}, "description": "The part of it that was asked for"},
    416: {"description": "The part asked for lies past its end"},
}
_JPEG: dict[int | str, dict[str, object]] = {
    200: {"content": {"image/jpeg": {}}, "description": "A JPEG"}
}
# Pictures wait for each other, and must not keep all the threads of the service waiting.
_LOOKS = anyio.CapacityLimiter(4)

FileId = Annotated[
    str,
    Query(alias="id", min_length=1, examples=["instantiation:reelgraph-demo/manifesto_reading"]),
]
JobId = Annotated[str, Path(min_length=1, max_length=100)]


class MediaBody(BaseModel):
    """A digital file that lies here, as a player needs to know it."""

    id: str = Field(examples=["instantiation:reelgraph-demo/manifesto_reading"])
    uri: str = Field(examples=["reelgraph-demo/manifesto_reading/manifesto_reading.mp4"])
    mime: str = Field(examples=["video/mp4"])
    playable: bool = Field(description="Browsers play it as it is")
    copied: bool = Field(description="A copy that they can play was made")
    duration_ms: int | None = Field(None, examples=[88080])
    fps: list[int] | None = Field(None, examples=[[25, 1]], description="As a fraction")
    width: int | None = Field(None, examples=[320])
    height: int | None = Field(None, examples=[180])
    picture: str | None = Field(None, examples=["h264"], description="None: sound only")
    sound: str | None = Field(None, examples=["aac"], description="None: no sound")
    remark: str | None = Field(None, examples=["This film has no sound."])
    pictures: bool = Field(description="Pictures of it and a preview strip can be had")
    tiles: int = Field(STRIP_TILES, description="Frames in its preview strip")


class PassBody(BaseModel):
    """A pass for the routes of one film's file, good for half a day."""

    value: str = Field(examples=["1764158400.5d41402abc4b2a76b9719d911017c592"])


class JobBody(BaseModel):
    """A film that is being made, or was."""

    id: str = Field(examples=["kq3vXw2l8r0h"])
    title: str = Field(examples=["Copy of films/0001.avi"])
    state: Literal["waiting", "running", "done", "failed", "cancelled"] = Field(
        examples=["running"]
    )
    done: float = Field(examples=[0.42], description="Share that is done, in 0..1")
    problem: str = Field("", examples=[""], description="Why it failed")

    @classmethod
    def of(cls, job: Job) -> JobBody:
        """The body of a job."""
        return cls(id=job.id, title=job.title, state=job.state, done=job.done, problem=job.problem)


def _films(request: Request) -> Films:
    return cast(Films, request.app.state.films)


EveryFilm = Annotated[Films, Depends(_films)]


def _file(
    request: Request,
    file_id: FileId,
    films: EveryFilm,
    sources: EverySource,
    shown: Annotated[
        str | None,
        Query(alias="pass", max_length=200, description="From /api/v1/media/pass, for players"),
    ] = None,
) -> FilmFile:
    if shown is not None and films.passes(shown, file_id):
        return films.file(file_id, sources.store, Scope.everything())
    return films.file(file_id, sources.store, sources.scope(request))


def _job(job_id: JobId, films: EveryFilm, store: Store, scope: CallerScope) -> Job:
    job = films.jobs.get(job_id)
    if job is None or not all(store.get(film, scope) for film in job.films):
        raise HTTPException(404, "There is no such film being made here.")
    return job


CallerFile = Annotated[FilmFile, Depends(_file)]
CallerJob = Annotated[Job, Depends(_job)]


@router.get("/media", summary="Play a film", responses=_FILM, response_class=FileResponse)
def media(file: CallerFile) -> FileResponse:
    """The digital file as it lies; send Range for a part of it."""
    return FileResponse(file.path, media_type=file.mime, headers=_KEPT)


@router.head("/media", include_in_schema=False)
def media_head(file: CallerFile) -> FileResponse:
    """What playing would send, without sending it."""
    return media(file)


@router.get("/media/pass", summary="Let a player fetch a film without a token")
def media_pass(file_id: FileId, films: EveryFilm, store: Store, scope: CallerScope) -> PassBody:
    """What to add as pass= to the address of the film, its copy or a picture of it."""
    films.file(file_id, store, scope)
    return PassBody(value=films.pass_for(file_id))


@router.get("/media/about", summary="What a film's file holds")
def about(file: CallerFile, films: EveryFilm) -> MediaBody:
    """Length, frame rate, size and sound, whether browsers can play it, and what to know of it."""
    held = films.about(file)
    playable = is_playable(file, held)
    known: dict[str, Any] = {
        name: held.get(name)
        for name in ("duration_ms", "fps", "width", "height", "picture", "sound")
    }
    return MediaBody(
        id=file.id,
        uri=file.uri,
        mime=file.mime,
        playable=playable,
        copied=films.copy_of(file).exists(),
        remark=remark(held, playable=playable) if held else MISSING,
        pictures=can_look() and held.get("picture") is not None,
        **known,
    )


@router.get(
    "/media/picture",
    summary="A picture of a film",
    responses=_JPEG,
    response_class=FileResponse,
)
async def picture(
    file: CallerFile,
    films: EveryFilm,
    t_ms: Annotated[int, Query(ge=0, le=10**9, examples=[20000])] = 0,
    width: Annotated[int, Query(examples=[320], description="160, 320 or 640")] = 320,
) -> FileResponse:
    """What is on screen at a time in milliseconds, as a JPEG; made once and kept."""
    if width not in WIDTHS:
        raise HTTPException(422, f"Pictures are {', '.join(map(str, WIDTHS))} pixels wide.")
    path = await anyio.to_thread.run_sync(films.pictures.at, file.path, t_ms, width, limiter=_LOOKS)
    return FileResponse(path, media_type="image/jpeg", headers=_PICTURE)


@router.get(
    "/media/strip",
    summary="A preview strip of a film",
    responses=_JPEG,
    response_class=FileResponse,
)
async def strip(file: CallerFile, films: EveryFilm) -> FileResponse:
    """Sixty frames side by side, at equal distances from start to end, as one JPEG."""
    path = await anyio.to_thread.run_sync(films.pictures.strip, file.path, limiter=_LOOKS)
    return FileResponse(path, media_type="image/jpeg", headers=_PICTURE)


@router.get(
    "/media/copy", summary="Play a film's copy", responses=_FILM, response_class=FileResponse
)
def copy(file: CallerFile, films: EveryFilm) -> FileResponse:
    """The copy that was made for browsers; 404 where none was."""
    path = films.copy_of(file)
    if not path.exists():
        raise HTTPException(404, "No copy of this film was made yet; ask for one with POST.")
    return FileResponse(path, media_type="video/mp4", headers=_KEPT)


@router.post("/media/copy", summary="Have a copy made that browsers can play")
def make_copy(file: CallerFile, films: EveryFilm) -> JobBody:
    """Starts making it in the background, or tells how far it is; one film is made at a time."""
    return JobBody.of(films.make_copy(file))


@router.get("/jobs/{job_id}", summary="How far a film is made")
def job(held: CallerJob) -> JobBody:
    """The state of a film that is being made."""
    return JobBody.of(held)


@router.delete("/jobs/{job_id}", summary="Give up making a film")
def cancel(held: CallerJob, films: EveryFilm) -> JobBody:
    """Gives it up where it isn't done yet; nothing half made is left."""
    films.jobs.cancel(held)
    return JobBody.of(held)


@router.get(
    "/jobs/{job_id}/film", summary="Fetch a film that was made", responses=_FILM,
    response_class=FileResponse,
)  # fmt: skip
def made(held: CallerJob) -> FileResponse:
    """The film, as a file to save or to play; 404 until it is done."""
    if held.state != "done" or not held.file.exists():
        raise HTTPException(404, "This film isn't made yet.")
    return FileResponse(
        held.file, media_type="video/mp4", filename=f"{held.title}.mp4", headers=_KEPT
    )


__all__ = ["EveryFilm", "JobBody", "router"]
