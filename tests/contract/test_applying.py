"""What Sources say goes in once, is replaced, and is taken away."""

import json
from itertools import pairwise

import pytest
from contract_builders import (
    ALL,
    NOON,
    concept,
    directed,
    edge,
    person,
    place,
    same,
    say,
    tables,
    text,
    work,
)

from graph_schema.contribution import Contribution, Run
from graph_schema.relations import Relation
from graph_schema.store import Applied, GraphStore

RECORD = say(
    "nls/0001",
    work("work:1", date_text="1938?", form=["amateur"]),
    person("agent:1", "Stanley Russell", "S. L. Russell"),
    directed("agent:1", "work:1"),
)


def test_an_empty_store_has_nothing(store: GraphStore) -> None:
    assert store.sequence() == 0
    assert store.get("work:1", ALL) is None
    assert tables(store) == {"nodes": [], "edges": [], "sources": []}
    assert list(store.contributions(ALL)) == []
    assert store.hashes(ALL) == {}


def test_what_was_applied_is_there(store: GraphStore) -> None:
    assert store.apply([RECORD]) == Applied(created=1)
    node = store.get("work:1", ALL)
    assert node is not None
    assert node.label == "Work"
    assert node.properties == {
        "work_type": "Monographic",
        "form": ["amateur"],
        "preferred_title": "Tramcar",
        "title_supplied": False,
        "date_text": "1938?",
        "year_from": 1938,
        "year_to": 1938,
    }
    assert node.sources == ["nls/0001"]
    assert store.hashes(ALL) == {"nls/0001": RECORD.hash}
    assert store.sequence() > 0


def test_the_snapshot_equals_what_was_applied(store: GraphStore) -> None:
    store.apply([RECORD])
    snapshot = store.snapshot(ALL)
    assert snapshot.sequence == store.sequence()
    nodes = {row["id"]: row for row in snapshot.nodes.to_pylist()}
    assert nodes.keys() == {node.id for node in RECORD.nodes}
    for node in RECORD.nodes:
        row = nodes[node.id]
        assert json.loads(row["properties"]) == node.properties()
        assert (row["label"], row["access"]) == (node.label, "nls#public")
        assert row["sources"] == ["nls/0001"]
        assert (row["derived"], row["embedding"]) == ("{}", None)
    [relation] = snapshot.edges.to_pylist()
    assert relation == {
        "id": RECORD.edges[0].id,
        "type": "CONTRIBUTED_TO",
        "start": "agent:1",
        "end": "work:1",
        "access": "nls#public",
        "properties": '{"role":"Director"}',
    }
    [source] = snapshot.sources.to_pylist()
    assert json.loads(source.pop("fields")) == RECORD.source.fields
    assert source == {
        "id": "nls/0001",
        "partner": "nls",
        "collection": "nls",
        "access": "nls#public",
        "kind": "catalogue",
        "record_id": "0001",
        "file": None,
        "hash": RECORD.hash,
        "run": None,
    }


def test_the_snapshot_tells_which_run_spoke(store: GraphStore) -> None:
    run = Run(id="run:1", app="whisper-words", app_version="2", model="small", ended=NOON)
    heard = say("heard/0001", work("work:1"), kind="machine").model_copy(update={"run": run})
    store.apply([RECORD, heard])
    said = {row["id"]: row["run"] for row in store.snapshot(ALL).sources.to_pylist()}
    assert said["nls/0001"] is None
    assert Run.model_validate_json(said["heard/0001"]) == run


def test_applying_twice_changes_nothing(store: GraphStore) -> None:
    store.apply([RECORD])
    before, sequence = tables(store), store.sequence()
    assert store.apply([RECORD, RECORD]) == Applied(unchanged=2)
    assert tables(store) == before
    assert store.sequence() == sequence


def test_a_newer_contribution_replaces_what_the_older_said(store: GraphStore) -> None:
    newer = say(
        "nls/0001",
        work("work:1", "Trolleybus"),
        concept("concept:1", "transport"),
        edge(Relation.HAS_SUBJECT, "work:1", "concept:1"),
    )
    store.apply([RECORD])
    assert store.apply([newer]) == Applied(replaced=1)
    fresh = store.snapshot(ALL)
    assert {row["id"] for row in fresh.nodes.to_pylist()} == {"work:1", "concept:1"}
    assert [row["type"] for row in fresh.edges.to_pylist()] == ["HAS_SUBJECT"]
    node = store.get("work:1", ALL)
    assert node is not None
    assert node.properties["preferred_title"] == "Trolleybus"
    assert "date_text" not in node.properties


def test_one_source_twice_in_one_call_ends_as_its_last(store: GraphStore) -> None:
    newer = say("nls/0001", work("work:1", "Trolleybus"))
    assert store.apply([RECORD, newer]) == Applied(created=1, replaced=1)
    assert list(store.contributions(ALL)) == [newer]


def test_removing_takes_away_what_a_source_alone_had_said(store: GraphStore) -> None:
    other = say("nls/0002", work("work:1"), place("place:1", "Glasgow"))
    store.apply([RECORD, other])
    assert store.remove(["nls/0001", "nls/9999"]) == Applied(removed=1)
    assert store.get("agent:1", ALL) is None
    kept = store.get("work:1", ALL)
    assert kept is not None
    assert kept.sources == ["nls/0002"]
    assert "date_text" not in kept.properties
    assert store.snapshot(ALL).edges.num_rows == 0
    assert store.remove(["nls/0002"]) == Applied(removed=1)
    assert tables(store) == {"nodes": [], "edges": [], "sources": []}


def test_what_two_sources_say_stays_until_both_are_gone(store: GraphStore) -> None:
    twin = RECORD.model_copy(update={"source": RECORD.source.model_copy(update={"id": "twin"})})
    store.apply([RECORD, twin])
    both = store.get("agent:1", ALL)
    assert both is not None
    assert both.sources == ["nls/0001", "twin"]
    store.remove(["nls/0001"])
    assert store.snapshot(ALL).edges.num_rows == 1
    left = store.get("agent:1", ALL)
    assert left is not None
    assert left.sources == ["twin"]
    store.remove(["twin"])
    assert store.get("agent:1", ALL) is None


def test_a_place_named_by_hundreds_counts_each(store: GraphStore) -> None:
    count = 300
    store.apply(
        say(
            f"nls/{n:04}",
            work(f"work:{n}"),
            place("place:g", "Glasgow"),
            edge(Relation.HAS_SUBJECT, f"work:{n}", "place:g"),
        )
        for n in range(count)
    )
    named = store.get("place:g", ALL)
    assert named is not None
    assert named.sources == [f"nls/{n:04}" for n in range(count)]
    [row] = [r for r in store.snapshot(ALL).nodes.to_pylist() if r["id"] == "place:g"]
    assert row["sources"] == named.sources
    store.remove(f"nls/{n:04}" for n in range(count) if n not in (7, 299))
    named = store.get("place:g", ALL)
    assert named is not None
    assert named.sources == ["nls/0007", "nls/0299"]
    store.remove(["nls/0007", "nls/0299"])
    assert store.get("place:g", ALL) is None


def test_several_statements_unite_and_the_better_source_wins(store: GraphStore) -> None:
    machine = say("m/1", work("work:1", "tram", form=["home movie"], summary="A."), kind="machine")
    archive = say("nls/1", work("work:1", "The Tram", form=["amateur"]))
    store.apply([machine, archive])
    node = store.get("work:1", ALL)
    assert node is not None
    assert node.properties["preferred_title"] == "The Tram"
    assert node.properties["form"] == ["amateur", "home movie"]
    assert node.properties["summary"] == "A."


def test_an_edge_waits_for_its_ends(store: GraphStore) -> None:
    store.apply([say("nls/1", work("work:1"), edge(Relation.PART_OF, "work:1", "work:2"))])
    assert store.get("work:2", ALL) is None
    assert store.snapshot(ALL).edges.num_rows == 0
    assert store.neighbours("work:1", ALL) == []
    store.apply([say("nls/2", work("work:2", "Serial"))])
    assert [n.node.id for n in store.neighbours("work:1", ALL)] == ["work:2"]
    assert store.snapshot(ALL).edges.num_rows == 1
    store.remove(["nls/2"])
    assert store.snapshot(ALL).edges.num_rows == 0


def test_contributions_come_back_as_they_went_in(store: GraphStore) -> None:
    given = [
        RECORD,
        say("nls/0002", work("work:2"), text("text:1", "a\u0000b \U0001f3ac 'quoted' `ticks`")),
        say("resolve/1", same("claim:1", "work:2", "work:1"), kind="machine"),
    ]
    store.apply(given)

    def by_id(contributions: list[Contribution]) -> list[Contribution]:
        return sorted(contributions, key=lambda c: c.id)

    assert by_id(list(store.contributions(ALL))) == given
    assert list(store.contributions(ALL, ["nls/0002", "nothing"])) == [given[1]]
    assert {c.id: c.hash for c in store.contributions(ALL)} == store.hashes(ALL)


def test_changes_tell_what_is_new_since(store: GraphStore) -> None:
    def since(sequence: int) -> dict[str, bool]:
        found = list(store.changes(sequence, ALL))
        assert all(one.sequence <= two.sequence for one, two in pairwise(found))
        assert all(change.sequence > sequence for change in found)
        return {change.id: change.deleted for change in found}

    store.apply([RECORD])
    first = store.sequence()
    assert since(0) == {"work:1": False, "agent:1": False}
    assert since(first) == {}
    store.apply([say("nls/0002", person("agent:1", "Stanley Russell", "S. L. Russell"))])
    assert since(first) == {}, "one more Source for the same statement is no change"
    store.apply([say("nls/0003", work("work:3"), directed("agent:1", "work:3"))])
    second = store.sequence()
    assert since(first) == {"work:3": False, "agent:1": False}
    store.remove(["nls/0001"])
    assert since(second) == {"work:1": True, "agent:1": False}
    store.apply([RECORD])
    assert since(second) == {"work:1": False, "agent:1": False}


def test_an_input_that_breaks_off_leaves_whole_contributions(store: GraphStore) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield RECORD
        raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError, match="disk"):
        store.apply(broken())
    left = [c.id for c in store.contributions(ALL)]
    assert left in ([], ["nls/0001"])
    assert store.apply([RECORD]) in (Applied(created=1), Applied(unchanged=1))
    assert store.snapshot(ALL).edges.num_rows == 1
