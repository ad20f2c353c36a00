"""Names in texts: what is found, of which type, and where."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from resolving import background, record

from bench.mentions import JUDGED, names, read_judged, total
from bench.resolution import catalogue
from graph_ingest.mentions import Context, Gazetteer, Mentioner
from graph_ingest.mentions.phrases import Kind
from graph_ingest.mentions.spacy_names import recogniser

RECORDS = [
    *background(),
    record(
        "0001",
        ("RUSSELL, Stanley Livingstone", "Filmmaker"),
        ("Templar Films", "Producer"),
        year=1950,
        places=["Glasgow", "Nairn", "Gorbals, the"],
        summary="A procession in Strathfoo. Boys swim in the baths at Strathfoo.",
    ),
]


@pytest.fixture(scope="module")
def mentioner() -> Mentioner:
    return Mentioner(Gazetteer.from_contributions(RECORDS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shot by Stanley Russell in Glasgow.",
            [("Stanley Russell", "Person"), ("Glasgow", "Place")],
        ),
        ("Glasgow's trams and the Gorbals.", [("Glasgow", "Place"), ("Gorbals", "Place")]),
        ("Made by Templar Films for hire.", [("Templar Films", "CorporateBody")]),
        ("James Nairn visits Nairn.", [("James Nairn", "Person"), ("Nairn", "Place")]),
        ("Opened by Lord Provost Hetherington.", [("Lord Provost Hetherington", "Person")]),
        ("The Duke of Edinburgh attends.", [("Duke of Edinburgh", "Person")]),
        ("Sir Alec Douglas-Home speaks.", [("Sir Alec Douglas-Home", "Person")]),
        ("Footballer John Colquhoun talks.", [("John Colquhoun", "Person")]),
        ("Queen Street and Queen's Park", [("Queen Street", "Place"), ("Queen's Park", "Place")]),
        ("A train at St. Andrews, Fife.", [("St. Andrews", "Place"), ("Fife", "Place")]),
        ("Scenes on the Isle of Foo.", [("Isle of Foo", "Place")]),
        ("The Royal Foo Infirmary opens.", [("Royal Foo Infirmary", "CorporateBody")]),
        (
            "The University of Glasgow and Stranraer Town Council.",
            [
                ("University of Glasgow", "CorporateBody"),
                ("Stranraer Town Council", "CorporateBody"),
            ],
        ),
        (
            "The London Midland and Scottish Railway",
            [("London Midland and Scottish Railway", "CorporateBody")],
        ),
        ("Trunks packed at the Wills cigarette factory", [("Wills", "CorporateBody")]),
        ("The crowd in Strathfoo cheers.", [("Strathfoo", "Place")]),
        ("Reading a book, a girl from Reading waves.", [("Reading", "Place")]),
        (
            "Seen from Smiddy Wynd near Hollow Skerry.",
            [("Smiddy Wynd", "Place"), ("Hollow Skerry", "Place")],
        ),
        ("A gale on the North sea.", [("North sea", "Place")]),
        ("A trip to Foomouth and Port na Foo", [("Foomouth", "Place"), ("Port na Foo", "Place")]),
        ("Crofts of the Foolig area.", [("Foolig", "Place")]),
        (
            "Troops leave the U.S. for North East Scotland.",
            [("U.S.", "Place"), ("North East Scotland", "Place")],
        ),
        ("A London-based firm.", [("London", "Place")]),
        ("A. J. Foobert waves.", [("A. J. Foobert", "Person")]),
        ("Scenes of the Highlands and Islands", [("Highlands and Islands", "Place")]),
        ("Opened by Nurse Foola Gilhooly-Vance.", [("Nurse Foola Gilhooly-Vance", "Person")]),
        ("Crowds greet George V.", [("George V", "Person")]),
        (
            "The standard of James VIII of Scotland and III of England",
            [("James VIII of Scotland and III of England", "Person")],
        ),
        (
            "It reports that General Foohey's Third Army wins.",
            [("General Foohey", "Person"), ("Third Army", "CorporateBody")],
        ),
        (
            "Hugh, 17 years old, waits for Kirsty and Jamie.",
            [(n, "Person") for n in ("Hugh", "Kirsty", "Jamie")],
        ),
        ("A tour with the Foodle-Baird family.", [("Foodle-Baird", "Person")]),
        ("The comedians Power and Foobert.", [("Power", "Person"), ("Foobert", "Person")]),
        (
            "A bout between Elky Clark and Duke Swan.",
            [("Elky Clark", "Person"), ("Duke Swan", "Person")],
        ),
        ("Jenny Wood visits Ben Foovie.", [("Jenny Wood", "Person"), ("Ben Foovie", "Place")]),
        (
            "Ann Foobert dances; Foobert then rests.",
            [("Ann Foobert", "Person"), ("Foobert", "Person")],
        ),
        ("Archibald Foobert DD FRSE speaks.", [("Archibald Foobert", "Person")]),
        (
            "A film by the Royal Air Force for Channel 4.",
            [("Royal Air Force", "CorporateBody"), ("Channel 4", "CorporateBody")],
        ),
        (
            "Two ITV vans and British transport police",
            [("ITV", "CorporateBody"), ("British transport police", "CorporateBody")],
        ),
        ("A shop, Foobert Purveyors of Meat", [("Foobert Purveyors of Meat", "CorporateBody")]),
        (
            "A loom of Foo, Skene & Baxby Jute Spinners.",
            [("Foo, Skene & Baxby Jute Spinners", "CorporateBody")],
        ),
        (
            "Bottled by William Foo & Sons (Aberdeen) Limited in 1955",
            [("William Foo & Sons (Aberdeen) Limited", "CorporateBody")],
        ),
        (
            "The Glasgow factory of H. Foorris & Co.",
            [("Glasgow", "Place"), ("H. Foorris & Co", "CorporateBody")],
        ),
        ("Children of Ysgol Foo wave.", [("Ysgol Foo", "CorporateBody")]),
        ("Glasgow's City Mission", [("Glasgow", "Place"), ("City Mission", "CorporateBody")]),
        ("This is Glasgow University Charities Parade.", [("Glasgow University", "CorporateBody")]),
        ("The Foo Lane Occupational Centre", [("Foo Lane Occupational Centre", "CorporateBody")]),
        ("A day at the Foo Shopping Centre", [("Foo Shopping Centre", "Place")]),
        (
            "Scotland v Ireland in Dublin",
            [("Scotland", "CorporateBody"), ("Ireland", "CorporateBody"), ("Dublin", "Place")],
        ),
        ("The boat Bonny Foosamine sails; an advert for the Lofty Foo song.", []),
        ("A trip on the 'Queen Mary' and the \"Waverley\".", []),
        ("Teenagers voice their opinions on a Sunday in May.", []),
        ("General views. Boys swim. Shots of sheep.", []),
        ("", []),
    ],
)
def test_names_with_their_types(
    mentioner: Mentioner, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(found.text, found.type) for found in mentioner.find(text)] == expected


def test_offsets_are_of_the_text_itself(mentioner: Mentioner) -> None:
    text = "“Glasgow” — it’s Glasgow’s day; \u00a0Mr  J. M. McCormick sees it."
    for found in mentioner.find(text):
        assert text[found.start : found.end] == found.text


def test_no_name_overlaps_another() -> None:
    school = record("0003", ("Glasgow's School of Art", "Sponsor"), year=1950, places=["Glasgow"])
    mentioner = Mentioner(Gazetteer.from_contributions([school]))
    found = mentioner.find("Views of Glasgow's School of Art, the Highlands and Islands.")
    assert [name.text for name in found] == ["Glasgow's School of Art", "Highlands and Islands"]


def test_a_headline_in_capitals_gives_only_known_names(mentioner: Mentioner) -> None:
    found = mentioner.find("STANLEY RUSSELL FILMS THE TRAMS OF GLASGOW AND UNKNOWN MEN")
    assert [name.text for name in found] == ["STANLEY RUSSELL", "GLASGOW"]


def test_what_the_record_itself_names_is_meant() -> None:
    twice = [
        record("0001", ("John Aird", "Filmmaker"), year=1920),
        record("0002", ("John Aird", "Filmmaker"), year=1999),
    ]
    mentioner = Mentioner(Gazetteer.from_contributions(twice))
    home = mentioner.find("Shot by John Aird.", Context("work:nls/0002", "nls", (1999,)))
    away = mentioner.find("Shot by John Aird.", Context("work:nls/0009", "nls", (1960,)))
    assert [name.entity_id for name in home] == ["agent:nls/0002/john-aird"]
    assert [name.entity_id for name in away] == [None]
    assert len(away[0].candidates) == 2


def test_a_model_adds_names_and_never_overrules_the_rules() -> None:
    text = "Glasgow greets Kirsty."

    def model(_: str) -> Iterator[tuple[int, int, Kind]]:
        yield 0, 7, "Person"
        yield 15, 21, "Person"

    with_model = Mentioner(Gazetteer.from_contributions(RECORDS), model)
    found = [(name.text, name.type) for name in with_model.find(text)]
    assert found == [("Glasgow", "Place"), ("Kirsty", "Person")]


@pytest.mark.parametrize(
    ("text", "guess", "kind", "expected"),
    [
        ("Here Kirsty lures them in.", "Kirsty", "CorporateBody", ["Kirsty"]),
        (
            "At the Foo Hospital, Foorias, all is calm.",
            "Foorias",
            "Place",
            ["Foo Hospital", "Foorias"],
        ),
        ("Footage of Foonuckle jets.", "Foonuckle", "Person", []),
        ("A boat, by Foobcock engines.", "Foobcock", "CorporateBody", []),
    ],
)
def test_a_guess_of_a_model_needs_a_sign_beside_it(
    text: str, guess: str, kind: Kind, expected: list[str]
) -> None:
    def model(text: str) -> Iterator[tuple[int, int, Kind]]:
        yield text.index(guess), text.index(guess) + len(guess), kind

    with_model = Mentioner(Gazetteer.from_contributions(RECORDS), model)
    assert [name.text for name in with_model.find(text)] == expected


def test_spacy_labels_become_our_types() -> None:
    class Entity:
        def __init__(self, text: str, label: str) -> None:
            self.text, self.label_ = text, label
            self.start_char, self.end_char = 0, len(text)

    class Document:
        ents = (Entity("Fife", "GPE"), Entity("1938", "DATE"), Entity("Ann", "PERSON"))

    assert [kind for _, _, kind in recogniser(lambda _: Document())("")] == ["Place", "Person"]


@pytest.mark.parametrize(("name", "count"), [(JUDGED.name, 60), ("nls_mentions_dev.jsonl", 40)])
def test_the_judged_records_hold_what_they_say(shared_data: Path, name: str, count: int) -> None:
    table = shared_data / "nls_moving_image_archive" / "marc_records.csv"
    summaries = {c.source.record_id: c.source.fields.get("summary", "") for c in catalogue(table)}
    lines = JUDGED.with_name(name).read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) == count
    for judged in records:
        for entity in judged["entities"]:
            text = summaries[judged["id"]]
            assert text[entity["start"] : entity["end"]] == entity["text"]


@pytest.mark.slow
def test_judged_summaries_are_read_as_well_as_promised(shared_data: Path) -> None:
    given = catalogue(shared_data / "nls_moving_image_archive" / "marc_records.csv")
    mentioner = Mentioner(Gazetteer.from_contributions(given))
    judged = read_judged(JUDGED)
    texts = {c.source.record_id: c.source.fields.get("summary", "") for c in given}
    found = {record: names(mentioner.find(texts[record])) for record in judged}
    outcome = total(judged, found, "", exact=True)
    assert outcome.precision >= 0.91
    assert outcome.recall >= 0.91
