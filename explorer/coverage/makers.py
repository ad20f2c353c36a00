"""Who speaks besides the catalogue: the programs and models that runs name."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from explorer.picture import Node, Picture

MAKERS = pa.schema(
    [
        ("app", pa.string()),  # null: a machine of which no run tells
        ("app_version", pa.string()),
        ("model", pa.string()),
        ("sources", pa.int32()),  # that it speaks in
        ("first", pa.string()),  # day of the earliest run that tells when it was (ISO 8601)
        ("last", pa.string()),
    ]
)

Maker = tuple[str, str, str]
"""Program, its version and model; empty where none is told."""

_TOLD = ("app", "app_version", "model")


def makers(picture: Picture) -> pa.Table:
    """A row for each program, version and model that speaks in what the picture shows."""
    return makers_of(picture).table


class Makers:
    """The machines of one picture."""

    def __init__(self, picture: Picture) -> None:
        self._runs: dict[str, dict[str, Any]] = {
            source: json.loads(said.get("run") or "{}")
            for source, said in picture.sources.items()
            if said["kind"] == "machine"
        }
        self._sorted = sorted({_maker(run) for run in self._runs.values()})
        row = {maker: number for number, maker in enumerate(self._sorted)}
        self._of_source = {source: row[_maker(run)] for source, run in self._runs.items()}

    @cached_property
    def table(self) -> pa.Table:
        """The rows, as `MAKERS` says."""
        said: dict[Maker, list[dict[str, Any]]] = {maker: [] for maker in self._sorted}
        for run in self._runs.values():
            said[_maker(run)].append(run)
        return pa.Table.from_pylist([_row(*item) for item in said.items()], MAKERS)

    def row(self, node: Node) -> int | None:
        """The row of the machine that states a node; None where a catalogue or a person does."""
        rows = [self._of_source.get(source) for source in node.sources]
        return rows[0] if rows and None not in rows else None


_kept: WeakKeyDictionary[Picture, Makers] = WeakKeyDictionary()


def makers_of(picture: Picture) -> Makers:
    """The machines of a picture, read once."""
    if picture not in _kept:
        _kept[picture] = Makers(picture)
    return _kept[picture]


def _maker(run: dict[str, Any]) -> Maker:
    app, version, model = (str(run.get(name) or "") for name in _TOLD)
    return app, version, model


def _row(maker: Maker, runs: list[dict[str, Any]]) -> dict[str, Any]:
    days = sorted(str(run[at])[:10] for run in runs for at in ("started", "ended") if run.get(at))
    told = {name: value or None for name, value in zip(_TOLD, maker, strict=True)}
    return {
        **told,
        "sources": len(runs),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }
