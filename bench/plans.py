"""How many list and count questions have a plan, and whether Neo4j gives the facts' works for it.

    python -m bench.plans HOME [--cache FOLDER]

Reads the store of a home into which the NLS catalogue was ingested (`reelgraph ingest`), takes
the list and count questions of tests/data/nls_questions.jsonl, and runs each one's plan in Neo4j.
Prints the share that has a plan, the share of these whose works are exactly those of the facts
in memory, and the median time in Neo4j.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench.answers import QUESTIONS
from graph_schema.managed import ManagedNeo4j, ServerOptions
from graph_schema.neo4j import Neo4jStore
from graph_schema.scope import Scope
from rag_service.answering import Facts, understand
from rag_service.answering.outcome import carry_out
from rag_service.answering.planned import plan_of, works_plan
from rag_service.answering.query import Query
from rag_service.answering.view import View

_ALL = Scope.everything()


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("home", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(".cache/reelgraph"))
    given = parser.parse_args()
    server = ManagedNeo4j(given.home, ServerOptions(cache=given.cache))
    server.up()
    try:
        place = server.endpoint()
        if place is None:
            raise SystemExit(f"no store runs in {given.home}")
        with Neo4jStore.connect(place.uri, place.user, place.password) as store:
            compare(store)
    finally:
        server.down()


def compare(store: Neo4jStore) -> None:
    """Ask every question both ways and print how they agree."""
    view = Facts.from_snapshot(store.snapshot(_ALL)).within(_ALL)
    asked = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    asked = [question for question in asked if question["kind"] in ("list", "count")]
    planned, agreeing = 0, 0
    without: Counter[str] = Counter()
    times: list[float] = []
    for question in asked:
        query = understand(question["question"], view)
        plan = plan_of(query, view)
        if plan is None:
            without[_why(query)] += 1
            continue
        planned += 1
        started = time.perf_counter()
        rows = store.run_plan(works_plan(plan), _ALL)
        times.append((time.perf_counter() - started) * 1000)
        if sorted(row["id"] for row in rows) == _of_facts(query, view):
            agreeing += 1
        else:
            print("differs:", question["id"], question["question"])
    print(f"{len(asked)} questions, {planned} with a plan ({planned / len(asked):.3f})")
    print(f"{agreeing} of {planned} agree; median {median(times):.0f} ms in Neo4j")
    print("without a plan:", dict(without.most_common()))


def _of_facts(query: Query, view: View) -> list[str]:
    if query.order is None:
        return sorted(view.id(int(work)) for work in np.flatnonzero(query.mask(view)))
    # An extreme is worked out from columns; it searches nothing.
    nowhere: Any = None
    found = carry_out(query, view, nowhere, _ALL)
    return sorted(view.id(work) for work, _ in found.works)


def _why(query: Query) -> str:
    if query.hop or query.group or query.missing:
        return "hop" if query.hop else "group" if query.group else "missing"
    kinds = sorted({type(condition).__name__ for condition in query.filters})
    return " ".join([query.kind, *kinds])


if __name__ == "__main__":
    main()
