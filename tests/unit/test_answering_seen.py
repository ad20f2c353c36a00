"""An answer tells the pictures nearest to the question, beside what texts say or don't say."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answer, Answerer, Facts
from rag_service.retrieval import Index
from tests.unit.coloured_pictures import Eye, paint, seen
from tests.unit.small_archive import EVERYTHING, FILMS, HashEmbedder, film, picture, shots

PUBLIC = Scope.public()
QUESTION = "Which film shows a golden thing before azure?"
TOLD = "Seen in the picture, nearest first: HERRING FLEET 00:00:01–00:00:02"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Facts, Index]]:
    folder = tmp_path_factory.mktemp("seen")
    private: dict[str, Any] = {"visibility": Visibility.PRIVATE}
    yellow = paint(folder / "yellow.png", "blue", "yellow", "disc")
    red = paint(folder / "red.png", "red", "green", "level")
    snapshot = picture(
        [
            *FILMS,
            shots("0002", ["A quay", "A boat"]),
            shots("0003", ["A field", "A wall"]),
            seen("0002", {"segment:nls/0002/clip/0": red, "segment:nls/0002/clip/1": yellow}),
            seen("0003", {"segment:nls/0003/clip/0": red, "segment:nls/0003/clip/1": red}),
            film("0009", "SECRET REEL", **private),
            shots("0009", ["Kept back"], **private),
            seen("0009", {"segment:nls/0009/clip/0": yellow}, **private),
        ]
    )
    index = Index.build(snapshot, folder / "index", HashEmbedder(), tower=Eye())
    yield Facts.from_snapshot(snapshot), index
    index.close()


def ask(parts: tuple[Facts, Index], question: str, scope: Scope = PUBLIC) -> Answer:
    facts, index = parts
    return Answerer(facts, index, seer=index).ask(question, scope)


def test_the_picture_is_told_with_its_seconds_and_its_likeness(parts: tuple[Facts, Index]) -> None:
    answer = ask(parts, QUESTION)
    assert TOLD in answer.answer
    cited = [c for c in answer.as_json()["citations"] if c["field"] == "picture"]
    first = cited[0]
    assert (first["media"], first["start_ms"], first["end_ms"]) == ("0002.mp4", 1000, 2000)
    assert first["text"].startswith("seen in the picture, likeness 0.9")
    assert json.loads(json.dumps(answer.as_json()))["citations"]


def test_a_picture_makes_no_answer(parts: tuple[Facts, Index]) -> None:
    """What the texts don't have is still said to be missing."""
    facts, index = parts
    blind = Answerer(facts, index).ask(QUESTION, PUBLIC)
    told = ask(parts, QUESTION)
    assert told.abstained == blind.abstained
    assert told.answer.startswith(blind.answer)


def test_a_hidden_picture_is_told_to_those_who_may_see_it(parts: tuple[Facts, Index]) -> None:
    assert "SECRET" not in json.dumps(ask(parts, QUESTION).as_json())
    assert "SECRET REEL" in ask(parts, QUESTION, EVERYTHING).answer


@pytest.mark.parametrize(
    "question",
    [
        "How many films show a golden thing before azure?",
        "Women gut herring on the quay",
        "Who directed HERRING FLEET?",
        "The earliest film about trams",
    ],
)
def test_other_questions_are_answered_as_before(parts: tuple[Facts, Index], question: str) -> None:
    assert "Seen in the picture" not in ask(parts, question).answer
