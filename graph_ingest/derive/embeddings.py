"""Embeddings of passages: only those whose text or model changed, each computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph_ingest.derive.cache import VectorCache
from graph_schema.models import Embedder
from graph_schema.passages import Passage
from graph_schema.scope import Visibility
from graph_schema.store import Vector
from graph_schema.values import Value

Progress = Callable[[int, int], None]
"""Told how many passages are done, of how many that need a vector."""

Write = Callable[[str, Mapping[str, Value | Vector]], int]
"""Sets a computed property of nodes, as `GraphStore.derive`."""

EMBEDDING_OF = "embedding_of"
"""Derived property: fingerprint of the text and model that the embedding was made from."""

_AT_ONCE = 64
_WIDEST_FIRST = list(Visibility)


@dataclass(frozen=True)
class Embedded:
    """Passages by where their vectors came from."""

    computed: int = 0
    remembered: int = 0
    unchanged: int = 0


def embed(
    write: Write,
    passages: Iterable[Passage],
    held: Mapping[str, str],
    embedder: Embedder,
    cache: VectorCache,
    progress: Progress,
) -> Embedded:
    """Give each passage's node its vector, batch by batch; an interrupted run keeps its batches.

    A node with passages under several access tokens gets the vector of the most widely
    visible one, so that a search by vectors tells nothing of the hidden ones.

    Args:
        write: Receives ``embedding`` and ``embedding_of``.
        passages: All passages of the snapshot.
        held: The fingerprint that each node's present vector was made from.
        embedder: Makes vectors.
        cache: Vectors that were made before.
        progress: Told how far it is.

    Raises:
        ModelError: The embedding model can't be used.
    """
    chosen = _one_each(passages)
    keys = {node: passage.fingerprint(embedder.name) for node, passage in chosen.items()}
    due = [node for node, key in keys.items() if held.get(node) != key]
    computed = done = 0
    for start in range(0, len(due), _AT_ONCE):
        part = due[start : start + _AT_ONCE]
        vectors = cache.get([keys[node] for node in part])
        missing = [node for node in part if keys[node] not in vectors]
        if missing:
            made = embedder.passages([chosen[node].text for node in missing])
            fresh: dict[str, Vector] = {keys[n]: made[row] for row, n in enumerate(missing)}
            cache.put(fresh)
            vectors |= fresh
        # The fingerprint goes last: without it an interrupted batch is done again.
        write("embedding", {node: vectors[keys[node]] for node in part})
        write(EMBEDDING_OF, {node: keys[node] for node in part})
        computed += len(missing)
        done += len(part)
        progress(done, len(due))
    return Embedded(computed, len(due) - computed, len(chosen) - len(due))


def _one_each(passages: Iterable[Passage]) -> dict[str, Passage]:
    chosen: dict[str, Passage] = {}
    for passage in passages:
        known = chosen.get(passage.id)
        if known is None or width(passage) < width(known):
            chosen[passage.id] = passage
    return chosen


def width(passage: Passage) -> tuple[int, str]:
    """How widely a passage may be seen; the least is the widest."""
    visibility = Visibility(passage.access.rpartition("#")[2])
    return _WIDEST_FIRST.index(visibility), passage.access
