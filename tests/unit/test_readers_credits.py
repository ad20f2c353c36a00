"""Credits notes, pairs and author headings become names with roles and exact places."""

import csv
from pathlib import Path

import pytest

from graph_ingest.readers.credits import Credit, parse_note, parse_pairs, parse_role
from graph_ingest.readers.mapping import (
    AgentColumn,
    KnownNames,
    Mapping,
    PairsColumn,
    shipped_mapping,
)


@pytest.fixture(scope="module")
def nls() -> Mapping:
    return shipped_mapping("nls")


def read(note: str, known: KnownNames) -> list[str]:
    return [f"{c.role}: {c.name} ({c.kind}, {c.attribution})" for c in parse_note(note, known)]


NOTES = {
    "Director, [filmed by Stanley L. Russell, Thames and Clyde].": [
        "Filmmaker: Stanley L. Russell (Person, supplied)",
        "Filmmaker: Thames and Clyde (CorporateBody, supplied)",
    ],
    "Director, d. Alan Harper ; Producer, Campbell Harper Films Ltd..": [
        "Director: Alan Harper (Person, stated)",
        "Producer: Campbell Harper Films Ltd. (CorporateBody, stated)",
    ],
    "Director, animat. and d.  Anwyn Beier ; Producer,  Cineworks, Red Kite Productions.": [
        "Animator: Anwyn Beier (Person, stated)",
        "Director: Anwyn Beier (Person, stated)",
        "Producer: Cineworks (CorporateBody, stated)",
        "Producer: Red Kite Productions (CorporateBody, stated)",
    ],
    "Director, filmed by John Baird, Charles J. Kerr, Colin Lees, William Shaw ; "
    "Producer, SEFA (Lanarkshire Group).": [
        "Filmmaker: John Baird (Person, stated)",
        "Filmmaker: Charles J. Kerr (Person, stated)",
        "Filmmaker: Colin Lees (Person, stated)",
        "Filmmaker: William Shaw (Person, stated)",
        "Producer: SEFA (Lanarkshire Group) (CorporateBody, stated)",
    ],
    "Director, [attributed to Alec Lowe, Reid (?)].": [
        "Director: Alec Lowe (Person, attributed)",
        "Director: Reid (Person, uncertain)",
    ],
    "Producer, Templar Film Studios?].": [
        "Producer: Templar Film Studios (CorporateBody, uncertain)"
    ],
    "Producer, Templar Film Studios].": [
        "Producer: Templar Film Studios (CorporateBody, supplied)"
    ],
    "Credits: [ph. Mario Ford].": ["Cinematographer: Mario Ford (Person, supplied)"],
    "Credits: p. James Ballantyne .": ["Producer: James Ballantyne (Person, stated)"],
    "Credits: comm. s. Gordon Jackson.": ["Narrator: Gordon Jackson (Person, stated)"],
    "Credits: comm w. John Ballantyne ed. Bryan Law sd. Ian Leslie m. Jacques Ibert": [
        "Script: John Ballantyne (Person, stated)",
        "Editor: Bryan Law (Person, stated)",
        "Sound: Ian Leslie (Person, stated)",
        "Music: Jacques Ibert (Person, stated)",
    ],
    "Director, [filmed by Nat and Nettie McGavin].": [
        "Filmmaker: Nat McGavin (Person, supplied)",
        "Filmmaker: Nettie McGavin (Person, supplied)",
    ],
    "Director, filmed by Mr Coleman Dec'd or Lanark Cine Club.": [
        "Filmmaker: Mr Coleman (Person, uncertain)",
        "Filmmaker: Lanark Cine Club (CorporateBody, uncertain)",
    ],
    "Director, filmed by Mr. Miller for the Regal Cinema, Broxburn.": [
        "Filmmaker: Mr. Miller (Person, stated)",
        "Sponsor: Regal Cinema, Broxburn (CorporateBody, stated)",
    ],
    "Director, d. Peter Ward ; Producer, Technical and Scientific Films Ltd. in assoc. with "
    "Film Producers Guild.": [
        "Director: Peter Ward (Person, stated)",
        "Producer: Technical and Scientific Films Ltd. (CorporateBody, stated)",
        "Producer: Film Producers Guild (CorporateBody, stated)",
    ],
    "Producer, Gaumont British News and Universal Irish News.": [
        "Producer: Gaumont British News (CorporateBody, stated)",
        "Producer: Universal Irish News (CorporateBody, stated)",
    ],
    "Producer, Saltire Film and Television.": [
        "Producer: Saltire Film and Television (CorporateBody, stated)"
    ],
    "Producer, Smith, Jones and Co. Ltd..": ["Producer: Smith, Jones and Co. Ltd. (CorporateBody, "
        "stated)"],
    "Producer, Stanley Schofield.": ["Producer: Stanley Schofield (Person, stated)"],
    "Director, [filmed by members of the Dalziel Cine Club].": [
        "Filmmaker: members of the Dalziel Cine Club (PersonGroup, supplied)"
    ],
    "Director, [filmed by Henderson family].": ["Filmmaker: Henderson family (Family, supplied)"],
    "Director, filmed by Mr. Dick, amateur cinematographer.": [
        "Filmmaker: Mr. Dick (Person, stated)"
    ],
    "Credits: [believed commissioned by Malcolm \"Pop\" Roberts, cinema manager ].": [
        'Sponsor: Malcolm "Pop" Roberts (Person, uncertain)'
    ],
    "Credits: Kirklee Studios presents.": ["Presenter: Kirklee Studios (CorporateBody, stated)"],
}  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
def test_a_note_gives_its_names(note: str, nls: Mapping) -> None:
    assert read(note, nls.known) == NOTES[note]


@pytest.mark.parametrize(
    "note",
    [
        "Producer, .",
        "Credits: [Made as a local topical].",
        "Director, [filmed by friend of Harry Gordon].",
        "Director, unknown.",
        "Credits: A record of Glasgow Casualty Service.",
        "Credits: This film is produced as a lasting record of the part this firm played.",
        "",
    ],
)
def test_text_that_names_nobody_gives_nothing(note: str, nls: Mapping) -> None:
    assert read(note, nls.known) == []


@pytest.mark.parametrize(
    ("note", "name", "variant"),
    [
        ("Producer, TIC [Tongue in Cheek].", "TIC", "Tongue in Cheek"),
        ("Director, d. Ed [Edward] McConnell.", "Ed McConnell", "Edward McConnell"),
        ("Director, d. Jenny Brown  [Jenny Gilbertson].", "Jenny Brown", "Jenny Gilbertson"),
        ("Director, filmed by H.B. (Frank) Marshall.", "H.B. Marshall", "Frank Marshall"),
    ],
)
def test_a_bracket_that_spells_a_name_out_is_a_variant(
    note: str, name: str, variant: str, nls: Mapping
) -> None:
    [credit] = parse_note(note, nls.known)
    assert (credit.name, credit.variants) == (name, (variant,))


def test_a_name_is_quoted_exactly_where_it_stands(nls: Mapping) -> None:
    note = "Director, d. Stanley  L. Russell ; Producer, Thames and Clyde."
    first, second = parse_note(note, nls.known)
    assert note[first.start : first.end] == "Stanley  L. Russell"
    assert first.name == "Stanley L. Russell"
    assert note[second.start : second.end] == "Thames and Clyde"


def test_nearly_every_note_of_the_nls_names_somebody(shared_data: Path, nls: Mapping) -> None:
    path = shared_data / "nls_moving_image_archive" / "marc_records.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        notes = [row["credits_note"] for row in csv.DictReader(file) if row["credits_note"]]
    assert len(notes) == 5035
    known = {note: parse_note(note, nls.known) for note in set(notes)}
    named = sum(bool(known[note]) for note in notes)
    assert named >= 4880
    for note, found in known.items():
        for credit in found:
            quoted = note[credit.start : credit.end]
            assert quoted == quoted.strip() != ""


def of_pairs(text: str) -> list[Credit]:
    mapping = shipped_mapping("nls").model_copy(
        update={
            "words": shipped_mapping("nls").words.model_copy(
                update={"roles": {"cast": "CastMember"}}
            )
        }
    )
    return parse_pairs(text, PairsColumn(term="credits"), mapping)


def test_pairs_give_roles_and_names_either_way_round() -> None:
    text = "Director: Lumière, Louis; Cast: Auguste Lumière; Production company: Mitchell & Kenyon"
    found = of_pairs(text)
    assert [(c.role, c.name, c.kind) for c in found] == [
        ("Director", "Louis Lumière", "Person"),
        ("CastMember", "Auguste Lumière", "Person"),
        ("Production company", "Mitchell & Kenyon", "CorporateBody"),
    ]
    assert [text[c.start : c.end] for c in found] == [
        "Lumière, Louis",
        "Auguste Lumière",
        "Mitchell & Kenyon",
    ]


def test_two_forenames_share_a_surname() -> None:
    assert [c.name for c in of_pairs("Director: Auguste and Louis Lumière")] == [
        "Auguste Lumière",
        "Louis Lumière",
    ]


def test_a_pair_without_a_role_is_told() -> None:
    with pytest.raises(ValueError, match="'Louis Lumière' is no pair Role: Name"):
        of_pairs("Louis Lumière")


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("RUSSELL, Stanley Livingstone", ["Stanley Livingstone Russell"]),
        ("RIDDELL-BLACK, Robert", ["Robert Riddell-Black"]),
        ("MacLEAN, William J. ‘Mac’", ["William J. ‘Mac’ MacLean"]),
        ("GILBERTSON, Jenny Isabel (nee Brown)", ["Jenny Isabel Gilbertson"]),
        ("Ogam Films / Oscar Marzaroli", ["Ogam Films", "Oscar Marzaroli"]),
        ("TAIT, Margaret", ["Margaret Tait"]),
        ("Templar Films  ", ["Templar Films"]),
        (
            "Colonel Arthur E Irvine and Richard Irvine Collection",
            ["Colonel Arthur E Irvine", "Richard Irvine"],
        ),
    ],
)
def test_author_headings_are_turned_round(heading: str, names: list[str]) -> None:
    column = AgentColumn(term="agent", role="Author", attribution="supplied", split=" / ")
    found = parse_role(heading, column, KnownNames())
    assert [credit.name for credit in found] == names
    assert {credit.attribution for credit in found} == {"supplied"}


def test_a_maiden_name_is_another_form() -> None:
    column = AgentColumn(term="agent", role="Author")
    [credit] = parse_role("GILBERTSON, Jenny Isabel (nee Brown)", column, KnownNames())
    assert credit.variants == ("Jenny Isabel Brown",)
