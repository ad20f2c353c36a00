"""The words of passages as numbers tell the same as the texts."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.passages import Passage
from rag_service.retrieval.lexical import analyser
from rag_service.retrieval.rows import PassageRows, save_passages
from rag_service.retrieval.said import Said

WORDS = st.sampled_from(
    ["herring", "Herrings", "boats", "the", "Èirinn", "Eirinn", "1938", "–", ""]
)
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=6)


@given(TEXTS, st.lists(WORDS, max_size=5).map(" ".join))
def test_numbers_tell_what_the_words_tell(texts: list[str], question: str):
    words = list(dict.fromkeys(analyser().analyze(question)))

    told = [[float(word in analyser().analyze(text)) for word in words] for text in texts]

    assert Said.of(texts).has(words).tolist() == told


def test_rows_keep_the_words_of_title_and_body(tmp_path: Path):
    passages = [
        Passage(f"text:{n}", "work:1", "record", "a", body, title, (), body, (), ())
        for n, (title, body) in enumerate([("Herring", "Boats."), ("", ""), ("Leith", "Herrings")])
    ]
    save_passages(tmp_path, passages, ("a",), "model")

    held = PassageRows(tmp_path).said(np.array([2, 1, 0]))

    assert held.has(["boat", "herring", "leith"]).tolist() == [[0, 1, 1], [0, 0, 0], [1, 1, 0]]
    assert PassageRows(tmp_path).said(np.array([], np.int64)).has(["boat"]).shape == (0, 1)
