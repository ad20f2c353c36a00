"""The network of works and the entities that they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_schema.passages import Passage

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Network:
    """An undirected two-sided graph, each link once.

    Attributes:
        nodes: Identifiers, sorted.
        works, entities: Both ends of each link, as positions in ``nodes``.
        weights: Weight of each link: what few works share binds them more.
    """

    nodes: list[str]
    works: Integers
    entities: Integers
    weights: Floats


def network(passages: Iterable[Passage]) -> Network:
    """The network that passages tell of: each work with all that any of its passages links to.

    A link weighs 1 / ln(1 + d), where d is how many works the entity is linked to.
    """
    links = sorted({(p.owner, e) for p in passages for e in p.entities if e != p.owner})
    nodes = sorted({node for link in links for node in link})
    position = {node: n for n, node in enumerate(nodes)}
    works = np.fromiter((position[w] for w, _ in links), np.int64, len(links))
    entities = np.fromiter((position[e] for _, e in links), np.int64, len(links))
    shared = np.bincount(entities, minlength=len(nodes))
    return Network(nodes, works, entities, 1.0 / np.log(1.0 + shared[entities]))
