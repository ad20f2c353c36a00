"""The store's load beside a bare UNWIND script, on the same Neo4j, each on an empty database.

    python -m bench.store_load [--data ../shared/data] [--records N] [--rounds 3]

Both get the Contributions of the NLS catalogue in memory and leave the same nodes, the same
relationships and the same shown properties under the same constraints and indexes, which is
checked. The bare script keeps nothing else: no Sources, no access, no way to replace or to
remove. Prints records a second of both and their ratio (aim: at least 0.7) at three sizes.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import neo4j
from neo4j import Driver, GraphDatabase, ManagedTransaction

from graph_ingest.readers import Quarantine, reader_for
from graph_schema.contribution import Contribution
from graph_schema.managed import Endpoint, ManagedNeo4j, ServerOptions
from graph_schema.neo4j import Neo4jStore

NLS = "nls_moving_image_archive/marc_records.csv"
BATCH = 300
WARM_UP = 400

WIPE = "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
NODES = "MATCH (n:Resource) RETURN n.id AS id, labels(n) AS labels, properties(n) AS held"
RELATIONSHIPS = """
MATCH (a:Resource)-[r]->(b:Resource)
RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS held
"""

Load = Callable[[Sequence[Contribution]], object]


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--records", type=int, default=6017, help="records of the largest size")
    parser.add_argument("--rounds", type=int, default=3, help="loads of each kind and size")
    given = parser.parse_args()
    lines = read(given.data / NLS, given.records)
    cache = Path(os.environ.get("REELGRAPH_CACHE", ".cache/reelgraph"))
    with tempfile.TemporaryDirectory(prefix="reelgraph-bench-") as folder:
        server = ManagedNeo4j(Path(folder), ServerOptions(cache=cache))
        try:
            compare(server.up(), lines, given.rounds)
        finally:
            server.down()


def read(path: Path, count: int) -> list[str]:
    """The catalogue's Contributions as JSON."""
    found = reader_for(path, "nls").read(path, Quarantine())
    return [contribution.model_dump_json() for contribution in islice(found, count)]


def compare(place: Endpoint, lines: list[str], rounds: int) -> None:
    """Time both loads, in turn, at three sizes."""
    login = (place.user, place.password)
    with (
        GraphDatabase.driver(place.uri, auth=login) as driver,
        Neo4jStore.connect(place.uri, place.user, place.password) as store,
    ):
        kinds: dict[str, Load] = {"store": store.apply, "bare": lambda said: bare(driver, said)}
        for load in kinds.values():
            timed(driver, load, lines[:WARM_UP])
        print(f"{'records':>8} {'nodes':>8} {'edges':>8} {'store':>9} {'bare':>9} {'ratio':>6}")
        for size in (len(lines) // 4, len(lines) // 2, len(lines)):
            show(driver, kinds, lines[:size], rounds)


def show(driver: Driver, kinds: dict[str, Load], lines: list[str], rounds: int) -> None:
    """Print the line of one size: the medians of all rounds."""
    unclear = disputed(lines)
    seconds: dict[str, list[float]] = defaultdict(list)
    pictures: set[tuple[int, int, str]] = set()
    for _ in range(rounds):
        for name, load in kinds.items():
            seconds[name].append(timed(driver, load, lines))
            pictures.add(picture(driver, unclear))
    if len(pictures) != 1:
        raise SystemExit("the two loads did not leave the same graph")
    nodes, edges, _ = pictures.pop()
    store, plain = median(seconds["store"]), median(seconds["bare"])
    print(
        f"{len(lines):>8,} {nodes:>8,} {edges:>8,} {len(lines) / store:>7,.0f}/s "
        f"{len(lines) / plain:>7,.0f}/s {plain / store:>6.2f}"
    )


def timed(driver: Driver, load: Load, lines: list[str]) -> float:
    """Seconds that a load of fresh Contributions takes on an empty database."""
    with driver.session() as session:
        session.run(WIPE).consume()
    said = [Contribution.model_validate_json(line) for line in lines]
    gc.collect()
    gc.freeze()  # what waits to be loaded is no work for the collector, in either load
    begin = time.perf_counter()
    load(said)
    taken = time.perf_counter() - begin
    gc.unfreeze()
    return taken


def bare(driver: Driver, said: Sequence[Contribution]) -> None:
    """What a person who knows Neo4j writes for a load that is never repeated."""
    with driver.session() as session:
        for start in range(0, len(said), BATCH):
            session.execute_write(bare_batch, said[start : start + BATCH])


def bare_batch(tx: ManagedTransaction, said: Sequence[Contribution]) -> None:
    """Nodes by label, then relationships by type; a node that several name is sent once."""
    nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for contribution in said:
        for node in contribution.nodes:
            nodes[node.label][node.id] |= node.properties()
        for edge in contribution.edges:
            row = {"start": edge.start, "end": edge.end, "set": edge.properties}
            edges[edge.type.value].append(row)
    for label, by_id in nodes.items():
        query = f"UNWIND $rows AS row MERGE (n:Resource {{id: row.id}}) SET n:{label}, n += row.set"
        tx.run(query, rows=[{"id": n, "set": held} for n, held in by_id.items()]).consume()
    for kind, rows in edges.items():
        query = (
            "UNWIND $rows AS row MATCH (a:Resource {id: row.start}) "
            f"MATCH (b:Resource {{id: row.end}}) CREATE (a)-[r:{kind}]->(b) SET r = row.set"
        )
        tx.run(query, rows=rows).consume()


def disputed(lines: list[str]) -> set[str]:
    """The nodes of which records say different things, where the bare script keeps the last."""
    held: dict[tuple[str, str], str] = {}
    found: set[str] = set()
    for line in lines:
        for node in Contribution.model_validate_json(line).nodes:
            for name, value in node.properties().items():
                if held.setdefault((node.id, name), repr(value)) != repr(value):
                    found.add(node.id)
    return found


def picture(driver: Driver, unclear: set[str]) -> tuple[int, int, str]:
    """Numbers of nodes and relationships, and a hash over all that they show."""
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        nodes = sorted(shown(session.run(NODES), unclear))
        edges = sorted(shown(session.run(RELATIONSHIPS), set()))
    content = hashlib.sha256("\n".join([*nodes, *edges]).encode()).hexdigest()
    return len(nodes), len(edges), content


def shown(rows: neo4j.Result, unclear: set[str]) -> Iterator[str]:
    """Each row as text, without what the store keeps for itself and what is unclear."""
    for row in rows:
        held = {name: value for name, value in row["held"].items() if not name.startswith("_")}
        if held.get("id") in unclear:
            held.clear()
        rest = [sorted(v) if isinstance(v, list) else v for v in row.values()[:-1]]
        yield repr((rest, sorted(held.items())))


if __name__ == "__main__":
    main()
