"""A foreign corpus through the product's own retriever."""

from pathlib import Path

import pytest
from small_archive import HashEmbedder

from bench.foreign import KeptEmbedder, corpus, mean_recall, read_lines, recall
from bench.multihop import rank, report
from graph_schema.passages import passages
from rag_service.retrieval import Index

ROWS = [
    {"id": "p0", "title": "Brother", "text": "A song by the band Pearl Jam."},
    {"id": "p1", "title": "Pearl Jam", "text": "A band formed in Seattle."},
    {"id": "p2", "title": "", "text": "Time: 20260408_08:38 Alice: your bread is here."},
    {"id": 3, "text": "Time: 20260409_08:38 Adam: the tap is broken."},
]
TRIPLES = [
    {"pid": "p1", "entities": ["Seattle"], "triples": [["Pearl Jam", "from", "Seattle"], []]}
]


def test_every_passage_is_found_under_its_own_number(tmp_path: Path):
    found = corpus(ROWS)
    index = Index.build(found.snapshot(), tmp_path, HashEmbedder())

    ranked = list(rank(index, found, [{"id": "q", "question": "who says the tap is broken"}]))

    assert sorted(found.passages.values()) == ["3", "p0", "p1", "p2"]
    assert ranked[0]["id"] == "q"
    assert ranked[0]["ranked"][0] == "3"
    assert sorted(ranked[0]["ranked"]) == ["3", "p0", "p1", "p2"]


def test_triples_become_claims_on_the_text():
    snapshot = corpus(ROWS, TRIPLES).snapshot()

    held = {p.record_id: p for p in passages(snapshot)}

    assert held["p1"].entities == ("concept:corpus/pearl-jam", "concept:corpus/seattle")
    assert held["p1"].trust == (0.7, 0.7)
    assert held["p1"].text == "Pearl Jam.\nA band formed in Seattle."


def test_vectors_are_kept_for_a_second_run(tmp_path: Path):
    first, second = HashEmbedder(), HashEmbedder()
    made = KeptEmbedder(first, tmp_path).passages(["tram", "boat", "tram"])

    again = KeptEmbedder(second, tmp_path).passages(["boat", "tram"])

    assert first.embedded == ["tram", "boat"]
    assert second.embedded == []
    assert again[1].tolist() == made[0].tolist() == made[2].tolist()


def test_recall_is_the_share_of_right_passages_among_the_first():
    queries = [{"id": 1, "gold": ["a", "b"]}, {"id": 2, "gold": []}]

    assert recall(["a", "c", "b"], ["a", "b"], 2) == 0.5
    assert mean_recall({"1": ["a", "b"], "2": ["x"]}, queries, 2) == 1.0
    assert mean_recall({"2": ["x"]}, queries[1:], 2) is None
    rows = [{"id": 1, "ranked": ["a", "c"], "ms": 2.0}]
    assert report(rows, queries[:1]).startswith("recall@2 50.0")


def test_lines_are_read_without_the_empty_ones(tmp_path: Path):
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1}\n\n{"id": 2}\n', encoding="utf-8")

    assert read_lines(path) == [{"id": 1}, {"id": 2}]
    with pytest.raises(FileNotFoundError):
        read_lines(tmp_path / "none")
