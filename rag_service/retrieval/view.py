"""What of an index one scope may see, worked out once for each set of access tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_schema.scope import Scope
from rag_service.retrieval.graph import Integers, PassageGraph

_SAMPLE = 256
_JOINING = 2


@dataclass(frozen=True)
class View:
    """An index as a caller sees it. How rare an entity is, too, is told by open passages alone.

    Attributes:
        graph: Links of the whole index.
        tokens: Access tokens that the caller may see.
        allowed: By number of access token, whether the caller may see it.
        open: By passage, whether the caller may see it; None where all are seen.
        openness: By passage, 1 where it is seen, else 0.
        sample: Some passages that are seen, evenly drawn.
        specificity: By entity, ln(1 + N / n) of the n passages seen that are linked to it,
            over that of a single one: in 0..1. A name that joins no two of them counts for 0.
        rarity: Its square root, by which links to the entity are damped.
    """

    graph: PassageGraph
    tokens: tuple[str, ...]
    allowed: npt.NDArray[np.bool_]
    open: npt.NDArray[np.bool_] | None
    openness: npt.NDArray[np.float32]
    sample: Integers
    specificity: npt.NDArray[np.float32]
    rarity: npt.NDArray[np.float32]


def make_view(
    scope: Scope, tokens: Sequence[str], of_rows: npt.NDArray[np.int32], graph: PassageGraph
) -> View:
    """Work out a view: O(passages + links)."""
    allowed = np.array([scope.allows(token) for token in tokens], np.bool_)
    mask = allowed[of_rows] if len(tokens) else np.zeros(len(of_rows), np.bool_)
    openness = mask.astype(np.float32)
    links = graph.of_entities
    seen = (
        np.add.reduceat(np.append(openness[links.ends], 0.0), links.starts[:-1])
        if len(links.starts) > 1
        else np.empty(0)
    )
    total = max(1.0, float(openness.sum()))
    specificity = np.log1p(total / np.maximum(seen, 1.0)) / np.log1p(total)
    specificity = specificity.astype(np.float32)
    specificity[graph.known :][seen[graph.known :] < _JOINING] = 0.0
    return View(
        graph,
        tuple(token for token, free in zip(tokens, allowed.tolist(), strict=True) if free),
        allowed,
        None if bool(mask.all()) else mask,
        openness,
        even_sample(mask),
        specificity,
        np.sqrt(specificity),
    )


def even_sample(mask: npt.NDArray[np.bool_]) -> Integers:
    """At most 256 of the rows in the mask, spread evenly."""
    rows = np.flatnonzero(mask)
    chosen = np.linspace(0, max(0, len(rows) - 1), min(_SAMPLE, len(rows)))
    return rows[chosen.astype(np.int64)]
