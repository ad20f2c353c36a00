"""The Graph view beside plain sigma: the same network, the same Chromium, one run.

    python -m bench.explorer_graph [--sizes 1000 10000 100000] [--edges 5] [--seconds 4]

Makes a network of films, people, places and subjects in communities on three levels, lays it out,
and opens it in three ways: the Graph view as it opens (communities, whose parts are asked for when
they are opened), the same with everything drawn at once, and a page that does what sigma's own
examples do (graphology's import of a JSON file, and sigma over every node and edge). All have the
same places and names; laying out counts in none. Prints for each the bytes of the network that
were sent, the time to the first and to the last drawing, the longest task of the main thread, the
memory of the script, frames a second while the drawing is dragged, and how the ways compare. The
view with everything draws no lines while it is dragged; sigma draws all. The web app has to be
built (python3 make.py web), and Node has to be there to bundle the plain page.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import structlog
from fastapi import FastAPI
from playwright.sync_api import Browser
from starlette.staticfiles import StaticFiles

import explorer
from bench.pages import Opened, chromium, frames_while_panning, opened, serving, watched
from explorer.network.tables import bonds, communities, entities, links
from explorer.picture import Picture
from explorer.tables import Tables, empty
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from graph_schema.store import EDGE_SCHEMA, NODE_SCHEMA, Snapshot
from rag_service.answering import Answerer
from rag_service.api import Services, caller_scope, create_app

WEB = Path(explorer.__file__).parent / "web"
PLAIN = Path(__file__).parent / "plain_sigma.js"
PAGE = (
    '<!doctype html><meta charset="utf-8"><title>plain sigma</title>'
    "<style>html,body,#graph{height:100%;margin:0}</style>"
    '<div id="graph"></div><script type="module" src="plain.js"></script>'
)
LABELS = {"Work": 0.6, "Person": 0.2, "Place": 0.12, "Concept": 0.08}
MEMBERS = (6_000, 600, 60)
"""Entities in a community of each level, about."""

NEAR = (0.7, 0.2, 0.1)
"""Shares of links within the smallest community, the one above it, and anywhere."""

COLOURS = {"Work": "#e69f00", "Person": "#56b4e9", "Place": "#009e73", "Concept": "#cc79a7"}
UNREVIEWED = 0.05

# What takes longer to be drawn once isn't dragged.
SLOW_MS = 60_000

# What is there once all data are, and what is dragged.
VIEW = (".graph-list li", ".graph-stage")
EVERYTHING = (".graph-tools .numbers", ".graph-stage")
SIGMA = ("#graph canvas", "#graph")


@dataclass(frozen=True)
class Way:
    """One way to draw a network, and what it took.

    Attributes:
        frames: A second, while it is dragged; nan where it was drawn too slowly to be dragged.
    """

    name: str
    took: Opened
    frames: float

    def line(self, nodes: int, edges: int) -> str:
        """A row of the table that is printed."""
        took = self.took
        return (
            f"{nodes:>8,} {edges:>8,} {self.name:<16} {took.sent / 2**20:>8.2f} "
            f"{took.first_ms:>9,.0f} {took.drawn_ms:>9,.0f} {took.longest_ms:>10,.0f} "
            f"{took.heap / 2**20:>8.0f} {self.frames:>6.1f}"
        )

    def beside(self, other: Way) -> str:
        """How many times as much the other took, and how many times as many frames this has."""
        pairs = zip(astuple(other.took), astuple(self.took), strict=True)
        sent, first, drawn, longest, heap = (a / b if b else math.inf for a, b in pairs)
        frames = self.frames / other.frames if other.frames else math.inf
        return (
            f"  {other.name} / {self.name}: bytes {sent:.1f}, first drawing {first:.1f}, whole "
            f"drawing {drawn:.1f}, longest task {longest:.1f}, memory {heap:.1f}; frames a second "
            f"{self.name} / {other.name}: {frames:.1f}"
        )


class NetworkTables(Tables):
    """The tables of a made-up network; all others are empty."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(empty, None, f"network-{snapshot.nodes.num_rows}")
        picture = Picture(snapshot, Scope.everything())
        self._made = {
            "entities": entities(picture),
            "links": links(picture),
            "communities": communities(picture),
            "bonds": bonds(picture),
        }

    def table(self, name: str, scope: Scope) -> pa.Table:
        """As `Tables.table`."""
        return self._made[name] if name in self._made else super().table(name, scope)


def generated(nodes: int, edges: int) -> Snapshot:
    """A network of films and what they share, most of it within communities.

    Few entities have most links, as in a catalogue. Some links are claims that nobody reviewed.
    """
    random = np.random.default_rng(7)
    labels = random.choice(list(LABELS), nodes, p=list(LABELS.values()))
    ids = np.array([f"{label.lower()}:made/{n}" for n, label in enumerate(labels)])
    smallest = np.arange(nodes) // MEMBERS[2]
    films = np.flatnonzero(labels == "Work")
    others = np.flatnonzero(labels != "Work")
    starts, ends = _pairs(random, films, others, smallest, edges)
    degree = np.bincount(np.concatenate([starts, ends]), minlength=nodes)
    rank = degree / max(1.0, float(degree.mean()))
    derived = [
        json.dumps(
            {f"community_{level}": f"{level}-{n // size}" for level, size in enumerate(MEMBERS)}
            | {"centrality": float(rank[n])}
        )
        for n in range(nodes)
    ]
    names = [
        json.dumps({"preferred_title" if label == "Work" else "name": f"{label} number {n}"})
        for n, label in enumerate(labels)
    ]
    access = ["made#public"] * nodes
    vectors = pa.nulls(nodes, NODE_SCHEMA.field("embedding").type)
    sources = pa.array([[]] * nodes, NODE_SCHEMA.field("sources").type)
    held: list[Iterable[str]] = [ids, labels, access, names, derived]
    return Snapshot(
        1,
        pa.Table.from_arrays([*map(_words, held), vectors, sources], schema=NODE_SCHEMA),
        _edges(random, ids, labels, starts, ends),
        empty().sources,
    )


def _pairs(
    random: np.random.Generator,
    films: np.ndarray[tuple[int], np.dtype[np.int64]],
    others: np.ndarray[tuple[int], np.dtype[np.int64]],
    smallest: np.ndarray[tuple[int], np.dtype[np.int64]],
    wanted: int,
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Films and what they are linked to, each pair once."""
    found = np.zeros((0, 2), np.int64)
    while len(found) < wanted:
        drawn = 2 * (wanted - len(found)) + 100
        film = random.choice(films, drawn)
        wide = np.array([1, MEMBERS[1] // MEMBERS[2], smallest.max(initial=0) + 1])
        group = random.choice(wide, drawn, p=NEAR)
        low = smallest[film] // group * group
        # Skewed, so that the first of each stretch have most links.
        first = np.searchsorted(others, low * MEMBERS[2])
        last = np.searchsorted(others, (low + group) * MEMBERS[2])
        place = first + ((last - first) * random.random(drawn) ** 2).astype(np.int64)
        kept = last > first
        pairs = np.column_stack([film[kept], others[np.minimum(place[kept], len(others) - 1)]])
        found = random.permutation(np.unique(np.concatenate([found, pairs]), axis=0))[:wanted]
    return found[:, 0], found[:, 1]


def _edges(
    random: np.random.Generator,
    ids: np.ndarray[tuple[int], np.dtype[np.str_]],
    labels: np.ndarray[tuple[int], np.dtype[np.str_]],
    starts: np.ndarray[tuple[int], np.dtype[np.int64]],
    ends: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> pa.Table:
    by = labels[ends] == "Person"
    one, other = np.where(by, ids[ends], ids[starts]), np.where(by, ids[starts], ids[ends])
    claimed = random.random(len(starts)) < UNREVIEWED
    columns: list[Iterable[str]] = [
        [f"edge:{n}" for n in range(len(starts))],
        np.where(by, "CONTRIBUTED_TO", "HAS_SUBJECT"),
        one,
        other,
        ["made#public"] * len(starts),
        np.where(claimed, '{"confidence": 0.8, "status": "proposed"}', "{}"),
    ]
    return pa.Table.from_arrays([*map(_words, columns)], schema=EDGE_SCHEMA)


def _words(values: Iterable[str]) -> pa.Array:
    return pa.array(list(values), pa.string())


def view(tables: Tables) -> FastAPI:
    """The service over a network, without an index."""

    def no_index() -> Answerer:
        raise RetrievalIndexError("only tables are served here")

    app = create_app(Services(no_index, MemoryStore()))
    explorer.mount(app, explorer.Sources(MemoryStore(), caller_scope, lambda: tables, Path()))
    return app


def plain(folder: Path) -> FastAPI:
    """The plain page, its script and its graph."""
    app = FastAPI()
    app.mount("/", StaticFiles(directory=folder, html=True))
    return app


@contextmanager
def bundled(tables: Tables) -> Iterator[Path]:
    """A folder with the plain page and a network as graphology reads it."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("the plain page is bundled by Node, which is not there")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "index.html").write_text(PAGE, "utf-8")
        (folder / "graph.json").write_text(json.dumps(serialised(tables)), "utf-8")
        (folder / "node_modules").symlink_to(WEB / "node_modules")
        shutil.copy(PLAIN, folder / "entry.js")
        rolldown = WEB / "node_modules" / "rolldown" / "bin" / "cli.mjs"
        command = [node, str(rolldown), "entry.js", "--file", "plain.js", "--format", "esm"]
        command += ["--platform", "browser", "--minify"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        yield folder


def serialised(tables: Tables) -> dict[str, object]:
    """A network in graphology's own form, at the places of the view."""
    scope = Scope.everything()
    nodes, held = tables.table("entities", scope), tables.table("links", scope)
    rows = nodes.select(["id", "label", "name", "centrality", "x", "y"]).to_pylist()
    out = held.filter(held["outgoing"])
    return {
        "attributes": {},
        "options": {"type": "mixed", "multi": False, "allowSelfLoops": True},
        "nodes": [
            {
                "key": row["id"],
                "attributes": {
                    "x": round(row["x"], 3),
                    "y": round(row["y"], 3),
                    "size": round(1 + row["centrality"] ** (1 / 3), 2),
                    "label": row["name"],
                    "color": COLOURS[row["label"]],
                },
            }
            for row in rows
        ],
        "edges": [
            {"source": rows[one]["id"], "target": rows[other]["id"]}
            for one, other in zip(out["node"].to_pylist(), out["other"].to_pylist(), strict=True)
        ],
    }


def measured(browser: Browser, tables: Tables, seconds: float) -> Iterator[Way]:
    """Open the network in each way, and drag it."""
    with serving(view(tables)) as address:
        yield _way(browser, "view", f"{address}/graph", VIEW, seconds)
        yield _way(browser, "view, everything", f"{address}/graph?graph.all=1", EVERYTHING, seconds)
    with bundled(tables) as folder, serving(plain(folder)) as address:
        yield _way(browser, "plain sigma", f"{address}/", SIGMA, seconds)


def _way(browser: Browser, name: str, url: str, selectors: tuple[str, str], seconds: float) -> Way:
    ready, stage = selectors
    with watched(browser) as page:
        took = opened(page, url, lambda at: "/network" in at or at.endswith(".json"), ready)
        slow = took.first_ms > SLOW_MS
        frames = math.nan if slow else frames_while_panning(page, stage, seconds)
        return Way(name, took, frames)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each way at each size and print a row for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--edges", type=int, default=5, help="for each node")
    parser.add_argument("--seconds", type=float, default=4.0, help="of dragging")
    chosen = parser.parse_args(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    print(
        f"{'nodes':>8} {'edges':>8} {'way':<16} {'MiB sent':>8} {'first ms':>9} {'drawn ms':>9} "
        f"{'longest ms':>10} {'heap MiB':>8} {'fps':>6}"
    )
    with chromium() as browser:
        for nodes in chosen.sizes:
            started = time.perf_counter()
            tables = NetworkTables(generated(nodes, chosen.edges * nodes))
            edges = tables.table("links", Scope.everything()).num_rows // 2
            laid = time.perf_counter() - started
            ways = []
            try:
                for way in measured(browser, tables, chosen.seconds):
                    ways.append(way)
                    print(way.line(nodes, edges), flush=True)
                for way in ways[:-1]:
                    print(way.beside(ways[-1]))
            except TimeoutError as error:
                print(f"{nodes:>8,} {edges:>8,} the way after these was {error}")
            print(f"  made and laid out in {laid:.1f} s, in none of the times", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
