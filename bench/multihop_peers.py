"""The product's retriever beside other systems: the same passages, vectors and questions.

    python -m bench.multihop_peers CORPUS.jsonl QUERIES.jsonl [--triples T.jsonl]
                                   [--embedder own|minilm] [--systems NAME …] [--work .cache/bench]

The files are those of `bench.multihop`. Beside the product: words alone (BM25), vectors alone,
their reciprocal rank fusion, the real hipporag (only with triples) and neo4j-graphrag's hybrid
retriever on a private Neo4j. Each runs in a process of its own, one after another. For each: mean
recall; milliseconds a question with its embedding, after twenty to warm up, and those of the
processor; seconds to index without the embedding, and how many texts it embeds for that; and
memory, the model's and a server's among it. No language model is asked by any of them.

The two packages are no dependencies of the product. An environment that has them:

    python3 -m venv .cache/peers
    .cache/peers/bin/pip install --no-deps --require-hashes -r requirements/peers.txt
    .cache/peers/bin/python -m bench.multihop_peers …
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from bench.embedders import INSTALL, add_option, chosen
from bench.foreign import KeptEmbedder, Row, mean_recall, read_lines
from bench.peers import graphrag, hippo
from bench.peers.graphrag import GraphRag
from bench.peers.hippo import Hippo
from bench.peers.own import Own
from bench.peers.plain import Dense, Fused, Words
from bench.peers.task import Metered, System, Task, passage_text

WANTED = 50
WARM_UP = 20
FIRST = (2, 5, 10)

SYSTEMS: dict[str, Callable[[Task], System]] = {
    "reelgraph": lambda task: Own(task, with_triples=False),
    "reelgraph-triples": lambda task: Own(task, with_triples=True),
    "bm25": Words,
    "dense": Dense,
    "fusion": Fused,
    "hipporag": Hippo,
    "neo4j-graphrag": GraphRag,
}
PACKAGES = {"hipporag": hippo.PACKAGE, "neo4j-graphrag": graphrag.PACKAGE, "bm25": "tantivy"}
NOTES = {"hipporag": hippo.NOTE, "neo4j-graphrag": graphrag.NOTE}
NEED_TRIPLES = frozenset({"hipporag", "reelgraph-triples"})


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--triples", type=Path)
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--work", type=Path, default=Path(".cache/bench"))
    parser.add_argument("--one", choices=SYSTEMS, help="measure this one here, and print JSON")
    add_option(parser)
    given = parser.parse_args()
    queries = read_lines(given.queries)
    if given.one:
        print(json.dumps(measured(given, queries)))
        return
    embed(given)
    show_head(given, queries)
    for name in given.systems:
        reason = missing(name, given.triples)
        print(f"{name:<18} not measured: {reason}" if reason else line(name, apart(name), queries))
        sys.stdout.flush()
    for name in given.systems:
        if name in NOTES and not missing(name, given.triples):
            print(f"{name}: {NOTES[name]}")


def missing(name: str, triples: Path | None) -> str | None:
    """Why a system can't be measured here, and what to do about it; None where it can."""
    package = PACKAGES.get(name)
    if name in NEED_TRIPLES and triples is None:
        return "it reads triples, and none are given (--triples)"
    if package and importlib.util.find_spec(package) is None:
        return f"the package {name} is not installed; {INSTALL}"
    return None


def embed(given: argparse.Namespace) -> None:
    """Make the vectors of all passages, so that every system finds them made."""
    model = KeptEmbedder(chosen(given.embedder, given.work), given.work)
    model.passages([passage_text(row) for row in read_lines(given.corpus)])


def apart(name: str) -> Row:
    """Measure a system in a process of its own."""
    command = [sys.executable, "-m", "bench.multihop_peers", *sys.argv[1:], "--one", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(given: argparse.Namespace, queries: Sequence[Row]) -> Row:
    """Index, ask and tell."""
    triples = read_lines(given.triples) if given.triples else []
    model = Metered(KeptEmbedder(chosen(given.embedder, given.work), given.work))
    model.queries(["The model is read when it is first used."])
    with tempfile.TemporaryDirectory(prefix="reelgraph-bench-") as folder:
        task = Task(read_lines(given.corpus), triples, model, Path(folder))
        started = time.perf_counter()
        system = SYSTEMS[given.one](task)
        indexed = time.perf_counter() - started - model.seconds
        try:
            return {"index_s": indexed, "embedded": model.texts, **ask(system, queries)}
        finally:
            system.close()


def ask(system: System, queries: Sequence[Row]) -> Row:
    """Each question's ranking and milliseconds; work and memory of all."""
    pids = [pid for pid in (os.getpid(), system.server()) if pid]
    workers = [psutil.Process(pid) for pid in pids]
    for query in queries[:WARM_UP]:
        system.search(str(query["question"]), WANTED)
    ranked: dict[str, list[str]] = {}
    times: list[float] = []
    before = cpu_seconds(workers)
    for query in queries:
        started = time.perf_counter()
        ranked[str(query["id"])] = system.search(str(query["question"]), WANTED)
        times.append((time.perf_counter() - started) * 1000)
    cpu = (cpu_seconds(workers) - before) * 1000 / max(1, len(queries))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    memory = peak + sum(worker.memory_info().rss for worker in workers[1:])
    return {"ranked": ranked, "ms": times, "cpu_ms": cpu, "memory": memory}


def cpu_seconds(workers: Sequence[psutil.Process]) -> float:
    """What the processes have worked so far."""
    return sum(held.user + held.system for held in (worker.cpu_times() for worker in workers))


def show_head(given: argparse.Namespace, queries: Sequence[Row]) -> None:
    """What is measured, on what, with which versions."""
    packages = {**{n: p for n, p in PACKAGES.items() if n in given.systems}, "": "neo4j"}
    known = [f"{p} {v}" for p in packages.values() if (v := version(p))]
    print(
        f"{len(read_lines(given.corpus)):,} passages of {given.corpus}, {len(queries):,} questions"
    )
    print(f"{chosen(given.embedder, given.work).name}; {', '.join(known)}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    recalls = " ".join(f"{f'@{first}':>6}" for first in FIRST)
    print(columns("", recalls, ["ms", "p95", "cpu ms", "index s", "embeds", "MiB"]))


def version(package: str) -> str | None:
    """The version of an installed package."""
    try:
        return importlib.metadata.version(package.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return None


def line(name: str, told: Row, queries: Sequence[Row]) -> str:
    """The figures of one system."""
    shares = (mean_recall(told["ranked"], queries, first) for first in FIRST)
    recalls = " ".join(f"{'–' if s is None else f'{100 * s:.1f}':>6}" for s in shares)
    times: Any = told["ms"] or [0.0]
    figures = [np.median(times), np.percentile(times, 95), told["cpu_ms"], told["index_s"]]
    said = [f"{figure:.1f}" for figure in figures]
    return columns(
        name, recalls, [*said, f"{told['embedded']:,}", f"{told['memory'] / 2**20:,.0f}"]
    )


def columns(name: str, recalls: str, said: Sequence[str]) -> str:
    """A row of the table."""
    return f"{name:<18} {recalls} {' '.join(f'{one:>8}' for one in said)}"


if __name__ == "__main__":
    main()
