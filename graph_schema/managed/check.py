"""Is what answers at a Bolt address a Neo4j that the schema can live in?"""

from __future__ import annotations

import re
from dataclasses import dataclass

import neo4j
from neo4j._exceptions import BoltHandshakeError  # the driver's major 5 has no public name for it
from neo4j.exceptions import AuthError, DriverError, Neo4jError, UnsupportedServerProduct

from graph_schema.errors import (
    StoreCredentialsError,
    StoreUnavailableError,
    UnsupportedServerError,
)

_MAJOR = 5
_OLDEST_MINOR = 13
_AGENT = re.compile(r"Neo4j/(?P<major>\d+)\.(?P<minor>\d+)\S*$")
_WANTED = f"Reelgraph needs Neo4j {_MAJOR}.{_OLDEST_MINOR} or a later {_MAJOR}.x"
_REMEDY = (
    "Point REELGRAPH_NEO4J_URI to such a server, or unset it and Reelgraph starts a private one."
)


@dataclass(frozen=True)
class ServerInfo:
    """A checked server: its address as host and port, and its version, such as `5.26.30`."""

    address: str
    version: str


def check_server(driver: neo4j.Driver) -> ServerInfo:
    """Connect, log in, and check that the server is Neo4j 5.13 or a later 5.x.

    Vector indexes came with 5.13; 4.x lacks them, and the releases named after years keep another
    default index that finds fewer neighbours.

    Raises:
        StoreUnavailableError: Nothing answers.
        StoreCredentialsError: The server refuses the user name or password.
        UnsupportedServerError: It is another version or another product.
    """
    try:
        info = driver.get_server_info()
    except AuthError as error:
        raise StoreCredentialsError(
            f"Neo4j refuses the user name or password: {error.message or error}. "
            "Check REELGRAPH_NEO4J_USER and REELGRAPH_NEO4J_PASSWORD."
        ) from error
    except UnsupportedServerProduct as error:
        raise UnsupportedServerError(f"{_WANTED}, but the server is {error}. {_REMEDY}") from error
    except BoltHandshakeError as error:
        raise UnsupportedServerError(
            f"{_WANTED}, but what answers speaks none of its Bolt protocols. {_REMEDY}"
        ) from error
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        raise StoreUnavailableError(
            f"No Neo4j answers: {error}. Check REELGRAPH_NEO4J_URI and whether the server runs."
        ) from error
    address = f"{info.address[0]}:{info.address[1]}"
    return ServerInfo(address, _checked_version(info.agent, address))


def _checked_version(agent: str, address: str) -> str:
    match = _AGENT.match(agent)
    if match is None or int(match["major"]) != _MAJOR or int(match["minor"]) < _OLDEST_MINOR:
        raise UnsupportedServerError(
            f"{_WANTED}, but the server at {address} is {agent}. {_REMEDY}"
        )
    return agent.removeprefix("Neo4j/")
