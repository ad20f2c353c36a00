"""The web app's sources: a client that fits the service, views that are served, and licences."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from explorer.site import VIEWS
from reelgraph.document import openapi

REPOSITORY = Path(__file__).resolve().parents[2]
WEB = REPOSITORY / "explorer" / "web"
LOCK = json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"]
PERMISSIVE = {"MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "OFL-1.1"}
PERMISSIVE |= {
    "MIT OR Apache-2.0",
    "(MIT OR Apache-2.0)",
    "BlueOak-1.0.0",
    "Python-2.0",
    "CC0-1.0",
    "Unlicense",
    "(MIT OR CC0-1.0)",
}
# Tools of the build and of the tests; no part of them is in what is served.
TOOLS = re.compile(r"node_modules/(lightningcss(-[\w-]+)?|axe-core)$")


def test_the_client_is_that_of_the_service() -> None:
    document = json.dumps(openapi(), sort_keys=True)
    held = (WEB / "src" / "api" / "schema.d.ts").read_text("utf-8").splitlines()[1]
    digest = hashlib.sha256(document.encode()).hexdigest()
    assert held == f"// {digest}", "run npm run client in explorer/web"


def test_bodies_have_names_of_their_own() -> None:
    """Two models of one name would be told apart by their modules, and change their names."""
    assert [name for name in openapi()["components"]["schemas"] if "__" in name] == []


def test_every_view_is_served() -> None:
    listed = (WEB / "src" / "views" / "index.ts").read_text("utf-8")
    paths = re.findall(r'path: "/(\w*)"', listed)
    assert len(paths) == 8
    assert {path or "." for path in paths} == set(VIEWS)


def test_the_lock_file_names_no_host() -> None:
    assert [name for name, held in LOCK.items() if "resolved" in held] == []
    assert [n for n, held in LOCK.items() if n and not held.get("integrity")] == []


def test_licences_are_permissive() -> None:
    licences = {name: held.get("license") for name, held in LOCK.items()}
    others = {n: one for n, one in licences.items() if one not in PERMISSIVE}
    assert {n: one for n, one in others.items() if not TOOLS.search(n)} == {}
    assert set(others.values()) <= {"MPL-2.0"}


def test_versions_are_pinned() -> None:
    package = json.loads((WEB / "package.json").read_text("utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [n for n, version in versions.items() if not re.fullmatch(r"[\d.]+", version)] == []


def test_a_build_knows_when_its_sources_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(REPOSITORY)
    import make

    monkeypatch.setattr(make, "WEB", tmp_path)
    (tmp_path / "main.ts").write_text("1")
    first = make.digest_of_web()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "some.js").write_text("1")
    assert make.digest_of_web() == first
    (tmp_path / "main.ts").write_text("2")
    assert make.digest_of_web() != first
