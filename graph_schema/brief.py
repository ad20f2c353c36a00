"""The schema in a few lines, for programs and models that write Cypher."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.nodes import NODE_TYPES, labels_of
from graph_schema.relations import AGENTS, ENTITIES, RULES


def brief() -> str:
    """Every label with its properties, and every relationship with what stands at its ends."""
    return "\n".join(["Nodes (all have id):", *_nodes(), "Relationships:", *_relations(), *_ADVICE])


def _nodes() -> Iterator[str]:
    for node_type in NODE_TYPES:
        names = [name for name in node_type.model_fields if name not in ("id", "label")]
        yield f"{'|'.join(labels_of(node_type))} {{{', '.join(names)}}}"


def _relations() -> Iterator[str]:
    yield f"(agent is {_either(AGENTS)}; entity is {_either(ENTITIES - AGENTS)} or agent)"
    for relation, rule in sorted(RULES.items()):
        yield f"{_end(rule.start)}-[:{relation.value}]->{_end(rule.end)}"


def _end(labels: frozenset[str]) -> str:
    if labels in (AGENTS, ENTITIES):
        return "(agent)" if labels == AGENTS else "(entity)"
    return f"(:{_either(labels)})" if labels else "()"


def _either(labels: frozenset[str]) -> str:
    return "|".join(sorted(labels))


_ADVICE = (
    "A film is a Work; its archive's own number is record_id. Who did what is"
    " (agent)-[:CONTRIBUTED_TO {role}]->(work). Times are milliseconds, durations seconds,"
    " dates year_from and year_to.",
)
