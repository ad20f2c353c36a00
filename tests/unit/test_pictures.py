"""Visual vectors as Contributions bring them, and the pictures that carry them."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.nodes import AnyNode, Frame, Instantiation, VisualVector
from graph_schema.packed import pack, unpack
from graph_schema.pictures import pictures
from graph_schema.relations import Relation
from tests.unit.small_archive import FILMS, picture, shots


def visual(vector: Any, node: str = "visual:1", model: str = "eye") -> VisualVector:
    return VisualVector(id=node, model=model, vector=vector)


def brought(*nodes: AnyNode, joined: list[tuple[Relation, str, str]]) -> Contribution:
    edges = [Edge(type=kind, start=start, end=end) for kind, start, end in joined]
    source = Source(id="seen/1", partner="nls", collection="nls", kind="machine")
    return Contribution(source=source, nodes=list(nodes), edges=edges)


finite = st.floats(-1e6, 1e6, width=32)


@given(st.lists(finite, min_size=1, max_size=20).filter(any))
def test_numbers_become_a_vector_of_length_one_once_and_for_all(numbers: list[float]) -> None:
    said = visual(numbers)
    assert np.linalg.norm(unpack(said.vector)) == pytest.approx(1.0, abs=1e-5)
    assert visual(said.vector) == said
    assert VisualVector.model_validate_json(said.model_dump_json()) == said


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [0.0, 0.0],
        [1.0, float("nan")],
        [1.0, float("inf")],
        [[1.0], [2.0]],
        ["one"],
        [1.0] * 8193,
        "no base64 …",
        "AAA=",
        base64.b64encode(b"12345").decode(),
        "",
        None,
        7,
    ],
)
def test_what_is_no_vector_is_refused(wrong: Any) -> None:
    with pytest.raises(ValidationError, match="vector"):
        visual(wrong)


def test_a_line_of_json_brings_a_vector() -> None:
    line = {
        "source": {"id": "seen/1", "partner": "nls", "collection": "nls", "kind": "machine"},
        "nodes": [{"label": "VisualVector", "id": "visual:1", "model": "eye", "vector": [3, 4]}],
        "edges": [{"type": "HAS_VISUAL", "start": "shot:1", "end": "visual:1"}],
    }
    said = Contribution.model_validate_json(json.dumps(line))
    assert said.nodes == [visual([0.6, 0.8])]
    assert Contribution.model_validate_json(said.model_dump_json()).hash == said.hash


def test_only_pictures_carry_vectors() -> None:
    with pytest.raises(ValidationError, match="HAS_VISUAL"):
        brought(FILMS[0].nodes[0], visual([1]), joined=[
            (Relation.HAS_VISUAL, FILMS[0].nodes[0].id, "visual:1"),
        ])  # fmt: skip


def test_shots_frames_and_files_lead_up_to_their_film() -> None:
    shot, file = "segment:nls/0001/clip/1", "instantiation:nls/0001"
    said = brought(
        visual([1, 0], "visual:shot"),
        visual([0, 1], "visual:frame"),
        visual([1, 1], "visual:file"),
        visual([1, 1], "visual:nowhere"),
        Frame(id="frame:1", t_ms=1400),
        Instantiation(id=file, uri="0001.mp4"),
        joined=[
            (Relation.HAS_VISUAL, shot, "visual:shot"),
            (Relation.HAS_FRAME, shot, "frame:1"),
            (Relation.HAS_VISUAL, "frame:1", "visual:frame"),
            (Relation.HAS_VISUAL, file, "visual:file"),
            (Relation.HAS_INSTANTIATION, "manifestation:nls/0001", file),
            (Relation.HAS_VISUAL, "segment:lost", "visual:nowhere"),
        ],
    )
    found = {p.id: p for p in pictures(picture([*FILMS, shots("0001", ["A", "B"]), said]))}
    assert found.keys() == {shot, "frame:1", file}
    assert {p.owner for p in found.values()} == {"work:nls/0001"}
    assert {p.media for p in found.values()} == {"0001.mp4"}
    times = {p.id: (p.segment, p.start_ms, p.end_ms) for p in found.values()}
    assert times == {
        shot: (shot, 1000, 2000),
        "frame:1": (shot, 1400, 1400),
        file: (None, None, None),
    }


def test_a_graph_without_vectors_has_no_pictures() -> None:
    assert pictures(picture([*FILMS, shots("0001", ["A"])])) == []


def test_packing_is_exact_for_what_has_length_one() -> None:
    unit = np.array([0.6, 0.8], np.float32)
    assert unpack(pack(unit)).tobytes() == unit.tobytes()
