"""Contracts of the models that Reelgraph uses; which one runs is the front door's choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Embedder(Protocol):
    """Turns texts into points whose inner product is their cosine similarity."""

    @property
    def name(self) -> str:
        """Model and version: part of every cache key."""

    @property
    def dimensions(self) -> int:
        """Length d of a vector."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to be found: float32 (n, d), each row of length 1."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to search by: float32 (n, d), each row of length 1."""


class LanguageModel(Protocol):
    """A chat model behind an OpenAI-compatible endpoint."""

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""

    def complete(self, system: str, user: str, *, schema: dict[str, Any] | None = None) -> str:
        """The whole answer; JSON that fits ``schema`` where one is given. Raises ModelError."""

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The answer in pieces as they come. Raises ModelError."""
