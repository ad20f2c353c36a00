"""Which works a change touches, and which it doesn't."""

from datetime import UTC, datetime

import pytest
from small_archive import EVERYTHING, FILMS, film, shots, stored

from graph_schema.contribution import Contribution
from graph_schema.difference import Difference, difference
from graph_schema.edits import Edit
from graph_schema.memory import MemoryStore
from graph_schema.values import entity_id


@pytest.fixture
def store() -> MemoryStore:
    return stored([*FILMS, shots("0002", ["knives", "drifters"], spoken="Bressay")])


def after(store: MemoryStore, *said: Contribution, gone: str = "") -> Difference:
    older = store.snapshot(EVERYTHING)
    store.apply(said)
    store.remove([gone] if gone else [])
    found = difference(older, store.snapshot(EVERYTHING, older))
    assert found is not None
    return found


def works(*numbers: str) -> set[str]:
    return {f"work:nls/{number}" for number in numbers}


def test_nothing_changed(store: MemoryStore):
    found = after(store)

    assert (found.works, found.nodes, found.sources) == (set(), set(), set())
    assert found.part.nodes.num_rows == found.part.edges.num_rows == 0


def test_a_record_that_says_something_else_touches_itself_alone(store: MemoryStore):
    found = after(store, film("0001", "The LAST TRAM", "Trams.", places=("Glasgow",)))

    assert found.works == works("0001")
    labels = set(found.part.nodes["label"].to_pylist())
    assert {"Work", "TextUnit", "Place", "Manifestation"} <= labels
    assert "work:nls/0005" not in found.part.nodes["id"].to_pylist()


def test_a_new_record_does_not_touch_those_that_share_its_place(store: MemoryStore):
    found = after(store, film("0006", "CANAL", "Barges.", places=("Glasgow",)))

    assert found.works == works("0006")
    assert found.sources == {"nls/0006"}


def test_a_record_that_goes_is_told(store: MemoryStore):
    found = after(store, gone="nls/0003")

    assert found.works == works("0003")
    assert found.part.nodes.num_rows == 0


def test_what_is_said_of_a_shot_touches_its_film(store: MemoryStore):
    found = after(store, shots("0002", ["knives", "barrels"], spoken="Bressay"))

    assert found.works == works("0002")
    assert found.part.nodes["label"].to_pylist().count("TextUnit") == 3


def test_a_name_touches_all_films_that_are_told_by_it(store: MemoryStore):
    older = store.snapshot(EVERYTHING)
    edit = Edit(
        id="e1",
        user="ada",
        time=datetime(2026, 1, 1, tzinfo=UTC),
        op="correct",
        target=entity_id("place", "nls", "Glasgow"),
        property="name",
        after="Glaschu",
    )
    store.edit(edit)
    found = difference(older, store.snapshot(EVERYTHING, older))

    assert found is not None
    assert found.works == works("0001", "0005")
    assert found.nodes == {edit.target}
