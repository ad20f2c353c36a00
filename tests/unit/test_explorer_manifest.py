"""A film as a IIIF manifest: its structure, its annotations, and who may see it."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import explorer
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.real_films import GLASS, MANIFESTO, laid_out
from tests.unit.small_archive import film, shots, stored

ALL = Scope.everything()
FILM = "work:reelgraph-demo/D072"
FILE = "reelgraph-demo/manifesto_reading/manifesto_reading.mp4"
SERVICE = "http://testserver"
NAME = "work%3Areelgraph-demo%2FD072"
CANVAS = f"{SERVICE}/iiif/film/{NAME}/canvas/1"


def client_of(store: MemoryStore, work: Path, *media: Path, scope: Scope = ALL) -> TestClient:
    def no_index() -> Answerer:
        raise NotImplementedError

    app = create_app(Services(no_index, store))
    held = sources_of(store, work, *media)
    explorer.mount(
        app, explorer.Sources(store, lambda _: scope, held.tables, held.work, held.media)
    )
    return TestClient(app)


@pytest.fixture
def client(demo: Demo, tmp_path: Path) -> TestClient:
    return client_of(demo.store, tmp_path, laid_out(tmp_path / "films", {FILE: MANIFESTO}))


def manifest(client: TestClient, film_id: str = FILM) -> dict[str, Any]:
    reply = client.get("/api/v1/film/manifest.json", params={"id": film_id})
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].startswith("application/ld+json")
    made: dict[str, Any] = reply.json()
    return made


def test_a_manifest_has_what_the_standard_asks_for(client: TestClient) -> None:
    made = manifest(client)
    assert made["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert made["id"] == f"{SERVICE}/api/v1/film/manifest.json?id={NAME}"
    assert made["type"] == "Manifest"
    assert made["label"]["none"][0].startswith("Manifesto of the Communist Party")
    assert made["requiredStatement"]["label"] == {"en": ["Source and rights"]}
    [credit] = made["requiredStatement"]["value"]["none"]
    assert "reelgraph-demo D072. Not stated in the record" in credit
    assert "rights" not in made
    [canvas] = made["items"]
    assert (canvas["id"], canvas["type"]) == (CANVAS, "Canvas")
    assert canvas["duration"] == pytest.approx(88.1, abs=0.1)
    [painting] = canvas["items"][0]["items"]
    assert (painting["motivation"], painting["target"]) == ("painting", CANVAS)
    body = painting["body"]
    assert (body["type"], body["format"]) == ("Video", "video/mp4")
    assert (body["width"], body["height"]) == (canvas["width"], canvas["height"])
    part = client.get(body["id"].removeprefix(SERVICE), headers={"Range": "bytes=0-9"})
    assert part.status_code == 206


def test_the_transcript_is_there_as_webvtt_and_as_annotations(client: TestClient) -> None:
    [canvas] = manifest(client)["items"]
    vtt, *pages = canvas["annotations"]
    [captions] = vtt["items"]
    assert (captions["motivation"], captions["target"]) == ("supplementing", CANVAS)
    assert captions["body"]["format"] == "text/vtt"
    text = client.get(captions["body"]["id"].removeprefix(SERVICE)).text
    assert "00:00:09.360 --> 00:00:10.640\nWorkers of the world, unite." in text
    assert {one["label"]["en"][0] for one in pages} == {
        "Transcript (by a machine, not reviewed)", "What is seen (by a machine, not reviewed)",
    }  # fmt: skip
    page = client.get(pages[0]["id"].removeprefix(SERVICE)).json()
    assert (page["id"], page["type"]) == (pages[0]["id"], "AnnotationPage")
    assert len(page["items"]) == 13
    line = next(one for one in page["items"] if "unite" in one["body"]["value"])
    assert line["target"] == f"{CANVAS}#t=9.36,10.64"
    assert line["body"]["type"] == "TextualBody"


def test_chapters_are_ranges_within_their_canvas(client: TestClient) -> None:
    made = manifest(client)
    [top] = made["structures"]
    assert (top["type"], top["label"]) == ("Range", {"en": ["Chapters"]})
    targets = [one["items"][0]["id"] for one in top["items"]]
    assert targets == [f"{CANVAS}#t=0,19", f"{CANVAS}#t=19,88"]
    names = [one["id"] for one in [made, *made["items"], top, *top["items"]]]
    assert len(set(names)) == len(names)


def test_a_film_that_does_not_lie_here_has_a_canvas_that_nothing_paints(tmp_path: Path) -> None:
    store = stored([film("0002", "HERRING"), shots("0002", ["a quay", "a boat"])])
    made = manifest(client_of(store, tmp_path), "work:nls/0002")
    [canvas] = made["items"]
    assert canvas["duration"] == 2
    assert "items" not in canvas


def test_a_film_of_no_known_length_has_none(tmp_path: Path) -> None:
    client = client_of(stored([film("0002", "HERRING")]), tmp_path)
    reply = client.get("/api/v1/film/manifest.json", params={"id": "work:nls/0002"})
    assert (reply.status_code, "how long" in reply.text) == (404, True)


def test_nobody_reads_what_they_may_not(tmp_path: Path) -> None:
    secret = shots("0002", ["secret quay"], visibility=Visibility.PRIVATE)
    store = stored([film("0002", "HERRING"), secret])
    narrow = client_of(
        store, tmp_path, laid_out(tmp_path / "films", {"0002.mp4": GLASS}), scope=Scope.public()
    )
    ask = {"id": "work:nls/0002"}
    assert narrow.get("/api/v1/film/manifest.json", params=ask).status_code == 404
    assert narrow.get("/api/v1/film/timeline.arrow", params=ask).content.count(b"secret") == 0
    wide = client_of(store, tmp_path, tmp_path / "films")
    page = wide.get("/api/v1/film/annotations.json", params={**ask, "kind": "caption"}).json()
    assert [one["body"]["value"] for one in page["items"]] == ["secret quay"]
    past = wide.get("/api/v1/film/annotations.json", params={**ask, "reel": 2})
    assert past.status_code == 404


def test_what_stands_behind_a_line(client: TestClient) -> None:
    of = "text:446672fba7597ae112cb114c8bf6c6d3"
    told = client.get("/api/v1/film/evidence", params={"id": FILM, "of": of}).json()
    assert told["origin"] == "machine"
    assert told["items"][0]["text"] == "Workers of the world, unite."
    assert told["items"][0]["start_ms"] == 9360
    for other in ("text:none", "agent:reelgraph-demo/d072/karl-marx"):
        reply = client.get("/api/v1/film/evidence", params={"id": FILM, "of": other})
        assert reply.status_code == 404
