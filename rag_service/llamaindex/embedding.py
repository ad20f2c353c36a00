"""The embedding model of the graph, for LlamaIndex's vector queries."""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from graph_schema.models import Embedder


class ReelgraphEmbedding(BaseEmbedding):
    """An `Embedder` as LlamaIndex's model; vector queries need the one that made the graph's.

    Args:
        embedder: As `reelgraph.assembly.embedder` gives it.
    """

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **kwargs: Any) -> None:
        super().__init__(model_name=embedder.name, **kwargs)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return _floats(self._embedder.queries([query])[0])

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [_floats(vector) for vector in self._embedder.passages(texts)]


def _floats(vector: Any) -> list[float]:
    return [float(value) for value in vector]
