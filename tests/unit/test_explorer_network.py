"""The network's tables and what is read from them, against counts made the slow way."""

from collections import Counter, deque
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from explorer import Tables
from explorer.network.parts import Wanted
from explorer.network.paths import shortest
from explorer.network.reading import Network, network
from explorer.network.stating import Origin
from explorer.network.tables import HOLDING
from explorer.network.view import draw
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from graph_schema.store import Snapshot
from tests.unit.network_archive import CLAIMS, TRAM, archive
from tests.unit.small_archive import EVERYTHING

ANY = Wanted()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return archive(tmp_path_factory.mktemp("network")).snapshot(EVERYTHING)


@pytest.fixture(scope="module")
def net(snapshot: Snapshot) -> Network:
    return network(Tables.of(snapshot), EVERYTHING)


def row_of(net: Network, entity: str) -> int:
    row = net.row(entity)
    assert row is not None
    return row


def pairs(net: Network) -> list[tuple[int, int]]:
    """Both ends of every link that isn't rejected, link by link."""
    held = net.links.to_pylist()
    return [
        (link["node"], link["other"])
        for link in held
        if link["outgoing"] and link["origin"] != Origin.REJECTED
    ]


def test_every_entity_is_found_by_its_id(net: Network) -> None:
    ids = net.entities["id"].to_pylist()
    assert [net.row(identifier) for identifier in ids] == list(range(len(ids)))
    assert net.row("place:nls/nowhere") is None
    assert net.row("") is None
    assert net.row("\U0001f3ac") is None


def test_the_origin_of_each_claim_is_told(net: Network) -> None:
    tram = row_of(net, TRAM)
    for status, entity in CLAIMS.items():
        found = net.between(tram, row_of(net, entity))
        said = {link.origin for link in found if link.relation == "MENTIONS"}
        assert said == {Origin.MACHINE if status == "proposed" else Origin[status.upper()]}
    stated = net.between(tram, row_of(net, CLAIMS["accepted"]))
    assert {link.relation: link.origin for link in stated}["HAS_SUBJECT"] == Origin.CATALOGUE


def test_what_a_shot_says_is_told_of_its_film(net: Network) -> None:
    link = net.between(row_of(net, TRAM), row_of(net, CLAIMS["proposed"]))[0]
    assert (link.outgoing, link.moments, link.claim) == (True, 1, "claim:proposed")
    back = net.between(row_of(net, CLAIMS["proposed"]), row_of(net, TRAM))[0]
    assert (back.outgoing, back.node, back.other) == (False, link.other, link.node)


def test_a_rejected_claim_joins_nothing_unless_it_is_asked_for(net: Network) -> None:
    ada = np.array([row_of(net, CLAIMS["rejected"])])
    assert len(net.links_of(ada, ANY)) == 0
    assert len(net.links_of(ada, Wanted(origins=(Origin.REJECTED,)))) == 1
    assert net.entity(int(ada[0])).degree == 0


def test_members_of_a_community_are_one_stretch_of_rows(net: Network) -> None:
    for level in range(3):
        of = net.community_of(level)
        for row in net.level(level).tolist():
            first, last = net.members(row)
            assert set(np.flatnonzero(of == row)) == set(range(first, last))
    assert sum(net.community_at(int(r)).size for r in net.level(0)) == int(
        (net.community_of(0) >= 0).sum()
    )


def test_a_community_is_called_by_what_marks_it_out(net: Network) -> None:
    terms = [term for row in net.level(0) for term in net.community_at(int(row)).terms]
    assert len(terms) > 3
    assert any(term.startswith(("Maker", "Subject", "Place")) for term in terms)
    assert not any(term.startswith("FILM") for term in terms)


def bonds_by_hand(net: Network, level: int, opened: list[str]) -> Counter[tuple[str, str]]:
    drawing = draw(net, level, opened, 1_000)
    name: dict[int, str] = {}
    for community in drawing.communities:
        first, last = net.members(community)
        name |= dict.fromkeys(range(first, last), net.community_at(community).key)
    name |= {row: net.entity(row).id for row in drawing.entities}
    alone = set(drawing.entities)
    drawn = [(a, b) for a, b in pairs(net) if a in name and b in name]
    inside = {(net.links["node"][n].as_py(), net.links["other"][n].as_py()) for n in drawing.links}
    assert inside == {(a, b) for a, b in drawn if {a, b} <= alone}
    ends = [(name[a], name[b]) for a, b in drawn if not {a, b} <= alone]
    return Counter(tuple(sorted(pair)) for pair in ends if pair[0] != pair[1])  # type: ignore[misc]


def bonds_drawn(net: Network, level: int, opened: list[str]) -> Counter[tuple[str, str]]:
    drawing = draw(net, level, opened, 1_000)
    names = [net.community_at(row).key for row in drawing.communities]
    names += [net.entity(row).id for row in drawing.entities]
    found: Counter[tuple[str, str]] = Counter()
    for bond in drawing.bonds:
        one, other = sorted((names[bond.one], names[bond.other]))
        found[one, other] += bond.links
    return found


def test_bonds_count_every_link_between_what_is_drawn(net: Network) -> None:
    tops = [net.community_at(int(row)).key for row in net.level(0)]
    split = next(key for key in tops if len(net.children(net.community(key) or 0)))
    inside = [net.community_at(int(r)).key for r in net.children(net.community(split) or 0)]
    for opened in ([], tops[:1], tops[:2], tops, [split, inside[0]], [split, *inside]):
        assert bonds_drawn(net, 0, opened) == bonds_by_hand(net, 0, opened)
    for level in (1, 2):
        assert bonds_drawn(net, level, []) == bonds_by_hand(net, level, [])


def test_opening_draws_each_member_once_and_moves_nothing(net: Network) -> None:
    tops = [net.community_at(int(row)).key for row in net.level(0)]
    whole, parts = draw(net, 0, [], 60), draw(net, 0, tops[:1], 1_000)
    assert set(whole.communities) - set(parts.communities) == {net.community(tops[0])}
    held: list[int] = list(parts.entities)
    for row in parts.communities:
        held += range(*net.members(row))
    assert sorted(held) == sorted(r for c in whole.communities for r in range(*net.members(c)))
    assert draw(net, 0, ["no/such", "key"], 60) == whole


def test_more_members_than_asked_for_are_told(net: Network) -> None:
    leaf = next(int(r) for r in net.level(2) if net.members(int(r))[1] - net.members(int(r))[0] > 3)
    few = draw(net, 2, [net.community_at(leaf).key], 2)
    first, last = net.members(leaf)
    assert len(few.entities) == 2
    assert few.left_out == (0, last - first - 2)
    ranks = net.centralities[few.entities]
    assert ranks.min() >= np.sort(net.centralities[first:last])[-2]


def steps_by_hand(net: Network, start: int) -> dict[int, int]:
    beside: dict[int, set[int]] = {}
    for one, other in pairs(net):
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found, due = {start: 0}, deque([start])
    while due:
        row = due.popleft()
        for other in beside.get(row, ()):
            if other not in found:
                found[other] = found[row] + 1
                due.append(other)
    return found


def test_a_way_is_as_short_as_any(net: Network) -> None:
    joined = {pair for a, b in pairs(net) for pair in ((a, b), (b, a))}
    for start in range(0, net.size, 131):
        steps = steps_by_hand(net, start)
        for end in range(0, net.size, 41):
            found = shortest(net, start, end, ANY, 8, 4)
            assert {len(way) - 1 for way in found.ways} == (
                {steps[end]} if steps.get(end, 9) <= 8 else set()
            )
            assert len({tuple(way) for way in found.ways}) == len(found.ways) <= 4
            for way in found.ways:
                assert (way[0], way[-1]) == (start, end)
                assert set(pairwise(way)) <= joined


def test_a_way_goes_through_what_few_share(net: Network) -> None:
    films = [row for row in range(net.size) if net.entity(row).label == "Work"]
    told = 0
    for start, end in zip(films, films[9:], strict=False):
        ways = shortest(net, start, end, Wanted(without=HOLDING), 2, 10).ways
        between = [net.entity(way[1]).degree for way in ways if len(way) == 3]
        assert between == sorted(between)
        told += len(between) > 1
    assert told


def test_nothing_that_is_hidden_shows(snapshot: Snapshot, net: Network) -> None:
    narrow = network(Tables.of(snapshot), Scope.public())
    hidden = set(net.entities["id"].to_pylist()) - set(narrow.entities["id"].to_pylist())
    assert any(identifier.startswith("work:") for identifier in hidden)
    assert all(narrow.row(identifier) is None for identifier in hidden)
    assert len(pairs(narrow)) < len(pairs(net))
    for identifier in narrow.entities["id"].to_pylist():
        row = row_of(narrow, identifier)
        links = narrow.links_of(np.array([row]), ANY)
        seen = {narrow.entity(int(other)).id for other in narrow.others(links)}
        assert seen.isdisjoint(hidden)
        assert narrow.entity(row).degree == len(links)


def test_an_empty_network_can_be_read() -> None:
    net = network(Tables.of(MemoryStore().snapshot(EVERYTHING)), EVERYTHING)
    assert net.size == 0
    assert net.row("work:nls/0001") is None
    drawn = draw(net, 0, ["a"], 10)
    assert (drawn.communities, drawn.entities, drawn.bonds) == ([], [], [])


def test_one_record_alone_can_be_drawn(tmp_path: Path) -> None:
    store = archive(tmp_path, films=0)
    net = network(Tables.of(store.snapshot(EVERYTHING)), EVERYTHING)
    assert len(net.level(0)) == 1
    assert np.isfinite(np.array(net.entities["x"])).all()
