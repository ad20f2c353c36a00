"""Overviews of the real catalogue: every number in them counted again in the CSV's own columns."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from small_archive import EVERYTHING

from bench.answers import QUESTIONS
from bench.ingest import NLS
from rag_service.answering import Answer, Answerer, Facts
from rag_service.retrieval import Index

pytestmark = pytest.mark.slow

Row = dict[str, str]

OVERVIEWS = [
    json.loads(line)
    for line in QUESTIONS.with_name("nls_overviews.jsonl").read_text("utf-8").splitlines()
]
COUNTED = [one for one in OVERVIEWS if one["where"] is not None]
_STRAND = re.compile(r"(?P<name>[^.:?!”]+) \((?P<films>[\d,]+) films(?:, (?P<years>[\d–]+))?\): ")


@pytest.fixture(scope="module")
def answerer(nls_index: Index) -> Answerer:
    return Answerer(Facts.load(nls_index.folder), nls_index)


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[Row]:
    with (shared_data / NLS).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def headings(row: Row) -> list[str]:
    return [part.strip() for part in row["subjects"].split(" -- ")]


def upright(heading: str) -> str:
    """Military, the: The Military."""
    name, comma, _ = heading.partition(", the")
    return f"The {name}" if comma else heading


def meets(row: Row, where: dict[str, Any]) -> bool:
    year = int(row["date"] or 0)
    return (
        all(heading in headings(row) for heading in where.get("headings", ()))
        and (not where.get("from") or where["from"] <= year <= where["to"])
        and ("detail" not in where or where["detail"] in row["detail"].split(", "))
    )


def meant(rows: list[Row], one: dict[str, Any]) -> list[Row]:
    return [row for row in rows if meets(row, one["where"])]


def number_of(row: Row) -> str:
    return row["link"].rsplit("/", 1)[1].strip()


def ask(answerer: Answerer, one: dict[str, Any]) -> Answer:
    return answerer.ask(one["question"], EVERYTHING)


@pytest.mark.parametrize("one", OVERVIEWS, ids=lambda one: one["id"])
def test_what_has_to_be_told_is_told(answerer: Answerer, one: dict[str, Any]) -> None:
    answer = ask(answerer, one)

    assert answer.kind == "overview"
    assert len(answer.results) >= min(1000, one["least"])
    told = {match["name"].strip() for match in _STRAND.finditer(answer.answer)}
    assert set(one["strands"]) <= told
    assert all(term.casefold() in answer.answer.casefold() for term in one["terms"])
    assert 3 <= len(answer.citations) <= 7


@pytest.mark.parametrize("one", COUNTED, ids=lambda one: one["id"])
def test_films_decades_and_gaps_are_as_many_as_in_the_catalogue(
    answerer: Answerer, rows: list[Row], one: dict[str, Any]
) -> None:
    answer = ask(answerer, one)
    films = meant(rows, one)
    dated = [int(row["date"]) for row in films if row["date"]]
    without = sum(not row["summary"].strip() for row in films)

    assert answer.answer.startswith(f"{len(films):,} films")
    if len(films) <= 1000:
        assert {r.record_id for r in answer.results} == {number_of(row) for row in films}
    for decade in range(1890, 2020, 10):
        number = sum(decade <= year < decade + 10 for year in dated)
        assert (f" {decade}s {number}" in answer.answer) == (number > 0), decade
    of = "all 6,017" if len(films) == len(rows) else f"{len(films):,} of 6,017"
    assert f"This rests on {of} films (" in answer.answer
    assert (f"(without a summary {without}, " in answer.answer) == (without > 0)
    assert f"without transcript or captions {len(films):,}" in answer.answer


@pytest.mark.parametrize("one", COUNTED, ids=lambda one: one["id"])
def test_each_strand_holds_as_many_films_as_have_its_heading(
    answerer: Answerer, rows: list[Row], one: dict[str, Any]
) -> None:
    films = meant(rows, one)
    counts: dict[str, int] = {}
    for row in films:
        for heading in map(upright, headings(row)):
            counts[heading] = counts.get(heading, 0) + 1

    told = [
        (match["name"].strip(), int(match["films"].replace(",", "")))
        for match in _STRAND.finditer(ask(answerer, one).answer)
    ]

    assert 3 <= len(told) <= 7
    named = [(name, number) for name, number in told if not name.startswith("Around ")]
    assert len(named) >= 3
    assert named == [(name, counts.get(name)) for name, _ in named]


@pytest.mark.parametrize("one", OVERVIEWS, ids=lambda one: one["id"])
def test_quotations_stand_in_records_that_are_meant(
    answerer: Answerer, rows: list[Row], one: dict[str, Any]
) -> None:
    by_number = {number_of(row): row for row in rows}

    for cited in ask(answerer, one).citations:
        row = by_number[str(cited.record_id)]
        assert row[cited.field][cited.char_start : cited.char_end] == cited.text
        assert one["where"] is None or meets(row, one["where"])


def test_coverage_is_as_counted_in_the_catalogue(answerer: Answerer, rows: list[Row]) -> None:
    told = answerer.coverage(EVERYTHING).as_json()

    assert told["films"] == len(rows)
    assert told["undated"]["films"] == sum(not row["date"] for row in rows)
    assert told["not_summarised"] == sum(not row["summary"].strip() for row in rows)
    assert told["enriched"] == 0
    for part in told["decades"]:
        held = [row for row in rows if row["date"][:3] == str(part["decade"])[:3]]
        assert part["films"] == len(held)
        assert part["not_summarised"] == sum(not row["summary"].strip() for row in held)
