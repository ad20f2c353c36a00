"""Points of the map: what a caller may see of them, how they are found, how clusters are called."""

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fastapi.testclient import TestClient
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, stored

import explorer
from explorer import Sources, Tables
from explorer.points.naming import called
from graph_ingest.derive import derive_all
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope, Visibility
from rag_service.api import Services, create_app
from tests.explorer_sources import sources_of

PUBLIC = Scope.public()
HIDDEN = "work:nls/0099"


def archive(folder: Path) -> MemoryStore:
    store = stored()
    store.apply([film("0099", "SECRET HARBOUR", "Submarines.", visibility=Visibility.PRIVATE)])
    derive_all(store, store.snapshot(EVERYTHING), HashEmbedder(), folder, lambda *_: None)
    # Too few for clusters: put in by hand.
    groups = {"work:nls/0001": "c1", "work:nls/0002": "c1", HIDDEN: "c1"}
    store.derive("cluster_0", dict(groups))
    return store


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    store = archive(tmp_path_factory.mktemp("points"))
    clients = {scope: client_of(store, scope) for scope in (EVERYTHING, PUBLIC)}

    def get(path: str, scope: Scope = EVERYTHING, **query: Any) -> Any:
        return clients[scope].get(f"/api/v1/{path}", params=query)

    return get


def client_of(store: MemoryStore, scope: Scope) -> TestClient:
    def no_index() -> Any:
        raise RetrievalIndexError("none")

    app = create_app(Services(no_index, store))
    held = sources_of(store)
    explorer.mount(app, Sources(store, lambda _: scope, held.tables, held.work))
    return TestClient(app)


def table_of(reply: Any) -> pa.Table:
    assert reply.status_code == 200, reply.text
    return pa.ipc.open_stream(io.BytesIO(reply.content)).read_all()


def everything(ask: Callable[..., Any], scope: Scope) -> dict[str, dict[str, Any]]:
    drawn = table_of(ask("points.arrow", scope))
    rows = list(range(drawn.num_rows))
    told = ask("points", scope, rows=rows).json()["points"]
    assert [point["row"] for point in told] == rows
    return {point["id"]: {**point, **drawn.slice(point["row"], 1).to_pylist()[0]} for point in told}


def test_films_and_what_they_name_are_points(ask: Callable[..., Any]) -> None:
    found = everything(ask, EVERYTHING)

    assert {"work:nls/0001", HIDDEN, "place:nls/glasgow"} <= set(found)
    assert found[HIDDEN]["kind"] == "film"
    assert found[HIDDEN]["title"] == found[HIDDEN]["name"] == "SECRET HARBOUR"
    assert found["place:nls/glasgow"]["kind"] == "Place"
    assert found["place:nls/glasgow"]["film"] == -1
    assert all(np.isfinite([point["x"], point["y"]]).all() for point in found.values())


def test_points_are_some_twenty_bytes(ask: Callable[..., Any]) -> None:
    drawn = table_of(ask("points.arrow"))

    assert drawn.column_names == ["kind", "x", "y", "film", "group_0", "group_1"]
    assert drawn.schema.field("x").type == pa.float32()
    assert drawn.schema.field("kind").type == pa.dictionary(pa.int8(), pa.string())


def test_a_film_s_row_is_its_row_in_the_table_of_films(ask: Callable[..., Any]) -> None:
    films = table_of(ask("films.arrow", PUBLIC))["id"].to_pylist()
    drawn = table_of(ask("points.arrow", PUBLIC))["film"].to_pylist()
    told = ask("points", PUBLIC, rows=list(range(len(drawn)))).json()["points"]

    for point in told:
        if point["kind"] == "film":
            assert films[drawn[point["row"]]] == point["id"] == point["film"]


def test_nothing_hidden_is_a_point_or_found(ask: Callable[..., Any]) -> None:
    assert HIDDEN not in everything(ask, PUBLIC)
    assert ask("points/like", PUBLIC, id=HIDDEN).status_code == 404
    assert ask("points/search", PUBLIC, q="submarines").json() == {"rows": []}
    assert ask("points/search", q="submarines").json()["rows"] != []


def test_a_cluster_is_counted_and_called_by_what_the_caller_sees(ask: Callable[..., Any]) -> None:
    whole, public = (table_of(ask("groups.arrow", s)).to_pylist() for s in (EVERYTHING, PUBLIC))

    assert [row["points"] for row in whole] == [3]
    assert [row["points"] for row in public] == [2]
    assert "secret" not in public[0]["name"]


def test_what_is_like_a_film_comes_nearest_first_without_it(ask: Callable[..., Any]) -> None:
    rows = ask("points/like", id="work:nls/0001").json()["rows"]
    told = ask("points", rows=rows).json()["points"]

    ids = [point["id"] for point in sorted(told, key=lambda point: rows.index(point["row"]))]
    assert "work:nls/0001" not in ids
    assert len(ids) == len(FILMS)
    reply = ask("points/like", id="place:nls/glasgow")
    assert reply.status_code == 404
    assert "no vector" in reply.text


def test_rows_of_another_map_are_refused(ask: Callable[..., Any]) -> None:
    version = table_of(ask("points.arrow")).schema.metadata[b"version"].decode()

    assert ask("points", rows=[0], version=version).status_code == 200
    assert ask("points", rows=[0], version="older").status_code == 409
    assert ask("points", rows=[-1, 10_000], version=version).json() == {"points": []}


def test_a_group_is_called_by_what_marks_it_out() -> None:
    boats = [Counter({"harbour": 1, "boats": 1, "film": 1}) for _ in range(9)]
    trams = [Counter({"tram": 1, "trams": 1, "street": 1, "film": 1}) for _ in range(9)]
    rest = [Counter({f"word{n}": 1, f"other{n}": 1, "film": 1}) for n in range(80)]

    names = called({"a": boats, "b": trams, "c": rest})

    assert set(names["a"].split(", ")) == {"harbour", "boats"}
    assert names["b"] in ("street, tram", "tram, street")


def test_an_empty_graph_has_no_points() -> None:
    tables = Tables.of(MemoryStore().snapshot(EVERYTHING))

    for name in ("points", "groups", "vectors"):
        assert tables.table(name, EVERYTHING).num_rows == 0
