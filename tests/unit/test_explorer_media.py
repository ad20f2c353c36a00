"""Films played from where they lie: roots, ranges, pictures, copies made in the background."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from fastapi.testclient import TestClient

import explorer
from explorer.media import MediaRoots
from explorer.media.children import Looker
from explorer.media.jobs import Job, Jobs
from explorer.media.pictures import Pictures
from graph_schema.errors import MediaError, MediaMissingError, RetrievalIndexError
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from tests.explorer_sources import sources_of
from tests.real_films import AUDIO, GLASS, MANIFESTO, laid_out
from tests.unit.small_archive import shots, stored

EVERYTHING = Scope.everything()
CUT = {"instantiation": "instantiation:nls/0002"}
FILE = {"id": "instantiation:nls/0002"}


def no_index() -> Answerer:
    raise RetrievalIndexError("none")


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    """A folder of films: two films and a sound."""
    return laid_out(
        tmp_path / "films", {"0002.mp4": GLASS, "0003.mp4": MANIFESTO, "0004.flac": AUDIO}
    )


@pytest.fixture
def client(roots: Path, tmp_path: Path) -> TestClient:
    said = [shots("0002", ["a lens", "an eye"]), shots("0003", ["a card"]), shots("0009", ["lost"])]
    store = stored(said)
    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store, tmp_path / "work", roots))
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    "uri",
    [
        "../secret.mp4",
        "a/../../secret.mp4",
        "/etc/passwd",
        "file:///etc/passwd",
        "file://elsewhere/0002.mp4",
        "file:///%2e%2e/secret.mp4",
        "http://127.0.0.1/0002.mp4",
        "concat:0002.mp4|/etc/passwd",
        "0002.mp4\x00.jpg",
        "..\\secret.mp4",
        "link.mp4",
        "chain.mp4",
        "folder.mp4",
        "notes.txt",
        "page.html",
        "a" * 5000,
        "",
        ".",
        "~/secret.mp4",
    ],
)
def test_nothing_outside_the_roots_is_found(roots: Path, uri: str) -> None:
    secret = roots.parent / "secret.mp4"
    secret.write_bytes(b"secret")
    (roots / "link.mp4").symlink_to(secret)
    (roots / "chain.mp4").symlink_to(roots / "link.mp4")
    (roots / "folder.mp4").mkdir()
    (roots / "notes.txt").write_text("secret")
    (roots / "page.html").write_text("<script>alert(1)</script>")
    with pytest.raises(MediaMissingError):
        MediaRoots((roots,)).find(uri)


def test_a_film_is_found_by_path_or_file_uri_in_any_root(roots: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "link.mp4").symlink_to(roots / "0002.mp4")
    both = MediaRoots((other, roots, tmp_path / "missing"))
    film = (roots / "0002.mp4").resolve()
    assert both.find("0002.mp4") == film
    assert both.find(str(film)) == film
    assert both.find(film.as_uri()) == film
    assert both.find("link.mp4") == film  # it leads to another root
    with pytest.raises(MediaMissingError, match="REELGRAPH_MEDIA_ROOTS"):
        MediaRoots(()).find("0002.mp4")


def test_a_film_is_sent_whole_and_in_parts(client: TestClient, roots: Path) -> None:
    held = (roots / "0002.mp4").read_bytes()
    whole = client.get("/api/v1/media", params=FILE)
    assert (whole.status_code, whole.content == held) == (200, True)
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-type"] == "video/mp4"
    tag = whole.headers["etag"]
    part = client.get("/api/v1/media", params=FILE, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, held[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(held)}"
    tail = client.get("/api/v1/media", params=FILE, headers={"Range": "bytes=-10", "If-Range": tag})
    assert (tail.status_code, tail.content) == (206, held[-10:])
    stale = client.get(
        "/api/v1/media", params=FILE, headers={"Range": "bytes=0-9", "If-Range": '"older"'}
    )
    assert (stale.status_code, len(stale.content)) == (200, len(held))
    past = client.get("/api/v1/media", params=FILE, headers={"Range": f"bytes={len(held)}-"})
    assert past.status_code == 416
    assert past.headers["content-range"] == f"bytes */{len(held)}"
    head = client.head("/api/v1/media", params=FILE)
    assert (head.status_code, head.content) == (200, b"")
    assert (head.headers["content-length"], head.headers["etag"]) == (str(len(held)), tag)


def test_what_is_not_here_is_told_plainly(client: TestClient) -> None:
    lost = client.get("/api/v1/media", params={"id": "instantiation:nls/0009"})
    assert (lost.status_code, lost.json()["title"]) == (404, "The film's file is not here")
    assert "'0009.mp4' is not under the folders" in lost.json()["detail"]
    for identifier in ("instantiation:nls/none", "work:nls/0002", "<script>"):
        reply = client.get("/api/v1/media", params={"id": identifier})
        assert reply.status_code == 404
        assert "no digital file" in reply.json()["detail"]


def test_a_file_of_another_scope_is_not_played(roots: Path, tmp_path: Path) -> None:
    store = stored([shots("0002", ["a lens"], visibility=Visibility.PRIVATE)])
    app = create_app(Services(no_index, store))
    sources = sources_of(store, tmp_path / "work", roots)
    narrow = explorer.Sources(
        store, lambda _: Scope.public(), sources.tables, sources.work, sources.media
    )
    explorer.mount(app, narrow)
    client = TestClient(app)
    for route in ("", "/about", "/picture", "/strip", "/copy"):
        assert client.get(f"/api/v1/media{route}", params=FILE).status_code == 404
    assert client.post("/api/v1/media/copy", params=FILE).status_code == 404


def test_what_a_file_holds(client: TestClient) -> None:
    glass = client.get("/api/v1/media/about", params=FILE).json()
    assert (glass["duration_ms"], glass["fps"], glass["width"]) == (82560, [25, 1], 450)
    assert (glass["playable"], glass["sound"]) == (True, None)
    assert glass["remark"] == "This film has no sound."
    spoken = client.get("/api/v1/media/about", params={"id": "instantiation:nls/0003"}).json()
    assert (spoken["sound"], spoken["remark"]) == ("aac", None)


def test_pictures_are_made_once(client: TestClient, tmp_path: Path) -> None:
    ask = {**FILE, "t_ms": 20000, "width": 320}
    first = client.get("/api/v1/media/picture", params=ask)
    assert first.headers["content-type"] == "image/jpeg"
    assert size_of(first.content) == (320, 256)
    made = {p: p.stat().st_ino for p in (tmp_path / "work").rglob("*.jpg")}
    assert client.get("/api/v1/media/picture", params=ask).content == first.content
    assert {p: p.stat().st_ino for p in (tmp_path / "work").rglob("*.jpg")} == made
    assert size_of(client.get("/api/v1/media/strip", params=FILE).content) == (60 * 90, 72)
    assert client.get("/api/v1/media/picture", params={**ask, "width": 7}).status_code == 422
    assert list((tmp_path / "work").rglob("*.part")) == []


def size_of(jpeg: bytes) -> tuple[int, int]:
    codec = av.CodecContext.create("mjpeg", "r")
    frame = next(iter([*codec.decode(av.Packet(jpeg)), *codec.decode(None)]))
    return frame.width, frame.height


def test_a_sound_and_a_broken_file_have_no_pictures(roots: Path, tmp_path: Path) -> None:
    (roots / "broken.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 500)
    (roots / "list.mp4").write_text("#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n")
    pictures = Pictures(tmp_path / "pictures", Looker())
    for name, why in (
        ("0004.flac", "no picture"), ("broken.mp4", "can't be read"), ("list.mp4", "can't be read"),
    ):  # fmt: skip
        with pytest.raises(MediaError, match=why):
            pictures.at(roots / name, 0, 320)
    assert pictures.about(roots / "0004.flac")["duration_ms"] == 11000
    assert list((tmp_path / "pictures").rglob("*.part")) == []


def test_a_decoder_that_hangs_or_dies_is_replaced(roots: Path) -> None:
    looker = Looker(longest_s=0.0)
    with pytest.raises(MediaError, match="gave up"):
        looker.ask("probe", path=str(roots / "0002.mp4"))
    patient = Looker()
    with pytest.raises(MediaError):
        patient.ask("nothing known")
    assert patient.ask("probe", path=str(roots / "0002.mp4"))["duration_ms"] == 82560


def test_old_pictures_make_room(roots: Path, tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures", Looker(), most_bytes=20_000)
    made = [pictures.at(roots / "0002.mp4", 1000 * t, 160) for t in range(12)]
    held = [path for path in made if path.exists()]
    assert made[-1] in held
    assert sum(path.stat().st_size for path in held) <= 20_000
    assert len(held) < len(made)


def test_two_who_want_one_picture_wait_for_one_maker(roots: Path, tmp_path: Path) -> None:
    asked: list[str] = []

    class Slow(Looker):
        def ask(self, do: str, **about: object) -> dict[str, Any]:
            asked.append(do)
            Path(str(about["to"])).write_bytes(b"x")
            return {}

    pictures = Pictures(tmp_path / "pictures", Slow())
    threads = [
        threading.Thread(target=pictures.at, args=(roots / "0002.mp4", 0, 160)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == ["picture"]


def test_without_the_extra_films_play_and_pictures_say_what_to_install(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert client.get("/api/v1/media", params=FILE).status_code == 200
    about = client.get("/api/v1/media/about", params=FILE).json()
    assert (about["playable"], about["pictures"], about["duration_ms"]) == (True, False, None)
    assert "pip install 'reelgraph[media]'" in about["remark"]
    reply = client.get("/api/v1/media/picture", params=FILE)
    assert (reply.status_code, reply.json()["title"]) == (503, "The film can't be shown")
    assert "reelgraph[media]" in reply.json()["detail"]


def test_a_copy_is_made_in_the_background(client: TestClient, roots: Path) -> None:
    small = roots / "0002.mp4"
    small.unlink()
    old_film(roots / "0002.mp4")
    about = client.get("/api/v1/media/about", params=FILE).json()
    assert (about["playable"], about["copied"]) == (False, False)
    assert "a copy that they can play can be made" in about["remark"]
    assert client.get("/api/v1/media/copy", params=FILE).status_code == 404
    job = client.post("/api/v1/media/copy", params=FILE).json()
    again = client.post("/api/v1/media/copy", params=FILE).json()
    assert again["id"] == job["id"] or again["state"] == "done"
    assert ended(client, job["id"])["state"] == "done"
    copy = client.get("/api/v1/media/copy", params=FILE, headers={"Range": "bytes=0-99"})
    assert copy.status_code == 206
    film = client.get(f"/api/v1/jobs/{job['id']}/film").content
    (roots / "seen.mp4").write_bytes(film)
    with av.open(str(roots / "seen.mp4")) as seen:
        assert seen.streams.video[0].codec_context.name == "h264"
        assert sum(1 for _ in seen.decode(video=0)) == 30
    assert client.get("/api/v1/media/about", params=FILE).json()["copied"]


def old_film(path: Path, frames: int = 30) -> None:
    """A film in a coding that no browser plays."""
    with av.open(str(path), "w", format="avi") as film:
        stream = film.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))


def ended(client: TestClient, job: str) -> dict[str, Any]:
    return until(
        lambda: client.get(f"/api/v1/jobs/{job}").json(),
        lambda told: told["state"] not in ("waiting", "running"),
    )


def until(read: Callable[[], Any], reached: Callable[[Any], bool]) -> Any:
    deadline = time.monotonic() + 60
    while not reached(found := read()):
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


class Maker:
    """Makes films when it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.made: list[str] = []

    def __call__(
        self, asked: dict[str, Any], progress: Callable[[float], None], stop: threading.Event
    ) -> dict[str, Any]:
        progress(0.5)
        while not self.let.wait(0.01):
            if stop.is_set():
                raise MediaError("It was cancelled.")
        if asked.get("bad"):
            raise MediaError("The film can't be made: no.")
        Path(asked["to"]).write_bytes(b"film")
        self.made.append(asked["to"])
        return {}


def state(job: Job) -> str:
    return job.state


def test_jobs_wait_for_each_other_and_can_be_given_up(tmp_path: Path) -> None:
    maker = Maker()
    jobs = Jobs(tmp_path, maker)
    first, second = (jobs.add(key, key, {}, ()) for key in ("aa", "bb"))
    assert jobs.add("aa", "aa", {}, ()) is first
    until(lambda: first.done, lambda done: done == 0.5)
    assert (first.state, second.state) == ("running", "waiting")
    jobs.cancel(second)
    jobs.cancel(first)
    assert {first.state, second.state} == {"cancelled"}
    maker.let.set()
    third = jobs.add("cc", "cc", {}, ())
    until(lambda: state(third), lambda told: told == "done")
    assert [path.name for path in tmp_path.rglob("*.*")] == ["cc.mp4"]
    assert jobs.add("cc", "cc", {}, ()).state == "done"


def test_a_job_that_fails_says_why_and_can_be_asked_again(tmp_path: Path) -> None:
    maker = Maker()
    maker.let.set()
    jobs = Jobs(tmp_path, maker)
    bad = jobs.add("aa", "aa", {"bad": True}, ())
    until(lambda: state(bad), lambda told: told == "failed")
    assert bad.problem == "The film can't be made: no."
    again = jobs.add("aa", "aa", {}, ())
    until(lambda: state(again), lambda told: told == "done")


def test_a_job_is_seen_only_by_who_may_see_its_films(client: TestClient) -> None:
    assert client.get("/api/v1/jobs/guessed").status_code == 404
    assert client.delete("/api/v1/jobs/guessed").status_code == 404
    assert client.get("/api/v1/jobs/guessed/film").status_code == 404


def test_a_pass_lets_a_player_fetch_one_film(roots: Path, tmp_path: Path) -> None:
    store = stored([shots("0002", ["a lens"]), shots("0003", ["a card"])])
    token = "a-token-of-more-than-24-characters"
    app = create_app(Services(no_index, store, token))
    explorer.mount(app, sources_of(store, tmp_path / "work", roots))
    client = TestClient(app)
    assert client.get("/api/v1/media", params=FILE).status_code == 401
    assert client.get("/api/v1/media/pass", params=FILE).status_code == 401
    held = {"Authorization": f"Bearer {token}"}
    given = client.get("/api/v1/media/pass", params=FILE, headers=held).json()["value"]
    assert client.get("/api/v1/media", params={**FILE, "pass": given}).status_code == 200
    other = {"id": "instantiation:nls/0003"}
    later = f"{int(given.partition('.')[0]) + 1}.{given.partition('.')[2]}"
    for params in ({**other, "pass": given}, {**FILE, "pass": later}, {**FILE, "pass": "²."}):
        assert client.get("/api/v1/media", params=params).status_code == 401
