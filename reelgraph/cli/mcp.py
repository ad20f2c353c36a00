"""The command that lets programs with language models use the graph."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph_schema.errors import SettingsError
from graph_schema.scope import Scope
from reelgraph import __version__
from reelgraph.assembly import open_store
from reelgraph.cli.output import say
from reelgraph.cli.serve import listen
from reelgraph.settings import Settings, settings

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from graph_schema.store import GraphStore
    from rag_service.answering import Answerer

_ADDRESS = "127.0.0.1"
_PORT = 8736


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Speak HTTP on this machine instead of standard input.")
    ] = False,
    port: Annotated[int, typer.Option(help="Port for --http; 0 takes a free one.")] = _PORT,
    public: Annotated[
        bool, typer.Option("--public", help="Show public facts only; without the tool cypher.")
    ] = False,
) -> None:
    """Let a program with a language model search, read and question the graph (MCP).

    Speaks the Model Context Protocol on standard input and output, as such programs start it.
    Tools: search, entity, neighbours, ask, cypher; all of them only read. Needs the extra mcp.

    Examples:

        reelgraph mcp

        reelgraph mcp --http --public
    """
    chosen = settings()
    scope = Scope.public() if public else Scope.everything()
    if not http:
        with open_store(chosen, say) as store:
            _server(chosen, store, scope).run("stdio")
        return
    with listen(_ADDRESS, port) as listening, open_store(chosen, say) as store:
        _serve(_server(chosen, store, scope), chosen, listening)


def _server(chosen: Settings, store: GraphStore, scope: Scope) -> MCPServer[Any]:
    try:
        from rag_service.mcp import create_server
    except ImportError as error:
        raise SettingsError(
            f"{error.name} is not installed. Install Reelgraph with its extra mcp: "
            "pip install 'reelgraph[mcp]', or '.[mcp]' in a checkout."
        ) from error
    from rag_service.api import Services
    from reelgraph.service import NewestAnswerer, log_as_json

    log_as_json()
    held = NewestAnswerer(chosen, store)

    def newest() -> Answerer:
        held.adopt()
        return held()

    return create_server(Services(newest, store), scope, __version__)


def _serve(server: MCPServer[Any], chosen: Settings, listening: socket.socket) -> None:
    import uvicorn

    from rag_service.mcp import guarded

    say(f"MCP at http://{_ADDRESS}:{listening.getsockname()[1]}/mcp  (Ctrl-C stops)")
    token = chosen.token.get_secret_value() if chosen.token else None
    app = guarded(server.streamable_http_app(host=_ADDRESS), token)
    uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run(sockets=[listening])
