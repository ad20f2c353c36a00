"""The Graph view's routes: what they give, to whom, and on what evidence."""

import io
from collections.abc import Iterator

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

import explorer
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from rag_service.api import Services, create_app
from tests.explorer_sources import sources_of
from tests.unit.network_archive import CLAIMS, SPOKEN, TRAM, archive

NETWORK = "/api/v1/network"


def no_index() -> None:
    raise RetrievalIndexError("none")


def client_of(store: MemoryStore) -> TestClient:
    app = create_app(Services(no_index, store))  # type: ignore[arg-type]
    explorer.mount(app, sources_of(store))
    return TestClient(app)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(archive(tmp_path_factory.mktemp("network"), films=120)) as client:
        yield client


def got(client: TestClient, path: str = "", **parameters: object) -> dict:  # type: ignore[type-arg]
    response = client.get(f"{NETWORK}{path}", params=parameters)  # type: ignore[arg-type]
    assert response.status_code == 200, response.text
    return response.json()  # type: ignore[no-any-return]


def evidence(client: TestClient, status: str) -> list[dict]:  # type: ignore[type-arg]
    return got(client, "/evidence", **{"from": TRAM, "to": CLAIMS[status]})  # type: ignore[return-value]


def test_a_drawing_names_what_it_joins(client: TestClient) -> None:
    body = got(client, level=0)
    keys = {one["key"] for one in body["communities"]}
    assert body["communities_in_all"] == len(keys) > 1
    assert {key for bond in body["bonds"] for key in (bond["one"], bond["other"])} <= keys
    assert all(one["terms"] for one in body["communities"] if one["films"] > 3)


def test_a_community_names_its_films(client: TestClient) -> None:
    for community in got(client, level=1)["communities"]:
        films = got(client, "/films", key=community["key"])["films"]
        assert len(set(films)) == len(films) == community["films"]
        assert all(film.startswith("work:") for film in films)
    assert client.get(f"{NETWORK}/films", params={"key": "none"}).status_code == 404


def test_all_is_drawn_within_the_extent(client: TestClient) -> None:
    body = got(client, level=0, open=got(client)["communities"][0]["key"], members=500)
    least_x, least_y, most_x, most_y = body["extent"]
    assert body["entities"]
    for one in body["entities"]:
        assert least_x <= one["x"] <= most_x
        assert least_y <= one["y"] <= most_y


def test_an_opened_community_gives_way_to_its_parts(client: TestClient) -> None:
    first = got(client, level=2)["communities"][0]
    body = got(client, level=2, open=first["key"], members=5)
    assert [one["key"] for one in body["opened"]] == [first["key"]]
    assert len(body["entities"]) == 5
    assert body["entities_left_out"] == first["size"] - 5
    assert all(one["community"] == first["key"] for one in body["entities"])


def test_pages_of_neighbours_are_all_of_them_once(client: TestClient) -> None:
    place = CLAIMS["accepted"]
    subject = max(
        (n["entity"] for n in got(client, "/neighbours", id=TRAM)["neighbours"]),
        key=lambda entity: entity["degree"],
    )
    assert subject["id"] == place
    whole = got(client, "/neighbours", id="concept:nls/subject-0", limit=500)
    ids = [n["entity"]["id"] for n in whole["neighbours"]]
    paged = [
        n["entity"]["id"]
        for offset in range(0, whole["total"], 7)
        for n in got(client, "/neighbours", id=whole["entity"]["id"], offset=offset, limit=7)[
            "neighbours"
        ]
    ]
    assert paged == ids
    assert len(set(ids)) == len(ids) == whole["total"] == whole["by_label"]["Work"]
    ranks = [n["entity"]["centrality"] for n in whole["neighbours"]]
    assert ranks == sorted(ranks, reverse=True)


def test_neighbours_can_be_asked_for_by_what_they_are(client: TestClient) -> None:
    people = got(client, "/neighbours", id=TRAM, label="Person")
    assert [n["entity"]["name"] for n in people["neighbours"]] == ["Ann Gow"]
    assert people["neighbours"][0]["links"][0]["role"] == "Director"
    doubted = got(client, "/neighbours", id=TRAM, origin="rejected")
    assert [n["entity"]["name"] for n in doubted["neighbours"]] == ["Ada"]
    assert got(client, "/neighbours", id=TRAM, relation="HAS_GENRE")["total"] == 0


def test_a_catalogues_word_is_quoted_from_its_record(client: TestClient) -> None:
    stated = next(e for e in evidence(client, "accepted") if e["evidence"]["origin"] == "catalogue")
    assert stated["link"]["relation"] == "HAS_SUBJECT"
    assert [r["source"] for r in stated["evidence"]["records"]] == ["nls/t1"]
    quoted = stated["evidence"]["items"][0]
    assert (quoted["field"], quoted["text"]) == ("summary", "Trams in Glasgow.")
    first, last = quoted["marked"]
    assert quoted["text"][first:last] == "Glasgow"


def test_a_machines_claim_tells_the_words_the_second_and_the_model(client: TestClient) -> None:
    (told,) = evidence(client, "proposed")
    assert told["evidence"]["origin"] == "machine"
    assert told["evidence"]["claim"]["run"]["model"] == "small"
    assert told["evidence"]["claim"]["decision"] is None
    (item,) = told["evidence"]["items"]
    first, last = item["marked"]
    assert (item["text"], item["text"][first:last]) == (SPOKEN, "Leith")
    assert (item["film"], item["title"]) == (TRAM, "LAST TRAM")
    assert (item["start_ms"], item["end_ms"], item["kind"]) == (61_000, 64_000, "transcript")


@pytest.mark.parametrize(("status", "op"), [("accepted", "accept"), ("rejected", "reject")])
def test_a_decision_is_told_with_who_took_it(client: TestClient, status: str, op: str) -> None:
    told = next(e for e in evidence(client, status) if e["evidence"]["claim"])
    assert told["evidence"]["origin"] == status
    decision = told["evidence"]["claim"]["decision"]
    assert (decision["op"], decision["user"], decision["reason"]) == (op, "mc", "heard it")


def test_a_claim_can_be_asked_for_by_itself(client: TestClient) -> None:
    told = next(e for e in evidence(client, "accepted") if e["evidence"]["claim"])
    assert got(client, "/claim", id="claim:accepted") == told["evidence"]
    for unknown in ("claim:none", TRAM):
        assert client.get(f"{NETWORK}/claim", params={"id": unknown}).status_code == 404


def test_each_step_of_a_way_has_its_evidence(client: TestClient) -> None:
    body = got(client, "/paths", **{"from": CLAIMS["proposed"], "to": CLAIMS["accepted"]})
    way = body["ways"][0]
    assert [entity["name"] for entity in way["entities"]] == ["Leith", "LAST TRAM", "Glasgow"]
    assert all(len(step["links"]) == len(step["evidence"]) > 0 for step in way["steps"])
    assert way["steps"][0]["evidence"][0]["items"][0]["text"] == SPOKEN


def test_what_people_rejected_is_no_way(client: TestClient) -> None:
    ends = {"from": CLAIMS["rejected"], "to": TRAM}
    assert got(client, "/paths", **ends)["ways"] == []
    assert len(got(client, "/paths", **ends, origin="rejected")["ways"]) == 1


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/neighbours", {"id": "place:nls/nowhere"}),
        ("/paths", {"from": TRAM, "to": "<script>"}),
        ("/evidence", {"from": "\u202e", "to": TRAM}),
    ],
)
def test_what_is_not_there_is_not_found(
    client: TestClient, path: str, parameters: dict[str, str]
) -> None:
    assert client.get(f"{NETWORK}{path}", params=parameters).status_code == 404


def received(client: TestClient, name: str) -> pa.Table:
    response = client.get(f"{NETWORK}/{name}.arrow")
    assert response.status_code == 200
    again = client.get(
        f"{NETWORK}/{name}.arrow", headers={"If-None-Match": response.headers["etag"]}
    )
    assert again.status_code == 304
    return pa.ipc.open_stream(io.BytesIO(response.content)).read_all()


def test_the_whole_drawing_is_one_network(client: TestClient) -> None:
    nodes, edges = received(client, "nodes"), received(client, "edges")
    assert nodes.schema.metadata == edges.schema.metadata
    assert nodes.num_rows == got(client)["entities_in_all"]
    ends = {*edges["node"].to_pylist(), *edges["other"].to_pylist()}
    assert ends <= set(range(nodes.num_rows))
    assert sum(nodes["degree"].to_pylist()) == 2 * edges.num_rows


def test_an_empty_graph_is_told_as_empty() -> None:
    with client_of(MemoryStore()) as client:
        assert got(client)["communities"] == []
        assert received(client, "nodes").num_rows == received(client, "edges").num_rows == 0
