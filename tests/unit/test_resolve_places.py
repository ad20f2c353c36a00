"""Places: catalogue headings, gazetteers and geocoded names."""

import json

import pytest
from resolving import place

from graph_ingest.resolve import resolve
from graph_ingest.resolve.places import distance_km, place_key
from graph_schema.contribution import Assertion, Contribution
from graph_schema.edits import Effects

BELFAST = (54.5976, -5.9277)
MAINE = (44.4259, -69.0064)


def claims(*contributions: Contribution) -> list[Assertion]:
    return [a for c in resolve(contributions, Effects()) for a in c.assertions]


def geocoded(
    identifier: str, name: str, point: tuple[float, float], feature: str, *within: str
) -> Contribution:
    return place(
        f"place:osm/{identifier}", name, point=point, feature=feature, within=within, partner="ni"
    )


def test_a_heading_and_a_geocoded_name_nearby_are_one() -> None:
    (claim,) = claims(
        place("place:nls/belfast", "Belfast", point=(54.6, -5.93), wikidata="Q10686"),
        geocoded("relation/1", "Belfast", BELFAST, "city", "County Antrim", "United Kingdom"),
    )
    assert (claim.match_type, claim.object) == ("exact", "place:nls/belfast")
    assert json.loads(claim.explanation or "")["features"]["near"] > 0.9


def test_a_town_of_the_same_name_across_the_ocean_is_another() -> None:
    assert not claims(
        place("place:nls/belfast", "Belfast", point=BELFAST),
        geocoded("relation/2", "Belfast", MAINE, "town", "Maine", "United States"),
    )


def test_a_building_that_a_geocoder_took_for_the_country_is_not_the_country() -> None:
    assert not claims(
        place("place:nls/england", "England"),
        geocoded("way/3", "England", (53.78, -2.70), "school", "Preston", "United Kingdom"),
    )


def test_headings_of_two_partners_with_one_authority_entry_are_one() -> None:
    (claim,) = claims(
        place("place:nls/perth", "Perth", wikidata="Q203000"),
        place("place:yfa/perth-scotland", "Perth (Scotland)", wikidata="Q203000", partner="yfa"),
    )
    assert claim.match_type == "exact"


def test_headings_with_different_authority_entries_stay_apart() -> None:
    assert not claims(
        place("place:nls/perth", "Perth", wikidata="Q203000"),
        place("place:aus/perth", "Perth", wikidata="Q3183", partner="aus"),
    )


def test_a_name_alone_asks_a_person() -> None:
    (claim,) = claims(
        place("place:nls/gorbals-the", "Gorbals, the"),
        geocoded("node/4", "The Gorbals", (55.85, -4.25), "suburb", "Glasgow", "United Kingdom"),
    )
    assert claim.match_type == "close"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Gorbals, the", "The Gorbals"), ("Ross-shire", "Rossshire"), ("City of York", "York")],
)
def test_place_names_that_only_form_parts_have_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_distances_are_great_circle_kilometres() -> None:
    assert distance_km((55.953, -3.188), (51.507, -0.128)) == pytest.approx(534, abs=2)
