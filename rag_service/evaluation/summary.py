"""The figures of a run: by kind and overall, with 95 % intervals.

All are worked out from the results as kept, so a run is summed up the same whenever it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from rag_service.evaluation.questions import KINDS
from rag_service.evaluation.scoring import MEASURES
from rag_service.evaluation.statistics import estimate, percentile, ratio

Result = dict[str, Any]

_FURTHER = {
    "lookup": ("hit@1", "hit@5"),
    "list": ("precision", "recall"),
    "count": (),
    "hop": ("hit@10", "precision", "f1"),
    "temporal": ("precision", "recall"),
    "extreme": ("precision", "recall"),
    "none": (),
}


def summarise(results: Sequence[Result]) -> dict[str, Any]:
    """Sum up the results of a run.

    Returns:
        ``kinds``: for each kind that occurs its measure, and the estimates of this and of
        further ones. ``overall``: mean score over all questions. ``retrieval_recall``: mean
        share of the right records among the results, of questions that have any.
        ``false_abstention``: share of the questions of other kinds than none whose answer
        says that nothing was found. ``citations``: shares of quotations. ``latency_ms``:
        median and 95th percentile by step. ``tokens``: None where no model counted any.
    """
    return {
        "kinds": {
            kind: _kind(kind, held)
            for kind in KINDS
            if (held := [r for r in results if r["kind"] == kind])
        },
        "overall": asdict(estimate([main_score(r) for r in results])),
        "retrieval_recall": _mean(results, "recall"),
        "false_abstention": _mean(results, "denied"),
        "citations": _citations(results),
        "latency_ms": _latency(results),
        "tokens": _tokens(results),
        "errors": sum(r["error"] is not None for r in results),
    }


def main_score(result: Result) -> float:
    """The score that counts for the kind of the question."""
    return float(result["scores"][MEASURES[result["kind"]]])


def verdict(result: Result) -> str:
    """In a word: right, partly, denied (said that nothing was found), wrong or failed."""
    if result["error"] is not None:
        return "failed"
    score = main_score(result)
    if score == 1:
        return "right"
    if score > 0:
        return "partly"
    return "denied" if result["scores"].get("denied") else "wrong"


def _kind(kind: str, results: Sequence[Result]) -> dict[str, Any]:
    main = MEASURES[kind]
    return {
        "measure": main,
        "score": _mean(results, main),
        "further": {name: _mean(results, name) for name in _FURTHER[kind]},
        "citation_precision": _citations(results)["precision"],
        "latency_ms": _times([_total(r) for r in results]),
    }


def _mean(results: Sequence[Result], name: str) -> dict[str, Any]:
    return asdict(estimate([r["scores"][name] for r in results if name in r["scores"]]))


def _citations(results: Sequence[Result]) -> dict[str, Any]:
    """Shares of all quotations: of those that stand and bear, that stand, and, where the right
    records are known that they can be of, that come from one of these. And the share of the
    sentences with quotations that are grounded in the records quoted."""
    told = [r for r in results if r["gold"] and r["kind"] != "hop"]
    return {
        "number": sum(len(s["citations"]) for r in results for s in r["sentences"]),
        "precision": _share(results, lambda c: c["stands"] and c["bears"]),
        "standing": _share(results, lambda c: c["stands"]),
        "grounded": asdict(ratio(*_grounded(results))),
        "from_right": _share(told, lambda c: c["right"]),
    }


def _share(results: Sequence[Result], met: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    cited = [[c for s in r["sentences"] for c in s["citations"]] for r in results]
    met_by = [float(sum(map(met, held))) for held in cited]
    return asdict(ratio(met_by, [float(len(held)) for held in cited]))


def _grounded(results: Sequence[Result]) -> tuple[list[float], list[float]]:
    quoted = [
        [s["grounded"] for s in result["sentences"] if s["grounded"] is not None]
        for result in results
    ]
    return [float(sum(held)) for held in quoted], [float(len(held)) for held in quoted]


def _latency(results: Sequence[Result]) -> dict[str, Any]:
    timed = [r["timings_ms"] for r in results if r["timings_ms"]]
    steps = dict.fromkeys(step for times in timed for step in times)
    return {step: _times([t[step] for t in timed if step in t]) for step in steps}


def _times(values: Sequence[float | None]) -> dict[str, float | None]:
    known = [value for value in values if value is not None]
    return {"median": percentile(known, 0.5), "p95": percentile(known, 0.95)}


def _total(result: Result) -> float | None:
    total: float | None = result["timings_ms"].get("total")
    return total


def _tokens(results: Sequence[Result]) -> dict[str, Any] | None:
    used = [r["usage"] for r in results if r["usage"]]
    if not used:
        return None
    prompt = [one["prompt_tokens"] for one in used]
    written = [one["completion_tokens"] for one in used]
    return {
        "questions": len(used),
        "calls": sum(one["calls"] for one in used),
        "prompt": sum(prompt),
        "completion": sum(written),
        "median": percentile([a + b for a, b in zip(prompt, written, strict=True)], 0.5),
    }
