"""The map's positions beside plain umap-learn: time, memory, truth to the vectors, and drift.

    python3 -m venv .cache/peers
    .cache/peers/bin/pip install --no-deps --require-hashes -r requirements/peers.txt
    .cache/peers/bin/python -m bench.positions HOME [--sizes 1000 6000 24000] [--own 100000]

HOME is a Reelgraph home with films in it. Sizes below its number of passages are drawn from
them; larger ones are mixtures of two of them with noise. Each system lays out each size in a
process of its own, the start of its libraries included, with a seed and its own usual settings.

Trustworthiness (Venna and Kaski 2001) and the share of the 15 true neighbours that are among
the 15 on the map are measured on 1,000 points. Drift is the median way that points moved which
were there before, as a share of the map's radius, when a tenth and when a half came after them:
for the product as it brings its map up to date, and beside it for laying all out anew, turned
and mirrored on to the old map as well as can be. A system that isn't installed is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_ingest.derive.positions import aligned, drift, placed
from graph_ingest.derive.umap import Positions
from graph_ingest.kept import KeptSnapshot
from graph_schema.models import Vectors

SAMPLE = 1_000
NEIGHBOURS = 15
LATER = (0.1, 0.5)
_SEED = 7

Lay = Callable[[Vectors], Positions]


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("home", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 6_000, 24_000])
    parser.add_argument("--own", type=int, nargs="*", default=[], help="sizes without the peer")
    parser.add_argument("--one", nargs=2, help="system and file: measure it here, print JSON")
    arguments = parser.parse_args()
    if arguments.one:
        system, file = arguments.one
        print(json.dumps(measured(SYSTEMS[system], np.load(file))))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    base = vectors_of(arguments.home)
    for size in arguments.sizes:
        compare(arguments.home, sized(base, size), tuple(SYSTEMS))
    for size in arguments.own:
        compare(arguments.home, sized(base, size), ("reelgraph",))
    for share in LATER:
        show_drift(sized(base, arguments.sizes[0]), share)
        show_drift(sized(base, min(len(base), 6_000)), share)


def compare(home: Path, vectors: Vectors, systems: tuple[str, ...]) -> None:
    """Lay the same vectors out by each system and print how they did."""
    print(f"{len(vectors):,} × {vectors.shape[1]}", flush=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "vectors.npy", vectors)
        for name in systems:
            if name == "umap-learn" and importlib.util.find_spec("umap") is None:
                print("  umap-learn   not installed")
                continue
            command = [sys.executable, "-m", "bench.positions", str(home)]
            command += ["--one", name, str(Path(folder) / "vectors.npy")]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            found[name] = json.loads(said.splitlines()[-1])
            show(name, found[name])
    if len(found) > 1:
        own, peer = found["reelgraph"], found["umap-learn"]
        parts = [f"{key} {own[key] / peer[key]:.2f}" for key in ("seconds", "trust", "recall")]
        print(f"  ratio        {', '.join(parts)}", flush=True)


def show(name: str, figures: dict[str, float]) -> None:
    """A line of figures."""
    print(
        f"  {name:<12} {figures['seconds']:7.1f} s, of it imports {figures['imports']:.1f} s; "
        f"{figures['mib']:,.0f} MiB; trustworthiness {figures['trust']:.3f}, "
        f"neighbours kept {figures['recall']:.3f}",
        flush=True,
    )


def measured(system: Callable[[], Lay], vectors: Vectors) -> dict[str, float]:
    """Time with imports, peak memory, and how true the map is."""
    start = time.perf_counter()
    lay = system()
    imports = time.perf_counter() - start
    positions = lay(vectors)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    trust, recall = truth(vectors, positions)
    return {
        "seconds": seconds,
        "imports": imports,
        "mib": peak,
        "trust": trust,
        "recall": recall,
    }


def own() -> Lay:
    """The product's, without held positions."""

    def lay(vectors: Vectors) -> Positions:
        nowhere = np.full((len(vectors), 2), np.nan, np.float32)
        return placed(vectors, nowhere, np.zeros(len(vectors), np.bool_)).positions

    return lay


def plain() -> Lay:
    """umap-learn as its guide uses it, with a seed."""
    import umap

    def lay(vectors: Vectors) -> Positions:
        made = umap.UMAP(metric="cosine", random_state=_SEED).fit_transform(vectors)
        return np.asarray(made, np.float32)

    return lay


SYSTEMS: dict[str, Callable[[], Lay]] = {"reelgraph": own, "umap-learn": plain}


def show_drift(vectors: Vectors, share: float) -> None:
    """How far points move when a share of all comes after them."""
    first = round(len(vectors) * (1 - share))
    held = np.full((len(vectors), 2), np.nan, np.float32)
    lay = own()
    held[:first] = lay(vectors[:first])
    start = time.perf_counter()
    made = placed(vectors, held, np.zeros(len(vectors), np.bool_)).positions
    seconds = time.perf_counter() - start
    anew = aligned(lay(vectors), held, np.arange(len(vectors)) < first)
    trust, afresh = truth(vectors, made)[0], truth(vectors, anew)[0]
    print(
        f"drift, {len(vectors):,} points of which {share:.0%} come later in {seconds:.1f} s: "
        f"{drift(held[:first], made[:first]):.3f} (trustworthiness {trust:.3f}); "
        f"anew {drift(held[:first], anew[:first]):.3f} ({afresh:.3f})",
        flush=True,
    )


def truth(vectors: Vectors, positions: Positions) -> tuple[float, float]:
    """Trustworthiness, and the share of true neighbours kept, on a sample of points."""
    count, near = len(vectors), NEIGHBOURS
    asked = np.random.default_rng(_SEED).permutation(count)[:SAMPLE]
    penalty, kept = 0, 0
    for row in asked.tolist():
        rank = ranks(-(vectors @ vectors[row]), row)
        on_map = ranks(((positions - positions[row]) ** 2).sum(axis=1), row)
        shown = rank[on_map <= near]
        penalty += int(np.maximum(shown - near, 0).sum())
        kept += int((shown <= near).sum())
    worst = near * (2 * count - 3 * near - 1) / 2
    return 1.0 - penalty / len(asked) / worst, kept / len(asked) / near


def ranks(apart: npt.NDArray[Any], itself: int) -> npt.NDArray[np.int64]:
    """Each row's rank by distance from 1; the asked row itself comes last."""
    apart = apart.copy()
    apart[itself] = np.inf
    found = np.empty(len(apart), np.int64)
    found[np.argsort(apart, kind="stable")] = np.arange(1, len(apart) + 1)
    return found


def vectors_of(home: Path) -> Vectors:
    """The vectors of a home's passages."""
    snapshot = KeptSnapshot(home / "ingest" / "snapshot").load()
    if snapshot is None:
        raise SystemExit(f"{home} holds no whole ingest")
    held = snapshot.nodes["embedding"].drop_null().combine_chunks()
    vectors: Vectors = held.flatten().to_numpy().reshape(len(held), -1).astype(np.float32)
    return vectors


def sized(base: Vectors, size: int) -> Vectors:
    """As many vectors: drawn from those there are, or mixtures of two with a little noise."""
    rng = np.random.default_rng(_SEED)
    if size <= len(base):
        return base[rng.permutation(len(base))[:size]]
    one, other = (base[rng.integers(0, len(base), size)] for _ in range(2))
    share = rng.random((size, 1), dtype=np.float32) * 0.4
    noise = rng.normal(0, 0.005, one.shape).astype(np.float32)
    mixed = one * (1 - share) + other * share + noise
    unit: Vectors = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return unit


if __name__ == "__main__":
    main()
