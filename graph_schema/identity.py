"""Which identifiers are one entity: claims and decisions in, a canonical id each out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.edits import Pair, pair


@dataclass(frozen=True, order=True)
class Link:
    """A claim that two identifiers are one entity.

    Attributes:
        rank: 0 for a person's decision, 1 for a machine's claim or a catalogue's.
        doubt: 1 minus the confidence, so that the surest come first.
        loser: The identifier that joins the other.
        winner: The identifier preferred as canonical.
        id: The claim's own identifier, which breaks ties.
    """

    rank: int
    doubt: float
    loser: str
    winner: str
    id: str


def canonical_ids(
    links: Iterable[Link], apart: Iterable[Pair] = (), preferred: Iterable[str] = ()
) -> dict[str, str]:
    """Map every identifier that joins another to the one that stands for them all.

    Links are taken surest first; one that would bring together two identifiers that people
    said are apart is left out, so a chain of sure links can't overrule a decision (a
    constrained single-linkage clustering). The canonical one of a group is the winner of
    its latest human link, else one in ``preferred`` (kept stable), else one that no link
    makes a loser, else the smallest.

    Cost: O(L log L) over the links, plus the size of the smaller group at each union.
    """
    ordered = sorted(links)
    groups: dict[str, set[str]] = {}
    foes: dict[str, set[str]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    used: list[Link] = []
    for link in ordered:
        left = groups.setdefault(link.loser, {link.loser})
        right = groups.setdefault(link.winner, {link.winner})
        if left is right:
            used.append(link)
            continue
        if _forbidden(left, right, foes):
            continue
        small, large = (left, right) if len(left) < len(right) else (right, left)
        large |= small
        for member in small:
            groups[member] = large
        used.append(link)
    return _elect(groups, used, frozenset(preferred))


def _forbidden(left: set[str], right: set[str], foes: dict[str, set[str]]) -> bool:
    small, large = (left, right) if len(left) < len(right) else (right, left)
    return any(foe in large for member in small for foe in foes.get(member, ()))


def _elect(
    groups: dict[str, set[str]], used: list[Link], preferred: frozenset[str]
) -> dict[str, str]:
    losers = {link.loser for link in used}
    by_hand = {link.loser for link in used if link.rank == 0}
    hand_won = {link.winner for link in used if link.rank == 0} - by_hand
    result: dict[str, str] = {}
    for group in {id(group): group for group in groups.values()}.values():
        if len(group) > 1:
            chosen = min(
                group,
                key=lambda m: (m not in hand_won, m in by_hand, m not in preferred, m in losers, m),
            )
            result |= {member: chosen for member in group if member != chosen}
    return result


def human_links(joined: Iterable[Pair]) -> list[Link]:
    """The links that merges in the journal amount to."""
    return [
        Link(0, 0.0, loser, winner, f"merge:{'|'.join(pair(loser, winner))}")
        for loser, winner in joined
    ]
