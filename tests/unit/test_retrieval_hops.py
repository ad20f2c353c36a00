"""What a leading passage leads to."""

from pathlib import Path

import numpy as np
import pytest

from graph_schema.passages import Passage
from graph_schema.scope import Scope
from rag_service.retrieval.graph import PassageGraph, name_id, save_graph
from rag_service.retrieval.hops import (
    Asked,
    Held,
    bound,
    holding,
    led,
    unsaid,
    with_names,
)
from rag_service.retrieval.said import Said
from rag_service.retrieval.view import View, make_view

NOTHING = np.empty(0, np.int64)


def passage(number: int, title: str, body: str, entities: tuple[str, ...] = ()) -> Passage:
    name = f"work:{number:03}"
    trust = (1.0,) * len(entities)
    return Passage(name, name, "record", "a#public", body, title, (), body, entities, trust)


@pytest.fixture
def seen(tmp_path: Path) -> View:
    passages = [
        passage(0, "Brother", "A song by the band Pearl Jam.", ("place:us",)),
        passage(1, "Pearl Jam", "Formed in Seattle by friends."),
        passage(2, "Seattle", "Snowfall is rare."),
        passage(3, "Boston", "Snowfall is heavy.", ("place:us",)),
    ]
    save_graph(tmp_path, passages)
    tokens = np.zeros(len(passages), np.int32)
    graph = PassageGraph.load(tmp_path)
    return make_view(Scope.everything(), ("a#public",), tokens, graph)


def test_a_leader_that_names_a_title_is_bound_to_it_most(seen: View):
    bonds, told = bound(np.arange(4), 2, NOTHING, seen)

    rare = float(seen.specificity[seen.graph.numbers([name_id("pearl jam")])[0]])
    assert told[1, 0] == bonds[1, 0] == pytest.approx(rare)
    assert told[0, 1] == 0
    assert bonds[0, 1] == pytest.approx(rare)
    assert 0 < bonds[3, 0] < bonds[1, 0]
    assert bonds[0, 0] == told[1, 1] == bonds[2, 0] == 0


def test_what_the_question_names_itself_binds_less(seen: View):
    asked = seen.graph.numbers(["place:us"])

    assert (
        bound(np.arange(4), 1, asked, seen)[0][3, 0]
        < bound(np.arange(4), 1, NOTHING, seen)[0][3, 0]
    )


def test_the_second_hop_has_the_words_that_the_leader_lacks(seen: View):
    words = {"snowfal": 2.0, "band": 1.0}
    texts = ["A song by the band Pearl Jam", "Formed in Seattle", "Snowfall is rare", "Snowfall"]
    vectors = np.eye(4, dtype=np.float32)
    held = Held(
        np.array([1, 0, 2, 3]),
        vectors,
        Said.of([texts[n] for n in (1, 0, 2, 3)]).has(list(words)),
    )
    query = np.array([0.6, 0.0, 0.8, 0.0], np.float32)

    found = led(Asked(query, words, NOTHING, NOTHING), held, np.array([1.0]), seen)

    assert found.told[2] > 0
    assert found.fresh[2] == pytest.approx(2 / 3 * found.told[2])
    assert found.rest[2] == pytest.approx(0.8 * found.told[2])
    assert found.rest[3] == found.fresh[3] == 0


def test_no_leader_leads_nowhere(seen: View):
    held = Held(NOTHING, np.empty((0, 4), np.float32), np.empty((0, 0)))

    found = led(Asked(np.ones(4, np.float32), {}, NOTHING, NOTHING), held, np.empty(0), seen)

    assert len(found.rest) == len(found.told) == 0


def test_passages_hold_their_share_of_the_entities_that_are_asked_for(seen: View):
    entities = seen.graph.numbers(["place:us", "work:003"])

    shares = holding(np.arange(4), entities, seen)

    assert shares[3] == pytest.approx(1.0)
    assert 0 < shares[0] < 1
    assert shares[1] == shares[2] == 0


def test_only_what_none_before_has_said_counts():
    words = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 1.0]])

    shares = unsaid(words, np.array([0.5, 0.2, 0.3]))

    assert shares == pytest.approx([0.7, 0.0, 0.3])


def test_nothing_says_nothing():
    assert unsaid(np.empty((0, 3)), np.ones(3)).shape == (0,)
    assert unsaid(np.empty((2, 0)), np.empty(0)) == pytest.approx([0.0, 0.0])


def test_a_passage_has_the_name_of_what_it_is_linked_to(seen: View):
    rows = np.array([2, 3, 0])
    held = np.zeros((3, 2))

    with_names(held, rows, [(int(seen.graph.numbers(["place:us"])[0]), [1])], seen)

    assert held.tolist() == [[0.0, 0.0], [0.0, 1.0], [0.0, 1.0]]
