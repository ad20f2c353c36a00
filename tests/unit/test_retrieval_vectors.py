"""Vectors: the nearest are found, by everyone among what they may see."""

from pathlib import Path

import numpy as np
import pytest

from rag_service.retrieval.keys import KeyTable, keys_of
from rag_service.retrieval.vectors import VectorIndex, build_vectors, update_vectors

COUNT = 4_000
RNG = np.random.default_rng(3)
MATRIX = RNG.normal(size=(COUNT, 32)).astype(np.float32)
MATRIX /= np.linalg.norm(MATRIX, axis=1, keepdims=True)
KEYS = keys_of([f"text:{n}" for n in range(COUNT)])
QUERIES = MATRIX[:20] + RNG.normal(scale=0.1, size=(20, 32)).astype(np.float32)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    folder = tmp_path_factory.mktemp("vectors")
    build_vectors(folder, KEYS, MATRIX)
    return VectorIndex(folder, KeyTable.of(KEYS))


def recall(index: VectorIndex, matrix: np.ndarray, mask: np.ndarray | None) -> float:
    shares = []
    for query in QUERIES:
        scores = matrix @ query
        if mask is not None:
            scores[~mask] = -2
        nearest = set(np.argsort(-scores)[:50].tolist())
        found = index.search(query, 50, mask)
        assert len(set(found.tolist())) == 50
        assert mask is None or mask[found].all()
        shares.append(len(nearest & set(found.tolist())) / 50)
    return float(np.mean(shares))


@pytest.mark.parametrize("share", [None, 0.9, 0.6, 0.3, 0.05])
def test_the_nearest_are_found_among_what_is_allowed(index: VectorIndex, share: float | None):
    mask = None if share is None else np.random.default_rng(5).random(COUNT) < share

    assert recall(index, MATRIX, mask) > 0.95


def test_scores_are_cosines_in_the_order_asked(index: VectorIndex):
    rows = np.array([5, 3, 4])

    assert index.scores(MATRIX[3], rows) == pytest.approx(MATRIX[rows] @ MATRIX[3], abs=1e-6)
    backwards = np.arange(COUNT)[::-1].copy()
    assert index.scores(MATRIX[3], backwards) == pytest.approx(
        MATRIX[backwards] @ MATRIX[3], abs=1e-6
    )


def test_vectors_are_taken_out_and_put_in(tmp_path: Path):
    older, newer = tmp_path / "older", tmp_path / "newer"
    older.mkdir()
    newer.mkdir()
    build_vectors(older, KEYS, MATRIX)
    matrix = np.concatenate([MATRIX[100:], -MATRIX[:20]])
    keys = keys_of([*(f"text:{n}" for n in range(100, COUNT)), *(f"new:{n}" for n in range(20))])

    added = np.arange(COUNT - 100, COUNT - 80)
    update_vectors(newer, older, KEYS[:100], keys, matrix, added)
    updated = VectorIndex(newer, KeyTable.of(keys))

    assert recall(updated, matrix, None) > 0.95
    assert (COUNT - 100 + 7) in updated.search(-MATRIX[7], 10)


@pytest.mark.parametrize("share", [None, 0.6])
def test_a_graph_that_is_not_joined_up_costs_time_and_no_results(
    index: VectorIndex, monkeypatch: pytest.MonkeyPatch, share: float | None
) -> None:
    mask = None if share is None else np.random.default_rng(5).random(COUNT) < share
    whole = index._nearest
    monkeypatch.setattr(index, "_nearest", lambda query, count: (30, whole(query, count)[1][:30]))
    assert recall(index, MATRIX, mask) == 1.0
