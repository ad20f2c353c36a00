"""What the driver returns, as plain Python that JSON can hold."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph_schema.neo4j.workspace import shown_properties

_VECTORS = ("embedding", "vector")
_TEMPORAL = (Date, DateTime, Time, Duration, date, datetime, time)


def plain(value: Any) -> Any:
    """A value of a query's result; what the store keeps for itself is left out of nodes."""
    if isinstance(value, Node):
        labels = sorted(value.labels - {"Resource"})
        return {"id": value.get("id"), "labels": labels, "properties": _properties(value)}
    if isinstance(value, Relationship):
        return {
            "type": value.type,
            "start": value.start_node.get("id") if value.start_node else None,
            "end": value.end_node.get("id") if value.end_node else None,
            "properties": _properties(value),
        }
    if isinstance(value, Path):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(edge) for edge in value.relationships],
        }
    return _plain_value(value)


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): plain(held) for name, held in value.items()}
    if isinstance(value, list):
        return [plain(held) for held in value]
    if isinstance(value, Point):
        return list(value)
    if isinstance(value, _TEMPORAL):
        return value.iso_format() if hasattr(value, "iso_format") else value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _properties(held: Node | Relationship) -> dict[str, Any]:
    shown = shown_properties(dict(held.items()))
    return {name: plain(value) for name, value in shown.items() if name not in _VECTORS}
