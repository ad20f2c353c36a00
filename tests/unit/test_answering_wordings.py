"""One question in many wordings: Scots, talk around it, synonyms, negations, facts in other words.

The films are those of `answering_archive`, and of more of the same archive where a heading or a
maker is needed that these lack.
"""

import pytest
from answering_archive import EVERYTHING, Film, WordRetriever, archive

from rag_service.answering import Answerer, Facts, understand
from rag_service.answering.dates import read_dates
from rag_service.answering.reading import Reading
from rag_service.answering.scots import in_english
from rag_service.answering.view import View

MORE = (
    Film(
        "L1",
        "Harvest at Trewen",
        "1935",
        (("Filmmaker", "Captain Hosking", "filmed by "),),
        ("amateur", "children's", "science fiction"),
        ("Agriculture", "Royalty"),
        ("Argyllshire",),
        ("Sound", "Sepia"),
    ),
    Film(
        "L2",
        "Ploughing Match",
        "1935",
        (("Filmmaker", "Captain Hosking", "filmed by "),),
        ("horror", "cine mag", "women film makers"),
        ("Agriculture",),
        ("Wigtownshire",),
        ("Sound", "Colour"),
    ),
    Film(
        "L3",
        "Scots Wha Hae",
        "1938",
        (
            ("Producer", "Kelp Television", "p. "),
            ("Filmmaker", "Captain Hosking", "filmed by "),
        ),
        ("television news", "parody"),
        ("Ferries",),
        ("Orkney Islands",),
        bodies=("Kelp Television",),
    ),
    Film("L5", "Newquay", "1965"),
    Film("L4", "Trewen, Town of Gulls", "1951", summary="A puffer, a playing child and an arena."),
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(archive(*(film.contribution() for film in MORE)))


@pytest.fixture(scope="module")
def view(facts: Facts) -> View:
    return facts.within(EVERYTHING)


@pytest.fixture(scope="module")
def answerer(facts: Facts) -> Answerer:
    return Answerer(facts, WordRetriever(facts))


@pytest.mark.parametrize(
    ("scots", "english"),
    [
        ("Hoo mony films hae ye frae 1950?", "How many films have you from 1950?"),
        ("whit's the auldest fillum o Newlyn?", "what's the oldest film of Newlyn?"),
        ("wee films aboot the toon", "short films about the town"),
        ("bairns playin at the coast wi the polis", "child playing at the coast with the police"),
        ("films o Glesga", "films of Glasgow"),
        # What is English stays, and so do names and titles.
        ("a film in an arena", "a film in an arena"),
        ("songs of Tam o' Shanter", "songs of Tam o' Shanter"),
        ("scots wha hae", "scots wha hae"),
        ("what did Ken Lang shoot?", "what did Ken Lang shoot?"),
    ],
)  # fmt: skip
def test_scots_is_put_into_english(view: View, scots: str, english: str) -> None:
    assert in_english(scots, view) == english.replace("child playing", "children playing")


def test_a_question_in_scots_is_answered_as_its_english_is(answerer: Answerer) -> None:
    scots = answerer.ask("hoo mony films hae ye frae Newlyn?", EVERYTHING)
    english = answerer.ask("how many films have you from Newlyn?", EVERYTHING)

    assert (scots.count, scots.results) == (english.count, english.results)
    assert scots.count == 5


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        # Everyday words for subjects, genres and regions.
        ("films about farming", ["L1", "L2"]),
        ("films about the royal family", ["L1"]),
        ("kids' films", ["L1"]),
        ("movies for kids", ["L1"]),
        ("sci-fi", ["L1"]),
        ("scary films", ["L2"]),
        ("cine magazines", ["L2"]),
        ("spoofs", ["L3"]),
        ("films of Argyll", ["L1"]),
        ("films from Galloway", ["L2"]),
        ("films of the Northern Isles", ["L3"]),
        ("films directed by women in Wigtownshire", ["L2"]),
        ("films by professionals about farming", ["L2"]),
        ("Kelp TV films", ["L3"]),
        ("films with Denzil Hocking as director", ["K3", "K6", "K8"]),
        # Sound and colour.
        ("films with no colour from 1935", ["L1"]),
        ("films with neither sound nor colour from 1931", ["K1"]),
        ("colour but not sound films of Newlyn", ["K2"]),
        ("films without sound, going by the word mute", ["K5"]),
        # Dates.
        ("films with a date in the 1970s", ["K6"]),
        ("mid-century films of Newlyn", ["K8"]),
        ("films of the thirties on farming", ["L1", "L2"]),
        ("colour animations", ["K6"]),
        ("films of Redruth, Mousehole or Newquay", ["K1", "K2", "K3"]),
        ("WW2 newsreels", []),
        # Talk.
        ("I'm writing an article about clay: films of pots?", ["K6"]),
        ("Is it right that there are dozens of films about farming?", ["L1", "L2"]),
        ("In which films does Newquay figure as a place?", ["K3"]),
        ("Films in which a puffer, the little cargo steamer, is mentioned", ["L4"]),
        ("films about farming, that is, nothing tagged amateur", ["L2"]),
    ],
)
def test_conditions_in_other_words(view: View, question: str, numbers: list[str]) -> None:
    mask = understand(question, view).mask(view)

    assert sorted(str(view.record_id(w)) for w in range(view.size) if mask[w]) == numbers


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("since the millennium", 2000, None),
        ("of this century", 2000, None),
        ("from the last century", 1900, 1999),
        ("from the swinging sixties", 1960, 1969),
        ("made the year the Second World War broke out", 1939, 1939),
        ("from around the time of the First World War", 1914, 1918),
        ("of the mid-twentieth century", 1940, 1969),
    ],
)
def test_times_in_other_words(words: str, first: int | None, last: int | None) -> None:
    found = read_dates(Reading(f"films {words} of boats"))

    assert [(years.first, years.last) for years in found] == [(first, last)]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Are there more than a hundred films about farming? Give the exact number", 2),
        ("how much films are there about farming", 2),
        ("films about farming: count", 2),
        ("What's the total of films about farming?", 2),
        ("how many films have no date?", 1),
    ],
)
def test_counts_in_other_words(answerer: Answerer, question: str, count: int) -> None:
    assert answerer.ask(question, EVERYTHING).count == count


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("newsreels, oldest first, just the first one", ["K8"]),
        ("newsreels, newest first, only the first", ["K3"]),
        ("Which is older, Trewen, Town of Gulls or Clay Pots?", ["L4", "K6"]),
        ("Director of Clay Pots", ["K6"]),
        ("Which newsreel was made most recently?", ["K3"]),
        ("Which newsreel was made last?", ["K3"]),
        ("Which newsreel was the last to be made?", ["K3"]),
        ("Which newsreel has the longest running time?", ["K8"]),
        ("Which newsreel runs for the shortest time?", ["K3"]),
        # A place that is a title too.
        ("When was Newquay first filmed?", ["K3"]),
    ],
)
def test_order_and_titles(answerer: Answerer, question: str, numbers: list[str]) -> None:
    answer = answerer.ask(question, EVERYTHING)

    assert [result.record_id for result in answer.results] == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Clay Pots was directed by whom? Show his other films", ["K3", "K8"]),
        ("Clay Pots was directed by someone who made more in the fifties. What?", ["K3"]),
        # Two of one name, of whom nobody knows whether they are one.
        ("Harvest at Trewen: what else did its maker film?", ["L2", "L3"]),
        ("Harvest at Trewen: what else did its maker film that year?", ["L2"]),
        ("What else did the maker of Harvest at Trewen film in the same year?", ["L2"]),
    ],
)
def test_hops(answerer: Answerer, question: str, numbers: list[str]) -> None:
    answer = answerer.ask(question, EVERYTHING)

    assert sorted(str(result.record_id) for result in answer.results) == numbers


@pytest.mark.parametrize(
    "question",
    [
        "Denzil Hocking's amateur films",
        "Newsreels of the 1990s",
        "Which of Denzil Hocking's films is about farming?",
        "animation about pilchards",
        "films about walruses of Newlyn's harbours",
    ],
)
def test_facts_that_no_film_has_together_are_an_answer(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question, EVERYTHING).abstained


def test_a_rare_name_stands_without_the_words_beside_it(answerer: Answerer) -> None:
    answer = answerer.ask("Is there anything of Wheal Rose in a harbour?", EVERYTHING)

    assert [result.record_id for result in answer.results] == ["K1"]


@pytest.mark.parametrize(
    "question",
    ["a man who waves to miners in the yard", "The man in a boat who steers the winner"],
)
def test_who_that_describes_asks_for_nobody(view: View, question: str) -> None:
    assert understand(question, view).properties == ()
