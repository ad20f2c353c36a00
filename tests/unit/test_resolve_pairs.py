"""Two credited names and the records that credit them: one or not?"""

import json
from pathlib import Path

import pytest
from resolving import background, record

from bench.resolution import PAIRS, catalogue, outcome, read_pairs
from graph_ingest.resolve import PairScorer
from graph_schema.edits import Effects

GIVEN = [
    *background(),
    record("0001", ("Enrico Cocozza", "Filmmaker"), year=1950, places=["Wishaw"]),
    record("0002", ("COCOZZA, Enrico", "Author"), year=1951, places=["Wishaw"]),
    record("0003", ("Henry Cocozza", "Filmmaker"), year=1945, places=["Wishaw"]),
]


@pytest.fixture(scope="module")
def scorer() -> PairScorer:
    return PairScorer(GIVEN)


def test_the_same_person_in_another_order_is_one(scorer: PairScorer) -> None:
    found = scorer.score("Enrico Cocozza", "COCOZZA, Enrico", ["0001"], ["0002"])
    assert found.same
    assert found.score >= 0.9
    assert "are one" in json.loads(found.explanation)["sentence"]


def test_father_and_son_are_not(scorer: PairScorer) -> None:
    found = scorer.score("Enrico Cocozza", "Henry Cocozza", ["0001"], ["0003"])
    assert (found.same, found.score) == (False, 0.0)


def test_a_name_cut_out_differently_is_found_all_the_same(scorer: PairScorer) -> None:
    found = scorer.score("Enrico Cocozza].", "Enrico  Cocozza", ["0001"], ["0002"])
    assert found.same


def test_names_and_records_that_nobody_knows_get_an_answer(scorer: PairScorer) -> None:
    assert not scorer.score("Ann Other", "Some Body", ["9999"], []).same


def test_what_people_decided_holds_here_too() -> None:
    one, other = "agent:nls/0001/enrico-cocozza", "agent:nls/0003/henry-cocozza"
    decided = PairScorer(GIVEN, Effects(joined=[(other, one)]))
    assert decided.score("Enrico Cocozza", "Henry Cocozza", ["0001"], ["0003"]).same


@pytest.mark.slow
def test_pairs_judged_by_hand_are_told_as_well_as_promised(shared_data: Path) -> None:
    scorer = PairScorer(catalogue(shared_data / "nls_moving_image_archive" / "marc_records.csv"))
    for kind in ("person", "company"):
        found = outcome(
            (pair for pair in read_pairs(PAIRS, "test") if pair["type"] == kind),
            lambda pair: scorer.score(pair["a"], pair["b"], pair["ids_a"], pair["ids_b"]).same,
        )
        assert found.precision >= 0.98, kind
        assert found.recall >= 0.85, kind
