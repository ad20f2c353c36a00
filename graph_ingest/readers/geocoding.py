"""What a geocoder found for a name, and how far to believe it."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

_SAME_NAMES = {
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "usa": "united states",
    "us": "united states",
    "united states of america": "united states",
}
_STREET_LEVEL = 26
"""Nominatim's place rank from which on it found a street, a building or a shop."""

_FAMOUS = 0.6
"""Nominatim's importance of a large city: a name alone means such a place."""


@dataclass(frozen=True)
class Geocoded:
    """A place of Nominatim's.

    Attributes:
        osm: OpenStreetMap's identifier, e.g. ``way/4558822``; empty where the file has none.
        name: Name, which may give several languages parted by a slash.
        display_name: The name and what it lies within.
        lat: Degrees north.
        lon: Degrees east.
        feature: Kind of place, e.g. ``islet``.
        rank: Nominatim's place rank, 4 for a country to 30 for a building; None: not told.
        importance: Nominatim's importance, 0 to 1; None: not told.
    """

    osm: str
    name: str
    display_name: str
    lat: float
    lon: float
    feature: str | None
    rank: int | None
    importance: float | None

    @classmethod
    def read(cls, feature: dict[str, Any]) -> Geocoded:
        """From a GeoJSON Feature.

        Raises:
            ValueError: It has no name or no point on Earth.
        """
        said = feature.get("properties")
        geometry = feature.get("geometry")
        if not isinstance(said, dict) or not isinstance(geometry, dict):
            raise ValueError("'properties' or 'geometry' is missing; it is no GeoJSON Feature")
        lon, lat = _point(geometry.get("coordinates"))
        name = str(said.get("name") or said.get("display_name") or "").strip()
        if not name:
            raise ValueError("the geocoded place has no name")
        osm = (
            f"{said['osm_type']}/{said['osm_id']}"
            if said.get("osm_type") and said.get("osm_id")
            else ""
        )
        return cls(
            osm=osm,
            name=name,
            display_name=str(said.get("display_name") or name),
            lat=lat,
            lon=lon,
            feature=said.get("type"),
            rank=said.get("place_rank"),
            importance=said.get("importance"),
        )

    @property
    def variants(self) -> list[str]:
        """The name in single languages."""
        parts = [part.strip() for part in self.name.split(" / ")]
        return parts if len(parts) > 1 else []

    @property
    def within(self) -> list[str]:
        """Names of what it lies within, narrowest first; house numbers and postcodes left out."""
        parts = [part.strip() for part in self.display_name.split(", ")[1:]]
        return list(dict.fromkeys(p for p in parts if p and not re.search(r"\d", p)))


def geocoding_confidence(name: str, locality: str | None, found: Geocoded) -> float:
    """How sure it is that a name means the place that the geocoder found, 0.05 to 0.95.

    The names have to agree, and what the speaker said it lies in has to lie around it. A
    name that is its own locality ("Wales") means the best known place of that name, so then
    a village or a station so called is not believed.
    """
    agreement = _name_agreement(name, found)
    if locality and _plain(locality) != _plain(name):
        support = 0.4 + 0.6 * _lies_within(locality, found)
    else:
        support = _prominence(found)
    return round(min(0.95, max(0.05, agreement**2 * support)), 2)


def doubt_explained(name: str, locality: str | None, found: Geocoded) -> str:
    """The features behind the confidence, as JSON."""
    features = {
        "heard": name,
        "locality": locality,
        "geocoded": found.display_name,
        "name_agreement": round(_name_agreement(name, found), 2),
        "within_locality": round(_lies_within(locality, found), 2) if locality else None,
        "importance": found.importance,
        "place_rank": found.rank,
    }
    return json.dumps(features, ensure_ascii=False)


def _name_agreement(name: str, found: Geocoded) -> float:
    forms = [found.name, *found.variants]
    return max(fuzz.token_sort_ratio(_plain(name), _plain(form)) for form in forms) / 100


def _lies_within(locality: str, found: Geocoded) -> float:
    around = [_plain(part) for p in found.display_name.split(", ") for part in p.split(" / ")]
    wanted = [_plain(part) for part in locality.split(", ")]
    return sum(max(fuzz.ratio(one, other) for other in around) for one in wanted) / (
        100 * len(wanted)
    )


def _prominence(found: Geocoded) -> float:
    if found.importance is None:
        return 0.8
    prominence = min(1.0, found.importance / _FAMOUS)
    return prominence * 0.4 if (found.rank or 0) >= _STREET_LEVEL else prominence


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", bare).strip().removeprefix("the ")
    return _SAME_NAMES.get(words, words)


def _point(coordinates: object) -> tuple[float, float]:
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise ValueError("the geocoded place has no point; 'coordinates' has to be [lon, lat]")
    lon, lat = coordinates[0], coordinates[1]
    if not all(isinstance(value, int | float) for value in (lon, lat)):
        raise ValueError("'coordinates' has to be two numbers, longitude and latitude")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"[{lon}, {lat}] is no longitude and latitude")
    return float(lon), float(lat)
