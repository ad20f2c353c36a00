"""Groups of identifiers that are one, joined only where nothing keeps them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph_schema.edits import Pair


@dataclass(frozen=True)
class Link:
    """A decision that two identifiers are one, with its calibrated score and its reasons."""

    one: str
    other: str
    score: float
    explanation: str


@dataclass(frozen=True)
class Member:
    """How surely an identifier belongs to its group's winner.

    Attributes:
        score: The least sure link on the way to the winner.
        explanation: The reasons of the member's own link.
    """

    id: str
    score: float
    explanation: str


class Clusters:
    """Identifiers in disjoint groups. People's decisions bind: ``apart`` is never joined.

    Cost of all joins together: O(n log n) moves, as the smaller group always joins the larger.
    """

    def __init__(self, ids: Iterable[str], apart: Iterable[Pair] = ()) -> None:
        self._groups: dict[str, list[str]] = {one: [one] for one in ids}
        self._foes: dict[str, set[str]] = defaultdict(set)
        self._links: list[Link] = []
        for one, other in apart:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def group(self, one: str) -> list[str]:
        """All identifiers that are one with this."""
        return self._groups[one]

    def together(self, one: str, other: str) -> bool:
        """True when both are in one group."""
        return self._groups[one] is self._groups[other]

    def forbidden(self, one: str, other: str) -> bool:
        """True when people said of any two members of both groups that they are not one."""
        small, large = sorted((self._groups[one], self._groups[other]), key=len)
        kept = [foe for member in small if member in self._foes for foe in self._foes[member]]
        return bool(kept) and not set(kept).isdisjoint(large)

    def join(self, one: str, other: str, link: Link | None = None) -> None:
        """Make two groups one; without a link it is a person's decision."""
        if link:
            self._links.append(link)
        small, large = sorted((self._groups[one], self._groups[other]), key=len)
        if small is large:
            return
        large += small
        for member in small:
            self._groups[member] = large

    def linked(
        self, rank: Callable[[str], tuple[int, int, str]]
    ) -> Iterator[tuple[str, list[Member]]]:
        """Each winner with its members, joined through links alone, in order of winners.

        Args:
            rank: The least in this order wins its group.
        """
        near: dict[str, list[Link]] = defaultdict(list)
        for link in self._links:
            near[link.one].append(link)
            near[link.other].append(link)
        seen: set[str] = set()
        for start in sorted(near, key=rank):
            if start not in seen:
                seen.add(start)
                yield start, sorted(_reached(start, near, seen), key=lambda m: m.id)


def _reached(start: str, near: dict[str, list[Link]], seen: set[str]) -> Iterator[Member]:
    waiting = [Member(start, 1.0, "")]
    while waiting:
        here = waiting.pop()
        for link in near[here.id]:
            there = link.other if link.one == here.id else link.one
            if there not in seen:
                seen.add(there)
                member = Member(there, min(here.score, link.score), link.explanation)
                waiting.append(member)
                yield member


def join_surest(
    clusters: Clusters, links: Iterable[Link], conflict: Callable[[str, str], str]
) -> None:
    """Join the ends of links, the surest first, where no two members would contradict.

    Cost: the number of pairs across both groups at each join; for kinds of which few are one.
    """
    for link in sorted(links, key=lambda k: (-k.score, k.one, k.other)):
        if clusters.together(link.one, link.other) or clusters.forbidden(link.one, link.other):
            continue
        pairs = ((a, b) for a in clusters.group(link.one) for b in clusters.group(link.other))
        if not any(conflict(a, b) for a, b in pairs):
            clusters.join(link.one, link.other, link)
