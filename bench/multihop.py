"""The product's retriever over a foreign corpus, with no language model.

    python -m bench.multihop CORPUS.jsonl QUERIES.jsonl [--triples T.jsonl] --out RANKING.jsonl
                             [--embedder own|minilm] [--work .cache/bench]

The corpus has ``id``, ``title`` (may be empty) and ``text`` of each passage; the queries have
``id`` and ``question`` and, where it is known, ``gold`` (ids of the right passages). Each
passage becomes a Contribution, all of them a graph in memory, and the graph the product's own
index. For each question a line ``{"id", "ranked", "ms"}`` is written: at least 20 passages,
best first, and the milliseconds that the question took, its embedding included. Vectors are
kept in the work folder, so that a second run is quick; `bench.embedders` says what the second
model needs. Where gold is known, recall is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.embedders import add_option, chosen
from bench.foreign import Corpus, KeptEmbedder, Row, corpus, mean_recall, read_lines
from graph_schema.scope import Scope
from rag_service.retrieval import Index

WANTED = 50


def rank(index: Index, found: Corpus, queries: Sequence[Row]) -> Iterator[Row]:
    """Ask each question; what is no passage of the corpus is left out."""
    everything = Scope.everything()
    for done, query in enumerate(queries, 1):
        started = time.perf_counter()
        evidence = index.search(str(query["question"]), everything, WANTED).evidence
        ms = (time.perf_counter() - started) * 1000
        ranked = [found.passages[e.id] for e in evidence if e.id in found.passages]
        yield {"id": query["id"], "ranked": ranked, "ms": round(ms, 2)}
        if done % 100 == 0:
            print(f"{done:,} of {len(queries):,} questions", file=sys.stderr, flush=True)


def report(rankings: Sequence[Row], queries: Sequence[Row]) -> str:
    """Recall, where it can be told, and times."""
    ranked = {str(row["id"]): row["ranked"] for row in rankings}
    shares = ((first, mean_recall(ranked, queries, first)) for first in (2, 5, 10))
    told = [f"recall@{first} {100 * share:.1f}" for first, share in shares if share is not None]
    times = [row["ms"] for row in rankings] or [0.0]
    told.append(f"ms a question: median {np.median(times):.1f}, p95 {np.percentile(times, 95):.1f}")
    return ", ".join(told)


def main() -> None:
    """Run it: the ranking to a file, the figures to the terminal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--triples", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".cache/bench"))
    add_option(parser)
    given = parser.parse_args()
    triples = read_lines(given.triples) if given.triples else []
    found, queries = corpus(read_lines(given.corpus), triples), read_lines(given.queries)
    model = KeptEmbedder(chosen(given.embedder, given.work), given.work)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        index = Index.build(found.snapshot(), Path(folder), model)
        seconds = time.perf_counter() - started
        print(f"{len(found.passages):,} passages indexed in {seconds:.1f} s", flush=True)
        index.search(str(queries[0]["question"]) if queries else "", Scope.everything())
        rankings = list(rank(index, found, queries))
        index.close()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rankings)
    print(report(rankings, queries))


if __name__ == "__main__":
    main()
