"""`reelgraph eval` from its words to its files, over a few films."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_archive import HashEmbedder, picture

from rag_service.answering import Facts
from rag_service.evaluation import Judge
from rag_service.retrieval import Index
from reelgraph import cli
from reelgraph.settings import settings

QUESTIONS = """question,kind,gold,count
Films about transport,list,0001; 0004,
How many films by Jenny Gilbertson are there?,count,0002; 0003,2
Which film shows zeppelins knitting?,none,,
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A home with an index of a few films, and the folder of the questions to work in."""
    monkeypatch.setenv("REELGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("reelgraph.assembly.embedder", lambda _settings: HashEmbedder())
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    graph = picture()
    index = settings().index_folder
    Index.build(graph, index, HashEmbedder(), Facts.from_snapshot(graph).save).close()
    (tmp_path / "q.csv").write_text(QUESTIONS)
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `reelgraph eval WORDS…` in this process: exit code, output, messages."""

    def called(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["reelgraph", "eval", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, " ".join(printed.err.split())

    return called


def kept(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "run.json").read_text())
    return found


def test_a_file_of_questions_becomes_a_run_and_a_report(run: Any, home: Path) -> None:
    code, out, _ = run("q.csv", "--out", "a")
    assert code == 0
    assert "Report: a/report.html" in out
    made = kept(home / "a")
    assert made["complete"] is True
    assert made["results"][0]["scores"]["f1"] == 1
    assert made["settings"]["embedder"] == "hash-64"
    assert made["settings"]["language_model"] is None
    assert "Films about transport" in (home / "a" / "report.html").read_text()


def test_figures_for_a_script(run: Any) -> None:
    code, out, _ = run("q.csv", "--json")
    told = json.loads(out)
    assert (code, told["complete"], told["out"]) == (0, True, "reelgraph-eval")
    assert list(told["kinds"]) == ["list", "count", "none"]


def test_ctrl_c_keeps_what_was_asked_and_resume_goes_on(
    run: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = Judge.__call__, []

    def stopped(judge: Judge, question: Any) -> Any:
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(question.id)
        return real(judge, question)

    monkeypatch.setattr(Judge, "__call__", stopped)
    code, _, err = run("q.csv", "--out", "a")
    assert code == 130
    assert "Stopped after 2 of 3. Go on with: reelgraph eval q.csv --out a --resume" in err
    assert (kept(home / "a")["complete"], kept(home / "a")["asked"]) == (False, 2)
    assert "Stopped after 2 of 3 questions" in (home / "a" / "report.html").read_text()

    monkeypatch.setattr(Judge, "__call__", real)
    assert run("q.csv", "--out", "a")[0] == 2
    assert run("q.csv", "--out", "a", "--resume")[0] == 0
    assert [r["id"] for r in kept(home / "a")["results"]] == ["line-2", "line-3", "line-4"]
    # Going on with what is done only writes the report again.
    assert run("q.csv", "--out", "a", "--resume")[0] == 0
    assert kept(home / "a")["asked"] == 3


def test_another_file_is_another_run(run: Any, home: Path) -> None:
    run("q.csv", "--out", "a")
    (home / "q.csv").write_text(QUESTIONS + "Any trams?,lookup,0001,\n")
    code, _, err = run("q.csv", "--out", "a", "--resume")
    assert code == 2
    assert "holds a run with another sha256, asked" in err


def test_records_that_are_not_there_are_told(run: Any, home: Path) -> None:
    (home / "q.csv").write_text(QUESTIONS.replace("0001;", "0001; X9;"))
    code, _, err = run("q.csv", "--out", "a")
    assert code == 0
    assert "q.csv:2: no such record: X9" in err
    assert kept(home / "a")["unknown_gold"] == [{"line": 2, "id": "line-2", "gold": ["X9"]}]


def test_questions_of_another_archive_are_refused(run: Any, home: Path) -> None:
    (home / "q.csv").write_text("question,kind,gold\nTrams,list,X1;X2\n")
    code, out, err = run("q.csv")
    assert (code, out) == (2, "")
    assert "none of the records that it expects is in the index" in err


def test_wrong_lines_are_told_before_anything_is_asked(run: Any, home: Path) -> None:
    (home / "q.csv").write_text(QUESTIONS.replace("list", "lists"))
    code, _, err = run("q.csv", "--out", "a")
    assert code == 2
    assert "line 2: the kind should be one of" in err
    assert not (home / "a").exists()


def test_two_runs_are_compared(run: Any, home: Path) -> None:
    run("q.csv", "--out", "a")
    run("q.csv", "--out", "b")
    code, out, _ = run("compare", "a", "b/run.json")
    assert code == 0
    assert "0 questions changed. Page: comparison.html" in out
    assert "No question scores otherwise than before." in (home / "comparison.html").read_text()
    told = json.loads(run("compare", "a", "b", "--json", "--out", "c.html")[1])
    assert (told["questions"], told["kinds"]["all"]["change"]["mean"]) == (3, 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("compare", "a"), "compare takes two runs"),
        (("q.csv", "q.csv"), "give one file of questions"),
        (("compare", "a", "b"), "can't be read as a run"),
        (("none.csv",), "can't be read"),
    ],
)
def test_wrong_words(run: Any, words: tuple[str, ...], told: str) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert told in " ".join(err.replace("│", " ").split())
