"""What is known of each film, counted by hand; cut to a scope; and which files lie here."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient
from known_archive import BARE, FLEET, known_films
from network_archive import TRAM

import explorer
from explorer import Sources, Tables
from explorer.coverage.known import WHAT
from graph_ingest.derive import derive_all
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.api import Services, caller_scope, create_app
from tests.unit.small_archive import HashEmbedder

ALL = Scope.everything()
Counts = dict[tuple[str | None, str | None], dict[str, int]]


def counted(tables: Tables, scope: Scope = ALL) -> Counts:
    """Counts by what, of each film and maker."""
    films = tables.table("films", scope)["id"].to_pylist()
    apps = [row["app"] for row in tables.table("makers", scope).to_pylist()]
    found: dict[tuple[str | None, str | None], dict[str, int]] = {}
    for row in tables.table("known", scope).to_pylist():
        film = None if row["film"] is None else films[row["film"]]
        maker = None if row["maker"] is None else apps[row["maker"]] or "unnamed"
        found.setdefault((film, maker), {})[row["what"]] = row["count"]
    return found


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables.of(known_films().snapshot(ALL))


def test_a_record_counts_its_texts_and_links(tables: Tables) -> None:
    found = counted(tables)
    assert found["work:nls/0001", None] == {"statements": 3, "records": 1}
    assert found["work:nls/0004", None] == {"statements": 2, "records": 1}
    assert (BARE, None) not in found


def test_what_machines_say_of_a_film_counts_under_who_says_it(tables: Tables) -> None:
    found = counted(tables)
    assert found[TRAM, None] == {"statements": 2, "records": 1}
    assert found[TRAM, "whisper-words"] == {
        "shots": 1,
        "speech": 1,
        "names": 1,
        "unreviewed": 1,
        "accepted": 1,
        "rejected": 1,
    }
    assert found[FLEET, "unnamed"] == {"shots": 2, "captions": 2}


def test_a_claim_of_no_one_film_is_counted_apart_and_a_superseded_one_never(
    tables: Tables,
) -> None:
    assert counted(tables)[None, "names"] == {"unreviewed": 1}
    total = Counter[str]()
    for counts in counted(tables).values():
        total.update(counts)
    assert {what: total[what] for what in ("unreviewed", "accepted", "rejected")} == {
        "unreviewed": 2,
        "accepted": 1,
        "rejected": 1,
    }
    assert set(total) <= set(WHAT)


def test_makers_have_what_their_runs_tell(tables: Tables) -> None:
    rows = tables.table("makers", ALL).to_pylist()
    assert rows == [
        maker(None, None, None, 1, None),
        maker("names", "3", "tree", 1, "2026-02-03"),
        maker("whisper-words", None, "small", 1, None),
    ]


def test_a_film_whose_shots_are_described_is_enriched(tables: Tables) -> None:
    rows = tables.table("films", ALL).to_pylist()
    assert [row["id"] for row in rows if row["enriched"]] == [FLEET, TRAM]


def maker(
    app: str | None, version: str | None, model: str | None, sources: int, day: str | None
) -> dict[str, Any]:
    told = {"app": app, "app_version": version, "model": model, "sources": sources}
    return {**told, "first": day, "last": day}


def test_what_was_worked_out_here_counts_under_nobody(tmp_path: Path) -> None:
    store = known_films()
    derive_all(store, store.snapshot(ALL), HashEmbedder(), tmp_path, lambda *_: None)
    found = counted(Tables.of(store.snapshot(ALL)))
    # The record and both captions have a vector and a place on the map each.
    assert found[FLEET, None] == {"statements": 3, "records": 1, "vectors": 3, "positions": 3}


def test_what_a_scope_does_not_show_is_not_counted(tables: Tables) -> None:
    seen = counted(tables, Scope.public())
    assert (FLEET, "unnamed") not in seen
    assert seen[FLEET, None] == counted(tables)[FLEET, None]
    apps = tables.table("makers", Scope.public())["app"].to_pylist()
    assert apps == ["names", "whisper-words"]
    assert tables.table("files", Scope.public()).num_rows == 0
    assert tables.table("files", ALL).to_pylist() == [{"film": 1, "uri": "0002.mp4"}]


def test_sources_of_an_earlier_version_are_machines_without_a_name() -> None:
    snapshot = known_films().snapshot(ALL)
    for name in ("known", "makers"):
        assert Tables.of(snapshot).table(name, ALL).num_rows
    older = type(snapshot)(
        snapshot.sequence, snapshot.nodes, snapshot.edges, snapshot.sources.drop_columns(["run"])
    )
    rows = Tables.of(older).table("makers", ALL).to_pylist()
    assert [(row["app"], row["sources"]) for row in rows] == [(None, 3)]


def service(store: MemoryStore, *media: Path) -> TestClient:
    def no_index() -> Any:
        raise RetrievalIndexError("there is none")

    tables = Tables.of(store.snapshot(ALL))
    app = create_app(Services(no_index, store))
    explorer.mount(app, Sources(store, caller_scope, lambda: tables, Path("unused"), media))
    return TestClient(app)


def read(client: TestClient, name: str) -> pa.Table:
    reply = client.get(f"/api/v1/coverage/{name}.arrow")
    assert reply.status_code == 200
    return pa.ipc.open_stream(reply.content).read_all()


def test_the_routes_send_the_tables(tables: Tables) -> None:
    client = service(known_films())
    for name in ("known", "makers"):
        assert read(client, name).to_pylist() == tables.table(name, ALL).to_pylist()


def test_the_route_of_files_tells_what_lies_here_now_and_no_path(tmp_path: Path) -> None:
    client = service(known_films(), tmp_path)
    assert read(client, "files").to_pylist() == [{"film": 1, "here": False, "plays": False}]
    (tmp_path / "0002.mp4").write_bytes(b"film")
    assert read(client, "files").to_pylist() == [{"film": 1, "here": True, "plays": True}]


def test_an_empty_archive_has_empty_tables() -> None:
    client = service(MemoryStore())
    assert [read(client, name).num_rows for name in ("known", "makers", "files")] == [0, 0, 0]
