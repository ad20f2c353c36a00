"""Writing a newer index in a process of its own, so that readers share no lock with it.

`python -m reelgraph.refreshing` reads what changed in the graph since it was last read, and
writes a generation of the index, facts included. It writes nothing to the graph.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading

from filelock import FileLock

from graph_ingest.kept import KeptSnapshot
from graph_schema.errors import ReelgraphError, RetrievalIndexError
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from reelgraph.assembly import embedder, open_store, update_index
from reelgraph.settings import Settings, settings

_NICER = 5
_CHECK_S = 0.1


def refresh_index(chosen: Settings) -> int:
    """Bring this home's index up to its graph; returns the change number that it stands at.

    Raises:
        StoreError, RetrievalIndexError, ModelError: Then the index stays as it was.
    """
    # Not the ingest's own: that may be writing its picture at the same time.
    kept = KeptSnapshot(chosen.home / "following")
    with FileLock(chosen.home / "following.lock"), open_store(chosen, lambda _: None) as store:
        older = _newest(chosen, kept)
        snapshot = store.snapshot(Scope.everything(), older)
        update_index(chosen, older, snapshot, embedder(chosen))
        kept.save(snapshot)
    return snapshot.sequence


def _newest(chosen: Settings, kept: KeptSnapshot) -> Snapshot | None:
    """The latest picture of the graph on disk: one of ours, or that of the last ingest."""
    found = [kept.load(), KeptSnapshot(chosen.home / "ingest" / "snapshot").load()]
    held = [snapshot for snapshot in found if snapshot is not None]
    return max(held, key=lambda snapshot: snapshot.sequence, default=None)


def refresh_apart(stop: threading.Event) -> None:
    """Have the index refreshed by another process, which ends when ``stop`` is set.

    Raises:
        RetrievalIndexError: It failed; the message is its own.
    """
    command = [sys.executable, "-m", "reelgraph.refreshing"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        while process.poll() is None:
            if stop.wait(_CHECK_S):
                process.terminate()
                return
        said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
    if process.returncode:
        lines = said.strip().splitlines() or [f"the process ended with {process.returncode}"]
        raise RetrievalIndexError(f"the index could not be refreshed: {lines[-1]}")


def main() -> None:
    """Refresh the index of the home that the settings name."""
    os.nice(_NICER)
    # It lives for seconds and makes millions of objects that all stay.
    gc.disable()
    try:
        refresh_index(settings())
    except ReelgraphError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
