"""Files of questions: what is read, and what is told of what can't be."""

from pathlib import Path

import pytest

from graph_schema.errors import InputError
from rag_service.evaluation import Question, own_set, read_questions


def read(tmp_path: Path, text: str, name: str = "q.jsonl") -> list[Question]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_questions(tmp_path / name)


def test_questions_as_json_lines(tmp_path: Path) -> None:
    text = '\n{"question": "How many?", "kind": "Count", "count": 2, "gold": ["1", "2"], "x": 1}\n'
    assert read(tmp_path, text) == [Question("line-2", "count", "How many?", ("1", "2"), 2, line=2)]


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_questions_from_a_spreadsheet(tmp_path: Path, comma: str) -> None:
    between = "|" if comma == ";" else ";"
    rows = [
        ("Question", "kind", "gold", "count", "why"),
        ("Films of Leith", "list", f"0001{between} 0002", "", "heading"),
        ('"Two\nlines"', "none", "", "", ""),
        ("How many?", "count", "", "0", ""),
    ]
    text = "\ufeff" + "\r\n".join(comma.join(row) for row in rows) + "\r\n"
    found = read(tmp_path, text, "q.CSV")
    assert [q.gold for q in found] == [("0001", "0002"), (), ()]
    assert [q.count for q in found] == [None, None, 0]
    assert [q.line for q in found] == [2, 4, 5]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "should be an object"),
        ('{"question": "a", "kind": "guess"}', "the kind should be one of lookup, list"),
        ('{"question": " ", "kind": "none"}', "has no question"),
        ('{"question": ["a"], "kind": "none"}', "question should be text"),
        ('{"question": "a", "kind": "list"}', "has no gold"),
        ('{"question": "a", "kind": "list", "gold": [1]}', "gold should be record numbers"),
        ('{"question": "a", "kind": "none", "gold": ["1"]}', "so gold should be empty"),
        ('{"question": "a", "kind": "count"}', "give the right one as count"),
        ('{"question": "a", "kind": "count", "count": "many"}', "count should be a whole number"),
        ('{"question": "a", "kind": "count", "count": true}', "count should be a whole number"),
        ('{"question": "a", "kind": "list", "gold": ["1"], "count": 1}', "only the kind count"),
        ('{"id": "q", "question": "b", "kind": "none"}', "the id q is that of line 1 too"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_by_its_line(
    tmp_path: Path, line: str, told: str
) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, f'{{"id": "q", "question": "a", "kind": "none"}}\n{line}\n')
    assert "q.jsonl: \n  line 2: " in str(error.value)
    assert told in str(error.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, "x\n" * 30)
    assert str(error.value).count("is not JSON") == 20
    assert "and 10 more" in str(error.value)


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "q.jsonl", "holds no questions"),
        ("question,gold\na,b\n", "q.csv", "lacks the column kind"),
    ],
)
def test_files_without_questions(tmp_path: Path, text: str, name: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read(tmp_path, text, name)
    with pytest.raises(InputError, match="can't be read"):
        read_questions(tmp_path / "none.jsonl")


def test_the_set_that_comes_with_it_is_balanced() -> None:
    questions = read_questions(own_set())
    kinds = [q.kind for q in questions]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "lookup": 30,
        "list": 25,
        "count": 20,
        "hop": 15,
        "temporal": 15,
        "none": 15,
    }
    assert len({q.question for q in questions}) == 120
    assert [q.id for q in questions if q.kind == "count" and q.count != len(q.gold)] == []
    assert [q.id for q in questions if not q.why] == []
