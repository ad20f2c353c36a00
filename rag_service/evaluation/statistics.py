"""Intervals and tests for scores over questions, and percentiles of times.

The percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13),
drawn by question, and McNemar's exact test. The seed is fixed: the same scores give the same
interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 5000
_SEED = 20_260_000
_TAIL = 2.5


@dataclass(frozen=True)
class Estimate:
    """A mean over n questions with its 95 % interval; all None where there are none."""

    n: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def estimate(values: Sequence[float]) -> Estimate:
    """The mean and its bootstrap interval."""
    return ratio(values, [1.0] * len(values))


def ratio(over: Sequence[float], under: Sequence[float]) -> Estimate:
    """The share sum(over) / sum(under), drawn by question; questions without any count not."""
    parts = np.array([(a, b) for a, b in zip(over, under, strict=True) if b], np.float64)
    if not len(parts):
        return Estimate(0)
    rows = np.random.default_rng(_SEED).integers(0, len(parts), (_DRAWS, len(parts)))
    drawn = parts[rows].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], (_TAIL, 100 - _TAIL))
    total = parts.sum(axis=0)
    return Estimate(len(parts), float(total[0] / total[1]), float(low), float(high))


def mcnemar(first: Sequence[bool], second: Sequence[bool]) -> float:
    """Probability, if both were equally good, of changes as one-sided as these, in 0..1."""
    pairs = list(zip(first, second, strict=True))
    better = sum(b and not a for a, b in pairs)
    worse = sum(a and not b for a, b in pairs)
    n = better + worse
    tail = sum(math.comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, tail / 2 ** (n - 1)) if n else 1.0


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value that this share lies at or below (linear between two), None of nothing."""
    return float(np.percentile(values, 100 * share)) if len(values) else None
