"""The image-text model: run here by open_clip, or asked of an endpoint.

Its text tower places a question among the pictures that its image tower placed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from graph_schema.errors import ModelError
from graph_schema.models import Vectors
from reelgraph.embedders import EndpointEmbedder, plain, unit

_AT_ONCE = 32


class OpenClip:
    """A model in open_clip's own form (Ilharco et al. 2021), from the extra ``vision``.

    It is loaded when it is first asked; one call at a time.

    Args:
        place: A folder with ``open_clip_config.json`` and the weights, or such a model's name at
            the Hugging Face hub, such as ``laion/CLIP-ViT-B-32-laion2B-s34B-b79K``.
        cache: Folder for what is fetched from the hub.
    """

    def __init__(self, place: str, cache: Path) -> None:
        self._place = place
        self._cache = cache
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name at the hub, or its folder's."""
        return Path(self._place).resolve().name if Path(self._place).is_dir() else self._place

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Place texts to search by. Raises ModelError."""
        return self._placed([plain(text) for text in texts], self._model.texts)

    def images(self, paths: Sequence[Path]) -> Vectors:
        """Place pictures to be found. Raises ModelError."""
        return self._placed(list(paths), self._model.images)

    def _placed(self, given: list[Any], place: Callable[[list[Any]], Vectors]) -> Vectors:
        parts = [given[start : start + _AT_ONCE] for start in range(0, len(given), _AT_ONCE)]
        try:
            with self._turn:
                made = [place(part) for part in parts]
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"{self._place} can't place what it was given: {error}") from error
        return unit(np.concatenate(made)) if made else np.empty((0, 0), np.float32)

    @cached_property
    def _model(self) -> _Loaded:
        try:
            import open_clip
        except ImportError as error:
            raise ModelError(
                "the image-text model needs the extra vision: pip install 'reelgraph[vision]', or "
                f"set REELGRAPH_VISION_URL to an endpoint that has {self._place} ({error})"
            ) from error
        known = f"local-dir:{self._place}" if Path(self._place).is_dir() else self._at_hub()
        try:
            model, look = open_clip.create_model_from_pretrained(known, cache_dir=str(self._cache))
            return _Loaded(model.eval(), look, open_clip.get_tokenizer(known))
        except Exception as error:
            # Whatever a hub or a damaged file makes of it, the caller can only name another.
            raise ModelError(
                f"no image-text model can be loaded from {self._place}: {error}. Set "
                "REELGRAPH_VISION_MODEL to a folder with open_clip_config.json and weights, or to "
                "such a model's name at the hub"
            ) from error

    def _at_hub(self) -> str:
        if "/" not in self._place or self._place.startswith(("/", ".")):
            raise ModelError(
                f"REELGRAPH_VISION_MODEL is {self._place}, which is neither a folder that is there "
                "nor the name of a model at the hub (ORGANISATION/NAME)"
            )
        return f"hf-hub:{self._place}"


class _Loaded:
    """A loaded model with what turns pictures and texts into its input."""

    def __init__(self, model: Any, look: Callable[[Any], Any], tokens: Callable[..., Any]) -> None:
        self._model = model
        self._look = look
        self._tokens = tokens

    def texts(self, texts: list[str]) -> Vectors:
        import torch

        with torch.inference_mode():
            return _rows(self._model.encode_text(self._tokens(texts)))

    def images(self, paths: list[Path]) -> Vectors:
        import torch

        seen = [self._seen(path) for path in paths]
        with torch.inference_mode():
            return _rows(self._model.encode_image(torch.stack(seen)))

    def _seen(self, path: Path) -> Any:
        from PIL import Image

        with Image.open(path) as picture:
            return self._look(picture.convert("RGB"))


class EndpointVision:
    """The text tower of an image-text model at an OpenAI-compatible ``/v1/embeddings``.

    vLLM's pooling runner serves CLIP and its kin so. Pictures are placed elsewhere.
    """

    def __init__(self, url: str, model: str) -> None:
        self.name = model
        self._endpoint = EndpointEmbedder(
            url, model, settings="REELGRAPH_VISION_URL and REELGRAPH_VISION_MODEL"
        )

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Place texts to search by. Raises ModelError."""
        return self._endpoint.queries(texts)


def _rows(tensor: Any) -> Vectors:
    rows: Vectors = tensor.float().cpu().numpy()
    return rows
