"""Typed plans give the same rows on every store, and never more than the scope shows whole."""

from collections.abc import Callable
from typing import Any

import pytest
from contract_builders import (
    ALL,
    PUBLIC,
    concept,
    directed,
    edge,
    person,
    place,
    say,
    work,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.contribution import Contribution
from graph_schema.managed import Endpoint
from graph_schema.memory import MemoryStore
from graph_schema.neo4j import Neo4jStore, guard
from graph_schema.neo4j.planning import compile_plan
from graph_schema.nodes import Manifestation
from graph_schema.plans import (
    Compare,
    Every,
    Extreme,
    Ids,
    Known,
    Linked,
    Nodes,
    Not,
    OneOf,
    Says,
    ShortestPath,
    Some,
    Spans,
    Step,
    Within,
    plan_as_json,
    plan_from_json,
)
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import GraphStore

ANY = Every()
SUBJECT = (Relation.HAS_SUBJECT,)
CREDIT = (Relation.CONTRIBUTED_TO,)


def films() -> list[Contribution]:
    """Three films, one of them private, one described by a private source as well."""
    return [
        say(
            "s1",
            work("w1", "Tram Day", year_from=1930, year_to=1930),
            work("w2", "Bus Day", year_from=1950, year_to=1951),
            person("p1", "Ann"),
            place("g1", "Leith"),
            place("g2", "Edinburgh"),
            concept("c1", "amateur"),
            Manifestation(id="m1", sound="Silent", duration_s=60.0),
            Manifestation(id="m2", sound="Sound", duration_s=600.0),
            directed("p1", "w1"),
            edge(Relation.CONTRIBUTED_TO, "p1", "w2", role="Editor"),
            edge(Relation.HAS_SUBJECT, "w1", "g1"),
            edge(Relation.LOCATED_IN, "g1", "g2"),
            edge(Relation.HAS_GENRE, "w1", "c1"),
            edge(Relation.HAS_GENRE, "w2", "c1"),
            edge(Relation.HAS_MANIFESTATION, "w1", "m1"),
            edge(Relation.HAS_MANIFESTATION, "w1", "m2"),
        ),
        say(
            "s2",
            work("w3", "Secret Tram", year_from=1930),
            edge(Relation.HAS_SUBJECT, "w2", "g1"),
            edge(Relation.HAS_SUBJECT, "w3", "g1"),
            place("g1", "Leith"),
            visibility=Visibility.PRIVATE,
        ),
    ]


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    store.apply(films())
    return store


def ids(store: GraphStore, where: Any, scope: Scope = ALL) -> list[str]:
    return [row["id"] for row in store.run_plan(Nodes("Work", where), scope)]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (ANY, ["w1", "w2", "w3"]),
        (Some(()), []),
        (Ids(("w2", "none")), ["w2"]),
        (Known("year_to"), ["w1", "w2"]),
        (Not(Known("year_to")), ["w3"]),
        (Compare("year_from", "<", 1950), ["w1", "w3"]),
        (Compare("preferred_title", ">=", 1), []),
        (OneOf("year_from", (1950, 1960)), ["w2"]),
        (Says("preferred_title", ("TRAM",)), ["w1", "w3"]),
        (Says("preferred_title", ("bus day",), whole=True), ["w2"]),
        (Linked(CREDIT, Ids(("p1",)), outgoing=False), ["w1", "w2"]),
        (Linked(CREDIT, Ids(("p1",)), outgoing=False, roles=("Director",)), ["w1"]),
        (Linked(SUBJECT, Within(Relation.LOCATED_IN, Ids(("g2",)))), ["w1", "w2", "w3"]),
        (Linked((Relation.HAS_MANIFESTATION,), Says("sound", ("silent",), whole=True)), ["w1"]),
        (
            Every(
                (Linked((Relation.HAS_GENRE,), Ids(("c1",))), Not(Compare("year_to", ">", 1940)))
            ),
            ["w1"],
        ),
    ],
)
def test_conditions(filled: GraphStore, where: Any, found: list[str]) -> None:
    assert ids(filled, where) == found
    assert filled.run_plan(Nodes("Work", where, count=True), ALL) == [{"count": len(found)}]


def test_extremes_groups_and_paths(filled: GraphStore) -> None:
    oldest = Nodes("Work", ANY, extreme=Extreme("year_from", descending=False, limit=1))
    assert filled.run_plan(oldest, ALL) == [
        {"id": "w1", "value": 1930},
        {"id": "w3", "value": 1930},
    ]
    longest = Extreme("duration_s", True, 5, through=Relation.HAS_MANIFESTATION)
    rows = filled.run_plan(Nodes("Work", ANY, extreme=longest), ALL)
    assert rows == [{"id": "w1", "value": 600.0}]
    by_genre = Nodes("Work", ANY, group=(Step((Relation.HAS_GENRE,)),))
    assert filled.run_plan(by_genre, ALL) == [{"id": "c1", "count": 2}]
    by_place = Nodes("Work", ANY, group=(Step((*SUBJECT, Relation.HAS_GENRE), labels=("Place",)),))
    assert filled.run_plan(by_place, ALL) == filled.run_plan(
        Nodes("Work", ANY, group=(Step(SUBJECT),)), ALL
    )
    named = Step((Relation.HAS_GENRE,), where=Ids(("c2",)))
    assert filled.run_plan(Nodes("Work", ANY, group=(named,)), ALL) == []
    spans = Spans("year_from", "year_to", 10)
    decades = filled.run_plan(Nodes("Work", ANY, spans=spans), ALL)
    assert decades[0]["value"] == 1930
    assert filled.run_plan(Nodes("Work", Ids(()), spans=spans), ALL) == []
    assert filled.run_plan(ShortestPath("p1", "g2"), ALL) == [{"path": ["p1", "w1", "g1", "g2"]}]
    assert filled.run_plan(ShortestPath("p1", "p1"), ALL) == []


def test_a_plan_walks_only_what_the_scope_shows_whole(filled: GraphStore) -> None:
    assert ids(filled, ANY, PUBLIC) == ["w1", "w2"]
    # The place is told of by a hidden source as well, so that nothing goes through it.
    assert ids(filled, Linked(SUBJECT, ANY), PUBLIC) == []
    assert ids(filled, Not(Linked(SUBJECT, ANY)), PUBLIC) == ["w1", "w2"]
    assert filled.run_plan(ShortestPath("p1", "g2"), PUBLIC) == []
    assert filled.run_plan(ShortestPath("w1", "w3"), PUBLIC) == []
    assert filled.run_plan(Nodes("Work", ANY), Scope(frozenset(), frozenset(Visibility))) == []


def test_hostile_words_are_only_values(filled: GraphStore) -> None:
    hostile = "x'}) DETACH DELETE n //` OR true"
    for where in (
        Ids((hostile,)),
        Known(hostile),
        Says(hostile, (hostile,)),
        OneOf("preferred_title", (hostile,)),
        Linked(CREDIT, ANY, roles=(hostile,)),
    ):
        assert ids(filled, where) == []
    assert filled.run_plan(Nodes(hostile, ANY), ALL) == []
    assert ids(filled, ANY) == ["w1", "w2", "w3"]


_ids = st.sampled_from(["w1", "w2", "w3", "p1", "p2", "g1", "g2", "c1"])
_leaves = st.one_of(
    st.builds(Ids, st.lists(_ids, max_size=3).map(tuple)),
    st.builds(Known, st.sampled_from(["year_from", "year_to", "name", "sound"])),
    st.builds(
        Compare,
        st.sampled_from(["year_from", "year_to", "preferred_title"]),
        st.sampled_from(["<", "<=", ">", ">="]),
        st.sampled_from([1929, 1930, 1930.5, 1940]),
    ),
    st.builds(OneOf, st.just("year_from"), st.sampled_from([(), (1930,), (1930, 1940)])),
    st.builds(
        Says,
        st.sampled_from(["preferred_title", "name", "year_from"]),
        st.sampled_from([("tram",), ("BUS", "Ann"), ("",), ()]),
        st.booleans(),
    ),
)
_relations = st.lists(
    st.sampled_from([*CREDIT, *SUBJECT, Relation.LOCATED_IN, Relation.PART_OF]),
    min_size=1,
    max_size=2,
    unique=True,
).map(tuple)
_roles = st.sampled_from([(), ("Director",), ("Editor", "Director")])
_conditions = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Every, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Not, inner),
        st.builds(Linked, _relations, inner, st.booleans(), _roles),
        st.builds(Within, st.just(Relation.LOCATED_IN), inner, st.integers(1, 3)),
    ),
    max_leaves=5,
)
_labels = st.sampled_from(["Work", "Person", "Place"])
_steps = st.builds(
    Step,
    _relations,
    st.booleans(),
    st.one_of(st.none(), _leaves),
    st.sampled_from([(), ("Place",), ("Person", "Work")]),
)
_plans = st.one_of(
    st.builds(Nodes, _labels, _conditions, st.booleans()),
    st.builds(
        Nodes,
        _labels,
        _conditions,
        extreme=st.builds(
            Extreme,
            st.sampled_from(["year_from", "year_to"]),
            st.booleans(),
            st.integers(1, 3),
            st.sampled_from([None, Relation.PART_OF]),
            st.integers(1, 2),
        ),
    ),
    st.builds(
        Nodes,
        _labels,
        _conditions,
        group=st.lists(_steps, min_size=1, max_size=2).map(tuple),
    ),
    st.builds(
        Nodes,
        _labels,
        _conditions,
        spans=st.builds(
            Spans,
            st.sampled_from(["year_from", "preferred_title"]),
            st.just("year_to"),
            st.sampled_from([1, 7, 10]),
        ),
    ),
    st.builds(ShortestPath, _ids, _ids, st.integers(1, 4)),
)
_work_ids = st.sampled_from(["w1", "w2", "w3"])
_people = st.sampled_from(["p1", "p2"])
_places = st.sampled_from(["g1", "g2"])
_years = st.sampled_from([None, 1930, 1940])
_said = st.one_of(
    st.builds(
        lambda i, title, a, b: work(i, title, year_from=a, year_to=b),
        _work_ids,
        st.sampled_from(["Tram", "Bus"]),
        _years,
        _years,
    ),
    st.builds(person, _people, st.sampled_from(["Ann", "Bo"])),
    st.builds(place, _places, st.just("Leith")),
)
_edges = st.one_of(
    st.builds(
        lambda p, w, role: edge(Relation.CONTRIBUTED_TO, p, w, role=role),
        _people,
        _work_ids,
        st.sampled_from(["Director", "Editor"]),
    ),
    st.builds(lambda w, g: edge(Relation.HAS_SUBJECT, w, g), _work_ids, _places),
    st.builds(lambda a, b: edge(Relation.LOCATED_IN, a, b), _places, _places),
    st.builds(lambda a, b: edge(Relation.PART_OF, a, b), _work_ids, _work_ids),
)


@st.composite
def _sources(draw: st.DrawFn) -> list[Contribution]:
    return [
        say(
            name,
            *draw(st.lists(_said, max_size=5, unique_by=lambda n: n.id)),
            *draw(st.lists(_edges, max_size=6)),
            visibility=visibility,
        )
        for name, visibility in (("s1", Visibility.PUBLIC), ("s2", Visibility.PRIVATE))
    ]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(plan=_plans)
def test_a_plan_survives_json_and_its_cypher_is_a_plain_read(plan: Any) -> None:
    assert plan_from_json(plan_as_json(plan)) == plan
    guard.check(compile_plan(plan, ALL).cypher, ALL)


@pytest.mark.integration
@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(sources=_sources(), plans=st.lists(_plans, min_size=6, max_size=6))
def test_random_plans_over_random_graphs_agree(
    neo4j_endpoint: Endpoint,
    wipe_neo4j: Callable[[], None],
    sources: list[Contribution],
    plans: list[Any],
) -> None:
    wipe_neo4j()
    reference = MemoryStore()
    reference.apply(sources)
    login = (neo4j_endpoint.uri, neo4j_endpoint.user, neo4j_endpoint.password)
    with Neo4jStore.connect(*login) as real:
        real.apply(sources)
        for plan in plans:
            for scope in (ALL, PUBLIC):
                assert real.run_plan(plan, scope) == reference.run_plan(plan, scope), plan
