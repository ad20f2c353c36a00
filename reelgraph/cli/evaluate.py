"""The command that judges answers: eval, and eval compare."""

from __future__ import annotations

import hashlib
import platform
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph_schema.errors import InputError
from graph_schema.scope import Scope
from reelgraph import __version__
from reelgraph.assembly import Question as Open
from reelgraph.assembly import asking
from reelgraph.cli.output import print_json, progress_bar, results, say, table
from reelgraph.settings import Settings, settings

if TYPE_CHECKING:
    from rag_service.evaluation import Keeper, Question
    from rag_service.evaluation import Settings as RunSettings
    from rag_service.evaluation.sources import Sources

_COMPARE = "compare"
_FOLDER = Path("reelgraph-eval")
_COMPARISON = "comparison.html"
_TOLD = 5


def evaluate(
    questions: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[QUESTIONS | compare RUN RUN]",
            help="A file of questions, JSON Lines or CSV; none asks the 120 on the NLS catalogue "
            "that come with Reelgraph. Or the word compare and two runs.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the run and its report (default: reelgraph-eval); of a comparison, "
            "the page (default: comparison.html)."
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = (
        False
    ),
) -> None:
    """Ask a file of questions whose right answers are known, and report how well it went.

    Writes run.json, with every answer, and report.html, which needs nothing else to be read.
    Ctrl-C keeps what was asked; --resume goes on. Compare two runs, before and after a change
    or with two models, to see what changed by more than chance.

    Examples:

        reelgraph eval

        reelgraph eval our-questions.csv --out before

        reelgraph eval our-questions.csv --out before --resume

        reelgraph eval compare before after --out change.html
    """
    words = questions or []
    if words and str(words[0]) == _COMPARE:
        _compare(words[1:], out or Path(_COMPARISON), json=json)
    elif len(words) > 1:
        raise typer.BadParameter("give one file of questions, or compare and two runs")
    else:
        _evaluate(words[0] if words else None, out or _FOLDER, resume=resume, json=json)


def _compare(runs: Sequence[Path], out: Path, *, json: bool) -> None:
    from rag_service.evaluation import compare, load_run
    from rag_service.evaluation.runs import write

    if len(runs) != 2:
        raise typer.BadParameter("compare takes two runs: their run.json, or their folders")
    figures, page = compare(*(load_run(run) for run in runs))
    write(out, page)
    if json:
        print_json({**figures, "page": str(out)})
        return
    rows = [
        [
            name,
            str(of["n"]),
            f"{of['first']:.3f}",
            f"{of['second']:.3f}",
            f"{of['change']['mean']:+.3f}",
            f"{of['change']['low']:+.3f} to {of['change']['high']:+.3f}",
            f"{of['p']:.3f}",
        ]
        for name, of in figures["kinds"].items()
    ]
    heads = ["kind", "n", "first", "second", "change", "95 %", "p"]
    results.print(table("Change of score", heads, rows))
    results.print(f"{len(figures['changed'])} questions changed. Page: {out}", markup=False)


def _evaluate(path: Path | None, out: Path, *, resume: bool, json: bool) -> None:
    from rag_service.answering import Facts
    from rag_service.evaluation import Judge, Keeper, own_set, read_questions
    from rag_service.evaluation.sources import Sources

    file = path or own_set()
    questions = read_questions(file)
    with asking(settings(), say) as opened:
        scope = Scope.everything()
        sources = Sources(opened.index, Facts.load(opened.index.folder).within(scope), scope)
        unknown = _unknown_gold(file, questions, sources)
        keeper = Keeper(out, _made_with(file, questions, opened, settings()), resume=resume)
        judge = Judge(opened.answerer, sources, scope)
        try:
            with progress_bar() as bar:
                for question in [q for q in questions if q.id not in keeper.done]:
                    keeper.add(judge(question), sources)
                    bar("ask", len(keeper.results), len(questions))
        except KeyboardInterrupt:
            _finish(keeper, unknown, json=json)
            given = f" {path}" if path else ""
            say(
                f"Stopped after {len(keeper.results)} of {len(questions)}. Go on with: "
                f"reelgraph eval{given} --out {out} --resume"
            )
            raise typer.Exit(128 + signal.SIGINT) from None
        _finish(keeper, unknown, json=json)


def _unknown_gold(
    path: Path, questions: Sequence[Question], sources: Sources
) -> list[dict[str, Any]]:
    """Questions that expect records which the index lacks.

    Raises:
        InputError: Not one of the records expected is there.
    """
    expected = {number for question in questions for number in question.gold}
    missing = {number for number in expected if sources.title(number) is None}
    if expected and missing == expected:
        raise InputError(
            "none of the records that it expects is in the index of this home; is it the right "
            "archive's?",
            path=str(path),
        )
    unknown: list[dict[str, Any]] = [
        {"line": q.line, "id": q.id, "gold": [n for n in q.gold if n in missing]}
        for q in questions
        if missing & set(q.gold)
    ]
    for one in unknown[:_TOLD]:
        say(f"{path}:{one['line']}: no such record: {', '.join(one['gold'])}")
    if len(unknown) > _TOLD:
        say(f"… and in {len(unknown) - _TOLD} more lines; the report lists them")
    return unknown


def _made_with(
    path: Path, questions: Sequence[Question], opened: Open, home: Settings
) -> RunSettings:
    from rag_service.evaluation import Settings as RunSettings

    manifest = opened.index.manifest
    return RunSettings(
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        version=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        questions=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        asked=len(questions),
        embedder=manifest.embedder,
        language_model=home.llm_model,
        index_sequence=manifest.sequence,
        passages=manifest.passages,
    )


def _finish(keeper: Keeper, unknown: list[dict[str, Any]], *, json: bool) -> None:
    from rag_service.evaluation import report_page
    from rag_service.evaluation.runs import REPORT, write

    run = keeper.finish(unknown)
    write(keeper.folder / REPORT, report_page(run))
    if json:
        print_json({**run["summary"], "complete": run["complete"], "out": str(keeper.folder)})
        return
    show(run["summary"])
    results.print(f"\nReport: {keeper.folder / REPORT}", markup=False)


def show(summary: dict[str, Any]) -> None:
    """Print the figures of a run as a table."""
    rows = [
        [
            kind,
            of["measure"],
            str(of["score"]["n"]),
            _figure(of["score"]),
            _interval(of["score"]),
            _figure(of["citation_precision"]),
        ]
        for kind, of in summary["kinds"].items()
    ]
    heads = ["kind", "measure", "n", "score", "95 %", "citations"]
    results.print(table("", heads, rows))
    cited, total = summary["citations"], summary["latency_ms"].get("total", {})
    results.print(
        f"\nall {_figure(summary['overall'])} ({_interval(summary['overall'])}); wrongly not "
        f"found {_figure(summary['false_abstention'])}; citation precision "
        f"{_figure(cited['precision'])} of {cited['number']}, from a right record "
        f"{_figure(cited['from_right'])}",
        markup=False,
    )
    if total:
        results.print(
            f"ms a question: median {total['median']:.1f}, 95th percentile {total['p95']:.1f}"
        )


def _figure(estimate: dict[str, Any]) -> str:
    return "–" if estimate["mean"] is None else f"{estimate['mean']:.3f}"


def _interval(estimate: dict[str, Any]) -> str:
    return "–" if estimate["mean"] is None else f"{estimate['low']:.2f} to {estimate['high']:.2f}"
