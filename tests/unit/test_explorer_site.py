"""Serving the web app: a page for every view, files for good, and a word where it isn't built."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from explorer.site import VIEWS, Site

PERSON = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A build with one file beside its page."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<div id=app></div>")
    (tmp_path / "assets" / "index-abc.js").write_text("1")
    (tmp_path / "icon.svg").write_text("<svg/>")
    return client_of(tmp_path)


def client_of(folder: Path) -> TestClient:
    app = FastAPI()
    app.mount("/", Site(folder))
    return TestClient(app)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_an_address(client: TestClient, view: str) -> None:
    reply = client.get("/" + view.strip("."), params={"q": "trams"})
    assert reply.status_code == 200
    assert "<div id=app>" in reply.text
    assert reply.headers["cache-control"] == "no-cache"


def test_what_is_named_by_its_content_is_kept(client: TestClient) -> None:
    reply = client.get("/assets/index-abc.js")
    assert reply.status_code == 200
    assert "immutable" in reply.headers["cache-control"]
    assert client.get("/icon.svg").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/assets/gone-abc.js", "/api/v1/nothing", "/v1/x", "/index", "/../pyproject.toml"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert "<div id=app>" not in reply.text


def test_a_person_is_told_by_the_app_what_is_not_there(client: TestClient) -> None:
    reply = client.get("/nothing/here", headers=PERSON)
    assert reply.status_code == 404
    assert "<div id=app>" in reply.text
    for path in ("/api/v1/nothing", "/assets/gone.js"):
        reply = client.get(path, headers=PERSON)
        assert reply.status_code == 404
        assert "<div id=app>" not in reply.text


def test_an_app_that_is_not_built_says_so(tmp_path: Path) -> None:
    reply = client_of(tmp_path / "none").get("/", headers=PERSON)
    assert reply.status_code == 503
    assert "python3 make.py web" in reply.text
