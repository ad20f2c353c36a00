"""People and companies: which are joined, which are asked about, which stay apart."""

import json
from datetime import UTC, datetime

import pytest
from resolving import background, record
from structlog.testing import capture_logs

from graph_ingest.resolve import resolve
from graph_ingest.resolve.blocking import BLOCK_CAP, candidate_pairs
from graph_ingest.resolve.profiles import profiles_of
from graph_schema.contribution import Assertion, Contribution
from graph_schema.edits import Edit, Effects
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope, Visibility

ALL = Scope.everything()


def claims(contributions: list[Contribution], effects: Effects | None = None) -> list[Assertion]:
    return [a for c in resolve(contributions, effects or Effects()) for a in c.assertions]


def entity_of(contributions: list[Contribution], agent: str) -> str:
    store = MemoryStore()
    store.apply([*contributions, *resolve(contributions, Effects())])
    node = store.get(agent, ALL)
    assert node is not None
    return node.id


def together(contributions: list[Contribution], one: str, other: str) -> bool:
    return entity_of(contributions, one) == entity_of(contributions, other)


def test_a_heading_and_the_credit_of_the_same_record_are_one() -> None:
    given = [
        *background(),
        record(
            "0001",
            ("RUSSELL, Stanley Livingstone", "Author"),
            ("Stanley L. Russell", "Filmmaker"),
            year=1950,
            places=["Glasgow"],
        ),
    ]
    assert together(
        given, "agent:nls/0001/russell-stanley-livingstone", "agent:nls/0001/stanley-l-russell"
    )


def test_a_maiden_name_joins_what_first_names_and_places_support() -> None:
    shetland = {"places": ["Shetland"], "subjects": ["Crofting", "Peat"]}
    given = [
        *background(),
        record("0980", ("Jenny Brown", "Filmmaker"), year=1932, title="CROFTER'S LIFE", **shetland),
        record(
            "0981",
            ("GILBERTSON, Jenny Isabel (nee Brown)", "Author"),
            ("Jenny Brown", "Filmmaker"),
            year=1934,
            title="CROFTER'S LIFE",
            **shetland,
        ),
        record(
            "0991",
            ("GILBERTSON, Jenny Isabel (nee Brown)", "Author"),
            ("Jenny Gilbertson", "Filmmaker"),
            year=1938,
            **shetland,
        ),
    ]
    assert together(given, "agent:nls/0980/jenny-brown", "agent:nls/0991/jenny-gilbertson")


def test_a_lone_surname_is_never_enough() -> None:
    given = [
        *background(),
        record("0001", ("Sutherland", "Director"), year=1960),
        record("0002", ("James Sutherland", "Director"), year=1961),
        record("0003", ("W R Sutherland", "Filmmaker"), year=1953),
        record("0004", ("Mr. Sutherland", "Filmmaker"), year=1962),
    ]
    assert not [a for a in claims(given) if "sutherland" in a.subject and a.match_type == "exact"]


def test_homonyms_of_different_times_stay_apart() -> None:
    given = [
        *background(),
        record("0001", ("John Fyfe", "Filmmaker"), year=1921, subjects=["Farms"], places=["Skye"]),
        record("0002", ("John Fyfe", "Animator"), year=1999, subjects=["Robots"]),
    ]
    assert not together(given, "agent:nls/0001/john-fyfe", "agent:nls/0002/john-fyfe")


def test_father_and_son_with_other_middle_names_stay_apart_whatever_they_share() -> None:
    shared = {"places": ["Argaty"], "subjects": ["Shooting"], "title": "BOWSER FAMILY AT ARGATY"}
    given = [
        *background(),
        record("0001", ("David Charles Bowser", "Filmmaker"), year=1934, **shared),
        record("0002", ("David Bowser", "Filmmaker"), year=1936, **shared),
        record("0003", ("David Stuart Bowser", "Filmmaker"), year=1937, **shared),
    ]
    one, other = "agent:nls/0001/david-charles-bowser", "agent:nls/0003/david-stuart-bowser"
    assert not together(given, one, other)


def test_whom_one_record_credits_side_by_side_are_two_in_every_record() -> None:
    shared = {"places": ["Skye"], "subjects": ["Walking"], "title": "TAGGARTS ON SKYE"}
    given = [
        *background(),
        record("0001", ("Nan Taggart", "Filmmaker"), ("Nannie Taggart", "Filmmaker"), **shared),
        record("0002", ("Nan Taggart", "Filmmaker"), year=1956, **shared),
        record("0003", ("Nannie Taggart", "Filmmaker"), year=1956, **shared),
    ]
    one, other = "agent:nls/0002/nan-taggart", "agent:nls/0003/nannie-taggart"
    assert not together(given, one, other)
    assert together(given[:-3] + given[-2:], one, other)


def test_a_person_is_never_the_company_of_that_name() -> None:
    given = [
        *background(),
        record(
            "0001", ("C. J. Cayley", "Filmmaker"), ("C. J. Cayley Films", "Producer"), year=1938
        ),
    ]
    assert not [a for a in claims(given) if "cayley" in a.subject]


def test_companies_join_over_their_legal_form_and_abbreviation() -> None:
    given = [
        *background(),
        record("0001", ("Scottish Television", "Producer"), year=1965, subjects=["News"]),
        record("0002", ("Scottish Television", "Producer"), year=1966, subjects=["News"]),
        record("0003", ("Templar Films", "Producer"), year=1960),
        record("0004", ("The Templar Films", "Producer"), year=1961),
        record("0005", ("Grampian Television", "Producer"), year=1966, subjects=["News"]),
    ]
    assert together(given, "agent:nls/0003/templar-films", "agent:nls/0004/the-templar-films")
    assert not together(
        given, "agent:nls/0001/scottish-television", "agent:nls/0005/grampian-television"
    )


@pytest.fixture
def two_cocozzas() -> list[Contribution]:
    return [
        *background(),
        record("0001", ("Enrico Cocozza", "Filmmaker"), year=1950, places=["Wishaw"]),
        record("0002", ("COCOZZA, Enrico", "Author"), year=1951, places=["Wishaw"]),
    ]


def test_every_decision_is_explained_with_evidence(two_cocozzas: list[Contribution]) -> None:
    claim = next(a for a in claims(two_cocozzas) if "cocozza" in a.subject)
    assert claim.object == "agent:nls/0001/enrico-cocozza"
    assert claim.evidence == ["activity:nls/0002/0", "activity:nls/0001/0"]
    reasons = json.loads(claim.explanation or "")
    assert "are one" in reasons["sentence"]
    assert reasons["features"]["first_agrees"] == 1.0
    assert claim.confidence is not None
    assert claim.confidence >= 0.9


def test_order_of_input_changes_nothing(two_cocozzas: list[Contribution]) -> None:
    forth = [c.hash for c in resolve(two_cocozzas, Effects())]
    assert forth == [c.hash for c in resolve(reversed(two_cocozzas), Effects())]


def test_what_people_part_stays_apart_and_undoing_it_joins_again(
    two_cocozzas: list[Contribution],
) -> None:
    one, other = "agent:nls/0001/enrico-cocozza", "agent:nls/0002/cocozza-enrico"
    apart = Effects(apart={(one, other)})
    assert not [a for a in claims(two_cocozzas, apart) if "cocozza" in a.subject]
    assert [a for a in claims(two_cocozzas, Effects()) if a.subject == other]


def test_a_rejected_claim_is_not_raised_again(two_cocozzas: list[Contribution]) -> None:
    store = MemoryStore()
    store.apply([*two_cocozzas, *resolve(two_cocozzas, Effects())])
    claim = next(a for a in claims(two_cocozzas) if "cocozza" in a.subject)
    store.edit(
        Edit(
            id="e1", op="reject", target=claim.id, user="ann", time=datetime(2026, 1, 1, tzinfo=UTC)
        )
    )
    from graph_schema.edits import effects

    again = claims(two_cocozzas, effects(store.journal(ALL)))
    assert not [a for a in again if "cocozza" in a.subject]


def test_what_people_join_counts_as_one_for_all_that_follows() -> None:
    given = [
        *background(),
        record("0001", ("Peggy Aird", "Filmmaker"), year=1950),
        record("0002", ("M. Caird", "Filmmaker"), year=1951),
    ]
    joined = Effects(joined=[("agent:nls/0002/m-caird", "agent:nls/0001/peggy-aird")])
    made = claims(given, joined)
    assert not [a for a in made if {a.subject, a.object} == set(joined.joined[0])]


def test_a_claim_over_two_collections_is_seen_only_where_both_may_be() -> None:
    given = [
        *background(),
        record(
            "0001", ("Enrico Cocozza", "Filmmaker"), year=1950, places=["Wishaw"], title="BONGO"
        ),
        record(
            "0002",
            ("Enrico Cocozza", "Filmmaker"),
            year=1951,
            places=["Wishaw"],
            title="BONGO",
            collection="other",
        ),
    ]
    made = [c for c in resolve(given, Effects()) if "cocozza" in c.id]
    assert [(c.source.collection, c.source.visibility) for c in made] == [
        ("reelgraph", Visibility.PRIVATE)
    ]


def test_what_this_made_before_is_not_read_again(two_cocozzas: list[Contribution]) -> None:
    first = list(resolve(two_cocozzas, Effects()))
    second = list(resolve([*two_cocozzas, *first], Effects()))
    assert [c.hash for c in first] == [c.hash for c in second]


def test_a_block_beyond_the_cap_is_thinned_with_a_warning() -> None:
    crowd = [
        profile
        for n in range(BLOCK_CAP + 40)
        for profile in profiles_of(
            record(f"{n:04}", (f"J{'abcdefghij'[n % 10]}{n} Smith", "Editor"))
        )
    ]
    with capture_logs() as logs:
        pairs = candidate_pairs(crowd)
    assert {entry["event"] for entry in logs} == {"large_block"}
    assert 0 < len(pairs) < len(crowd) * len(crowd) // 2


def test_misspelt_surnames_meet_in_a_block() -> None:
    names = ("D. Tammes", "D. Tammers", "Rachel Seiffert", "Rachel Sieffert")
    crowd = [
        p for n, name in enumerate(names) for p in profiles_of(record(str(n), (name, "Editor")))
    ]
    assert {(0, 1), (2, 3)} <= set(candidate_pairs(crowd))
