"""Runs kept, gone on with and compared."""

import json
from pathlib import Path
from typing import Any

import pytest
from evaluating import Told, asked, judged, made_with, result

from graph_schema.errors import InputError
from rag_service.evaluation import Keeper, compare, load_run, summarise


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    told = Told("1")
    keeper = Keeper(tmp_path / "run", made_with(), resume=False)
    keeper.add(judged(asked("list", "1", number="a"), told), told)
    assert keeper.finish([])["complete"] is False
    with (tmp_path / "run" / "answers.jsonl").open("a") as file:
        file.write('{"id": "b", "cut off')

    later = Keeper(tmp_path / "run", made_with(started="2026-11-26"), resume=True)
    assert later.done == {"a"}
    later.add(judged(asked("list", "1", number="b"), told), told)
    assert later.finish([])["complete"] is True
    run = load_run(tmp_path / "run")
    assert [r["id"] for r in run["results"]] == ["a", "b"]
    assert run["summary"] == json.loads(json.dumps(summarise(run["results"])))


def test_a_run_is_not_mixed_with_another(tmp_path: Path) -> None:
    Keeper(tmp_path, made_with(), resume=False)
    with pytest.raises(InputError, match="holds a run already: go on with it by --resume"):
        Keeper(tmp_path, made_with(), resume=False)
    with pytest.raises(InputError, match="another language_model, index_sequence"):
        Keeper(tmp_path, made_with(language_model="m", index_sequence=2), resume=True)


@pytest.mark.parametrize("text", ["{}", "[]", "nonsense", '{"format": 1}'])
def test_what_is_no_run_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(InputError, match="run"):
        load_run(tmp_path)


def run_of(tmp_path: Path, *results: dict[str, Any]) -> dict[str, Any]:
    keeper = Keeper(tmp_path, made_with(asked=len(results)), resume=False)
    keeper.results = list(results)
    return keeper.finish([])


def test_two_runs_are_compared_by_question(tmp_path: Path) -> None:
    questions = [asked("list", "1", number=f"q{at}") for at in range(6)]
    before = [result(q, Told("9")) for q in questions]
    after = [result(q, Told("1")) for q in questions[:5]] + [result(questions[5], Told("9"))]
    other = result(asked("list", "2", number="q9"), Told("2"))
    figures, page = compare(run_of(tmp_path / "a", *before, other), run_of(tmp_path / "b", *after))
    of = figures["kinds"]["list"]
    assert (of["first"], of["second"], of["gained"], of["lost"]) == (0, 5 / 6, 5, 0)
    assert of["p"] == pytest.approx(2 / 32)
    assert of["change"]["mean"] == pytest.approx(5 / 6)
    assert figures["kinds"]["all"]["n"] == figures["questions"] == 6
    assert figures["changed"] == ["q0", "q1", "q2", "q3", "q4"]
    assert figures["only_first"] == 1
    assert "1 questions are in one of the runs only" in page


def test_runs_over_other_questions_are_not_compared(tmp_path: Path) -> None:
    first = run_of(tmp_path / "a", result(asked("list", "1", number="a"), Told("1")))
    same_id = run_of(tmp_path / "b", result(asked("list", "2", number="a"), Told("1")))
    with pytest.raises(InputError, match="no question in common"):
        compare(first, same_id)
