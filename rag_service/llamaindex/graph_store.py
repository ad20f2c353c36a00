"""LlamaIndex's property-graph store over Reelgraph's graph, to read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import numpy as np
from llama_index.core.graph_stores.types import (
    ChunkNode,
    EntityNode,
    LabelledNode,
    PropertyGraphStore,
    Relation,
    Triplet,
)
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery

from graph_schema.brief import brief
from graph_schema.errors import InputError, ReadOnlyError
from graph_schema.scope import Scope
from graph_schema.store import GraphStore, Neighbour, StoredNode
from rag_service.answering import harmless

_MOST_NODES = 50
_MOST_NEAR = 100
_Key = tuple[str, str, str, str]
_NAMES = ("preferred_title", "name", "value", "text", "surface")


class GraphNode(EntityNode):
    """A node under the identifier that it has in Reelgraph."""

    identifier: str

    @property
    def id(self) -> str:
        """The identifier."""
        return self.identifier


class ReelgraphGraphStore(PropertyGraphStore):
    """Reads the graph within a scope; what goes in goes in as Contributions.

    Free Cypher can't be cut to a scope, so `supports_structured_queries` is only true where the
    scope is everything.

    Args:
        store: The graph store.
        scope: What the caller may see.
        timeout_s: Longest time that a query may take, in seconds.
        limit: At most so many rows of a query.
    """

    supports_vector_queries = True

    def __init__(
        self, store: GraphStore, scope: Scope, *, timeout_s: float = 10.0, limit: int = 100
    ) -> None:
        self._store = store
        self._scope = scope
        self._timeout_s = timeout_s
        self._limit = limit
        self.supports_structured_queries = scope.unrestricted

    @property
    def client(self) -> GraphStore:
        """The store that is read."""
        return self._store

    def get(
        self,
        properties: dict[str, Any] | None = None,
        ids: list[str] | None = None,
    ) -> list[LabelledNode]:
        """Nodes with these identifiers, or with these properties.

        Properties are looked up through the words of names, titles and texts.

        Raises:
            InputError: None of the properties has words to look for.
        """
        return [_node(node) for node in self._nodes(properties=properties, ids=ids)]

    def get_triplets(
        self,
        entity_names: list[str] | None = None,
        relation_names: list[str] | None = None,
        properties: dict[str, Any] | None = None,
        ids: list[str] | None = None,
    ) -> list[Triplet]:
        """What relates to these nodes, by relationships of these types or of all.

        Raises:
            InputError: Neither names, properties nor identifiers say from where.
        """
        if relation_names and not (entity_names or properties or ids):
            raise InputError("a type of relationship alone names no nodes; give names or ids too")
        found: dict[_Key, Triplet] = {}
        for node in self._nodes(entity_names, properties, ids):
            for near in self._near(node.id, relation_names or ()):
                found.setdefault(_key(node, near), _triplet(node, near))
        return list(found.values())

    def get_rel_map(
        self,
        graph_nodes: list[LabelledNode],
        depth: int = 2,
        limit: int = 30,
        ignore_rels: list[str] | None = None,
    ) -> list[Triplet]:
        """At most ``limit`` triplets within ``depth`` steps, the nearest first."""
        found: dict[_Key, Triplet] = {}
        seen: set[str] = set()
        edge = self._nodes(ids=[node.id for node in graph_nodes])
        for _ in range(depth):
            reached: dict[str, StoredNode] = {}
            for node in edge:
                seen.add(node.id)
                for near in self._near(node.id, ()):
                    if near.type in (ignore_rels or ()):
                        continue
                    found.setdefault(_key(node, near), _triplet(node, near))
                    reached[near.node.id] = near.node
                    if len(found) >= limit:
                        return list(found.values())[:limit]
            edge = [node for key, node in reached.items() if key not in seen]
        return list(found.values())

    def get_llama_nodes(self, node_ids: list[str]) -> list[BaseNode]:
        """Texts and works as nodes of a document index."""
        return [
            TextNode(
                id_=node.id,
                text=harmless(str(node.properties.get("text") or _name(node))),
                metadata={"label": node.label, "sources": ", ".join(node.sources[:3])},
            )
            for node in self._nodes(ids=node_ids)
        ]

    def structured_query(self, query: str, param_map: dict[str, Any] | None = None) -> Any:
        """Rows of a Cypher query that only reads.

        Raises:
            ReadOnlyError: The query would write, load a file or call what isn't allowed.
            ReadLimitError: It took too long.
            ScopeError: The scope is restricted.
        """
        rows = self._store.read(
            query, param_map or {}, self._scope, timeout_s=self._timeout_s, limit=self._limit
        )
        return _harmless_in(rows)

    def vector_query(
        self,
        query: VectorStoreQuery,
        **kwargs: Any,  # noqa: ARG002
    ) -> tuple[list[LabelledNode], list[float]]:
        """Nodes nearest to an embedding of the model that made the graph's, with cosines."""
        if query.query_embedding is None:
            return [], []
        vector = np.asarray(query.query_embedding, np.float32)
        hits = self._store.search_vector(vector, self._scope, limit=query.similarity_top_k)
        return [_node(hit.node) for hit in hits], [hit.score for hit in hits]

    def get_schema(self, refresh: bool = False) -> str:  # noqa: ARG002
        """Labels with their properties, and relationships."""
        return brief()

    def upsert_nodes(self, nodes: Sequence[LabelledNode]) -> None:  # noqa: ARG002
        """Refused: see `ReadOnlyError`."""
        _refuse()

    def upsert_relations(self, relations: list[Relation]) -> None:  # noqa: ARG002
        """Refused: see `ReadOnlyError`."""
        _refuse()

    def delete(
        self,
        entity_names: list[str] | None = None,  # noqa: ARG002
        relation_names: list[str] | None = None,  # noqa: ARG002
        properties: dict[str, Any] | None = None,  # noqa: ARG002
        ids: list[str] | None = None,  # noqa: ARG002
    ) -> None:
        """Refused: see `ReadOnlyError`."""
        _refuse()

    def _near(self, node_id: str, types: Sequence[str]) -> list[Neighbour]:
        return self._store.neighbours(node_id, self._scope, types=types, limit=_MOST_NEAR)

    def _nodes(
        self,
        names: list[str] | None = None,
        properties: dict[str, Any] | None = None,
        ids: list[str] | None = None,
    ) -> list[StoredNode]:
        """Nodes that are meant in any of the three ways, each once."""
        meant = [
            *(node for one in ids or () if (node := self._store.get(one, self._scope))),
            *(node for name in names or () for node in self._called(name)),
            *(self._having(properties) if properties else ()),
        ]
        return list({node.id: node for node in meant}.values())

    def _called(self, name: str) -> Iterator[StoredNode]:
        wanted = name.casefold()
        for hit in self._store.search_text(name, self._scope, limit=_MOST_NODES):
            variants = hit.node.properties.get("name_variants") or ()
            forms = [_name(hit.node), *(variants if isinstance(variants, list) else ())]
            if wanted in (str(form).casefold() for form in forms):
                yield hit.node

    def _having(self, properties: dict[str, Any]) -> Iterator[StoredNode]:
        words = next((value for value in properties.values() if isinstance(value, str)), "")
        if not words.strip():
            raise InputError(f"no words to look for in {sorted(properties)}; name one with text")
        for hit in self._store.search_text(words, self._scope, limit=_MOST_NODES):
            if properties.items() <= hit.node.properties.items():
                yield hit.node


def _refuse() -> NoReturn:
    raise ReadOnlyError(
        "LlamaIndex can only read this graph. What goes into it needs a Source: write it as "
        "Contributions in JSON Lines and take it in with reelgraph ingest."
    )


def _name(node: StoredNode) -> str:
    held = (node.properties.get(name) for name in _NAMES)
    return str(next((value for value in held if value), node.id))


def _node(node: StoredNode) -> LabelledNode:
    properties: dict[str, Any] = {
        **_harmless_in(node.properties),
        "id": node.id,
        "sources": node.sources[:3],
    }
    if text := properties.pop("text", None):
        return ChunkNode(text=str(text), id_=node.id, label=node.label, properties=properties)
    return GraphNode(
        identifier=node.id, name=harmless(_name(node)), label=node.label, properties=properties
    )


def _triplet(node: StoredNode, near: Neighbour) -> Triplet:
    ends = (node, near.node) if near.outgoing else (near.node, node)
    relation = Relation(
        label=near.type,
        source_id=ends[0].id,
        target_id=ends[1].id,
        properties=_harmless_in(near.properties),
    )
    return _node(ends[0]), relation, _node(ends[1])


def _key(node: StoredNode, near: Neighbour) -> _Key:
    ends = (node.id, near.node.id) if near.outgoing else (near.node.id, node.id)
    return ends[0], near.type, ends[1], repr(sorted(near.properties.items()))


def _harmless_in(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return [_harmless_in(held) for held in value]
    if isinstance(value, dict):
        return {name: _harmless_in(held) for name, held in value.items()}
    return value
