"""Visual vectors from a JSON Lines file, through a real Neo4j, to a question that finds a shot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_ingest.readers import Quarantine, reader_for
from graph_schema.managed import Endpoint
from graph_schema.neo4j import Neo4jStore
from graph_schema.scope import Scope, Visibility
from rag_service.retrieval import Index
from reelgraph.assembly import embedder
from reelgraph.refreshing import refresh_index
from reelgraph.settings import Settings, settings
from tests.unit.coloured_pictures import Eye, paint, seen
from tests.unit.small_archive import EVERYTHING, FILMS, film, shots

pytestmark = pytest.mark.integration

PUBLIC = Scope.public()
QUESTION = "a golden thing before azure"
SHOT, HIDDEN = "segment:nls/0002/clip/1", "segment:nls/0009/clip/0"


@pytest.fixture
def chosen(
    clean_neo4j: Endpoint, tmp_path: Path, jar_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    values = {
        "HOME": tmp_path / "home",
        "CACHE": jar_cache,
        "NEO4J_URI": clean_neo4j.uri,
        "NEO4J_USER": clean_neo4j.user,
        "NEO4J_PASSWORD": clean_neo4j.password,
    }
    for name, value in values.items():
        monkeypatch.setenv(f"REELGRAPH_{name}", str(value))
    settings.cache_clear()
    yield settings()
    settings.cache_clear()


def found_by_sight(chosen: Settings, scope: Scope) -> list[str]:
    """The shots that the question finds in the home's newest index."""
    index = Index.open(chosen.index_folder, embedder(chosen), Eye())
    found = [e.id for e in index.search(QUESTION, scope).evidence if e.kind == "picture"]
    index.close()
    return found


def test_a_vector_comes_moves_and_goes(chosen: Settings, tmp_path: Path) -> None:
    yellow = paint(tmp_path / "yellow.png", "blue", "yellow", "disc")
    red = paint(tmp_path / "red.png", "red", "green", "level")
    private = {"visibility": Visibility.PRIVATE}
    said = [
        *FILMS,
        shots("0002", ["A quay", "A boat"]),
        seen("0002", {"segment:nls/0002/clip/0": red, SHOT: yellow}),
        film("0009", "SECRET REEL", **private),
        shots("0009", ["Kept back"], **private),
        seen("0009", {HIDDEN: yellow}, **private),
    ]
    file = tmp_path / "said.jsonl"
    file.write_text("\n".join(one.model_dump_json() for one in said), "utf-8")
    read = list(reader_for(file, None).read(file, Quarantine()))
    with Neo4jStore.connect(
        str(chosen.neo4j_uri), chosen.neo4j_user, chosen.neo4j_password.get_secret_value()
    ) as store:
        store.apply(read)
        refresh_index(chosen)
        assert found_by_sight(chosen, PUBLIC)[0] == SHOT
        assert HIDDEN not in found_by_sight(chosen, PUBLIC)
        assert {SHOT, HIDDEN} == set(found_by_sight(chosen, EVERYTHING)[:2])

        store.apply([seen("0002", {"segment:nls/0002/clip/0": yellow, SHOT: red})])
        refresh_index(chosen)
        assert found_by_sight(chosen, PUBLIC)[0] == "segment:nls/0002/clip/0"

        store.remove(["nls/seen/0002"])
        refresh_index(chosen)
        assert found_by_sight(chosen, PUBLIC) == []
        assert found_by_sight(chosen, EVERYTHING) == [HIDDEN]
