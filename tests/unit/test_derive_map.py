"""The map: positions that tell what is alike, and that stay where they were."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, stored

from graph_ingest.derive import Layout, derive_all
from graph_ingest.derive.clusters import LEVELS, clusters
from graph_ingest.derive.neighbours import among_themselves, nearest
from graph_ingest.derive.positions import aligned, beside, drift, placed
from graph_ingest.derive.umap import fuzzy_graph
from graph_schema.memory import MemoryStore
from graph_schema.models import Vectors

GROUPS, OF_EACH = 4, 60


def grouped(seed: int = 5) -> tuple[Vectors, np.ndarray]:
    """Vectors in four groups far apart."""
    rng = np.random.default_rng(seed)
    middles = np.eye(GROUPS, 24) * 3
    label = np.repeat(np.arange(GROUPS), OF_EACH)
    vectors = middles[label] + rng.normal(0, 0.3, (len(label), 24))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    order = rng.permutation(len(label))
    return vectors[order].astype(np.float32), label[order]


VECTORS, LABELS = grouped()


def nowhere(count: int) -> np.ndarray:
    return np.full((count, 2), np.nan, np.float32)


def none(count: int) -> np.ndarray:
    return np.zeros(count, np.bool_)


def of_the_same_group(positions: np.ndarray, labels: np.ndarray) -> float:
    """Share of points whose nearest other point is of their own group."""
    apart = np.linalg.norm(positions[:, None] - positions[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    return float((labels[apart.argmin(axis=1)] == labels).mean())


def test_neighbours_are_the_nearest_by_cosine_without_the_row_itself():
    found = among_themselves(VECTORS, 5)

    alike = VECTORS @ VECTORS.T
    np.fill_diagonal(alike, -1)
    assert found.rows.tolist() == np.argsort(-alike, axis=1)[:, :5].tolist()
    assert found.distances == pytest.approx(1 - np.sort(alike, axis=1)[:, :-6:-1], abs=1e-5)


def test_equal_vectors_are_not_their_own_neighbours():
    found = among_themselves(np.repeat(VECTORS[:1], 9, axis=0), 3)

    assert found.rows.shape == (9, 3)
    assert not (found.rows == np.arange(9)[:, None]).any()


def test_many_rows_are_compared_through_a_graph_and_scored_exactly(monkeypatch):
    exact = nearest(VECTORS, VECTORS, 6)
    monkeypatch.setattr("graph_ingest.derive.neighbours._EXACTLY", 100)
    monkeypatch.setattr("graph_ingest.derive.neighbours._AT_ONCE", 50)

    found = nearest(VECTORS, VECTORS, 6)

    same = [len(set(a) & set(b)) for a, b in zip(exact.rows, found.rows, strict=True)]
    assert np.mean(same) > 5
    scored = 1 - np.einsum("nkd,nd->nk", VECTORS[found.rows], VECTORS)
    assert found.distances == pytest.approx(np.maximum(scored, 0), abs=1e-5)


def test_the_fuzzy_graph_has_each_pair_once_and_the_nearest_surely():
    found = among_themselves(VECTORS, 14)
    graph = fuzzy_graph(found)

    pairs = list(zip(graph.one.tolist(), graph.other.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert all(one < other for one, other in pairs)
    weight = dict(zip(pairs, graph.weights.tolist(), strict=True))
    for row, first in enumerate(found.rows[:, 0].tolist()):
        assert weight[min(row, first), max(row, first)] == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("method", ["umap", "tsne"])
def test_what_is_alike_lies_together(method):
    made = placed(VECTORS, nowhere(len(VECTORS)), none(len(VECTORS)), method)

    assert made.moved == len(VECTORS)
    assert of_the_same_group(made.positions, LABELS) == 1.0


def test_the_same_vectors_give_the_same_map():
    first, again = (placed(VECTORS, nowhere(240), none(240)).positions for _ in range(2))

    assert (first == again).all()


def test_a_few_new_points_are_fitted_in_and_the_others_stay():
    held = nowhere(240)
    held[:200] = placed(VECTORS[:200], nowhere(200), none(200)).positions

    made = placed(VECTORS, held, none(240))

    assert (made.positions[:200] == held[:200]).all()
    assert made.added.tolist() == [False] * 200 + [True] * 40
    assert of_the_same_group(made.positions, LABELS) > 0.97


def test_where_all_have_their_place_nothing_moves():
    held = placed(VECTORS, nowhere(240), none(240)).positions

    made = placed(VECTORS, held, none(240))

    assert made.moved == 0
    assert (made.positions == held).all()


def test_many_new_points_let_all_settle_near_where_they_were():
    held = nowhere(240)
    held[:120] = placed(VECTORS[:120], nowhere(120), none(120)).positions

    made = placed(VECTORS, held, none(240))
    afresh = placed(VECTORS, nowhere(240), none(240)).positions

    assert made.moved == 240
    assert not made.added.any()
    assert of_the_same_group(made.positions, LABELS) == 1.0
    near = drift(held[:120], made.positions[:120])
    assert near < 0.15
    assert near < drift(held[:120], afresh[:120])


def test_points_that_were_fitted_in_count_towards_settling_again():
    held = placed(VECTORS, nowhere(240), none(240)).positions.copy()
    held[-1] = np.nan
    added = none(240)
    added[:59] = True

    assert placed(VECTORS, held, added).moved == 1
    added[:60] = True
    assert placed(VECTORS, held, added).moved == 240


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 17])
def test_a_map_of_very_few_points(count):
    made = placed(VECTORS[:count], nowhere(count), none(count))

    assert made.positions.shape == (count, 2)
    assert np.isfinite(made.positions).all()
    assert len(np.unique(made.positions, axis=0)) == count


def test_equal_points_have_finite_places():
    same = np.repeat(VECTORS[:1], 30, axis=0)

    assert np.isfinite(placed(same, nowhere(30), none(30)).positions).all()


def test_progress_is_told_to_the_end():
    told: list[float] = []
    placed(VECTORS, nowhere(240), none(240), "umap", told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0


@given(st.floats(-3.1, 3.1), st.booleans(), st.tuples(st.floats(-50, 50), st.floats(-50, 50)))
def test_a_turned_map_is_turned_back(angle, mirrored, shift):
    before = np.random.default_rng(1).normal(0, 5, (40, 2)).astype(np.float32)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    after = (before * ([-1, 1] if mirrored else [1, 1])) @ turn + shift

    back = aligned(after.astype(np.float32), before, np.arange(40) < 25)

    assert drift(before, back) < 1e-3


def test_what_is_not_laid_out_goes_beside_what_it_is_like():
    made = placed(VECTORS, nowhere(240), none(240)).positions
    around, rows = beside(VECTORS[:3], VECTORS, made)

    assert rows.tolist() == [0, 1, 2]
    for n in range(3):
        own = made[LABELS[n] == LABELS]
        assert np.linalg.norm(around[n] - own.mean(axis=0)) < np.linalg.norm(own, axis=1).max() * 2


def test_groups_are_clusters_and_keep_their_names():
    nodes = [f"work:{n}" for n in range(240)]
    positions = placed(VECTORS, nowhere(240), none(240)).positions
    first = clusters(nodes, positions, {})

    for level in LEVELS:
        for name in set(first[level].values()):
            inside = {int(LABELS[nodes.index(n)]) for n, c in first[level].items() if c == name}
            assert len(inside) == 1
    renamed = {level: {n: f"old-{c}" for n, c in first[level].items()} for level in LEVELS}
    again = clusters(nodes, positions, renamed)
    assert again == renamed


def test_few_points_have_no_clusters():
    assert clusters(["a", "b"], np.zeros((2, 2), np.float32), {}) == {level: {} for level in LEVELS}


def derived(store: MemoryStore, cache: Path, layout: Layout = Layout()):  # noqa: B008
    snapshot = store.snapshot(EVERYTHING)
    return derive_all(store, snapshot, HashEmbedder(), cache, lambda *_: None, layout)


def test_films_texts_and_entities_have_a_place_in_the_graph(tmp_path):
    store = stored()
    done, snapshot = derived(store, tmp_path)

    for node in ("work:nls/0001", "place:nls/glasgow"):
        seen = store.get(node, EVERYTHING)
        assert seen is not None
        assert len(seen.derived["map_umap"]) == 2
    assert done.positions > len(FILMS)
    assert derived(store, tmp_path)[0].positions == 0
    held = dict(zip(snapshot.nodes["id"].to_pylist(), snapshot.nodes["derived"], strict=True))
    assert '"map_umap":[' in held["work:nls/0001"].as_py()


def test_a_film_whose_text_changed_is_placed_again(tmp_path):
    store = stored()
    derived(store, tmp_path)
    before = store.get("work:nls/0001", EVERYTHING)
    store.apply([film("0001", "A WHOLLY OTHER FILM", "Ships at sea.")])

    derived(store, tmp_path)

    after = store.get("work:nls/0001", EVERYTHING)
    assert before is not None
    assert after is not None
    assert after.derived["map_umap_of"] != before.derived["map_umap_of"]


def test_a_second_method_is_kept_up_once_it_was_asked_for(tmp_path):
    store = stored()
    derived(store, tmp_path, Layout(("tsne",)))
    store.apply([film("0011", "HARBOUR", "Boats in the harbour.")])

    derived(store, tmp_path)

    added = store.get("work:nls/0011", EVERYTHING)
    assert added is not None
    assert {"map_umap", "map_tsne"} <= set(added.derived)


def test_an_empty_graph_has_no_map(tmp_path):
    done, snapshot = derived(MemoryStore(), tmp_path)

    assert done.positions == 0
    assert snapshot.nodes.num_rows == 0
