"""Searches, surroundings, computed values and free Cypher."""

from dataclasses import replace

import numpy as np
import pytest
from contract_builders import (
    ALL,
    concept,
    edge,
    person,
    place,
    rows_of,
    say,
    tables,
    text,
    work,
)

from graph_schema.errors import ReadOnlyError
from graph_schema.relations import Relation
from graph_schema.store import GraphStore

HOSTILE = (
    "",
    "   ",
    "*",
    "AND OR NOT",
    "title:secret",
    '"unclosed',
    "a~ b^2 [x TO y] {z} (c",
    "\\",
    "/.*/",
    "+-&&||!(){}[]^~*?:\\/",
    "\x00\ud800",
    "'; MATCH (n) DETACH DELETE n; //",
    "x" * 20_000,
    " ".join(f"w{n}" for n in range(5_000)),
)


def test_search_by_words(store: GraphStore) -> None:
    store.apply(
        [
            say(
                "nls/1",
                work("work:1", "The Last Tram", summary="A procession in Glasgow."),
                person("agent:1", "Mary O'Brien", "M. O'Brien"),
                text("text:1", "a tram passes a tram stop"),
                concept("concept:1", "procession"),
            )
        ]
    )
    assert {hit.node.id for hit in store.search_text("TRAM", ALL)} == {"work:1", "text:1"}
    assert [hit.node.id for hit in store.search_text("o'brien", ALL)] == ["agent:1"]
    [only] = store.search_text("procession", ALL, labels=["Concept"])
    assert only.node.id == "concept:1"
    assert len(store.search_text("tram procession", ALL, limit=2)) == 2
    assert store.search_text("tram", ALL, limit=0) == []
    assert store.search_text("bicycle", ALL) == []
    scores = [hit.score for hit in store.search_text("tram procession brien", ALL)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_find_nothing_and_break_nothing(store: GraphStore, query: str) -> None:
    store.apply([say("nls/1", work("work:1"))])
    assert store.search_text(query, ALL) == []
    assert store.get("work:1", ALL) is not None


@pytest.mark.parametrize(
    "odd",
    [
        "back`tick",
        "quote'\"",
        "new\nline\ttab",
        "nul\x00nul",
        "}) DETACH DELETE n //",
        "\\u0027",
        "🎬 ﷽ ‮",
        "$id {id} ${id}",
        "y" * 2000,
        "界" * 2000,
    ],
)
def test_hostile_text_is_only_text(store: GraphStore, odd: str) -> None:
    said = say(
        f"source {odd}"[:1900],
        work(odd, odd, summary=odd),
        concept(f"c:{odd}"[:1990], odd),
        edge(Relation.HAS_GENRE, odd, f"c:{odd}"[:1990], note=odd),
        collection=odd[:500],
    )
    store.apply([said])
    node = store.get(odd, ALL)
    assert node is not None
    assert (node.id, node.properties["summary"]) == (odd, odd)
    [neighbour] = store.neighbours(odd, ALL)
    assert neighbour.properties == {"note": odd}
    assert list(store.contributions(ALL)) == [said]
    assert store.snapshot(ALL).edges.num_rows == 1
    store.remove([said.id])
    assert tables(store)["nodes"] == []


def test_neighbours_come_by_type_then_id_and_are_limited(store: GraphStore) -> None:
    concepts = [concept(f"concept:{n}", f"heading {n}") for n in (2, 1, 3)]
    subjects = [edge(Relation.HAS_SUBJECT, "work:1", node.id) for node in concepts]
    genre = edge(Relation.HAS_GENRE, "work:1", "concept:3")
    part = edge(Relation.PART_OF, "work:2", "work:1")
    store.apply([say("nls/1", work("work:1"), work("work:2"), *concepts, *subjects, genre, part)])
    found = store.neighbours("work:1", ALL)
    assert [(n.type, n.outgoing, n.node.id) for n in found] == [
        ("HAS_GENRE", True, "concept:3"),
        ("HAS_SUBJECT", True, "concept:1"),
        ("HAS_SUBJECT", True, "concept:2"),
        ("HAS_SUBJECT", True, "concept:3"),
        ("PART_OF", False, "work:2"),
    ]
    assert store.neighbours("work:1", ALL, limit=2) == found[:2]
    assert store.neighbours("work:1", ALL, types=["PART_OF", "HAS_GENRE"]) == [found[0], found[4]]
    assert store.neighbours("nothing", ALL) == []


def test_computed_values_stand_beside_what_is_said(store: GraphStore) -> None:
    store.apply([say("nls/1", work("work:1"), work("work:2"))])
    sequence = store.sequence()
    assert store.derive("rank", {"work:1": 0.5, "work:2": 0.25, "nothing": 1.0}) == 2
    store.derive("community", {"work:1": [3, 1]})
    store.derive("rank", {"work:1": 0.75})
    node = store.get("work:1", ALL)
    assert node is not None
    assert node.derived == {"rank": 0.75, "community": [3, 1]}
    assert "rank" not in node.properties
    assert store.sequence() == sequence
    store.apply([say("nls/1", work("work:1", "Renamed"))])
    kept = store.get("work:1", ALL)
    assert kept is not None
    assert kept.derived == node.derived
    store.remove(["nls/1"])
    store.apply([say("nls/1", work("work:1"))])
    fresh = store.get("work:1", ALL)
    assert fresh is not None
    assert fresh.derived == {}


def test_the_nearest_vectors_come_first(store: GraphStore) -> None:
    assert store.search_vector(np.ones(8, dtype=np.float32), ALL) == []
    random = np.random.default_rng(7)
    points = random.normal(size=(120, 8)).astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    store.apply([say("nls/1", *(text(f"text:{n}", f"caption {n}") for n in range(120)))])
    assert store.derive("embedding", {f"text:{n}": points[n] for n in range(120)}) == 120
    order = np.argsort(-(points @ points[3]))
    hits = store.search_vector(points[3], ALL, limit=5)
    assert [hit.node.id for hit in hits] == [f"text:{n}" for n in order[:5]]
    assert hits[0].score == pytest.approx(1.0, abs=1e-5)
    assert hits[0].node.derived == {}
    rows = {row["id"]: row["embedding"] for row in store.snapshot(ALL).nodes.to_pylist()}
    assert np.allclose(rows["text:3"], points[3])


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n)",
        "MATCH (n) SET n.x = 1 RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Work {id: 'x'})",
        "MATCH (n) REMOVE n.name",
        "DROP INDEX resource_text",
        "MATCH (n) FOREACH (m IN [n] | SET m.x = 1)",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    ],
)
def test_reads_can_not_write(store: GraphStore, cypher: str) -> None:
    store.apply([say("nls/1", work("work:1"))])
    before = tables(store)
    with pytest.raises(ReadOnlyError):
        store.read(cypher, {}, ALL)
    assert tables(store) == before


def test_an_older_snapshot_is_brought_up_to_date(store: GraphStore) -> None:
    glasgow = place("place:g", "Glasgow")
    # Enough of them that a change of three nodes is a small one.
    store.apply([say(f"nls/{n}", work(f"work:{n}"), glasgow) for n in range(40)])
    store.apply([say("nls/linked", edge(Relation.HAS_SUBJECT, "work:1", "place:g"))])
    older = store.snapshot(ALL)
    store.apply([say("nls/1", work("work:1", "Renamed"), glasgow)])
    store.remove(["nls/2"])
    newer = store.snapshot(ALL, older)
    assert newer.sequence == store.sequence()
    assert rows_of(newer) == tables(store)
    [shared] = [row for row in newer.nodes.to_pylist() if row["id"] == "place:g"]
    assert "nls/2" not in shared["sources"]
    assert rows_of(store.snapshot(ALL, newer)) == rows_of(newer)
    assert older.written is None
    assert newer.written is not None
    assert newer.written.since == older.sequence
    assert newer.written.nodes >= {"work:1", "work:2", "place:g"}
    assert newer.written.sources == {"nls/1", "nls/2"}


def test_a_snapshot_of_another_graph_counts_as_none(store: GraphStore) -> None:
    store.apply([say("nls/1", work("work:1"))])
    other = replace(store.snapshot(ALL), graph="another")
    later = replace(store.snapshot(ALL), sequence=10**6)
    store.apply([say("nls/2", work("work:2"))])
    assert rows_of(store.snapshot(ALL, other)) == tables(store)
    assert rows_of(store.snapshot(ALL, later)) == tables(store)


def test_a_snapshot_of_an_earlier_version_counts_as_none(store: GraphStore) -> None:
    store.apply([say("nls/1", work("work:1"))])
    older = store.snapshot(ALL)
    lacking = replace(older, sources=older.sources.drop_columns(["run"]))
    store.apply([say("nls/2", work("work:2"))])
    assert rows_of(store.snapshot(ALL, lacking)) == tables(store)
