"""From a brush over the years to every part of a view drawn anew, in a real Chromium.

    python -m bench.crossfilter [--films 6000 60000 600000] [--views time] [--brushes 9]

Serves generated tables of films, dates and places as the explorer's own routes send them, opens
each view, and moves one end of the span of years, one year at a time. A brush is done when the
last change of the page or the last call to draw on a canvas is over and nothing more happened for
half a second. Prints the bytes sent, the time from opening a view to its first whole drawing, the
median time until the films left are counted and until all is drawn, the slowest of these, the
longest task of the main thread while brushing, and the memory of its script. The web app has to
be built (python3 make.py web).
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import structlog
from fastapi import FastAPI
from playwright.sync_api import Page

import explorer
from bench.pages import QUIET_MS, chromium, serving
from explorer import films, gazetteer, namings, timeline
from explorer.tables import Tables, empty
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.answering import Answerer
from rag_service.api import Services, caller_scope, create_app

# What is there once a view is drawn; a view that isn't named here is drawn with its films counted.
READY = {"time": ".place-map-labels bdi"}
SIGHT = "time.at=55.6,-4.2,4.7"
PLACES, SUBJECTS, PEOPLE, GENRES = 900, 120, 20_000, 40

# Notes when the page last changed, a canvas was last drawn on, and how long tasks were.
WATCH = """
window.bench = {last: 0, longest: 0, told: 0};
const mark = () => { window.bench.last = performance.now(); };
const painted = (changes) => {
  const told = changes.some(({target}) => target.parentElement?.closest(".filter-count"));
  requestAnimationFrame(() => setTimeout(() => {
    mark();
    if (told) window.bench.told = window.bench.last;
  }));
};
new MutationObserver(painted).observe(document, {
  subtree: true, childList: true, attributes: true, characterData: true,
});
for (const kind of [WebGL2RenderingContext, CanvasRenderingContext2D]) {
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "fill", "fillRect"]) {
    const draw = kind.prototype[name];
    if (!draw) continue;
    kind.prototype[name] = function (...given) { mark(); return draw.apply(this, given); };
  }
}
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) {
    window.bench.longest = Math.max(window.bench.longest, task.duration);
  }
}).observe({type: "longtask"});
"""
SETTLED = f"performance.now() - window.bench.last > {QUIET_MS}"


@dataclass(frozen=True)
class Figures:
    """What one view took with so many films.

    Attributes:
        films: How many there are.
        view: Its path.
        sent: Bytes of Arrow that the browser received.
        opened_ms: From asking for the page to its first whole drawing.
        told_ms: From each key that moves a brush to the number of films left being on the page.
        drawn_ms: From the same to the last drawing that it caused.
        longest_ms: The longest task of the main thread while brushing.
        heap: Bytes that the page's script holds.
    """

    films: int
    view: str
    sent: int
    opened_ms: float
    told_ms: Sequence[float]
    drawn_ms: Sequence[float]
    longest_ms: float
    heap: int

    def line(self) -> str:
        """A row of the table that is printed."""
        told, drawn = statistics.median(self.told_ms), statistics.median(self.drawn_ms)
        return (
            f"{self.films:>9,} {self.view:<9} {self.sent / 2**20:>8.1f} {self.opened_ms:>9,.0f} "
            f"{told:>8,.0f} {drawn:>8,.0f} {max(self.drawn_ms):>9,.0f} {self.longest_ms:>9,.0f} "
            f"{self.heap / 2**20:>8.0f}"
        )


class GeneratedTables(Tables):
    """Tables of made-up films; those that no view here draws from are empty."""

    def __init__(self, number: int) -> None:
        super().__init__(empty, None, f"generated-{number}")
        self._made = generated(number)

    def table(self, name: str, scope: Scope) -> pa.Table:
        """As `Tables.table`."""
        return self._made[name] if name in self._made else super().table(name, scope)


def generated(number: int) -> dict[str, pa.Table]:
    """Tables of films whose fields are spread as in a catalogue: few values have most films."""
    random = np.random.default_rng(7)
    ids = pa.array([f"work:made/{n:07d}" for n in range(number)])
    dated = random.random(number) > 0.02
    first = np.clip(random.normal(1955, 22, number), 1896, 2014).astype(np.int16)
    last = (
        first + np.where(random.random(number) < 0.06, random.integers(1, 10, number), 0)
    ).astype(np.int16)
    text = [
        str(a) if a == b else f"{a}/{b}" for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]
    placed = _zipf(random, PLACES, random.integers(0, 3, number))
    title = "A film of the harbour, the street and the fair, reel"
    columns = {
        "id": ids,
        "title": pa.array([f"{title} {n}" for n in range(number)]),
        "title_supplied": pa.array(random.random(number) < 0.3),
        "partner": pa.array(["made"] * number).dictionary_encode(),
        "record_id": pa.array([f"{n:07d}" for n in range(number)]),
        "year_from": pa.array(first, mask=~dated),
        "year_to": pa.array(last, mask=~dated),
        "date_text": pa.array(text, mask=~dated).dictionary_encode(),
        "collections": _named("Collection", _zipf(random, 12, np.ones(number, np.int64))),
        "places": _named("Place", placed),
        "subjects": _named("Subject", _zipf(random, SUBJECTS, random.integers(1, 5, number))),
        "genres": _named("Genre", _zipf(random, GENRES, random.integers(0, 3, number))),
        "people": _named("Person", _zipf(random, PEOPLE, random.integers(0, 3, number))),
        "colour": _either(random, number, "Colour", "Black and white"),
        "sound": _either(random, number, "Silent", "Sound"),
        "duration_s": pa.array(random.gamma(2.0, 400, number).astype(np.float32)),
        "enriched": pa.array(random.random(number) < 0.1),
        "claims": pa.array(random.integers(0, 5, number).astype(np.int32)),
        "undecided": pa.array(np.zeros(number, np.int32)),
    }  # fmt: skip
    return {
        "films": pa.table([columns[name] for name in films.SCHEMA.names], schema=films.SCHEMA),
        "places": _places(random),
        "ties": _ties(random, ids, placed),
        "dates": _dates(ids, dated, first, last, text),
    }


Lists = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]
"""Where each film's list starts, and the numbers of the values in all lists."""


def _zipf(random: np.random.Generator, values: int, lengths: npt.NDArray[np.int64]) -> Lists:
    weights = 1 / np.arange(1, values + 1)
    drawn = random.choice(values, int(lengths.sum()), p=weights / weights.sum()).astype(np.int32)
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32), drawn


def _either(random: np.random.Generator, number: int, *values: str) -> pa.Array:
    codes = random.integers(0, len(values), number).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(values))


def _named(name: str, lists: Lists) -> pa.Array:
    offsets, drawn = lists
    names = pa.array([f"{name} {n}" for n in range(drawn.max(initial=0) + 1)])
    values = pa.DictionaryArray.from_arrays(pa.array(drawn), names)
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def _places(random: np.random.Generator) -> pa.Table:
    rows = [
        {
            "id": f"place:made/{n}", "name": f"Place {n}", "variants": [], "within": ["Scotland"],
            "wider": [], "lat": float(random.uniform(50, 60)), "lon": float(random.uniform(-8, 1)),
            "films": 1, "catalogued": 1, "spoken": 0, "seen": 0, "described": 0, "timed": 0,
        }
        for n in range(PLACES)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, gazetteer.SCHEMA)


def _ties(random: np.random.Generator, ids: pa.Array, placed: Lists) -> pa.Table:
    offsets, drawn = placed
    film = np.repeat(np.arange(len(ids), dtype=np.int32), np.diff(offsets))
    names = pa.array([f"place:made/{n}" for n in range(PLACES)])
    columns = [
        pa.DictionaryArray.from_arrays(pa.array(film), ids),
        pa.DictionaryArray.from_arrays(pa.array(drawn), names),
        pa.array(random.choice([1, 1, 1, 2, 3, 4], len(drawn)).astype(np.uint8)),
    ]
    return pa.Table.from_arrays(columns, schema=namings.TIES)


def _dates(
    ids: pa.Array,
    dated: npt.NDArray[np.bool_],
    first: npt.NDArray[np.int16],
    last: npt.NDArray[np.int16],
    text: list[str],
) -> pa.Table:
    """A work and its making, each with the date of the film."""
    rows = np.repeat(np.flatnonzero(dated), 2).astype(np.int32)
    days = [(year[rows].astype(np.int64) - 1970).astype("datetime64[Y]") for year in (first, last)]
    ends = (days[1] + 1).astype("datetime64[D]") - 1
    kinds = np.tile(np.array([0, 1], np.int32), len(rows) // 2)
    columns = [
        pa.DictionaryArray.from_arrays(pa.array(rows), ids),
        pa.DictionaryArray.from_arrays(pa.array(kinds), pa.array(["Work", "ProductionEvent"])),
        pa.array([None] * len(rows), pa.string()).dictionary_encode(),
        pa.array(text).take(pa.array(rows)).dictionary_encode(),
        pa.array(days[0].astype("datetime64[D]")),
        pa.array(ends),
        pa.array(np.zeros(len(rows), np.uint8)),
    ]
    return pa.Table.from_arrays(columns, schema=timeline.SCHEMA)


def service(number: int) -> FastAPI:
    """The service over generated tables."""

    def no_index() -> Answerer:
        raise RetrievalIndexError("only tables are served here")

    tables = GeneratedTables(number)
    app = create_app(Services(no_index, MemoryStore()))
    explorer.mount(app, explorer.Sources(MemoryStore(), caller_scope, lambda: tables, Path()))
    return app


def measure(page: Page, address: str, view: str, number: int, brushes: int) -> Figures:
    """Open a view and brush: the year from which films are shown rises by one each time."""
    sent: list[int] = []
    page.on("response", lambda reply: sent.append(_bytes(reply.url, reply.headers)))
    started = time.perf_counter()
    page.goto(f"{address}/{view}?from=1920&{SIGHT}")
    page.locator(".filter-count", has_text=f"of {number:,} films").wait_for()
    page.locator(READY.get(view, ".filter-count")).first.wait_for()
    _settle(page)
    opened = 1000 * (time.perf_counter() - started) - QUIET_MS
    page.evaluate("window.bench.longest = 0")
    taken = [_brushed(page) for _ in range(brushes + 1)][1:]
    told, drawn = zip(*taken, strict=True)
    longest, heap = page.evaluate("[window.bench.longest, performance.memory.usedJSHeapSize]")
    return Figures(number, view, sum(sent), opened, told, drawn, longest, heap)


def _bytes(url: str, headers: dict[str, str]) -> int:
    return int(headers.get("content-length", 0)) if url.endswith(".arrow") else 0


def _settle(page: Page) -> None:
    # The page's policy forbids what Playwright's own waiting evaluates.
    while not page.evaluate(SETTLED):
        page.wait_for_timeout(50)


def _brushed(page: Page) -> tuple[float, float]:
    """Move the brush by a year, or its box where the view has none.

    Returns:
        ms until the films left are counted on the page, and until all is drawn.
    """
    handle = page.get_by_role("slider", name="From year")
    if handle.count():
        handle.focus()
        start = page.evaluate(_KEY, "ArrowRight")
    else:
        box = page.get_by_role("textbox", name="From year")
        box.fill(str(int(box.input_value()) + 1))
        start = page.evaluate(_KEY, "Enter")
    while not page.evaluate("window.bench.told"):
        page.wait_for_timeout(50)
    _settle(page)
    told, drawn = page.evaluate("[window.bench.told, window.bench.last]")
    return float(told - start), float(drawn - start)


_KEY = """(key) => {
  const start = performance.now();
  Object.assign(window.bench, {last: start, told: 0});
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  return start;
}"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each view at each size and print a row for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--films", type=int, nargs="+", default=[6_000, 60_000, 600_000])
    parser.add_argument("--views", nargs="+", default=["time"])
    parser.add_argument("--brushes", type=int, default=9)
    chosen = parser.parse_args(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    print(
        f"{'films':>9} {'view':<9} {'MiB sent':>8} {'opened ms':>9} {'told ms':>8} {'drawn ms':>8} "
        f"{'slowest':>9} {'longest':>9} {'heap MiB':>8}"
    )
    with chromium() as browser:
        for number in chosen.films:
            with serving(service(number)) as address:
                for view in chosen.views:
                    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
                    page.set_default_timeout(600_000)
                    page.add_init_script(WATCH)
                    print(measure(page, address, view, number, chosen.brushes).line(), flush=True)
                    page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
