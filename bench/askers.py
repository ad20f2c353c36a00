"""Many askers at once, and a graph that changes under them, through the service's own door.

    python -m bench.askers HOME [--askers 32] [--seconds 20]

Starts `reelgraph serve` on a home with the NLS catalogue in it (a copy: it writes to its graph),
and asks questions of the blind set over HTTP: one asker first, then many at once, each asking
again as soon as it has its answer. Prints throughput, median and 95th percentile, and how many
were refused. Then one record is applied to the graph while a single asker goes on: the time till
a question finds it, and what that asker waited meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from graph_schema.contribution import Contribution, Source
from graph_schema.nodes import Work
from reelgraph.assembly import open_store
from reelgraph.settings import Settings

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "data" / "nls_questions.jsonl"
NEW = "What does the catalogue have on the Quorlby regatta?"
PATIENCE_S = 600.0


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("home", type=Path)
    parser.add_argument("--askers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    os.environ["REELGRAPH_HOME"] = str(options.home)
    lines = QUESTIONS.read_text("utf-8").splitlines()
    texts = [json.loads(line)["question"] for line in lines]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    with serving() as address:
        ask(address, texts[0])
        for askers in (1, options.askers):
            show(f"{askers} at once", *crowd(address, texts, askers, options.seconds))
        follow(address, texts, Settings(home=options.home))


@contextmanager
def serving() -> Iterator[str]:
    """The address of a service of its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "reelgraph", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: reached(address))
        try:
            yield address
        finally:
            process.terminate()


def reached(address: str) -> bool:
    """Whether the service is ready to answer."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=60):
            return True
    except OSError:
        return False


def wait_until(told: Any) -> float:
    """Seconds until something is so."""
    started = time.perf_counter()
    while not told():
        if time.perf_counter() - started > PATIENCE_S:
            raise SystemExit("gave up waiting")
        time.sleep(0.1)
    return time.perf_counter() - started


def ask(address: str, question: str) -> tuple[float, dict[str, Any] | None]:
    """Milliseconds, and the answer; None where it was refused."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(
        f"{address}/api/v1/ask", body, {"Content-Type": "application/json"}
    )
    started = time.perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        if error.code != 429:
            raise
        answer = None
    return (time.perf_counter() - started) * 1000, answer


def crowd(
    address: str, texts: list[str], askers: int, seconds: float
) -> tuple[list[float], int, float]:
    """Milliseconds of each answer, how many were refused, and seconds that all took."""
    until = time.perf_counter() + seconds

    def one(first: int) -> list[tuple[float, dict[str, Any] | None]]:
        found, at = [], first
        while time.perf_counter() < until:
            found.append(ask(address, texts[at % len(texts)]))
            at += askers
        return found

    started = time.perf_counter()
    with ThreadPoolExecutor(askers) as pool:
        told = [each for found in pool.map(one, range(askers)) for each in found]
    took = time.perf_counter() - started
    answered = [ms for ms, answer in told if answer is not None]
    return answered, len(told) - len(answered), took


def show(name: str, answered: list[float], refused: int, took: float) -> None:
    """Print one row."""
    median, late, last = np.percentile(answered, (50, 95, 100))
    print(
        f"{name}: {len(answered) / took:.1f} answers a second, median {median:.0f} ms, "
        f"p95 {late:.0f} ms, longest {last:.0f} ms, {refused} refused",
        flush=True,
    )


def follow(address: str, texts: list[str], home: Settings) -> None:
    """Apply one record, and print when questions see it and what others waited."""
    work = "work:bench/quorlby"
    record = Contribution(
        source=Source(
            id="bench/quorlby",
            partner="bench",
            collection="nls-moving-image-archive",
            record_id="quorlby",
        ),
        nodes=[Work(id=work, preferred_title="QUORLBY REGATTA", summary="Boats at Quorlby.")],
        edges=[],
    )

    def seen() -> bool:
        answer = ask(address, NEW)[1]
        return answer is not None and any(r["id"] == work for r in answer["results"])

    waits: list[float] = []
    over = threading.Event()

    def others() -> None:
        at = 0
        while not over.wait(0.05):
            waits.append(ask(address, texts[at % len(texts)])[0])
            at += 1

    with open_store(home, lambda _: None) as store:
        asker = threading.Thread(target=others)
        asker.start()
        try:
            store.apply([record])
            took = wait_until(seen)
        finally:
            over.set()
            asker.join()
            store.remove([record.source.id])
    show(f"seen {took:.1f} s after it was applied; meanwhile", waits, 0, took)


if __name__ == "__main__":
    main()
