"""Dates, languages and identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph_schema.nodes import LABELS, NODE_TYPES, Segment, TextUnit, Work, labels_of
from graph_schema.relations import RULES, Relation
from graph_schema.values import edtf_years, entity_id, record_key, slug, text_id


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1950", (1950, 1950)),
        ("195X", (1950, 1959)),
        ("1938/1942", (1938, 1942)),
        ("1950?", (1950, 1950)),
        ("1937-05-06", (1937, 1937)),
    ],
)
def test_edtf_gives_first_and_last_year(text: str, years: tuple[int, int]) -> None:
    assert edtf_years(text) == years


@pytest.mark.parametrize("text", ["19??", "about 1950", "1905-02-30", "", "1950-13"])
def test_what_is_not_edtf_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ValueError, match="write 1938, 1938"):
        edtf_years(text)


def test_a_work_derives_its_years_from_its_date() -> None:
    work = Work(id="work:x/1", preferred_title="A", date_text="193X")
    assert (work.year_from, work.year_to) == (1930, 1939)


def test_a_segment_must_run_forward() -> None:
    with pytest.raises(ValidationError, match="before or at its start 5000 ms"):
        Segment(id="s", kind="shot", start_ms=5000, end_ms=5000)


def test_a_language_is_a_bcp_47_tag() -> None:
    assert TextUnit(id="t", text="bore da", channel="transcript", language="CY").language == "cy"
    with pytest.raises(ValidationError, match="BCP 47"):
        TextUnit(id="t", text="bore da", channel="transcript", language="Welsh please")


def test_ids_keep_records_apart_and_names_readable() -> None:
    first = entity_id("agent", "nls", "0001", "Stanley L. Russell")
    assert first == "agent:nls/0001/stanley-l-russell"
    assert first != entity_id("agent", "nls", "0002", "Stanley L. Russell")
    assert record_key("work", "nls", "0012A") == "work:nls/0012A"


@given(st.text())
def test_an_id_is_never_empty_and_always_the_same(name: str) -> None:
    made = entity_id("agent", "p", "1", name)
    assert made == entity_id("agent", "p", "1", name)
    assert made.removeprefix("agent:p/1/")


@given(st.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_the_same_text_in_two_places_has_two_ids() -> None:
    assert text_id("work:a", "summary", "Trams.") != text_id("work:b", "summary", "Trams.")


def test_every_relation_has_a_rule_over_known_labels() -> None:
    assert set(RULES) == set(Relation)
    used = {label for rule in RULES.values() for label in rule.start | rule.end}
    assert used <= {*LABELS, "Assertion"}


def test_every_label_belongs_to_one_type() -> None:
    assert len(LABELS) == len(set(LABELS))
    assert all(labels_of(kind) for kind in NODE_TYPES)
