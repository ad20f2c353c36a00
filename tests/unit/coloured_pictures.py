"""Pictures painted for tests, and a small image-text model that really looks at them.

The model knows colours and stripes: a picture is placed by the share of each colour and by which
way it changes, a text by the words that it has for them. Nothing is learned, nothing is noted
beforehand: a picture's vector comes from its pixels alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.models import Vectors
from graph_schema.nodes import VisualVector
from graph_schema.relations import Relation
from graph_schema.scope import Visibility

COLOURS = {
    "red": (200, 30, 30),
    "green": (40, 150, 50),
    "blue": (40, 60, 200),
    "yellow": (240, 220, 60),
    "white": (245, 245, 245),
    "black": (10, 10, 10),
    "orange": (240, 140, 30),
    "pink": (250, 170, 200),
}
_ACROSS, _UPRIGHT = len(COLOURS), len(COLOURS) + 1
_WORDS = {colour: n for n, colour in enumerate(COLOURS)} | {
    "scarlet": 0,
    "crimson": 0,
    "emerald": 1,
    "azure": 2,
    "golden": 3,
    "snowy": 4,
    "level": _ACROSS,
    "upright": _UPRIGHT,
}
_SIZE = 48
_STRIPES = 6


class Eye:
    """Sees colours and stripes; counts what it was asked."""

    name = "tests/eye-1"
    dimensions = len(COLOURS) + 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        vectors = np.full((len(texts), self.dimensions), 0.02, np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                if word in _WORDS:
                    vectors[row, _WORDS[word]] += 1
        return _unit(vectors)

    def images(self, paths: Sequence[Path]) -> Vectors:
        return _unit(np.array([self._seen(path) for path in paths], np.float32))

    def _seen(self, path: Path) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        with Image.open(path) as picture:
            pixels = np.asarray(picture.convert("RGB"), np.float64)
        known = np.array(list(COLOURS.values()), np.float64)
        nearest = np.linalg.norm(pixels[:, :, None] - known, axis=3).argmin(axis=2)
        shares = np.bincount(nearest.ravel(), minlength=len(known)) / nearest.size
        steps = [float((np.diff(nearest, axis=axis) != 0).mean()) for axis in (0, 1)]
        return np.append(shares, 3 * np.array(steps))


def paint(path: Path, ground: str, figure: str, shape: str) -> Path:
    """A picture of a figure (disc, level or upright stripes) in one colour on another."""
    picture = Image.new("RGB", (_SIZE, _SIZE), COLOURS[ground])
    draw = ImageDraw.Draw(picture)
    wide = _SIZE // _STRIPES
    if shape == "disc":
        draw.ellipse((8, 8, _SIZE - 8, _SIZE - 8), fill=COLOURS[figure])
    for start in range(0, _SIZE, 2 * wide) if shape != "disc" else ():
        level = (0, start, _SIZE, start + wide - 1)
        upright = (start, 0, start + wide - 1, _SIZE)
        draw.rectangle(level if shape == "level" else upright, fill=COLOURS[figure])
    picture.save(path)
    return path


def seen(
    name: str,
    pictures: Mapping[str, Path],
    *,
    model: Eye | None = None,
    partner: str = "nls",
    collection: str = "nls",
    visibility: Visibility = Visibility.PUBLIC,
) -> Contribution:
    """What an image-text model says of pictures, by the shot that each is of."""
    eye = model or Eye()
    vectors = eye.images(list(pictures.values()))
    nodes = [
        VisualVector(id=f"visual:{shot}", model=eye.name, vector=vectors[row].tolist())
        for row, shot in enumerate(pictures)
    ]
    edges = [Edge(type=Relation.HAS_VISUAL, start=s, end=f"visual:{s}") for s in pictures]
    source = Source(
        id=f"{partner}/seen/{name}",
        partner=partner,
        collection=collection,
        visibility=visibility,
        kind="machine",
    )
    return Contribution(source=source, nodes=nodes, edges=edges)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths, np.float32)
