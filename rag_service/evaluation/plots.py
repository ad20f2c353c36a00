"""Plots as inline SVG. Shapes stretch with the page; their words stand beside them as text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from rag_service.evaluation.markup import Html, el

_STEPS = 24


def score_bar(estimate: dict[str, Any]) -> Html:
    """A bar from 0 to 1 with its 95 % interval as a line."""
    if estimate["mean"] is None:
        return _drawing("no score")
    mean, low, high = (100 * estimate[name] for name in ("mean", "low", "high"))
    return _drawing(
        f"{mean / 100:.2f}, 95 % interval {low / 100:.2f} to {high / 100:.2f}",
        el("rect", class_="track", x=0, y=0, width=100, height=20),
        el("rect", class_="bar", x=0, y=4, width=f"{mean:.2f}", height=12),
        _line(low, high),
    )


def change_bar(estimate: dict[str, Any]) -> Html:
    """A bar from the middle: to the right where the second run is better; -1 to 1."""
    if estimate["mean"] is None:
        return _drawing("no change known")
    mean, low, high = (50 + 50 * estimate[name] for name in ("mean", "low", "high"))
    start, width = min(50.0, mean), abs(mean - 50)
    return _drawing(
        f"{estimate['mean']:+.2f}, 95 % interval {estimate['low']:+.2f} to {estimate['high']:+.2f}",
        el("rect", class_="track", x=0, y=0, width=100, height=20),
        el("rect", class_="bar", x=f"{start:.2f}", y=4, width=f"{width:.2f}", height=12),
        _line(low, high),
        el("line", class_="zero", x1=50, x2=50, y1=0, y2=20),
    )


def verdict_bar(counts: dict[str, int]) -> Html:
    """One bar cut into the shares of the verdicts."""
    total = sum(counts.values()) or 1
    drawn, at = [], 0.0
    for name, number in counts.items():
        width = 100 * number / total
        drawn.append(el("rect", class_=name, x=f"{at:.2f}", y=0, width=f"{width:.2f}", height=20))
        at += width
    told = ", ".join(f"{name} {number}" for name, number in counts.items())
    return _drawing(told or "nothing asked", *drawn)


def histogram(values: Sequence[float]) -> Html:
    """How often times occur, on a scale by the logarithm."""
    if not values:
        return el("p", "No times are known.", class_="quiet")
    least, most = max(min(values), 0.1), max(*values, 0.2)
    span = math.log(most / least) or 1.0
    counts = [0] * _STEPS
    for value in values:
        counts[min(_STEPS - 1, int(_STEPS * math.log(max(value, least) / least) / span))] += 1
    width = 100 / _STEPS
    bars = [
        el(
            "rect",
            class_="bar",
            x=f"{place * width + 0.2:.2f}",
            y=f"{40 - 40 * count / max(counts):.2f}",
            width=f"{width - 0.4:.2f}",
            height=f"{40 * count / max(counts):.2f}",
        )
        for place, count in enumerate(counts)
        if count
    ]
    ends = f"{least:.0f} to {most:.0f} ms"
    drawn = _drawing(f"{len(values)} questions, {ends}", *bars, height=40, class_="plot tall")
    middle = math.sqrt(least * most)
    axis = el("div", *(el("span", f"{x:,.0f} ms") for x in (least, middle, most)), class_="axis")
    return el("div", drawn, axis)


def _line(low: float, high: float) -> Html:
    return el("line", class_="interval", x1=f"{low:.2f}", x2=f"{high:.2f}", y1=10, y2=10)


def _drawing(told: str, *shapes: Html, height: int = 20, class_: str = "plot") -> Html:
    return el(
        "svg",
        *shapes,
        class_=class_,
        role="img",
        aria_label=told,
        view_box=f"0 0 100 {height}",
        preserveAspectRatio="none",
    )
