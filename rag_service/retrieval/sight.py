"""Finding by sight: pictures near a question in words seed the walk, and stand as evidence.

A picture has no words of its own. It counts as far as the question's words are found in no
passage, so that a question which texts answer is answered by texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_schema.errors import ModelError
from graph_schema.models import TextTower
from graph_schema.store import Vector
from rag_service.retrieval.evidence import Evidence
from rag_service.retrieval.graph import Links
from rag_service.retrieval.keys import Rows
from rag_service.retrieval.pictures import PictureIndex
from rag_service.retrieval.view import View, even_sample
from rag_service.retrieval.walk import Mass

Floats = npt.NDArray[np.float64]

_NEAR = 100
_SEEDS = 50
_TEMPERATURE = 0.04
# By how much faster pictures lose weight than texts gain words; at 1 they took places from texts
# that answered.
_YIELDING = 1.5
# Share of the walk that starts at pictures which count fully.
_ON_PICTURES = 0.2
# What a film that the texts speak for adds to its pictures.
_OF_FILM = 0.25
# Share of the results that pictures which count fully may take.
_MOST = 0.5


@dataclass(frozen=True)
class Sight:
    """The pictures of an index, and the model that places questions among them."""

    pictures: PictureIndex
    tower: TextTower


@dataclass(frozen=True)
class Seen:
    """The pictures nearest to a question, best first.

    Attributes:
        spots: Their rows.
        cosines: With the question.
        likeness: The cosines scaled, so that 0 is what any picture has and 1 the best one.
        weight: How far pictures count for this question, in 0..1.
    """

    spots: Rows
    cosines: npt.NDArray[np.float32]
    likeness: Floats
    weight: float

    @property
    def share(self) -> float:
        """The share of the walk that starts at them."""
        return _ON_PICTURES * self.weight

    def seeds(self, passages: Links) -> Mass:
        """Where the walk starts: texts of the shots seen and the records of their films."""
        heat = np.exp((self.likeness[:_SEEDS] - 1.0) / _TEMPERATURE)
        heat *= self.share / float(heat.sum())
        spots = self.spots[: len(heat)]
        starts, ends = passages.starts[spots], passages.starts[spots + 1]
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        rows = np.concatenate([passages.ends[a:b] for a, b in spans]).astype(np.int64)
        counts = ends - starts
        once, places = np.unique(rows, return_inverse=True)
        mass = np.zeros(len(once))
        np.add.at(mass, places, np.repeat(heat / counts, counts))
        return once, mass


def look(
    sight: Sight, question: str, view: View, within: Set[str] | None, said: float
) -> Seen | None:
    """The pictures near a question that the caller may see; None where none counts.

    Args:
        sight: Pictures and the model.
        question: In plain words.
        view: What the caller may see.
        within: Only pictures of these works; None for all.
        said: Share of the question's words, by how rare they are, that one passage has.

    Raises:
        ModelError: The model can't be used, or is not the one that placed the pictures.
    """
    among = sight.pictures.seen(view.allowed, within)
    if said >= 1.0 or not among.any():
        return None
    query = _placed(sight, question)
    spots, cosines = sight.pictures.near(query, _NEAR, among)
    usual = float(sight.pictures.vectors.scores(query, even_sample(among)).mean())
    span = float(cosines[0]) - usual
    # One picture alone, or many that are the same, have nothing to stand out from.
    likeness = np.maximum(cosines - usual, 0.0) / span if span > 0 else np.ones(len(cosines))
    return Seen(spots, cosines, likeness.astype(np.float64), (1.0 - said) ** _YIELDING)


def _placed(sight: Sight, question: str) -> Vector:
    query: Vector = sight.tower.queries([question])[0]
    if len(query) != sight.pictures.dimensions:
        raise ModelError(
            f"{sight.tower.name} gives vectors of {len(query)} numbers, but the pictures that "
            f"carry its name have {sight.pictures.dimensions}; set REELGRAPH_VISION_MODEL to the "
            "model that placed them"
        )
    return query


def with_pictures(
    evidence: Sequence[Evidence], seen: Seen, pictures: PictureIndex, k: int
) -> list[Evidence]:
    """Passages and pictures in one order, each shot once, at most ``k``.

    A picture's score is its likeness with what the best passage of its film adds.
    """
    films = {found.owner: found.score for found in reversed(evidence)}
    shown = _each_shot_once(pictures.show(seen.spots.tolist()))
    worth = {n: seen.likeness[n] + _OF_FILM * films.get(row["owner"], 0.0) for n, row in shown}
    best = max(worth.values())
    found = [
        _evidence(row, seen.weight * worth[n] / best, float(seen.cosines[n])) for n, row in shown
    ]
    found.sort(key=lambda one: -one.score)
    most = max(1, round(_MOST * seen.weight * k))
    # Stable: at the same score the picture comes first.
    return sorted([*found[:most], *evidence], key=lambda one: -one.score)[:k]


def _each_shot_once(rows: Sequence[dict[str, str]]) -> list[tuple[int, dict[str, str]]]:
    held: dict[str, tuple[int, dict[str, str]]] = {}
    for n, row in enumerate(rows):
        held.setdefault(row["segment"] or row["id"], (n, row))
    return list(held.values())


def _evidence(row: Mapping[str, object], score: float, cosine: float) -> Evidence:
    held = dict(row)
    body = held.pop("body")
    return Evidence(**held, text=body or held["title"], score=score, parts={"sight": cosine})  # type: ignore[arg-type]
