"""The suite runs on every store: the in-memory reference and the real one."""

from collections.abc import Iterator

import pytest

from graph_schema.memory import MemoryStore
from graph_schema.neo4j import Neo4jStore
from graph_schema.store import GraphStore


@pytest.fixture
def neo4j_store(request: pytest.FixtureRequest) -> Iterator[Neo4jStore]:
    """An empty store on the session's Neo4j."""
    place = request.getfixturevalue("clean_neo4j")
    with Neo4jStore.connect(place.uri, place.user, place.password) as store:
        yield store


@pytest.fixture(params=["memory", pytest.param("neo4j", marks=pytest.mark.integration)])
def store(request: pytest.FixtureRequest) -> GraphStore:
    """An empty store of each kind."""
    if request.param == "memory":
        return MemoryStore()
    found: Neo4jStore = request.getfixturevalue("neo4j_store")
    return found
