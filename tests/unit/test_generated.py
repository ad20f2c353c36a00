"""The graph that benchmarks repeat to any size keeps the shape of the real one."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from small_archive import EVERYTHING, HashEmbedder, film, stored

from bench.generated import Base, Generated
from graph_schema.passages import passages
from rag_service.retrieval.graph import PassageGraph, save_graph

COUNT = 500


@pytest.fixture(scope="module")
def base() -> Base:
    films = [
        film(str(n), f"FILM {n}", "Boats on the river.", places=["Leith", f"Quay {n}"])
        for n in range(150)
    ]
    snapshot = stored(films).snapshot(EVERYTHING)
    found = passages(snapshot)
    return Base.of(snapshot, found, HashEmbedder().passages([p.text for p in found]))


def degrees(found: list[tuple[str, ...]]) -> Counter[str]:
    return Counter(entity for entities in found for entity in entities)


def test_the_first_block_is_the_real_one(base: Base) -> None:
    made = Generated(base, COUNT)
    assert list(made[: len(base.passages)]) == base.passages


def test_a_passage_is_the_same_each_time(base: Base) -> None:
    made = Generated(base, COUNT)
    assert list(made) == list(made)
    assert len({passage.id for passage in made}) == COUNT


def test_a_hub_keeps_its_share_and_the_rest_its_degree(base: Base) -> None:
    made = Generated(base, COUNT)
    before = degrees([p.entities for p in base.passages])
    after = degrees([p.entities for p in made])
    hub = before.most_common(1)[0][0]
    assert hub in base.hubs
    assert after[hub] == pytest.approx(before[hub] * COUNT / len(base.passages), rel=0.02)
    rest = [count for entity, count in after.items() if entity.split("~")[0] not in base.hubs]
    was = [count for entity, count in before.items() if entity not in base.hubs]
    assert len(rest) > len(was) > 100
    assert np.mean(rest) == pytest.approx(np.mean(was), rel=0.5)


def test_vectors_are_near_the_real_ones(base: Base, tmp_path: Path) -> None:
    made = Generated(base, COUNT).vectors(tmp_path / "vectors.npy")
    assert made.shape == (COUNT, base.matrix.shape[1])
    assert np.allclose(np.linalg.norm(made, axis=1), 1.0, atol=1e-5)
    cosines = np.vecdot(made, base.matrix[np.arange(COUNT) % len(base.matrix)])
    assert cosines[: len(base.matrix)] == pytest.approx(1.0, abs=1e-5)
    assert 0.7 < cosines[len(base.matrix) :].mean() < 0.98


def test_what_is_linked_to_a_work_is_found_through_the_graph(
    base: Base, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("graph")
    save_graph(folder, base.passages)
    graph = PassageGraph.load(folder)
    place = base.passages[0].entities[0]
    linked = [n for n, p in enumerate(base.passages) if place in (p.owner, *p.entities)]
    assert graph.linked([place, "unknown"]).tolist() == linked
    assert graph.linked([]).tolist() == []
