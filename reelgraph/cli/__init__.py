"""The command line, `reelgraph`."""

from __future__ import annotations

import errno
import functools
import signal
import sys
from collections.abc import Callable
from typing import Any

import typer

from graph_schema.errors import ReelgraphError
from reelgraph import __version__
from reelgraph.cli import ask, demo, evaluate, ingest, mcp, reference, serve, store
from reelgraph.cli.output import console

__all__ = ["app", "main"]

app = typer.Typer(
    name="reelgraph",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="A film archive's catalogue and its AI enrichment in one knowledge graph, "
    "with the evidence of every claim.",
    epilog="Start with: reelgraph demo",
)


def _stoppable(command: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(command)
    def run(*positional: Any, **named: Any) -> None:
        try:
            command(*positional, **named)
        except KeyboardInterrupt:
            console.print("\nStopped. Nothing is half done; run it again to go on.")
            raise typer.Exit(128 + signal.SIGINT) from None
        except BrokenPipeError:
            # The reader of a pipe went away, as head does; there is nobody left to tell.
            sys.stderr.close()
            raise typer.Exit(128 + signal.SIGPIPE) from None

    return run


for _command in (
    demo.demo,
    ingest.ingest,
    ask.ask,
    serve.serve,
    mcp.mcp,
    ask.pairs,
    ask.mentions,
    ingest.remove,
    ingest.index,
    store.up,
    store.down,
    store.status,
    store.backup,
    store.restore,
    reference.schema,
):
    app.command()(_stoppable(_command))
app.command("map")(_stoppable(ingest.lay_out))
app.command("eval")(_stoppable(evaluate.evaluate))


@app.callback(invoke_without_command=True)
def _root(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run a command; errors on purpose are told in a sentence, with exit code 2."""
    try:
        app()
    except ReelgraphError as error:
        console.print(f"error: {error}", style="red", markup=False)
        raise SystemExit(2) from error
    except OSError as error:
        if error.filename is None and error.errno is None:
            raise
        console.print(f"error: {_told(error)}", style="red", markup=False)
        raise SystemExit(2) from error


def _told(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"{place}the disk is full. Free some space, or set REELGRAPH_HOME to a folder on "
            "another disk, and run it again; nothing is half done."
        )
    return f"{place}{error.strerror or error}"
