"""Works: a partner's sheet and the catalogue, files and their records."""

from pathlib import Path

import pytest
from resolving import record

from graph_ingest.readers import Quarantine
from graph_ingest.readers.spreadsheet import issa_sample, nls
from graph_ingest.resolve import resolve
from graph_ingest.resolve.works import file_stem, title_key
from graph_schema.contribution import Assertion, Contribution
from graph_schema.edits import Effects

SYNOPSIS = "Scotland's three canals, the Crinan, Caledonian, and Forth and Clyde, in operation."


def claims(*contributions: Contribution) -> list[Assertion]:
    return [
        a
        for c in resolve(contributions, Effects())
        for a in c.assertions
        if a.subject.startswith("work:")
    ]


def sheet(**facts: object) -> Contribution:
    return record("75247299", partner="sheet", collection="sheet", **facts)  # type: ignore[arg-type]


def test_title_year_and_synopsis_together_make_two_records_one() -> None:
    (claim,) = claims(
        record("0079", title="CANALS IN SCOTLAND.", year=1938, summary=SYNOPSIS),
        sheet(title="Canals in Scotland", year=1938, summary=SYNOPSIS),
    )
    assert (claim.match_type, claim.object) == ("exact", "work:nls/0079")


def test_a_title_alone_never_decides() -> None:
    made = claims(record("0079", title="CANALS"), sheet(title="CANALS"))
    assert [claim.match_type for claim in made] in ([], ["close"])


def test_a_remake_years_later_is_another_work() -> None:
    assert not claims(record("0079", title="CANALS", year=1938), sheet(title="CANALS", year=1969))


def test_what_contradicts_turns_a_match_into_no_match() -> None:
    made = claims(
        record("1", title="SKIING", year=1961, colour="Colour", sound="Sound", duration_s=1200),
        sheet(title="SKIING", year=1963, colour="Black and white", sound="Silent", duration_s=60),
    )
    assert not made


def test_works_of_one_catalogue_are_never_one() -> None:
    assert not claims(
        record("0001", title="SKIING", year=1961, summary=SYNOPSIS),
        record("0002", title="SKIING", year=1961, summary=SYNOPSIS),
    )


def test_of_two_candidates_of_one_title_the_one_that_agrees_is_taken() -> None:
    made = claims(
        record("0001", title="GALA DAY", year=1951, summary="Procession at Largs in the rain."),
        record("0002", title="GALA DAY", year=1951, summary="Crowning of the queen at Bo'ness."),
        sheet(title="GALA DAY", year=1951, summary="Crowning of the queen at Bo'ness."),
    )
    assert [c.object for c in made if c.match_type == "exact"] == ["work:nls/0002"]


@pytest.mark.parametrize(
    ("one", "other"), [("The SKIERS", "Skiers, the"), ("LES BÊTES NOIRES.", "Les Betes Noires")]
)
def test_titles_that_only_form_parts_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_a_file_name_is_cut_to_its_number() -> None:
    assert file_stem("films/75247299.32.mp4") == "75247299"


@pytest.mark.slow
def test_the_sample_sheets_films_find_their_catalogue_records(shared_data: Path) -> None:
    quarantine = Quarantine()
    catalogue = shared_data / "nls_moving_image_archive" / "marc_records.csv"
    sample = shared_data / "issa_deerin" / "workshops" / "ws1" / "sample-11.csv"
    made = claims(*nls().read(catalogue, quarantine), *issa_sample().read(sample, quarantine))
    assert {(c.subject.rpartition("/")[2], str(c.object).rpartition("/")[2]) for c in made} == {
        ("75247299", "0079"),
        ("100194707", "0105"),
        ("260522455", "0157"),
        ("91174079", "1102"),
        ("103008963", "1111"),
        ("82814521", "2912"),
        ("83972061", "3814"),
        ("106033956", "7726"),
    }
