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
from collections.abc import Callable

from filelock import FileLock

from graph_ingest.kept import KeptSnapshot
from graph_schema.errors import ReelgraphError, RetrievalIndexError
from graph_schema.scope import Scope
from reelgraph.assembly import embedder, newest_snapshot, open_store, update_index
from reelgraph.settings import Settings, settings

_NICER = 5
_CHECK_S = 0.1


def refresh_index(chosen: Settings, building: Callable[[], object] = lambda: None) -> int:
    """Bring this home's index up to its graph; returns the change number that it stands at.

    Args:
        chosen: Name the home.
        building: Called where all of it has to be built, which takes long.

    Raises:
        StoreError, RetrievalIndexError, ModelError: Then the index stays as it was.
    """
    # Not the ingest's own: that may be writing its picture at the same time.
    kept = KeptSnapshot(chosen.home / "following")
    with FileLock(chosen.home / "following.lock"), open_store(chosen, lambda _: None) as store:
        older = newest_snapshot(chosen)
        snapshot = store.snapshot(Scope.everything(), older)
        if snapshot.written is None:
            building()
        update_index(chosen, older, snapshot, embedder(chosen))
        kept.save(snapshot)
    return snapshot.sequence


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
    # It lives for seconds and makes millions of objects that all stay.
    gc.disable()
    try:
        # Questions come first where it takes long.
        refresh_index(settings(), lambda: os.nice(_NICER))
    except ReelgraphError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
