"""Commands that change what is in the graph: ingest, remove, index, map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_schema.store import Snapshot
from reelgraph.assembly import build_index, embedder, ingesting, open_store
from reelgraph.cli.output import Bar, print_json, progress_bar, results, say, table
from reelgraph.settings import Settings, settings

if TYPE_CHECKING:
    from graph_ingest.pipeline import Ingest
    from graph_ingest.readers import Quarantine
    from graph_ingest.report import Report
    from graph_schema.neo4j import Neo4jStore

_SHOWN = 5

Json = Annotated[bool, typer.Option("--json", help="Print the outcome as one JSON object.")]


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders to take in.")],
    mapping: Annotated[
        str | None,
        typer.Option(help="How a spreadsheet's columns are read: nls, issa-sample or a YAML file."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and check only; nothing is written.")
    ] = False,
    json: Json = False,
) -> None:
    """Take catalogues and enrichment into the graph.

    Spreadsheets need a mapping; FrameSense collections, DEERIn's index files and JSON Lines of
    Contributions are recognised. Records that can't be read are put aside in a quarantine file
    with their place and reason, and the rest goes in. A run that was stopped is finished by
    running it again. Where no Neo4j is configured a private one is started.

    Exit code: 0 all is in; 1 some records were put aside; 2 nothing could be taken in.

    Examples:

        reelgraph ingest marc_records.csv --mapping nls

        reelgraph ingest index_shots.json index_places.json

        reelgraph ingest catalogue.csv --mapping my-mapping.yaml --dry-run
    """
    report = take_in(settings(), paths, mapping, dry_run=dry_run)
    if json:
        print_json(report.as_json())
    else:
        _show(report, dry_run=dry_run)
    raise typer.Exit(report.exit_code)


def remove(
    source_ids: Annotated[list[str], typer.Argument(help="Sources, e.g. nls/0001.")],
    json: Json = False,
) -> None:
    """Take away exactly what these Sources alone had said.

    Example: reelgraph remove nls/0001
    """
    chosen = settings()
    with progress_bar() as bar, ingesting(chosen), open_store(chosen, say) as store:
        removed = store.remove(source_ids).removed
        if removed:
            _ingest(chosen, store, bar).renew()
    if json:
        print_json({"removed": removed, "asked": len(source_ids)})
    else:
        results.print(f"{removed} of {len(source_ids)} Sources were there and are removed.")


def index() -> None:
    """Embed what is new in the graph and build the retrieval index anew.

    Example: reelgraph index
    """
    chosen = settings()
    with progress_bar() as bar, ingesting(chosen), open_store(chosen, say) as store:
        report = _ingest(chosen, store, bar).finish()
    results.print(f"The index covers {report.nodes:,} nodes and {report.edges:,} relationships.")


class MapMethod(StrEnum):
    """How the points of the map find their places."""

    UMAP = "umap"
    TSNE = "tsne"


def lay_out(
    method: Annotated[
        MapMethod, typer.Option(help="umap, or tsne to have that beside it from now on.")
    ] = MapMethod.UMAP,
) -> None:
    """Lay out the map anew: what is alike moves together, and points leave their old places.

    Taking films in and reelgraph index fit new points in among the others, which hardly move.
    Lay it out anew when it has grown so much that new groups no longer show.

    Examples:

        reelgraph map

        reelgraph map --method tsne
    """
    from graph_ingest.derive import Layout

    chosen = settings()
    with progress_bar() as bar, ingesting(chosen), open_store(chosen, say) as store:
        _ingest(chosen, store, bar).finish(Layout((method.value,), anew=True))
    results.print("The map is laid out anew.")


def take_in(
    chosen: Settings, paths: list[Path], mapping: str | None, *, dry_run: bool = False
) -> Report:
    """Run an ingest with a progress bar; returns its report."""
    from graph_ingest.pipeline import check

    with progress_bar() as bar, _quarantine(chosen) as quarantine:
        if dry_run:
            report = check(paths, mapping, quarantine, bar)
        else:
            fetched = _fetching(bar)
            with ingesting(chosen), open_store(chosen, say, fetched) as store:
                report = _ingest(chosen, store, bar).run(paths, mapping, quarantine)
    return report


def _fetching(bar: Bar) -> Callable[[int, int], None]:
    return lambda done, total: bar("fetch", done // 1024, total // 1024)


def _ingest(chosen: Settings, store: Neo4jStore, bar: Bar) -> Ingest:
    from graph_ingest.pipeline import Ingest

    model = embedder(chosen)

    def renew_index(snapshot: Snapshot) -> None:
        build_index(chosen, snapshot, model)

    return Ingest(store, model, chosen.home / "ingest", chosen.cache_folder, renew_index, bar)


def _quarantine(chosen: Settings) -> Quarantine:
    from graph_ingest.readers import Quarantine

    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return Quarantine(chosen.home / "quarantine" / f"{moment}.jsonl")


def _show(report: Report, *, dry_run: bool) -> None:
    stages = [
        [s.name, f"{s.items:,}", f"{s.seconds:.1f}", f"{s.rate:,.0f}", f"{s.peak_mib:,.0f}"]
        for s in report.stages
    ]
    results.print(table("", ["Stage", "items", "seconds", "a second", "peak MiB"], stages))
    results.print()
    for line in _sentences(report, dry_run=dry_run):
        results.print(line, markup=False)


def _sentences(report: Report, *, dry_run: bool) -> list[str]:
    if dry_run:
        first = f"{report.records:,} records read and checked; nothing was written."
    elif report.up_to_date:
        first = f"All {report.records:,} records are in the graph already; nothing changed."
    else:
        done = report.applied
        first = (
            f"{report.records:,} records: {done.created:,} Contributions new, {done.replaced:,} "
            f"replaced, {done.unchanged:,} unchanged. "
            f"The graph has {report.nodes:,} nodes and {report.edges:,} relationships."
        )
    lines = [first]
    if report.quarantine_file:
        lines.append(
            f"{report.quarantined:,} records were put aside, and {report.fields_left_out:,} fields "
            f"left out of others. All places and reasons are in {report.quarantine_file}:"
        )
        lines += [f"  {complaint}" for complaint in report.complaints[:_SHOWN]]
    return lines
