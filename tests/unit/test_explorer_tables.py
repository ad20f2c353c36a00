"""The explorer's tables: what a scope shows, in files that a reader can trust."""

import io
from pathlib import Path

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

import explorer
from explorer import Tables, TablesFolder
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from rag_service.api import Services, create_app
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of

ALL = Scope.everything()
MOON = "Le voyage dans la Lune"


def no_index() -> None:
    raise RetrievalIndexError("none")


def client_of(store: MemoryStore) -> TestClient:
    app = create_app(Services(no_index, store))  # type: ignore[arg-type]
    explorer.mount(app, sources_of(store))
    return TestClient(app)


def received(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(io.BytesIO(content)).read_all()


@pytest.fixture(scope="module")
def snapshot(demo: Demo) -> Snapshot:
    return demo.store.snapshot(ALL)


def test_a_film_has_what_its_record_says(snapshot: Snapshot) -> None:
    films = Tables.of(snapshot).table("films", ALL).to_pylist()
    moon = next(film for film in films if film["title"] == MOON)
    assert moon["year_from"] == 1902
    assert any("Méliès" in name for name in moon["people"])
    assert moon["collections"]
    assert [film["id"] for film in films] == sorted(film["id"] for film in films)
    assert any(film["enriched"] for film in films)
    assert any(not film["enriched"] for film in films)


def test_a_narrower_scope_shows_less(snapshot: Snapshot) -> None:
    tables = Tables.of(snapshot)
    nobody = Scope(frozenset({"elsewhere"}), ALL.visibilities)
    assert tables.table("films", nobody).num_rows == 0
    assert tables.table("films", nobody).schema == tables.table("films", ALL).schema
    assert tables.table("films", ALL).num_rows > 0


def test_written_tables_are_those_of_the_snapshot(tmp_path: Path, snapshot: Snapshot) -> None:
    def unread() -> Snapshot:
        raise AssertionError("all is in the files")

    folder = TablesFolder(tmp_path, unread)
    folder.write(snapshot)
    found = folder.newest()
    assert found.table("films", ALL).equals(Tables.of(snapshot).table("films", ALL))
    assert folder.newest() is found
    folder.write(snapshot)
    assert folder.newest() is not found
    assert found.table("films", ALL).num_rows > 0
    assert len(list(tmp_path.glob("tables-*"))) == 1


def test_where_nothing_was_taken_in_there_are_no_films(tmp_path: Path) -> None:
    assert TablesFolder(tmp_path, lambda: None).newest().table("films", ALL).num_rows == 0


def test_a_table_that_an_earlier_version_lacked_is_made(tmp_path: Path, snapshot: Snapshot) -> None:
    folder = TablesFolder(tmp_path, lambda: snapshot)
    folder.write(snapshot)
    for file in tmp_path.glob("tables-*/films.arrow"):
        file.unlink()
    assert folder.newest().table("films", ALL).num_rows > 0


def test_films_travel_as_arrow_and_once(demo: Demo) -> None:
    client = client_of(demo.store)
    reply = client.get("/api/v1/films.arrow")
    assert reply.headers["content-type"] == "application/vnd.apache.arrow.stream"
    films = received(reply.content)
    assert MOON in films["title"].to_pylist()
    again = client.get("/api/v1/films.arrow", headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_empty_graph_has_a_table_of_no_films() -> None:
    films = received(client_of(MemoryStore()).get("/api/v1/films.arrow").content)
    assert films.num_rows == 0
    assert "year_from" in films.schema.names
