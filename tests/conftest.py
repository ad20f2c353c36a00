"""Fixtures that every kind of test shares: the real data, and one real Neo4j a session."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import neo4j
import psutil
import pytest

from graph_schema.managed import Endpoint, ManagedNeo4j, ServerOptions
from graph_schema.neo4j.cypher.schema import VECTOR_INDEX, drop_index

if TYPE_CHECKING:
    from tests.demo_collection import Demo

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

REPOSITORY = Path(__file__).resolve().parent.parent
HOMES = Path(tempfile.gettempdir()) / f"reelgraph-tests-{os.getuid()}"
WIPE = "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data beside the checkout, read in place and never copied."""
    folder = REPOSITORY.parent / "shared" / "data"
    assert folder.is_dir(), f"the tests read real data from {folder}, which is not there"
    return folder


@pytest.fixture(scope="session")
def jar_cache() -> Path:
    """Where fetched jars are kept between test sessions."""
    named = os.environ.get("REELGRAPH_CACHE")
    return Path(named) if named else REPOSITORY / ".cache" / "reelgraph"


@pytest.fixture(scope="session")
def small_server(jar_cache: Path) -> ServerOptions:
    """The smallest Neo4j that runs the tests."""
    return ServerOptions(cache=jar_cache, heap_mib=512, page_cache_mib=128)


@pytest.fixture(scope="session")
def managed_home(small_server: ServerOptions) -> Iterator[Path]:
    """A Reelgraph home with a running store in it."""
    _end_servers_of_killed_sessions(small_server)
    home = HOMES / str(os.getpid())
    server = ManagedNeo4j(home, small_server)
    server.up()
    yield home
    server.down()
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def neo4j_endpoint(managed_home: Path, small_server: ServerOptions) -> Endpoint:
    """Address and login of the session's store."""
    endpoint = ManagedNeo4j(managed_home, small_server).endpoint()
    assert endpoint is not None
    return endpoint


@pytest.fixture(scope="session")
def wipe_neo4j(neo4j_endpoint: Endpoint) -> Iterator[Callable[[], None]]:
    """Takes every node out of the session's store; constraints and other indexes stay."""
    login = (neo4j_endpoint.user, neo4j_endpoint.password)
    with neo4j.GraphDatabase.driver(neo4j_endpoint.uri, auth=login) as driver:

        def wipe() -> None:
            with driver.session() as session:
                session.run(WIPE).consume()
                # Tests use vectors of different lengths.
                session.run(drop_index(VECTOR_INDEX)).consume()

        yield wipe


@pytest.fixture
def clean_neo4j(neo4j_endpoint: Endpoint, wipe_neo4j: Callable[[], None]) -> Endpoint:
    """The session's store with no node in it."""
    wipe_neo4j()
    return neo4j_endpoint


def _end_servers_of_killed_sessions(options: ServerOptions) -> None:
    homes = HOMES.iterdir() if HOMES.is_dir() else iter(())
    for home in homes:
        if not psutil.pid_exists(int(home.name)):
            ManagedNeo4j(home, options).down()
            shutil.rmtree(home)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo collection taken in, in memory."""
    # Imported late: most tests need neither the ingest nor the index.
    from tests.demo_collection import taken_in

    return taken_in(tmp_path_factory.mktemp("demo"))
