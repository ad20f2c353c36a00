"""The MCP server: tools and resources over one graph, cut to one scope."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from graph_schema.brief import brief
from graph_schema.errors import ReelgraphError
from graph_schema.scope import Scope
from graph_schema.store import StoredNode
from rag_service.answering import MOST_TURNS, Turn, harmless
from rag_service.api import Services
from rag_service.api.ask import LONGEST_QUESTION, CitationItem, ResultItem
from rag_service.api.evidence import PassageBody, records_of
from rag_service.api.numbered import numbered
from rag_service.mcp.replies import (
    NOTE,
    AskQuoted,
    AskReply,
    CypherQuoted,
    CypherReply,
    EntityQuoted,
    EntityReply,
    Named,
    Near,
    NeighboursQuoted,
    NeighboursReply,
    SearchQuoted,
    SearchReply,
    clean,
    fitting,
    how_of,
)

_P = ParamSpec("_P")
_T = TypeVar("_T")

_INSTRUCTIONS = f"""A film archive's catalogue and what models found in its films, as one graph.
Ask whole questions with 'ask': counts and lists are exact there. 'search' finds passages and the
identifiers that 'entity' and 'neighbours' take. Cite what you use: a record's record_id and field,
or media with its time. {NOTE} Where a tool finds nothing, say so."""
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_MOST_RECORDS = 10
_QUERY_S = 10.0

Question = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
Identifier = Annotated[
    str, Field(min_length=1, max_length=500, description="As search gives it, e.g. work:nls/0001")
]
Some = Annotated[int, Field(ge=1, le=50, description="At most so many")]
Names = Annotated[list[str], Field(max_length=20)]


def create_server(services: Services, scope: Scope, version: str = "") -> MCPServer[Any]:
    """An MCP server over the parts of a service.

    Args:
        services: The store and the answerer.
        scope: What callers may see. Free Cypher is only offered where it is everything.
        version: Told to clients.
    """
    server: MCPServer[Any] = MCPServer(
        "reelgraph", instructions=_INSTRUCTIONS, version=version, log_level="WARNING"
    )
    tools = Tools(services, scope)
    offered: list[tuple[Callable[..., Any], str]] = [
        (tools.search, "Search the archive"),
        (tools.entity, "Read a node"),
        (tools.neighbours, "Read what lies around a node"),
        (tools.ask, "Ask a question"),
    ]
    if scope.unrestricted:
        offered.append((tools.cypher, "Query the graph"))
    for tool, title in offered:
        described = (tool.__doc__ or "").replace("SCHEMA", brief())
        server.add_tool(tool, title=title, description=described, annotations=_READS)
    _add_resources(server, services, scope)
    return server


def _told(tool: Callable[_P, _T]) -> Callable[_P, _T]:
    """Tell errors that are raised on purpose in their own words."""

    @functools.wraps(tool)
    def run(*positional: _P.args, **named: _P.kwargs) -> _T:
        try:
            return tool(*positional, **named)
        except ReelgraphError as error:
            raise ToolError(str(error)) from error

    return run


class Tools:
    """The tools, each a read that is cut to the scope."""

    def __init__(self, services: Services, scope: Scope) -> None:
        self._services = services
        self._store = services.store
        self._scope = scope

    @_told
    def search(self, query: Question, limit: Some = 10) -> SearchReply:
        """Find passages by meaning and words, and people, places, films and headings by words.

        Passages are parts of catalogue records, captions and transcripts, best first, each with
        where it stands. Nodes have the identifiers that entity and neighbours take.
        """
        found = self._services.answerer().retriever.search(query, self._scope, limit)
        hits = self._store.search_text(query, self._scope, labels=_NAMED, limit=limit)
        passages = [
            PassageBody(**clean(PassageBody.of(one).model_dump())) for one in found.evidence
        ]
        nodes = [_named(hit.node) for hit in hits]
        return SearchReply(quoted=SearchQuoted(passages=passages, nodes=nodes))

    @_told
    def entity(self, id: Identifier) -> EntityReply:  # noqa: A002
        """Read a node: its properties, and the Sources that say so."""
        node = self._found(id)
        quoted = EntityQuoted(
            id=node.id,
            label=node.label,
            properties=clean(node.properties),
            sources=node.sources[:_MOST_RECORDS],
        )
        return EntityReply(quoted=quoted, sources_in_all=len(node.sources))

    @_told
    def neighbours(
        self,
        id: Identifier,  # noqa: A002
        types: Annotated[
            Names, Field(description="Relationship types, e.g. CONTRIBUTED_TO; none for all")
        ] = [],  # noqa: B006
        limit: Some = 25,
    ) -> NeighboursReply:
        """Read the nodes one relationship away, with the relationship's type and direction."""
        self._found(id)
        found = self._store.neighbours(id, self._scope, types=types, limit=limit + 1)
        near = [
            Near(
                type=one.type,
                outgoing=one.outgoing,
                properties=clean(one.properties),
                node=_named(one.node),
                sources=one.node.sources[:3],
            )
            for one in found[:limit]
        ]
        return NeighboursReply(quoted=NeighboursQuoted(neighbours=near), more=len(found) > limit)

    @_told
    def ask(
        self,
        question: Question,
        earlier: Annotated[
            list[Question],
            Field(max_length=MOST_TURNS, description="Questions before it that it follows on"),
        ] = [],  # noqa: B006
        limit: Some = 20,
    ) -> AskReply:
        """Answer a question in plain words, each sentence with its citations.

        Counts, lists and first or last are exact: they are worked out on the graph. Ask one
        question at a time. Says that nothing was found rather than guess.
        """
        before = [Turn(one) for one in earlier]
        answerer = self._services.answerer()
        said, marks, answer = numbered(
            answerer.stream(question, self._scope, conversation=before), harmless
        )
        quoted = AskQuoted(
            answer=said,
            citations=[CitationItem(**clean(one)) for one in marks.citations],
            results=[ResultItem(**clean(one)) for one in answer["results"][:limit]],
            how=how_of(answer.get("understood", {}).get("how")),
        )
        return AskReply(
            kind=answer["kind"],
            abstained=answer["abstained"],
            count=answer["count"],
            results_in_all=len(answer["results"]),
            quoted=quoted,
        )

    @_told
    def cypher(
        self,
        query: Annotated[str, Field(min_length=1, max_length=5000)],
        parameters: Annotated[
            dict[str, Any], Field(description="Values for $names in the query")
        ] = {},  # noqa: B006
        limit: Annotated[int, Field(ge=1, le=200, description="At most so many rows")] = 50,
    ) -> CypherReply:
        """Run a read-only Cypher query; it is stopped after ten seconds.

        Queries that write, load files or call procedures are refused. Return w.record_id so
        that films can be cited.

        SCHEMA
        """
        rows = self._store.read(query, parameters, self._scope, timeout_s=_QUERY_S, limit=limit + 1)
        kept = fitting(rows[:limit])
        return CypherReply(quoted=CypherQuoted(rows=kept), more=len(kept) < len(rows))

    def _found(self, node_id: str) -> StoredNode:
        node = self._store.get(node_id, self._scope)
        if node is None:
            raise ToolError(
                f"There is no node {node_id!r} here. search gives the identifiers of nodes."
            )
        return node


_NAMED = ("Work", "Person", "CorporateBody", "Family", "PersonGroup", "Place", "Concept",
          "HistoricalEvent", "Object", "Collection")  # fmt: skip


def _named(node: StoredNode) -> Named:
    name = next(
        (node.properties[key] for key in ("preferred_title", "name", "value", "text", "surface")
         if node.properties.get(key)),
        node.id,
    )  # fmt: skip
    return Named(id=node.id, label=node.label, name=clean(str(name)))


def _add_resources(server: MCPServer[Any], services: Services, scope: Scope) -> None:
    @server.resource(
        "reelgraph://record/{+id}",
        title="Records as received",
        description="The records of a Source such as nls/0001, or behind a node; every field.",
        mime_type="application/json",
    )
    def record(id: str) -> str:  # noqa: A002
        return _quoted(lambda: records_of(services.store, id, scope, _MOST_RECORDS), id)

    @server.resource(
        "reelgraph://entity/{+id}",
        title="A node of the graph",
        description="A node by its identifier, e.g. work:nls/0001.",
        mime_type="application/json",
    )
    def entity(id: str) -> str:  # noqa: A002
        return _quoted(lambda: services.store.get(id, scope), id)

    @server.resource(
        "reelgraph://schema",
        title="The graph's schema",
        description="Labels, properties and relationships.",
        mime_type="text/plain",
    )
    def schema() -> str:
        return brief()


def _quoted(read: Callable[[], Any], identifier: str) -> str:
    try:
        found = read()
    except ReelgraphError as error:
        raise ResourceError(str(error)) from error
    if not found:
        raise ResourceNotFoundError(f"There is nothing of {identifier!r} here.")
    return json.dumps({"note": NOTE, "quoted": _plain(found)}, ensure_ascii=False, indent=1)


def _plain(found: Any) -> Any:
    if isinstance(found, StoredNode):
        return clean({"id": found.id, "label": found.label, "properties": found.properties,
                      "sources": found.sources})  # fmt: skip
    return [clean(one.model_dump()) for one in found]
