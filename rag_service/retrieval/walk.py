"""Random walk with restart over passages and entities, pushed only where there is something.

Local approximation of personalised PageRank after Andersen, Chung and Lang (2006): what a
question costs depends on its neighbourhood, not on the size of the graph.
"""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from rag_service.retrieval.graph import Integers, Links
from rag_service.retrieval.view import View

Mass = tuple[Integers, npt.NDArray[np.float64]]
"""Row numbers without repeats, and how much of the walk is at each."""

_RESTART = 0.5
_STEPS = 12
# Mass per link below which a row passes nothing on.
_LEAST = 2e-6

_scratch = threading.local()


def walk(passages: Mass, entities: Mass, view: View) -> Mass:
    """How often a walk from the seeds stays at each passage that it reaches.

    Args:
        passages, entities: Where the walk starts and restarts; both together hold mass 1.
        view: What of the graph the caller may see, and how rare each entity is.

    Returns:
        Passages and their share of all restarts; what a caller may not see is never passed.
    """
    graph = view.graph
    reached: list[Mass] = []
    for _ in range(_STEPS):
        reached.append((passages[0], _RESTART * passages[1]))
        to_entities = _push(passages, graph.of_passages, view.rarity, len(view.rarity))
        to_passages = _push(entities, graph.of_entities, view.openness, len(view.openness))
        entities, passages = to_entities, to_passages
        if not len(entities[0]) and not len(passages[0]):
            break
    rows = np.concatenate([rows for rows, _ in reached])
    return _gather(rows, np.concatenate([mass for _, mass in reached]), len(view.openness))


def _push(mass: Mass, links: Links, factors: npt.NDArray[np.float32], count: int) -> Mass:
    """What arrives on the other side after one step that doesn't restart."""
    rows, held = mass
    starts = links.starts[rows]
    lengths = links.starts[rows + 1] - starts
    live = (lengths > 0) & (held > _LEAST * lengths)
    starts, lengths, held = starts[live], lengths[live], held[live]
    if not len(starts):
        return np.empty(0, np.int64), np.empty(0)
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(starts - firsts, lengths)
    ends = links.ends[places].astype(np.int64)
    weights = links.weights[places] * factors[ends]
    totals = np.add.reduceat(weights, firsts)
    share = np.divide(held * (1.0 - _RESTART), totals, where=totals > 0, out=np.zeros(len(held)))
    moved = weights * np.repeat(share, lengths)
    going = moved > 0
    return _gather(ends[going], moved[going], count)


def _gather(rows: Integers, mass: npt.NDArray[np.float64], count: int) -> Mass:
    """Add up what falls on the same row, in time that doesn't depend on ``count``."""
    sums, marks = _scratch_of(count)
    np.add.at(sums, rows, mass)
    order = np.arange(len(rows))
    marks[rows] = order
    once = rows[marks[rows] == order]
    total = sums[once]
    sums[once] = 0.0
    return once, total


def _scratch_of(count: int) -> tuple[npt.NDArray[np.float64], Integers]:
    held = getattr(_scratch, "arrays", None)
    if held is None or len(held[0]) < count:
        held = _scratch.arrays = (np.zeros(count), np.zeros(count, np.int64))
    arrays: tuple[npt.NDArray[np.float64], Integers] = held
    return arrays
