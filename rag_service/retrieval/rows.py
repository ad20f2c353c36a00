"""The passages of a generation as columns in a mapped Arrow file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.passages import Passage
from graph_schema.values import digest
from rag_service.retrieval.keys import Rows

_FILE = "passages.arrow"
_SHOWN = (
    "id", "owner", "kind", "title", "body", "partner", "record_id",
    "field", "segment", "media", "start_ms", "end_ms",
)  # fmt: skip
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _SHOWN[:-2]),
        ("start_ms", pa.int64()),
        ("end_ms", pa.int64()),
        ("token", pa.int32()),
        ("fingerprint", pa.string()),
        ("digest", pa.string()),
    ]
)

# As many passages become columns at a time, so that memory doesn't hold all of them twice.
_AT_ONCE = 20_000

Row = dict[str, Any]


class PassageRows:
    """Passages by row number."""

    def __init__(self, folder: Path) -> None:
        self._table = open_table(folder / _FILE, _SCHEMA)
        self.tokens: npt.NDArray[np.int32] = self._table["token"].to_numpy()

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def show(self, rows: Sequence[int]) -> list[Row]:
        """What is shown of the passages in these rows, in their order."""
        found: list[Row] = self._table.select(_SHOWN).take(pa.array(rows, pa.int64())).to_pylist()
        return found

    def owned(self, works: Set[str], near: Rows) -> npt.NDArray[np.bool_]:
        """A mask of the passages that belong to these works.

        Args:
            works: Canonical ids.
            near: Rows of all passages that are linked to one of them; only these are looked at.
        """
        mask = np.zeros(len(self), np.bool_)
        owners = self._table["owner"].take(pa.array(near, pa.int64()))
        wanted = pc.is_in(owners, value_set=pa.array(sorted(works), pa.string()))
        mask[near[np.asarray(wanted.to_numpy(zero_copy_only=False), np.bool_)]] = True
        return mask

    def digests(self) -> list[str]:
        """A digest of all that each passage is."""
        held: list[str] = self._table["digest"].to_pylist()
        return held

    def fingerprints(self) -> list[str]:
        """The key of each passage's vector."""
        held: list[str] = self._table["fingerprint"].to_pylist()
        return held


def save_passages(
    folder: Path, passages: Iterable[Passage], tokens: Sequence[str], model: str
) -> None:
    """Write passages as rows in the order given."""
    number = {token: n for n, token in enumerate(tokens)}
    remaining = iter(passages)
    parts = []
    while some := list(islice(remaining, _AT_ONCE)):
        columns: dict[str, list[Any]] = {
            name: [getattr(passage, name) for passage in some] for name in _SHOWN
        }
        columns["token"] = [number[passage.access] for passage in some]
        columns["fingerprint"] = [passage.fingerprint(model) for passage in some]
        columns["digest"] = [passage_digest(passage) for passage in some]
        parts.append(pa.RecordBatch.from_pydict(columns, _SCHEMA))
    # One stretch of memory: rows are taken out of many far more slowly.
    save_table(folder / _FILE, pa.Table.from_batches(parts, _SCHEMA).combine_chunks())


def passage_digest(passage: Passage) -> str:
    """Equal for passages that are equal in everything."""
    return digest(*(getattr(passage, name) for name in Passage.__slots__))[:32]


def save_table(path: Path, table: Any) -> None:
    """Write an Arrow file that can be mapped."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def open_table(path: Path, schema: Any) -> Any:
    """Map an Arrow file. Raises pyarrow.ArrowInvalid where it has other columns."""
    with pa.memory_map(str(path)) as file:
        table = pa.ipc.open_file(file).read_all()
    if not table.schema.equals(schema):
        raise pa.ArrowInvalid(f"{path} has other columns than expected")
    return table
