"""Verbatim quotations: which stretch of a record's own fields supports what is said of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rag_service.answering.links import Link
from rag_service.answering.view import Text, View
from rag_service.answering.words import stems

# Words that partners' own names of columns hold, by what stands in the column.
_HINTS = {
    "year": ("date", "year", "release"),
    "length": ("extent", "duration", "timing", "length", "running", "runtime"),
    "sound": ("detail", "sound", "physical", "format"),
    "colour": ("detail", "colour", "color", "physical", "format"),
    "title": ("title", "name"),
    "heading": ("subject", "genre", "topic", "keyword", "place", "heading", "type", "form"),
}
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"'”’)\]]*(?=\s+[A-Z\"'“‘(\[]|\s*$)|$)", re.DOTALL)
_LENGTH = re.compile(r"\d*[.:]?\d+\s*(?:mins?|min|minutes?|secs?|seconds?|hours?)?\b[^)\]']*")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Dr|St|No|Co|Ltd|Rev|Sir|Lt|Col|Capt|vs?|c))\.$")


@dataclass(frozen=True)
class Citation:
    """Words of a source, where they stand: in a record's field or on a film.

    ``text`` is ``fields[field][char_start:char_end]`` of the record, or the whole text of the
    channel named by ``field`` between ``start_ms`` and ``end_ms`` of ``media``. ``work_id`` is the
    film that it tells of. ``machine`` tells that a machine wrote it and nobody has reviewed it.
    """

    record_id: str | None
    text: str
    field: str
    char_start: int | None = None
    char_end: int | None = None
    media: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    work: int = -1
    work_id: str | None = None
    machine: bool = False

    def as_json(self) -> dict[str, Any]:
        """The citation as the interface promises it."""
        return {
            "record_id": self.record_id,
            "text": self.text,
            "field": self.field,
            "char_start": self.char_start,
            "char_end": self.char_end,
            "media": self.media,
            "start_ms": self.start_ms,
            "end_ms": self.end_ms,
            "work": self.work_id,
            "machine": self.machine,
        }


class Quoter:
    """Finds quotations in what one caller may see."""

    def __init__(self, view: View) -> None:
        self.view = view

    def title(self, work: int) -> Citation | None:
        """The title as the record has it."""
        wanted = stems(self.view.title(work))
        for name, value in self._hinted(work, "title"):
            if set(wanted) <= set(stems(value)):
                return self._cite(work, name, *_stripped(value))
        return None

    def year(self, work: int) -> Citation | None:
        """The date as the record has it."""
        return self._value(work, "year", str(int(self.view.year_from[work])))

    def length(self, work: int) -> Citation | None:
        """The running time as the record has it."""
        for name, value in self._hinted(work, "length"):
            match = _LENGTH.search(value)
            if match:
                start, end = match.span()
                return self._cite(work, name, start, start + len(value[start:end].rstrip(" :")))
        return None

    def copy(self, work: int, column: str) -> Citation | None:
        """The sound or the colour as the record has it."""
        for name, value in self._hinted(work, column):
            return self._cite(work, name, *_stripped(value))
        return None

    def link(self, link: Link) -> Citation | None:
        """Where the record credits an agent, or has a heading."""
        if link.field and link.char_end > link.char_start >= 0:
            return self._cite_source(
                link.work, link.source, link.field, link.char_start, link.char_end
            )
        return self.heading(link.work, link.entity)

    def heading(self, work: int, entity: int) -> Citation | None:
        """A heading as the record has it."""
        names = self.view.names_of(entity)
        for name, value in self._hinted(work, "heading"):
            for heading in names:
                match = re.search(rf"(?<!\w){re.escape(heading)}(?!\w)", value)
                if match:
                    return self._cite(work, name, *match.span())
        return None

    def passage(self, work: int, wanted: Collection[str]) -> Citation | None:
        """The sentence or the stretch of film that has most of the stems wanted, if any."""
        best, cited = 0.0, None
        for text in self.view.texts(work):
            for start, end in sentences(text.text):
                score = _overlap(text.text[start:end], wanted)
                if score > best:
                    best, cited = score, self._cite_text(text, start, end)
        return cited

    def span(self, row: int, start: int, end: int) -> Citation | None:
        """A stretch of a text, by the text's row in the facts."""
        return self._cite_text(self.view.text(row), start, end)

    def first(self, work: int, most: int = 3) -> list[Citation]:
        """The first sentences of what is told of a work."""
        for text in self.view.texts(work):
            found = [self._cite_text(text, *span) for span in sentences(text.text)[:most]]
            return [citation for citation in found if citation]
        return []

    def _value(self, work: int, hint: str, wanted: str) -> Citation | None:
        for name, value in self._hinted(work, hint):
            match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", value)
            if match:
                return self._cite(work, name, *match.span())
        return None

    def _hinted(self, work: int, hint: str) -> Iterable[tuple[str, str]]:
        fields = self.view.fields(self.view.source(work))
        for word in _HINTS[hint]:
            for name, value in fields.items():
                if word in name.casefold() and value.strip():
                    yield name, value

    def _cite_text(self, text: Text, start: int, end: int) -> Citation | None:
        if text.channel != "catalogue":
            return self._cite_film(text)
        return self._cite_source(text.work, text.source, text.field, start, end)

    def _cite_film(self, text: Text) -> Citation:
        return Citation(
            self.view.record_id(text.work),
            text.text,
            text.channel,
            media=text.media or None,
            start_ms=text.start_ms if text.start_ms >= 0 else None,
            end_ms=text.end_ms if text.end_ms >= 0 else None,
            work=text.work,
            work_id=self.view.id(text.work),
            machine=self.view.by_machine(text.source) and not text.accepted,
        )

    def _cite(self, work: int, field: str, start: int, end: int) -> Citation | None:
        return self._cite_source(work, self.view.source(work), field, start, end)

    def _cite_source(
        self, work: int, source: int, field: str, start: int, end: int
    ) -> Citation | None:
        value = self.view.fields(source).get(field, "")[start:end]
        if not value.strip():
            return None
        record = self.view.record_of(source)
        return Citation(record, value, field, start, end, work=work, work_id=self.view.id(work))


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text; an initial or Mr. ends none."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if found and _ABBREVIATED.search(text[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _stripped(value: str) -> tuple[int, int]:
    start = len(value) - len(value.lstrip())
    return start, len(value.rstrip())


def _overlap(text: str, wanted: Collection[str]) -> float:
    held: Sequence[str] = stems(text)
    return len(set(held) & set(wanted)) - len(held) / 10_000
