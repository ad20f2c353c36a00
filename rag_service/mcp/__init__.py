"""The graph for language models' programs, over the Model Context Protocol. Extra: mcp."""

from rag_service.mcp.guard import guarded
from rag_service.mcp.server import create_server

__all__ = ["create_server", "guarded"]
