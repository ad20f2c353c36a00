"""Places of the map: how each is known, what is near it, and each second at which it is named."""

import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient
from placed_archive import HARBOUR, HULL, LERWICK, LONG, NEWS, SCALLOWAY, SECRET, SHETLAND, placed

import explorer
from explorer import Sources, Tables
from explorer.gazetteer import distances_km
from explorer.namings import LONGEST, WAYS
from graph_schema.edits import Edit
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.api import Services, create_app
from tests.explorer_sources import sources_of

ALL, PUBLIC = Scope.everything(), Scope.public()


def client_of(store: MemoryStore, scope: Scope = ALL) -> TestClient:
    def no_index() -> Any:
        raise RetrievalIndexError("none")

    app = create_app(Services(no_index, store))
    held = sources_of(store)
    explorer.mount(app, Sources(store, lambda _: scope, held.tables, held.work))
    return TestClient(app)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables.of(placed().snapshot(ALL))


@pytest.fixture(scope="module")
def ask() -> Callable[..., Any]:
    clients = {scope: client_of(placed(), scope) for scope in (ALL, PUBLIC)}

    def get(path: str, scope: Scope = ALL, **query: object) -> Any:
        reply = clients[scope].get(f"/api/v1/place{path}", params=query)  # type: ignore[arg-type]
        assert reply.status_code == 200, reply.text
        return reply.json()

    return get


def place(tables: Tables, place_id: str, scope: Scope = ALL) -> dict[str, Any]:
    rows: list[dict[str, Any]] = tables.table("places", scope).to_pylist()
    return next(row for row in rows if row["id"] == place_id)


def test_a_place_is_counted_by_how_it_is_known(tables: Tables) -> None:
    lerwick = place(tables, LERWICK)
    assert {way: lerwick[way] for way in WAYS} == {
        "catalogued": 1,
        "spoken": 2,
        "seen": 2,
        "described": 2,
    }
    assert (lerwick["films"], lerwick["timed"]) == (3, 4)
    shetland = place(tables, SHETLAND)
    assert (shetland["catalogued"], shetland["seen"], shetland["spoken"]) == (1, 2, 0)
    assert place(tables, SCALLOWAY)["catalogued"] == 1


def test_coordinates_are_as_a_source_gives_them_or_absent(tables: Tables) -> None:
    lerwick, hull = place(tables, LERWICK), place(tables, HULL)
    assert (lerwick["lat"], lerwick["lon"], lerwick["gazetteer"]) == (60.155, -1.145, "GeoNames")
    assert (hull["lat"], hull["lon"], hull["gazetteer"]) == (None, None, None)


def test_a_rejected_claim_names_nothing(tables: Tables) -> None:
    assert place(tables, HULL)["films"] == 0
    store = placed()
    claim = "claim:work:a/news/said"
    store.edit(Edit(id="edit:1", op="reject", target=claim, user="anna"))
    after = Tables.of(store.snapshot(ALL))
    assert place(after, LERWICK)["spoken"] == 1
    unlinked = after.table("namings", ALL).to_pylist()
    assert [row["film"] for row in unlinked if row["place"] is None] == [HARBOUR, NEWS]


def test_what_a_caller_may_not_see_is_not_counted(tables: Tables, ask: Callable[..., Any]) -> None:
    assert place(tables, LERWICK, PUBLIC)["films"] == 2
    assert place(tables, LERWICK, PUBLIC)["spoken"] == 1
    for path in ("/films", "/namings"):
        assert SECRET not in str(ask(path, PUBLIC, id=LERWICK))
        assert SECRET in str(ask(path, ALL, id=LERWICK))
    ties = tables.table("ties", PUBLIC)
    assert SECRET not in ties["film"].to_pylist()


def test_ties_hold_each_way_as_a_bit(tables: Tables) -> None:
    ties = {
        (row["film"], row["place"]): row["ways"] for row in tables.table("ties", ALL).to_pylist()
    }
    assert ties[HARBOUR, LERWICK] == 1
    assert ties[NEWS, LERWICK] == 2 | 4 | 8
    assert ties[NEWS, SHETLAND] == 4


def test_a_film_may_be_filtered_by_each_place_that_it_names(tables: Tables) -> None:
    films = {row["id"]: row["places"] for row in tables.table("films", ALL).to_pylist()}
    assert sorted(films[HARBOUR]) == ["Lerwick", "Scalloway", "Shetland"]
    assert sorted(films[NEWS]) == ["Lerwick", "Shetland"]


def test_each_time_that_a_place_is_named(ask: Callable[..., Any]) -> None:
    found = ask("/namings", PUBLIC, id=LERWICK)
    assert (found["total"], found["timed"]) == (4, 2)
    first, second, *others = found["namings"]
    assert (first["how"], first["start_ms"], first["status"]) == ("seen", 61_000, "proposed")
    assert (second["how"], second["start_ms"]) == ("spoken", 62_000)
    assert (second["text"], second["status"]) == ("We came to Lerwick at last.", "accepted")
    assert second["mention"] == f"mention:{NEWS}/said"
    assert second["assertion"] == f"claim:{NEWS}/said"
    assert {one["how"] for one in others} == {"catalogued", "described"}
    assert all(one["start_ms"] is None for one in others)
    timed = ask("/namings", PUBLIC, id=LERWICK, timed=True)["namings"]
    assert timed == [first, second]


def test_a_quotation_is_short_and_holds_the_name(ask: Callable[..., Any]) -> None:
    namings = ask("/namings", PUBLIC, id=LERWICK)["namings"]
    text = next(one["text"] for one in namings if one["film"] == HARBOUR)
    assert len(text) <= LONGEST < len(LONG)
    assert "At Lerwick the women wait." in text
    assert text[0] == text[-1] == "…"


def test_namings_come_in_pages(ask: Callable[..., Any]) -> None:
    whole = ask("/namings", id=LERWICK)["namings"]
    pages = [ask("/namings", id=LERWICK, offset=n, limit=2)["namings"] for n in (0, 2, 4, 6)]
    assert [one for page in pages for one in page] == whole
    assert len(whole) == 7


def test_names_that_are_linked_to_no_place(ask: Callable[..., Any]) -> None:
    found = ask("/names")
    assert (found["total"], found["namings"]) == (1, 1)
    assert found["names"] == [{"key": "burra-voe", "name": "Burra Voe", "films": 1, "namings": 1}]
    assert ask("/names", q="BURRA")["total"] == 1
    assert ask("/names", q="lerwick")["total"] == 0
    namings = ask("/namings", name="burra voe")["namings"]
    assert [(one["film"], one["name"]) for one in namings] == [(HARBOUR, "Burra Voe")]


def test_places_near_one_and_in_it(ask: Callable[..., Any]) -> None:
    shetland = ask("", id=SHETLAND, km=5)
    assert [(one["id"], one["inside"]) for one in shetland["near"]] == [(LERWICK, True)]
    lerwick = ask("", id=LERWICK, km=10)
    assert [one["id"] for one in lerwick["near"]] == [SCALLOWAY]
    assert lerwick["near"][0]["km"] == pytest.approx(7.6, abs=0.2)
    assert ask("", id=HULL, km=500)["near"] == []


def test_films_of_a_place_come_before_those_near_it(ask: Callable[..., Any]) -> None:
    found = ask("/films", id=SCALLOWAY, km=10)
    assert (found["total"], found["here"]) == (3, 1)
    first, *others = found["films"]
    assert (first["id"], first["km"], first["ways"]) == (HARBOUR, 0.0, ["catalogued"])
    assert first["title"] == "HERRING <b>FLEET</b>"
    assert {one["name"] for one in others} == {"Lerwick"}
    assert others[0]["ways"] == ["spoken", "seen", "described"]
    assert others[0]["first_ms"] == 61_000
    assert ask("/films", id=SCALLOWAY, km=10, offset=1, limit=1)["films"] == others[:1]


def test_distances_are_great_circles() -> None:
    cities = pa.table({"lat": [51.5074, 48.8566, None], "lon": [-0.1278, 2.3522, None]})
    away = distances_km(cities, 0)
    assert away[0] == 0
    assert away[1] == pytest.approx(343.6, abs=0.5)
    assert str(away[2]) == "nan"


@pytest.mark.parametrize("path", ["", "/films", "/namings"])
def test_a_place_that_is_not_there_is_told(path: str) -> None:
    client = client_of(placed(), PUBLIC)
    reply = client.get(f"/api/v1/place{path}", params={"id": "place:b/elsewhere"})
    assert reply.status_code == 404
    assert "place:b/elsewhere" in reply.text
    assert client.get("/api/v1/place/namings").status_code == 422


def test_an_empty_graph_has_no_places() -> None:
    client = client_of(MemoryStore())
    for name in ("places", "place/ties", "timeline"):
        content = client.get(f"/api/v1/{name}.arrow").content
        assert pa.ipc.open_stream(io.BytesIO(content)).read_all().num_rows == 0
    assert client.get("/api/v1/place/names").json() == {"total": 0, "namings": 0, "names": []}
