"""Put another graph in the place of the store's own, so that it can be undone.

The graph's own folders are moved aside first and given up last, by one renaming; whatever happens
in between, even the end of this process, `roll_back` brings them back.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from graph_schema.managed.launch import DATABASE
from graph_schema.managed.layout import Layout

_PARTS = ("databases", "transactions")


def swap_in(layout: Layout, other: Layout) -> None:
    """Move the graph aside and the other layout's graph into its place; the server is down."""
    for part in _PARTS:
        (layout.previous / part).mkdir(parents=True)
    for part in _PARTS:
        _graph(layout, part).rename(layout.previous / part / DATABASE)
    for part in _PARTS:
        _graph(other, part).rename(_graph(layout, part))


def keep(layout: Layout) -> None:
    """Give up the graph that was moved aside, if one was."""
    if not layout.previous.exists():
        return
    layout.previous.rename(_given_up(layout))
    shutil.rmtree(_given_up(layout))


def roll_back(layout: Layout) -> None:
    """Undo a swap that was not kept, however far it came, and clear what is left of any other."""
    for part in _PARTS:
        aside = layout.previous / part / DATABASE
        if aside.exists():
            shutil.rmtree(_graph(layout, part), ignore_errors=True)
            aside.rename(_graph(layout, part))
    for rest in (layout.previous, _given_up(layout), layout.staged.root):
        shutil.rmtree(rest, ignore_errors=True)


def _graph(layout: Layout, part: str) -> Path:
    return layout.data / part / DATABASE


def _given_up(layout: Layout) -> Path:
    return layout.root / "given-up"
