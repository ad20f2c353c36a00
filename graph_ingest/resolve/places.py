"""Which places are one: geocoded ones and catalogue headings, by name, distance and kind."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from graph_ingest.resolve.cluster import Clusters, Link, join_surest
from graph_ingest.resolve.explain import explanation
from graph_ingest.resolve.model import Verdict, decided
from graph_schema.edits import Pair
from graph_schema.nodes import Place
from graph_schema.values import slug

_EARTH_KM = 6371.0
_ARTICLE = re.compile(r"^the-|-the$|^city-of-|^county-of-|^borough-of-|-city$")

# Kinds of place by OSM feature and catalogue term, and how far apart in km two points of one
# such place may lie in different gazetteers.
_KINDS = {
    "settlement": (25.0, "city town village hamlet suburb borough neighbourhood quarter"),
    "region": (
        120.0,
        "county state country region administrative district province ceremonial historic "
        "territory nation archipelago political continent",
    ),
    "island": (40.0, "island islet"),
    "water": (60.0, "river stream lake loch bay sea reservoir canal strait"),
}
_SITE_KM = 1.0
_LONGEST_NAME = 40
_UNKNOWN_KM = 60.0
_KIND_OF = {term: kind for kind, (_, terms) in _KINDS.items() for term in terms.split()}
_COMPATIBLE = frozenset({("region", "settlement"), ("island", "region"), ("island", "settlement")})


@dataclass(frozen=True)
class PlaceProfile:
    """All that is stated of one place identifier.

    Attributes:
        name: The name that people read.
        names: Keys of all its names (see `place_key`).
        point: Degrees north and east, where known.
        kind: settlement, region, island, water, site, or "" where no source says.
        within: Slugs of wider places, nearest first.
        authorities: (scheme, identifier) of authority files' entries.
    """

    id: str
    name: str
    names: frozenset[str]
    point: tuple[float, float] | None = None
    kind: str = ""
    within: tuple[str, ...] = ()
    authorities: frozenset[tuple[str, str]] = frozenset()


def place_profile(nodes: Sequence[Place], authorities: Iterable[tuple[str, str]]) -> PlaceProfile:
    """One profile from all the statements of one identifier."""
    said = {name for node in nodes for name in (node.name, *node.name_variants)}
    points = [(n.lat, n.lon) for n in nodes if n.lat is not None and n.lon is not None]
    features = [node.feature.casefold() for node in nodes if node.feature]
    within = next((node.within for node in nodes if node.within), [])
    return PlaceProfile(
        nodes[0].id,
        nodes[0].name,
        frozenset(place_key(part) or part for name in said for part in name.split(" / ")),
        points[0] if points else None,
        _KIND_OF.get(features[0], "site") if features else "",
        tuple(slug(name) for name in within),
        frozenset(authorities),
    )


def place_key(name: str) -> str:
    """A place name without articles, accents, "city of" and the hyphen in "Ross-shire"."""
    return _ARTICLE.sub("", slug(name)).replace("-", "")


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in km between points in degrees (haversine formula)."""
    north, south = math.radians(one[0]), math.radians(other[0])
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def places_contradict(one: PlaceProfile, other: PlaceProfile) -> str:
    """What rules out that two places are one, or ""."""
    schemes = {s for s, _ in one.authorities} & {s for s, _ in other.authorities}
    if schemes and not one.authorities & other.authorities:
        return f"their {min(schemes)} entries differ"
    if one.point and other.point and distance_km(one.point, other.point) > _reach(one, other):
        return f"they lie {distance_km(one.point, other.point):.0f} km apart"
    kinds = (min(one.kind, other.kind), max(one.kind, other.kind))
    if all(kinds) and kinds[0] != kinds[1] and kinds not in _COMPATIBLE:
        return f"one is a {kinds[0]}, one a {kinds[1]}"
    if "site" in kinds and "" in kinds:
        return "one is a building, road or the like"
    if one.within and other.within and one.within[-1] != other.within[-1]:
        return "they are in different countries"
    return ""


def judge_places(one: PlaceProfile, other: PlaceProfile) -> Verdict:
    """Compare two places."""
    against = places_contradict(one, other)
    if against:
        return Verdict(0.0, "different", {}, against)
    alike = max(fuzz.ratio(x, y) for x in one.names for y in other.names) / 100.0
    features = {
        "name_same": float(bool(one.names & other.names)),
        "name_misspelt": min(1.5, (1.0 - alike) * 10),
        "authority": float(bool(one.authorities & other.authorities)),
        "near": _nearness(one, other),
        "wider_place": float(bool(set(one.within) & set(other.within))),
        "kind_same": float(bool(one.kind) and one.kind == other.kind),
    }
    return decided("place", features)


def resolve_places(
    profiles: Iterable[PlaceProfile], joined: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> tuple[Clusters, list[Link]]:
    """Groups of one place each, and the pairs that a person should look at."""
    known = {p.id: p for p in sorted(profiles, key=lambda p: p.id)}
    clusters = Clusters(known, apart)
    for one, other in joined:
        if one in known and other in known:
            clusters.join(one, other)
    same: list[Link] = []
    questions: list[Link] = []
    for a, b in _candidates(known.values()):
        verdict = judge_places(known[a], known[b])
        if verdict.outcome != "different":
            link = Link(
                a, b, verdict.score, explanation("place", known[a].name, known[b].name, verdict)
            )
            (same if verdict.outcome == "same" else questions).append(link)
    join_surest(clusters, same, lambda a, b: places_contradict(known[a], known[b]))
    return clusters, questions


def _candidates(profiles: Iterable[PlaceProfile]) -> Iterator[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for profile in profiles:
        keys = {f"{scheme} {identifier}" for scheme, identifier in profile.authorities}
        for name in profile.names:
            keys.add(name)
            if 6 < len(name) <= _LONGEST_NAME:
                keys |= {name[:i] + name[i + 1 :] for i in range(len(name))}
        for key in keys:
            blocks[key].append(profile.id)
    seen = {pair for members in blocks.values() for pair in combinations(members, 2)}
    yield from sorted(seen)


def _reach(one: PlaceProfile, other: PlaceProfile) -> float:
    radii = []
    for kind in (one.kind, other.kind):
        if kind == "site":
            radii.append(_SITE_KM)
        else:
            radii.append(_KINDS[kind][0] if kind else _UNKNOWN_KM)
    return max(radii)


def _nearness(one: PlaceProfile, other: PlaceProfile) -> float:
    if not one.point or not other.point:
        return 0.0
    return math.exp(-2.0 * distance_km(one.point, other.point) / _reach(one, other))
