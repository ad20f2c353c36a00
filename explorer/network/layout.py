"""Where each node is drawn, laid out ahead: communities as discs within discs.

Within each disc what is linked is drawn together by forces after Fruchterman and Reingold
(1991), and what would overlap is pushed apart. A disc's content is laid out from angles that
come from identifiers, so that a graph that changes a little is drawn much as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_GAP = 0.35
_ROUNDS = 60
_SHRINKS = 70
_PUSHES = 25
_BY_FORCE = 512
_AT_ONCE = 1 << 21


@dataclass(frozen=True)
class Drawn:
    """What is laid out together: the parts of one disc.

    Attributes:
        radii: Radius of each part.
        angles: Where each starts, in radians: by its identifier.
        links: Rows (one, other, weight) between parts; each pair once.
    """

    radii: Floats
    angles: Floats
    links: Floats


def positions(
    angles: Floats, sizes: Floats, levels: Sequence[Integers], starts: Integers, ends: Integers
) -> Floats:
    """A place for each node: float64 (n, 2), about 1 unit between neighbours.

    Args:
        angles: For each node an angle in radians that depends on its identifier alone.
        sizes: Radius of each node.
        levels: For each level, coarsest first, the community of each node; -1 where it has
            none. Communities of a level lie within those of the level above.
        starts, ends: Both ends of each link.
    """
    count = len(angles)
    places, radii, parts = np.zeros((count, 2)), sizes.copy(), np.arange(count)
    angle = angles
    offsets: list[tuple[Integers, Floats]] = []
    above = [*reversed(levels), np.zeros(count, np.int64)]
    for level in above:
        holder = _holders(parts, level, count)
        found, disc, held = _lay_out(holder, radii, angle, _joined(parts, starts, ends))
        offsets.append((parts, found))
        parts = held[parts]
        angle, radii = _first_angles(held, angle, len(disc)), disc
    for part, found in offsets:
        places += found[part]
    return places


def _holders(parts: Integers, level: Integers, count: int) -> Integers:
    """The disc that each part goes into: its community's, or one of its own."""
    holder = np.full(int(parts.max(initial=-1)) + 1, -1, np.int64)
    holder[parts] = level
    alone = holder < 0
    holder[alone] = count + np.flatnonzero(alone)
    return np.unique(holder, return_inverse=True)[1].astype(np.int64)


def _joined(parts: Integers, starts: Integers, ends: Integers) -> Floats:
    """Links between parts: rows (one, other, weight), each pair once."""
    one, other = np.minimum(parts[starts], parts[ends]), np.maximum(parts[starts], parts[ends])
    differ = one != other
    span = int(parts.max(initial=0)) + 1
    keys, counts = np.unique(one[differ] * span + other[differ], return_counts=True)
    return np.column_stack([keys // span, keys % span, counts]).astype(np.float64)


def _first_angles(held: Integers, angle: Floats, discs: int) -> Floats:
    found = np.full(discs, np.inf)
    np.minimum.at(found, held, angle)
    return found


def _lay_out(
    holder: Integers, radii: Floats, angles: Floats, links: Floats
) -> tuple[Floats, Floats, Integers]:
    """Places of parts within their discs, the discs' radii, and the disc of each part."""
    members: dict[int, list[int]] = defaultdict(list)
    for part, disc in enumerate(holder.tolist()):
        members[disc].append(part)
    rank = np.zeros(len(holder), np.int64)
    for held in members.values():
        rank[held] = np.arange(len(held))
    inside = links[holder[links[:, 0].astype(int)] == holder[links[:, 1].astype(int)]]
    within = _split(inside, holder, rank)
    discs = [
        Drawn(radii[held], angles[held], within.get(disc, np.empty((0, 3))))
        for disc, held in sorted(members.items())
    ]
    found = np.zeros((len(holder), 2))
    sizes = np.zeros(len(discs))
    for disc, places in enumerate(_all(discs)):
        found[members[disc]] = places
        sizes[disc] = np.max(np.hypot(*places.T) + discs[disc].radii) + _GAP
    return found, sizes, holder


def _split(links: Floats, holder: Integers, rank: Integers) -> dict[int, Floats]:
    discs = holder[links[:, 0].astype(int)]
    order = np.argsort(discs, kind="stable")
    links, discs = links[order], discs[order]
    renamed = np.column_stack(
        [rank[links[:, 0].astype(int)], rank[links[:, 1].astype(int)], links[:, 2]]
    )
    names, firsts = np.unique(discs, return_index=True)
    return (
        dict(zip(names.tolist(), np.split(renamed, firsts[1:]), strict=True)) if len(names) else {}
    )


def _all(discs: Sequence[Drawn]) -> list[Floats]:
    """Places in each disc; discs of like size are worked out together."""
    found: list[Floats] = [np.zeros((len(disc.radii), 2)) for disc in discs]
    classes: dict[int, list[int]] = defaultdict(list)
    for n, disc in enumerate(discs):
        if len(disc.radii) > 1:
            classes[1 << (min(len(disc.radii), _BY_FORCE) - 1).bit_length()].append(n)
    for width, numbers in classes.items():
        batch = max(1, _AT_ONCE // width**2)
        for first in range(0, len(numbers), batch):
            some = numbers[first : first + batch]
            for n, places in zip(some, _by_force([discs[n] for n in some], width), strict=True):
                found[n] = _with_rest(discs[n], places)
    return found


def _by_force(discs: Sequence[Drawn], width: int) -> list[Floats]:
    """Places of the largest parts of each disc, at most ``width`` of them."""
    chosen = [_largest(disc, width) for disc in discs]
    shape = (len(discs), width)
    radii, angles = np.zeros(shape), np.zeros(shape)
    there = np.zeros(shape, np.bool_)
    pull = np.zeros((*shape, width))
    for row, (disc, some) in enumerate(zip(discs, chosen, strict=True)):
        radii[row, : len(some)] = disc.radii[some]
        angles[row, : len(some)] = disc.angles[some]
        there[row, : len(some)] = True
        _pulls(pull[row], disc, some)
    placed = _settle(radii, angles, there, pull)
    found = []
    for row, (disc, some) in enumerate(zip(discs, chosen, strict=True)):
        places = np.full((len(disc.radii), 2), np.nan)
        places[some] = placed[row, : len(some)]
        found.append(places)
    return found


def _largest(disc: Drawn, width: int) -> Integers:
    if len(disc.radii) <= width:
        return np.arange(len(disc.radii))
    return np.sort(np.argsort(-disc.radii, kind="stable")[:width])


def _pulls(pull: Floats, disc: Drawn, some: Integers) -> None:
    row_of = np.full(len(disc.radii), -1)
    row_of[some] = np.arange(len(some))
    one, other = row_of[disc.links[:, 0].astype(int)], row_of[disc.links[:, 1].astype(int)]
    held = (one >= 0) & (other >= 0)
    strength = np.log1p(disc.links[held, 2])
    pull[one[held], other[held]] = pull[other[held], one[held]] = strength


def _settle(radii: Floats, angles: Floats, there: npt.NDArray[np.bool_], pull: Floats) -> Floats:
    """Let forces act on parts of many discs at once: float64 (discs, width, 2)."""
    room = (radii[:, :, None] + radii[:, None, :] + _GAP) * there[:, :, None] * there[:, None, :]
    spread = np.sqrt((radii**2).sum(1))[:, None]
    # Further out the less it weighs, so that the large ones start within.
    order = np.argsort(np.argsort(-radii - 1e-9 * angles, axis=1), axis=1)
    reach = spread * np.sqrt((order + 0.5) / np.maximum(there.sum(1), 1)[:, None])
    x, y = reach * np.cos(angles), reach * np.sin(angles)
    # What is large moves less than what it meets, and so comes to lie in the middle.
    mass = radii**2
    yields = mass[:, None, :] / np.maximum(mass[:, :, None] + mass[:, None, :], 1e-9)
    strongest = np.maximum(pull.sum(2).max(1), 1e-9)[:, None, None]
    pull = pull / strongest
    for turn in range(_ROUNDS):
        dx, dy = x[:, :, None] - x[:, None, :], y[:, :, None] - y[:, None, :]
        squared = dx * dx + dy * dy + 1e-6
        # Divided by the distance once more, as it multiplies differences and not directions.
        force = 0.5 * room * room / squared - pull * np.sqrt(squared) * 0.5 - 0.02
        force = force * yields * (room > 0)
        mx, my = (force * dx).sum(2), (force * dy).sum(2)
        length = np.sqrt(mx * mx + my * my) + 1e-9
        step = np.minimum(length, spread * 0.25 * (1.0 - turn / _ROUNDS) + 1e-3) / length
        x, y = x + mx * step, y + my * step
    for turn in range(_SHRINKS + _PUSHES):
        # Drawn together while nothing but room holds them apart, and then only pushed apart.
        shrink = 0.94 if turn < _SHRINKS else 1.0
        x, y = x * shrink, y * shrink
        dx, dy = x[:, :, None] - x[:, None, :], y[:, :, None] - y[:, None, :]
        far = np.sqrt(dx * dx + dy * dy) + 1e-9
        over = np.maximum(room - far, 0.0) / far * 0.9 * yields
        x, y = x + (over * dx).sum(2), y + (over * dy).sum(2)
    places = np.stack([x, y], axis=2)
    weight = np.where(there, radii**2, 0.0)[:, :, None]
    return np.asarray(places - (places * weight).sum(1, keepdims=True) / weight.sum(1)[:, None])


def _with_rest(disc: Drawn, places: Floats) -> Floats:
    """Places of all parts: those that no force was worked out for go round the others."""
    rest = np.flatnonzero(np.isnan(places[:, 0]))
    if not len(rest):
        return places
    held = ~np.isnan(places[:, 0])
    around = float(np.max(np.hypot(*places[held].T) + disc.radii[held]))
    angle = 0.0
    ring = around + _GAP + float(disc.radii[rest].max())
    for part in rest[np.argsort(disc.angles[rest], kind="stable")].tolist():
        wide = 2 * (disc.radii[part] + _GAP)
        if angle + wide / ring > 2 * np.pi:
            angle, ring = 0.0, ring + 2 * float(disc.radii[rest].max()) + _GAP
        places[part] = ring * np.cos(angle), ring * np.sin(angle)
        angle += wide / ring
    return places
