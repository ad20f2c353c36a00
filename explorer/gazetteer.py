"""The table of places, and which of them lie near one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from explorer.namings import WAYS, namings
from explorer.picture import Node, Picture
from graph_schema.relations import Relation

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("variants", pa.list_(pa.string())),
        ("lat", pa.float64()),  # degrees, WGS 84; null: no source gives coordinates
        ("lon", pa.float64()),
        ("gazetteer", pa.string()),  # who gave them
        ("feature", pa.string()),
        ("within", pa.list_(pa.string())),  # names of wider places, nearest first
        ("wider", pa.list_(pa.string())),  # ids of places that it is LOCATED_IN, and theirs
        ("films", pa.int32()),
        *((way, pa.int32()) for way in WAYS),  # films that tell of it in this way
        ("timed", pa.int32()),  # how often it is named at a known second
    ]
)
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Near:
    """A place beside another.

    Attributes:
        row: Its row in the table of places.
        km: Great-circle distance between the two points; None where one has none.
        inside: True where the graph says that it lies in the other.
    """

    row: int
    km: float | None
    inside: bool


def places(picture: Picture) -> pa.Table:
    """A row a place, by id, with the films that tell of it, by the way in which they do."""
    films: dict[str, set[str]] = defaultdict(set)
    ways: dict[tuple[str, str], set[str]] = defaultdict(set)
    timed: Counter[str] = Counter()
    table = namings(picture)
    columns = (table[name].to_pylist() for name in ("place", "film", "how", "start_ms"))
    for place, film, how, start in zip(*columns, strict=True):
        if place is not None:
            films[place].add(film)
            ways[place, how].add(film)
            timed[place] += start is not None
    rows = [
        _described(picture, place)
        | {"films": len(films[place.id]), "timed": timed[place.id]}
        | {way: len(ways[place.id, way]) for way in WAYS}
        for place in picture.labelled("Place")
    ]
    return pa.Table.from_pylist(rows, SCHEMA)


def near(table: pa.Table, row: int, km: float) -> list[Near]:
    """The places within a distance of one, and those that lie in it; nearest first.

    Args:
        table: The table of places.
        row: Which of them.
        km: How far, in km along a great circle.
    """
    here, wider = table["id"][row].as_py(), table["wider"].to_pylist()
    distances = distances_km(table, row)
    found = [
        Near(other, None if np.isnan(away) else float(away), here in wider[other])
        for other, away in enumerate(distances)
        if other != row and (away <= km or here in wider[other])
    ]
    return sorted(found, key=lambda place: (place.km is None, place.km or 0.0, place.row))


def distances_km(table: pa.Table, row: int) -> npt.NDArray[np.float64]:
    """Great-circle distances in km from one place to each; not a number where unknown.

    The haversine formula on a sphere.
    """
    lat, lon = (np.radians(table[name].to_numpy(zero_copy_only=False)) for name in ("lat", "lon"))
    half = np.sin((lat - lat[row]) / 2) ** 2
    half += np.cos(lat[row]) * np.cos(lat) * np.sin((lon - lon[row]) / 2) ** 2
    away: npt.NDArray[np.float64] = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return away


def _described(picture: Picture, place: Node) -> dict[str, object]:
    held = place.properties
    whole = None not in (held.get("lat"), held.get("lon"))
    return {
        "id": place.id,
        "name": held["name"],
        "variants": held.get("name_variants", []),
        "lat": held["lat"] if whole else None,
        "lon": held["lon"] if whole else None,
        "gazetteer": held.get("gazetteer") if whole else None,
        "feature": held.get("feature"),
        "within": held.get("within", []),
        "wider": _wider(picture, place.id),
    }


def _wider(picture: Picture, place: str) -> list[str]:
    found: dict[str, None] = {}
    waiting = [place]
    while waiting:
        for node in picture.reached(waiting.pop(), Relation.LOCATED_IN):
            if node.label == "Place" and node.id not in found and node.id != place:
                found[node.id] = None
                waiting.append(node.id)
    return list(found)
