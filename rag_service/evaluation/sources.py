"""Whether a quotation stands where it is said to, and has to do with what it is quoted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.scope import Scope
from rag_service.answering.english import FILLER, STOP
from rag_service.answering.view import View
from rag_service.answering.words import tokens

_LENGTH = "running time"
_OF_LENGTH = re.compile(
    r"h|h(ou)?rs?|min(ute)?s?c?|sec(ond)?s?|(long|short)(er|est)?|length|runs|running"
)


class Records(Protocol):
    """Records as received; `rag_service.retrieval.Index` holds them."""

    def records(self, identifier: str, scope: Scope) -> Any:
        """The records of a work."""


class Sources:
    """The fields and texts that quotations are looked up in.

    Args:
        records: The records as received.
        view: Texts with times, and works by their record number.
        scope: Of the caller who was answered; nothing else is looked at.
    """

    def __init__(self, records: Records, view: View, scope: Scope) -> None:
        self._records = records
        self._view = view
        self._scope = scope
        self._known: dict[str, list[int]] = {}
        for work in view.by_id.values():
            if number := view.record_id(work):
                self._known.setdefault(number, []).append(work)

    def title(self, number: str | None) -> str | None:
        """Title of a record; None where there is no such record."""
        works = self._known.get(number or "")
        return self._view.title(works[0]) if works else None

    def told(self, number: str | None) -> str:
        """All fields of a record, as received."""
        return "\n".join(value for fields in self._fields(number) for value in fields.values())

    def stands(self, cited: dict[str, Any]) -> bool:
        """True when the field, or the stretch of film, holds exactly these words there."""
        if cited["char_start"] is not None:
            span = slice(cited["char_start"], cited["char_end"])
            return any(
                fields.get(cited["field"], "")[span] == cited["text"] != ""
                for fields in self._fields(cited["record_id"])
            )
        return any(
            (text.channel, text.media, text.start_ms, text.end_ms, text.text) == _place(cited)
            for work in self._works_on(cited["media"])
            for text in self._view.texts(work)
        )

    def _fields(self, number: str | None) -> Iterator[dict[str, str]]:
        for work in self._view.by_number.get((number or "").upper().lstrip("0"), ()):
            for record in self._records.records(self._view.id(work), self._scope):
                if record.record_id == number:
                    yield record.fields

    def _works_on(self, media: str | None) -> list[int]:
        texts = self._view.tables["texts"]
        shown = pc.equal(texts.column("media"), pa.scalar(media or ""))
        works = texts.column("work").filter(shown).unique().to_pylist()
        return [int(work) for work in works]


def shares_words(cited: str, *told: str) -> bool:
    """True when a quotation has a number or a word of content in common with what is told; all
    words for how long something runs are one."""
    return bool(_content(cited) & set().union(*map(_content, told)))


def _content(text: str) -> set[str]:
    words = tokens(text)
    found = {t.stem for t in words if t.key not in STOP and t.stem not in FILLER}
    return found | {_LENGTH for token in words if _OF_LENGTH.fullmatch(token.key)}


def _place(cited: dict[str, Any]) -> tuple[Any, ...]:
    times = [-1 if cited[name] is None else cited[name] for name in ("start_ms", "end_ms")]
    return (cited["field"], cited["media"] or "", *times, cited["text"])
