"""What can be found by sight: the shots, frames and files that carry visual vectors.

As a passage, a picture is made from the rows of one access token alone: its vector, what
carries it and the way up to the work.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.relations import Relation
from graph_schema.store import Snapshot

PICTURE = "picture"
"""Kind of the evidence that a picture gives, beside those of `graph_schema.passages`."""

_HOLDERS = ("Segment", "Frame", "Instantiation")
_LABELS = (*_HOLDERS, "Work", "Variant", "Manifestation", "Item", "VisualVector")
# What leads from a part to the whole that it belongs to, both ways round.
_DOWN = (
    Relation.HAS_VISUAL,
    Relation.HAS_FRAME,
    Relation.HAS_SEGMENT,
    Relation.HAS_INSTANTIATION,
    Relation.HAS_ITEM,
    Relation.HAS_MANIFESTATION,
    Relation.HAS_VARIANT,
)
_TYPES = (*_DOWN, Relation.IN_INSTANTIATION)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a model sees it, and where it stands.

    Attributes:
        id: What carries the vector: a Segment, a Frame or an Instantiation.
        owner: Canonical id of the Work that it belongs to.
        access: Access token of everything in it.
        model: The image-text model whose vector it is.
        vector: The vector, packed (`graph_schema.packed`).
        segment: The shot that it shows, where one is known.
        summary: What the shot's own record says of it.
        media: Address of the file.
        start_ms, end_ms: Place on the media, where there is one.
    """

    id: str
    owner: str
    access: str
    model: str
    vector: str
    segment: str | None = None
    summary: str | None = None
    media: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None


def pictures(snapshot: Snapshot) -> list[Picture]:
    """All pictures of a snapshot, sorted by model, id, access token and vector.

    Where there are no visual vectors only the column of labels is read.
    """
    labels = snapshot.nodes["label"]
    if not pc.any(pc.equal(labels, "VisualVector")).as_py():
        return []
    tokens: dict[str, _Part] = defaultdict(_Part)
    nodes = snapshot.nodes.filter(pc.is_in(labels, value_set=pa.array(_LABELS)))
    for node, label, access, held in _rows(nodes, "id", "label", "access", "properties"):
        tokens[access].nodes[node] = (label, json.loads(held))
    types = pa.array([str(kind) for kind in _TYPES])
    edges = snapshot.edges.filter(pc.is_in(snapshot.edges["type"], value_set=types))
    for kind, start, end, access in _rows(edges, "type", "start", "end", "access"):
        part = tokens[access]
        if kind == Relation.IN_INSTANTIATION:
            part.files[start].append(end)
        else:
            part.wholes[end].append((kind, start))
    found = [picture for token, part in tokens.items() for picture in part.pictures(token)]
    return sorted(found, key=lambda p: (p.model, p.id, p.access, p.vector))


class _Part:
    """The part of the graph that carries one access token."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, dict[str, Any]]] = {}
        self.wholes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.files: dict[str, list[str]] = defaultdict(list)

    def pictures(self, token: str) -> Iterator[Picture]:
        for node, (label, held) in self.nodes.items():
            if label == "VisualVector":
                for holder in self._above(node, (Relation.HAS_VISUAL,)):
                    yield from self._picture(token, holder, held)

    def _picture(self, token: str, holder: str, held: dict[str, Any]) -> Iterator[Picture]:
        chain = self._chain(holder)
        if self._label(chain[-1]) != "Work":
            return
        shot = next((node for node in chain if self._label(node) == "Segment"), None)
        about, frame = self._held(shot), self._held(holder)
        start, end = about.get("start_ms"), about.get("end_ms")
        if "t_ms" in frame:
            start = end = frame["t_ms"]
        yield Picture(
            id=holder,
            owner=chain[-1],
            access=token,
            model=str(held["model"]),
            vector=str(held["vector"]),
            segment=shot,
            summary=about.get("summary"),
            media=self._media(chain),
            start_ms=start,
            end_ms=end,
        )

    def _chain(self, node: str) -> list[str]:
        """From what carries a vector up through what holds it to the work."""
        chain = [node]
        while above := [n for n in self._above(chain[-1], _DOWN) if n not in chain]:
            chain.append(above[0])
        return chain

    def _above(self, node: str, types: Iterable[str]) -> list[str]:
        found = {start for kind, start in self.wholes.get(node, ()) if kind in types}
        return sorted(start for start in found if start in self.nodes)

    def _media(self, chain: list[str]) -> str | None:
        files = (file for node in chain for file in [node, *sorted(self.files.get(node, ()))])
        found = (self._held(file).get("uri") for file in files if self._is_file(file))
        return next((str(uri) for uri in found if uri), None)

    def _is_file(self, node: str) -> bool:
        return self._label(node) == "Instantiation"

    def _label(self, node: str) -> str:
        return self.nodes[node][0] if node in self.nodes else ""

    def _held(self, node: str | None) -> dict[str, Any]:
        return self.nodes[node][1] if node in self.nodes else {}


def _rows(table: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)
