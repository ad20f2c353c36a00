"""The report of a run: one page that holds all it needs, to be read, printed and sent on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rag_service.evaluation import plots
from rag_service.evaluation.markup import Child, Html, el, page
from rag_service.evaluation.parts import (
    KIND_NAMES,
    MEASURE_NAMES,
    VERDICTS,
    details,
    figure,
    interval,
    table,
    tile,
)
from rag_service.evaluation.summary import verdict

_STEPS = {
    "understand": "Understand the question",
    "evidence": "Find the evidence",
    "word": "Word the answer",
    "total": "In all",
}


def report_page(run: dict[str, Any]) -> str:
    """The page of a run that `Keeper.finish` or `load_run` gives. All text in it is escaped."""
    settings, results = run["settings"], run["results"]
    title = f"Evaluation: {settings['questions']}"
    return page(title, el("h1", title), el("p", _made(run), class_="quiet"), *_body(run, results))


def _body(run: dict[str, Any], results: list[dict[str, Any]]) -> Iterator[Child]:
    if not run["complete"]:
        yield el(
            "p",
            f"Stopped after {run['asked']} of {run['settings']['asked']} questions; "
            "--resume goes on with it.",
            class_="notice",
        )
    if run["unknown_gold"]:
        yield _unknown(run["unknown_gold"])
    if not results:
        yield el("p", "No question was asked yet, so there is nothing to show.", class_="notice")
        return
    summary = run["summary"]
    yield _tiles(summary)
    yield el("h2", "By kind of question")
    yield _kinds(summary)
    yield el("h2", "Evidence")
    yield _citations(summary["citations"])
    yield el("h2", "Time")
    yield _times(summary["latency_ms"], results)
    yield el("h2", "Questions")
    yield from _questions(results)
    yield _settings(run["settings"])


def _made(run: dict[str, Any]) -> str:
    settings = run["settings"]
    model = settings["language_model"] or "no language model"
    return (
        f"{run['asked']} questions asked of {settings['passages']:,} passages, {model}, "
        f"Reelgraph {settings['version']}, started {settings['started']}"
    )


def _unknown(unknown: list[dict[str, Any]]) -> Html:
    rows = [el("li", f"line {u['line']}, {u['id']}: {', '.join(u['gold'])}") for u in unknown]
    return el(
        "details",
        el(
            "summary",
            f"{len(unknown)} questions expect records that this index doesn't hold; their "
            "scores are too low.",
        ),
        el("ul", *rows),
        class_="notice",
    )


def _tiles(summary: dict[str, Any]) -> Html:
    overall, denied = summary["overall"], summary["false_abstention"]
    cited, total = summary["citations"]["precision"], summary["latency_ms"].get("total", {})
    tokens = summary["tokens"]
    used = "no language model" if tokens is None else f"{tokens['prompt']:,} read"
    number = "0" if tokens is None else f"{tokens['completion']:,}"
    return el(
        "div",
        tile("Mean score", figure(overall["mean"]), f"95 %: {interval(overall)}"),
        tile("Citation precision", figure(cited["mean"]), f"95 %: {interval(cited)}"),
        tile("Wrongly not found", figure(denied["mean"]), f"95 %: {interval(denied)}"),
        tile(
            "Median time",
            f"{figure(total.get('median'), ',.0f')} ms",
            f"95th percentile {figure(total.get('p95'), ',.0f')} ms",
        ),
        tile("Tokens written", number, used),
        class_="tiles",
    )


def _kinds(summary: dict[str, Any]) -> Html:
    rows = [
        (
            KIND_NAMES[kind],
            str(of["score"]["n"]),
            MEASURE_NAMES[of["measure"]],
            figure(of["score"]["mean"]),
            plots.score_bar(of["score"]),
            interval(of["score"]),
            ", ".join(
                f"{MEASURE_NAMES[name]} {figure(one['mean'])}"
                for name, one in of["further"].items()
            )
            or "–",
        )
        for kind, of in summary["kinds"].items()
    ]
    recall = summary["retrieval_recall"]
    note = (
        f"Of the right records, {figure(recall['mean'])} are among the results on average "
        f"(95 %: {interval(recall)}; {recall['n']} questions)."
    )
    heads = ("Kind", "Questions", "Measure", "Score", "0 to 1", "95 % interval", "Further")
    return el("div", table("Scores by kind of question", heads, rows), el("p", note))


def _citations(cited: dict[str, Any]) -> Html:
    named = {
        "precision": "Quotations that stand where they are said to, and bear on their sentence",
        "standing": "Quotations that stand word for word where they are said to",
        "from_right": "Quotations of a right record (without questions through another film)",
        "grounded": "Sentences that their quoted records bear out in full",
    }
    rows = [
        (told, figure(cited[name]["mean"]), plots.score_bar(cited[name]), interval(cited[name]))
        for name, told in named.items()
    ]
    heads = ("What is counted", "Share", "0 to 1", "95 % interval")
    return table(f"{cited['number']:,} quotations, each looked up", heads, rows)


def _times(latency: dict[str, Any], results: list[dict[str, Any]]) -> Html:
    rows = [
        (_STEPS.get(step, step), figure(of["median"], ",.1f"), figure(of["p95"], ",.1f"))
        for step, of in latency.items()
    ]
    totals = [r["timings_ms"]["total"] for r in results if "total" in r["timings_ms"]]
    heads = ("Step", "Median, ms", "95th percentile, ms")
    return el(
        "div", plots.histogram(totals), table("Milliseconds a question, by step", heads, rows)
    )


def _questions(results: list[dict[str, Any]]) -> Iterator[Html]:
    counts = Counter(verdict(result) for result in results)
    ordered = {name: counts[name] for name in VERDICTS if counts[name]}
    yield plots.verdict_bar(ordered)
    yield el(
        "ul",
        *(
            el("li", el("span", name, class_=f"verdict {name}"), f" {n}")
            for name, n in ordered.items()
        ),
        class_="legend",
    )
    kinds = {kind: KIND_NAMES[kind] for kind in dict.fromkeys(r["kind"] for r in results)}
    yield filters(kinds, {name: name for name in ordered})
    yield el("div", *(details(result) for result in results), id="questions")
    yield el("p", "No question is of this kind.", id="empty", class_="notice", hidden=True)


def filters(kinds: dict[str, str], verdicts: dict[str, str]) -> Html:
    """Two choices by which the list of questions is cut down."""
    return el(
        "form",
        *(
            el(
                "label",
                f"{name} ",
                el(
                    "select",
                    el("option", "all", value=""),
                    *(el("option", told, value=value) for value, told in choices.items()),
                    id=key,
                ),
            )
            for name, key, choices in (("Kind", "kind", kinds), ("Verdict", "verdict", verdicts))
        ),
        class_="filters",
    )


def _settings(settings: dict[str, Any]) -> Html:
    rows = [
        (name.replace("_", " "), "none" if v is None else str(v)) for name, v in settings.items()
    ]
    return el(
        "section", el("h2", "Settings"), table("What it was made with", ("Name", "Value"), rows)
    )
