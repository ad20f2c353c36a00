"""Contracts of the models that Reelgraph uses; which one runs is the front door's choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from graph_schema.stopping import Stop

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


class TextTower(Protocol):
    """The part of an image-text model that places texts among pictures."""

    @property
    def name(self) -> str:
        """The model's name: pictures that it placed carry it (`VisualVector.model`)."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Place texts to search by: float32 (n, d), each row of length 1. Raises ModelError."""


class ImageTextModel(TextTower, Protocol):
    """An image-text model of the kind of CLIP: pictures and texts in one space."""

    def images(self, paths: Sequence[Path]) -> Vectors:
        """Place pictures to be found: float32 (n, d), likewise. Raises ModelError."""


def same_model(one: str, other: str) -> bool:
    """True where two names mean one model: a copy in a folder lacks its organisation."""
    return one.rpartition("/")[2].casefold() == other.rpartition("/")[2].casefold()


@dataclass
class Spent:
    """What calls to a language model cost; a call adds to what is there.

    Attributes:
        calls: Answers asked for.
        prompt_tokens: Tokens read, as the endpoint counts them; 0 where it doesn't.
        completion_tokens: Tokens written, as the endpoint counts them.
        ms: Time from asking to the last token, in milliseconds.
        stop: Ends the calls when nobody waits for what they give; no part of the cost.
    """

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    ms: float = 0.0
    stop: Stop = field(default_factory=Stop, compare=False, repr=False)

    def counts(self) -> dict[str, int | float]:
        """The cost as JSON can hold it."""
        return {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "ms": round(self.ms, 1),
        }

    def add(self, other: Spent) -> None:
        """Add what another call cost."""
        self.calls += other.calls
        self.prompt_tokens += other.prompt_tokens
        self.completion_tokens += other.completion_tokens
        self.ms += other.ms


class LanguageModel(Protocol):
    """A chat model behind an OpenAI-compatible endpoint.

    The answer fits ``schema`` (JSON Schema) where one is given; what a call costs is added to
    ``spent`` where one is given. Both raise ModelError, and StoppedError where its stop is set.
    """

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""

    def complete(
        self,
        system: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> str:
        """The whole answer."""

    def stream(
        self,
        system: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> Iterator[str]:
        """The answer in pieces as they come."""
