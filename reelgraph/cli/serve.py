"""The command that serves the HTTP API and the web page."""

from __future__ import annotations

import ipaddress
import socket
from typing import Annotated

import typer

from graph_schema.errors import SettingsError
from reelgraph.assembly import open_store
from reelgraph.cli.output import say
from reelgraph.settings import Settings, settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
) -> None:
    """Serve the HTTP API and the web page, on this machine only unless told otherwise.

    Listening beyond loopback needs a token that callers must show (REELGRAPH_TOKEN).

    Examples:

        reelgraph serve

        REELGRAPH_TOKEN=… reelgraph serve --host 0.0.0.0 --port 8080
    """
    chosen = settings()
    address, number = host or chosen.host, chosen.port if port is None else port
    check_exposure(chosen, address)
    with listen(address, number) as listening, open_store(chosen, say) as store:
        import uvicorn

        from reelgraph.service import application, log_as_json

        log_as_json()
        shown = f"[{address}]" if ":" in address else address
        say(f"Listening on http://{shown}:{listening.getsockname()[1]}  (Ctrl-C stops)")
        with application(chosen, store) as app:
            config = uvicorn.Config(app, log_config=None, access_log=False)
            uvicorn.Server(config).run(sockets=[listening])


def check_exposure(chosen: Settings, address: str) -> None:
    """Refuse to leave loopback without authentication.

    Raises:
        SettingsError: The address can be reached from elsewhere and no token is set.
    """
    if not is_loopback(address) and chosen.token is None:
        raise SettingsError(
            f"{address} can be reached from other machines, and no token is set. Set "
            "REELGRAPH_TOKEN, or leave --host out to serve this machine only."
        )


def is_loopback(address: str) -> bool:
    """True where only this machine can reach the address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def listen(address: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        SettingsError: The address can't be had.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"Can't listen on {address} port {port}: {error.strerror}. "
            "Choose another with --port, or end the program that holds it."
        ) from error
    return listening
