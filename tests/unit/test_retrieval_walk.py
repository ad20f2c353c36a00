"""The local walk against the same walk done exactly on matrices."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.passages import Passage
from graph_schema.scope import Scope, Visibility
from rag_service.retrieval.graph import PassageGraph, save_graph
from rag_service.retrieval.view import View, make_view
from rag_service.retrieval.walk import walk

TOKENS = ("hidden#private", "shown#public")


def passage(number: int, entities: list[str], token: str = TOKENS[1]) -> Passage:
    name = f"work:{number:03}"
    trust = tuple(0.25 * (1 + n % 4) for n in range(len(entities)))
    return Passage(name, name, "record", token, "", "", (), "", tuple(entities), trust)


def view(folder: Path, passages: list[Passage], scope: Scope) -> View:
    save_graph(folder, passages)
    tokens = np.array([TOKENS.index(p.access) for p in passages], np.int32)
    return make_view(scope, TOKENS, tokens, PassageGraph.load(folder))


def exact(passages: list[Passage], seen: View, start: int) -> np.ndarray:
    """The walk of twelve steps with all mass on one passage, by matrices."""
    shown = [p for p in passages if p.access in seen.tokens]
    ids = sorted({e for p in passages for e in (p.owner, *p.entities)})
    ids.sort(key=lambda entity: int(seen.graph.numbers([entity])[0]))
    weights = np.zeros((len(shown), len(ids)))
    for row, p in enumerate(shown):
        for entity, trust in zip(p.entities, p.trust, strict=True):
            weights[row, ids.index(entity)] = trust
        weights[row, ids.index(p.owner)] = 5
    spread = weights * seen.rarity
    there = spread / spread.sum(axis=1, keepdims=True)
    columns = weights.sum(axis=0)
    back = (weights / np.where(columns > 0, columns, 1)).T
    at, elsewhere, stays = np.zeros(len(shown)), np.zeros(len(ids)), np.zeros(len(shown))
    at[[p.owner for p in shown].index(passages[start].owner)] = 1
    for _ in range(12):
        stays += 0.5 * at
        at, elsewhere = 0.5 * elsewhere @ back, 0.5 * at @ there
    return stays


graphs = st.lists(
    st.tuples(st.sets(st.sampled_from("pqrstuvw"), max_size=4).map(sorted), st.booleans()),
    min_size=1,
    max_size=15,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(graphs)
def test_the_walk_is_exact_but_for_crumbs(tmp_path: Path, links: list[tuple[list[str], bool]]):
    passages = [
        passage(n, entities, TOKENS[0] if hidden and n else TOKENS[1])
        for n, (entities, hidden) in enumerate(links)
    ]
    for scope in (Scope.everything(), Scope.public()):
        seen = view(tmp_path, passages, scope)
        rows, mass = walk(
            (np.array([0]), np.array([1.0])), (np.empty(0, np.int64), np.empty(0)), seen
        )
        found = np.zeros(len(passages))
        found[rows] = mass
        shown = [n for n, p in enumerate(passages) if p.access in seen.tokens]
        assert found[shown] == pytest.approx(exact(passages, seen, 0), abs=1e-4)
        assert found.sum() == pytest.approx(found[shown].sum())


def test_a_hidden_passage_changes_nothing(tmp_path: Path):
    shown = [passage(0, ["p", "q"]), passage(1, ["p"]), passage(2, ["q"])]
    hidden = [passage(3, ["p", "q"], TOKENS[0]), passage(4, ["q"], TOKENS[0])]
    seeds = (np.array([0]), np.array([1.0])), (np.empty(0, np.int64), np.empty(0))

    alone = walk(*seeds, view(tmp_path, shown, Scope.public()))
    beside = walk(*seeds, view(tmp_path, shown + hidden, Scope.public()))

    order, other = np.argsort(alone[0]), np.argsort(beside[0])
    assert np.array_equal(alone[0][order], beside[0][other])
    assert alone[1][order] == pytest.approx(beside[1][other])


def test_seeds_on_an_entity_reach_its_passages(tmp_path: Path):
    passages = [passage(0, ["p"]), passage(1, ["p"]), passage(2, ["q"])]
    seen = view(tmp_path, passages, Scope.everything())
    number = seen.graph.numbers(["p"])

    rows, _ = walk((np.empty(0, np.int64), np.empty(0)), (number, np.array([1.0])), seen)

    assert set(rows.tolist()) == {0, 1}


def test_the_cost_does_not_follow_the_size_of_the_graph(tmp_path: Path):
    """A star that everything hangs on gets too little for each to be passed on."""
    crowd = [passage(n, ["everywhere"]) for n in range(5_000)]
    near = [passage(9_000, ["rare", "everywhere"]), passage(9_001, ["rare"])]
    seen = view(tmp_path, [*crowd, *near], Scope.everything())

    rows, mass = walk(
        (np.array([5_000]), np.array([0.001])), (np.empty(0, np.int64), np.empty(0)), seen
    )

    assert set(rows.tolist()) == {5_000, 5_001}
    assert mass.sum() > 0.0005


def test_nobody_sees_nothing(tmp_path: Path):
    seen = view(tmp_path, [passage(0, ["p"])], Scope(frozenset(), frozenset(Visibility)))

    assert seen.tokens == ()
    assert seen.open is not None
    assert not seen.open.any()
