"""The command line: what it prints where, and how it ends."""

import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from graph_schema.contribution import Contribution
from graph_schema.errors import InputError, SettingsError
from graph_schema.memory import MemoryStore
from graph_schema.models import Spent
from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.answering import Answer
from reelgraph import __version__, cli
from reelgraph.cli.ask import json_lines
from reelgraph.cli.output import Bar
from reelgraph.cli.serve import check_exposure, is_loopback
from reelgraph.ledger import Ledger
from reelgraph.settings import Settings, settings
from tests.demo_collection import Demo

MAPPING = """
name: A small sheet
partner: example
collection: {id: example-films, name: Example films}
columns:
  number: {term: record_id}
  title: {term: title}
  year: {term: date}
  summary: {term: summary}
"""
SHEET = """number,title,year,summary
F1,Launch at Dundee,1935,A ship is launched. Crowds wave.
F2,The Regatta,193X,Rowing boats on the Clyde.
"""


@dataclass
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def commands() -> list[str]:
    group = typer.main.get_command(cli.app)
    assert isinstance(group, TyperGroup)
    return list(group.commands)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A home with nothing in it, and no other setting."""
    for name in os.environ:
        if name.startswith("REELGRAPH_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("REELGRAPH_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `reelgraph WORDS…` in this process."""

    def called(*words: str) -> Outcome:
        settings.cache_clear()
        monkeypatch.setattr("sys.argv", ["reelgraph", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), printed.out, " ".join(printed.err.split()))

    return called


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "mapping.yaml").write_text(MAPPING)
    (tmp_path / "films.csv").write_text(SHEET)
    return tmp_path / "films.csv"


def test_version(run: Run) -> None:
    outcome = run("--version")
    assert (outcome.code, outcome.out) == (0, f"{__version__}\n")


def test_help_lists_every_command(run: Run) -> None:
    outcome = run("--help")
    assert outcome.code == 0
    assert [name for name in commands() if name not in outcome.out] == []


@pytest.mark.parametrize("command", commands())
def test_a_command_explains_itself(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert "Example" in outcome.out
    assert outcome.err == ""


def test_an_unknown_command_is_a_wrong_use(run: Run) -> None:
    outcome = run("fly")
    assert outcome.code == 2
    assert "No such command" in outcome.err


def test_asking_without_an_index_says_what_to_do(run: Run, home: Path) -> None:
    outcome = run("ask", "How many films are there?")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("error: There is no index in")
    assert str(home) in outcome.err.replace(" ", "")
    assert "reelgraph ingest FILE, or reelgraph demo" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("words", [("ask",), ("ask", "How?", "--batch", "questions.jsonl")])
def test_ask_takes_one_question_or_a_file_of_them(run: Run, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert "give a question, or --batch FILE" in outcome.err


def test_a_wrong_setting_is_told_by_its_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELGRAPH_PORT", "eighty")
    outcome = run("status")
    assert outcome.code == 2
    assert outcome.err.startswith("error: REELGRAPH_PORT: Input should be a valid integer")


@pytest.mark.parametrize("words", [("up",), ("down",), ("status",), ("backup", "a.backup")])
def test_a_server_of_ones_own_is_left_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("REELGRAPH_NEO4J_URI", "bolt://graph.example.org:7687")
    monkeypatch.setenv("REELGRAPH_NEO4J_PASSWORD", "secret")
    outcome = run(*words)
    assert outcome.code == 2
    assert "names your own Neo4j" in outcome.err
    assert "secret" not in outcome.err


def test_status_of_an_empty_home(run: Run, home: Path) -> None:
    outcome = run("status", "--json")
    told = json.loads(outcome.out)
    assert outcome.code == 0
    assert (told["state"], told["pid"], told["home"]) == ("stopped", None, str(home))
    assert "stopped" in run("status").out


def test_down_without_anything_running(run: Run) -> None:
    assert run("down").out == "Neo4j was not running.\n"


def test_the_schema_is_printed_as_json(run: Run) -> None:
    assert json.loads(run("schema").out) == Contribution.model_json_schema()


def test_serving_beyond_this_machine_needs_a_token(run: Run) -> None:
    outcome = run("serve", "--host", "0.0.0.0")
    assert outcome.code == 2
    assert "no token is set. Set REELGRAPH_TOKEN" in outcome.err


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        outcome = run("serve", "--port", str(holder.getsockname()[1]))
    assert outcome.code == 2
    assert "Can't listen on 127.0.0.1 port" in outcome.err
    assert "Choose another with --port" in outcome.err


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("archive.example.org", False),
    ],
)
def test_what_only_this_machine_reaches(address: str, answer: bool) -> None:
    assert is_loopback(address) is answer


def test_a_token_opens_the_way_out() -> None:
    check_exposure(Settings(token="a-token-of-more-than-24-characters"), "0.0.0.0")
    with pytest.raises(SettingsError):
        check_exposure(Settings(token=None), "0.0.0.0")


def failing_with(error: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_ctrl_c_is_told_and_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelgraph.cli.store.managed", failing_with(KeyboardInterrupt()))
    outcome = run("status")
    assert outcome.code == 130
    assert outcome.err == "Stopped. Nothing is half done; run it again to go on."


def test_a_reader_that_goes_away_is_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def close(self) -> None:
            """The real standard error stays open for the test."""

    monkeypatch.setattr("reelgraph.cli.store.managed", failing_with(BrokenPipeError(32, "gone")))
    monkeypatch.setattr("sys.stderr", Terminal())
    assert run("status").code == 141


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device", "/data/x"), "error: /data/x: the disk is full"),
        (PermissionError(13, "Permission denied", "/data/x"), "error: /data/x: Permission denied"),
    ],
)
def test_what_the_system_refuses_is_told_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    monkeypatch.setattr("reelgraph.cli.store.managed", failing_with(error))
    outcome = run("status")
    assert outcome.code == 2
    assert outcome.err.startswith(told)


def test_a_dry_run_reads_and_writes_nothing(run: Run, sheet: Path, home: Path) -> None:
    outcome = run(
        "ingest", str(sheet), "--mapping", str(sheet.with_name("mapping.yaml")), "--dry-run"
    )
    assert outcome.code == 0
    assert "records read and checked; nothing was written." in outcome.out
    assert not (home / "neo4j").exists()
    assert not (home / "index").exists()


def test_a_dry_run_for_a_script(run: Run, sheet: Path) -> None:
    mapping = str(sheet.with_name("mapping.yaml"))
    told = json.loads(run("ingest", str(sheet), "--mapping", mapping, "--dry-run", "--json").out)
    # The two films and the collection that they belong to.
    assert (told["read"], told["quarantined"], told["exit_code"]) == (3, 0, 0)
    assert [stage["name"] for stage in told["stages"]] == ["read"]


def test_a_bad_record_is_put_aside_and_told(run: Run, sheet: Path, home: Path) -> None:
    sheet.write_text(SHEET + "F3,Spring,19??,Lambs.\nF1,Twice,1950,Again.\n")
    outcome = run(
        "ingest", str(sheet), "--mapping", str(sheet.with_name("mapping.yaml")), "--dry-run"
    )
    assert outcome.code == 1
    assert "2 records were put aside" in outcome.out
    assert f"{sheet}:4 [year]: '19??' is not an EDTF date" in outcome.out
    (aside,) = (home / "quarantine").iterdir()
    assert str(aside) in outcome.out
    reasons = [json.loads(line) for line in aside.read_text().splitlines()]
    places = [(reason["file"], reason["line"], reason["field"]) for reason in reasons]
    assert places == [(str(sheet), 4, "year"), (str(sheet), 5, "number")]
    assert "19??" in reasons[0]["message"]
    assert "stands in line 2 and again in line 5" in reasons[1]["message"]
    assert json.loads(reasons[0]["record"])["title"] == "Spring"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"number,title,year\nF1,A,1950\n", "summary"),
        (b"number,title,year,summary,shelf\nF1,A,1950,B,C\n", "shelf"),
        ("number,title,year,summary\nF1,Ré,1950,B\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(
    run: Run, sheet: Path, content: bytes, told: str
) -> None:
    sheet.write_bytes(content)
    outcome = run(
        "ingest", str(sheet), "--mapping", str(sheet.with_name("mapping.yaml")), "--dry-run"
    )
    assert outcome.code == 2
    assert outcome.err.startswith("error: ")
    assert str(sheet) in outcome.err.replace(" ", "")
    assert told in outcome.err


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, demo: Demo) -> None:
    """`reelgraph ask` answers from the demo collection."""

    class Opened:
        answerer = demo.answerer

    monkeypatch.setattr("reelgraph.assembly.open_answerer", lambda _: Opened())


@pytest.mark.usefixtures("asking")
def test_an_answer_for_a_person(run: Run) -> None:
    out = run("ask", "How many newsreels are there?").out
    assert out.startswith("3 films match")
    assert "D064  Hindenburg disaster at Lakehurst" in out
    assert "[D064, summary]" in out


@pytest.mark.usefixtures("asking")
def test_how_an_answer_was_found_is_told_on_demand(run: Run) -> None:
    question = "How many newsreels are there?"
    assert "How this was found" not in run("ask", question).out
    out = run("ask", question, "--explain").out
    told = out[out.index("How this was found") :]
    assert "Take the films that meet this: genre: newsreel.\n  Count them." in told
    assert "RETURN count(n) AS count" in told
    assert re.search(r'\$value_\d+ = \["concept:[^"]+"\]', told)
    assert "No one query" in run("ask", "Which films show a spectre?", "--explain").out


def test_a_language_model_has_the_graph_at_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, demo: Demo
) -> None:
    monkeypatch.setenv("REELGRAPH_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("REELGRAPH_LLM_MODEL", "m")
    doings: list[str] = []

    @contextmanager
    def open_store(*_: object) -> Iterator[MemoryStore]:
        doings.append("opened")
        yield demo.store
        doings.append("closed")

    class Opened:
        def __init__(self, _: object, store: GraphStore) -> None:
            self.answerer, self.store = self, store

        def ask(self, question: str, scope: Scope) -> Answer:
            if question.startswith("Whose"):
                assert self.store.sequence() == demo.store.sequence()
            return demo.answerer.ask(question, scope)

    monkeypatch.setattr("reelgraph.assembly.open_store", open_store)
    monkeypatch.setattr("reelgraph.assembly.open_answerer", Opened)
    assert run("ask", "How many newsreels are there?").code == 0
    assert doings == []
    assert run("ask", "Whose films are newsreels?").code == 0
    assert doings == ["opened", "closed"]


@pytest.mark.usefixtures("asking")
def test_spoken_evidence_is_told_with_its_second(run: Run) -> None:
    out = run("ask", "Which films show a spectre?").out
    assert "“A spectre is haunting Europe, the spectre of Communism.”" in out
    assert "manifesto_reading.mp4 at 00:00:20]" in out


@pytest.mark.usefixtures("asking")
def test_an_answer_for_a_script(run: Run) -> None:
    told = json.loads(run("ask", "How many newsreels are there?", "--json").out)
    assert list(told)[:8] == [
        "question",
        "kind",
        "answer",
        "abstained",
        "count",
        "results",
        "citations",
        "timings_ms",
    ]
    assert (told["kind"], told["count"]) == ("count", 3)
    assert set(told["results"][0]) == {"id", "label", "record_id", "score"}
    assert set(told["citations"][0]) == {
        "record_id",
        "text",
        "field",
        "char_start",
        "char_end",
        "media",
        "start_ms",
        "end_ms",
        "work",
        "machine",
    }


@pytest.mark.usefixtures("asking")
def test_a_file_of_questions_gives_a_line_each(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    questions = [{"id": n, "question": q} for n, q in enumerate(("Who made it?", "How many?"))]
    file.write_text("\n".join(map(json.dumps, questions)))
    told = [json.loads(line) for line in run("ask", "--batch", str(file)).out.splitlines()]
    assert [(line["id"], line["question"]) for line in told] == [
        (0, "Who made it?"),
        (1, "How many?"),
    ]


def test_json_lines_gives_the_objects(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "question": "Who?"}\n\n{"id": 2, "question": "When?"}\n'
    )
    assert [line["id"] for line in json_lines(file, ("id", "question"))] == [1, 2]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"id": 1, "question": "Who?"}\nnot json\n', "questions.jsonl:2: is not JSON"),
        (b'{"id": 1}\n', "questions.jsonl:1: lacks question"),
        (b"[1, 2]\n", "questions.jsonl:1: lacks id, question"),
        (b'{"id": "\xff"}\n', "can't be read"),
    ],
)
def test_a_bad_line_is_told_with_its_place(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content)
    with pytest.raises(InputError, match=told):
        list(json_lines(file, ("id", "question")))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        list(json_lines(tmp_path / "none.jsonl", ("id",)))


def test_progress_is_told_in_lines_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 5.0, 20.0, 22.0])
    monkeypatch.setattr("reelgraph.cli.output.time.monotonic", lambda: next(now))
    bar = Bar(None)
    for done in (1, 2, 3, 4):
        bar("read", done, 4)
    assert capsys.readouterr().err.splitlines() == ["Reading: 3 of 4", "Reading: 4 of 4"]


@pytest.mark.usefixtures("asking")
def test_a_conversation_at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["How many newsreels are there?", "list them", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("reelgraph.cli.ask.console.input", lambda *_, **__: next(typed))
    out = run("ask").out
    assert out.startswith("3 films match (genre: newsreel).")
    assert "(from before: genre: newsreel)\n3 films match: " in out


@pytest.mark.usefixtures("asking")
def test_the_end_of_the_input_ends_a_conversation(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object, **__: object) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("reelgraph.cli.ask.console.input", ended)
    outcome = run("ask")
    assert (outcome.code, outcome.out) == (0, "")


def test_status_tells_what_the_language_model_cost(run: Run, home: Path) -> None:
    ledger = Ledger(home, today=lambda: date(2026, 1, 2))
    ledger.add("m", Spent(1, 1200, 34, 2500.0))
    out = run("status").out
    assert "Model, 2026-01-02" in out
    assert "1 calls, 1,200 tokens read, 34 written, 2 s" in out
    spent = json.loads(run("status", "--json").out)["llm_usage"]["2026-01-02"]
    assert (spent["calls"], spent["prompt_tokens"]) == (1, 1200)
