"""Names taken apart, and compared part by part."""

import pytest

from graph_ingest.resolve.company_features import compare_companies
from graph_ingest.resolve.corpus import Corpus
from graph_ingest.resolve.names import (
    looks_like_company,
    parse_company,
    parse_person,
    surname_key,
)
from graph_ingest.resolve.person_features import First, compare_names


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("RUSSELL, Stanley Livingstone", "russell", ("stanley", "livingstone")),
        ("Stanley L. Russell", "russell", ("stanley", "l")),
        ("MacLEAN, William J. ‘Mac’", "maclean", ("william", "j")),
        ("Dr. A.W.M. Battersby", "battersby", ("a", "w", "m")),
        ("JW Grant", "grant", ("j", "w")),
        ("Mr J W Grant Dec'd.", "grant", ("j", "w")),
        ("Prof Cairns Aitken CBE", "aitken", ("cairns",)),
        ("John S. Abbott Jnr.  M.B.K.S", "abbott", ("john", "s")),
        ("Joost van Veen", "vanveen", ("joost",)),
        ("Archie Mc Donald", "macdonald", ("archie",)),
        ("M'Donald", "macdonald", ()),
        ("RIDDELL-BLACK, Robert", "riddellblack", ("robert",)),
        ("Lord Macleod of Fuinary", "macleod", ()),
        ("Ingvild Søderlind", "soderlind", ("ingvild",)),
        ("", "", ()),
    ],
)
def test_a_personal_name_in_either_order(name: str, surname: str, given: tuple[str, ...]) -> None:
    parsed = parse_person(name)
    assert (parsed.surname, parsed.given) == (surname, given)


def test_what_stands_beside_the_name_is_kept_apart() -> None:
    assert parse_person("GILBERTSON, Jenny Isabel (nee Brown)").born == ("brown",)
    assert parse_person("GRAY, Alexander ‘Joe’").nicknames == ("joe",)
    assert parse_person("W.S. Dobson (Tertius)").generation == "tertius"
    assert parse_person("John Jackson Snr").generation == "senior"
    assert parse_person("Mrs Gillies").gender == "f"


@pytest.mark.parametrize(
    ("one", "other"), [("McKie", "Mackie"), ("O'Donnell", "ODonnell"), ("M'Leod", "MacLeod")]
)
def test_surnames_that_only_spelling_parts_have_one_key(one: str, other: str) -> None:
    assert surname_key(one) == surname_key(other)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Enrico Cocozza", "COCOZZA, Enrico", First.SAME),
        ("Bill Dobson", "William Dobson", First.NICKNAME),
        ("J. S. Nairn", "James S. Nairn", First.INITIAL),
        ("Terence Egan Bishop", "Terrance Egan Bishop", First.MISSPELT),
        ("Sutherland", "James Sutherland", First.MISSING),
        ("Stirling Gillespie", "James Stirling Gillespie", First.SHIFTED),
        ("Norman Ireland", "Norma Ireland", First.CONFLICT),
        ("John Todd", "Tom Todd", First.CONFLICT),
    ],
)
def test_first_names_compared(one: str, other: str, level: First) -> None:
    assert compare_names(parse_person(one), parse_person(other)).first is level


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("David Charles Bowser", "David Stuart Bowser", "middle names differ"),
        ("W.S. Dobson (Primus)", "W.S. Dobson (Tertius)", "the elder"),
        ("Mr J. Smith", "Mrs J. Smith", "a woman"),
    ],
)
def test_names_that_no_likeness_can_join(one: str, other: str, because: str) -> None:
    match = compare_names(parse_person(one), parse_person(other))
    assert because in match.contradiction


def test_a_company_name_in_its_parts() -> None:
    name = parse_company("Thames & Clyde Film Co. Ltd., Glasgow")
    assert (name.distinctive, name.weak, name.qualifier) == (
        ("thames", "clyde"),
        ("film",),
        ("glasgow",),
    )
    assert parse_company("SEFA (Dunbartonshire Group)").qualifier == ("dunbartonshire",)
    assert parse_company("Film Unit").distinctive == ("film", "unit")
    assert parse_company("S.T.V.").distinctive == ("stv",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anglo-Scottish Pictures Limited", "Anglo Scottish Pictures Ltd"),
        ("Trans World International", "Transworld International Inc"),
        ("STV", "Scottish Television"),
        ("RSPB Film Unit", "Royal Society for the Protection of Birds Film Unit"),
        ("Jas. E. Henderson Ltd", "James E. Henderson Limited"),
        ("Hospscotch Films", "Hopscotch Films"),
    ],
)
def test_company_names_that_hold_the_same_telling_words(one: str, other: str) -> None:
    match = compare_companies(parse_company(one), parse_company(other), Corpus())
    assert match.cover == 1.0


def test_company_names_that_look_alike_but_share_no_word() -> None:
    match = compare_companies(parse_company("Pelicula"), parse_company("Pelican Films"), Corpus())
    assert match.cover == 0.0


def test_companies_are_told_from_people() -> None:
    assert looks_like_company("Campbell Harper Films Ltd.")
    assert looks_like_company("the Regal Cinema")
    assert not looks_like_company("Enrico Cocozza")
