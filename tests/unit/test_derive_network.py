"""Communities and centrality on networks whose answer is known."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, stored

from graph_ingest.derive import derive_all
from graph_ingest.derive.centrality import centrality
from graph_ingest.derive.communities import LEVELS, communities
from graph_ingest.derive.network import Network, network
from graph_schema.memory import MemoryStore
from graph_schema.passages import Passage, passages


def work(number: str, *entities: str) -> Passage:
    name = f"work:{number}"
    return Passage(
        name, name, "record", "x#public", "", "", (), "", entities, (1.0,) * len(entities)
    )


TWO_TOWNS = [
    *(work(f"a{n}", "place:ayr", "concept:fairs", "person:ann") for n in range(8)),
    *(work(f"b{n}", "place:bute", "concept:boats", "person:bob") for n in range(8)),
    work("c", "place:ayr", "place:bute"),
]


def test_each_work_is_linked_once_to_what_any_passage_of_it_tells():
    places = ("place:ayr", "place:bute")
    caption = Passage("text:1", "work:1", "caption", "x#public", "", "", (), "", places, (1.0, 1.0))
    found = network([work("1", "place:ayr"), caption])

    assert found.nodes == ["place:ayr", "place:bute", "work:1"]
    assert found.works.tolist() == [2, 2]
    assert found.entities.tolist() == [0, 1]


def test_what_many_share_binds_less():
    found = network([work("1", "common", "rare"), work("2", "common")])
    weights = dict(zip(found.entities.tolist(), found.weights.tolist(), strict=True))

    assert weights[found.nodes.index("common")] < weights[found.nodes.index("rare")]


def test_towns_with_little_between_them_are_two_communities():
    levels = communities(network(TWO_TOWNS))

    assert len(levels) == LEVELS
    for level in levels:
        assert level["work:a0"] == level["work:a7"] == level["person:ann"]
        assert level["work:b0"] == level["work:b7"] == level["person:bob"]
        assert level["work:a0"] != level["work:b0"]


def test_communities_are_the_same_each_time_and_nest():
    rng = np.random.default_rng(7)
    many = [
        work(f"{n}", *(f"e{group}-{e}" for e in rng.integers(0, 12, 4)), f"shared{n % 3}")
        for n in range(400)
        for group in [n % 10]
    ]
    first, again = communities(network(many)), communities(network(many))

    assert first == again
    for coarse, fine in pairwise(first):
        assert len(set(fine.values())) >= len(set(coarse.values()))
        parents = {(fine[node], coarse[node]) for node in coarse}
        assert len(parents) == len(set(fine.values()))


def test_no_links_no_communities():
    assert communities(network([])) == [{}] * LEVELS
    assert centrality(network([])) == {}


def exact(links: Network) -> dict[str, float]:
    """PageRank by solving the linear equations."""
    count = len(links.nodes)
    weights = np.zeros((count, count))
    for work_, entity, weight in zip(links.works, links.entities, links.weights, strict=True):
        weights[work_, entity] = weights[entity, work_] = weight
    moves = weights / weights.sum(axis=0)
    ranks = np.linalg.solve(np.eye(count) - 0.85 * moves, np.full(count, 0.15))
    return dict(zip(links.nodes, ranks.tolist(), strict=True))


@given(st.lists(st.sets(st.sampled_from("pqrst"), min_size=1).map(sorted), min_size=1, max_size=12))
def test_centrality_is_pagerank(entities: list[list[str]]):
    links = network([work(str(n), *held) for n, held in enumerate(entities)])

    assert centrality(links) == pytest.approx(exact(links), rel=6e-3)


def test_a_new_film_changes_what_it_touches(tmp_path: Path):
    store = stored()
    derive(store, tmp_path)
    before = store.get("place:nls/glasgow", EVERYTHING)
    store.apply([film("0009", "GLASGOW GREEN", places=("Glasgow",))])

    done = derive(store, tmp_path)

    after = store.get("place:nls/glasgow", EVERYTHING)
    assert before is not None
    assert after is not None
    assert float(str(after.derived["centrality"])) > float(str(before.derived["centrality"]))
    assert done.communities + done.centralities > 0
    levels = {f"community_{n}" for n in range(LEVELS)}
    assert set(after.derived) == {"centrality", "map_umap", *levels}


def test_what_leaves_the_network_loses_its_place(tmp_path: Path):
    store = stored()
    derive(store, tmp_path)
    store.apply([film("0005", "Glasgow")])

    derive(store, tmp_path)

    left = store.get("work:nls/0005", EVERYTHING)
    assert left is not None
    assert left.derived["community_0"] == ""
    assert left.derived["centrality"] == 0.0


def derive(store: MemoryStore, cache: Path):
    return derive_all(store, store.snapshot(EVERYTHING), HashEmbedder(), cache, lambda *_: None)[0]


def test_the_network_of_films_holds_all_that_they_share():
    links = network(passages(stored(FILMS).snapshot(EVERYTHING)))

    assert {"place:nls/glasgow", "concept:nls/transport", "work:nls/0001"} <= set(links.nodes)
