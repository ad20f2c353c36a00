"""The real hipporag, given triples in place of a language model that reads every passage.

Two of its parts are replaced, through its own attributes: the embedding model, by the one that
all systems share, and the language model's filter of facts, which is called recognition memory.
In its place the nearest facts are kept, as many as it would have looked at. All else is as the
package does it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from bench.foreign import Row
from bench.peers.task import InProcess, Task
from graph_schema.models import Embedder

PACKAGE = "hipporag"
NOTE = (
    "OpenIE's results come from the file of triples; the language model's filter of facts "
    '("recognition memory") is replaced by: keep the first 5'
)
_MODEL = "none"
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "OPENAI_API_KEY": "none",
    "TQDM_DISABLE": "1",
}


class Hippo(InProcess):
    """hipporag.HippoRAG over the passages and their triples."""

    def __init__(self, task: Task) -> None:
        module = _imported()
        config = module.BaseConfig(
            save_dir=str(task.folder), llm_name=_MODEL, embedding_model_name=_MODEL
        )
        shared = Encoder(task.model)
        module._get_embedding_model_class = lambda **_: lambda **_: shared
        self._hippo = module.HippoRAG(global_config=config)
        self._hippo.rerank_filter = kept_facts
        self._by_text = defaultdict(list)
        for number, text in zip(task.numbers, task.texts, strict=True):
            self._by_text[text].append(number)
        results = extracted(task.numbers, task.texts, task.triples)
        Path(self._hippo.openie_results_path).write_text(json.dumps(results), "utf-8")
        self._hippo.index(task.texts)
        self._hippo.prepare_retrieval_objects()

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first; those of one text together."""
        found = self._hippo.retrieve([question], num_to_retrieve=limit)[0]
        return [number for text in found.docs for number in self._by_text[text]][:limit]


class Encoder:
    """The shared embedding model as hipporag calls one; a question is embedded once."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self._last: tuple[list[str], Any] = ([], None)

    def batch_encode(self, texts: Sequence[str], **how: Any) -> Any:
        """Vectors (n, d): an instruction comes with questions only."""
        if not how.get("instruction"):
            return self._model.passages(list(texts))
        if self._last[0] != list(texts):
            self._last = (list(texts), self._model.queries(list(texts)))
        return np.array(self._last[1])


def kept_facts(
    query: str,
    candidate_items: list[tuple[str, ...]],
    candidate_indices: list[int],
    len_after_rerank: int,
) -> tuple[list[int], list[tuple[str, ...]], dict[str, Any]]:
    """In place of the language model's filter: the nearest facts, whatever the question."""
    del query
    return candidate_indices[:len_after_rerank], candidate_items[:len_after_rerank], {}


def extracted(
    numbers: Sequence[str], texts: Sequence[str], triples: Sequence[Row]
) -> dict[str, Any]:
    """The file that hipporag keeps OpenIE's results in; a passage without any has none."""
    said = {str(row["pid"]): row for row in triples}
    docs = []
    for number, text in zip(numbers, texts, strict=True):
        row = said.get(number, {})
        docs.append(
            {
                "idx": number,
                "passage": text,
                "extracted_entities": [str(name) for name in row.get("entities") or ()],
                "extracted_triples": [
                    [str(end) for end in triple]
                    for triple in row.get("triples") or ()
                    if len(triple) == 3
                ],
            }
        )
    return {"docs": docs}


def _imported() -> Any:
    """The module that has the class; it imports vLLM, which is called only without triples."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if importlib.util.find_spec("vllm") is None:
        absent = ModuleType("vllm")
        absent.SamplingParams = absent.LLM = None  # type: ignore[attr-defined]
        sys.modules["vllm"] = absent
    return importlib.import_module("hipporag.HippoRAG")
