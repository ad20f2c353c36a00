"""The connection to a Neo4j server, with its failures in the words of the store contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph_schema.errors import (
    StoreCredentialsError,
    StoreError,
    StoreUnavailableError,
    UnsupportedServerError,
)
from graph_schema.neo4j.cypher import schema

OLDEST_SERVER = (5, 23)
RETRY_S = 30.0
_CONNECT_S = 10.0


def connect(uri: str, user: str, password: str, database: str) -> Driver:
    """A driver to a server that answers, takes the login and is new enough.

    Raises:
        StoreUnavailableError: Nothing answers at the address, or it has no such database.
        StoreCredentialsError: The server refuses the login.
        UnsupportedServerError: The server is older than the schema needs.
    """
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=(user, password),
            connection_timeout=_CONNECT_S,
            connection_acquisition_timeout=RETRY_S,
            max_transaction_retry_time=RETRY_S,
            notifications_min_severity="OFF",
        )
    except (ConfigurationError, ValueError) as error:
        raise StoreError(
            f"{uri!r} can't be used as an address: {error}; write bolt://host:7687"
        ) from error
    try:
        with translated(uri):
            _check_version(driver, uri, database)
    except BaseException:
        driver.close()
        raise
    return driver


def _check_version(driver: Driver, uri: str, database: str) -> None:
    with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        record = session.run(schema.SERVER).single(strict=True)
    version = str(record["version"])
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < OLDEST_SERVER:
        oldest = ".".join(map(str, OLDEST_SERVER))
        raise UnsupportedServerError(
            f"the server at {uri} is Neo4j {version}; Reelgraph needs {oldest} or newer "
            "(5.26 LTS is what it is tested with)"
        )


@contextmanager
def translated(uri: str) -> Iterator[None]:
    """Turn the driver's errors into those of the store contract."""
    try:
        yield
    except AuthError as error:
        raise StoreCredentialsError(
            f"the server at {uri} refuses the user name or the password: {error.message}"
        ) from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreUnavailableError(
            f"no Neo4j answers at {uri} ({error}); check that it runs and that the address is right"
        ) from error
    except Neo4jError as error:
        raise _server_error(uri, error) from error
    except DriverError as error:
        raise StoreUnavailableError(f"the connection to {uri} failed: {error}") from error


def _server_error(uri: str, error: Neo4jError) -> StoreError:
    code = error.code or ""
    if "DatabaseNotFound" in code or "DatabaseUnavailable" in code:
        return StoreUnavailableError(f"the server at {uri}: {error.message}")
    if "OutOfMemory" in code or "MemoryLimit" in code:
        return StoreError(
            f"the server at {uri} has too little memory for this: {error.message}; give it more "
            "(dbms.memory.transaction.total.max, server.memory.heap.max_size) or ask for less"
        )
    if isinstance(error, TransientError):
        return StoreUnavailableError(f"the server at {uri} is too busy: {error.message}")
    if isinstance(error, ClientError):
        return StoreError(f"{error.message} ({code})")
    return StoreError(f"the server at {uri} failed: {error.message} ({code})")
