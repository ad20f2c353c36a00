"""A private Neo4j Community as a child process: fetched, started, stopped, saved, restored.

Nothing but Python and a network is needed: Java comes as a wheel, Neo4j as pinned jars.
"""

from graph_schema.managed.check import ServerInfo, check_server
from graph_schema.managed.server import ManagedNeo4j
from graph_schema.managed.settings import compose_environment
from graph_schema.managed.state import Endpoint, ServerOptions, Status

__all__ = [
    "Endpoint",
    "ManagedNeo4j",
    "ServerInfo",
    "ServerOptions",
    "Status",
    "check_server",
    "compose_environment",
]
