"""Running times, titles, dates, headings and times, in the forms that partners write."""

import pytest

from graph_ingest.readers.cells import values
from graph_ingest.readers.dates import edtf
from graph_ingest.readers.extents import seconds
from graph_ingest.readers.mapping import ListColumn, Mapping, shipped_mapping
from graph_ingest.readers.names import kind_of
from graph_ingest.readers.physical import Physical, read_physical
from graph_ingest.readers.subjects import headings
from graph_ingest.readers.timecodes import clip_bounds, clock, milliseconds
from graph_ingest.readers.titles import bracketed, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("['(10.25 mins) : ']", 625),
        ("(4.30 mins)", 270),
        ("(0.55 secs)", 55),
        ("(33 secs)", 33),
        ("['(17:45 mins) : ']", 1065),
        ("['(10min50sec) : ']", 650),
        ("['(5min7sec) : ']", 307),
        ("['(14.5 mins) : ']", 890),
        ("['(.45 mins) : ']", 45),
        ("['(99 mins, c) : ']", 5940),
        ("['(4.18 mins @ 24fps) : ']", 258),
        ("(28.00 minsc )", 1680),
        ("109.49 mins", 6589),
        ("3 mins", 180),
        ("01:02:03", 3723),
        ("00:01:23", 83),
        ("12", 720),
        ("[]", None),
        ("", None),
    ],
)
def test_running_times(text: str, expected: float | None) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["(12.24 ft)", "10.75 mins", "soon", "(0 mins)", "-3 mins"])
def test_what_is_no_running_time_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a running time"):
        seconds(text)


@pytest.mark.parametrize(
    ("text", "value", "supplied"),
    [
        ("PASSING OF THE TRAMCAR, the.", "The PASSING OF THE TRAMCAR", False),
        ("INTO THE MISTS.", "INTO THE MISTS", False),
        ("(GLASGOW TRAMS AND BOTANIC GARDENS).", "GLASGOW TRAMS AND BOTANIC GARDENS", True),
        ("[GASKIN REPORT, the].", "The GASKIN REPORT", True),
        ("[MINISTRY OF FOOD FLASHES]  .", "MINISTRY OF FOOD FLASHES", True),
        ("SERMON IN STONE, a .", "A SERMON IN STONE", False),
        (
            "[GROSVENOR TOPICAL NEWS]: (BOY SCOUTS PARADE).",
            "GROSVENOR TOPICAL NEWS: BOY SCOUTS PARADE",
            True,
        ),
        ("PATHE GAZETTE, PRINCE, the.", "PATHE GAZETTE, The PRINCE", False),
        ("WHAT NEXT...", "WHAT NEXT...", False),
        (".", ".", False),
    ],
)
def test_titles_in_a_librarys_form(text: str, value: str, supplied: bool) -> None:
    title = bracketed(text)
    assert (title.value, title.supplied) == (value, supplied)


def test_another_name_of_the_work_is_kept_apart() -> None:
    title = bracketed("SULISGEIR GANNET HUNT, the (aka MEN OF NESS).")
    assert (title.value, title.also_known) == ("The SULISGEIR GANNET HUNT", "MEN OF NESS")


def test_plain_titles_keep_all_but_enclosing_square_brackets() -> None:
    assert plain("[Dickson Experimental Sound Film]").value == "Dickson Experimental Sound Film"
    assert plain("[One] and [two]").value == "[One] and [two]"


def test_dates_are_edtf() -> None:
    assert edtf(" 1938 ") == "1938"
    assert edtf("193X") == "193X"
    assert edtf("1938/1942") == "1938/1942"
    assert edtf("") is None


@pytest.mark.parametrize(("text", "better"), [("19??", "19XX"), ("193?", "193X")])
def test_question_marks_for_digits_get_the_right_form(text: str, better: str) -> None:
    with pytest.raises(ValueError, match=f"for unknown digits write {better}"):
        edtf(text)


@pytest.fixture(scope="module")
def nls() -> Mapping:
    return shipped_mapping("nls")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("silent, black and white", Physical("Silent", "Black and white")),
        ("Mute, black and white", Physical("Mute", "Black and white")),
        ("sound and mute, colour", Physical("Mixed", "Colour")),
        ("sound, COL", Physical("Sound", "Colour")),
        ("mute, Col", Physical("Mute", "Colour")),
        ("silent, bwtinted", Physical("Silent", "Black and white and tinted")),
        (", colour", Physical(None, "Colour")),
        ("silent, ", Physical("Silent", None)),
    ],
)
def test_sound_and_colour(text: str, expected: Physical, nls: Mapping) -> None:
    assert read_physical(text, "sound_and_colour", nls.words) == expected


def test_an_unlisted_word_is_told_with_those_that_are_listed(nls: Mapping) -> None:
    with pytest.raises(ValueError, match=r"'loud' is no word for sound.*sound, silent, mute"):
        read_physical("loud, colour", "sound_and_colour", nls.words)


def test_headings_part_into_topics_places_and_genres(nls: Mapping) -> None:
    column = nls.columns["subjects"]
    assert isinstance(column, ListColumn)
    text = (
        "Aircraft see also Helicopters -- Transport  -- Peebles- shire -- Gorbals, the -- amateur"
    )
    assert [(h.kind, h.name, h.variants) for h in headings(text, column, nls)] == [
        ("topic", "Aircraft", ()),
        ("topic", "Transport", ()),
        ("place", "Peeblesshire", ("Peebles- shire",)),
        ("place", "The Gorbals", ("Gorbals, the",)),
        ("genre", "amateur", ()),
    ]


def test_cells_are_cut_at_any_of_several_separators() -> None:
    assert values("tv sport\ntv news , x", [",", "\n"]) == ["tv sport", "tv news", "x"]
    assert values(" one; two ", "") == ["one; two"]
    assert values(" ; ", ";") == []


@pytest.mark.parametrize(
    ("name", "personal", "kind"),
    [
        ("William Guild", True, "Person"),
        ("SAAC", True, "CorporateBody"),
        ("Dundee Cine Society", True, "CorporateBody"),
        ("Movietone News", False, "CorporateBody"),
        ("Scottish Television", False, "CorporateBody"),
        ("J. C. Elder", False, "Person"),
        ("Sprocketeers", False, "CorporateBody"),
        ("Dunk", True, "Person"),
        ("staff of Albert Secondary School", True, "PersonGroup"),
        ("Ferrari family", True, "Family"),
        ("Dr. IaIN DUNNACHIE", True, "Person"),
    ],
)
def test_people_and_bodies_are_told_apart(name: str, personal: bool, kind: str) -> None:
    assert kind_of(name, personal, [], []) == kind


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("00:10:25", 625_000),
        ("09:17", 557_000),
        ("0.72", 720),
        (1.28, 1280),
        ("1:02:03.5", 3_723_500),
    ],
)
def test_times_are_milliseconds(time: object, expected: int) -> None:
    assert milliseconds(time) == expected


@pytest.mark.parametrize("time", ["-00:00:05", -3, "soon", None, True, "", float("nan"), "1e999"])
def test_what_is_no_time_is_told(time: object) -> None:
    with pytest.raises(ValueError, match=r"negative|is not a time"):
        milliseconds(time)


def test_a_clips_name_tells_where_it_lies() -> None:
    assert clip_bounds("00.03.33-1887") == (213_000, 2_100_000)
    assert clock(213_000) == "00:03:33.000"
    for name in ("shots", "00.03-10", "00.00.00-0"):
        with pytest.raises(ValueError, match="clip"):
            clip_bounds(name)
