"""A film as a IIIF manifest: a canvas a file, what is said and shown, chapters, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pyarrow as pa
import pyarrow.compute as pc

from explorer import iiif
from explorer.film.record import FilmRecord
from explorer.film.rows import chapters, of_file, only
from explorer.film.terms import credit

CHANNELS = {"transcript": "Transcript", "ocr": "Text on the screen", "caption": "What is seen"}
"""Channels of texts that are given as annotations, and what they are called."""

# What IIIF takes for a licence: an address of one of these two.
_LICENCE = re.compile(
    r"https?://((?:www\.)?(?:creativecommons\.org|rightsstatements\.org)/[\w./-]*\w/?)", re.ASCII
)


@dataclass(frozen=True)
class Reel:
    """A digital file of a film as a manifest shows it.

    Attributes:
        file: The Instantiation; empty where none is known.
        seconds: How long it is.
        mime: Media type; None where it can't be played here.
        size: Width and height in pixels, where it has a picture and they are known.
        copied: It is played by the copy that was made for browsers.
    """

    file: str
    seconds: float
    mime: str | None = None
    size: tuple[int, int] | None = None
    copied: bool = False


class FilmManifest:
    """Makes the manifest of a film, and its pages of annotations.

    Args:
        film: Its record, as the caller sees it.
        reels: Its files in order; at least one.
        rows: Its slice of the table of moments.
        service: Address of this service, without a slash at its end.
    """

    def __init__(
        self, film: FilmRecord, reels: Sequence[Reel], rows: pa.Table, service: str
    ) -> None:
        self._film = film
        self._reels = reels
        self._rows = rows
        self._service = service
        self._base = f"{service}/iiif/film/{quote(film.id, safe='')}"

    @property
    def length(self) -> int:
        """How many canvases it has."""
        return len(self._reels)

    def manifest(self) -> iiif.Json:
        """The manifest."""
        film = self._film
        said = film.rights
        made: iiif.Json = {
            "@context": iiif.CONTEXT,
            "id": self._address("manifest.json", id=film.id),
            "type": "Manifest",
            "label": iiif.words(film.title),
            "metadata": [iiif.statement(*one) for one in self._facts()],
            "requiredStatement": iiif.statement(
                "Source and rights", credit(film.title, film.date_text, said.source, said.text)
            ),
            "homepage": [
                {
                    "id": f"{self._service}/film?{urlencode({'sel': film.id})}",
                    "type": "Text",
                    "label": iiif.words(film.title),
                    "format": "text/html",
                }
            ],
            "items": [self._canvas(number, reel) for number, reel in enumerate(self._reels, 1)],
        }
        if film.summary:
            made["summary"] = iiif.words(film.summary)
        licence = _LICENCE.search(said.text)
        if licence:
            made["rights"] = f"http://{licence[1]}"
        parts = list(self._parts())
        if parts:
            name = f"{self._base}/range"
            label = iiif.words("Chapters", language="en")
            made["structures"] = [{"id": name, "type": "Range", "label": label, "items": parts}]
        return made

    def annotations(self, number: int, channel: str) -> iiif.Json:
        """The page of what is said or shown in a channel, on the canvas of a reel (from 1)."""
        rows = self._texts(number, channel).to_pylist()
        motivation = "commenting" if channel == "caption" else "supplementing"
        canvas = self._name(number)
        items = [
            iiif.annotation(
                f"{canvas}/{channel}/{place}",
                motivation,
                {"type": "TextualBody", "value": row["text"], "format": "text/plain"},
                iiif.stretch(canvas, row["start_ms"], max(row["end_ms"], row["start_ms"] + 1)),
            )
            for place, row in enumerate(rows, 1)
        ]
        made = iiif.page(self._page(number, channel), items)
        return {"@context": iiif.CONTEXT, "label": self._label(number, channel), **made}

    def _canvas(self, number: int, reel: Reel) -> iiif.Json:
        name = self._name(number)
        body = None
        if reel.mime:
            route = "media/copy" if reel.copied else "media"
            body = iiif.medium(self._service, reel.file, reel.mime, reel.seconds, reel.size, route)
        label = self._film.title
        if len(self._reels) > 1:
            label = f"{label} ({number}/{len(self._reels)})"
        made = iiif.canvas(name, label, reel.seconds, body, reel.size)
        pages = list(self._pages(number))
        return made | ({"annotations": pages} if pages else {})

    def _pages(self, number: int) -> Iterator[iiif.Json]:
        """The transcript as WebVTT, and a reference to the page of each channel."""
        canvas = self._name(number)
        for channel in CHANNELS:
            if not self._texts(number, channel).num_rows:
                continue
            label = self._label(number, channel)
            if channel == "transcript":
                body = {
                    "id": self._address(
                        "captions.vtt", id=self._film.id, file=self._reels[number - 1].file
                    ),
                    "type": "Text",
                    "format": "text/vtt",
                    "label": label,
                }
                made = iiif.annotation(f"{canvas}/vtt", "supplementing", body, canvas)
                yield iiif.page(f"{canvas}/vtt/page", [made])
            yield {"id": self._page(number, channel), "type": "AnnotationPage", "label": label}

    def _parts(self) -> Iterator[iiif.Json]:
        for number, reel in enumerate(self._reels, 1):
            found = chapters(self._of_reel(number)).to_pylist()
            for place, row in enumerate(found, 1):
                end = min(row["end_ms"], round(reel.seconds * 1000))
                if row["start_ms"] < end:
                    label = row["text"] or f"{row['kind'].capitalize()} {place}"
                    name = f"{self._base}/range/{number}/{place}"
                    yield iiif.part(name, label, self._name(number), row["start_ms"], end)

    def _facts(self) -> Iterator[tuple[str, ...]]:
        film = self._film
        told: list[tuple[str, list[str]]] = [
            ("Other titles", film.titles),
            ("Date", [film.date_text] if film.date_text else []),
            ("Made by", [f"{m.name} ({m.role})" if m.role else m.name for m in film.makers]),
            ("About", [one.name for one in film.about]),
            ("Collection", [one.name for one in film.collections]),
            ("Record", [film.rights.source]),
            ("Holder", [film.rights.holder] if film.rights.holder else []),
        ]
        for label, values in told:
            if values:
                yield label, *values

    def _of_reel(self, number: int) -> pa.Table:
        """What stands on a reel; what stands on no known file counts for the first."""
        file = self._reels[number - 1].file
        if number == 1:
            return of_file(self._rows, file or None)
        return self._rows.filter(pc.equal(self._rows["file"], file))

    def _texts(self, number: int, channel: str) -> pa.Table:
        return only(self._of_reel(number), ["text"], [channel])

    def _label(self, number: int, channel: str) -> dict[str, list[str]]:
        statuses = set(self._texts(number, channel)["status"].to_pylist())
        doubt = " (by a machine, not reviewed)" if "proposed" in statuses else ""
        return iiif.words(CHANNELS[channel] + doubt, language="en")

    def _name(self, number: int) -> str:
        return f"{self._base}/canvas/{number}"

    def _page(self, number: int, channel: str) -> str:
        return self._address("annotations.json", id=self._film.id, reel=number, kind=channel)

    def _address(self, route: str, **query: str | int) -> str:
        given = {name: value for name, value in query.items() if value != ""}
        return f"{self._service}/api/v1/film/{route}?{urlencode(given)}"
