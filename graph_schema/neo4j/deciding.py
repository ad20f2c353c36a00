"""What a change in the journal does to the graph."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.edits import Effects
from graph_schema.neo4j.edges import EdgeWriter
from graph_schema.neo4j.held import Entry
from graph_schema.neo4j.merging import regroup, seeds_of_decisions
from graph_schema.neo4j.payload import Difference
from graph_schema.neo4j.workspace import Workspace
from graph_schema.projection import EdgeStatement, claim_edges, link_edge, shown_edge


def redecide(workspace: Workspace, before: Effects, after: Effects) -> None:
    """Bring the graph from one state of the journal to another, which is in force already."""
    edges = EdgeWriter(workspace)
    regroup(workspace, edges, seeds_of_decisions(before, after))
    edges.write()
    decided = {
        node
        for node in before.overrides.keys() | after.overrides.keys()
        if before.overrides.get(node) != after.overrides.get(node)
    }
    workspace.load(decided)
    for node in decided:
        workspace.node(node).restated = True
    gone, come = _claims(workspace, decided, before, after)
    for entity, authority in set(before.links) - set(after.links):
        gone.shift(link_edge(entity, authority), "", -1)
    for entity, authority in set(after.links) - set(before.links):
        come.shift(link_edge(entity, authority), "", 1)
    workspace.load(gone.identifiers() | come.identifiers())
    edges.change(gone, before)
    edges.write()
    edges.change(come, after)
    edges.finish()


def _claims(
    workspace: Workspace, decided: set[str], before: Effects, after: Effects
) -> tuple[Difference, Difference]:
    gone, come = Difference(), Difference()
    for entry, edge in _projected(workspace, decided):
        claim = edge.assertion
        if shown_edge(edge, before.status(claim)) != shown_edge(edge, after.status(claim)):
            gone.shift(edge, edge.access, -entry.count)
            come.shift(edge, edge.access, entry.count)
    return gone, come


def _projected(workspace: Workspace, claims: set[str]) -> Iterator[tuple[Entry, EdgeStatement]]:
    """The relationships that these Assertions may show, with the statements that make them."""
    for claim in claims:
        for entry in workspace.node(claim).held.entries.values():
            if entry.statement.said == claim and entry.statement.label == "Assertion":
                for edge in claim_edges(entry.statement):
                    if edge.assertion:
                        yield entry, edge
