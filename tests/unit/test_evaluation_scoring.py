"""Answers scored and quotations judged: each figure against one worked out by hand."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from evaluating import CITED, Told, asked, judged, result
from small_archive import EVERYTHING, HashEmbedder, film, picture, shots

from graph_schema.errors import ModelError
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer, Event, Facts
from rag_service.evaluation import Judge, Question, summarise
from rag_service.evaluation.sources import Sources, shares_words
from rag_service.evaluation.statistics import estimate, mcnemar, percentile, ratio
from rag_service.evaluation.summary import main_score, verdict
from rag_service.retrieval import Index


def test_a_look_up_is_right_where_one_of_the_first_ten_is() -> None:
    tenth = [str(number) for number in range(1, 12)]
    assert judged(asked("lookup", "10"), Told(*tenth)).scores == {
        "hit@1": 0,
        "hit@5": 0,
        "hit@10": 1,
        "precision": 1 / 11,
        "recall": 1,
        "f1": 2 / 12,
        "denied": 0,
    }
    assert judged(asked("lookup", "11"), Told(*tenth)).score == 0


@pytest.mark.parametrize("kind", ["list", "temporal", "extreme"])
def test_lists_are_scored_by_f1(kind: str) -> None:
    scored = judged(asked(kind, "1", "2", "3"), Told("1", "2", "7", "8"))
    assert (scored.scores["precision"], scored.scores["recall"]) == (1 / 2, 2 / 3)
    assert scored.score == pytest.approx(4 / 7)
    assert judged(asked(kind, "1"), Told()).score == 0


def test_hops_are_scored_by_recall() -> None:
    assert judged(asked("hop", "1", "2"), Told("2", "5", "6", "7")).score == 1 / 2


def test_counts_are_right_or_wrong() -> None:
    assert judged(asked("count", "1", "2", count=2), Told("1", count=2)).score == 1
    assert judged(asked("count", "1", "2", count=2), Told("1", "2", count=3)).score == 0
    assert judged(asked("count", count=0), Told(count=0)).score == 1


def test_abstention_is_right_only_where_nothing_is_there() -> None:
    nothing = Told(abstained=True)
    assert judged(asked("none"), nothing).score == 1
    assert judged(asked("none"), Told("1")).score == 0
    denied = result(asked("list", "1"), nothing)
    assert denied["scores"]["denied"] == 1
    assert verdict(denied) == "denied"


def test_quotations_of_sentences_that_stayed_are_judged() -> None:
    (sentence,) = judged(asked("list", "0001"), Told("0001", "2")).sentences
    (cited,) = sentence["citations"]
    assert (cited["stands"], cited["bears"], cited["right"]) == (True, True, True)
    assert sentence["grounded"] is True


def test_a_model_that_fails_is_kept_as_the_error_of_its_question() -> None:
    class Broken(Told):
        def stream(self, _question: str, _scope: Scope) -> list[Event]:
            raise ModelError("the endpoint is gone")

    failed = result(asked("list", "1"), Broken())
    assert (failed["error"], main_score(failed), verdict(failed)) == (
        "the endpoint is gone",
        0,
        "failed",
    )
    assert summarise([failed])["errors"] == 1


def test_words_bear_on_words_of_content() -> None:
    assert shares_words("Crowds at the trams", "1 film shows a tram.")
    assert shares_words("1962", "It is dated 1962.")
    assert shares_words("63.36 mins", "4 films match.", "Films of more than an hour")
    assert not shares_words("Crowds at the quay", "The film of the tram", "Which are they?")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    graph = picture(
        [
            film("0001", "The LAST TRAM", "Farewell procession of trams."),
            shots("0002", ["A tram crosses a bridge."]),
        ]
    )
    index = Index.build(graph, tmp_path, HashEmbedder(), Facts.from_snapshot(graph).save)
    return Sources(index, Facts.load(index.folder).within(EVERYTHING), EVERYTHING)


@pytest.mark.parametrize(
    ("changed", "stands"),
    [
        ({}, True),
        ({"text": "Trams"}, False),
        ({"char_start": 22}, False),
        ({"field": "title"}, False),
        ({"field": "nowhere"}, False),
        ({"record_id": "0002"}, False),
        ({"record_id": None}, False),
        ({"text": "", "char_start": 23, "char_end": 23}, False),
    ],
)
def test_a_quotation_stands_only_where_it_is(
    sources: Sources, changed: dict[str, Any], stands: bool
) -> None:
    assert sources.stands({**CITED, **changed}) is stands


@pytest.mark.parametrize(
    ("changed", "stands"),
    [({}, True), ({"start_ms": 1}, False), ({"text": "A tram"}, False), ({"media": "x"}, False)],
)
def test_a_quotation_from_a_film_stands_only_at_its_time(
    sources: Sources, changed: dict[str, Any], stands: bool
) -> None:
    cited = {
        **CITED,
        "record_id": "0002",
        "text": "A tram crosses a bridge.",
        "field": "caption",
        "char_start": None,
        "char_end": None,
        "media": "0002.mp4",
        "start_ms": 0,
        "end_ms": 1000,
    }
    assert sources.stands({**cited, **changed}) is stands


def test_what_the_asker_may_not_see_does_not_stand(tmp_path: Path) -> None:
    graph = picture([film("0001", "The LAST TRAM", "Farewell procession of trams.")])
    index = Index.build(graph, tmp_path, HashEmbedder(), Facts.from_snapshot(graph).save)
    nobody = Scope(frozenset({"another"}), frozenset(Visibility))
    hidden = Sources(index, Facts.load(index.folder).within(nobody), nobody)
    assert not hidden.stands(CITED)
    assert hidden.title("0001") is None


def test_real_answers_quote_what_stands(tmp_path: Path) -> None:
    graph = picture()
    index = Index.build(graph, tmp_path, HashEmbedder(), Facts.from_snapshot(graph).save)
    facts = Facts.load(index.folder)
    known = Sources(index, facts.within(EVERYTHING), EVERYTHING)
    question = Question("q", "list", "Films about transport", ("0001", "0004"))
    scored = Judge(Answerer(facts, index), known, EVERYTHING)(question)
    cited = [one for sentence in scored.sentences for one in sentence["citations"]]
    assert scored.score == 1
    assert cited
    assert [one for one in cited if not one["stands"]] == []


def test_intervals_hold_the_mean_and_are_the_same_each_time() -> None:
    values = [1.0, 0.0, 1.0, 1.0, 0.5, 1.0, 0.0, 1.0]
    found = estimate(values)
    assert found == estimate(values)
    assert (found.n, found.mean) == (8, pytest.approx(5.5 / 8))
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 5.5 / 8 < found.high < 1
    assert asdict(estimate([])) == {"n": 0, "mean": None, "low": None, "high": None}


def test_shares_count_each_part_alike() -> None:
    found = ratio([3, 0, 1], [4, 0, 1])
    assert (found.n, found.mean) == (2, pytest.approx(4 / 5))


@pytest.mark.parametrize(
    ("better", "worse", "p"), [(0, 0, 1.0), (5, 0, 2 / 32), (1, 1, 1.0), (8, 1, 20 / 512)]
)
def test_mcnemar_by_the_binomial(better: int, worse: int, p: float) -> None:
    first = [False] * better + [True] * worse + [True] * 7
    second = [True] * better + [False] * worse + [True] * 7
    assert mcnemar(first, second) == pytest.approx(p)


def test_percentiles() -> None:
    assert percentile([1, 2, 3, 4], 0.5) == 2.5
    assert percentile([], 0.5) is None


def test_a_summary_by_kind_and_overall() -> None:
    results = [
        result(asked("list", "1", "2", number="a"), Told("1", "2")),
        result(asked("list", "1", "2", number="b"), Told("9")),
        result(asked("none", number="c"), Told(abstained=True)),
    ]
    summary = summarise(results)
    assert list(summary["kinds"]) == ["list", "none"]
    assert summary["kinds"]["list"]["score"]["mean"] == 0.5
    assert summary["overall"]["mean"] == pytest.approx(2 / 3)
    assert summary["retrieval_recall"]["n"] == 2
    assert (summary["false_abstention"]["n"], summary["false_abstention"]["mean"]) == (2, 0)
    assert summary["latency_ms"]["total"] == {"median": 10.0, "p95": 10.0}
    assert summary["tokens"] == {
        "questions": 3,
        "calls": 3,
        "prompt": 270,
        "completion": 30,
        "median": 100.0,
    }
    assert summary["citations"]["precision"]["mean"] == 1
    assert summarise([])["overall"]["mean"] is None
