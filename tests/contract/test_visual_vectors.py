"""Visual vectors come, are replaced and go with the Source that brings them, in every store."""

import json

import numpy as np
import pytest
from contract_builders import ALL, PUBLIC, edge, say, shot, tables, text, work

from graph_schema.nodes import VisualVector
from graph_schema.packed import unpack
from graph_schema.pictures import Picture, pictures
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import GraphStore

FILM = say(
    "nls/1",
    work("work:1"),
    shot("shot:1", 1000, 2500),
    text("text:1", "A quay"),
    edge(Relation.HAS_SEGMENT, "work:1", "shot:1"),
    edge(Relation.COVERS, "shot:1", "text:1"),
)


def seen(source: str, vector: list[float], model: str = "eye", **more: Visibility) -> object:
    return say(
        source,
        VisualVector(id=f"visual:{source}", model=model, vector=vector),
        edge(Relation.HAS_VISUAL, "shot:1", f"visual:{source}"),
        kind="machine",
        **more,
    )


def found(store: GraphStore, scope: Scope = ALL) -> list[Picture]:
    return pictures(store.snapshot(scope))


def test_a_vector_is_kept_bit_by_bit(store: GraphStore) -> None:
    store.apply([FILM, seen("seen/1", [3.0, 0.0, 4.0])])
    [picture] = found(store)
    assert unpack(picture.vector).tolist() == np.array([0.6, 0, 0.8], np.float32).tolist()
    assert (picture.id, picture.owner, picture.model) == ("shot:1", "work:1", "eye")
    assert (picture.start_ms, picture.end_ms, picture.segment) == (1000, 2500, "shot:1")


def test_spaces_of_several_models_stand_beside_each_other(store: GraphStore) -> None:
    store.apply([FILM, seen("a", [1, 0]), seen("b", [0, 1, 0], model="other eye")])
    assert [(p.model, len(unpack(p.vector))) for p in found(store)] == [
        ("eye", 2),
        ("other eye", 3),
    ]


def test_a_newer_vector_replaces_and_its_source_takes_it_away(store: GraphStore) -> None:
    store.apply([FILM])
    before = tables(store)
    store.apply([seen("seen/1", [1, 0])])
    since = store.snapshot(ALL)
    store.apply([seen("seen/1", [0, 1])])
    [picture] = pictures(store.snapshot(ALL, since))
    assert unpack(picture.vector).tolist() == [0, 1]
    store.remove(["seen/1"])
    assert found(store) == []
    assert tables(store) == before


def test_reads_of_nodes_leave_the_numbers_out(store: GraphStore) -> None:
    store.apply([FILM, seen("seen/1", [1, 0])])
    node = store.get("visual:seen/1", ALL)
    assert node is not None
    assert (node.label, node.properties) == ("VisualVector", {"model": "eye"})
    [near] = store.neighbours("shot:1", ALL, types=[Relation.HAS_VISUAL])
    assert near.node.properties == {"model": "eye"}
    [said] = store.contributions(ALL, ["seen/1"])
    assert said == seen("seen/1", [1, 0])
    assert "vector" in json.loads(said.model_dump_json())["nodes"][0]


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.PARTNER])
def test_a_hidden_vector_is_in_no_picture(store: GraphStore, visibility: Visibility) -> None:
    hidden = FILM.model_copy(
        update={"source": FILM.source.model_copy(update={"id": "nls/2", "visibility": visibility})}
    )
    store.apply([FILM, hidden, seen("seen/1", [1, 0], visibility=visibility)])
    assert found(store, PUBLIC) == []
    assert store.get("visual:seen/1", PUBLIC) is None
    [picture] = found(store)
    assert picture.access == f"nls#{visibility.value}"
