"""The routes that give a film to IIIF viewers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from explorer import iiif
from explorer.film.manifest import FilmManifest, Reel
from explorer.film.record import FilmRecord, read_film, with_timed_files
from explorer.film.routes import FilmId, FilmRows
from explorer.film.rows import of_file
from explorer.media import Films
from explorer.media.films import is_playable
from explorer.media.routes import EveryFilm
from explorer.sources import CallerScope, Store
from graph_schema.errors import MediaError, MediaMissingError
from graph_schema.scope import Scope
from graph_schema.store import GraphStore

router = APIRouter(prefix="/api/v1/film", tags=["films"])

_JSON: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/ld+json": {}}, "description": "JSON of IIIF Presentation 3"}
}


def _manifest(
    film_id: FilmId,
    request: Request,
    scope: CallerScope,
    store: Store,
    rows: FilmRows,
    films: EveryFilm,
) -> FilmManifest:
    film = read_film(store, film_id, scope)
    if film is None:
        raise HTTPException(404, f"There is no film {film_id[:200]!r} here.")
    film = with_timed_files(film, rows["file"].drop_null().unique().to_pylist(), store, scope)
    reels = list(_reels(film, rows, films, store, scope))
    if not reels:
        raise HTTPException(
            404, "Nothing tells how long this film is, so there is no IIIF manifest of it."
        )
    return FilmManifest(film, reels, rows, str(request.base_url).rstrip("/"))


Made = Annotated[FilmManifest, Depends(_manifest)]


@router.get(
    "/manifest.json",
    summary="A film as a IIIF manifest",
    response_class=Response,
    responses=_JSON,
)
def manifest(made: Made) -> Response:
    """Presentation API 3: a canvas a file with its length, texts as annotations, chapters, rights.

    404 where neither the file nor the record nor the timeline tells how long the film is.
    """
    return _sent(made.manifest())


@router.get(
    "/annotations.json",
    summary="A film's texts as a IIIF annotation page",
    response_class=Response,
    responses=_JSON,
)
def annotation_page(
    made: Made,
    kind: Annotated[Literal["transcript", "ocr", "caption"], Query()] = "transcript",
    reel: Annotated[int, Query(ge=1, le=100, description="Canvas of the manifest, from 1")] = 1,
) -> Response:
    """What is said, what stands on the screen or what is seen, each at its stretch of a canvas."""
    if reel > made.length:
        raise HTTPException(404, f"The manifest of this film has {made.length} canvases.")
    return _sent(made.annotations(reel, kind))


def _sent(made: iiif.Json) -> Response:
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    return Response(text, media_type=iiif.MEDIA_TYPE)


def _reels(
    film: FilmRecord, rows: pa.Table, films: Films, store: GraphStore, scope: Scope
) -> Iterator[Reel]:
    """The files whose length is known, from the file itself, else the record or the timeline."""
    alone = len(film.files) <= 1
    for file in [one.id for one in film.files] or [""]:
        told = film.duration_s if alone else None
        last = pc.max(of_file(rows, file or None)["end_ms"]).as_py()
        seconds = told or (last / 1000 if last else None)
        reel = _lying(file, films, store, scope, seconds) if file else None
        if reel is not None:
            yield reel
        elif seconds:
            yield Reel(file, seconds)


def _lying(
    file_id: str, films: Films, store: GraphStore, scope: Scope, otherwise: float | None
) -> Reel | None:
    """A file that lies here; None where it doesn't, or nothing tells how long it is."""
    try:
        file = films.file(file_id, store, scope)
        held = films.about(file)
    except (MediaMissingError, MediaError):
        return None
    seconds = held["duration_ms"] / 1000 if held.get("duration_ms") else otherwise
    if not seconds:
        return None
    width, height = held.get("width"), held.get("height")
    size = (width, height) if held.get("picture") and width and height else None
    copied = not is_playable(file, held) and films.copy_of(file).exists()
    return Reel(file.id, seconds, "video/mp4" if copied else file.mime, size, copied)
