"""Two runs over the same questions beside each other: what changed, and whether by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from graph_schema.errors import InputError
from rag_service.evaluation import plots
from rag_service.evaluation.markup import Child, Html, el, page
from rag_service.evaluation.parts import KIND_NAMES, answered, figure, interval, table, tile
from rag_service.evaluation.questions import KINDS
from rag_service.evaluation.report import filters
from rag_service.evaluation.statistics import estimate, mcnemar
from rag_service.evaluation.summary import Result, main_score, summarise, verdict

Pair = tuple[Result, Result]

_SAME = ("kind", "question", "gold", "count")
_ALL = "all"


def compare(first: dict[str, Any], second: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The change from one run to another over the questions that both asked.

    Returns:
        The figures, and the page. ``kinds`` holds for each kind, and for ``all``, the number
        of questions, both mean scores, the ``change`` with its paired bootstrap interval, how
        many became right and no longer are, and ``p`` of McNemar's exact test on these.

    Raises:
        InputError: No question is in both.
    """
    pairs = _pairs(first["results"], second["results"])
    if not pairs:
        raise InputError("the two runs have no question in common; compare runs of one file")
    kinds = {kind: held for kind in KINDS if (held := [p for p in pairs if p[0]["kind"] == kind])}
    figures = {
        "questions": len(pairs),
        "only_first": len(first["results"]) - len(pairs),
        "only_second": len(second["results"]) - len(pairs),
        "kinds": {name: _change(held) for name, held in (*kinds.items(), (_ALL, pairs))},
        "changed": [a["id"] for a, b in pairs if main_score(a) != main_score(b)],
    }
    return figures, _page(first, second, pairs, figures)


def _pairs(first: Sequence[Result], second: Sequence[Result]) -> list[Pair]:
    by_id = {result["id"]: result for result in second}
    found = [(result, by_id[result["id"]]) for result in first if result["id"] in by_id]
    return [(a, b) for a, b in found if all(a[name] == b[name] for name in _SAME)]


def _change(pairs: Sequence[Pair]) -> dict[str, Any]:
    before, after = ([main_score(one) for one in side] for side in zip(*pairs, strict=True))
    right, now = [score == 1 for score in before], [score == 1 for score in after]
    return {
        "n": len(pairs),
        "first": sum(before) / len(pairs),
        "second": sum(after) / len(pairs),
        "change": asdict(estimate([b - a for a, b in zip(before, after, strict=True)])),
        "gained": sum(b and not a for a, b in zip(right, now, strict=True)),
        "lost": sum(a and not b for a, b in zip(right, now, strict=True)),
        "p": mcnemar(right, now),
    }


def _page(
    first: dict[str, Any], second: dict[str, Any], pairs: list[Pair], figures: dict[str, Any]
) -> str:
    title = f"Comparison: {second['settings']['questions']}"
    return page(title, el("h1", title), *_body(first, second, pairs, figures))


def _body(
    first: dict[str, Any], second: dict[str, Any], pairs: list[Pair], figures: dict[str, Any]
) -> Iterator[Child]:
    yield el("p", f"First: {_named(first)}. Second: {_named(second)}.", class_="quiet")
    apart = figures["only_first"] + figures["only_second"]
    if apart:
        told = f"{apart} questions are in one of the runs only, or differ, and are left out."
        yield el("p", told, class_="notice")
    yield _tiles(figures)
    yield el("h2", "By kind of question")
    yield _kinds(figures["kinds"])
    yield el("h2", "Besides")
    yield _besides(pairs)
    yield el("h2", "Questions that changed")
    yield from _changed([p for p in pairs if main_score(p[0]) != main_score(p[1])])
    yield el("h2", "Settings that differ")
    yield _settings(first["settings"], second["settings"])


def _named(run: dict[str, Any]) -> str:
    settings = run["settings"]
    return f"{settings['language_model'] or 'no language model'}, started {settings['started']}"


def _tiles(figures: dict[str, Any]) -> Html:
    whole = figures["kinds"][_ALL]
    return el(
        "div",
        tile("Change of score", figure(whole["change"]["mean"], "+.2f"), _sure(whole["change"])),
        tile("First", figure(whole["first"]), "mean score"),
        tile("Second", figure(whole["second"]), "mean score"),
        tile("Became right", str(whole["gained"]), f"no longer right {whole['lost']}"),
        tile("By chance", f"p = {whole['p']:.3f}", "McNemar’s exact test"),
        class_="tiles",
    )


def _sure(change: dict[str, Any]) -> str:
    sure = change["low"] > 0 or change["high"] < 0
    return f"95 %: {interval(change, '+.2f')}" + ("" if sure else "; may be chance")


def _kinds(kinds: dict[str, Any]) -> Html:
    rows = [
        (
            KIND_NAMES.get(name, "All"),
            str(of["n"]),
            figure(of["first"]),
            figure(of["second"]),
            plots.change_bar(of["change"]),
            f"{of['change']['mean']:+.2f} ({interval(of['change'], '+.2f')})",
            f"+{of['gained']} −{of['lost']}",
            f"{of['p']:.3f}",
        )
        for name, of in kinds.items()
    ]
    heads = ("Kind", "Questions", "First", "Second", "−1 to 1", "Change (95 %)", "Right", "p")
    return table("Change of score by kind, paired by question", heads, rows)


def _besides(pairs: list[Pair]) -> Html:
    sides = [_beside(summarise([pair[side] for pair in pairs])) for side in (0, 1)]
    rows = [(name, first, sides[1][name]) for name, first in sides[0].items()]
    return table("Over the questions that both asked", ("Figure", "First", "Second"), rows)


def _beside(summary: dict[str, Any]) -> dict[str, str]:
    total = summary["latency_ms"].get("total", {})
    return {
        "Citation precision": figure(summary["citations"]["precision"]["mean"]),
        "Wrongly not found": figure(summary["false_abstention"]["mean"]),
        "Median time, ms": figure(total.get("median"), ",.0f"),
        "95th percentile, ms": figure(total.get("p95"), ",.0f"),
        "Tokens written": f"{(summary['tokens'] or {}).get('completion', 0):,}",
    }


def _changed(pairs: list[Pair]) -> Iterator[Html]:
    if not pairs:
        yield el("p", "No question scores otherwise than before.", class_="notice")
        return
    ways = {"better": "better", "worse": "worse"}
    kinds = {kind: KIND_NAMES[kind] for kind in dict.fromkeys(a["kind"] for a, _ in pairs)}
    yield filters(kinds, ways)
    yield el("div", *(_both(a, b) for a, b in pairs), id="questions")
    yield el("p", "No question is of this kind.", id="empty", class_="notice", hidden=True)


def _both(first: Result, second: Result) -> Html:
    change = main_score(second) - main_score(first)
    way = "better" if change > 0 else "worse"
    sides = [
        el("div", el("h3", f"{name}: {verdict(one)}, {main_score(one):.2f}"), answered(one))
        for name, one in (("First", first), ("Second", second))
    ]
    return el(
        "details",
        el(
            "summary",
            el("span", f"{change:+.2f}", class_=f"verdict {way}"),
            el("span", first["question"], class_="asked"),
            el("span", f"{KIND_NAMES[first['kind']]} · {first['id']}", class_="quiet"),
        ),
        el("div", *sides, class_="sides"),
        data_kind=first["kind"],
        data_verdict=way,
    )


def _settings(first: dict[str, Any], second: dict[str, Any]) -> Html:
    rows = [
        (name.replace("_", " "), str(first[name]), str(second.get(name)))
        for name in first
        if first[name] != second.get(name)
    ]
    if not rows:
        return el("p", "None.", class_="quiet")
    return table("Settings that differ", ("Name", "First", "Second"), rows)
