"""The index follows the graph: when it is refreshed, what fails, and what questions see."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from small_archive import EVERYTHING, HashEmbedder, film

from graph_schema.errors import RetrievalIndexError, StoreUnavailableError
from graph_schema.memory import MemoryStore
from rag_service.answering import Facts
from rag_service.api import Services, Standing, create_app
from rag_service.retrieval import Index
from reelgraph.assembly import ingesting, is_ingesting
from reelgraph.following import Follower
from reelgraph.service import NewestAnswerer
from reelgraph.settings import Settings

TRAMS = film("1", "GLASGOW TRAMS", "Trams in the rain.")
SHIPS = film("2", "DUNDEE SHIPS", "Whaling ships leave the harbour.")
ASK_SHIPS = "Which films show whaling ships?"


class Home:
    """A graph and an index that are nothing but their numbers."""

    def __init__(self) -> None:
        self.number = 5
        self.indexed: int | None = 5
        self.ingest = False
        self.refreshed = 0
        self.failure: Exception | None = None

    def graph(self) -> int:
        return self.number

    def adopt(self) -> int | None:
        return self.indexed

    def busy(self) -> bool:
        return self.ingest

    def refresh(self) -> None:
        if self.failure:
            raise self.failure
        self.refreshed += 1
        self.indexed = self.number


@pytest.fixture
def home() -> Home:
    return Home()


def steps(follower: Follower, *moments: float) -> None:
    for moment in moments:
        follower.step(moment)


def test_a_graph_that_stays_is_left_alone(home: Home) -> None:
    follower = Follower(home)
    steps(follower, 0, 1, 2)
    assert home.refreshed == 0
    assert follower.standing == Standing(graph=5, indexed=5)


def test_a_change_is_taken_up_once_the_graph_rests(home: Home) -> None:
    follower = Follower(home)
    steps(follower, 0)
    home.number = 6
    steps(follower, 1)
    home.number = 7
    steps(follower, 2)
    assert home.refreshed == 0
    steps(follower, 3, 4)
    assert home.refreshed == 1
    assert (follower.standing.indexed, follower.standing.refreshes) == (7, 1)


def test_a_graph_that_never_rests_is_taken_up_after_a_while(home: Home) -> None:
    follower = Follower(home)
    for moment in range(90):
        home.number += 1
        follower.step(moment)
    assert home.refreshed == 1


def test_an_ingest_makes_its_own_index(home: Home) -> None:
    follower = Follower(home)
    home.number, home.ingest = 6, True
    steps(follower, 0, 1, 100, 200)
    assert home.refreshed == 0
    home.ingest = False
    steps(follower, 201)
    assert home.refreshed == 1


def test_without_an_index_nothing_is_followed(home: Home) -> None:
    home.indexed = None
    follower = Follower(home)
    steps(follower, 0, 1, 2)
    assert home.refreshed == 0
    assert follower.standing.indexed is None


def test_a_failure_is_told_and_tried_again_later(home: Home) -> None:
    home.number, home.failure = 6, RetrievalIndexError("the disk is full")
    follower = Follower(home)
    steps(follower, 0, 1)
    assert follower.standing.problem == "the disk is full"
    assert (follower.standing.indexed, follower.standing.failures) == (5, 1)
    home.failure = None
    steps(follower, 2)
    assert home.refreshed == 0
    steps(follower, 17)
    assert home.refreshed == 1
    assert follower.standing.problem == ""


def test_a_pause_grows_while_it_fails(home: Home) -> None:
    home.number, home.failure = 6, StoreUnavailableError("gone")
    follower = Follower(home)
    for moment in range(100):
        follower.step(moment)
    assert follower.standing.failures == 3


def test_it_looks_by_itself_until_it_is_stopped(home: Home) -> None:
    looked = threading.Event()
    home.graph = lambda: looked.set() or 5  # type: ignore[method-assign, func-returns-value]
    follower = Follower(home)
    follower.start()
    assert looked.wait(20)
    follower.stop()
    assert follower.standing.indexed == 5


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("reelgraph.service.embedder", lambda _: HashEmbedder())
    return Settings(home=tmp_path)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.apply([TRAMS])
    return store


@pytest.fixture
def write(chosen: Settings, store: MemoryStore) -> Callable[[], None]:
    def written() -> None:
        snapshot = store.snapshot(EVERYTHING)
        facts = Facts.from_snapshot(snapshot).save
        Index.build(snapshot, chosen.index_folder, HashEmbedder(), facts).close()

    written()
    return written


def test_a_question_sees_what_was_written(
    chosen: Settings, store: MemoryStore, write: Callable[[], None]
) -> None:
    newest = NewestAnswerer(chosen)
    older = newest()
    assert newest.adopt() == store.sequence()
    store.apply([SHIPS])
    write()
    assert newest() is older
    assert newest.adopt() == store.sequence()
    assert [r.record_id for r in newest().ask(ASK_SHIPS, EVERYTHING).results] == ["2"]


def test_the_older_index_stays_until_its_last_reader_is_done(
    chosen: Settings, store: MemoryStore, write: Callable[[], None]
) -> None:
    newest = NewestAnswerer(chosen)
    older = newest()
    first = chosen.index_folder / (chosen.index_folder / "CURRENT").read_text()
    for number in ("2", "3"):
        store.apply([film(number, f"SHIP {number}")])
        write()
        newest.adopt()
    assert older.ask("Which films show trams?", EVERYTHING).results
    assert first.is_dir()
    del older
    write()
    assert not first.exists()


def test_a_newer_index_that_is_damaged_leaves_the_one_in_use(
    chosen: Settings, store: MemoryStore, write: Callable[[], None]
) -> None:
    newest = NewestAnswerer(chosen)
    older = newest()
    store.apply([SHIPS])
    write()
    current = (chosen.index_folder / "CURRENT").read_text()
    (chosen.index_folder / current / "manifest.json").write_text("{")
    with pytest.raises(RetrievalIndexError, match="can't be read"):
        newest.adopt()
    assert newest() is older


def test_where_nothing_was_taken_in_there_is_nothing_to_adopt(chosen: Settings) -> None:
    newest = NewestAnswerer(chosen)
    assert newest.adopt() is None
    with pytest.raises(RetrievalIndexError, match="reelgraph ingest"):
        newest()


def test_an_ingest_marks_itself(chosen: Settings) -> None:
    assert not is_ingesting(chosen)
    with ingesting(chosen), ingesting(chosen):
        assert is_ingesting(chosen)
    assert not is_ingesting(chosen)


def test_how_far_it_is_can_be_read(store: MemoryStore) -> None:
    standing = Standing(7, 5, "the disk is full", refreshes=2, failures=1, refresh_s=3.5)
    unready = TestClient(create_app(Services(_none, store, standing=lambda: standing)))
    assert unready.get("/readyz").status_code == 503
    metrics = unready.get("/metrics").text
    assert "reelgraph_graph_sequence 7.0" in metrics
    assert "reelgraph_index_sequence 5.0" in metrics
    assert "reelgraph_index_refresh_failures_total 1.0" in metrics


def _none() -> None:
    raise RetrievalIndexError("There is no index yet.")
