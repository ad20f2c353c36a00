"""Fetching the pinned jars, from a small repository on loopback."""

import hashlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph_schema.errors import DownloadError, ManagedStoreError, NotEnoughDiskError
from graph_schema.managed import fetch
from graph_schema.managed.fetch import fetch_jars, jar_path, maven_central, missing_jars
from graph_schema.managed.lockfile import Jar

CONTENT = bytes(range(256)) * 1000


def jar(name: str = "alpha", content: bytes = CONTENT) -> Jar:
    digest = hashlib.sha256(content).hexdigest()
    return Jar("server", "org.example", name, "1.0", "", digest, len(content))


@dataclass
class Repository:
    """What the repository serves, how it misbehaves, and what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    knows_ranges: bool = True
    drop_after: int | None = None
    failures: list[int] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""

    def add(self, jar: Jar, content: bytes = CONTENT) -> None:
        self.files["/" + jar.repository_path] = content


class Handler(BaseHTTPRequestHandler):
    repository: Repository

    def do_GET(self) -> None:
        repository = self.repository
        wanted = self.headers.get("Range")
        repository.asked.append((self.path, wanted))
        if repository.failures:
            self.send_error(repository.failures.pop(0))
        elif (content := repository.files.get(self.path)) is None:
            self.send_error(404)
        else:
            self._send(content, _first_byte(wanted) if repository.knows_ranges else 0)

    def _send(self, content: bytes, first: int) -> None:
        self.send_response(206 if first else 200)
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        drop, self.repository.drop_after = self.repository.drop_after, None
        self.wfile.write(content[first:] if drop is None else content[first : first + drop])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


def _first_byte(wanted: str | None) -> int:
    return int(re.findall(r"\d+", wanted)[0]) if wanted else 0


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setattr(fetch, "_FIRST_PAUSE_S", 0.0)
    repository = Repository()
    handler = type("BoundHandler", (Handler,), {"repository": repository})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    repository.url = f"http://127.0.0.1:{server.server_port}"
    yield repository
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_jar_lands_at_its_place_and_progress_ends_at_the_total(
    repository: Repository, tmp_path: Path
) -> None:
    jars = [jar(name) for name in "abcdefghijkl"] + [replace(jar("plug"), kind="plugin")]
    for one in jars:
        repository.add(one)
    steps: list[tuple[int, int]] = []

    fetch_jars(jars, tmp_path, repository.url, lambda done, total: steps.append((done, total)))

    assert missing_jars(jars, tmp_path) == []
    assert (tmp_path / "lib" / "a-1.0.jar").read_bytes() == CONTENT
    assert (tmp_path / "plugins" / "plug-1.0.jar").read_bytes() == CONTENT
    assert steps[-1] == (13 * len(CONTENT), 13 * len(CONTENT))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


def test_what_is_there_is_not_fetched_again(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar())
    fetch_jars([jar()], tmp_path, repository.url)
    fetch_jars([jar()], tmp_path, repository.url)
    assert len(repository.asked) == 1


def test_a_jar_damaged_on_disk_is_fetched_again(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar())
    fetch_jars([jar()], tmp_path, repository.url)
    jar_path(tmp_path, jar()).write_bytes(b"x" * len(CONTENT))
    fetch_jars([jar()], tmp_path, repository.url)
    assert jar_path(tmp_path, jar()).read_bytes() == CONTENT


def test_a_dropped_connection_is_resumed_where_it_broke(
    repository: Repository, tmp_path: Path
) -> None:
    repository.add(jar())
    repository.drop_after = 100_000
    fetch_jars([jar()], tmp_path, repository.url)
    assert jar_path(tmp_path, jar()).read_bytes() == CONTENT
    assert [wanted for _, wanted in repository.asked] == ["bytes=0-", "bytes=100000-"]


def test_a_killed_fetch_is_resumed_by_the_next_one(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar())
    target = jar_path(tmp_path, jar())
    target.parent.mkdir()
    target.with_name(target.name + ".part").write_bytes(CONTENT[:70_000])
    steps: list[tuple[int, int]] = []
    fetch_jars([jar()], tmp_path, repository.url, lambda done, total: steps.append((done, total)))
    assert target.read_bytes() == CONTENT
    assert repository.asked[0][1] == "bytes=70000-"
    assert steps[0][0] == 70_000
    assert steps[-1] == (len(CONTENT), len(CONTENT))


def test_without_ranges_the_jar_is_fetched_anew(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar())
    repository.knows_ranges = False
    repository.drop_after = 100_000
    steps: list[tuple[int, int]] = []
    fetch_jars([jar()], tmp_path, repository.url, lambda done, total: steps.append((done, total)))
    assert jar_path(tmp_path, jar()).read_bytes() == CONTENT
    assert steps[-1] == (len(CONTENT), len(CONTENT))


def test_wrong_bytes_are_deleted_and_named(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar(), b"!" * len(CONTENT))
    with pytest.raises(DownloadError, match=r"alpha-1\.0\.jar is not the pinned jar"):
        fetch_jars([jar()], tmp_path, repository.url)
    assert [path.name for path in (tmp_path / "lib").iterdir()] == []


def test_a_file_that_is_too_long_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar(), CONTENT + b"more")
    with pytest.raises(DownloadError, match="not the pinned jar"):
        fetch_jars([jar()], tmp_path, repository.url)
    assert not jar_path(tmp_path, jar()).exists()


def test_a_file_that_stays_too_short_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar(), CONTENT[:-10])
    with pytest.raises(DownloadError, match="Could not fetch"):
        fetch_jars([jar()], tmp_path, repository.url)
    assert not jar_path(tmp_path, jar()).exists()


def test_a_busy_repository_is_asked_again(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar())
    repository.failures = [503, 429]
    fetch_jars([jar()], tmp_path, repository.url)
    assert len(repository.asked) == 3


def test_a_missing_jar_is_named_at_once(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"answered 404 .*REELGRAPH_MAVEN_URL"):
        fetch_jars([jar()], tmp_path, repository.url)
    assert len(repository.asked) == 1


def test_one_bad_jar_leaves_the_good_ones(repository: Repository, tmp_path: Path) -> None:
    repository.add(jar("good"))
    with pytest.raises(DownloadError):
        fetch_jars([jar("good"), jar("bad")], tmp_path, repository.url)
    repository.add(jar("bad"))
    fetch_jars([jar("good"), jar("bad")], tmp_path, repository.url)
    assert missing_jars([jar("good"), jar("bad")], tmp_path) == []


def test_nobody_there_is_said_with_the_address(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"http://127\.0\.0\.1:9/org/example.*what has come"):
        fetch_jars([jar()], tmp_path, "http://127.0.0.1:9")
    assert repository.asked == []


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "no address", "http://127.0.0.1:port"])
def test_an_address_that_is_none(url: str, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="is no address to fetch from"):
        fetch_jars([jar()], tmp_path, url)


def test_too_little_disk_is_said_before_anything_is_fetched(
    repository: Repository, tmp_path: Path
) -> None:
    huge = replace(jar(), size=2**60)
    with pytest.raises(NotEnoughDiskError, match=r"are free\. Free some space"):
        fetch_jars([huge], tmp_path, repository.url)
    assert repository.asked == []


def test_a_folder_that_is_a_file(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "lib").write_text("in the way")
    with pytest.raises(ManagedStoreError, match="REELGRAPH_CACHE"):
        fetch_jars([jar()], tmp_path, repository.url)


def test_maven_central_is_an_https_address() -> None:
    assert maven_central().startswith("https://")
