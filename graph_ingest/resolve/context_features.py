"""What two agents' records have in common besides the name, as numbers that a model can weigh."""

from __future__ import annotations

import math
from collections import Counter

from graph_ingest.resolve.corpus import Corpus
from graph_ingest.resolve.profiles import Profile

_WORKING_LIFE = 40
_LONGEST_CAREER = 75


def context_features(one: Profile, other: Profile, corpus: Corpus) -> dict[str, float]:
    """Features of two agents' records, each about 0 to 1; 0 where the records say nothing."""
    return {
        "years_apart": min(_gap(one, other), 60) / 20.0,
        "years_span": max(0, _span(one, other) - _WORKING_LIFE) / 10.0,
        "companions": _shared("companions", one.companions, other.companions, corpus),
        "collections": _shared(
            "collections", Counter(one.collections), Counter(other.collections), corpus
        ),
        "title_words": _shared("title_words", one.title_words, other.title_words, corpus),
        "places": _cosine("places", one.places, other.places, corpus),
        "topics": _cosine("topics", one.topics, other.topics, corpus),
        "other_field": float(_same_work(one, other, same_field=False)),
        "same_field": float(_same_work(one, other, same_field=True)),
        "roles": float(bool(one.roles & other.roles)),
        "authority": float(bool(one.authorities & other.authorities)),
        "partners_differ": float(not one.partners & other.partners),
    }


def context_contradicts(one: Profile, other: Profile) -> str:
    """What in their records keeps two agents apart, or ""."""
    if one.label != other.label:
        return f"one is a {one.label}, one a {other.label}"
    schemes = {scheme for scheme, _ in one.authorities} & {s for s, _ in other.authorities}
    if schemes and not one.authorities & other.authorities:
        return f"their {min(schemes)} entries differ"
    if one.is_person and _span(one, other) > _LONGEST_CAREER:
        return f"their works are more than {_LONGEST_CAREER} years apart"
    if one.is_person and (_lived_apart(one, other) or _lived_apart(other, one)):
        return "one had died before the other was born, or worked after death"
    if one.id != other.id and one.credits & other.credits:
        return "one record credits both for the same"
    if one.is_person and _side_by_side(one, other):
        return "a record credits people of these names side by side"
    return ""


def _side_by_side(one: Profile, other: Profile) -> bool:
    return not (one.folded_names.isdisjoint(other.beside - one.beside)) or not (
        other.folded_names.isdisjoint(one.beside - other.beside)
    )


def _gap(one: Profile, other: Profile) -> int:
    if not one.years or not other.years:
        return 0
    # The nearest two works: a career may have a hole that the other's works fill.
    return min(abs(x - y) for x in one.years for y in other.years)


def _span(one: Profile, other: Profile) -> int:
    years = one.years + other.years
    return max(years) - min(years) if one.years and other.years else 0


def _lived_apart(one: Profile, other: Profile) -> bool:
    birth, death = one.life
    born_after = birth is not None and bool(other.years) and max(other.years) < birth
    died_before = death is not None and other.life[0] is not None and death < other.life[0]
    return born_after or died_before


def _shared(kind: str, one: Counter[str], other: Counter[str], corpus: Corpus) -> float:
    surprise = sum(corpus.heading_rarity(kind, heading) for heading in one.keys() & other.keys())
    return 1.0 - math.exp(-surprise / 6.0)


def _cosine(kind: str, one: Counter[str], other: Counter[str], corpus: Corpus) -> float:
    weights = {h: corpus.heading_rarity(kind, h) for h in one.keys() | other.keys()}
    dot = sum(one[h] * other[h] * weights[h] ** 2 for h in one.keys() & other.keys())
    lengths = [math.sqrt(sum((side[h] * weights[h]) ** 2 for h in side)) for side in (one, other)]
    return dot / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def _same_work(one: Profile, other: Profile, *, same_field: bool) -> bool:
    shared = one.works & other.works
    if not shared:
        return False
    left, right = (
        {(work, field) for work, field, _ in profile.credits if work in shared}
        for profile in (one, other)
    )
    if same_field:
        return bool(left & right)
    return any(work == w and field != f for work, field in left for w, f in right)
