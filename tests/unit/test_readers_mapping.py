"""A wrong mapping is told with its file, line and field."""

from pathlib import Path

import pytest

from graph_ingest.readers.mapping import load_mapping, shipped_mapping
from graph_schema.errors import InputError

GOOD = """\
name: films
partner: films
collection:
  id: films
  name: Films
columns:
  no: {term: record_id}
  title:
    term: title
"""


def fail(tmp_path: Path, text: str) -> InputError:
    path = tmp_path / "films.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_mapping(path)
    assert caught.value.path == str(path)
    return caught.value


def test_a_good_mapping_is_read(tmp_path: Path) -> None:
    path = tmp_path / "films.yaml"
    path.write_text(GOOD, encoding="utf-8")
    mapping = load_mapping(path)
    assert mapping.required == ["no", "title"]
    assert mapping.column("title") == "title"


@pytest.mark.parametrize("name", ["nls", "issa-sample"])
def test_those_that_ship_are_whole(name: str) -> None:
    assert shipped_mapping(name).name == name


def test_an_unknown_setting(tmp_path: Path) -> None:
    error = fail(tmp_path, GOOD.replace("    term: title\n", "    term: title\n    shape: round\n"))
    assert (error.line, error.field) == (10, "columns.title.shape")
    assert "there is no such setting here" in str(error)


def test_an_unknown_term(tmp_path: Path) -> None:
    error = fail(tmp_path, GOOD.replace("term: title", "term: tittle"))
    assert (error.line, error.field) == (8, "columns.title")
    assert "tittle" in str(error)
    assert "'title'" in str(error)


def test_a_missing_setting(tmp_path: Path) -> None:
    error = fail(tmp_path, GOOD + "  maker: {term: agent}\n")
    assert (error.line, error.field) == (10, "columns.maker")
    assert "'role' is missing" in str(error)


def test_no_column_with_the_record_number(tmp_path: Path) -> None:
    error = fail(tmp_path, GOOD.replace("  no: {term: record_id}\n", ""))
    assert "no column has the term 'record_id'" in str(error)


def test_two_titles(tmp_path: Path) -> None:
    error = fail(tmp_path, GOOD + "  other: {term: title}\n")
    assert "2 columns have the term 'title'; only one can" in str(error)


@pytest.mark.parametrize(
    ("pattern", "problem"), [("(", "not a regular expression"), ("abc", "exactly one group")]
)
def test_a_pattern_that_finds_no_number(tmp_path: Path, pattern: str, problem: str) -> None:
    error = fail(
        tmp_path, GOOD.replace("{term: record_id}", f"{{term: record_id, pattern: '{pattern}'}}")
    )
    assert error.line == 7
    assert problem in str(error)


def test_what_is_no_yaml(tmp_path: Path) -> None:
    error = fail(tmp_path, "name: films\ncolumns: [\n")
    assert error.line == 3
    assert "not YAML" in str(error)


@pytest.mark.parametrize("text", ["", "   \n", "- a\n- b\n", "just words\n"])
def test_what_is_no_mapping(tmp_path: Path, text: str) -> None:
    assert "films.yaml" in str(fail(tmp_path, text))
