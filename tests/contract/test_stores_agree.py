"""Whatever happens in whatever order, the real store and the reference show the same."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from contract_builders import (
    ALL,
    NOON,
    PUBLIC,
    claim,
    directed,
    edge,
    person,
    place,
    rows_of,
    same,
    say,
    tables,
    work,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph_schema.contribution import Contribution
from graph_schema.edits import Edit
from graph_schema.errors import EditError
from graph_schema.managed import Endpoint
from graph_schema.memory import MemoryStore
from graph_schema.neo4j import Neo4jStore, snapshots
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import GraphStore

_SOURCES = st.sampled_from(["s1", "s2", "s3", "s4"])
_PEOPLE = st.sampled_from(["p1", "p2", "p3", "p4"])
_CLAIMS = st.sampled_from(["c1", "c2", "c3"])
_NAMES = st.sampled_from(["Ann", "Anne", "A. Bell"])
_CONFIDENCE = st.sampled_from([0.5, 0.75, 1.0])

_people = st.builds(person, _PEOPLE, _NAMES)
_works = st.builds(work, st.sampled_from(["w1", "w2"]), st.sampled_from(["Tram", "Bus"]))
_places = st.builds(place, st.just("g1"), st.sampled_from(["Glasgow", "Glaschu"]))
_directs = st.builds(directed, _PEOPLE, st.sampled_from(["w1", "w2"]))
_within = st.just(edge(Relation.HAS_SUBJECT, "w1", "g1"))
_sames = st.builds(
    lambda name, pair, sure, kind: same(name, *pair, confidence=sure, match_type=kind),
    _CLAIMS,
    st.tuples(_PEOPLE, _PEOPLE).filter(lambda pair: pair[0] != pair[1]),
    _CONFIDENCE,
    st.sampled_from(["exact", "close"]),
)
_depicts = st.builds(
    lambda status: claim("c4", "w1", Relation.DEPICTS, "g1", status=status),
    st.sampled_from(["proposed", "accepted", "rejected"]),
)


@st.composite
def _contributions(draw: st.DrawFn) -> Contribution:
    nodes = draw(
        st.lists(st.one_of(_people, _works, _places), max_size=4, unique_by=lambda n: n.id)
    )
    edges = draw(st.lists(st.one_of(_directs, _within), max_size=3))
    claims = draw(st.lists(st.one_of(_sames, _depicts), max_size=2, unique_by=lambda c: c.id))
    return say(
        draw(_SOURCES),
        *nodes,
        *edges,
        *claims,
        visibility=draw(st.sampled_from([Visibility.PUBLIC, Visibility.PRIVATE])),
        kind=draw(st.sampled_from(["catalogue", "machine"])),
    )


def _edit(**given: Any) -> Edit:
    return Edit(user="ada", time=NOON, **given)


_IDS = st.sampled_from([f"e{n}" for n in range(12)])
_edits = st.one_of(
    st.builds(_edit, id=_IDS, op=st.sampled_from(["accept", "reject"]), target=_CLAIMS),
    st.builds(_edit, id=_IDS, op=st.sampled_from(["accept", "reject"]), target=st.just("c4")),
    st.builds(
        _edit,
        id=_IDS,
        op=st.just("correct"),
        target=_PEOPLE,
        property=st.just("name"),
        after=_NAMES,
    ),
    st.tuples(_IDS, _PEOPLE, _PEOPLE)
    .filter(lambda given: given[1] != given[2])
    .map(lambda given: _edit(id=given[0], op="merge", target=given[1], other=given[2])),
    st.builds(
        _edit,
        id=_IDS,
        op=st.just("split"),
        target=_PEOPLE,
        members=st.lists(_PEOPLE, min_size=1, max_size=2, unique=True),
    ),
    st.builds(_edit, id=_IDS, op=st.just("link"), target=_PEOPLE, other=st.just("g1")),
    st.builds(_edit, id=_IDS, op=st.just("undo"), target=_IDS),
)
_applies = st.lists(_contributions(), min_size=1, max_size=3, unique_by=lambda c: c.id)
_steps = st.lists(st.one_of(_applies, _SOURCES, _edits, _edits), min_size=2, max_size=10)


def _outcome(store: GraphStore, step: list[Contribution] | str | Edit) -> Any:
    try:
        if isinstance(step, Edit):
            return store.edit(step)
        return store.remove([step]) if isinstance(step, str) else store.apply(step)
    except EditError as error:
        return str(error)


def _changed(store: GraphStore, since: int, scope: Scope) -> set[tuple[str, bool]]:
    return {(change.id, change.deleted) for change in store.changes(since, scope)}


@pytest.mark.integration
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(steps=_steps)
@example(steps=[])
def test_stores_agree(
    neo4j_endpoint: Endpoint, wipe_neo4j: Callable[[], None], steps: list[Any]
) -> None:
    wipe_neo4j()
    reference = MemoryStore()
    login = (neo4j_endpoint.uri, neo4j_endpoint.user, neo4j_endpoint.password)
    patched = patch.object(snapshots, "_PATCHED_SHARE", 1_000)
    with patched, Neo4jStore.connect(*login) as real:
        older = {scope: real.snapshot(scope) for scope in (ALL, PUBLIC)}
        for step in steps:
            before = real.sequence(), reference.sequence()
            assert _outcome(real, step) == _outcome(reference, step)
            for scope in (ALL, PUBLIC):
                whole = tables(reference, scope)
                assert tables(real, scope) == whole
                older[scope] = real.snapshot(scope, older[scope])
                assert rows_of(older[scope]) == whole
                changed = _changed(real, before[0], scope)
                assert changed == _changed(reference, before[1], scope)
        for scope in (ALL, PUBLIC):
            assert real.journal(scope) == reference.journal(scope)
            for person_id in ("p1", "p2", "p3", "p4"):
                assert real.get(person_id, scope) == reference.get(person_id, scope)
                near = reference.neighbours(person_id, scope)
                assert real.neighbours(person_id, scope) == near
