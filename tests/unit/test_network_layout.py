"""The drawing laid out ahead: discs within discs, nothing on top of another, much as before."""

import numpy as np
import pytest

from explorer.network.layout import positions


def archive(size: int, groups: int, parts: int) -> tuple[np.ndarray, ...]:
    """Angles, sizes, two levels of communities, and links that mostly stay within them."""
    chance = np.random.default_rng(5)
    angles = chance.uniform(0, 2 * np.pi, size)
    fine = np.sort(chance.integers(0, groups * parts, size))
    coarse = fine // parts
    starts = chance.integers(0, size, 4 * size)
    near = np.clip(starts + chance.integers(-6, 7, 4 * size), 0, size - 1)
    ends = np.where(chance.random(4 * size) < 0.9, near, chance.integers(0, size, 4 * size))
    kept = starts != ends
    return angles, np.full(size, 0.5), coarse, fine, starts[kept], ends[kept]


def drawn(size: int = 600) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    angles, sizes, coarse, fine, starts, ends = archive(size, 6, 4)
    return positions(angles, sizes, [coarse, fine], starts, ends), coarse, fine


def discs(places: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    centres = np.array([places[of == n].mean(0) for n in np.unique(of)])
    radii = [np.hypot(*(places[of == n] - c).T).max() for n, c in enumerate(centres)]
    return centres, np.array(radii)


def test_nodes_lie_apart() -> None:
    places, _, _ = drawn()
    far = np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1))
    np.fill_diagonal(far, np.inf)
    assert far.min() > 0.7
    # A disc of n nodes of radius 0.5 that are packed well is about sqrt(n) wide.
    assert np.hypot(*places.T).max() < 4 * np.sqrt(len(places))


@pytest.mark.parametrize("level", [1, 2])
def test_communities_lie_apart(level: int) -> None:
    found = drawn()
    centres, radii = discs(found[0], found[level])
    far = np.hypot(*(centres[:, None] - centres[None, :]).transpose(2, 0, 1))
    apart = far / (radii[:, None] + radii[None, :] + np.eye(len(radii)) * -1e9)
    assert np.abs(apart[~np.eye(len(radii), dtype=bool)]).min() > 0.85


def test_the_same_network_is_drawn_the_same() -> None:
    assert np.array_equal(drawn()[0], drawn()[0])


def test_one_node_more_leaves_other_communities_inside_much_as_they_were() -> None:
    angles, sizes, coarse, fine, starts, ends = archive(600, 6, 4)
    before = positions(angles, sizes, [coarse, fine], starts, ends)
    more = np.append
    after = positions(
        more(angles, 1.0),
        more(sizes, 0.5),
        [more(coarse, coarse[-1]), more(fine, fine[-1])],
        more(starts, 600),
        more(ends, 599),
    )[:600]
    others = fine != fine[-1]
    for part in np.unique(fine[others]):
        one, other = before[fine == part], after[fine == part]
        moved = (one - one.mean(0)) - (other - other.mean(0))
        assert np.abs(moved).max() < 1e-6


def test_what_is_in_no_community_is_drawn_too() -> None:
    none = np.full(5, -1)
    nothing = np.empty(0, np.int64)
    places = positions(np.arange(5.0), np.full(5, 0.5), [none, none], nothing, nothing)
    assert np.isfinite(places).all()
    assert len(np.unique(places.round(3), axis=0)) == 5


def test_more_than_forces_are_worked_out_for_go_round_the_others() -> None:
    count = 1_500
    nothing = np.empty(0, np.int64)
    angles = np.linspace(0, 6, count)
    places = positions(angles, np.full(count, 0.5), [np.full(count, -1)], nothing, nothing)
    assert np.isfinite(places).all()
    assert len(np.unique(places.round(2), axis=0)) == count


def test_nothing_is_drawn_of_nothing() -> None:
    nothing = np.empty(0, np.int64)
    assert positions(np.empty(0), np.empty(0), [nothing], nothing, nothing).shape == (0, 2)
