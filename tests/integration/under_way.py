"""Waiting until a run of the command line is in the middle of its work."""

import subprocess
import time

from graph_schema.managed import Endpoint
from graph_schema.neo4j import Neo4jStore
from graph_schema.scope import Scope


def wait_until_it_writes(place: Endpoint, process: subprocess.Popen[str]) -> None:
    """Returns as soon as the first Contributions are in the graph, which was empty."""
    store = Neo4jStore.connect(place.uri, place.user, place.password)
    deadline = time.monotonic() + 120
    try:
        while not store.hashes(Scope.everything()):
            assert process.poll() is None, "it ended before it wrote anything"
            assert time.monotonic() < deadline, "it wrote nothing"
            time.sleep(0.05)
    finally:
        store.close()
