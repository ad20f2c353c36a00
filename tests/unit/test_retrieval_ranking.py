"""The order of passages: second round and what each adds to those before it."""

from pathlib import Path

import numpy as np

from graph_schema.passages import Passage
from graph_schema.scope import Scope
from rag_service.retrieval.graph import PassageGraph, save_graph
from rag_service.retrieval.hops import Asked, Held
from rag_service.retrieval.ranking import Candidates, rank
from rag_service.retrieval.said import Said
from rag_service.retrieval.view import View, make_view

NOTHING = np.empty(0, np.int64)


def made(folder: Path, texts: dict[str, str]) -> View:
    passages = [
        Passage(f"work:{n}", f"work:{n}", "record", "a#public", body, title, (), body, (), ())
        for n, (title, body) in enumerate(texts.items())
    ]
    save_graph(folder, passages)
    graph = PassageGraph.load(folder)
    return make_view(Scope.everything(), ("a#public",), np.zeros(len(texts), np.int32), graph)


def order(seen: View, texts: dict[str, str], words: dict[str, float], heights: list[float]):
    rows = np.arange(len(texts))
    said = [f"{title} {body}" for title, body in texts.items()]
    held = Held(rows, np.zeros((len(rows), 2), np.float32), Said.of(said).has(list(words)))
    asked = Asked(np.zeros(2, np.float32), words, NOTHING, NOTHING)
    candidates = Candidates.of(rows, np.zeros(len(rows)), np.array(heights), 0.0)
    return rank(asked, held, candidates, (rows[:1], np.ones(len(rows[:1]))), seen)


def test_the_other_half_of_a_question_comes_before_more_of_the_first(tmp_path: Path):
    texts = {
        "One": "Snowfall of winters here.",
        "Two": "Snowfall of winters there.",
        "Three": "A band of four.",
        "Four": "Nothing at all.",
    }
    found = order(made(tmp_path, texts), texts, {"snowfal": 1.0, "band": 1.0}, [9, 8, 7, 6.9])

    assert found.rows.tolist() == [0, 2, 1, 3]
    assert found.scores.tolist() == sorted(found.scores.tolist(), reverse=True)


def test_what_the_second_passage_leads_to_comes_before_what_nothing_leads_to(tmp_path: Path):
    texts = {
        "Brother": "A song by the band Pearl Jam.",
        "Pearl Jam": "Formed in Seattle by friends.",
        "Boston": "A harbour.",
        "Seattle": "A harbour.",
        "Dull": "Nothing at all.",
    }
    found = order(made(tmp_path, texts), texts, {"song": 1.0}, [9, 4, 2, 2, 1])

    assert found.rows.tolist() == [0, 1, 3, 2, 4]


def test_nothing_found_has_no_order(tmp_path: Path):
    found = order(made(tmp_path, {"One": "A text."}), {}, {"song": 1.0}, [])

    assert len(found.rows) == len(found.scores) == 0
