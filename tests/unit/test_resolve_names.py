"""Names taken apart, and compared part by part."""

from collections import Counter

import pytest

from graph_ingest.resolve.company_features import company_features, compare_companies
from graph_ingest.resolve.corpus import Corpus
from graph_ingest.resolve.names import (
    looks_like_company,
    parse_company,
    parse_person,
    surname_key,
)
from graph_ingest.resolve.person_features import First, compare_names, name_features
from graph_ingest.resolve.profiles import Profile, short_name


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
        ("Dr. Stanley L. Russell, OBE", "russell", ("stanley", "l")),
        ("James Aird M.D., F.R.C.P", "aird", ("james",)),
        ("Ian Begg, F.X.Y.Z.", "begg", ("ian",)),
        ("Robert Muir BSc PhD", "muir", ("robert",)),
        ("Mr Aird, M.D.", "aird", ()),
        ("RUSSELL, M. A.", "russell", ("m", "a")),
        ("Jack MA", "ma", ("jack",)),
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
    ("name", "given", "fellows"),
    [
        ("Nat and Nettie Aird", ("nat",), ("nettie",)),
        ("Nettie & Nat Aird", ("nat",), ("nettie",)),
        ("AIRD, Nat and Nettie", ("nat",), ("nettie",)),
        ("Mr. and Mrs J. Aird", ("j",), ("mr",)),
    ],
)
def test_a_couple_under_one_surname_is_two(
    name: str, given: tuple[str, ...], fellows: tuple[str, ...]
) -> None:
    parsed = parse_person(name)
    assert (parsed.surname, parsed.given, parsed.fellows) == ("aird", given, fellows)


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
        ("W. Dobson", "Bill Dobson", First.INITIAL_IN_FULL),
        ("W. Dobson", "Fred Dobson", First.CONFLICT),
        ("Harry Dobson", "Henry Dobson", First.EITHER),
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
        ("Nat and Nettie Aird", "Nettie Aird", "couple"),
        ("Nat and Nettie Aird", "Nat and Margaret Aird", "couple"),
        ("Mr and Mrs J. Smith", "Mr J. Smith", "couple"),
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
        ("Perth Production Group of the SEFA", "SEFA (Perth Group)"),
        ("Templar Presents", "Templar Productions"),
    ],
)
def test_company_names_that_hold_the_same_telling_words(one: str, other: str) -> None:
    match = compare_companies(parse_company(one), parse_company(other), Corpus())
    assert match.cover == 1.0


def test_company_names_that_look_alike_but_share_no_word() -> None:
    match = compare_companies(parse_company("Pelicula"), parse_company("Pelican Films"), Corpus())
    assert match.cover == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Templar", "Templar Films Ltd", 1.0),
        ("Templar Films", "Templar Film Productions", 1.0),
        ("Templar Films", "Templar Television", 0.0),
        ("Templar Films", "Templar Film and Television", 1.0),
        ("Video in Templar", "Templar Video", 1.0),
        ("Reality Productions", "Video Reality", 0.0),
    ],
)
def test_a_company_name_may_leave_its_line_of_business_out(
    one: str, other: str, same: float
) -> None:
    assert company(one, other)["name_same"] == same


def test_a_line_of_business_before_the_name_is_part_of_it() -> None:
    assert company("Reality Productions", "Video Reality")["business_leads"] == 1.0
    assert company("Reality Productions", "Reality Video")["business_leads"] == 0.0
    assert company("Video in Reality", "Reality Video")["business_leads"] == 0.0


def test_the_longer_an_abbreviation_the_more_it_tells() -> None:
    short = company("TFC", "Templar Film Council")["acronym"]
    long = company("TCFL", "Templar Central Film Library")["acronym"]
    assert 0 < short < long


def test_a_part_of_several_companies_names_could_be_any_of_them() -> None:
    named = [body(name) for name in ("Tree Films", "Sugar Tree", "Plum Tree", "Bay Tree")]
    corpus = Corpus.of(named)
    assert company_features(named[0], named[1], corpus)["rivals"] > 0
    assert company_features(named[1], named[2], corpus)["rivals"] == 0


def test_a_variant_of_the_longer_name_is_no_rival() -> None:
    named = [body(name) for name in ("Universal News", "Universal Pathe News")]
    corpus = Corpus.of([*named, body("Universal Pathe Scottish News")])
    assert company_features(named[0], named[1], corpus)["rivals"] == 0


def test_initials_that_several_companies_share_tell_less() -> None:
    named = [body(name) for name in ("SFC", "Scottish Film Council", "Sheffield Film Co-op")]
    assert company_features(named[0], named[1], Corpus.of(named[:2]))["acronym_rivals"] == 0
    assert company_features(named[0], named[1], Corpus.of(named))["acronym_rivals"] > 0


def test_initials_out_of_the_middle_of_a_name_are_none() -> None:
    assert company("Mac Movies", "Glasgow Media Access Centre")["acronym"] == 0
    assert company("Glasgow MAC", "Glasgow Media Access Centre")["acronym"] > 0


def test_what_is_said_of_a_part_or_of_two_is_not_said_of_the_whole_or_of_one() -> None:
    whole, unit = "Glasgow University", "Glasgow University A-V Service"
    assert company(whole, unit)["unit_differs"] == 1.0
    assert company(whole, "University of Glasgow")["unit_differs"] == 0.0
    assert company("Harris Films", "Harris and Duff Productions")["joint_differs"] == 1.0
    assert company("Harris & Duff", "Harris and Duff Productions")["joint_differs"] == 0.0
    assert company("Harris & Company", "Harris Film and Television")["joint_differs"] == 0.0


def test_common_words_make_no_company() -> None:
    assert company("Scottish Films", "Scottish Video Studios")["name_common"] > 0
    assert company("Scottish Films", "The Scottish Films Ltd")["name_common"] == 0
    assert company("Hopscotch Films", "Hopscotch Video")["name_common"] == 0


def test_companions_are_recognised_by_surname_and_initial() -> None:
    assert short_name("Person", "MATTHEWS, Jessie") == short_name("Person", "J. Matthews")
    assert short_name("Person", "Mrs Matthews") == "matthews"
    assert short_name("CorporateBody", "Templar Films") == short_name("CorporateBody", "Templar")


def test_two_surnames_that_others_bear_are_hardly_slips_of_each_other() -> None:
    given = ("Ada", "Bert", "Clara", "Dan")
    corpus = Corpus.of(person(f"{g} {s}") for g in given for s in ("Morton", "Mortonson"))
    known = name_features(person("John Morton"), person("John Mortonson"), corpus)
    rare = name_features(person("John Brebner"), person("John Brabner"), corpus)
    assert known["surnames_in_use"] > 1.0
    assert rare["surnames_in_use"] == 0.0


def test_a_nickname_and_the_full_name_are_one_bearer_of_a_surname() -> None:
    held = [person(name) for name in ("Mike Aird", "Michael Aird", "M. Aird", "John Begg")]
    corpus = Corpus.of([*held, person("Ada Begg")])
    assert corpus.surname_rarity("aird") > corpus.surname_rarity("begg")
    assert name_features(held[0], held[1], corpus)["sole_bearer"] == 1.0
    assert name_features(held[3], person("Jack Begg"), corpus)["sole_bearer"] == 0.0


def person(name: str) -> Profile:
    return Profile(id=name, label="Person", names=Counter([name]))


def body(name: str) -> Profile:
    return Profile(id=name, label="CorporateBody", names=Counter([name]))


def company(one: str, other: str) -> dict[str, float]:
    return company_features(body(one), body(other), Corpus())


def test_companies_are_told_from_people() -> None:
    assert looks_like_company("Campbell Harper Films Ltd.")
    assert looks_like_company("the Regal Cinema")
    assert not looks_like_company("Enrico Cocozza")
