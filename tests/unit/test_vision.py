"""The image-text model: what is told where it can't be had, and one at an endpoint."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph_schema.errors import ModelError
from reelgraph.assembly import text_tower
from reelgraph.settings import Settings
from reelgraph.vision import EndpointVision, OpenClip
from tests.unit.test_embedders import Endpoint, endpoint  # noqa: F401


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
