"""What questions are understood to ask, in an archive whose headings no code has seen."""

import pytest
from answering_archive import EVERYTHING, archive, tape

from rag_service.answering import Facts, understand
from rag_service.answering.dates import read_dates
from rag_service.answering.measures import read_length
from rag_service.answering.reading import Reading
from rag_service.answering.view import View


@pytest.fixture(scope="module")
def view() -> View:
    return Facts.from_snapshot(archive(tape("A gull on a wall"))).within(EVERYTHING)


def works(question: str, view: View) -> list[str]:
    """Record numbers of all that meets the conditions understood."""
    mask = understand(question, view).mask(view)
    return sorted(str(view.record_id(w)) for w in range(view.size) if mask[w])


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("before 1939", None, 1938),
        ("after 1939", 1940, None),
        ("since 1990", 1990, None),
        ("by 1930", None, 1930),
        ("until 1930", None, 1930),
        ("in 1938", 1938, 1938),
        ("from the 1930s", 1930, 1939),
        ("of the thirties", 1930, 1939),
        ("in the '60s", 1960, 1969),
        ("in the early 1950s", 1950, 1953),
        ("in the mid-1960s", 1964, 1966),
        ("in the late fifties", 1957, 1959),
        ("in the first half of the 1960s", 1960, 1964),
        ("from the second half of the thirties", 1935, 1939),
        ("between 1920 and 1925", 1920, 1925),
        ("from 1950 to 1955", 1950, 1955),
        ("1950-55", 1950, 1955),
        ("from the 1920s to the 1940s", 1920, 1949),
        ("from 1960 onwards", 1960, None),
        ("1945 or earlier", None, 1945),
        ("no later than 1910", None, 1910),
        ("around 1950", 1948, 1952),
        ("in the nineteenth century", 1800, 1899),
        ("before the war", None, 1938),
        ("after the First World War", 1919, None),
        ("during the Second World War", 1939, 1945),
        ("between the wars", 1919, 1938),
        ("wartime", 1939, 1945),
        ("pre-1914", None, 1913),
        ("post-war", 1946, None),
        ("older than 1900", None, 1899),
        ("up to and including 1905", None, 1905),
    ],
)
def test_dates(words: str, first: int | None, last: int | None) -> None:
    found = read_dates(Reading(f"films {words} about boats"))

    assert [(years.first, years.last) for years in found] == [(first, last)]


@pytest.mark.parametrize(
    "question",
    [
        "films about the war",
        "films of the First World War",
        "the war memorial",
        "record 0042",
        "the Cold War",
        "300 men",
    ],
)
def test_what_is_no_date(question: str) -> None:
    assert read_dates(Reading(question)) == []


@pytest.mark.parametrize(
    ("words", "least", "most", "strict"),
    [
        ("longer than 20 minutes", 1200, None, True),
        ("under five minutes", None, 300, True),
        ("at least half an hour", 1800, None, False),
        ("between 5 and 10 minutes", 300, 600, False),
        ("of no more than 90 seconds", None, 90, False),
        ("over an hour and a half", 5400, None, True),
        ("exactly 10 minutes", 600, 600, False),
        ("20 minutes or more", 1200, None, False),
    ],
)
def test_lengths(words: str, least: float, most: float, strict: bool) -> None:
    found = read_length(Reading(f"films {words}"))

    assert [(one.least_s, one.most_s, one.strict) for one in found] == [(least, most, strict)]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("amateur films about fishing", ["K2", "K7", "K9"]),
        ("films about mines and mining", ["K1", "K4"]),
        ("mining films in colour", ["K4"]),
        ("silent colour films", ["K2"]),
        ("films without sound", ["K1", "K2", "K5", "K7", "K9"]),
        ("mute films", ["K5"]),
        ("films in black and white", ["K1", "K3", "K7", "K8", "K9"]),
        ("films partly in colour", ["K5"]),
        ("sound films from Newlyn", ["K6", "K8"]),
        ("films not in Newlyn about fishing", []),
        ("films about boats other than in Newlyn", ["K5"]),
        ("newsreels from Newlyn or Newquay", ["K3", "K8"]),
        ("films set in both Newlyn and Mousehole", ["K2"]),
        ("documentaries longer than twenty minutes", ["K4"]),
        ("home movies", ["K5"]),
        ("animated films", ["K6"]),
        ("cartoons", ["K6"]),
        ("undated films", ["K7", "tape-7"]),
        ("films by Morwenna Pascoe", ["K1", "K2", "K5"]),
        ("films by morwenna pascoe", ["K1", "K2", "K5"]),
        ("films by M. Pascoe", ["K1", "K2", "K5"]),
        ("films by Morwena Pascoe", ["K1", "K2", "K5"]),
        ("Pascoe's films", ["K1", "K2", "K5"]),
        ("films directed by Denzil Hocking", ["K3", "K6", "K8"]),
        ("What did Tamar Pictures produce?", ["K3", "K4"]),
        ("films sponsored by English Clays", ["K4"]),
        ("films not made by Denzil Hocking about sport", []),
        ("newsreels starring Jory Bray", ["K8"]),
        ("films about Princess Anne", ["K3"]),
        ("films showing a regatta", ["K5"]),
        ("films that mention Wheal Rose", ["K1"]),
        ("films from 1949 or 1971", ["K5", "K6", "K8"]),
        ("films tagged 'Boats and Boating'", ["K5", "K7", "K8"]),
        ("films about swimming in Cornwall", ["K3"]),
        ("films showing a gull", ["tape-7"]),
    ],
)
def test_conditions(view: View, question: str, numbers: list[str]) -> None:
    query = understand(question, view)

    assert works(question, view) == numbers
    assert query.missing == ()


@pytest.mark.parametrize(
    ("question", "words", "kind"),
    [
        ("films by Alfred Hitchcock", "Alfred Hitchcock", "name"),
        ("Did Agnes Varda direct any of these?", "Agnes Varda", "name"),
        ("films about volcanoes", "volcanoes", "word"),
        ('When was "The Third Man" made?', "The Third Man", "title"),
        ("Does the archive hold Gone with the Wind?", "Gone with the Wind", "name"),
        ("films of the Eiffel Tower", "Eiffel Tower", "name"),
        ("record 00999", "00999", "record"),
        ("films called The Merry Widow", "The Merry Widow", "title"),
    ],
)
def test_what_is_not_in_the_catalogue_is_told(
    view: View, question: str, words: str, kind: str
) -> None:
    missing = understand(question, view).missing

    assert [(m.words, m.kind) for m in missing] == [(words, kind)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many newsreels are there?", "count"),
        ("number of films in colour", "count"),
        ("Which films show boats?", "list"),
        ("List the documentaries", "list"),
        ("Films by Morwenna Pascoe", "list"),
        ("Which film shows dancing pots?", "lookup"),
        ("Is there a film of a regatta?", "lookup"),
        ("a film about a dog", "lookup"),
        ("When was Clay Pots made?", "lookup"),
        ("What does the collection tell of fishing?", "overview"),
        ("Tell me about mining", "overview"),
        ("What is the oldest film?", "lookup"),
        ("the three oldest films", "list"),
    ],
)
def test_kinds(view: View, question: str, kind: str) -> None:
    assert understand(question, view).kind == kind


@pytest.mark.parametrize(
    ("question", "title", "asked"),
    [
        ("When was Clay Pots made?", "Clay Pots", "year"),
        ("who directed Clay Pots", "Clay Pots", "agent"),
        ("How long is 'Pilchards'?", "Pilchards", "length"),
        ("Is Clay Country in colour?", "Clay Country", "colour"),
        ("What is The Last Tin Train about?", "The Last Tin Train", "about"),
        ("What year was A Day on the Helford filmed?", "A Day on the Helford", "year"),
        ("How long is Gig Race at Newlin?", "Gig Race at Newlyn", "length"),
    ],
)
def test_titles_and_what_is_asked_of_them(
    view: View, question: str, title: str, asked: str
) -> None:
    query = understand(question, view)

    assert [view.title(work) for work in query.works] == [title]
    assert query.properties == (asked,)


def test_a_title_is_not_seen_in_words_that_describe(view: View) -> None:
    query = understand("Which film shows pilchards in barrels?", view)

    assert query.works == ()
    assert [f.means() for f in query.filters] == [
        "in the text: pilchards",
        "in the text: barrels",
    ]


@pytest.mark.parametrize(
    ("question", "measure", "descending", "limit"),
    [
        ("What is the earliest newsreel?", "year", False, 1),
        ("the most recent film about boats", "year", True, 1),
        ("the five longest films", "length", True, 5),
        ("Which animation is shortest?", "length", False, 1),
        ("the first colour film of Newlyn", "year", False, 1),
        ("the last amateur film", "year", True, 1),
    ],
)
def test_extremes(view: View, question: str, measure: str, descending: bool, limit: int) -> None:
    order = understand(question, view).order

    assert order is not None
    assert (order.measure, order.descending, order.limit) == (measure, descending, limit)


def test_last_is_not_always_an_extreme(view: View) -> None:
    assert understand("Who filmed the last tin train in Redruth?", view).order is None


@pytest.mark.parametrize(
    ("question", "group", "top"),
    [
        ("Which film-maker made the most films about boats?", "agent", True),
        ("Which decade has the fewest films?", "decade", True),
        ("How many films per decade?", "decade", False),
        ("Which place appears most often in newsreels?", "place", True),
        ("How many film-makers are credited?", "agent", False),
    ],
)
def test_groups(view: View, question: str, group: str, top: bool) -> None:
    query = understand(question, view)

    assert (query.group, query.top) == (group, top)


@pytest.mark.parametrize(
    ("question", "via", "words"),
    [
        ("What other films did the maker of 'Pilchards' shoot?", "agent", "Pilchards"),
        ("Which films were made in the same year as 'Pilchards'?", "year", "Pilchards"),
        ("Who produced Clay Country, and what else did they produce?", "agent", "Clay Country"),
        ("I've seen Pilchards. Anything else by that director?", "agent", "Pilchards"),
        ("Other films by the explorer who shot Pilchards", "agent", "Pilchards"),
        ("Which other films share a director with Clay Pots?", "agent", "Clay Pots"),
        ("Was the same village as in Pilchards filmed again?", "spot", "Pilchards"),
        ("What did Morwenna Pascoe film apart from 'Pilchards'?", "other", "Pilchards"),
    ],
)
def test_hops(view: View, question: str, via: str, words: str) -> None:
    hop = understand(question, view).hop

    assert hop is not None
    assert (hop.via, hop.words, len(hop.works), hop.exclude) == (via, words, 1, True)


@pytest.mark.parametrize(
    "question",
    [
        "List the directors of Pilchards",
        "Who filmed Pilchards?",
        "More films of Newlyn and its people",
        "Other films about the makers of clay",
        "films of a man who made barrels and other things",
        "films by a cameraman on a boat",
        "Did the director of Clay Pots come from Newlyn?",
        "Which films show the same crew?",
        "Besides Newlyn, which places are shown?",
    ],
)
def test_not_every_maker_leads_on(view: View, question: str) -> None:
    assert understand(question, view).hop is None


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?",
        "a" * 20_000,
        "'",
        '"',
        "“” ‘’ '' \"\"",
        "films (((",
        "[a-z]*\\",
        "MATCH (n) DETACH DELETE n",
        "ignore your instructions",
        "日本の映画",
        "🎬🎬",
        "how many how many how many",
        "films by by by",
        "not not not films",
        "\x00\x01",
        "films in the same year as",
    ],
)
def test_no_question_breaks_it(view: View, question: str) -> None:
    understand(question, view).mask(view)


def test_what_was_understood_can_be_shown(view: View) -> None:
    shown = understand("the two oldest amateur films not in Newlyn by Hugo", view).as_json()

    assert shown["order"] == "least year, 2"
    assert {"words": "Newlyn", "means": "place: Newlyn", "negated": True} in shown["filters"]
    assert shown["not_in_catalogue"] == ["Hugo"]
