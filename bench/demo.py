"""The README's first command on a machine that has nothing yet.

    python -m bench.demo

Clones this checkout into an empty folder, runs ``make.py demo`` with empty caches, and prints
the seconds to the first answer, the megabytes fetched (counted at the network interfaces, so
nothing else should be fetching meanwhile) and the size of what is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
PARTS = (".venv", ".cache", ".reelgraph")


def main() -> None:
    """Run it and print the figures."""
    with tempfile.TemporaryDirectory(prefix="reelgraph-demo-") as folder:
        clone = Path(folder) / "reelgraph"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REELGRAPH_")}
        environment |= {"PIP_NO_CACHE_DIR": "1"}
        before, started = received(), time.perf_counter()
        try:
            subprocess.run(
                [base_python(), "make.py", "demo"], cwd=clone, env=environment, check=True
            )
            seconds, fetched = time.perf_counter() - started, received() - before
        finally:
            stop = [str(clone / ".venv" / "bin" / "reelgraph"), "down"]
            home = {**environment, "REELGRAPH_HOME": str(clone / ".reelgraph")}
            subprocess.run(stop, env=home, check=False)
        print(f"\nSeconds to the first answer: {seconds:.0f}")
        print(f"Fetched: {fetched / 2**20:.0f} MiB")
        sizes = {part: size_of(clone / part) for part in PARTS}
        shown = ", ".join(f"{part} {size / 2**20:.0f}" for part, size in sizes.items())
        print(f"On disk: {sum(sizes.values()) / 2**20:.0f} MiB ({shown})")


def base_python() -> str:
    """A Python outside any virtual environment."""
    return str(Path(sys.base_prefix) / "bin" / "python3")


def received() -> int:
    """Bytes that came in from the network, loopback left out."""
    counters = psutil.net_io_counters(pernic=True)
    return sum(nic.bytes_recv for name, nic in counters.items() if name != "lo")


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder; hard links count once."""
    files = {(s.st_dev, s.st_ino): s.st_size for s in map(os.lstat, folder.rglob("*"))}
    return sum(files.values())


if __name__ == "__main__":
    main()
