"""The columns that facts are kept in, and their files: Arrow IPC, memory-mapped when read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from graph_schema.errors import RetrievalIndexError

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Rows = np.ndarray[tuple[int], np.dtype[np.int32]]
Tables = dict[str, pa.Table]

# Columns named `work`, `entity`, `source`, `token` and `doc` are row numbers in the table of
# that name; -1 stands for none. Year 0 stands for an unknown year. A doc is what one access
# token's Sources state of a work; the doc with the greatest `said` speaks for it.
# An `accepted` text supports claims, and a person has accepted them all.
# A `text` is a row of `texts`, and a `term` one of `terms`.
SCHEMAS: dict[str, pa.Schema] = {
    "tokens": pa.schema([("token", pa.string())]),
    "works": pa.schema([("id", pa.string())]),
    "sources": pa.schema(
        [
            ("id", pa.string()),
            ("partner", pa.string()),
            ("record_id", pa.string()),
            ("token", pa.int32()),
            ("kind", pa.string()),
            ("fields", pa.string()),
        ]
    ),
    "docs": pa.schema(
        [
            ("work", pa.int32()),
            ("token", pa.int32()),
            ("source", pa.int32()),
            ("partner", pa.string()),
            ("record_id", pa.string()),
            ("title", pa.string()),
            ("title_supplied", pa.bool_()),
            ("said", pa.int32()),
            ("year_from", pa.int32()),
            ("year_to", pa.int32()),
            ("stems", pa.string()),
        ]
    ),
    "titles": pa.schema([("work", pa.int32()), ("token", pa.int32()), ("key", pa.string())]),
    "copies": pa.schema(
        [
            ("work", pa.int32()),
            ("token", pa.int32()),
            ("sound", pa.string()),
            ("colour", pa.string()),
            ("duration_s", pa.float32()),
        ]
    ),
    "entities": pa.schema([("id", pa.string()), ("label", pa.string())]),
    "names": pa.schema(
        [
            ("entity", pa.int32()),
            ("token", pa.int32()),
            ("name", pa.string()),
            ("key", pa.string()),
            ("preferred", pa.bool_()),
        ]
    ),
    "links": pa.schema(
        [
            ("entity", pa.int32()),
            ("work", pa.int32()),
            ("token", pa.int32()),
            ("relation", pa.string()),
            ("role", pa.string()),
            ("attribution", pa.string()),
            ("source", pa.int32()),
            ("field", pa.string()),
            ("char_start", pa.int32()),
            ("char_end", pa.int32()),
        ]
    ),
    "texts": pa.schema(
        [
            ("work", pa.int32()),
            ("token", pa.int32()),
            ("source", pa.int32()),
            ("accepted", pa.bool_()),
            ("channel", pa.string()),
            ("field", pa.string()),
            ("text", pa.string()),
            ("media", pa.string()),
            ("start_ms", pa.int64()),
            ("end_ms", pa.int64()),
        ]
    ),
    "terms": pa.schema([("term", pa.string()), ("start", pa.int32()), ("end", pa.int32())]),
    "postings": pa.schema([("doc", pa.int32()), ("fields", pa.int8())]),
    # A community of level 0 holds those of level 1, and so on; their names tell nothing.
    "communities": pa.schema(
        [("work", pa.int32()), ("level", pa.int8()), ("community", pa.string())]
    ),
    # A machine's claims on a work; decided where a person accepted or rejected it.
    "claims": pa.schema([("work", pa.int32()), ("token", pa.int32()), ("decided", pa.bool_())]),
    # Stretches of texts that can be quoted, with the rows of their content stems in `terms`.
    "sentences": pa.schema(
        [
            ("work", pa.int32()),
            ("token", pa.int32()),
            ("text", pa.int32()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("terms_start", pa.int32()),
            ("terms_end", pa.int32()),
        ]
    ),
    "sentence_terms": pa.schema([("term", pa.int32())]),
}


def save_tables(tables: Tables, folder: Path) -> None:
    """Write each table to a file of its own in a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        table = tables[name].combine_chunks()
        with pa.ipc.new_file(folder / f"{name}.arrow", table.schema) as sink:
            sink.write_table(table)


def load_tables(folder: Path) -> Tables:
    """Memory-map the tables of a folder.

    Raises:
        RetrievalIndexError: A file is missing, damaged or of another version.
    """
    return {name: _load(folder / f"{name}.arrow", schema) for name, schema in SCHEMAS.items()}


def _load(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        with pa.memory_map(str(path)) as file:
            table = pa.ipc.open_file(file).read_all()
    except (OSError, pa.ArrowInvalid) as error:
        raise RetrievalIndexError(
            f"{path} can't be read ({error}); build the index again: reelgraph index"
        ) from error
    if not table.schema.equals(schema):
        raise RetrievalIndexError(
            f"{path} was written by another version; build the index again: reelgraph index"
        )
    return table


def numbers(table: pa.Table, column: str) -> Rows:
    """A column of whole numbers without nulls, as an array on the file's own memory."""
    chunks = table.column(column)
    if chunks.num_chunks == 1:
        return np.asarray(chunks.chunk(0).to_numpy(zero_copy_only=True))
    return np.asarray(chunks.to_numpy())
