"""The timeline's dates: what each may mean, how sure it is, and whose it is."""

from datetime import date
from typing import Any

import pytest
from placed_archive import HARBOUR, NEWS, SECRET, placed

from explorer import Tables
from explorer.timeline import APPROXIMATE, UNCERTAIN, doubt, span
from graph_schema.scope import Scope

ALL = Scope.everything()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Tables.of(placed().snapshot(ALL)).table("dates", ALL).to_pylist()
    return found


def of(rows: list[dict[str, Any]], film: str, kind: str) -> dict[str, Any]:
    return next(row for row in rows if (row["film"], row["kind"]) == (film, kind))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1938", date(1938, 1, 1), date(1938, 12, 31)),
        ("193X", date(1930, 1, 1), date(1939, 12, 31)),
        ("1938-02", date(1938, 2, 1), date(1938, 2, 28)),
        ("1938-02-03?", date(1938, 2, 3), date(1938, 2, 3)),
        ("1938/1942", date(1938, 1, 1), date(1942, 12, 31)),
        ("[1938,1940]", date(1938, 1, 1), date(1940, 12, 31)),
    ],
)
def test_a_date_spans_what_it_may_mean(text: str, first: date, last: date) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "0000", "-0044", "Y12000"])
def test_what_no_calendar_holds_has_no_span(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        span(text)


def test_doubt_is_read_from_the_qualification() -> None:
    assert [doubt(text) for text in ("1938", "1938?", "1938~", "1938%")] == [
        0,
        UNCERTAIN,
        APPROXIMATE,
        UNCERTAIN | APPROXIMATE,
    ]


def test_a_work_has_the_range_of_its_date(rows: list[dict[str, Any]]) -> None:
    work = of(rows, HARBOUR, "Work")
    assert (work["first"], work["last"]) == (date(1930, 1, 1), date(1939, 12, 31))
    assert (work["date_text"], work["name"], work["doubt"]) == ("193X", None, 0)


def test_events_have_their_own_dates(rows: list[dict[str, Any]]) -> None:
    assert of(rows, HARBOUR, "ProductionEvent")["doubt"] == APPROXIMATE
    shown = of(rows, HARBOUR, "PublicationEvent")
    assert (shown["name"], shown["first"], shown["doubt"]) == (
        "Broadcast",
        date(1936, 5, 3),
        UNCERTAIN,
    )
    gale = of(rows, HARBOUR, "HistoricalEvent")
    assert (gale["name"], gale["first"], gale["last"]) == (
        "The great gale",
        date(1932, 12, 1),
        date(1932, 12, 31),
    )


def test_dates_are_cut_to_the_scope(rows: list[dict[str, Any]]) -> None:
    assert of(rows, SECRET, "Work")
    seen = Tables.of(placed().snapshot(ALL)).table("dates", Scope.public()).to_pylist()
    assert of(seen, NEWS, "Work")
    assert SECRET not in {row["film"] for row in seen}
