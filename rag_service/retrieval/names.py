"""The names of what the graph knows, found in a question word by word."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.passages import RECORD, Passage
from graph_schema.relations import ENTITIES
from graph_schema.store import Snapshot
from rag_service.retrieval.keys import Keys, KeyTable, keys_of
from rag_service.retrieval.rows import open_table, renumbered, save_table

_FILE = "names.arrow"
_TABLE = "names"
_SCHEMA = pa.schema(
    [
        ("entity", pa.string()),
        ("label", pa.string()),
        ("name", pa.string()),
        ("token", pa.int32()),
        ("quoted_only", pa.bool_()),
        ("words", pa.int32()),
    ]
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_LONGEST = 12
_QUOTES = "\"'“”‘’«»"
# Titles and names that consist of nothing else would be found in every question.
_FUNCTION_WORDS = """
a an and any are as at be been by can did do does film films for from had has have he her his how
i in is it its me my no not of on or our she show shows some that the their them then there these
they this those to up us was we were what when where which who whom whose why will with would you
your
"""
EMPTY_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True)
class Word:
    """A word of a text as names are compared by, and where it stands."""

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Named:
    """A name found in a text. Offsets are characters of the text as given."""

    entity: str
    label: str
    name: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text, without case, accents and possessive endings."""
    found = []
    for match in _WORD.finditer(text):
        form, length = _folded(match[0])
        if form:
            found.append(Word(form, match.start(), match.start() + length))
    return found


@lru_cache(maxsize=65_536)
def _folded(word: str) -> tuple[str, int]:
    """A word as it is compared, and how many of its characters count."""
    said = _POSSESSIVE.sub("", word)
    plain = unicodedata.normalize("NFKD", said.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'"), len(said)


class NameIndex:
    """Names of one generation, mapped into memory; a question costs O(words * log names)."""

    def __init__(self, folder: Path, longest: int) -> None:
        self._table = open_table(folder / _FILE, _SCHEMA)
        self._keys = KeyTable.load(folder, _TABLE)
        self._longest = longest

    def find(self, text: str, allowed: npt.NDArray[np.bool_]) -> list[Named]:
        """Names in a text, longest first where they overlap, in the order of the text.

        Args:
            text: A question.
            allowed: By access token's number, whether its names may be told.
        """
        said = words(text)
        found: list[Named] = []
        taken = np.zeros(len(text) + 1, np.bool_)
        for start, end, rows in self._spans(said):
            if taken[start:end].any():
                continue
            named = list(self._named(text, start, end, rows, allowed))
            if named:
                taken[start:end] = True
                found += named
        return sorted(found, key=lambda named: (named.start, named.entity))

    def _spans(self, said: Sequence[Word]) -> Iterator[tuple[int, int, npt.NDArray[np.int64]]]:
        """Spans of the text that are some name, longest first, with the rows of that name."""
        spans = [
            (first, count)
            for count in range(min(self._longest, len(said)), 0, -1)
            for first in range(len(said) - count + 1)
        ]
        forms = [" ".join(w.form for w in said[first : first + n]) for first, n in spans]
        keys = keys_of(forms)
        known = np.flatnonzero(self._keys.first(keys) >= 0)
        for position in known.tolist():
            first, count = spans[position]
            rows = self._keys.find(int(keys[position]))
            yield said[first].start, said[first + count - 1].end, rows

    def _named(
        self,
        text: str,
        start: int,
        end: int,
        rows: npt.NDArray[np.int64],
        allowed: npt.NDArray[np.bool_],
    ) -> Iterator[Named]:
        quoted = text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
        quoted = quoted and start > 0 and end < len(text)
        seen: set[str] = set()
        for row in self._table.take(pa.array(rows)).to_pylist():
            hidden = not allowed[row["token"]] or (row["quoted_only"] and not quoted)
            if not hidden and row["entity"] not in seen:
                seen.add(row["entity"])
                yield Named(row["entity"], row["label"], row["name"], start, end)


def save_names(
    folder: Path, snapshot: Snapshot, passages: Iterable[Passage], tokens: Sequence[str]
) -> int:
    """Write the names of all entities and the titles of all works; words in the longest."""
    said = chain(_titles(passages), _named(snapshot.nodes))
    return _write(folder, *_columns(said, tokens))


def merge_names(
    folder: Path,
    older: Path,
    nodes: pa.Table,
    passages: Iterable[Passage],
    gone: Iterable[str],
    tokens: tuple[Sequence[str], Sequence[str]],
) -> int:
    """Write the older generation's names without some and with others.

    Args:
        folder: Where they go.
        older: Where they come from.
        nodes, passages: Rows of a snapshot's nodes and passages whose names are put in.
        gone: Works and entities whose names are taken out, those whose names are put in too.
        tokens: Access tokens, as the older one numbers them and as they are numbered now.
    """
    held = open_table(older / _FILE, _SCHEMA)
    stays = pc.invert(pc.is_in(held["entity"], value_set=pa.array(sorted(gone), pa.string())))
    keys = KeyTable.load(older, _TABLE).by_row()[np.asarray(stays.to_numpy(), np.bool_)]
    held = held.filter(stays)
    numbers = renumbered(held["token"].to_numpy(), *tokens)
    held = held.set_column(held.schema.get_field_index("token"), "token", pa.array(numbers))
    table, more = _columns(chain(_titles(passages), _named(nodes)), tokens[1])
    return _write(folder, pa.concat_tables([held, table]), np.concatenate([keys, more]))


def _write(folder: Path, table: pa.Table, keys: Keys) -> int:
    """Write names in the order of their entities; returns the words in the longest."""
    order = pc.sort_indices(table["entity"])
    save_table(folder / _FILE, table.take(order).combine_chunks())
    KeyTable.of(keys[order.to_numpy()]).save(folder, _TABLE)
    return int(pc.max(table["words"]).as_py() or 0)


def _columns(
    said: Iterable[tuple[str, str, str, str]], tokens: Sequence[str]
) -> tuple[pa.Table, Keys]:
    """The names that can be looked for, and their keys."""
    number = {token: n for n, token in enumerate(tokens)}
    rows: list[tuple[str, str, str, int, bool, int]] = []
    forms: list[str] = []
    for entity, label, name, token in said:
        held = [word.form for word in words(name)]
        if not held or len(held) > _LONGEST or all(w in EMPTY_WORDS or len(w) < 2 for w in held):
            continue
        forms.append(" ".join(held))
        lone = label == "Work" and len(held) == 1
        rows.append((entity, label, name, number[token], lone, len(held)))
    columns = zip(*rows, strict=True) if rows else ([] for _ in _SCHEMA)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, _SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=_SCHEMA), keys_of(forms)


def _titles(passages: Iterable[Passage]) -> Iterator[tuple[str, str, str, str]]:
    for passage in passages:
        if passage.kind == RECORD:
            for title in passage.title.split(" / "):
                yield passage.id, "Work", title, passage.access


def _named(nodes: pa.Table) -> Iterator[tuple[str, str, str, str]]:
    labels = pa.array(sorted(ENTITIES - {"Work"}), pa.string())
    table = nodes.select(["id", "label", "access", "properties"])
    table = table.filter(pc.is_in(table["label"], value_set=labels))
    columns = (column.to_pylist() for column in table.columns)
    for entity, label, access, held in zip(*columns, strict=True):
        properties = json.loads(held)
        said = [properties.get("name", ""), *properties.get("name_variants", [])]
        for name in dict.fromkeys(form for n in said for form in _forms(str(n), label)):
            yield entity, label, name, access


def _forms(name: str, label: str) -> Iterator[str]:
    """A name and, for a person entered under the surname, the name as one says it."""
    yield name
    if label == "Person" and name.count(",") == 1:
        surname, given = name.split(",")
        yield f"{given.strip()} {surname.strip()}"
