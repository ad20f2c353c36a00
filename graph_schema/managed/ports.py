"""The loopback port that the private Neo4j listens on."""

from __future__ import annotations

import socket

import psutil

from graph_schema.errors import PortTakenError
from graph_schema.managed.layout import Layout
from graph_schema.managed.process import LOOPBACK

_SETTING = "server.bolt.listen_address="


def choose_port(layout: Layout, wanted: int | None) -> int:
    """The port asked for, else that of the last start where it is free, else any free one.

    Raises:
        PortTakenError: Another program listens on the port asked for.
    """
    if wanted is not None:
        if not is_free(wanted):
            raise PortTakenError(
                f"Port {wanted} on {LOOPBACK} is taken by {_holder(wanted)}. End that program, or "
                "unset REELGRAPH_NEO4J_PORT: Reelgraph then chooses a free port."
            )
        return wanted
    last = port_of_last_start(layout)
    return last if last is not None and is_free(last) else _free_port()


def port_of_last_start(layout: Layout) -> int | None:
    """The port in neo4j.conf, where there is one."""
    try:
        lines = (layout.conf / "neo4j.conf").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    ports = (line.rpartition(":")[2] for line in lines if line.startswith(_SETTING))
    return next((int(port) for port in ports if port.isdigit()), None)


def is_free(port: int) -> bool:
    """Whether a server could listen on the loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def takes_connections(port: int) -> bool:
    """Whether anything listens on the loopback port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1.0).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _holder(port: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            listens = connection.status == psutil.CONN_LISTEN
            if listens and connection.laddr and connection.laddr.port == port:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass
    return "another program"
