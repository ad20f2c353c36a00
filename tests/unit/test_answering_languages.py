"""Questions in Welsh, Scottish Gaelic and Irish are understood as their English is."""

import pytest
from answering_archive import EVERYTHING, WordRetriever, archive

from rag_service.answering import Answerer, Facts, Turn
from rag_service.answering.languages import detect, in_english


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    facts = Facts.from_snapshot(archive())
    return Answerer(facts, WordRetriever(facts))


FISHING = "How many films about fishing before the war?"
CASES = [
    ("cy", "Faint o ffilmiau mud sydd?", "How many silent films are there?"),
    ("gd", "Cia mheud film sàmhach a th' ann?", "How many silent films are there?"),
    ("ga", "Cé mhéad scannán balbh atá ann?", "How many silent films are there?"),
    ("cy", "Faint o ffilmiau sydd am bysgota cyn y rhyfel?", FISHING),
    ("gd", "Cia mheud film mu iasgach ron chogadh?", FISHING),
    ("ga", "Cé mhéad scannán faoi iascaireacht roimh an gcogadh?", FISHING),
    ("cy", "Pwy wnaeth Pilchards?", "Who made Pilchards?"),
    ("gd", "Cò rinn Pilchards?", "Who made Pilchards?"),
    ("ga", "Cé a rinne Pilchards?", "Who made Pilchards?"),
    ("cy", "Pryd y gwnaed Pilchards?", "When was Pilchards made?"),
    ("gd", "Cuin a rinneadh Pilchards?", "When was Pilchards made?"),
    ("ga", "Cathain a rinneadh Pilchards?", "When was Pilchards made?"),
    ("cy", "Beth yw'r ffilm gynharaf?", "What is the earliest film?"),
    ("gd", "Dè am film as sine?", "What is the earliest film?"),
    ("ga", "Cén scannán is sine?", "What is the earliest film?"),
    ("cy", "Ffilmiau gan Morwenna Pascoe", "Films by Morwenna Pascoe"),
    ("gd", "Filmichean le Morwenna Pascoe", "Films by Morwenna Pascoe"),
    ("ga", "Scannáin le Morwenna Pascoe", "Films by Morwenna Pascoe"),
    ("cy", "Pa ffilmiau mewn lliw sydd o'r 1930au?", "Which films in colour are from the 1930s?"),
    ("gd", "Dè na filmichean dathte anns na 1930an?", "Which films in colour are from the 1930s?"),
    ("ga", "Cad iad na scannáin daite sna 1930idí?", "Which films in colour are from the 1930s?"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "question", "english"), CASES)
def test_it_is_understood_as_its_english_is(
    answerer: Answerer, code: str, question: str, english: str
) -> None:
    told, plain = answerer.ask(question, EVERYTHING), answerer.ask(english, EVERYTHING)
    assert told.understood["language"] == code
    assert (told.kind, told.count) == (plain.kind, plain.count)
    assert told.results == plain.results
    assert told.question == question


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Faint o ffilmiau mud sydd?", "Nifer y ffilmiau sy'n cyfateb: 4 (sound: silent)."),
        ("Cia mheud film sàmhach a th' ann?", "An àireamh de fhilmichean a fhreagras: 4"),
        ("Cé mhéad scannán balbh atá ann?", "Líon na scannán a oireann: 4"),
        ("Ffilmiau gan Alfred Hitchcock", "Nid oes dim yn y catalog yn enwi “Alfred Hitchcock”"),
        ("Filmichean le Alfred Hitchcock", "Chan eil dad sa chatalog ag ainmeachadh “Alfred"),
        ("Scannáin le Alfred Hitchcock", "Níl aon rud sa chatalóg a luann “Alfred Hitchcock”"),
        ("Beth yw'r ffilm hiraf?", "Yr hiraf"),
        ("Dè am film as fhaide?", "As fhaide"),
        ("Cén scannán is faide?", "Is faide"),
    ],
)
def test_it_is_answered_in_its_language(answerer: Answerer, question: str, start: str) -> None:
    assert answerer.ask(question, EVERYTHING).answer.startswith(start)


def test_quotations_stay_as_they_are(answerer: Answerer) -> None:
    answer = answerer.ask("Faint o ffilmiau sydd am bysgota?", EVERYTHING)
    assert "Women pack fish in barrels." in [c.text for c in answer.citations]


def test_a_conversation_in_welsh(answerer: Answerer) -> None:
    turns = [Turn("Faint o ffilmiau mud sydd?")]
    answer = answerer.ask("a chyn y rhyfel?", EVERYTHING, conversation=turns)
    assert answer.count == 3
    assert answer.understood["follows"] == turns[0].question


@pytest.mark.parametrize(
    "question",
    [
        "How many films are there?",
        "films of An Comunn Gàidhealach",
        "Who made Tha Mi Sgìth?",
        "films about Cymru",
        "Films le Corbusier",
        "",
        "1930s",
        "What is Cathain about?",
    ],
)
def test_english_with_foreign_names_is_english(question: str) -> None:
    assert detect(question).code == "en"


def test_names_stay_as_they_are() -> None:
    question = "Pwy wnaeth The Cyn and Mud Film?"
    assert in_english(question, detect(question)) == "who made The Cyn and Mud Film?"
