"""What is drawn at a level: communities, those that were opened in their parts, and the bonds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.network.columns import Integers
from explorer.network.parts import Wanted
from explorer.network.reading import Network

MOST_COMMUNITIES = 1_000
"""Communities that one drawing holds, at most."""

MOST_BONDS = 5_000
"""Bonds that one drawing holds, at most: the strongest."""


@dataclass(frozen=True)
class Bond:
    """How many links join two things that are drawn, each named by its place in the drawing.

    One of them at least is a community.
    """

    one: int
    other: int
    links: int


@dataclass(frozen=True)
class Drawing:
    """Communities and entities, in this order, and the bonds between them.

    Attributes:
        communities: Rows of communities that are drawn whole.
        entities: Rows of entities that are drawn one by one.
        opened: Rows of communities that are drawn in their parts.
        bonds: The strongest; two entities have theirs told by links instead.
        links: Rows of the links between entities that are drawn, each once.
        left_out: How many communities and how many entities there was no room for.
    """

    communities: list[int]
    entities: list[int]
    opened: list[int]
    bonds: list[Bond]
    links: list[int]
    left_out: tuple[int, int]


def draw(network: Network, level: int, opened: Sequence[str], members: int) -> Drawing:
    """The drawing of a level, some of whose communities (and theirs) were opened.

    Cost: the communities of the level, and the links of what was opened.

    Args:
        network: The network as the caller sees it.
        level: 0 has the fewest and largest communities.
        opened: Keys of communities to draw in parts: smaller communities, or else their most
            central entities. A key whose holder isn't opened is left alone.
        members: Entities of an opened community that are drawn, at most.
    """
    whole = network.level(level).tolist()
    entities: list[int] = []
    done: list[int] = []
    more = 0
    # Holders before what they hold.
    for key in sorted(set(opened), key=lambda key: (key.count("/"), key)):
        row = network.community(key)
        if row is None or row not in whole:
            continue
        done.append(row)
        place = whole.index(row)
        parts = network.children(row).tolist()
        whole[place : place + 1] = parts
        if not parts:
            chosen = _central(network, row)
            more += max(0, len(chosen) - members)
            entities += chosen[:members].tolist()
    kept = whole[:MOST_COMMUNITIES]
    bonds = _bonds(network, kept, entities)
    links = _links(network, entities)
    return Drawing(kept, entities, done, bonds, links, (len(whole) - len(kept), more))


def _central(network: Network, community: int) -> Integers:
    first, last = network.members(community)
    order = np.argsort(-network.centralities[first:last], kind="stable")
    return np.asarray(order + first, np.int64)


def _bonds(network: Network, communities: list[int], entities: list[int]) -> list[Bond]:
    counted: Counter[tuple[int, int]] = Counter()
    place = {row: n for n, row in enumerate(communities)}
    _between_whole(network, place, counted)
    _between_others(network, place, counted)
    _of_entities(network, place, entities, counted)
    strongest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_BONDS]
    return [Bond(one, other, links) for (one, other), links in strongest]


def _between_whole(
    network: Network, place: dict[int, int], counted: Counter[tuple[int, int]]
) -> None:
    """Bonds of communities of one level, which the tables hold."""
    ones, others = network.bond_ends
    drawn = np.fromiter(place, np.int64, len(place))
    held = np.flatnonzero(np.isin(ones, drawn) & np.isin(others, drawn))
    links = network.bond_links[held]
    for one, other, number in zip(ones[held], others[held], links, strict=True):
        counted[_pair(place[int(one)], place[int(other)])] += int(number)


def _between_others(
    network: Network, place: dict[int, int], counted: Counter[tuple[int, int]]
) -> None:
    """Bonds of communities of different levels: through the links of the smaller ones."""
    levels = {row: network.level_of(row) for row in place}
    coarsest = min(levels.values(), default=0)
    for row, level in levels.items():
        if level == coarsest:
            continue
        others = network.others(network.links_of(np.arange(*network.members(row)), Wanted()))
        for upper in range(level):
            holders = network.community_of(upper)[others]
            numbers, counts = np.unique(holders[holders >= 0], return_counts=True)
            for holder, number in zip(numbers.tolist(), counts.tolist(), strict=True):
                if holder in place and levels[holder] == upper:
                    counted[_pair(place[row], place[holder])] += number


def _links(network: Network, entities: list[int]) -> list[int]:
    rows = np.sort(np.array(entities, np.int64))
    links = network.links_of(rows, Wanted())
    inside = network.outgoing[links] & np.isin(network.others(links), rows)
    return [int(link) for link in links[inside][:MOST_BONDS]]


def _of_entities(
    network: Network,
    place: dict[int, int],
    entities: list[int],
    counted: Counter[tuple[int, int]],
) -> None:
    own = {row: len(place) + n for n, row in enumerate(entities)}
    levels = sorted({network.level_of(row) for row in place})
    for row, number in own.items():
        others = network.others(network.links_of(np.array([row]), Wanted()))
        for other, links in Counter(others.tolist()).items():
            if other in own:
                continue
            holders = (int(network.community_of(level)[other]) for level in levels)
            holder = next((h for h in holders if h in place), None)
            if holder is not None:
                counted[_pair(number, place[holder])] += links


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
