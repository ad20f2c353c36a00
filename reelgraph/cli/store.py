"""Commands on the graph store: up, down, status, backup, restore."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from graph_schema.errors import SettingsError
from graph_schema.managed import ManagedNeo4j
from graph_schema.models import Spent
from reelgraph.assembly import managed
from reelgraph.cli.output import print_json, progress_bar, results, say, table
from reelgraph.ledger import Ledger
from reelgraph.settings import settings

_DAYS = 7

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def up() -> None:
    """Start the private Neo4j and leave it running.

    The first start fetches Neo4j (about 125 MiB); an interrupted fetch goes on where it stopped.

    Example: reelgraph up
    """
    with progress_bar() as bar:
        endpoint = _private().up(
            progress=lambda done, total: bar("fetch", done // 1024, total // 1024), on_status=say
        )
    results.print(f"Neo4j answers at {endpoint.uri}", markup=False)


def down() -> None:
    """Stop the private Neo4j; what is in it stays.

    Example: reelgraph down
    """
    stopped = _private().down(on_status=say)
    results.print("Neo4j is stopped." if stopped else "Neo4j was not running.")


def status(json: Json = False) -> None:
    """Tell whether the private Neo4j runs, where, and what it uses.

    Where a language model words the answers, its tokens and time of the latest days are told too.

    Examples:

        reelgraph status

        reelgraph status --json
    """
    known = _private().status()
    spent = Ledger(settings().home).days()
    if json:
        days = {day: vars(cost) for day, cost in spent.items()}
        print_json(vars(known) | {"home": settings().home, "llm_usage": days})
        return
    rows = [
        ["State", known.state],
        ["Address", known.uri or "–"],
        ["Version", known.version],
        ["Process", str(known.pid or "–")],
        ["Started", f"{known.started:%Y-%m-%d %H:%M} UTC" if known.started else "–"],
        ["Memory", _mib(known.memory_bytes)],
        ["Disk", _mib(known.disk_bytes)],
        ["Log", str(known.log_path)],
        ["Home", str(settings().home)],
        *([f"Model, {day}", _cost(cost)] for day, cost in [*spent.items()][-_DAYS:]),
    ]
    results.print(table("", ["", ""], rows), soft_wrap=True)


def backup(
    file: Annotated[Path, typer.Argument(help="File to write.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Save the whole graph to a file. Neo4j is stopped meanwhile and started again.

    Example: reelgraph backup graph-2026-11-23.backup
    """
    _private().backup(file, force=force, on_status=say)
    results.print(f"Saved to {file} ({_mib(file.stat().st_size)}).", markup=False)


def restore(file: Annotated[Path, typer.Argument(help="File that backup wrote.")]) -> None:
    """Replace the whole graph by a saved one; it is checked before anything is touched.

    Example: reelgraph restore graph-2026-11-23.backup
    """
    server = _private()
    # What was kept of the graph that goes may be newer than the one that comes.
    shutil.rmtree(settings().home / "ingest", ignore_errors=True)
    server.restore(file, on_status=say)
    results.print(f"Restored from {file}. Run reelgraph index to renew the index.", markup=False)


def _private() -> ManagedNeo4j:
    chosen = settings()
    if chosen.neo4j_uri:
        raise SettingsError(
            f"REELGRAPH_NEO4J_URI names your own Neo4j ({chosen.neo4j_uri}), which Reelgraph "
            "doesn't start, stop or save. Use your server's own tools, or unset the variable."
        )
    return managed(chosen)


def _cost(spent: Spent) -> str:
    """What the language model cost on one day."""
    return (
        f"{spent.calls:,} calls, {spent.prompt_tokens:,} tokens read, "
        f"{spent.completion_tokens:,} written, {spent.ms / 1000:,.0f} s"
    )


def _mib(size: int | None) -> str:
    return "–" if size is None else f"{size / 2**20:,.0f} MiB"
