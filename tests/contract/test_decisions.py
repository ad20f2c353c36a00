"""People's decisions outrank Sources, outlive them, and can be undone."""

from typing import Any

import pytest
from contract_builders import (
    ALL,
    claim,
    decide,
    directed,
    edge,
    names,
    person,
    place,
    same,
    say,
    shot,
    tables,
    work,
)

from graph_schema.contribution import Contribution
from graph_schema.edits import Edit
from graph_schema.errors import EditError
from graph_schema.nodes import Authority
from graph_schema.relations import Relation
from graph_schema.store import GraphStore

FIRST = say("nls/1", work("work:1"), person("agent:1", "S. Russell"), directed("agent:1", "work:1"))
SECOND = say(
    "nls/2", work("work:2"), person("agent:2", "Stanley Russell"), directed("agent:2", "work:2")
)
THIRD = say("nls/3", work("work:3"), person("agent:3", "Russell"), directed("agent:3", "work:3"))


def resolved(*claims: Any) -> Contribution:
    return say("resolve/1", *claims, kind="machine")


def works_of(store: GraphStore, agent: str) -> set[str]:
    found = store.neighbours(agent, ALL, types=[Relation.CONTRIBUTED_TO])
    return {neighbour.node.id for neighbour in found}


def canonical(store: GraphStore, *ids: str) -> list[str | None]:
    nodes = [store.get(node_id, ALL) for node_id in ids]
    return [node and node.id for node in nodes]


def test_a_claim_makes_two_ids_one(store: GraphStore) -> None:
    store.apply([FIRST, SECOND, resolved(same("claim:1", "agent:2", "agent:1"))])
    node = store.get("agent:2", ALL)
    assert node is not None
    assert node.id == "agent:1"
    assert node.merged_ids == ["agent:2"]
    assert node.properties == {"name": "S. Russell", "name_variants": ["Stanley Russell"]}
    assert node.sources == ["nls/1", "nls/2"]
    assert works_of(store, "agent:2") == {"work:1", "work:2"}


def test_a_claim_may_come_before_what_it_is_about(store: GraphStore) -> None:
    store.apply([resolved(same("claim:1", "agent:2", "agent:1"))])
    store.apply([SECOND])
    assert canonical(store, "agent:2", "agent:1") == ["agent:1", "agent:1"]
    store.apply([FIRST])
    assert works_of(store, "agent:1") == {"work:1", "work:2"}


def test_withdrawing_a_claim_parts_them(store: GraphStore) -> None:
    store.apply([FIRST, SECOND])
    before = tables(store)
    store.apply([resolved(same("claim:1", "agent:2", "agent:1"))])
    store.remove(["resolve/1"])
    assert tables(store) == before


def test_a_chain_is_one_and_parts_in_the_middle(store: GraphStore) -> None:
    chain = (same("claim:1", "agent:2", "agent:1"), same("claim:2", "agent:3", "agent:2"))
    store.apply([FIRST, SECOND, THIRD, resolved(*chain)])
    assert canonical(store, "agent:1", "agent:2", "agent:3") == ["agent:1"] * 3
    store.apply([resolved(chain[1])])
    assert canonical(store, "agent:1", "agent:2", "agent:3") == ["agent:1", "agent:2", "agent:2"]
    assert works_of(store, "agent:3") == {"work:2", "work:3"}


def test_rejecting_a_claim_parts_them_for_good(store: GraphStore) -> None:
    store.apply([FIRST, SECOND, resolved(same("claim:1", "agent:2", "agent:1"))])
    kept = store.edit(decide("reject", "claim:1"))
    assert kept.before == "proposed"
    assert kept.members == ["agent:2", "agent:1"]
    assert names(store, ALL, "agent:1", "agent:2") == ["S. Russell", "Stanley Russell"]
    store.apply([resolved(same("claim:other", "agent:2", "agent:1", confidence=1.0))])
    assert canonical(store, "agent:2") == ["agent:2"], "a newer claim can't overrule a person"
    store.edit(decide("undo", kept.id))
    assert canonical(store, "agent:2") == ["agent:1"]


def test_accepting_a_close_match_merges(store: GraphStore) -> None:
    question = same("claim:1", "agent:2", "agent:1", match_type="close", confidence=0.6)
    store.apply([FIRST, SECOND, resolved(question)])
    assert canonical(store, "agent:2") == ["agent:2"]
    [asked] = store.neighbours("agent:2", ALL, types=[Relation.SAME_AS])
    assert asked.properties["status"] == "proposed"
    accepted = store.edit(decide("accept", "claim:1"))
    assert canonical(store, "agent:2") == ["agent:1"]
    assert store.neighbours("agent:2", ALL, types=[Relation.SAME_AS]) == []
    store.remove(["resolve/1"])
    assert canonical(store, "agent:2") == ["agent:1"], "the decision outlives the claim"
    store.edit(decide("undo", accepted.id))
    assert canonical(store, "agent:2") == ["agent:2"]


def test_a_rejected_claim_shows_no_relationship(store: GraphStore) -> None:
    seen = claim("claim:1", "shot:1", Relation.DEPICTS, "place:1", confidence=0.8)
    machine = say("m/1", shot("shot:1", 0, 40), place("place:1", "Glasgow"), seen, kind="machine")
    store.apply([machine])
    before = tables(store)
    [shown] = store.neighbours("shot:1", ALL, types=[Relation.DEPICTS])
    assert shown.properties == {"status": "proposed", "confidence": 0.8, "assertion": "claim:1"}
    rejected = store.edit(decide("reject", "claim:1"))
    assert store.neighbours("shot:1", ALL, types=[Relation.DEPICTS]) == []
    store.remove(["m/1"])
    store.apply([machine])
    assert store.neighbours("shot:1", ALL, types=[Relation.DEPICTS]) == [], "it was decided"
    store.edit(decide("accept", "claim:1"))
    [shown] = store.neighbours("shot:1", ALL, types=[Relation.DEPICTS])
    assert shown.properties["status"] == "accepted"
    store.edit(decide("undo", store.journal(ALL)[-1].id))
    store.edit(decide("undo", rejected.id))
    assert tables(store) == before


def test_a_correction_survives_what_sources_say_later(store: GraphStore) -> None:
    store.apply([FIRST])
    kept = store.edit(decide("correct", "work:1", property="preferred_title", after="The Tramcar"))
    assert kept.before == "Tramcar"
    store.apply([say("nls/1", work("work:1", "TRAMCAR", summary="New."))])
    node = store.get("work:1", ALL)
    assert node is not None
    assert node.properties["preferred_title"] == "The Tramcar"
    assert node.properties["summary"] == "New."
    store.remove(["nls/1"])
    assert store.get("work:1", ALL) is None
    store.apply([FIRST])
    again = store.get("work:1", ALL)
    assert again is not None
    assert again.properties["preferred_title"] == "The Tramcar"
    store.edit(decide("undo", kept.id))
    undone = store.get("work:1", ALL)
    assert undone is not None
    assert undone.properties["preferred_title"] == "Tramcar"


def test_a_value_can_be_taken_away_and_a_label_changed(store: GraphStore) -> None:
    store.apply([say("nls/1", place("place:1", "Clydesdale", feature="town"))])
    store.edit(decide("correct", "place:1", property="feature", after=None))
    store.edit(decide("correct", "place:1", property="label", after="Concept"))
    node = store.get("place:1", ALL)
    assert node is not None
    assert (node.label, node.properties) == ("Concept", {"name": "Clydesdale"})
    [row] = store.snapshot(ALL).nodes.to_pylist()
    assert row["label"] == "Concept"


def test_a_merge_by_hand_its_undo_and_the_undo_of_that(store: GraphStore) -> None:
    store.apply([FIRST, SECOND])
    before = tables(store)
    merge = store.edit(decide("merge", "agent:1", other="agent:2"))
    merged = tables(store)
    assert canonical(store, "agent:1") == ["agent:2"]
    assert works_of(store, "agent:2") == {"work:1", "work:2"}
    undo = store.edit(decide("undo", merge.id))
    assert tables(store) == before
    store.edit(decide("undo", undo.id))
    assert tables(store) == merged
    assert [edit.op for edit in store.journal(ALL, "agent:2")] == ["merge", "undo", "undo"]


def test_new_words_of_a_loser_go_to_the_winner(store: GraphStore) -> None:
    store.apply([FIRST, SECOND])
    store.edit(decide("merge", "agent:1", other="agent:2"))
    store.apply([say("nls/4", work("work:4"), directed("agent:1", "work:4"))])
    assert works_of(store, "agent:2") == {"work:1", "work:2", "work:4"}
    store.remove(["nls/1"])
    assert canonical(store, "agent:1") == ["agent:2"]
    store.remove(["nls/2"])
    assert canonical(store, "agent:1", "agent:2") == [None, None]
    store.apply([FIRST])
    assert canonical(store, "agent:1") == ["agent:2"], "extraction can't revive the loser"


def test_a_split_sends_members_away(store: GraphStore) -> None:
    claims = (same("claim:1", "agent:2", "agent:1"), same("claim:2", "agent:3", "agent:1"))
    store.apply([FIRST, SECOND, THIRD, resolved(*claims)])
    one = tables(store)
    split = store.edit(decide("split", "agent:1", members=["agent:3"]))
    assert split.before == ["agent:1", "agent:2"]
    assert canonical(store, "agent:1", "agent:2", "agent:3") == ["agent:1", "agent:1", "agent:3"]
    assert works_of(store, "agent:3") == {"work:3"}
    store.edit(decide("undo", split.id))
    assert tables(store) == one


def test_a_link_to_an_authority_follows_its_entity(store: GraphStore) -> None:
    entry = Authority(id="wikidata:Q1", scheme="wikidata", identifier="Q1")
    store.apply([FIRST, SECOND, say("wikidata", entry, collection="authorities")])
    link = store.edit(decide("link", "agent:1", other="wikidata:Q1"))
    [linked] = store.neighbours("agent:1", ALL, types=[Relation.SAME_AS])
    assert (linked.node.id, linked.properties["match_type"]) == ("wikidata:Q1", "exact")
    store.edit(decide("merge", "agent:1", other="agent:2"))
    [linked] = store.neighbours("agent:2", ALL, types=[Relation.SAME_AS])
    assert linked.node.id == "wikidata:Q1"
    store.edit(decide("undo", link.id))
    assert store.neighbours("agent:2", ALL, types=[Relation.SAME_AS]) == []


def test_relationships_of_merged_ends_move_and_come_back(store: GraphStore) -> None:
    store.apply(
        [
            say(
                "nls/1",
                place("place:1", "Glasgow"),
                place("place:2", "Glasgow (city)"),
                place("place:3", "Scotland"),
                edge(Relation.LOCATED_IN, "place:1", "place:2"),
                edge(Relation.LOCATED_IN, "place:2", "place:3"),
            )
        ]
    )
    before = tables(store)
    merge = store.edit(decide("merge", "place:2", other="place:1"))
    kinds = {(n.outgoing, n.node.id) for n in store.neighbours("place:1", ALL)}
    assert kinds == {(True, "place:1"), (True, "place:3")}
    store.edit(decide("undo", merge.id))
    assert tables(store) == before


def test_decisions_are_in_the_change_feed(store: GraphStore) -> None:
    store.apply([FIRST, SECOND])
    start = store.sequence()
    store.edit(decide("merge", "agent:1", other="agent:2"))
    changes = {change.id: change.deleted for change in store.changes(start, ALL)}
    assert changes == {"agent:1": True, "agent:2": False}
    middle = store.sequence()
    store.edit(decide("correct", "work:1", property="summary", after="A tram."))
    assert [change.id for change in store.changes(middle, ALL)] == ["work:1"]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (decide("accept", "work:1"), "only an Assertion"),
        (decide("correct", "work:9", property="summary", after="x"), "no node 'work:9'"),
        (decide("correct", "work:1", property="colour", after="red"), "can't be corrected"),
        (decide("correct", "work:1", property="id", after="x"), "can't be corrected"),
        (decide("correct", "work:1", property="label", after="Film"), "no label"),
        (decide("correct", "work:1", property="year_from", after="long ago"), "integer"),
        (decide("correct", "work:1", property="preferred_title", after=None), "valid string"),
        (decide("merge", "work:1", other="work:9"), "no node 'work:9'"),
        (decide("split", "agent:1", members=["agent:2"]), "not part of it"),
        (decide("split", "agent:1", members=["agent:1"]), "at least one"),
        (decide("undo", "nothing"), "no edit 'nothing'"),
    ],
)
def test_senseless_decisions_are_refused_and_leave_no_trace(
    store: GraphStore, edit: Edit, message: str
) -> None:
    store.apply([FIRST])
    sequence = store.sequence()
    with pytest.raises(EditError, match=message):
        store.edit(edit)
    assert store.journal(ALL) == []
    assert store.sequence() == sequence


def test_an_edit_is_kept_once_and_undone_once(store: GraphStore) -> None:
    store.apply([FIRST])
    kept = store.edit(decide("correct", "work:1", property="summary", after="A tram."))
    with pytest.raises(EditError, match="already"):
        store.edit(kept)
    store.edit(decide("undo", kept.id))
    with pytest.raises(EditError, match="undone already"):
        store.edit(decide("undo", kept.id))
    assert [edit.op for edit in store.journal(ALL)] == ["correct", "undo"]
