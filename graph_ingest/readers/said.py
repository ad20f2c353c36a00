"""What a Source says, gathered piece by piece and then made one Contribution."""

from __future__ import annotations

from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.nodes import Node
from graph_schema.relations import Relation
from graph_schema.values import Scalar, digest


class Said:
    """Nodes, relationships and claims, each kept once."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[object, ...], Edge] = {}
        self.claims: dict[str, Assertion] = {}

    def add(self, node: Node, *, below: str = "", relation: Relation | None = None) -> str:
        """State a node, and that another has it; gives its identifier.

        A node that was stated already stays as it was.
        """
        self.nodes.setdefault(node.id, node)
        if relation:
            self.join(relation, below, node.id)
        return node.id

    def join(self, relation: Relation, start: str, end: str, **properties: Scalar) -> None:
        """State a relationship."""
        key = (relation, start, end, *properties.values())
        if key not in self.edges:
            self.edges[key] = Edge(type=relation, start=start, end=end, properties=properties)

    def claim(
        self,
        subject: str,
        predicate: str,
        evidence: list[str],
        *,
        value: Scalar | None = None,
        object: str | None = None,  # noqa: A002
        confidence: float | None = None,
        explanation: str | None = None,
    ) -> None:
        """Claim something that can be accepted or rejected; the same claim counts once."""
        claim_id = f"claim:{digest(subject, predicate, object, value)[:32]}"
        self.claims[claim_id] = Assertion(
            id=claim_id,
            subject=subject,
            predicate=predicate,
            object=object,
            value=value,
            match_type="exact" if predicate == Relation.SAME_AS else None,
            confidence=confidence,
            evidence=evidence,
            explanation=explanation,
        )

    def contribution(self, source: Source, run: Run | None = None) -> Contribution:
        """All of it as what one Source says."""
        return Contribution(
            source=source,
            run=run,
            nodes=list(self.nodes.values()),
            edges=list(self.edges.values()),
            assertions=list(self.claims.values()),
        )
