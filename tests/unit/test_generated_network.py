"""The network that the bench of the Graph view draws in two ways is one and the same."""

from bench.explorer_graph import NetworkTables, generated, serialised
from graph_schema.scope import Scope

ALL = Scope.everything()
NODES, EDGES = 400, 2_000


def test_a_generated_network_has_the_size_asked_for_and_communities() -> None:
    snapshot = generated(NODES, EDGES)
    assert (snapshot.nodes.num_rows, snapshot.edges.num_rows) == (NODES, EDGES)
    ends = snapshot.edges.select(["start", "end"]).to_pylist()
    assert len({frozenset(pair.values()) for pair in ends}) == EDGES
    levels = NetworkTables(snapshot).table("communities", ALL)["level"].to_pylist()
    assert [levels.count(level) for level in (0, 1, 2)] == [1, 1, 7]
    assert generated(NODES, EDGES).edges == snapshot.edges


def test_plain_sigma_gets_what_the_view_draws() -> None:
    tables = NetworkTables(generated(NODES, EDGES))
    entities, links = tables.table("entities", ALL), tables.table("links", ALL)
    plain = serialised(tables)
    nodes, edges = plain["nodes"], plain["edges"]
    assert isinstance(nodes, list)
    assert isinstance(edges, list)
    assert [node["key"] for node in nodes] == entities["id"].to_pylist()
    assert 2 * len(edges) == links.num_rows
    places = [(node["attributes"]["x"], node["attributes"]["y"]) for node in nodes]
    assert len(set(places)) == NODES
