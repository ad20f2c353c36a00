"""Names in questions: what they may mean, and exactly where they stand."""

import pytest
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, picture

from rag_service.retrieval import Index
from rag_service.retrieval.names import words

MORE = (
    film("0010", "SEAWARDS THE GREAT SHIPS", director="Russell, Stanley", places=("Isle of Mull",)),
    film("0011", "MULL", subjects=("The",), places=("Mull", "Dùn Èideann")),
    film("0012", "Fishing", places=("Glasgow",)),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index")
    return Index.build(picture([*FILMS, *MORE]), folder, HashEmbedder())


def spans(index: Index, text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.entity) for n in index.link(text, EVERYTHING)]


def test_the_longest_name_wins(index: Index):
    assert spans(index, "ferries to the Isle of Mull") == [
        ("Isle of Mull", "place:nls/isle-of-mull")
    ]
    assert spans(index, "ferries to mull") == [("mull", "place:nls/mull")]


def test_case_accents_and_possessives_make_no_difference(index: Index):
    assert spans(index, "JENNY GILBERTSON’S films of dun eideann") == [
        ("JENNY GILBERTSON", "agent:nls/0002/jenny-gilbertson"),
        ("JENNY GILBERTSON", "agent:nls/0003/jenny-gilbertson"),
        ("dun eideann", "place:nls/dun-eideann"),
    ]


def test_a_name_entered_under_the_surname_is_found_as_it_is_said(index: Index):
    found = spans(index, "films by Stanley Russell")

    assert ("Stanley Russell", "agent:nls/0010/russell-stanley") in found


def test_a_title_is_a_name_but_a_single_word_needs_quotes(index: Index):
    assert ("seawards the great ships", "work:nls/0010") in spans(
        index, "who made seawards the great ships?"
    )
    assert spans(index, "films about fishing") == [("fishing", "concept:nls/fishing")]
    assert ("Fishing", "work:nls/0012") in spans(index, "who made “Fishing”?")


def test_words_that_say_nothing_are_no_names(index: Index):
    assert spans(index, "What is the film about?") == []


def test_what_is_rare_scores_higher(index: Index):
    scores = {n.name: n.score for n in index.link("Glasgow or Lerwick", EVERYTHING)}

    assert 0 < scores["Glasgow"] < scores["Lerwick"] <= 1


def test_names_keep_their_places_in_any_text():
    found = words("Œuvre d’Ayr’s ﬁlm—naïve")

    assert [w.form for w in found] == ["œuvre", "d'ayr", "film", "naive"]
    assert [("Œuvre d’Ayr’s ﬁlm—naïve"[w.start : w.end]) for w in found] == [
        "Œuvre", "d’Ayr", "ﬁlm", "naïve",
    ]  # fmt: skip


def test_a_very_long_text_is_linked_in_part(index: Index):
    assert spans(index, "Lerwick " + "x " * 50_000)[0][1] == "place:nls/lerwick"
