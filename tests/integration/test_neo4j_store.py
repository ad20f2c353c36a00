"""What only the real store has to show: plain Cypher, its guard, broken servers, two writers."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import neo4j
import psutil
import pytest

from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import (
    ReadLimitError,
    ReadOnlyError,
    StoreCredentialsError,
    StoreError,
    StoreUnavailableError,
    UnsupportedServerError,
)
from graph_schema.managed import Endpoint, ManagedNeo4j, ServerOptions
from graph_schema.memory import MemoryStore
from graph_schema.neo4j import Neo4jStore, connection, guard
from graph_schema.neo4j import store as neo4j_store
from graph_schema.neo4j.cypher import schema
from graph_schema.nodes import Concept, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import GraphStore

pytestmark = pytest.mark.integration

ALL = Scope.everything()

APPLY = """
import sys
sys.path[:0] = sys.argv[1].split("|")
from graph_schema.neo4j import Neo4jStore
from test_neo4j_store import records
store = Neo4jStore.connect(*sys.argv[2:5])
print("connected", flush=True)
store.apply(records(int(sys.argv[5])))
"""

# A client that is killed once its first transaction is seen is still far from the end.
MORE_THAN_APPLIED = 1_000_000


def record(number: int) -> Contribution:
    """A film with a genre that all films share."""
    film = f"work:{number}"
    return Contribution(
        source=Source(id=f"nls/{number}", partner="nls", collection="nls"),
        nodes=[
            Work(id=film, preferred_title=f"Film {number}"),
            Concept(id="concept:amateur", name="amateur"),
        ],
        edges=[Edge(type=Relation.HAS_GENRE, start=film, end="concept:amateur")],
    )


def records(count: int) -> Iterator[Contribution]:
    return map(record, range(count))


def tables(store: GraphStore) -> list[list[str]]:
    taken = store.snapshot(ALL)
    return [sorted(map(repr, t.to_pylist())) for t in (taken.nodes, taken.edges, taken.sources)]


def assert_whole(store: Neo4jStore) -> int:
    """What is in the graph is what its Sources say; returns how many there are."""
    held = list(store.contributions(ALL))
    reference = MemoryStore()
    reference.apply(held)
    assert tables(store) == tables(reference)
    return len(held)


def login(place: Endpoint) -> tuple[str, str, str]:
    return place.uri, place.user, place.password


@pytest.fixture
def store(clean_neo4j: Endpoint) -> Iterator[Neo4jStore]:
    with Neo4jStore.connect(*login(clean_neo4j)) as opened:
        yield opened


def test_plain_cypher_works_on_what_is_shown(store: Neo4jStore) -> None:
    store.apply(records(3))
    found = store.read(
        "MATCH (w:Work)-[:HAS_GENRE]->(c:Concept {name: $name}) "
        "RETURN w.preferred_title AS title, c ORDER BY title LIMIT 2",
        {"name": "amateur"},
        ALL,
    )
    concept = {"id": "concept:amateur", "labels": ["Concept"], "properties": {"name": "amateur"}}
    assert found == [{"title": "Film 0", "c": concept}, {"title": "Film 1", "c": concept}]


def test_results_are_plain_values(store: Neo4jStore) -> None:
    store.apply(records(1))
    [row] = store.read(
        "MATCH p = (w:Work)-[r]->(c) RETURN p, r, date('1938-05-01') AS d, 0.0 / 0.0 AS nan, "
        "point({x: 1, y: 2}) AS place, [w.id, {deep: c.name}] AS list, "
        "duration('PT90S') AS lasts",
        {},
        ALL,
    )
    relation = {
        "type": "HAS_GENRE",
        "start": "work:0",
        "end": "concept:amateur",
        "properties": {},
    }
    assert row["r"] == relation
    assert row["p"]["relationships"] == [relation]
    assert [node["id"] for node in row["p"]["nodes"]] == ["work:0", "concept:amateur"]
    assert (row["d"], row["nan"], row["place"]) == ("1938-05-01", None, [1.0, 2.0])
    assert row["list"] == ["work:0", {"deep": "amateur"}]
    assert row["lasts"] == "PT1M30S"


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n) RETURN n",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) CALL (n) { DELETE n } RETURN 1",
        "CALL { CREATE (n) RETURN n } RETURN n",
        "MATCH (n) RETURN n; MATCH (m) DELETE m",
        "/* c */ cReAtE (n)",
        "MATCH (n) // \nSET n.x = 1",
        "EXPLAIN MATCH (n) RETURN n",
        "PROFILE MATCH (n) RETURN n",
        "CYPHER runtime=slotted MATCH (n) RETURN n",
        "USE system MATCH (n) RETURN n",
        "CALL { USE system RETURN 1 AS x } RETURN x",
        "SHOW USERS",
        "SHOW SETTINGS YIELD name, value RETURN *",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "LOAD CSV FROM 'file:///data.csv' AS line RETURN line",
        "CALL { LOAD CSV FROM 'http://127.0.0.1/' AS line RETURN line } RETURN line",
        "CALL dbms.listConfig() YIELD name, value RETURN *",
        "CALL dbms.listConfig",
        "CALL `dbms`.`listConfig`() YIELD value RETURN value",
        "CALL /**/ dbms . /**/ listConfig()",
        "CALL dbms.killConnections(['x'])",
        "CALL db.clearQueryCaches()",
        "CALL apoc.meta.data()",
        "CALL tx.setMetaData({a: 1})",
        "RETURN apoc.any.property({a: 1}, 'a')",
        "RETURN `apoc`.any.property({a: 1}, 'a')",
        "MATCH (n) WHERE apoc.coll.toSet([1]) = [1] RETURN n",
        "MATCH (n) RETURN '\\u0027 SET n.x = 1'",
        "ALTER USER neo4j SET PASSWORD 'x'",
        "DROP INDEX resource_text",
        "FINISH",
        "",
        "   // nothing",
    ],
)
def test_the_guard_alone_refuses(query: str) -> None:
    with pytest.raises(ReadOnlyError):
        guard.check(query, ALL)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Work) WHERE n.set IS NULL RETURN count(n) AS n",
        "MATCH (n) WHERE n.preferred_title CONTAINS 'CREATE (x) SET' RETURN n",
        "MATCH (n) RETURN n.`delete me` AS x",
        "OPTIONAL MATCH (n:Set) RETURN n",
        "UNWIND [1, 2] AS x WITH x WHERE x > 1 RETURN x",
        "RETURN date('1938-01-01').year AS y, duration.between(date(), date()) AS d",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.index.fulltext.queryNodes('resource_text', 'film') YIELD node RETURN node",
        "CALL (*) { MATCH (n) RETURN n LIMIT 1 } RETURN n",
        "MATCH (a)-[r:HAS_GENRE*1..2]-(b) RETURN size(collect(b)) AS n, $create AS c",
        "MATCH (n) WHERE EXISTS { (n)-[:HAS_GENRE]->() } RETURN n",
        "RETURN point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS far",
    ],
)
def test_plain_reads_pass(store: Neo4jStore, query: str) -> None:
    assert isinstance(store.read(query, {"create": 1}, ALL), list)


@pytest.mark.parametrize(
    "query",
    ["CREATE (n) RETURN n", "MATCH (n) SET n.x = 1", "CREATE INDEX x FOR (n:X) ON (n.x)"],
)
def test_the_server_alone_refuses_to_write(
    store: Neo4jStore, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(records(1))
    before = tables(store)
    monkeypatch.setattr(guard, "check", lambda *_: None)
    with pytest.raises((ReadOnlyError, StoreError)):
        store.read(query, {}, ALL)
    assert tables(store) == before


def test_a_read_is_bounded_in_time_rows_and_memory(store: Neo4jStore) -> None:
    endless = "UNWIND range(1, 100000000) AS a UNWIND range(1, 100000000) AS b RETURN sum(a * b)"
    begin = time.perf_counter()
    with pytest.raises(ReadLimitError, match=r"0\.5 s"):
        store.read(endless, {}, ALL, timeout_s=0.5)
    assert time.perf_counter() - begin < 5
    assert len(store.read("UNWIND range(1, 1000000) AS x RETURN x", {}, ALL, limit=7)) == 7
    greedy = "UNWIND range(1, 100000000) AS x RETURN size(collect(toString(x) + '-' + x)) AS n"
    with pytest.raises(ReadLimitError, match=r"memory|60 s"):
        store.read(greedy, {}, ALL, timeout_s=60)
    assert store.read("RETURN 1 AS one", {}, ALL) == [{"one": 1}]


def test_a_query_that_is_wrong_says_where(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match=r"line 1, column"):
        store.read("MATCH (n RETURN n", {}, ALL)
    with pytest.raises(StoreError, match="nothing"):
        store.read("RETURN $nothing", {}, ALL)


def test_connecting_says_what_is_wrong(
    clean_neo4j: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri, user, password = login(clean_neo4j)
    with pytest.raises(StoreCredentialsError, match="user name or the password"):
        Neo4jStore.connect(uri, user, "wrong")
    with pytest.raises(StoreUnavailableError, match=r"127\.0\.0\.1:9"):
        Neo4jStore.connect("bolt://127.0.0.1:9", user, password)
    with pytest.raises(StoreError, match="address"):
        Neo4jStore.connect("nonsense", user, password)
    with pytest.raises(StoreUnavailableError, match="nowhere"):
        Neo4jStore.connect(uri, user, password, database="nowhere")
    monkeypatch.setattr(schema, "SERVER", "RETURN '4.4.44' AS version")
    with pytest.raises(UnsupportedServerError, match=r"Neo4j 4\.4\.44"):
        Neo4jStore.connect(uri, user, password)


def test_connecting_again_finds_all_in_place(store: Neo4jStore, clean_neo4j: Endpoint) -> None:
    store.apply(records(2))
    with Neo4jStore.connect(*login(clean_neo4j)) as again:
        assert again.sequence() == store.sequence()
        assert tables(again) == tables(store)


def test_a_constraint_that_a_killed_server_left_half_made_is_made(clean_neo4j: Endpoint) -> None:
    Neo4jStore.connect(*login(clean_neo4j)).close()
    uri, user, password = login(clean_neo4j)
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        # What a server keeps that ends before the constraint owns its index.
        for statement in (
            "MATCH (n:Migration) DETACH DELETE n",
            "DROP CONSTRAINT counter_id",
            "CREATE INDEX counter_id FOR (n:Counter) ON (n.id)",
        ):
            driver.execute_query(statement)
        with Neo4jStore.connect(uri, user, password) as again:
            again.apply(records(1))
        made = driver.execute_query("SHOW CONSTRAINTS YIELD name").records
    assert set(schema.CONSTRAINTS) <= {row["name"] for row in made}


def test_several_that_connect_to_an_empty_server_at_once_all_do(clean_neo4j: Endpoint) -> None:
    uri, user, password = login(clean_neo4j)
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        for _ in range(3):
            driver.execute_query("MATCH (n:Migration) DETACH DELETE n")
            for kind, every in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
                found = driver.execute_query(f"SHOW {every} YIELD name, type RETURN name, type")
                for row in found.records:
                    if row["type"] != "LOOKUP":
                        driver.execute_query(f"DROP {kind} {row['name']} IF EXISTS")
            with ThreadPoolExecutor(4) as pool:
                for store in pool.map(lambda _: Neo4jStore.connect(uri, user, password), range(4)):
                    store.close()
            made = driver.execute_query("SHOW CONSTRAINTS YIELD name").records
            assert set(schema.CONSTRAINTS) <= {row["name"] for row in made}


def test_nothing_is_left_behind(store: Neo4jStore) -> None:
    store.apply(records(150))
    store.remove(f"nls/{n}" for n in range(150))
    found = store.read("MATCH (n) RETURN DISTINCT labels(n)[0] AS label", {}, ALL)
    assert {row["label"] for row in found} <= {"Counter", "Access", "Deleted", "Migration"}


def test_one_more_statement_costs_the_same_for_a_heading_that_many_use(store: Neo4jStore) -> None:
    def kept() -> int:
        query = "MATCH (c:Concept) RETURN size(c._held) AS size"
        return int(store.read(query, {}, ALL)[0]["size"])

    store.apply(records(60))
    few = kept()
    store.apply(records(2_000))
    assert kept() <= 2 * few
    named = store.get("concept:amateur", ALL)
    assert named is not None
    assert len(named.sources) == 2_000


def test_two_writers_at_once_leave_what_both_said(clean_neo4j: Endpoint) -> None:
    def write(numbers: range) -> None:
        with Neo4jStore.connect(*login(clean_neo4j)) as store:
            for number in numbers:
                store.apply([record(number)])

    writers = [threading.Thread(target=write, args=(range(n, 60, 2),)) for n in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Neo4jStore.connect(*login(clean_neo4j)) as store:
        assert assert_whole(store) == 60
        assert store.sequence() == 60


def test_a_snapshot_is_consistent_while_others_write(clean_neo4j: Endpoint) -> None:
    done = threading.Event()

    def write() -> None:
        with Neo4jStore.connect(*login(clean_neo4j)) as store:
            for number in range(120):
                store.apply([record(number)])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    sizes: list[int] = []
    with Neo4jStore.connect(*login(clean_neo4j)) as store:
        while not done.is_set():
            taken = store.snapshot(ALL)
            assert taken.edges.num_rows == taken.sources.num_rows
            assert taken.nodes.num_rows in (0, taken.sources.num_rows + 1)
            assert taken.sequence == taken.sources.num_rows
            sizes.append(taken.sequence)
    writer.join()
    assert sizes == sorted(sizes)


def test_a_killed_client_leaves_whole_contributions(
    store: Neo4jStore, clean_neo4j: Endpoint
) -> None:
    store.apply(records(1))
    here = Path(__file__).resolve()
    path = "|".join([str(here.parent), str(here.parents[2])])
    command = [sys.executable, "-c", APPLY, path, *login(clean_neo4j), str(MORE_THAN_APPLIED)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as client:
        assert client.stdout is not None
        client.stdout.readline()
        wait_for(lambda: len(store.hashes(ALL)) > 1)
        client.send_signal(signal.SIGKILL)
    assert 1 < assert_whole(store) < MORE_THAN_APPLIED
    store.apply(records(1500))
    assert len(store.hashes(ALL)) >= 1500
    assert_whole(store)


def test_a_killed_server_loses_no_whole_contribution(
    tmp_path: Path, small_server: ServerOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "RETRY_S", 3.0)
    monkeypatch.setattr(neo4j_store, "_BATCH", 4_000)
    server = ManagedNeo4j(tmp_path / "home", small_server)
    place = server.up()
    try:
        with Neo4jStore.connect(*login(place)) as store:

            def until_killed() -> Iterator[Contribution]:
                for number in range(4000):
                    if number == 3000:
                        pid = server.status().pid
                        assert pid is not None
                        psutil.Process(pid).kill()
                    yield record(number)

            begin = time.perf_counter()
            with pytest.raises(StoreUnavailableError, match="no Neo4j answers"):
                store.apply(until_killed())
            assert time.perf_counter() - begin < 60
        with Neo4jStore.connect(*login(server.up())) as store:
            assert 0 < assert_whole(store) < 4000
            done = store.apply(records(2500))
            assert done.created + done.unchanged == 2500
            assert assert_whole(store) >= 2500
    finally:
        server.down()


def wait_for(happened: Any) -> None:
    patience = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < patience
        time.sleep(0.05)
