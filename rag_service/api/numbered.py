"""An answer as numbered text: [n] after each sentence, and a list of sources at the end.

Chat programs draw such text as Markdown, so nothing that a record says may become a picture,
a link or HTML there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rag_service.answering import Event, plain

_BREAKS = re.compile(r"[\t\n]+")
_LINK = re.compile(r"(?<=\])(?=[\[(:])|(?<=!)(?=\[)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LONGEST_QUOTE = 300


class Numbered:
    """Numbers citations in the order in which sentences bring them up."""

    def __init__(self) -> None:
        self.citations: list[dict[str, Any]] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def sentence(self, text: str, citations: list[dict[str, Any]]) -> str:
        """A sentence with the numbers of its citations."""
        numbers = dict.fromkeys(self._number(citation) for citation in citations)
        marks = "".join(f"[{number}]" for number in numbers)
        return f"{inert(text)} {marks}" if marks else inert(text)

    def sources(self) -> str:
        """The list of sources, or nothing where nothing was cited."""
        if not self.citations:
            return ""
        lines = [f"[{n}] {_source(c)}" for n, c in enumerate(self.citations, start=1)]
        return "\n\nSources:\n\n" + "\n\n".join(lines)

    def _number(self, citation: Mapping[str, Any]) -> int:
        key = tuple(citation.values())
        if key not in self._numbers:
            self.citations.append(dict(citation))
            self._numbers[key] = len(self.citations)
        return self._numbers[key]


def numbered(
    events: Iterable[Event], show: Callable[[str], str] = str
) -> tuple[str, Numbered, dict[str, Any]]:
    """A whole answer's sentences with their marks, what they cite, and the answer itself.

    Sentences that the answer took back, because a language model broke off, are left out; the
    others are told as ``show`` gives them.
    """
    said: list[dict[str, Any]] = []
    answer: dict[str, Any] = {}
    for event in events:
        if event.name == "sentence":
            said.append(event.data)
        elif event.name == "done":
            answer = event.data
    marks = Numbered()
    kept = _kept(said, answer["answer"])
    return " ".join(marks.sentence(show(s["text"]), s["citations"]) for s in kept), marks, answer


def _kept(said: list[dict[str, Any]], left: str) -> Iterable[dict[str, Any]]:
    for sentence in said:
        if left.startswith(sentence["text"]):
            left = left[len(sentence["text"]) :].removeprefix(" ")
            yield sentence


def inert(text: str) -> str:
    """Text on one line that no Markdown viewer fetches, links or runs anything of."""
    line = _BREAKS.sub(" ", plain(text))
    return _TAG.sub("‹", _LINK.sub(" ", line))


def _source(citation: Mapping[str, Any]) -> str:
    text = str(citation["text"])
    quoted = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rstrip() + " …"
    return inert(f"{_place(citation)}: “{quoted}”")


def _place(citation: Mapping[str, Any]) -> str:
    if citation["start_ms"] is None:
        return f"{citation['record_id'] or 'record'}, {citation['field']}"
    film = citation["media"] or citation["record_id"] or "film"
    return f"{film} at {_clock(citation['start_ms'])} ({citation['field']})"


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
