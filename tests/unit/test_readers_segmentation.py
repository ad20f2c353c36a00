"""The segmentation prototype's files and lists of programme boundaries."""

import json
from pathlib import Path

import pytest

from graph_ingest.readers import Quarantine
from graph_ingest.readers.segmentation import SegmentationReader
from graph_schema.contribution import Contribution
from graph_schema.nodes import Segment, TextUnit
from graph_schema.relations import Relation


@pytest.fixture(scope="module")
def issa(shared_data: Path) -> Path:
    return shared_data / "issa_deerin"


def read(path: Path) -> tuple[Contribution, Quarantine]:
    reader, noted = SegmentationReader(), Quarantine()
    assert reader.claims(path)
    [contribution] = reader.read(path, noted)
    return contribution, noted


def segments(contribution: Contribution) -> list[tuple[int, int]]:
    return [(n.start_ms, n.end_ms) for n in contribution.nodes if isinstance(n, Segment)]


def texts(contribution: Contribution, channel: str) -> list[tuple[str, int | None, int | None]]:
    units = [n for n in contribution.nodes if isinstance(n, TextUnit) and n.channel == channel]
    return [(unit.text, unit.start_ms, unit.end_ms) for unit in units]


def test_moments_that_say_the_same_are_one_text(issa: Path) -> None:
    fixtures = issa / "prototypes" / "segment" / "etl" / "tests" / "fixtures"
    said, noted = read(fixtures / "aligned_data.json")
    assert noted.count == 0
    assert said.id == "deerin/align/dummy_video"
    assert texts(said, "caption") == [
        ("A person is standing in a room.", 0, 4000),
        ("The person walks towards the door.", 4000, 6000),
        ("The person opens the door and exits.", 6000, 8000),
        ("The room is empty.", 8000, 10_000),
    ]
    assert texts(said, "transcript")[0] == ("Hello", 0, 4000)
    assert said.run is not None
    assert (said.run.app, said.run.app_version) == ("DEERIn segmentation align", "0.1.0")


def test_boundaries_part_programmes(issa: Path) -> None:
    fixtures = issa / "prototypes" / "segment" / "etl" / "tests" / "fixtures"
    said, _ = read(fixtures / "boundaries.json")
    assert segments(said) == [(0, 4000), (4000, 8000), (8000, 10_000)]


def test_a_segment_of_no_length_is_put_aside(issa: Path) -> None:
    fixtures = issa / "prototypes" / "segment" / "etl" / "tests" / "fixtures"
    said, noted = read(fixtures / "merged_segments.json")
    assert segments(said) == [(0, 4000), (4000, 8000)]
    assert noted.count == 1
    assert "merged_segments.json:34: ends at 00:00:08.000, before or at its start" in noted.shown[0]


def test_boundaries_by_hand(issa: Path) -> None:
    said, noted = read(issa / "experiments" / "qwen3x" / "segments_true" / "DVC43313.json")
    assert said.id == "deerin/segments_true/DVC43313"
    assert segments(said) == [(10_000, 150_000), (215_000, 2_101_000)]
    short, _ = read(issa / "workshops" / "ws1" / "segments_true" / "75247299.32.json")
    assert segments(short) == [(0, 557_000)]
    assert noted.count == 0


def test_predicted_programmes_claim_their_titles(issa: Path) -> None:
    said, _ = read(issa / "experiments" / "qwen3x" / "segments_predict" / "aobbu34200001.json")
    titles = [a.value for a in said.assertions if a.predicate == "title"]
    assert "NUISANCE CALLS" in titles
    assert len(segments(said)) == 19


def test_summaries_and_classes(tmp_path: Path) -> None:
    path = tmp_path / "classifications.json"
    item = {
        "start_timestamp": 0.0,
        "end_timestamp": 60.0,
        "captions": ["A tram.", "A tram."],
        "transcriptions": ["Good evening."],
        "summary": "The news.",
        "topic": "news",
        "program_name": "N/A",
        "channel": "UTV",
    }
    meta = {
        "component": "classify",
        "input_file": "/films/NI/DVC1/DVC1.mp4",
        "model_name": "gemma-3-4b",
        "git_hash": "abc",
        "parameters": {"seed": 1, "nested": {}},
        "processed_at": "2026-03-09T11:42:00Z",
    }
    path.write_text(json.dumps({"_meta": meta, "data": [item]}), encoding="utf-8")
    said, noted = read(path)
    assert said.id == "ni/classify/DVC1"
    assert noted.count == 0
    assert {a.predicate: a.value for a in said.assertions} == {"topic": "news", "channel": "UTV"}
    assert texts(said, "caption") == [("A tram.", 0, 60_000)]
    [summary] = [n for n in said.nodes if isinstance(n, TextUnit) and n.channel == "summary"]
    assert all(a.evidence == [summary.id] for a in said.assertions)
    assert said.run is not None
    assert (said.run.model, said.run.git_hash, said.run.parameters) == (
        "gemma-3-4b",
        "abc",
        {"seed": 1},
    )
    assert any(e.type == Relation.IN_INSTANTIATION for e in said.edges)


def test_other_json_is_not_claimed(tmp_path: Path) -> None:
    for name, content in (("a.json", '{"a": 1}'), ("b.json", "[1, 2]"), ("c.txt", "[]")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert not SegmentationReader().claims(tmp_path / name)
