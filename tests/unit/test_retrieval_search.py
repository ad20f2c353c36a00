"""Search: what is found, by whom, and what hostile questions do (nothing)."""

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_archive import EVERYTHING, FILMS, HashEmbedder, film, picture, shots

from graph_schema.scope import Scope, Visibility
from rag_service.retrieval import Index, Ranked

PUBLIC = Scope.public()
NOBODY = Scope(frozenset(), frozenset(Visibility))
SECRET = film(
    "0099",
    "TRAM STRIKE",
    "Strikers block a tram in Glasgow; the ringleader Hugh Maclehose speaks.",
    director="Hugh Maclehose",
    places=("Glasgow", "Partick"),
    collection="union",
    visibility=Visibility.PRIVATE,
)
CAPTIONS = shots("0002", ["women with knives and barrels", "drifters at sea"], spoken="Bressay")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index")
    return Index.build(picture([*FILMS, CAPTIONS, SECRET]), folder, HashEmbedder())


@pytest.fixture(scope="module")
def without_secret(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index")
    return Index.build(picture([*FILMS, CAPTIONS]), folder, HashEmbedder())


def owners(found: Ranked) -> list[str]:
    return [evidence.record_id or "" for evidence in found.evidence]


def test_words_find_their_record_and_say_why(index: Index):
    found = index.search("women gutting herring on the quay", EVERYTHING)
    best = found.evidence[0]

    assert best.id == best.owner == "work:nls/0002"
    assert (best.kind, best.partner, best.record_id, best.field) == (
        "record", "nls", "0002", "summary",
    )  # fmt: skip
    assert best.text == "Women gut herring on the quay; drifters leave the harbour."
    assert best.score == 1.0
    assert set(best.parts) == {"dense", "lexical", "fused", "walk"}
    assert best.parts["lexical"] > 0
    scores = [evidence.score for evidence in found.evidence]
    assert scores == sorted(scores, reverse=True)
    assert {"embed", "words", "vectors", "walk", "link", "show"} == set(found.timings)


def test_a_named_person_leads_to_all_her_films(index: Index):
    found = index.search("Jenny Gilbertson", EVERYTHING, 2)

    assert sorted(owners(found)) == ["0002", "0003"]


def test_a_caption_is_found_with_its_place_on_the_film(index: Index):
    best = index.search("knives and barrels", EVERYTHING).evidence[0]

    assert (best.kind, best.text) == ("caption", "women with knives and barrels")
    assert (best.media, best.start_ms, best.end_ms) == ("0002.mp4", 0, 1000)
    assert best.owner == "work:nls/0002"


def test_a_spoken_place_leads_to_the_shot(index: Index):
    found = index.search("what was filmed in Bressay", EVERYTHING)

    assert [link.name for link in found.links] == ["Bressay"]
    assert found.evidence[0].text == "women with knives and barrels"


def test_hidden_records_are_not_found_nor_their_names(index: Index):
    hidden, shown = (index.search("Hugh Maclehose tram", s) for s in (PUBLIC, EVERYTHING))

    assert "0099" in owners(shown)
    assert "0099" not in owners(hidden)
    assert [link.name for link in shown.links] == ["Hugh Maclehose"]
    assert hidden.links == []
    assert index.link("Partick", PUBLIC) == []
    assert index.fields("work:nls/0099", PUBLIC) == {}
    assert index.fields("nls/0099", EVERYTHING)["title"] == "TRAM STRIKE."


@pytest.mark.parametrize("question", ["tram in Glasgow", "Glasgow", "ships", "Transport"])
def test_what_is_hidden_has_no_part_in_the_walk(index: Index, without_secret: Index, question: str):
    with_it, without = (i.search(question, PUBLIC) for i in (index, without_secret))

    assert with_it.links == without.links
    assert {e.id for e in with_it.evidence} == {e.id for e in without.evidence}
    # Only the rarity of words is that of the whole index.
    by_id = {e.id: e for e in without.evidence}
    for evidence in with_it.evidence:
        assert evidence.parts["dense"] == pytest.approx(by_id[evidence.id].parts["dense"])


def test_who_may_see_nothing_finds_nothing(index: Index):
    found = index.search("tram", NOBODY)

    assert (found.evidence, found.links) == ([], [])


def test_a_search_within_some_works_stays_there(index: Index):
    within = {"work:nls/0003", "work:nls/0005"}
    found = index.search("trams in Glasgow", EVERYTHING, within=within)

    assert {e.owner for e in found.evidence} <= within
    assert owners(found)[0] == "0005"
    assert index.search("trams", EVERYTHING, within=set()).evidence == []


def test_the_number_of_passages_is_kept(index: Index):
    assert len(index.search("tram", EVERYTHING, 1).evidence) == 1
    assert index.search("tram", EVERYTHING, 0).evidence == []


def test_a_record_under_two_tokens_is_found_once(tmp_path: Path):
    other = film("0001", "The LAST TRAM", "Trams again.", visibility=Visibility.PARTNER)
    source = other.source.model_copy(update={"id": "lab/0001"})
    both = [*FILMS, other.model_copy(update={"source": source})]
    index = Index.build(picture(both), tmp_path, HashEmbedder())

    found = index.search("last tram farewell", EVERYTHING)

    assert owners(found).count("0001") == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=200))
@example('title:* AND (owner:work) OR -access:"x" ^5 ~2 [a TO z] {')
@example("\x00\ud800 tram \uffff")
@example("tram " * 5_000)
@example("'" * 300)
@example("")
def test_any_question_is_answered_without_error(index: Index, question: str):
    found = index.search(question, PUBLIC, 5)

    assert len(found.evidence) <= 5
    assert all(e.record_id != "0099" for e in found.evidence)


def test_a_query_language_is_read_as_words(index: Index):
    found = index.search("access:union#private OR owner:work:nls/0099", PUBLIC)

    assert "0099" not in owners(found)


def test_threads_find_what_one_finds(index: Index):
    questions = ["tram", "herring", "peat", "Jenny Gilbertson", "liner on the Clyde"] * 4
    alone = [owners(index.search(q, EVERYTHING)) for q in questions]
    together: list[list[str]] = [[] for _ in questions]

    def ask(n: int) -> None:
        together[n] = owners(index.search(questions[n], EVERYTHING))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_an_empty_graph_can_be_searched(tmp_path: Path):
    index = Index.build(picture([]), tmp_path, HashEmbedder())

    assert index.search("tram", EVERYTHING).evidence == []
    assert index.link("Glasgow", EVERYTHING) == []
