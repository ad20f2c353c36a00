"""One film: its record, its rights, its timeline in pages and its captions."""

from fastapi.testclient import TestClient

import explorer
from explorer import Tables
from explorer.film.webvtt import timestamp, webvtt
from explorer.moments import film_rows
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Instantiation, Item, Manifestation, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.unit.small_archive import film, shots, stored

ALL = Scope.everything()
MANIFESTO = "work:reelgraph-demo/D072"
HOSTILE = "<script>alert(1)</script> --> \r\n\r\n00:00.000 --> 00:09.000\nX & Y"


def no_index() -> Answerer:
    raise RetrievalIndexError("none")


def client_of(store: MemoryStore, scope: Scope = ALL) -> TestClient:
    app = create_app(Services(no_index, store))
    held = sources_of(store)
    explorer.mount(app, explorer.Sources(store, lambda _: scope, held.tables, held.work))
    return TestClient(app)


def test_a_film_with_its_record_and_what_is_on_its_timeline(demo: Demo) -> None:
    body = client_of(demo.store).get("/api/v1/film", params={"id": MANIFESTO}).json()
    assert body["record_id"] == "D072"
    assert ("Karl Marx", "Author") in {(m["name"], m["role"]) for m in body["makers"]}
    assert [file["id"] for file in body["files"]] == [
        "instantiation:reelgraph-demo/manifesto_reading"
    ]
    assert body["counts"]["text.transcript"] == 13
    assert body["ends_ms"] == 88000
    assert body["summary"].startswith("A voice reads the opening")
    assert body["rights"] == {
        "text": "Not stated in the record: ask the archive that holds the film.",
        "stated": False,
        "source": "reelgraph-demo D072",
        "holder": None,
    }


def test_rights_are_what_records_and_items_say() -> None:
    work, copy, item = "work:a/1", "manifestation:a/1", "item:a/1"
    said = Contribution(
        source=Source(
            id="a/1", partner="a", collection="a", record_id="1",
            fields={"Rights": "CC BY  4.0", "licence_note": " ", "title": "T"},
        ),
        nodes=[
            Work(id=work, preferred_title="T", partner="a", record_id="1"),
            Manifestation(id=copy),
            Item(id=item, identifier="1", access_status="On request", holder="An archive"),
            Instantiation(id="instantiation:a/1", uri="1.mp4"),
        ],
        edges=[
            Edge(type=Relation.HAS_MANIFESTATION, start=work, end=copy),
            Edge(type=Relation.HAS_ITEM, start=copy, end=item),
            Edge(type=Relation.HAS_INSTANTIATION, start=item, end="instantiation:a/1"),
        ],
    )  # fmt: skip
    body = client_of(stored([said])).get("/api/v1/film", params={"id": work}).json()
    assert body["rights"] == {
        "text": "CC BY 4.0; Access: On request",
        "stated": True,
        "source": "a 1",
        "holder": "An archive",
    }
    assert body["files"] == [{"id": "instantiation:a/1", "uri": "1.mp4"}]


def test_the_timeline_comes_in_pages_and_in_order(demo: Demo) -> None:
    client = client_of(demo.store)
    seen: list[dict[str, object]] = []
    after: int | None = 0
    while after is not None:
        ask = {"id": MANIFESTO, "after": after, "limit": 7}
        page = client.get("/api/v1/film/timeline", params=ask).json()
        assert len(page["rows"]) <= 7
        seen, after = seen + page["rows"], page["next"]
    whole = client.get("/api/v1/film/timeline", params={"id": MANIFESTO}).json()
    assert (seen, whole["next"]) == (whole["rows"], None)
    assert [row["start_ms"] for row in seen] == sorted(row["start_ms"] for row in seen)  # type: ignore[type-var]
    spoken = client.get(
        "/api/v1/film/timeline", params={"id": MANIFESTO, "part": "text", "kind": "transcript"}
    ).json()["rows"]
    assert len(spoken) == 13
    assert {row["part"] for row in spoken} == {"text"}
    names = {(r["text"], r["how"], r["status"]) for r in seen if r["part"] == "entity"}
    assert ("Karl Marx", "spoken", "proposed") in names


def test_each_film_is_one_slice(demo: Demo) -> None:
    table = Tables.of(demo.store.snapshot(ALL)).table("moments", ALL)
    films = set(table["film"].to_pylist())
    assert len(films) == 3
    for name in films:
        assert set(film_rows(table, name)["film"].to_pylist()) == {name}
    assert sum(film_rows(table, name).num_rows for name in films) == table.num_rows
    for other in ("", "work:reelgraph-demo/D0", "zzz"):
        assert film_rows(table, other).num_rows == 0


def test_nobody_sees_what_they_may_not() -> None:
    store = stored(
        [film("0002", "HERRING"), shots("0002", ["secret quay"], visibility=Visibility.PRIVATE)]
    )
    narrow = client_of(store, Scope.public())
    body = narrow.get("/api/v1/film", params={"id": "work:nls/0002"}).json()
    assert (body["title"], body["counts"], body["files"]) == ("HERRING", {}, [])
    assert narrow.get("/api/v1/film/timeline", params={"id": "work:nls/0002"}).json()["rows"] == []
    seen = client_of(store).get("/api/v1/film/timeline", params={"id": "work:nls/0002"}).json()
    assert "secret quay" in [row["text"] for row in seen["rows"]]
    hidden = stored([film("0009", "HIDDEN", visibility=Visibility.PRIVATE)])
    for route in ("film", "film/timeline", "film/captions.vtt"):
        reply = client_of(hidden, Scope.public()).get(
            f"/api/v1/{route}", params={"id": "work:nls/0009"}
        )
        assert reply.status_code == 404


def test_captions_are_webvtt(demo: Demo) -> None:
    client = client_of(demo.store)
    reply = client.get("/api/v1/film/captions.vtt", params={"id": MANIFESTO})
    assert reply.headers["content-type"].startswith("text/vtt")
    assert "00:00:09.360 --> 00:00:10.640\nWorkers of the world, unite." in reply.text
    chapters = client.get(
        "/api/v1/film/captions.vtt", params={"id": MANIFESTO, "kind": "chapters"}
    ).text
    assert "00:00:19.000 --> 00:01:28.000\nclip" in chapters


def test_a_caption_ends_no_cue_and_is_no_markup() -> None:
    text = webvtt([(0, 1000, HOSTILE), (5, 5, "")], note="by\n\nsomeone")
    assert text.count("-->") == 2
    assert "<script>" not in text
    assert "\n\n\n" not in text
    assert text.startswith(
        "WEBVTT\n\nNOTE\nby\nsomeone\n\n00:00:00.000 --> 00:00:01.000\n&lt;script&gt;"
    )
    assert "00:00:00.005 --> 00:00:00.006\n" in text
    assert timestamp(36_000_000 + 61_001) == "10:01:01.001"
