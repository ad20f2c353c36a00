"""No way of reading shows what the caller may not see."""

import numpy as np
import pytest
from contract_builders import (
    ALL,
    PUBLIC,
    concept,
    decide,
    edge,
    names,
    of_collections,
    person,
    same,
    say,
    tables,
    work,
)

from graph_schema.errors import ScopeError
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import GraphStore

SECRET = "Zzyzx"


@pytest.fixture
def mixed(store: GraphStore) -> GraphStore:
    """Two collections, one with private words on nodes that are public too."""
    store.apply(
        [
            say(
                "nls/1",
                work("work:1", "Tramcar"),
                person("agent:1", "Russell"),
                edge(Relation.HAS_SUBJECT, "work:1", "concept:1"),
                concept("concept:1", "transport"),
            ),
            say(
                "private/1",
                work("work:1", "Tramcar", summary=f"Filmed by {SECRET}"),
                person("agent:2", f"Russell {SECRET}"),
                work("work:2", f"The {SECRET} Reel"),
                edge(Relation.CONTRIBUTED_TO, "agent:2", "work:1", role="Director"),
                edge(Relation.PART_OF, "work:1", "work:2"),
                visibility=Visibility.PRIVATE,
                kind="person",
            ),
            say("other/1", concept("concept:1", "Transport"), collection="other"),
            say(
                "resolve/1",
                same("claim:1", "agent:2", "agent:1"),
                visibility=Visibility.PRIVATE,
                kind="machine",
            ),
        ]
    )
    store.derive("embedding", {"work:1": unit(1), "work:2": unit(2)})
    return store


def unit(axis: int) -> np.ndarray:  # type: ignore[type-arg]
    vector = np.zeros(4, dtype=np.float32)
    vector[axis] = 1
    return vector


def test_a_node_shows_only_the_statements_in_scope(mixed: GraphStore) -> None:
    assert names(mixed, ALL, "agent:1", "agent:2", "concept:1") == [
        "Russell Zzyzx",
        "Russell Zzyzx",
        "Transport",
    ]
    assert names(mixed, PUBLIC, "agent:1") == ["Russell"]
    seen = mixed.get("agent:1", PUBLIC)
    assert seen is not None
    assert seen.merged_ids == []
    assert seen.sources == ["nls/1"]
    assert "name_variants" not in seen.properties
    film = mixed.get("work:1", PUBLIC)
    assert film is not None
    assert "summary" not in film.properties
    assert mixed.get("work:2", PUBLIC) is None
    assert mixed.get("claim:1", PUBLIC) is None


def test_a_collection_is_a_border(mixed: GraphStore) -> None:
    other = of_collections("other")
    assert names(mixed, other, "concept:1") == ["Transport"]
    assert names(mixed, of_collections("nls"), "concept:1") == ["transport"]
    assert mixed.get("work:1", other) is None
    assert mixed.neighbours("concept:1", other) == []
    assert list(mixed.hashes(other)) == ["other/1"]
    assert mixed.get("concept:1", Scope(frozenset(), frozenset(Visibility))) is None


def test_neighbours_need_a_seen_edge_and_a_seen_end(mixed: GraphStore) -> None:
    assert [n.node.id for n in mixed.neighbours("work:1", PUBLIC)] == ["concept:1"]
    everything = {n.node.id for n in mixed.neighbours("work:1", ALL)}
    assert everything == {"concept:1", "agent:1", "work:2"}
    assert mixed.neighbours("work:2", PUBLIC) == []


def test_search_finds_nothing_by_hidden_words(mixed: GraphStore) -> None:
    assert {hit.node.id for hit in mixed.search_text(SECRET, ALL)} == {
        "work:1",
        "work:2",
        "agent:1",
    }
    assert mixed.search_text(SECRET, PUBLIC) == []
    found = mixed.search_text(f"{SECRET} russell tramcar", PUBLIC)
    assert {hit.node.id for hit in found} == {"agent:1", "work:1"}
    assert all(SECRET not in str(hit) for hit in found)


def test_search_finds_words_that_only_a_weaker_source_says(store: GraphStore) -> None:
    store.apply(
        [
            say("nls/1", work("work:1", "Quayside")),
            say("p/1", work("work:1", "Harbour"), visibility=Visibility.PRIVATE, kind="person"),
        ]
    )
    [hit] = store.search_text("quayside", PUBLIC)
    assert hit.node.properties["preferred_title"] == "Quayside"
    assert store.search_text("harbour", PUBLIC) == []


def test_vectors_of_hidden_nodes_are_not_found(mixed: GraphStore) -> None:
    assert [hit.node.id for hit in mixed.search_vector(unit(2), ALL)] == ["work:2", "work:1"]
    [hit] = mixed.search_vector(unit(2), PUBLIC)
    assert hit.node.id == "work:1"
    assert "summary" not in hit.node.properties


def test_free_cypher_needs_the_whole_scope(mixed: GraphStore) -> None:
    for scope in (PUBLIC, of_collections("nls", "other")):
        with pytest.raises(ScopeError):
            mixed.read("MATCH (n) RETURN n", {}, scope)


def test_snapshot_hashes_contributions_and_changes_are_cut(mixed: GraphStore) -> None:
    seen = tables(mixed, PUBLIC)
    assert SECRET not in str(seen)
    assert "private" not in str(seen)
    assert sorted(mixed.hashes(PUBLIC)) == ["nls/1", "other/1"]
    assert sorted(c.id for c in mixed.contributions(PUBLIC)) == ["nls/1", "other/1"]
    assert list(mixed.contributions(PUBLIC, ["private/1"])) == []
    assert {change.id for change in mixed.changes(0, PUBLIC)} == {"work:1", "agent:1", "concept:1"}
    rows = mixed.snapshot(ALL).nodes.to_pylist()
    tokens = {row["access"] for row in rows if row["id"] == "work:1"}
    assert tokens == {"nls#public", "nls#private"}


def test_deletions_are_told_to_those_who_saw_the_node(mixed: GraphStore) -> None:
    start = mixed.sequence()
    mixed.remove(["private/1", "resolve/1"])
    assert {c.id for c in mixed.changes(start, ALL) if c.deleted} == {"work:2", "claim:1"}
    assert [c.id for c in mixed.changes(start, PUBLIC) if c.deleted] == []


def test_what_becomes_private_is_gone_for_the_public(store: GraphStore) -> None:
    store.apply([say("nls/1", work("work:1"))])
    start = store.sequence()
    store.apply([say("nls/1", work("work:1"), visibility=Visibility.PRIVATE)])
    assert store.get("work:1", PUBLIC) is None
    assert tables(store, PUBLIC)["nodes"] == []
    assert [(c.id, c.deleted) for c in store.changes(start, PUBLIC)] == [("work:1", True)]
    assert [(c.id, c.deleted) for c in store.changes(start, ALL)] == [("work:1", False)]


def test_the_journal_is_cut_to_the_scope(mixed: GraphStore) -> None:
    mixed.edit(decide("correct", "work:2", property="preferred_title", after="Reel"))
    renamed = mixed.edit(decide("correct", "agent:1", property="name", after="S. Russell"))
    undone = mixed.edit(decide("undo", renamed.id))
    mixed.edit(decide("reject", "claim:1"))
    assert len(mixed.journal(ALL)) == 4
    seen = mixed.journal(PUBLIC)
    assert [edit.id for edit in seen] == [renamed.id, undone.id]
    assert SECRET not in str(seen)
    assert [edit.id for edit in mixed.journal(PUBLIC, "agent:1")] == [renamed.id, undone.id]


def test_a_link_is_seen_with_both_its_ends(mixed: GraphStore) -> None:
    mixed.edit(decide("link", "agent:1", other="concept:1"))
    [linked] = mixed.neighbours("agent:1", PUBLIC, types=[Relation.SAME_AS])
    assert linked.node.id == "concept:1"
    assert mixed.neighbours("concept:1", of_collections("other"), types=["SAME_AS"]) == []
    kinds = [row["access"] for row in mixed.snapshot(PUBLIC).edges.to_pylist()]
    assert set(kinds) == {"nls#public"}
