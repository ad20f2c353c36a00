"""Which identifiers are one: claims and decisions in, statements moved to where they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph_schema.edits import Effects
from graph_schema.identity import Link, canonical_ids, human_links
from graph_schema.neo4j.cypher import writes
from graph_schema.neo4j.edges import EdgeWriter
from graph_schema.neo4j.payload import Difference
from graph_schema.neo4j.transaction import Transaction
from graph_schema.neo4j.workspace import Workspace
from graph_schema.projection import NodeStatement, identity_link, is_identity_claim
from graph_schema.relations import Relation


def change_claims(transaction: Transaction, difference: Difference) -> set[str]:
    """Bring the identity claims of a difference to the graph; returns the ids that they join."""
    counts: dict[str, int] = defaultdict(int)
    claims: dict[str, NodeStatement] = {}
    for node, sign in difference.nodes.values():
        if is_identity_claim(node):
            claims[node.digest] = node
            counts[node.digest] += sign
    added = [_claim_row(claims[key], count) for key, count in counts.items() if count > 0]
    dropped = [_claim_row(claims[key], -count) for key, count in counts.items() if count < 0]
    transaction.run_rows(writes.DROP_CLAIMS, dropped)
    transaction.run_rows(writes.ADD_CLAIMS, added)
    return {end for row in (*added, *dropped) for end in (row["subject"], row["object"])}


def regroup(workspace: Workspace, edges: EdgeWriter, seeds: set[str]) -> None:
    """Work out anew which of the ids around ``seeds`` are one, and move what is said of them."""
    if not seeds:
        return
    decided = workspace.transaction.journal.effects
    members, links = _surroundings(workspace.transaction, seeds, decided)
    workspace.load(members)
    chosen = canonical_ids(links, decided.apart)
    moves = {
        member: chosen.get(member, member)
        for member in sorted(members)
        if workspace.canonical(member) != chosen.get(member, member)
    }
    old = {workspace.canonical(member) for member in moves}
    workspace.load({*moves.values()})
    for member, target in moves.items():
        workspace.move(member, target)
    for member, target in moves.items():
        workspace.join(member, target)
    workspace.ensure({*moves, *moves.values()})
    edges.relocate(old)
    workspace.may_be_orphans(members)


def seeds_of_decisions(before: Effects, after: Effects) -> set[str]:
    """The ids whose grouping a change in the journal may change."""
    pairs = (set(before.joined) ^ set(after.joined)) | (before.apart ^ after.apart)
    return {end for pair in pairs for end in pair}


def _surroundings(
    transaction: Transaction, seeds: set[str], decided: Effects
) -> tuple[set[str], list[Link]]:
    joined: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for pair in decided.joined:
        for end in pair:
            joined[end].add(pair)
    members: set[str] = set()
    claims: dict[str, dict[str, Any]] = {}
    pairs: set[tuple[str, str]] = set()
    frontier = set(seeds)
    while frontier:
        members |= frontier
        reached = {pair for member in frontier for pair in joined[member]}
        pairs |= reached
        found = transaction.rows(writes.CLAIMS_AT, ids=sorted(frontier))
        claims |= {row["digest"]: row for row in found}
        ends = {end for pair in reached for end in pair}
        ends |= {end for row in found for end in (row["subject"], row["object"])}
        frontier = ends - members
    return members, [*human_links(sorted(pairs)), *_links(claims.values(), decided)]


def _links(claims: Iterable[dict[str, Any]], decided: Effects) -> list[Link]:
    links: list[Link] = []
    for row in claims:
        link = identity_link(_statement(row), decided.status(row["claim"]))
        links += [link] if link else []
    return links


def _claim_row(claim: NodeStatement, count: int) -> dict[str, Any]:
    said = claim.properties
    return {
        "digest": claim.digest,
        "claim": claim.said,
        "subject": said["subject"],
        "object": said["object"],
        "status": said["status"],
        "confidence": said.get("confidence"),
        "count": count,
    }


def _statement(row: dict[str, Any]) -> NodeStatement:
    properties = {
        "predicate": Relation.SAME_AS.value,
        "match_type": "exact",
        "subject": row["subject"],
        "object": row["object"],
        "status": row["status"],
    }
    if row["confidence"] is not None:
        properties["confidence"] = row["confidence"]
    return NodeStatement(row["claim"], "Assertion", properties, "", 0)
