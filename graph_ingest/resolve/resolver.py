"""From all Contributions to claims of who and what is one, each explained and undoable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

from graph_ingest.resolve.agents import AgentResolver
from graph_ingest.resolve.cluster import Clusters, Link, Member
from graph_ingest.resolve.gather import Gathered
from graph_ingest.resolve.places import resolve_places
from graph_ingest.resolve.works import resolve_works
from graph_schema.contribution import Assertion, Contribution, Run, Source
from graph_schema.edits import Effects, pair
from graph_schema.relations import Relation
from graph_schema.scope import Visibility
from graph_schema.values import digest

APP = "reelgraph-resolve"


def resolve(contributions: Iterable[Contribution], effects: Effects) -> Iterator[Contribution]:
    """Tell which agents, places and works are one entity.

    Gives one Contribution for each entity that has several identifiers or a question open,
    in the order of its winning identifier: the same input gives the same output. ``SAME_AS``
    claims with match type exact join members to the winner; close ones ask a person.

    Args:
        contributions: Everything that Sources say; what an earlier run of this made is ignored.
        effects: What people decided. Pairs apart are never joined, joined ones count as one.
    """
    gathered = Gathered(contributions)
    joined = [*effects.joined, *gathered.stated]
    agents = AgentResolver(gathered.agents(), joined, effects.apart)
    agents.run()
    yield from _claims(agents.clusters, agents.questions, gathered)
    yield from _claims(*resolve_works(gathered.works(), joined, effects.apart), gathered)
    yield from _claims(*resolve_places(gathered.places(), joined, effects.apart), gathered)


def _claims(
    clusters: Clusters, questions: Iterable[Link], gathered: Gathered
) -> Iterator[Contribution]:
    def rank(identifier: str) -> tuple[int, int, str]:
        return (gathered.standing(identifier).rank, -gathered.holding(identifier), identifier)

    claims: dict[str, list[Assertion]] = defaultdict(list)
    for winner, members in clusters.linked(rank):
        claims[winner] += [_same(member, winner, gathered) for member in members]
    winners = {claim.subject: winner for winner, held in claims.items() for claim in held}
    for link in questions:
        if clusters.together(link.one, link.other) or clusters.forbidden(link.one, link.other):
            continue
        winner, other = sorted((winners.get(end, end) for end in (link.one, link.other)), key=rank)
        asked = _ask(link, winner, other, gathered)
        if all(asked.id != held.id for held in claims[winner]):
            claims[winner].append(asked)
    for winner in sorted(claims):
        yield _contribution(winner, claims[winner], gathered)


def _same(member: Member, winner: str, gathered: Gathered) -> Assertion:
    return Assertion(
        id=digest("same", *pair(member.id, winner))[:32],
        subject=member.id,
        predicate=Relation.SAME_AS,
        object=winner,
        match_type="exact",
        confidence=round(member.score, 4),
        evidence=_evidence(member.id, winner, gathered),
        explanation=member.explanation,
    )


def _ask(link: Link, winner: str, other: str, gathered: Gathered) -> Assertion:
    return Assertion(
        id=digest("same", *pair(winner, other))[:32],
        subject=other,
        predicate=Relation.SAME_AS,
        object=winner,
        match_type="close",
        confidence=round(link.score, 4),
        evidence=_evidence(other, winner, gathered),
        explanation=link.explanation,
    )


def _evidence(one: str, other: str, gathered: Gathered) -> list[str]:
    nodes = (*gathered.standing(one).evidence, *gathered.standing(other).evidence)
    return list(dict.fromkeys(nodes))


def _contribution(winner: str, claims: list[Assertion], gathered: Gathered) -> Contribution:
    ends = {winner, *(claim.subject for claim in claims)}
    access = {token for end in ends for token in gathered.standing(end).access}
    # A claim that speaks of several collections may be seen only where all of them may.
    collection, visibility = (
        next(iter(access)) if len(access) == 1 else ("reelgraph", Visibility.PRIVATE)
    )
    return Contribution(
        source=Source(
            id=f"resolve/{winner}",
            partner="reelgraph",
            collection=collection,
            visibility=visibility,
            kind="machine",
        ),
        run=Run(id=f"{APP}/{_model_digest()}", app=APP, model=_model_digest()),
        assertions=sorted(claims, key=lambda claim: claim.id),
    )


def _model_digest() -> str:
    model = (files("graph_ingest.resolve") / "model.json").read_text(encoding="utf-8")
    return digest(model)[:12]
