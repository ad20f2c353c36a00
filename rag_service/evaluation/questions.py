"""Files of questions with their right answers: JSON Lines, or CSV from a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO, get_args

from graph_schema.errors import InputError

Kind = Literal["lookup", "list", "count", "hop", "temporal", "extreme", "none"]
KINDS: tuple[str, ...] = get_args(Kind)

_SETS = Path(__file__).resolve().parent / "sets"
_COLUMNS = frozenset(("question", "kind", "gold"))
_BETWEEN = re.compile(r"\s*[;|]\s*")
_TOLD = 20


@dataclass(frozen=True)
class Question:
    """A question and what a right answer holds.

    Attributes:
        id: Unique in its file.
        kind: Decides by which measure the answer is scored.
        gold: Record numbers of every right result; none where nothing is there.
        count: The right number, for a count.
        why: The condition that the right answer was worked out by, for whoever checks it.
        split: A part of the set that is reported on alone, where it has parts.
        line: Where it stands in its file, from 1.
    """

    id: str
    kind: str
    question: str
    gold: tuple[str, ...]
    count: int | None = None
    why: str = ""
    split: str = ""
    line: int = 0


def own_set() -> Path:
    """The 120 questions on the NLS Moving Image Archive that come with Reelgraph."""
    return _SETS / "nls.jsonl"


def read_questions(path: Path) -> list[Question]:
    """The questions of a file; a name that ends in .csv is read as CSV, others as JSON Lines.

    Raises:
        InputError: The file can't be read, or holds none, or lines are wrong; all are told.
    """
    questions: list[Question] = []
    wrong: list[str] = []
    lines: dict[str, int] = {}
    for line, given in _rows(path):
        try:
            question = _question(given, line)
            _once(question, lines)
        except (InputError, ValueError) as error:
            wrong.append(f"line {line}: {error}")
        else:
            questions.append(question)
    if wrong:
        more = [f"and {len(wrong) - _TOLD} more"] if len(wrong) > _TOLD else []
        raise InputError("\n  ".join(["", *wrong[:_TOLD], *more]), path=str(path))
    if not questions:
        raise InputError("holds no questions", path=str(path))
    return questions


def _once(question: Question, lines: dict[str, int]) -> None:
    first = lines.setdefault(question.id, question.line)
    if first != question.line:
        raise ValueError(f"the id {question.id} is that of line {first} too")


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (_csv if path.suffix.casefold() == ".csv" else _json_lines)(file, path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"can't be read: {error}", path=str(path)) from error


def _json_lines(file: TextIO, _path: Path) -> Iterator[tuple[int, Any]]:
    for line, text in enumerate(file, start=1):
        if text.strip():
            try:
                yield line, json.loads(text)
            except (ValueError, RecursionError) as error:
                yield line, InputError(f"is not JSON: {error}")


def _csv(file: TextIO, path: Path) -> Iterator[tuple[int, Any]]:
    start = file.read(4096)
    file.seek(0)
    # Where the comma is the decimal sign, spreadsheets save CSV with semicolons or tabs.
    head = start.partition("\n")[0]
    comma = max(",;\t", key=head.count)
    reader = csv.DictReader(file, delimiter=comma)
    names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    missing = sorted(_COLUMNS - set(names))
    if missing:
        raise InputError(f"lacks the column {', '.join(missing)}", path=str(path), line=1)
    reader.fieldnames = names
    for row in reader:
        if any(value for value in row.values() if isinstance(value, str)):
            yield reader.line_num, {k: v for k, v in row.items() if k and v not in (None, "")}


def _question(given: Any, line: int) -> Question:
    if isinstance(given, InputError):
        raise given
    if not isinstance(given, dict):
        raise ValueError("should be an object with question, kind and gold")
    kind = _text(given, "kind").casefold()
    if kind not in KINDS:
        raise ValueError(f"the kind should be one of {', '.join(KINDS)}, not “{kind}”")
    gold = _gold(given.get("gold"))
    question = Question(
        id=_text(given, "id") or f"line-{line}",
        kind=kind,
        question=_text(given, "question"),
        gold=gold,
        count=_count(given.get("count")),
        why=_text(given, "why"),
        split=_text(given, "split"),
        line=line,
    )
    _check(question)
    return question


def _check(question: Question) -> None:
    if not question.question:
        raise ValueError("has no question")
    if question.kind == "count" and question.count is None:
        raise ValueError("asks for a number: give the right one as count")
    if question.kind != "count" and question.count is not None:
        raise ValueError("has a count, but only the kind count is scored by one")
    if question.kind == "none" and question.gold:
        raise ValueError("is of the kind none, so gold should be empty")
    if question.kind not in ("none", "count") and not question.gold:
        raise ValueError("has no gold: give the record numbers of the right results")


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if value is not None and not isinstance(value, str | int):
        raise ValueError(f"{name} should be text")
    return "" if value is None else str(value).strip()


def _gold(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    parts = _BETWEEN.split(given) if isinstance(given, str) else given
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError('gold should be record numbers as text: ["0136", "0140"], or 0136; 0140')
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _count(given: Any) -> int | None:
    if given is None:
        return None
    text = str(given).strip()
    if isinstance(given, bool) or not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"count should be a whole number, not “{text}”")
    return int(text)
