"""The schema as a page of the documentation, made from the code."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from enum import Enum

from pydantic import BaseModel

from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.edits import Edit
from graph_schema.nodes import NODE_TYPES, Node, labels_of
from graph_schema.relations import RULES

_LAYERS = {1: "Catalogue", 2: "Time-based content", 3: "Evidence"}


def schema_page() -> str:
    """Markdown of every label, relationship and property."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The graph's schema\n"
    yield "This page is made from the code. Every node has an `id` and a label; property names"
    yield "are the ones to use in Cypher. An Activity is kept for every credit, so that who did"
    yield "what can be told with the words of the record.\n"
    for layer, title in _LAYERS.items():
        yield f"## {title}\n"
        for node_type in NODE_TYPES:
            if node_type.layer == layer:
                yield from _node(node_type)
    yield "## Claims and decisions\n"
    for model in (Contribution, Source, Run, Edge, Assertion, Edit):
        yield f"### {model.__name__}\n"
        yield from _model(model)
    yield "## Relationships\n"
    yield "| Type | From | To | Term |"
    yield "|---|---|---|---|"
    for relation, rule in sorted(RULES.items()):
        start, end = (", ".join(sorted(side)) or "any" for side in (rule.start, rule.end))
        yield f"| `{relation.value}` | {start} | {end} | {rule.term} |"


def _node(node_type: type[Node]) -> Iterator[str]:
    yield f"### {', '.join(labels_of(node_type))}\n"
    yield from _model(node_type, hidden=("id", "label"))


def _model(model: type[BaseModel], hidden: tuple[str, ...] = ()) -> Iterator[str]:
    yield inspect.getdoc(model) or ""
    yield "\n| Property | Type | Meaning |"
    yield "|---|---|---|"
    for name, field in model.model_fields.items():
        if name not in hidden:
            meaning = (field.description or "").replace("|", "\\|")
            yield f"| `{name}` | {_kind(field.annotation)} | {meaning} |"
    yield ""


def _kind(annotation: object) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments)
    if origin is list:
        return f"list of {_kind(arguments[0])}"
    if origin is dict:
        return f"map of {_kind(arguments[1])}"
    if origin in (typing.Union, types.UnionType):
        kinds = dict.fromkeys(_kind(a) for a in arguments if a is not types.NoneType)
        return " or ".join(kinds)
    if origin is typing.Annotated:
        return _kind(arguments[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "one of " + ", ".join(f"`{member.value}`" for member in annotation)
    return getattr(annotation, "__name__", str(annotation))
