"""Commands that ask: ask, pairs, mentions."""

from __future__ import annotations

import json as jsonlib
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph_schema.errors import InputError
from graph_schema.scope import Scope
from reelgraph.assembly import asking, open_store
from reelgraph.cli.output import console, print_json, results, say
from reelgraph.settings import settings

if TYPE_CHECKING:
    from rag_service.answering import Answer, Answerer

Json = Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")]
_SHOWN = 10


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    json: Json = False,
    batch: Annotated[
        Path | None,
        typer.Option(help="JSON Lines with id and question; prints one answer a line."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the answer was found, with the query.")
    ] = False,
) -> None:
    """Answer a question from the graph, with the evidence of every sentence.

    Works without a language model; where REELGRAPH_LLM_URL names one, it words the answer.
    Without a question, at a terminal, it asks for one after another: "and before the war?" and
    "who made the second one?" then go on from the question before. An empty line ends it.

    Examples:

        reelgraph ask

        reelgraph ask "How many silent films show Leith?"

        reelgraph ask "How many silent films show Leith?" --explain

        reelgraph ask "Films by Margaret Tait" --json

        reelgraph ask --batch questions.jsonl > answers.jsonl
    """
    talk = question is None and batch is None and not json and sys.stdin.isatty()
    if (question is None) == (batch is None) and not talk:
        raise typer.BadParameter("give a question, or --batch FILE")
    with asking(settings(), say) as opened:
        answerer = opened.answerer
        if talk:
            converse(answerer, explain)
        elif batch is not None:
            for line in json_lines(batch, ("id", "question")):
                answer = answerer.ask(line["question"], Scope.everything())
                print_json({"id": line["id"], **answer.as_json()})
        else:
            answer = answerer.ask(question or "", Scope.everything())
            print_json(answer.as_json()) if json else show(answer, explain)


def converse(answerer: Answerer, explain: bool) -> None:
    """Ask one question after another, each in the light of those before it."""
    from rag_service.answering import Turn, plain

    turns: list[Turn] = []
    while question := _next_question():
        answer = answerer.ask(question, Scope.everything(), conversation=turns)
        turns.append(Turn(question))
        if carried := _carried(answer.understood):
            results.print(f"(from before: {plain(carried)})", style="dim", markup=False)
        show(answer, explain)
        results.print()


def _next_question() -> str:
    """What is typed; nothing at the end of the input."""
    try:
        return console.input("Question: ", markup=False).strip()
    except EOFError:
        return ""


def _carried(understood: dict[str, Any]) -> str:
    told = [f"{'not ' * f['negated']}{f['means']}" for f in understood["filters"] if "carried" in f]
    return "; ".join(told)


def pairs(
    file: Annotated[Path, typer.Argument(help='JSON Lines with "a", "b", "ids_a", "ids_b".')],
) -> None:
    """Judge whether two credited names, with the records that credit them, are one agent.

    Prints a line a pair: {"a", "b", "same", "score"}.

    Example: reelgraph pairs pairs.jsonl > judged.jsonl
    """
    from graph_ingest.resolve import PairScorer

    with open_store(settings(), say) as store:
        scorer = PairScorer(store.contributions(Scope.everything()))
    for line in json_lines(file, ("a", "b", "ids_a", "ids_b")):
        judged = scorer.score(line["a"], line["b"], line["ids_a"], line["ids_b"])
        print_json({"a": line["a"], "b": line["b"], "same": judged.same, "score": judged.score})


def mentions(
    file: Annotated[Path, typer.Argument(help='JSON Lines with "id" and "text".')],
) -> None:
    """Find people, companies and places in texts, with their offsets.

    Prints a line a text: {"id", "entities": [{"text", "start", "end", "type"}]}. Where the extra
    ner is installed, its model helps.

    Example: reelgraph mentions texts.jsonl > found.jsonl
    """
    from graph_ingest.mentions import Gazetteer, Mentioner, installed_recogniser

    with open_store(settings(), say) as store:
        known = Gazetteer.from_contributions(store.contributions(Scope.everything()))
    mentioner = Mentioner(known, installed_recogniser())
    for line in json_lines(file, ("id", "text")):
        found = [
            {"text": f.text, "start": f.start, "end": f.end, "type": f.type}
            for f in mentioner.find(line["text"])
        ]
        print_json({"id": line["id"], "entities": found})


def json_lines(path: Path, keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file.

    Raises:
        InputError: The file can't be read, or a line lacks one of the keys.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, text in enumerate(lines, start=1):
                if text.strip():
                    yield _checked(text, keys, path, number)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"can't be read: {error}", path=str(path)) from error


def _checked(text: str, keys: tuple[str, ...], path: Path, number: int) -> dict[str, Any]:
    try:
        line = jsonlib.loads(text)
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", path=str(path), line=number) from error
    missing = [key for key in keys if not isinstance(line, dict) or key not in line]
    if missing:
        raise InputError(f"lacks {', '.join(missing)}", path=str(path), line=number)
    return dict(line)


def show(answer: Answer, explain: bool = False) -> None:
    """Print an answer for a person: the text, what it found, and where that is written."""
    from rag_service.answering import plain

    data = answer.as_json()
    results.print(textwrap.fill(data["answer"], 96), markup=False)
    found = data["results"]
    if found:
        results.print()
    for result in found[:_SHOWN]:
        number, label = plain(result["record_id"] or "–"), plain(result["label"])
        results.print(f"  {number:>10}  {label}", markup=False)
    if len(found) > _SHOWN:
        results.print(f"  … and {len(found) - _SHOWN} more; --json lists them all", style="dim")
    if data["citations"]:
        results.print("\nEvidence", style="bold")
    for citation in data["citations"][:_SHOWN]:
        results.print(f"  {plain(_quoted(citation))}", markup=False)
    if explain:
        results.print("\nHow this was found", style="bold")
        for line in _explained(data["understood"].get("how")):
            results.print(f"  {plain(line)}", markup=False, highlight=False)


def _explained(how: dict[str, Any] | None) -> Iterator[str]:
    if how is None:
        yield "No one query of the graph gives this answer: its evidence is what was found."
        return
    yield from how["steps"]
    if "cypher" in how:
        yield ""
        yield from how["cypher"].splitlines()
        yield from (f"${name} = {_valued(value)}" for name, value in how["parameters"].items())


def _valued(value: Any) -> str:
    """A parameter's value; of a long list the first few."""
    more = len(value) - _SHOWN if isinstance(value, list) else 0
    shown = jsonlib.dumps(value[:_SHOWN] if more > 0 else value, ensure_ascii=False)
    return f"{shown} … and {more} more" if more > 0 else shown


def _quoted(citation: dict[str, Any]) -> str:
    if citation["start_ms"] is not None:
        place = f"{citation['media']} at {_clock(citation['start_ms'])}"
    else:
        place = f"{citation['record_id']}, {citation['field']}"
    text = textwrap.shorten(citation["text"], 160, placeholder=" …")
    return f"“{text}”  [{place}]"


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
