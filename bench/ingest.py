"""The NLS catalogue and ISSA's enrichment into an empty graph, then again.

    python -m bench.ingest [--data ../shared/data]

Prints records a second and peak memory by stage, and the second run's share of the first
run's time. Everything is as a user runs it: the command line, a private Neo4j, a cold cache of
vectors. Neo4j's files are fetched beforehand, so that the network isn't measured.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

DATA = Path("../shared/data")
NLS = "nls_moving_image_archive/marc_records.csv"
ISSA = (
    "issa_deerin/geosearch/tools/index_shots.json",
    "issa_deerin/geosearch/tools/index_places.json",
)
SHEET = "issa_deerin/workshops/ws1/sample-11.csv"


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=DATA)
    data = parser.parse_args().data.resolve()
    with tempfile.TemporaryDirectory(prefix="reelgraph-bench-") as folder:
        environment = prepare(Path(folder))
        try:
            inputs = [
                [str(data / NLS), "--mapping", "nls"],
                [str(data / SHEET), "--mapping", "issa-sample"],
                [str(data / path) for path in ISSA],
            ]
            first = [run(words, environment) for words in inputs]
            again = [run(words, environment) for words in inputs]
        finally:
            command(["down"], environment)
    show("First ingest", first)
    show("Second ingest of the same files", again)
    ratio = sum(s for s, _ in again) / sum(s for s, _ in first)
    print(f"\nThe second takes {ratio:.3f} of the first (aim: under 0.1).")


def prepare(folder: Path) -> dict[str, str]:
    """An environment with an empty home, Neo4j's files at hand, and the store up."""
    fetched = Path(os.environ.get("REELGRAPH_CACHE", ".cache/reelgraph")) / "neo4j"
    if fetched.is_dir():
        shutil.copytree(fetched, folder / "cache" / "neo4j")
    environment = {
        **os.environ,
        "REELGRAPH_HOME": str(folder / "home"),
        "REELGRAPH_CACHE": str(folder / "cache"),
    }
    command(["up"], environment)
    return environment


def run(words: list[str], environment: dict[str, str]) -> tuple[float, dict[str, Any]]:
    """One ingest; its seconds, process start included, and its report."""
    started = time.perf_counter()
    report = command(["ingest", *words, "--json"], environment)
    return time.perf_counter() - started, json.loads(report)


def command(words: list[str], environment: dict[str, str]) -> str:
    """Run the command line; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "reelgraph", *words],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"reelgraph {' '.join(words)} ended with {done.returncode}")
    return done.stdout


def show(title: str, runs: list[tuple[float, dict[str, Any]]]) -> None:
    """Print a table of the stages of several ingests."""
    print(f"\n{title}")
    print(
        f"{'records':>8} {'stage':<10} {'items':>8} {'seconds':>8} {'a second':>9} {'peak MiB':>9}"
    )
    for seconds, report in runs:
        for stage in report["stages"]:
            rate = stage["items"] / stage["seconds"] if stage["seconds"] else 0.0
            print(
                f"{'':>8} {stage['name']:<10} {stage['items']:>8,} {stage['seconds']:>8.1f} "
                f"{rate:>9,.0f} {stage['peak_mib']:>9,.0f}"
            )
        rate = report["records"] / seconds
        print(f"{report['read']:>8,} {'all':<10} {'':>8} {seconds:>8.1f} {rate:>9,.1f}")


if __name__ == "__main__":
    main()
