"""Parts of a film's slice of the table of moments."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

_CHAPTERS = ("chapter", "programme", "scene", "clip")
_FEW = ("part", "kind", "segment", "file", "how", "status")


def only(rows: pa.Table, parts: Sequence[str] | None, kinds: Sequence[str] | None) -> pa.Table:
    """The rows of some parts and kinds; None or nothing means all."""
    for column, wanted in (("part", parts), ("kind", kinds)):
        if wanted:
            rows = rows.filter(pc.is_in(rows[column], pa.array(wanted, pa.string())))
    return rows


def chapters(rows: pa.Table) -> pa.Table:
    """The segments of the first kind that there are any of, from the one that tells most."""
    for kind in _CHAPTERS:
        found = only(rows, ["segment"], [kind])
        if found.num_rows:
            return found
    return rows.slice(0, 0)


def of_file(rows: pa.Table, file: str | None) -> pa.Table:
    """The rows of one file of the film, and those of no known file; all for None."""
    if file is None:
        return rows
    return rows.filter(pc.fill_null(pc.equal(rows["file"], file), True))


def columns(rows: pa.Table) -> pa.Table:
    """The rows as they travel: what repeats once, and times as numbers that browsers count in."""
    rows = rows.drop_columns(["film"])
    for place, field in enumerate(rows.schema):
        if field.name in _FEW:
            rows = rows.set_column(place, field.name, rows[field.name].dictionary_encode())
        elif field.name.endswith("_ms"):
            rows = rows.set_column(place, field.name, rows[field.name].cast(pa.float64()))
    return rows.combine_chunks()
