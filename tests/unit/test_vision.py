"""The image-text model: what is told where it can't be had, and open_clip for real where it can.

There are no weights to test with, so open_clip runs a small model with random ones.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph_schema.errors import ModelError
from reelgraph.assembly import text_tower
from reelgraph.settings import Settings
from reelgraph.vision import EndpointVision, OpenClip
from tests.unit.coloured_pictures import paint
from tests.unit.test_embedders import Endpoint, endpoint  # noqa: F401

TINY = {
    "model_cfg": {
        "embed_dim": 32,
        "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "patch_size": 16},
        "text_cfg": {
            "context_length": 77,
            "vocab_size": 49408,
            "width": 64,
            "heads": 2,
            "layers": 2,
        },
    },
    "preprocess_cfg": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]},
}


def chosen(tmp_path: Path, **named: Any) -> Settings:
    return Settings(home=tmp_path, **named)


def test_settings_choose_the_model_and_load_nothing(tmp_path: Path) -> None:
    assert text_tower(chosen(tmp_path)) is None
    at_hub = text_tower(chosen(tmp_path, vision_model="laion/CLIP-ViT-B-32-laion2B-s34B-b79K"))
    assert isinstance(at_hub, OpenClip)
    assert at_hub.name == "laion/CLIP-ViT-B-32-laion2B-s34B-b79K"
    served = chosen(tmp_path, vision_model="jinaai/jina-clip-v2", vision_url="http://clip/v1")
    tower = text_tower(served)
    assert isinstance(tower, EndpointVision)
    assert tower.name == "jinaai/jina-clip-v2"


def test_a_folder_is_named_by_its_last_part(tmp_path: Path) -> None:
    (tmp_path / "CLIP-tiny").mkdir()
    assert OpenClip(f"{tmp_path}/CLIP-tiny/", tmp_path).name == "CLIP-tiny"


def test_an_extra_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "open_clip", None)
    with pytest.raises(ModelError, match=r"reelgraph\[vision\]"):
        OpenClip("laion/CLIP", tmp_path).queries(["a tram"])


def test_an_endpoint_places_texts_without_prefixes(endpoint: str) -> None:  # noqa: F811
    placed = EndpointVision(endpoint, "jinaai/jina-clip-v2").queries(["a tram", "snow"])
    assert np.linalg.norm(placed, axis=1) == pytest.approx(1, abs=1e-5)
    assert Endpoint.asked[-1]["input"] == ["a tram", "snow"]


def test_an_endpoint_that_does_not_answer_names_its_settings() -> None:
    with pytest.raises(ModelError, match="REELGRAPH_VISION_URL"):
        EndpointVision("http://127.0.0.1:9/v1", "clip").queries(["a tram"])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the hub has them, with random weights."""
    open_clip = pytest.importorskip("open_clip", reason="the extra vision is not installed")
    safetensors = pytest.importorskip("safetensors.torch")
    folder = tmp_path_factory.mktemp("models") / "CLIP-tiny"
    folder.mkdir()
    model = open_clip.model.CLIP(**TINY["model_cfg"])
    safetensors.save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    (folder / "open_clip_config.json").write_text(json.dumps(TINY), "utf-8")
    return folder


@pytest.mark.slow
def test_open_clip_places_texts_and_pictures_in_one_space(tiny: Path, tmp_path: Path) -> None:
    model = OpenClip(str(tiny), tmp_path)
    texts = model.queries(["a tram\x00 in snow", "herring", "x" * 5000])
    paths = [
        paint(tmp_path / f"{n}.png", ground, "white", "disc")
        for n, ground in enumerate(["red", "blue"] * 20)
    ]
    pictures = model.images(paths)
    assert (texts.shape, pictures.shape) == ((3, 32), (40, 32))
    assert texts.dtype == pictures.dtype == np.float32
    assert np.linalg.norm(texts, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(pictures, axis=1) == pytest.approx(1, abs=1e-5)
    # One picture, one place, alone or in company; another picture, another place.
    assert model.images(paths[2:3])[0] == pytest.approx(pictures[0], abs=1e-5)
    assert float(pictures[0] @ pictures[1]) < 0.9999
    assert model.queries(["herring"])[0] == pytest.approx(texts[1], abs=1e-5)


@pytest.mark.slow
def test_what_is_no_picture_is_told(tiny: Path, tmp_path: Path) -> None:
    model = OpenClip(str(tiny), tmp_path)
    wrong = tmp_path / "text.png"
    wrong.write_text("no picture")
    for path in (wrong, tmp_path / "missing.png"):
        with pytest.raises(ModelError, match="can't place"):
            model.images([path])


@pytest.mark.slow
def test_weights_that_are_missing_or_damaged_are_told(tmp_path: Path) -> None:
    pytest.importorskip("open_clip", reason="the extra vision is not installed")
    bare = tmp_path / "bare"
    bare.mkdir()
    for name, content in (("nothing", None), ("config alone", json.dumps(TINY))):
        if content:
            (bare / "open_clip_config.json").write_text(content, "utf-8")
        with pytest.raises(ModelError, match="REELGRAPH_VISION_MODEL"):
            OpenClip(str(bare), tmp_path).queries([name])
    with pytest.raises(ModelError, match="neither a folder"):
        OpenClip(str(tmp_path / "gone"), tmp_path).queries(["x"])
    (bare / "open_clip_model.safetensors").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="can be loaded"):
        OpenClip(str(bare), tmp_path).queries(["x"])
