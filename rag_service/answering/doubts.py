"""What a reader must know of an answer: sources that disagree, and claims that nobody reviewed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from rag_service.answering.compose import Sentence
from rag_service.answering.languages import Language
from rag_service.answering.links import Link
from rag_service.answering.outcome import Outcome
from rag_service.answering.phrases import phrase
from rag_service.answering.query import Query
from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.roles import makers
from rag_service.answering.view import View

_MOST_WORKS = 3
_LEAST_APART_S = 60.0
_SHARE_APART = 0.2
_ASKED = {"year": "date", "length": "length", "agent": "maker"}
_FIELDS = {"date": ("date", "year", "release"), "length": ("duration", "length", "running", "ext")}

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)(?:['’]?(s))?\b")
_UNSURE = re.compile(
    r"[?~\[\]]|\b(?:c|ca|circa|about|before|after|probably|possibly)\b", re.IGNORECASE
)

_Stated = tuple[str, Citation | None]
"""A value in words, and where a source states it."""


def disagreements(query: Query, outcome: Outcome, view: View, language: Language) -> list[Sentence]:
    """A sentence for each date, length or maker on which the sources of a film differ.

    Told of the few films that an answer speaks of one by one. Two lengths differ when they are
    a minute and a fifth apart: prints are cut, and records round.
    """
    if query.kind != "lookup" and not query.order:
        return []
    order = {"year": ["date"], "length": ["length"]}
    asked = order[query.order.measure] if query.order else []
    asked += [_ASKED[name] for name in query.properties if name in _ASKED]
    found: list[Sentence] = []
    for work, _ in outcome.works[:_MOST_WORKS]:
        for name in dict.fromkeys(asked or _ASKED.values()):
            found += _told(name, work, view, language)
    return found


def _told(name: str, work: int, view: View, language: Language) -> list[Sentence]:
    stated = _STATED[name](work, view)
    cited = [(value, citation) for value, citation in stated if citation]
    if len(cited) < 2:
        return []
    values = "; ".join(f"{value} ({citation.record_id})" for value, citation in cited)
    what = phrase(name, language)
    text = phrase("disagree", language, what, view.title(work), values)
    return [Sentence(text, tuple(citation for _, citation in cited))]


def _dates(work: int, view: View) -> list[_Stated]:
    docs = [doc for doc in view.docs_of(work) if doc["year_from"] > 0]
    apart = _apart(
        docs, lambda a, b: a["year_to"] < b["year_from"] or b["year_to"] < a["year_from"]
    )
    if apart:
        return [(_years(d), _cite(view, work, d["source"], "date", _years(d))) for d in apart]
    return next((stated for doc in docs if (stated := _recorded(doc, work, view))), [])


def _recorded(doc: dict[str, Any], work: int, view: View) -> list[_Stated]:
    """A date, and a date of another record under the same access that can't be the same.

    What one access token shows of a film is one date, whatever its records say, so the records
    are read: the field in which the one has the date that is shown, of both.
    """
    one = _cite(view, work, doc["source"], "date", _years(doc))
    if one is None or one.text != _years(doc):
        return []
    for source in view.records_of(work, doc["token"]):
        text = view.fields(source).get(one.field, "")
        first, last = _read_years(text)
        if (
            source != doc["source"]
            and first
            and (last < doc["year_from"] or doc["year_to"] < first)
        ):
            start = len(text) - len(text.lstrip())
            end = len(text.rstrip())
            other = Citation(
                view.record_of(source),
                text[start:end],
                one.field,
                start,
                end,
                work=work,
                work_id=view.id(work),
            )
            return [(one.text, one), (other.text, other)]
    return []


def _read_years(text: str) -> tuple[int, int]:
    """The first and the last year of a date as a record has it; nought where it is not sure."""
    found = [] if _UNSURE.search(text) else list(_YEAR.finditer(text))
    if not found:
        return 0, 0
    ends = [int(match[1]) + (9 if match[2] else 0) for match in found]
    return min(int(match[1]) for match in found), max(ends)


def _years(doc: dict[str, Any]) -> str:
    first, last = doc["year_from"], doc["year_to"]
    return str(first) if first == last else f"{first}–{last}"


def _lengths(work: int, view: View) -> list[_Stated]:
    lengths = view.lengths_of(work)
    docs = [doc for doc in view.docs_of(work) if doc["token"] in lengths]

    def differ(one: dict[str, Any], other: dict[str, Any]) -> bool:
        a, b = lengths[one["token"]], lengths[other["token"]]
        return abs(a - b) > max(_LEAST_APART_S, _SHARE_APART * max(a, b))

    return [
        (f"{lengths[doc['token']] / 60:.3g} min", _cite(view, work, doc["source"], "length", ""))
        for doc in _apart(docs, differ)
    ]


def _makers(work: int, view: View) -> list[_Stated]:
    quoter, roles = Quoter(view), makers(view.links.roles)
    by_source: dict[tuple[str, int], list[Link]] = {}
    for link in view.links_of(work, "role"):
        if link.role in roles and link.source >= 0:
            by_source.setdefault((link.role, link.source), []).append(link)
    for (role, one), (other_role, other) in combinations(by_source, 2):
        if role == other_role and _partner(view, one) != _partner(view, other):
            pair = (by_source[role, one], by_source[role, other])
            named = [{link.entity for link in links} for links in pair]
            if not named[0] & named[1]:
                return [(_names(links, view), quoter.link(links[0])) for links in pair]
    return []


def _names(links: Sequence[Link], view: View) -> str:
    return " and ".join(dict.fromkeys(view.name(link.entity) for link in links))


def _partner(view: View, source: int) -> tuple[str, str]:
    row = view.tables["sources"].slice(source, 1).to_pylist()[0]
    return row["partner"], row["record_id"]


_STATED: dict[str, Callable[[int, View], list[_Stated]]] = {
    "date": _dates,
    "length": _lengths,
    "maker": _makers,
}


def _apart(
    docs: Sequence[dict[str, Any]], differ: Callable[[dict[str, Any], dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    """The first two that differ."""
    return next(([a, b] for a, b in combinations(docs, 2) if differ(a, b)), [])


def _cite(view: View, work: int, source: int, name: str, value: str) -> Citation | None:
    """Where a source states a value: the words themselves, or the field that they are read from."""
    record = view.record_of(source) if source >= 0 else None
    for field, text in view.fields(source).items():
        if text.strip() and any(hint in field.casefold() for hint in _FIELDS[name]):
            match = re.search(re.escape(value), text) if value else None
            start = match.start() if match else len(text) - len(text.lstrip())
            end = match.end() if match else len(text.rstrip())
            told = text[start:end]
            return Citation(record, told, field, start, end, work=work, work_id=view.id(work))
    return None


def marked(sentence: Sentence, language: Language) -> Sentence:
    """A sentence that rests on unreviewed machine output alone says so."""
    if not sentence.citations or not all(c.machine for c in sentence.citations):
        return sentence
    text = sentence.text.rstrip(".")
    return replace(sentence, text=f"{text} ({phrase('unreviewed', language)}).")


def by_machine_alone(works: Iterable[int], view: View, language: Language) -> list[Sentence]:
    """How many of the films listed or counted only a machine's output tells of."""
    held = list(works)
    number = int(view.uncatalogued[held].sum()) if held else 0
    return [Sentence(phrase("only_machine", language, number, len(held)))] if number else []
