"""Questions about the real catalogue: the whole of it, read, resolved and asked.

Vectors are made of hashes here, so what needs a model's understanding (finding the one film
that is described in other words) is asked less of than in `bench.answers`.
"""

import json
from statistics import mean

import pytest
from small_archive import EVERYTHING

from bench.answers import QUESTIONS, Judged, judge, load
from rag_service.answering import Answerer, Facts
from rag_service.retrieval import Index

pytestmark = pytest.mark.slow

FIRST = ("dev", "test")
LEAST = {
    FIRST: {
        "lookup": 0.75,
        "list": 0.97,
        "count": 0.92,
        "extreme": 0.97,
        "hop": 0.95,
        "none": 0.97,
    },
    ("hard", "blind"): {
        "lookup": 0.79,
        "list": 0.89,
        "count": 0.93,
        "extreme": 0.97,
        "hop": 0.89,
        "none": 0.89,
    },
}
LEAST_OF = [
    (splits, kind, least) for splits, all_of in LEAST.items() for kind, least in all_of.items()
]


@pytest.fixture(scope="module")
def index(nls_index: Index) -> Index:
    return nls_index


@pytest.fixture(scope="module")
def judged(index: Index) -> list[Judged]:
    answerer = Answerer(Facts.load(index.folder), index)
    return list(judge(load(QUESTIONS, None), answerer))


@pytest.mark.parametrize(("splits", "kind", "least"), LEAST_OF)
def test_questions_are_answered(
    judged: list[Judged], splits: tuple[str, ...], kind: str, least: float
) -> None:
    asked = [j for j in judged if _kind(j) == kind and j.question["split"] in splits]
    scores = {one.question["question"]: one.score for one in asked}
    wrong = sorted(question for question, score in scores.items() if score < 1)

    assert mean(scores.values()) >= least, wrong


@pytest.mark.parametrize(("splits", "most"), [(FIRST, 0.03), (("hard", "blind"), 0.09)])
def test_what_is_there_is_hardly_ever_denied(
    judged: list[Judged], splits: tuple[str, ...], most: float
) -> None:
    asked = [j for j in judged if j.question["split"] in splits]
    denied = [j.question["question"] for j in asked if _kind(j) != "none" and j.answer.abstained]

    assert len(denied) <= most * len(asked), denied


def test_every_quotation_stands_in_its_record(judged: list[Judged], index: Index) -> None:
    for one in judged:
        for cited in one.answer.citations:
            fields = index.fields(f"nls/{cited.record_id}", EVERYTHING)
            assert cited.text == fields[cited.field][cited.char_start : cited.char_end]


def test_every_record_has_its_facts(index: Index) -> None:
    assert len(Facts.load(index.folder)) == 6017


def test_the_questions_are_well_formed() -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]

    assert len({q["id"] for q in questions}) == len(questions) >= 60
    assert len({q["question"] for q in questions}) == len(questions)
    for q in questions:
        assert set(q) == {"id", "split", "kind", "question", "gold", "count", "why"}
        assert (q["count"] == len(q["gold"])) if q["kind"] == "count" else q["count"] is None
        assert bool(q["gold"]) == (q["kind"] != "none") or q["kind"] == "count"


def _kind(one: Judged) -> str:
    return str(one.question["kind"])
