"""The Entity view's routes: who it is, where it appears, and what people decided."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

import explorer
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.edits import Edit
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Agent, Authority, Place
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from rag_service.api import Services, create_app
from tests.explorer_sources import sources_of
from tests.unit.network_archive import CLAIMS, LEITH, SPOKEN, TRAM, decided, tram
from tests.unit.small_archive import film

LONG = "Comhairle nan Eilean Siar agus " * 12
NAMES = [
    "Sgoil Éireannach",
    "Llanfairpwllgwyngyll",
    "\u05e9\u05dc\u05d5\u05dd",
    "<script>alert(1)</script>",
]


def no_index() -> None:
    raise RetrievalIndexError("none")


def client_of(store: MemoryStore) -> TestClient:
    app = create_app(Services(no_index, store))  # type: ignore[arg-type]
    explorer.mount(app, sources_of(store))
    return TestClient(app)


def known() -> list[Contribution]:
    """Leith as an authority file knows it, a second Leith, and names of every kind."""
    wikidata = "authority:wikidata/Q1"
    source = Source(id="nls/places", partner="nls", collection="nls")
    port = Place(id="place:nls/port-of-leith", name="Port of Leith", lat=55.98, lon=-3.17)
    return [
        Contribution(
            source=source,
            nodes=[
                Authority(
                    id=wikidata, scheme="wikidata", identifier="Q1", uri="https://example.org/Q1"
                ),
                Place(id=LEITH, name="Leith", name_variants=["Lìte"]),
                port,
                *(
                    Agent(label="Person", id=f"agent:x/{n}", name=name)
                    for n, name in enumerate(NAMES)
                ),
                Agent(label="CorporateBody", id="agent:x/long", name=LONG),
            ],
            edges=[
                Edge(
                    type=Relation.SAME_AS,
                    start=LEITH,
                    end=wikidata,
                    properties={"match_type": "exact"},
                )
            ],
        ),
        film("t2", "DOCKS", places=("Port of Leith",), year="1931"),
        film("t3", "QUAYS", places=("Port of Leith",), year="1920", visibility=Visibility.PRIVATE),
    ]


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    store = MemoryStore()
    store.apply([*tram(), *known()])
    decided(store)
    store.edit(Edit(id="m1", op="merge", target="place:nls/port-of-leith", other=LEITH, user="mc"))
    store.edit(
        Edit(id="c1", op="correct", target=LEITH, property="name", after="Leith Docks", user="mc")
    )
    store.edit(Edit(id="u1", op="undo", target="c1", user="jk", reason="no"))
    return store


Get = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def get(store: MemoryStore) -> Iterator[Get]:
    with client_of(store) as client:

        def got(path: str, entity: str, **parameters: object) -> dict[str, Any]:
            response = client.get(f"/api/v1/entity{path}", params={"id": entity, **parameters})
            assert response.status_code == 200, response.text
            return response.json()  # type: ignore[no-any-return]

        yield got


def test_a_page_tells_who_it_is(get: Get) -> None:
    body = get("", LEITH)
    assert (body["name"], body["label"], body["id"]) == ("Leith", "Place", LEITH)
    assert set(body["names"]) == {"Lìte", "Port of Leith"}
    assert [(a["scheme"], a["match"], a["origin"]) for a in body["authorities"]] == [
        ("wikidata", "exact", "catalogue")
    ]
    assert {fact["name"]: fact["value"] for fact in body["facts"]}["lat"] == 55.98
    assert (body["appearances"], body["films"], body["edits"]) == (1, 3, 3)


def test_a_merged_identifier_leads_to_the_survivor(get: Get) -> None:
    body = get("", "place:nls/port-of-leith")
    assert (body["id"], body["asked"]) == (LEITH, "place:nls/port-of-leith")
    assert body["merged"] == ["place:nls/port-of-leith"]
    assert get("/films", "place:nls/port-of-leith") == get("/films", LEITH)


def test_films_come_by_year_with_their_links(get: Get) -> None:
    body = get("/films", LEITH)
    assert [film["title"] for film in body["films"]] == ["QUAYS", "DOCKS", "LAST TRAM"]
    tram_film = body["films"][-1]
    assert (tram_film["appearances"], tram_film["first_ms"]) == (1, 60_000)
    assert [link["relation"] for link in tram_film["links"]] == ["MENTIONS"]
    assert get("/films", LEITH, offset=1, limit=1)["films"] == body["films"][1:2]


def test_an_appearance_has_its_second_and_its_words(get: Get) -> None:
    body = get("/appearances", LEITH)
    (told,) = body["appearances"]
    assert (told["film"], told["title"], told["how"]) == (TRAM, "LAST TRAM", "described")
    assert (told["start_ms"], told["end_ms"]) == (60_000, 65_000)
    assert told["claim"] == "claim:proposed"
    assert body["by_way"] == {"described": 1}
    assert get("/appearances", LEITH, how="spoken")["total"] == 0
    assert get("/appearances", LEITH, film="work:nls/t2")["total"] == 0
    assert get("/appearances", LEITH, film=TRAM)["total"] == 1


def test_a_mention_that_is_linked_is_marked_in_its_words() -> None:
    store = MemoryStore()
    said, heard = tram()
    link = Edge(
        type=Relation.REFERS_TO,
        start="mention:t1/1",
        end=LEITH,
        properties={"status": "proposed", "confidence": 0.6},
    )
    store.apply([said, heard.model_copy(update={"edges": [*heard.edges, link]})])
    with client_of(store) as client:
        body = client.get("/api/v1/entity/appearances", params={"id": LEITH}).json()
        films = client.get("/api/v1/entity/films", params={"id": LEITH}).json()["films"]
    (told,) = body["appearances"]
    first, last = told["marked"]
    assert (told["text"], told["text"][first:last]) == (SPOKEN, "Leith")
    assert (told["how"], told["start_ms"], told["origin"]) == ("spoken", 61_000, "machine")
    assert (films[0]["appearances"], films[0]["first_ms"]) == (1, 61_000)


def test_history_tells_decisions_and_what_was_taken_back(get: Get) -> None:
    body = get("/history", LEITH)
    assert [edit["op"] for edit in body["edits"]] == ["undo", "correct", "merge"]
    assert [edit["undone"] for edit in body["edits"]] == [False, True, False]
    assert body["edits"][1]["before"] == "Leith"
    assert get("/history", LEITH, offset=2)["edits"] == body["edits"][2:]


def test_history_tells_decisions_on_claims_about_it(get: Get) -> None:
    (edit,) = get("/history", CLAIMS["rejected"])["edits"]
    assert (edit["op"], edit["user"], edit["claim"]["start"]) == ("reject", "mc", TRAM)
    assert edit["claim"]["origin"] == "rejected"


@pytest.mark.parametrize("name", [*NAMES, LONG])
def test_names_of_every_kind_come_as_they_are(store: MemoryStore, get: Get, name: str) -> None:
    entity = next(h.node.id for h in store.search_text(name, Scope.everything(), limit=1))
    assert get("", entity)["name"] == name


def test_what_is_no_entity_is_not_found(store: MemoryStore) -> None:
    with client_of(store) as client:
        for path in ("", "/films", "/appearances", "/history"):
            for entity in ("place:nls/nowhere", "mention:t1/1", "claim:proposed"):
                response = client.get(f"/api/v1/entity{path}", params={"id": entity})
                assert response.status_code == 404


def test_a_caller_sees_no_film_or_claim_that_is_hidden(store: MemoryStore) -> None:
    sources = replace(sources_of(store), scope=lambda _: Scope.public())
    app = create_app(Services(no_index, store))  # type: ignore[arg-type]
    explorer.mount(app, sources)
    with TestClient(app) as client:
        page = client.get("/api/v1/entity", params={"id": LEITH}).json()
        films = client.get("/api/v1/entity/films", params={"id": LEITH}).json()
        paths = {"from": LEITH, "to": "work:nls/t3"}
        assert client.get("/api/v1/network/paths", params=paths).status_code == 404
        assert client.get("/api/v1/entity", params={"id": "work:nls/t3"}).status_code == 404
    assert (page["films"], films["total"]) == (2, 2)
    assert "QUAYS" not in str(page) + str(films)
    assert "nls/t3" not in str(page) + str(films)


def test_an_entity_newer_than_the_tables_has_a_page() -> None:
    store = MemoryStore()
    sources = sources_of(store)
    sources.tables()
    store.apply(tram())
    app = create_app(Services(no_index, store))  # type: ignore[arg-type]
    explorer.mount(app, sources)
    with TestClient(app) as client:
        for path in ("", "/films", "/appearances", "/history"):
            response = client.get(f"/api/v1/entity{path}", params={"id": LEITH})
            assert response.status_code == 200, response.text
