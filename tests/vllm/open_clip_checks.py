"""open_clip for real, run by the Python that has torch: see test_open_clip.py.

There are no weights to test with, so a small model with random ones is written first.
"""

import json
from pathlib import Path

import numpy as np
import open_clip
import pytest
from PIL import Image
from safetensors.torch import save_file

from graph_schema.errors import ModelError
from reelgraph.vision import OpenClip

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


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the hub has them, with random weights."""
    folder = tmp_path_factory.mktemp("models") / "CLIP-tiny"
    folder.mkdir()
    model = open_clip.model.CLIP(**TINY["model_cfg"])
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    (folder / "open_clip_config.json").write_text(json.dumps(TINY), "utf-8")
    return folder


def test_open_clip_places_texts_and_pictures_in_one_space(tiny: Path, tmp_path: Path) -> None:
    model = OpenClip(str(tiny), tmp_path)
    texts = model.queries(["a tram\x00 in snow", "herring", "x" * 5000])
    paths = [tmp_path / f"{number}.png" for number in range(40)]
    for path, ground in zip(paths, ["red", "blue"] * 20, strict=True):
        Image.new("RGB", (64, 48), ground).save(path)
    pictures = model.images(paths)
    assert (texts.shape, pictures.shape) == ((3, 32), (40, 32))
    assert texts.dtype == pictures.dtype == np.float32
    assert np.linalg.norm(texts, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(pictures, axis=1) == pytest.approx(1, abs=1e-5)
    # One picture, one place, alone or in company; another picture, another place.
    assert model.images(paths[2:3])[0] == pytest.approx(pictures[0], abs=1e-5)
    assert float(pictures[0] @ pictures[1]) < 0.9999
    assert model.queries(["herring"])[0] == pytest.approx(texts[1], abs=1e-5)


def test_what_is_no_picture_is_told(tiny: Path, tmp_path: Path) -> None:
    model = OpenClip(str(tiny), tmp_path)
    wrong = tmp_path / "text.png"
    wrong.write_text("no picture")
    for path in (wrong, tmp_path / "missing.png"):
        with pytest.raises(ModelError, match="can't place"):
            model.images([path])


def test_weights_that_are_missing_or_damaged_are_told(tmp_path: Path) -> None:
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
