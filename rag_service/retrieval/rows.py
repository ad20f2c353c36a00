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

from graph_schema.passages import RECORD, Passage
from graph_schema.values import digest
from rag_service.retrieval.keys import Rows
from rag_service.retrieval.merge import Merge
from rag_service.retrieval.said import Said, word_numbers

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
        ("words", pa.list_(pa.uint32())),
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

    def said(self, rows: Rows) -> Said:
        """The words of title and body of the passages in these rows, in their order."""
        held = self._table["words"].take(pa.array(rows, pa.int64())).combine_chunks()
        starts = held.offsets.to_numpy().astype(np.int64)
        return Said(starts - starts[:1], held.flatten().to_numpy())

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

    def of_owners(self, works: Iterable[str]) -> npt.NDArray[np.bool_]:
        """A mask of all passages that belong to these works; looks at every passage."""
        wanted = pa.array(sorted(works), pa.string())
        mask = pc.is_in(self._table["owner"], value_set=wanted)
        return np.asarray(mask.to_numpy(), np.bool_)

    def beside(self, works: Iterable[str], segments: Iterable[str]) -> list[tuple[int, int, Row]]:
        """Records of works, and texts of segments: row, number of access token, what is shown."""
        kind, table = pa.scalar(RECORD), self._table
        owned, within = (pa.array(sorted(held), pa.string()) for held in (works, segments))
        wanted = pc.or_(
            pc.and_(pc.equal(table["kind"], kind), pc.is_in(table["owner"], value_set=owned)),
            pc.is_in(table["segment"], value_set=within),
        )
        rows = np.flatnonzero(np.asarray(wanted.to_numpy(), np.bool_)).tolist()
        return list(zip(rows, self.tokens[rows].tolist(), self.show(rows), strict=True))

    def identities(self, rows: Rows) -> list[tuple[str, int, str, str]]:
        """Id, number of the access token, digest and fingerprint of the passages in rows."""
        names = ("id", "token", "digest", "fingerprint")
        held = self._table.select(names).take(pa.array(rows, pa.int64()))
        return list(zip(*(held[name].to_pylist() for name in names), strict=True))

    def id_of(self, row: int) -> str:
        """The passage in a row."""
        return str(self._table["id"][row].as_py())

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
    save_table(folder / _FILE, _columns(passages, tokens, model))


def merge_passages(
    folder: Path,
    older: Path,
    merge: Merge,
    added: Iterable[Passage],
    tokens: tuple[Sequence[str], Sequence[str]],
    model: str,
) -> None:
    """Write the older generation's rows without some and with others.

    Args:
        folder: Where they go.
        older: Where they come from.
        merge: The order of rows.
        added: New ones.
        tokens: Access tokens, as the older one numbers them and as they are numbered now.
        model: The embedding model.
    """
    held = open_table(older / _FILE, _SCHEMA)
    numbers = renumbered(held["token"].to_numpy(), *tokens)
    held = held.set_column(held.schema.get_field_index("token"), "token", pa.array(numbers))
    save_table(folder / _FILE, merge.table(held, _columns(added, tokens[1], model)))


def renumbered(
    numbers: npt.NDArray[np.int32], before: Sequence[str], now: Sequence[str]
) -> npt.NDArray[np.int32]:
    """Numbers of access tokens as they are now; -1 for those that are no more."""
    place = {token: n for n, token in enumerate(now)}
    table = np.array([place.get(token, -1) for token in before], np.int32)
    return table[numbers] if len(table) else numbers


def _columns(passages: Iterable[Passage], tokens: Sequence[str], model: str) -> Any:
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
        columns["words"] = [word_numbers(f"{passage.title} {passage.body}") for passage in some]
        parts.append(pa.RecordBatch.from_pydict(columns, _SCHEMA))
    # One stretch of memory: rows are taken out of many far more slowly.
    return pa.Table.from_batches(parts, _SCHEMA).combine_chunks()


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
