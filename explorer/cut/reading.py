"""The route that reads a cut back: whose its clips are, and what is said and shown in each."""

from __future__ import annotations

from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter
from pydantic import BaseModel, Field

from explorer.cut.credits import credits_of
from explorer.cut.export import MOST_CLIPS, ClipBody
from explorer.moments import film_rows
from explorer.sources import CallerScope, CurrentTables

router = APIRouter(prefix="/api/v1", tags=["films"])

_LONGEST = 2000
# What is heard tells a clip better than what somebody wrote of it.
_CHANNELS = ("transcript", "ocr", "caption", "shotlist", "summary")


class ClipsAsk(BaseModel):
    """Clips as an address or a file keeps them."""

    clips: Annotated[list[ClipBody], Field(max_length=MOST_CLIPS)]


class ReadClipBody(BaseModel):
    """What the graph tells of a clip."""

    known: bool = Field(
        description="False where the caller may see no such film; all else is then empty",
        examples=[True],
    )
    title: str = Field("", examples=["[Manifesto of the Communist Party: reading of the preamble]"])
    date: str | None = Field(None, examples=["1934"], description="As catalogued")
    text: str = Field(
        "",
        examples=["Workers of the world, unite."],
        description="What is said in the clip; where nothing is, what is told of it",
    )
    kind: str | None = Field(None, examples=["transcript"], description="Channel of the text")
    rights: str = Field("", examples=["Public domain"])
    rights_stated: bool = Field(
        False, description="False where no record says anything", examples=[True]
    )
    source: str = Field("", examples=["reelgraph-demo D072"])


class ClipsBody(BaseModel):
    """The clips that were asked for, in their order."""

    clips: list[ReadClipBody]


@router.post("/cut/clips", summary="Read the clips of a cut")
def read_clips(ask: ClipsAsk, scope: CallerScope, tables: CurrentTables) -> ClipsBody:
    """Title, words, rights and source of each clip, as the graph has them now."""
    films = list({clip.film for clip in ask.clips})
    held = credits_of(tables.table("credits", scope), films)
    moments = tables.table("moments", scope)
    texts = {film: _texts(film_rows(moments, film)) for film in held}
    return ClipsBody(
        clips=[
            _read(clip, held[clip.film], texts[clip.film])
            if clip.film in held
            else ReadClipBody(known=False)
            for clip in ask.clips
        ]
    )


def _texts(rows: pa.Table) -> list[dict[str, Any]]:
    of_text: list[dict[str, Any]] = rows.filter(pc.equal(rows["part"], "text")).to_pylist()
    return of_text


def _read(clip: ClipBody, credit: dict[str, Any], texts: list[dict[str, Any]]) -> ReadClipBody:
    kind, text = _told(clip, texts)
    return ReadClipBody(
        known=True,
        title=credit["title"],
        date=credit["date_text"],
        text=text,
        kind=kind,
        rights=credit["rights"],
        rights_stated=credit["stated"],
        source=credit["source"],
    )


def _told(clip: ClipBody, texts: list[dict[str, Any]]) -> tuple[str | None, str]:
    """The texts of the first channel that has any within the clip, in the order of time.

    A text that touches the clip by less than half of the shorter of both belongs to its neighbour.
    """
    here = [row for row in texts if clip.file in (None, row["file"]) and _within(clip, row)]
    for kind in _CHANNELS:
        said = [row["text"] for row in here if row["kind"] == kind]
        if said:
            return kind, " ".join(dict.fromkeys(said))[:_LONGEST]
    return None, ""


def _within(clip: ClipBody, row: dict[str, Any]) -> bool:
    common = min(clip.end_ms, row["end_ms"]) - max(clip.start_ms, row["start_ms"])
    shorter = min(clip.end_ms - clip.start_ms, row["end_ms"] - row["start_ms"])
    return bool(common > 0 and 2 * common >= shorter)
