"""The bench of other retrievers: what each is given, and how rankings are made of what it says."""

from pathlib import Path

import numpy as np
import pytest
from small_archive import HashEmbedder

from bench.embedders import MINILM, MiniLMEmbedder, chosen, mean, unit
from bench.foreign import corpus
from bench.multihop_peers import SYSTEMS, ask, line, missing
from bench.peers.graphrag import batches, names_of, spread, without_operators
from bench.peers.hippo import Encoder, extracted, kept_facts
from bench.peers.own import Own
from bench.peers.plain import Dense, Fused, Words
from bench.peers.task import Metered, Task, fused, passage_text
from graph_schema.passages import passages

ROWS = [
    {"id": "p0", "title": " Brother ", "text": "A song by the band Pearl Jam. "},
    {"id": "p1", "title": "Pearl Jam", "text": "A band formed in Seattle."},
    {"id": "p2", "title": "", "text": "The tap is broken, says Adam Smith."},
    {"id": 3, "text": "Time: 20260409_08:38 Adam Smith: bread is here."},
    {"id": "p4", "title": "Silence", "text": ""},
]
TRIPLES = [
    {"pid": "p0", "entities": ["Pearl Jam"], "triples": [["Brother", "by", "pearl jam"], ["a"]]},
    {"pid": "p1", "triples": [["Pearl Jam", "formed in", "Seattle"]]},
]


def task(folder: Path) -> Task:
    return Task(ROWS, TRIPLES, HashEmbedder(), folder)


def test_every_system_is_given_the_text_that_the_product_embeds():
    found = corpus(ROWS)

    texts = {
        found.passages[p.id]: p.text for p in passages(found.snapshot()) if p.id in found.passages
    }

    assert texts == {str(row["id"]): passage_text(row) for row in ROWS}


@pytest.mark.parametrize("system", [Words, Dense, Fused, lambda t: Own(t, with_triples=True)])
def test_a_system_finds_the_passage_with_the_words_of_a_question(system, tmp_path: Path):
    index = system(task(tmp_path))

    ranked = index.search("The tap is broken", 3)
    index.close()

    assert ranked[0] == "p2"
    assert len(ranked) <= 3
    assert index.server() is None


def test_fusion_puts_first_what_both_rankings_have():
    assert fused([["a", "b", "c"], ["b", "d"]]) == ["b", "a", "d", "c"]
    assert fused([["a", "b"], ["b", "a"]]) == ["a", "b"]
    assert fused([]) == []


def test_a_neighbour_scores_by_its_hit_and_the_rarity_of_what_they_share():
    hits = [
        ("a", {"score": 1.0, "near": [["c", 0.5], ["d", 3.0]]}),
        ("b", {"score": 0.6, "near": [["c", 0.5]]}),
    ]

    assert spread(hits) == ["a", "b", "d", "c"]


def test_passages_are_joined_by_names_of_triples_or_by_those_that_texts_show():
    told, shown = names_of(ROWS, TRIPLES), names_of(ROWS, [])

    assert told["p0"] == ["brother", "pearl jam"]
    assert told["p1"] == ["pearl jam", "seattle"]
    assert told["3"] == []
    assert "pearl jam" in shown["p0"]
    assert "pearl jam" in shown["p1"]
    assert set(shown["p2"]) & set(shown["3"])


def test_a_question_holds_no_operators_of_lucene():
    said = without_operators('Is "AC/DC" (band) older than ABBA AND R.E.M.? a:b* ~2')

    assert not set(said) & set('"/()?:*~')
    assert "AND" not in said.split()
    assert {"AC", "DC", "band", "ABBA", "R.E.M."} <= set(said.split())
    assert without_operators("?!") == "?"


def test_rows_are_sent_in_batches():
    sizes = [len(batch) for batch in batches({"id": n} for n in range(1001))]

    assert sizes == [500, 500, 1]
    assert list(batches([])) == []


def test_triples_become_the_file_of_results_that_hipporag_reads():
    docs = extracted(["p0", "p4"], ["A song.", "Silence."], TRIPLES)["docs"]

    assert docs[0]["passage"] == "A song."
    assert docs[0]["extracted_entities"] == ["Pearl Jam"]
    assert docs[0]["extracted_triples"] == [["Brother", "by", "pearl jam"]]
    assert docs[1]["extracted_entities"] == docs[1]["extracted_triples"] == []


def test_the_nearest_facts_are_kept_in_place_of_the_filter():
    facts = [("a", "is", "b"), ("c", "is", "d"), ("e", "is", "f")]

    kept = kept_facts("anything", facts, [7, 3, 5], len_after_rerank=2)

    assert kept == ([7, 3], facts[:2], {})


def test_hipporag_embeds_a_question_once_and_by_the_same_model():
    model = HashEmbedder()
    encoder = Encoder(model)

    first = encoder.batch_encode(["who?"], instruction="fact", norm=True)
    again = encoder.batch_encode(["who?"], instruction="passage", norm=True)
    texts = encoder.batch_encode(["a tram", "a boat"])

    assert np.array_equal(first, again)
    assert np.array_equal(texts, model.passages(["a tram", "a boat"]))


def test_what_is_embedded_for_an_index_is_counted():
    model = Metered(HashEmbedder())

    model.passages(["a", "b"])
    model.queries(["a"])

    assert model.texts == 2


def test_a_line_tells_recall_times_and_memory(tmp_path: Path):
    queries = [{"id": 1, "question": "The tap is broken", "gold": ["p2", "p4"]}]

    told = ask(Words(task(tmp_path)), queries)
    row = line("bm25", {**told, "index_s": 1.25, "embedded": 1234}, queries)

    assert told["ranked"]["1"][0] == "p2"
    assert len(told["ms"]) == 1
    assert told["memory"] > 0
    assert row.split()[:4] == ["bm25", "50.0", "50.0", "50.0"]
    assert "1,234" in row


def test_what_cannot_be_measured_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bench.multihop_peers.importlib.util.find_spec", lambda _: None)

    assert "--triples" in str(missing("hipporag", None))
    assert "requirements/peers.txt" in str(missing("hipporag", Path("t.jsonl")))
    assert "requirements/peers.txt" in str(missing("neo4j-graphrag", None))
    assert missing("dense", None) is None
    assert set(SYSTEMS) >= {"reelgraph", "bm25", "dense", "fusion"}


def test_tokens_that_only_fill_up_do_not_count():
    states = np.array([[[3.0, 4.0], [9.0, 9.0]]], np.float32)

    vectors = unit(mean(states, np.array([[1, 0]])))

    assert np.allclose(vectors, [[0.6, 0.8]])
    assert unit(np.zeros((1, 2), np.float32)).tolist() == [[0.0, 0.0]]


def test_the_second_model_is_chosen_by_its_name(tmp_path: Path):
    assert isinstance(chosen(MINILM, tmp_path), MiniLMEmbedder)
