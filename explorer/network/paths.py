"""How two entities are joined: the shortest ways, and of these the most telling first.

A way through what few share tells more than one through what nearly all have, so that ways of
one length are ranked by the sum of ln(1 + links) of what lies between.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from explorer.network.columns import Integers
from explorer.network.parts import Wanted
from explorer.network.reading import Network

MOST_STEPS = 8
"""Steps of the longest way that is looked for."""

MOST_MET = 200_000
"""Entities that a search meets before it gives up."""

Steps = npt.NDArray[np.int8]
Way = list[int]


@dataclass(frozen=True)
class Found:
    """Ways between two entities, as rows of entities, best first.

    Attributes:
        gave_up: True where the search ended because it met too many.
    """

    ways: list[Way]
    gave_up: bool = False


def shortest(
    network: Network, start: int, end: int, wanted: Wanted, most: int, limit: int
) -> Found:
    """The shortest ways of at most ``most`` steps, searched from both ends at once.

    Args:
        network: The network as the caller sees it.
        start, end: Rows of entities.
        wanted: Links to go along.
        most: Steps of the longest way that counts.
        limit: Ways that are given, at most.
    """
    if start == end:
        return Found([[start]])
    sides = [_Side(network, wanted, start), _Side(network, wanted, end)]
    for _ in range(most):
        near = min(sides, key=lambda side: len(side.edge))
        near.grow()
        if not len(near.edge):
            return Found([])
        far = sides[1] if near is sides[0] else sides[0]
        met = near.edge[far.steps[near.edge] >= 0]
        if len(met):
            return Found(_ranked(_layers(sides, met), network, wanted, limit))
        if sum(side.met for side in sides) > MOST_MET:
            return Found([], gave_up=True)
    return Found([])


class _Side:
    """A search from one end: how many steps away is what it met, and its outermost edge."""

    def __init__(self, network: Network, wanted: Wanted, row: int) -> None:
        self._network = network
        self._wanted = wanted
        self.steps: Steps = np.full(network.size, -1, np.int8)
        self.steps[row] = 0
        self.edge: Integers = np.array([row])
        self.depth = 0
        self.met = 1

    def grow(self) -> None:
        """Go one step further."""
        others = self.beside(self.edge)
        self.edge = others[self.steps[others] < 0]
        self.depth += 1
        self.steps[self.edge] = self.depth
        self.met += len(self.edge)

    def beside(self, rows: Integers) -> Integers:
        """What lies next to some entities, each once."""
        return np.unique(self._network.others(self._network.links_of(rows, self._wanted)))


def _layers(sides: list[_Side], met: Integers) -> list[Integers]:
    """What lies on the shortest ways, by steps from the start."""
    found = [met]
    for side, towards in zip(sides, (0, 1), strict=True):
        for step in range(side.depth - 1, -1, -1):
            beside = side.beside(found[0 if towards == 0 else -1])
            layer = beside[side.steps[beside] == step]
            found = [layer, *found] if towards == 0 else [*found, layer]
    return found


def _ranked(layers: list[Integers], network: Network, wanted: Wanted, limit: int) -> list[Way]:
    """The best ways through the layers: from each layer the best few to each of its entities."""
    first = int(layers[0][0])
    best: dict[int, list[tuple[float, Way]]] = {first: [(0.0, [first])]}
    for layer, beyond in pairwise(layers):
        links = network.links_of(layer, wanted)
        links = links[np.isin(network.others(links), beyond)]
        pairs = np.unique(np.column_stack([network.nodes(links), network.others(links)]), axis=0)
        dear = 0.0 if beyond is layers[-1] else np.log1p(network.linked(pairs[:, 1]))
        costs = np.broadcast_to(dear, len(pairs)).tolist()
        reached: dict[int, list[tuple[float, Way]]] = {}
        for (row, other), cost in zip(pairs.tolist(), costs, strict=True):
            reached.setdefault(other, []).extend((c + cost, [*way, other]) for c, way in best[row])
        best = {row: heapq.nsmallest(limit, ways) for row, ways in reached.items()}
    return [way for ways in best.values() for _, way in ways]
