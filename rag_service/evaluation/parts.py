"""Parts that the report and the comparison share: figures, tables and a question's details."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rag_service.evaluation.markup import Child, Html, el, join
from rag_service.evaluation.summary import Result, main_score, verdict

KIND_NAMES = {
    "lookup": "Look-ups",
    "list": "Lists",
    "count": "Counts",
    "hop": "Through another film",
    "temporal": "First, last, between",
    "extreme": "Extremes",
    "none": "Not in the catalogue",
}
MEASURE_NAMES = {
    "hit@1": "right one first",
    "hit@5": "right one in five",
    "hit@10": "right one in ten",
    "f1": "F1",
    "exact": "exact number",
    "recall": "recall",
    "precision": "precision",
    "abstains": "says so",
}
VERDICTS = ("right", "partly", "wrong", "denied", "failed")
_SHOWN = 30
_LONG = 240


def figure(value: float | None, form: str = ".2f") -> str:
    """A number, or a dash where none is known."""
    return "–" if value is None else format(value, form)


def interval(estimate: dict[str, Any], form: str = ".2f") -> str:
    """A 95 % interval."""
    if estimate["mean"] is None:
        return "–"
    return f"{format(estimate['low'], form)} to {format(estimate['high'], form)}"


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[Child]]) -> Html:
    """A table whose cells carry their heading, so that it can stand as cards on a phone."""
    body = [
        el(
            "tr",
            *(
                el("td" if at else "th", el("span", cell), data_label=name, scope=_scope(at))
                for at, (name, cell) in enumerate(zip(headings, row, strict=True))
            ),
        )
        for row in rows
    ]
    return el(
        "table",
        el("caption", caption),
        el("thead", el("tr", *(el("th", name, scope="col") for name in headings))),
        el("tbody", *body),
    )


def tile(name: str, value: str, note: str) -> Html:
    """A figure that stands out."""
    return el(
        "div",
        el("span", name, class_="name"),
        el("strong", value),
        el("span", note, class_="quiet"),
        class_="tile",
    )


def details(result: Result, *more: Html, key: str = "") -> Html:
    """A question that opens: expected, got, evidence and scores."""
    said = verdict(result)
    return el(
        "details",
        el(
            "summary",
            el("span", said, class_=f"verdict {said}"),
            el("span", result["question"], class_="asked"),
            el("span", f"{KIND_NAMES[result['kind']]} · {result['id']}", class_="quiet"),
        ),
        *more,
        answered(result),
        data_kind=result["kind"],
        data_verdict=key or said,
    )


def answered(result: Result) -> Html:
    """What was expected of a question, and what came."""
    return el(
        "div",
        el("h4", "Expected"),
        _expected(result),
        el("h4", "Answer"),
        el("p", result["error"], class_="error") if result["error"] is not None else None,
        el("p", result["answer"] or "No words.", class_="said"),
        *_found(result),
        el("h4", "Evidence"),
        _evidence(result),
        el("p", _scores(result), class_="quiet"),
        class_="answered",
    )


def _expected(result: Result) -> Html:
    told = {"none": "That nothing is found.", "count": f"The number {result['count']}."}
    why = f" Worked out by: {result['why']}." if result["why"] else ""
    found = {one["record_id"] for one in result["found"]}
    gold = [
        el(
            "li",
            el("span", "✓ " if number in found else "✗ ", class_="mark"),
            f"{number}  {result['titles'].get(number) or '(no such record in this index)'}",
        )
        for number in result["gold"][:_SHOWN]
    ]
    return join(
        el("p", told.get(result["kind"], f"{len(result['gold'])} right."), why),
        el("ul", *gold, _more(len(result["gold"]), "li"), class_="records") if gold else None,
    )


def _found(result: Result) -> list[Html]:
    gold = set(result["gold"])
    counted = f"Number given: {result['counted']}. " if result["counted"] is not None else ""
    right = sum(one["record_id"] in gold for one in result["found"])
    of_right = f", {right} of them right" if gold else ""
    rows = [
        el(
            "li",
            el("span", ("✓ " if one["record_id"] in gold else "· "), class_="mark"),
            f"{one['record_id'] or '–'}  {one['label']}",
        )
        for one in result["found"][:_SHOWN]
    ]
    head = el("p", f"{counted}{len(result['found'])} results{of_right}.")
    more = _more(len(result["found"]), "li")
    return [head, el("ul", *rows, more, class_="records")] if rows else [head]


def _evidence(result: Result) -> Html:
    quoting = [sentence for sentence in result["sentences"] if sentence["citations"]]
    if not quoting:
        return el("p", "No quotation.", class_="quiet")
    return el("div", *(_quoting(sentence) for sentence in quoting[:_SHOWN]))


def _quoting(sentence: dict[str, Any]) -> Html:
    text, cited = sentence["text"], sentence["citations"]
    short = text if len(text) <= _LONG else f"{text[:_LONG]} …"
    told = "borne out" if sentence["grounded"] else "not borne out in full by the records quoted"
    return join(
        el("p", f"For “{short}” ({told})", class_="quiet"),
        el("ul", *map(_quotation, cited[:_SHOWN]), _more(len(cited), "li"), class_="cited"),
    )


def _quotation(cited: dict[str, Any]) -> Html:
    if cited["start_ms"] is not None:
        place = f"{cited['media']}, {cited['field']}, {cited['start_ms'] / 1000:.1f} s"
    else:
        place = f"{cited['record_id'] or '–'}, {cited['field']}"
    marks = [
        "✓ stands there" if cited["stands"] else "✗ does not stand there",
        "✓ bears on it" if cited["bears"] else "✗ shares no word with it",
    ]
    return el(
        "li", el("q", cited["text"]), el("span", f" {place}: {', '.join(marks)}", class_="quiet")
    )


def _scores(result: Result) -> str:
    named = {**MEASURE_NAMES, "denied": "wrongly says that nothing was found"}
    told = [f"{named[name]} {value:.2f}" for name, value in result["scores"].items()]
    times = [f"{step} {ms:.0f} ms" for step, ms in result["timings_ms"].items()]
    used = result["usage"]
    tokens = [f"{used['prompt_tokens']} + {used['completion_tokens']} tokens"] if used else []
    return f"Score {main_score(result):.2f}. " + "; ".join([*told, *times, *tokens])


def _more(number: int, name: str) -> Html | None:
    return el(name, f"and {number - _SHOWN} more", class_="quiet") if number > _SHOWN else None


def _scope(at: int) -> str | None:
    return None if at else "row"
