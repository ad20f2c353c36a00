"""FrameSense collections: every file of a clip, with times on the video."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reelgraph
from graph_ingest.readers import Quarantine, reader_for
from graph_ingest.readers.framesense import FrameSenseReader
from graph_schema.contribution import Contribution
from graph_schema.nodes import Agent, Frame, Mention, Segment, TextUnit, Title, VisualVector
from graph_schema.packed import unpack

DEMO = Path(reelgraph.__file__).resolve().parent / "demo" / "enrichment"
CLIP = "reelgraph-demo/framesense/manifesto_reading/00.00.19-69"


def read(folder: Path) -> tuple[dict[str, Contribution], Quarantine]:
    noted = Quarantine()
    found = FrameSenseReader().read(folder / "collections.json", noted)
    return {c.id: c for c in found}, noted


@pytest.fixture(scope="module")
def demo() -> dict[str, Contribution]:
    found, noted = read(DEMO)
    assert (noted.count, noted.notes) == (0, 0)
    return found


def texts(contribution: Contribution, channel: str) -> list[TextUnit]:
    return [n for n in contribution.nodes if isinstance(n, TextUnit) and n.channel == channel]


def test_each_clip_and_each_annotation_speaks_for_itself(demo: dict[str, Contribution]) -> None:
    kinds = [key.split("/")[1] for key in demo]
    assert kinds.count("framesense") == 4
    assert kinds.count("annotations") == 3


def test_shots_lie_on_the_video(demo: dict[str, Contribution]) -> None:
    [shot] = [n for n in demo[CLIP].nodes if isinstance(n, Segment) and n.kind == "shot"]
    assert shot.id == "segment:reelgraph-demo/manifesto_reading/00.00.19-69/001"
    assert (shot.start_ms, shot.end_ms) == (19_000, 88_000)


def test_frames_carry_captions_and_claims(demo: dict[str, Contribution]) -> None:
    [frame] = [n for n in demo[CLIP].nodes if isinstance(n, Frame)]
    assert frame.t_ms == (19_000 + 88_000) // 2
    assert frame.uri == ("reelgraph-demo/manifesto_reading/00.00.19-69/shots/001/middle.jpg")
    [caption] = texts(demo[CLIP], "caption")
    assert caption.text == frame.caption
    claims = {a.predicate: a.value for a in demo[CLIP].assertions}
    assert claims["productionCompany"] == "Audible Socialism"
    assert claims["subject_type"] == "document"
    assert "indoor" not in claims
    assert "year" not in claims


def test_speech_lies_on_the_video(demo: dict[str, Contribution]) -> None:
    first = texts(demo[CLIP], "transcript")[0]
    assert first.text == "Preamble."
    assert (first.start_ms, first.end_ms) == (19_720, 20_280)


def test_spoken_places_stand_in_the_sentence(demo: dict[str, Contribution]) -> None:
    said = demo[CLIP]
    sentences = {n.id: n for n in texts(said, "transcript")}
    for mention in (n for n in said.nodes if isinstance(n, Mention)):
        [above] = [e.start for e in said.edges if e.end == mention.id]
        sentence = sentences[above].text
        assert sentence[mention.char_start : mention.char_end] == mention.surface


def test_the_run_names_the_model(demo: dict[str, Contribution]) -> None:
    run = demo[CLIP].run
    assert run is not None
    assert (run.app, run.model) == ("FrameSense", "reelgraph-demo")
    assert run.parameters["features.prompt_hash"] == "4fbaaa9c"


def test_annotations_of_people_are_catalogue_facts(shared_data: Path) -> None:
    folder = shared_data / "framesense_format" / "tests" / "original_collections"
    found, noted = read(folder)
    [said] = found.values()
    assert (noted.count, said.source.kind) == (0, "catalogue")
    assert [n.value for n in said.nodes if isinstance(n, Title)] == ["His Girl Friday"]
    assert [n.name for n in said.nodes if isinstance(n, Agent)] == ["Howard Hawks"]
    clips = [n for n in said.nodes if isinstance(n, Segment)]
    assert [(c.start_ms, c.end_ms) for c in clips] == [(3_000, 65_000), (141_000, 182_000)]
    assert [t.text for t in texts(said, "summary")] == [
        "Interrogation of a suspect",
        "Gun fights and man hunts on the street",
    ]


def test_an_annotated_clip_is_the_clip_of_the_folder(demo: dict[str, Contribution]) -> None:
    noted = demo["reelgraph-demo/annotations/manifesto_reading"]
    wanted = "segment:reelgraph-demo/manifesto_reading/00.00.19-69"
    assert wanted in {n.id for n in noted.nodes}
    assert wanted in {n.id for n in demo[CLIP].nodes}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "enrichment"))


def clip_folder(copy: Path) -> Path:
    return copy / "reelgraph-demo" / "manifesto_reading" / "00.00.19-69"


def change(path: Path, **values: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    content[0].update(values)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start": -1.0}, "the time -1.0 is negative"),
        ({"start": 5.0, "end": 4.0}, "ends at 00:00:04.000, before or at its start 00:00:05.000"),
        (
            {"end": 70.5},
            "00:01:10.500 lies past the end of the clip '00.00.19-69', which is 00:01:09.000 long",
        ),
        ({"segment": None}, "the item has no text under 'segment'"),
    ],
)
def test_a_bad_sentence_is_put_aside(copy: Path, values: dict[str, Any], message: str) -> None:
    path = clip_folder(copy) / "transcription.json"
    change(path, **values)
    found, noted = read(copy)
    assert noted.count == 1
    assert f"transcription.json:2: {message}" in noted.shown[0]
    assert "Preamble." not in {t.text for t in texts(found[CLIP], "transcript")}
    assert texts(found[CLIP], "transcript")


def test_a_second_past_the_clips_end_is_let_pass(copy: Path) -> None:
    change(clip_folder(copy) / "transcription.json", end=69.9)
    _, noted = read(copy)
    assert noted.count == 0


def test_a_shot_past_the_end_of_its_clip_is_put_aside(copy: Path) -> None:
    path = clip_folder(copy) / "shots" / "shots.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "2,1725,x,69.000,1800,x,75.000,75,x,6.000\n", encoding="utf-8")
    found, noted = read(copy)
    assert noted.count == 1
    assert "shots.csv:4: 00:01:15.000 lies past the end of the clip" in noted.shown[0]
    assert sum(isinstance(n, Segment) and n.kind == "shot" for n in found[CLIP].nodes) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("transcription.json", "[{", "not JSON"),
        ("transcription.json", '{"data": 5}', "there is no list"),
        ("transcription_answers.json", '{"data": []}', "there is no object under 'data'"),
        ("shots/shots.csv", "Scene,Start\n1,2\n", "no list of PySceneDetect's"),
        ("shots/001/frames.json", '{"data": {"middle.jpg": 3}}', "questions with answers"),
    ],
)
def test_a_bad_file_is_put_aside_whole_and_the_rest_goes_in(
    copy: Path, name: str, content: str, message: str
) -> None:
    (clip_folder(copy) / name).write_text(content, encoding="utf-8")
    found, noted = read(copy)
    assert noted.count == 1
    assert message in noted.shown[0]
    assert name.rpartition("/")[2] in noted.shown[0]
    assert len(found) == 7


def test_a_folder_that_is_no_clip_is_put_aside(copy: Path) -> None:
    (copy / "reelgraph-demo" / "manifesto_reading" / "notes").mkdir()
    _, noted = read(copy)
    assert noted.count == 1
    assert "'notes' is not a clip's name" in noted.shown[0]


def test_a_collection_that_is_not_there_is_put_aside(shared_data: Path) -> None:
    found, noted = read(shared_data / "framesense_format" / "docs")
    assert (found, noted.count) == ({}, 2)
    assert "the collection's folder 'videos' is not there" in noted.shown[0]


def test_the_folder_itself_can_be_given(copy: Path) -> None:
    found = list(reader_for(copy).read(copy, Quarantine()))
    assert len(found) == 7 + 1  # with index_places.json


def embedded(copy: Path, **embedding: object) -> tuple[list[VisualVector], Quarantine]:
    """The visual vectors of the demo's frames where one of them has an embedding."""
    path = clip_folder(copy) / "shots" / "001" / "frames.json"
    content = json.loads(path.read_text("utf-8"))
    content["data"]["middle.jpg"]["embedding"] = embedding
    path.write_text(json.dumps(content), "utf-8")
    found, noted = read(copy)
    nodes = [node for c in found.values() for node in c.nodes]
    return [node for node in nodes if isinstance(node, VisualVector)], noted


def test_a_frames_embedding_is_where_a_model_places_the_picture(copy: Path) -> None:
    index = copy / "collections.json"
    content = json.loads(index.read_text("utf-8"))
    content.setdefault("meta", {}).setdefault("params", {})["embed_frames_transformers"] = {
        "model": "jinaai/jina-clip-v2"
    }
    index.write_text(json.dumps(content), "utf-8")
    [vector], noted = embedded(copy, value=[3.0, 4.0])
    assert noted.notes == 0
    assert vector.model == "jinaai/jina-clip-v2"
    assert unpack(vector.vector).tolist() == np.array([0.6, 0.8], np.float32).tolist()
    [own], _ = embedded(copy, value=[3.0, 4.0], model="another")
    assert own.model == "another"


def test_an_embedding_that_can_not_be_used_is_noted(copy: Path) -> None:
    for said in ({"value": [3.0, 4.0]}, {"value": "…", "model": "eye"}, {"model": "eye"}):
        found, noted = embedded(copy, **said)
        assert (found, noted.notes) == ([], 1)
        assert "[embedding]" in noted.shown[0]
