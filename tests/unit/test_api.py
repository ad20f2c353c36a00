"""The HTTP service over the in-memory store: routes, errors, tokens and what it tells of itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

import explorer
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import RetrievalIndexError, StoreUnavailableError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Concept, Place, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from rag_service.api.evidence import records_of
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of

TOKEN = "a-token-of-more-than-24-characters"
WORK = "work:example/F1"
COUNT = "How many newsreels are there?"
EVERYTHING = Scope.everything()
HOSTILE = "<img src=x onerror=alert(1)>"


def launch() -> Contribution:
    return Contribution(
        source=Source(id="example/F1", partner="example", collection="films", record_id="F1"),
        nodes=[
            Work(id=WORK, preferred_title="Launch at Dundee", record_id="F1", date_text="1935"),
            Place(id="place:example/dundee", name="Dundee"),
            Concept(id="concept:example/ships", name=HOSTILE),
        ],
        edges=[
            Edge(type=Relation.HAS_SUBJECT, start=WORK, end="place:example/dundee"),
            Edge(type=Relation.HAS_GENRE, start=WORK, end="concept:example/ships"),
        ],
    )


def no_index() -> Answerer:
    raise RetrievalIndexError(
        "There is no index yet. Take something in first: reelgraph ingest FILE"
    )


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.apply([launch()])
    return store


def client_of(services: Services) -> TestClient:
    return TestClient(create_app(services), raise_server_exceptions=False)


@pytest.fixture
def client(store: MemoryStore) -> Iterator[TestClient]:
    with client_of(Services(no_index, store)) as client:
        yield client


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = dict(response.json())
    assert body["status"] == status
    assert set(body) == {"type", "title", "status", "detail", "reference"}
    assert body["reference"]
    return body


def test_it_is_alive(client: TestClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_it_is_not_ready_without_an_index(client: TestClient) -> None:
    assert "reelgraph ingest FILE" in problem(client.get("/readyz"), 503)["detail"]


def test_asking_without_an_index_is_a_problem_with_advice(client: TestClient) -> None:
    body = problem(client.post("/api/v1/ask", json={"question": "How many films?"}), 503)
    assert body["title"] == "There is no index to answer from"
    assert "reelgraph ingest FILE" in body["detail"]
    problem(client.get("/api/v1/ask/stream", params={"question": "How many?"}), 503)


@pytest.fixture(scope="module")
def asked(demo: Demo) -> TestClient:
    """The service over the demo collection."""
    return client_of(Services(lambda: demo.answerer, demo.store))


def test_an_answer_with_citations(asked: TestClient, demo: Demo) -> None:
    body = asked.post("/api/v1/ask", json={"question": COUNT}).json()
    told = demo.answerer.ask(COUNT, EVERYTHING).as_json()
    assert {**body, "timings_ms": None} == {**told, "timings_ms": None}
    assert (body["kind"], body["abstained"], body["count"]) == ("count", False, 3)
    assert [result["record_id"] for result in body["results"]] == ["D064", "D065", "D067"]
    fields = {c.source.record_id: c.source.fields for c in demo.store.contributions(EVERYTHING)}
    for citation in body["citations"]:
        field = fields[citation["record_id"]][citation["field"]]
        assert field[citation["char_start"] : citation["char_end"]] == citation["text"]


def test_a_film_with_enrichment_keeps_the_number_of_its_record(asked: TestClient) -> None:
    body = asked.post("/api/v1/ask", json={"question": "Which films show a spectre?"}).json()
    assert [result["record_id"] for result in body["results"]] == ["D072"]
    spoken = body["citations"][0]
    assert (spoken["record_id"], spoken["field"]) == ("D072", "transcript")
    assert 0 < spoken["start_ms"] < spoken["end_ms"]
    assert spoken["media"].endswith("manifesto_reading.mp4")
    assert spoken["char_start"] is None


def test_nothing_found_is_an_answer(asked: TestClient) -> None:
    body = asked.post(
        "/api/v1/ask", json={"question": "Which films show zeppelin knitting?"}
    ).json()
    assert (body["kind"], body["abstained"]) == ("none", True)
    assert body["citations"] == []
    assert body["answer"].startswith("Nothing in the catalogue")
    assert ("What comes nearest" in body["answer"]) == bool(body["results"])


def test_an_answer_as_it_is_made(asked: TestClient) -> None:
    response = asked.get("/api/v1/ask/stream", params={"question": COUNT})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        (name, json.loads(data))
        for name, data in re.findall(r"event: (\w+)\r?\ndata: (.*?)\r?\n\r?\n", response.text)
    ]
    names = [name for name, _ in events]
    assert names[:2] == ["understood", "evidence"]
    assert set(names[2:-1]) == {"sentence"}
    assert names[-1] == "done"
    whole = events[-1][1]
    assert whole["count"] == 3
    assert whole["answer"] == " ".join(data["text"] for _, data in events[2:-1])


def test_coverage_tells_what_is_described_and_enriched(asked: TestClient, demo: Demo) -> None:
    body = asked.get("/api/v1/coverage").json()

    nodes = demo.store.snapshot(EVERYTHING).nodes.select(["id", "label"]).to_pylist()
    assert body["films"] == len({node["id"] for node in nodes if node["label"] == "Work"})
    assert body["summarised"] + body["not_summarised"] == body["films"]
    assert 0 < body["enriched"] < body["films"]
    parts = [*body["decades"], body["several_decades"], body["undated"]]
    assert sum(part["films"] for part in parts) == body["films"]
    assert sum(part["enriched"] for part in parts) == body["enriched"]
    assert sum(part["films"] for part in body["collections"]) >= body["films"]


def test_it_is_ready_with_an_index(asked: TestClient, demo: Demo) -> None:
    body = asked.get("/readyz").json()
    assert body == {"status": "ready", "sequence": demo.store.sequence()}


def test_answers_are_counted_by_kind(demo: Demo) -> None:
    client = client_of(Services(lambda: demo.answerer, demo.store))
    client.post("/api/v1/ask", json={"question": COUNT})
    line = 'reelgraph_answers_total{abstained="False",kind="count"} 1.0'
    assert line in client.get("/metrics").text


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": "x" * 2001}, {"question": 3}])
def test_a_request_that_does_not_fit_says_where(asked: TestClient, body: dict[str, Any]) -> None:
    assert "body.question:" in problem(asked.post("/api/v1/ask", json=body), 422)["detail"]


@pytest.mark.parametrize(
    "question", ["?", "'\"; DROP", "\x00", "🎞" * 500, "(((" * 300, "a " * 1000]
)
def test_odd_questions_are_answered_too(asked: TestClient, question: str) -> None:
    response = asked.post("/api/v1/ask", json={"question": question})
    assert response.status_code == 200
    assert response.json()["question"] == question


def test_a_node(client: TestClient) -> None:
    body = client.get("/api/v1/node", params={"id": WORK}).json()
    assert (body["id"], body["label"], body["sources"]) == (WORK, "Work", ["example/F1"])
    assert body["properties"]["preferred_title"] == "Launch at Dundee"
    assert body["properties"]["year_from"] == 1935


def test_a_node_that_is_not_there(client: TestClient) -> None:
    for route in ("node", "neighbours"):
        body = problem(client.get(f"/api/v1/{route}", params={"id": "work:example/F9"}), 404)
        assert "work:example/F9" in body["title"]


def test_neighbours_of_the_types_asked_for(client: TestClient) -> None:
    near = client.get("/api/v1/neighbours", params={"id": WORK}).json()
    assert [(n["type"], n["outgoing"], n["node"]["label"]) for n in near] == [
        ("HAS_GENRE", True, "Concept"),
        ("HAS_SUBJECT", True, "Place"),
    ]
    asked = {"id": WORK, "type": "HAS_SUBJECT"}
    near = client.get("/api/v1/neighbours", params=asked).json()
    assert [n["node"]["properties"]["name"] for n in near] == ["Dundee"]


def test_search_by_words(client: TestClient) -> None:
    hits = client.get("/api/v1/search", params={"q": "dundee", "label": "Work"}).json()
    assert [hit["node"]["id"] for hit in hits] == [WORK]


def test_passages_with_their_places(asked: TestClient) -> None:
    found = asked.get("/api/v1/passages", params={"q": "a spectre", "limit": 3}).json()
    assert len(found) == 3
    best = found[0]
    assert (best["record_id"], best["kind"]) == ("D072", "transcript")
    assert best["media"].endswith("manifesto_reading.mp4")
    assert "spectre" in best["text"].casefold()
    scores = [passage["score"] for passage in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("wanted", ["work:reelgraph-demo/D064", "reelgraph-demo/D064"])
def test_a_record_as_received(asked: TestClient, demo: Demo, wanted: str) -> None:
    found = asked.get("/api/v1/record", params={"id": wanted}).json()
    source = next(demo.store.contributions(EVERYTHING, ["reelgraph-demo/D064"])).source
    assert [(r["source"], r["record_id"], r["fields"]) for r in found] == [
        (source.id, "D064", source.fields)
    ]


def test_a_record_that_is_not_there(client: TestClient) -> None:
    body = problem(client.get("/api/v1/record", params={"id": "example/F9"}), 404)
    assert "example/F9" in body["title"]


def test_records_are_cut_to_the_scope(store: MemoryStore) -> None:
    hidden = launch().model_copy(
        update={"source": launch().source.model_copy(update={"visibility": Visibility.PRIVATE})}
    )
    store.apply([hidden])
    assert records_of(store, WORK, Scope.public(), 10) == []
    assert records_of(store, "example/F1", Scope.public(), 10) == []
    assert [r.source for r in records_of(store, WORK, EVERYTHING, 10)] == ["example/F1"]


def test_hostile_text_travels_as_text(client: TestClient) -> None:
    response = client.get("/api/v1/node", params={"id": "concept:example/ships"})
    assert response.headers["content-type"] == "application/json"
    assert response.json()["properties"]["name"] == HOSTILE


def test_changes_are_read_page_by_page(client: TestClient, store: MemoryStore) -> None:
    first = client.get("/api/v1/changes", params={"limit": 1}).json()
    # One transaction is never cut in two.
    assert [change["id"] for change in first["changes"]] == [
        "concept:example/ships",
        "place:example/dundee",
        WORK,
    ]
    again = client.get("/api/v1/changes", params={"since": first["sequence"]}).json()
    assert again == {"sequence": first["sequence"], "changes": []}
    store.remove(["example/F1"])
    gone = client.get("/api/v1/changes", params={"since": first["sequence"]}).json()
    assert all(change["deleted"] for change in gone["changes"])
    assert len(gone["changes"]) == 3


@pytest.mark.parametrize(
    ("route", "wrong"),
    [("changes", {"since": -1}), ("search", {"q": ""}), ("search", {"q": "x", "limit": 1001})],
)
def test_parameters_are_checked(client: TestClient, route: str, wrong: dict[str, Any]) -> None:
    problem(client.get(f"/api/v1/{route}", params=wrong), 422)


def test_an_unknown_route_and_a_wrong_method(client: TestClient) -> None:
    problem(client.get("/api/v1/nothing"), 404)
    problem(client.delete("/api/v1/node"), 405)


def test_a_store_that_went_away(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StoreUnavailableError("Neo4j doesn't answer at bolt://127.0.0.1:7687. Start it.")

    monkeypatch.setattr(store, "get", gone)
    body = problem(client_of(Services(no_index, store)).get("/api/v1/node?id=x"), 503)
    assert body["title"] == "The graph store doesn't answer"


def test_what_nobody_foresaw_is_told_without_its_innards(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("innards")

    monkeypatch.setattr(store, "get", broken)
    with capture_logs() as logs:
        response = client_of(Services(no_index, store)).get("/api/v1/node?id=x")
    body = problem(response, 500)
    assert "innards" not in response.text
    logged = next(log for log in logs if log["event"] == "unhandled")
    assert "innards" in logged["error"]
    assert body["reference"] == logged["id"]


def test_a_token_is_asked_for(store: MemoryStore) -> None:
    client = client_of(Services(no_index, store, token=TOKEN))
    refused = client.get("/api/v1/node", params={"id": WORK})
    assert "Authorization: Bearer" in problem(refused, 401)["title"]
    assert refused.headers["www-authenticate"] == "Bearer"
    for wrong in ("Bearer wrong", TOKEN + "x", "Bearer tëken".encode()):
        problem(client.get("/api/v1/changes", headers={"Authorization": wrong}), 401)
    shown = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/v1/node", params={"id": WORK}, headers=shown).status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "route",
    ["ask/stream?question=x", "node?id=x", "neighbours?id=x", "record?id=x", "passages?q=x"],
)
def test_no_route_is_open_without_the_token(store: MemoryStore, route: str) -> None:
    problem(client_of(Services(no_index, store, token=TOKEN)).get(f"/api/v1/{route}"), 401)


def test_only_names_of_this_machine_are_answered(store: MemoryStore) -> None:
    client = client_of(Services(no_index, store, hosts=("localhost", "127.0.0.1", "[::1]")))
    assert client.get("/healthz", headers={"Host": "localhost:8735"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "evil.example.org"}).status_code == 400


def test_every_answer_has_a_reference_and_is_counted(client: TestClient) -> None:
    first = client.get("/healthz").headers["x-request-id"]
    assert first != client.get("/healthz").headers["x-request-id"]
    client.get("/api/v1/node", params={"id": "a-private-question"})
    metrics = client.get("/metrics").text
    assert 'reelgraph_requests_total{method="GET",route="/healthz",status="200"} 2.0' in metrics
    assert 'route="/api/v1/node",status="404"' in metrics
    assert "a-private-question" not in metrics


def test_questions_are_not_in_the_log(client: TestClient) -> None:
    with capture_logs() as logs:
        client.get("/api/v1/search", params={"q": "a-private-question"})
    assert [(log["route"], log["status"]) for log in logs] == [("/api/v1/search", 200)]
    assert "a-private-question" not in str(logs)


def operations(app: FastAPI) -> list[tuple[str, dict[str, Any]]]:
    paths = app.openapi()["paths"]
    return [(path, operation) for path, each in paths.items() for operation in each.values()]


def test_the_description_has_examples(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert schemas["AskRequest"]["properties"]["question"]["examples"]
    for name in ("ResultItem", "CitationItem", "NodeBody", "Problem"):
        fields = schemas[name]["properties"]
        assert any("examples" in field for field in fields.values()), name
    assert [path for path, o in operations(client.app) if not o.get("summary")] == []
    versioned = [path for path in document["paths"] if path.startswith("/api/v1/")]
    assert len(versioned) >= 6


def test_the_page_and_what_it_may_do(store: MemoryStore) -> None:
    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(app.state.services.store))
    client = TestClient(app)
    page = client.get("/")
    assert page.status_code == 200, page.text
    assert '<div id="app">' in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert client.get("/api/v1/node", params={"id": WORK}).json()["id"] == WORK
    assert client.get("/../pyproject.toml").status_code == 404
    assert "http://" not in page.text
    assert "https://" not in page.text


def test_a_follow_up_carries_its_conversation(demo: Demo) -> None:
    with client_of(Services(lambda: demo.answerer, demo.store)) as client:
        earlier = {"question": COUNT}
        body = client.post(
            "/api/v1/ask", json={"question": "list them", "conversation": [earlier]}
        ).json()
        first = client.post("/api/v1/ask", json=earlier).json()
    assert body["understood"]["follows"] == COUNT
    assert body["kind"] == "list"
    assert body["results"] == first["results"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"conversation": [{"question": ""}]},
        {"conversation": [{"question": "x" * 2001}]},
        {"conversation": [{"question": "x"}] * 21},
        {"conversation": "How many?"},
        {"without": ["genre: newsreel"]},
        {"without": ["00000000"] * 51},
        {"without": ["0000000g"]},
    ],
)
def test_a_conversation_has_bounds(demo: Demo, wrong: dict[str, Any]) -> None:
    with client_of(Services(lambda: demo.answerer, demo.store)) as client:
        problem(client.post("/api/v1/ask", json={"question": COUNT, **wrong}), 422)
