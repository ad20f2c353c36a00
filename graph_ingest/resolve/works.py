"""Which works are one: a partner's sheet and the catalogue, a file and its record.

A title alone never decides, since catalogues hold many works of one title.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from graph_ingest.resolve.cluster import Clusters, Link, join_surest
from graph_ingest.resolve.explain import explanation
from graph_ingest.resolve.model import Verdict, decided
from graph_schema.edits import Pair
from graph_schema.values import slug

_ARTICLES = re.compile(r"^(?:the|a|an)-|-(?:the|a|an)$")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,4}$")
_YEARS = 5
_BLOCK_CAP = 60


@dataclass(frozen=True)
class WorkProfile:
    """All that is stated of one work identifier.

    Attributes:
        title: The title that people read.
        titles: Keys of its titles (see `title_key`).
        years: First and last year, where known.
        durations: Running times of its copies in seconds.
        colour: Colour of its copies, where they agree.
        sound: Sound of its copies, where they agree.
        synopsis: The longest summary.
        lists: (partner, collection) of the catalogues that list it under a number of its own.
        identifiers: Record numbers and file names that stand for it.
    """

    id: str
    title: str
    titles: frozenset[str]
    years: tuple[int, int] | None = None
    durations: tuple[float, ...] = ()
    colour: str = ""
    sound: str = ""
    synopsis: str = ""
    lists: frozenset[tuple[str, str]] = frozenset()
    identifiers: frozenset[str] = frozenset()


def title_key(title: str) -> str:
    """A title without case, punctuation, accents and leading or trailing article."""
    return _ARTICLES.sub("", slug(title)).replace("-", " ") or title


def file_stem(name: str) -> str:
    """A file or video name without folders and extensions."""
    stem = name.rsplit("/", 1)[-1]
    while shorter := _EXTENSION.sub("", stem):
        if shorter == stem:
            break
        stem = shorter
    return stem.casefold()


def works_contradict(one: WorkProfile, other: WorkProfile) -> str:
    """What rules out that two works are one, or ""."""
    if one.lists & other.lists:
        return "one catalogue lists them as two"
    if one.years and other.years and _years_apart(one, other) > _YEARS:
        return f"they are {_years_apart(one, other)} years apart"
    return ""


def judge_works(one: WorkProfile, other: WorkProfile, sharers: int) -> Verdict:
    """Compare two works; ``sharers`` is how many works have their title."""
    against = works_contradict(one, other)
    if against:
        return Verdict(0.0, "different", {}, against)
    title = max(fuzz.ratio(x, y) for x in one.titles for y in other.titles) / 100.0
    features = {
        "identifier": float(bool(one.identifiers & other.identifiers)),
        "title_same": float(bool(one.titles & other.titles)),
        "title_alike": max(0.0, title - 0.8) * 5,
        "title_shared": math.log2(max(1, sharers - 1)),
        **_year_features(one, other),
        **_duration_features(one, other),
        "colour_same": float(bool(one.colour) and one.colour == other.colour),
        "colour_differs": float(bool(one.colour and other.colour) and one.colour != other.colour),
        "sound_same": float(bool(one.sound) and one.sound == other.sound),
        "sound_differs": float(bool(one.sound and other.sound) and one.sound != other.sound),
        **_synopsis_features(one, other),
    }
    return decided("work", features)


def resolve_works(
    profiles: Iterable[WorkProfile], joined: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> tuple[Clusters, list[Link]]:
    """Groups of one work each, and the pairs that a person should look at."""
    known = {p.id: p for p in sorted(profiles, key=lambda p: p.id)}
    clusters = Clusters(known, apart)
    for one, other in joined:
        if one in known and other in known:
            clusters.join(one, other)
    sharers = Counter(title for profile in known.values() for title in profile.titles)
    same: list[Link] = []
    questions: list[Link] = []
    for a, b in _candidates(known):
        held = max(sharers[title] for title in known[a].titles | known[b].titles)
        verdict = judge_works(known[a], known[b], held)
        if verdict.outcome != "different":
            link = Link(
                a, b, verdict.score, explanation("work", known[a].title, known[b].title, verdict)
            )
            (same if verdict.outcome == "same" else questions).append(link)
    join_surest(clusters, same, lambda a, b: works_contradict(known[a], known[b]))
    return clusters, questions


def _candidates(known: dict[str, WorkProfile]) -> Iterator[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for profile in known.values():
        keys = {f"title {title}" for title in profile.titles}
        keys |= {f"file {identifier}" for identifier in profile.identifiers}
        keys |= {f"start {' '.join(title.split()[:3])}" for title in profile.titles}
        for key in keys:
            blocks[key].append(profile.id)
    seen = {
        pair
        for key, members in blocks.items()
        if len(members) <= _BLOCK_CAP or not key.startswith("start ")
        for pair in _across(members, known)
    }
    yield from sorted(seen)


def _across(members: list[str], known: dict[str, WorkProfile]) -> Iterator[tuple[str, str]]:
    # Works of one catalogue are never one, so only pairs across lists are worth a look.
    lists = {known[member].lists for member in members}
    if len(lists) > 1 or lists == {frozenset()}:
        for one, other in combinations(members, 2):
            if not known[one].lists & known[other].lists:
                yield one, other


def _years_apart(one: WorkProfile, other: WorkProfile) -> int:
    if not one.years or not other.years:
        return 0
    return max(0, one.years[0] - other.years[1], other.years[0] - one.years[1])


def _year_features(one: WorkProfile, other: WorkProfile) -> dict[str, float]:
    if not one.years or not other.years:
        return {}
    apart = _years_apart(one, other)
    return {"year_same": float(apart == 0), "years_apart": float(apart)}


def _duration_features(one: WorkProfile, other: WorkProfile) -> dict[str, float]:
    if not one.durations or not other.durations:
        return {}
    off = min(abs(math.log(x / y)) for x in one.durations for y in other.durations)
    return {"duration_same": float(off < 0.1), "duration_off": min(off, 2.0)}


def _synopsis_features(one: WorkProfile, other: WorkProfile) -> dict[str, float]:
    if not one.synopsis or not other.synopsis:
        return {}
    alike = fuzz.token_sort_ratio(one.synopsis.casefold(), other.synopsis.casefold()) / 100.0
    return {"synopsis": max(0.0, alike - 0.5) * 2}
