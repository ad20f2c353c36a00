"""Writing a generation from the one before and what differs: its cost follows the change.

What is told of the affected works is read anew, and everything else is carried over as columns.
The outcome is that of writing everything anew, but for how words and neighbours are stored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.difference import Difference
from graph_schema.models import Embedder, Vectors
from graph_schema.passages import Passage, passages
from graph_schema.pictures import pictures
from rag_service.retrieval.graph import write_graph
from rag_service.retrieval.holdings import Holdings, Mask, joined, name_id, title_forms
from rag_service.retrieval.keys import Keys, KeyTable, Rows, among, distinct, key
from rag_service.retrieval.lexical import LexicalIndex, update_lexical
from rag_service.retrieval.manifest import Manifest
from rag_service.retrieval.merge import Merge
from rag_service.retrieval.names import merge_names
from rag_service.retrieval.phrases import TOLD, TitleKeys, Titles
from rag_service.retrieval.pictures import save_pictures
from rag_service.retrieval.records import merge_records
from rag_service.retrieval.rows import PassageRows, merge_passages, passage_digest
from rag_service.retrieval.vectors import HeldVectors, append_vectors, update_vectors

# Vectors outside the graph of neighbours are all compared with each question.
_MOST_LATE = 2_000


@dataclass(frozen=True)
class _Change:
    """Passages that go, those that come, and where.

    Attributes:
        found: All passages of the affected works, also those that stay as they are.
        gone: Keys of older passages that are gone or changed.
        added: New and changed ones.
        merge: The order of all rows.
    """

    found: Sequence[Passage]
    gone: Keys
    added: Sequence[Passage]
    merge: Merge


def patch_generation(
    folder: Path, older: Path, difference: Difference, embedder: Embedder
) -> Manifest:
    """Write all of an index but its manifest, which is given back.

    Args:
        folder: An empty folder.
        older: A whole generation of the older snapshot.
        difference: What differs from it.
        embedder: Makes the vectors that are neither in the snapshot nor in ``older``.
    """
    before = Manifest.load(older)
    tokens = before.tokens, tuple(sorted(pc.unique(difference.now.nodes["access"]).to_pylist()))
    change = _change(older, difference, before.tokens)
    merge, added = change.merge, change.added
    new = np.fromiter((key(p.id, p.access) for p in added), np.uint64, len(added))
    keys = merge.column(KeyTable.load(older, "passages").by_row(), new)
    table = KeyTable.of(keys)
    table.save(folder, "passages")
    _vectors(folder, older, change, keys, _embedded(older, difference, added, embedder))
    update_lexical(folder, older, change.gone.tolist(), added)
    merge_passages(folder, older, merge, added, tokens, embedder.name)
    entities = write_graph(folder, _holdings(folder, older, change, table))
    gone = difference.works | difference.nodes
    named = difference.now.nodes
    named = named.filter(
        pc.is_in(named["id"], value_set=pa.array(sorted(difference.nodes), pa.string()))
    )
    longest = merge_names(folder, older, named, change.found, gone, tokens)
    merge_records(folder, older, difference)
    seen = save_pictures(folder, pictures(difference.now), tokens[1], older)
    return Manifest(
        difference.now.sequence,
        embedder.name,
        embedder.dimensions,
        len(keys),
        entities,
        tokens[1],
        longest,
        difference.now.graph,
        seen,
    )


def _change(older: Path, difference: Difference, tokens: Sequence[str]) -> _Change:
    found = [p for p in passages(difference.part) if p.owner in difference.works]
    rows = PassageRows(older)
    before = np.flatnonzero(rows.of_owners(difference.works))
    known = {
        (passage, tokens[token], digest): row
        for row, (passage, token, digest, _) in zip(
            before.tolist(), rows.identities(before), strict=True
        )
    }
    same = [(p.id, p.access, passage_digest(p)) in known for p in found]
    stay = {known[p.id, p.access, passage_digest(p)] for p, s in zip(found, same, strict=True) if s}
    added = [p for p, s in zip(found, same, strict=True) if not s]
    gone = np.zeros(len(rows), np.bool_)
    gone[[row for row in before.tolist() if row not in stay]] = True
    keys = KeyTable.load(older, "passages").by_row()[gone]
    return _Change(found, keys, added, Merge.of(gone, _places(rows, gone, added, tokens)))


def _places(
    rows: PassageRows, gone: Mask, added: Sequence[Passage], tokens: Sequence[str]
) -> list[int]:
    """How many of the rows that stay come before each new passage, by id and access token."""
    kept = np.flatnonzero(~gone)

    def identity(row: int) -> tuple[str, str]:
        return rows.id_of(row), tokens[rows.tokens[row]]

    return [bisect_left(kept, (p.id, p.access), key=identity) for p in added]


def _embedded(
    older: Path, difference: Difference, added: Sequence[Passage], embedder: Embedder
) -> Vectors:
    """The vectors of new passages; a text that the works had before keeps its own."""
    rows, held = PassageRows(older), HeldVectors.load(older)
    before = np.flatnonzero(rows.of_owners(difference.works))
    known = {
        print_: row
        for row, (*_, print_) in zip(before.tolist(), rows.identities(before), strict=True)
    }
    matrix = np.zeros((len(added), embedder.dimensions), np.float32)
    prints = [passage.fingerprint(embedder.name) for passage in added]
    old = [n for n, print_ in enumerate(prints) if print_ in known]
    if old:
        matrix[old] = held.of(np.array([known[prints[n]] for n in old], np.int64))
    new = [n for n, print_ in enumerate(prints) if print_ not in known]
    if new:
        matrix[new] = embedder.passages([added[n].text for n in new])
    return matrix


def _vectors(folder: Path, older: Path, change: _Change, keys: Keys, added: Vectors) -> None:
    held, merge = HeldVectors.load(older), change.merge
    if len(held.added) + len(added) <= _MOST_LATE:
        append_vectors(folder, older, merge, added)
        return
    matrix = merge.column(held.of(np.arange(len(held))), added)
    fresh = np.flatnonzero(~merge.kept)
    update_vectors(folder, older, change.gone, keys, matrix, fresh)


def _holdings(folder: Path, older: Path, change: _Change, rows: KeyTable) -> Holdings:
    """What passages hold now, where titles came and went."""
    merge, before = change.merge, Holdings.load(older)
    kept = before.take(merge.order[merge.kept])
    own = kept.titles()
    forms = {key(name_id(form)): form for form in title_forms(change.added)}
    told = np.array(sorted(forms), np.uint64)
    fresh = told[~among(told, before.titles())]
    titles = distinct(np.concatenate([own, told]))
    added = Holdings.of(change.added, TitleKeys(titles, lambda form: key(name_id(form))))
    stays = kept.kinds != TOLD
    stays[~stays] = among(kept.keys[~stays], titles)
    kept = kept.where(stays)
    merged = joined(kept, added).take(_unsorted(merge))
    shown = _told(folder, [forms[n] for n in fresh.tolist()], rows, merge)
    return merged.also(*shown, TOLD)


def _unsorted(merge: Merge) -> Rows:
    """For each row its place among those kept and, after them, those added."""
    places = np.empty(len(merge.order), np.int64)
    kept = merge.kept
    places[kept] = np.arange(int(kept.sum()))
    places[~kept] = int(kept.sum()) + np.arange(int((~kept).sum()))
    return places


def _told(folder: Path, forms: Sequence[str], rows: KeyTable, merge: Merge) -> tuple[Rows, Keys]:
    """Passages that were there before and show one of these titles, with the title's key."""
    words, texts = LexicalIndex(folder), PassageRows(folder)
    candidates = set()
    for form in forms:
        held = words.holding(form)
        found = np.arange(len(merge.order)) if held is None else rows.first(held)
        candidates |= set(found[found >= 0].tolist())
    kept = np.array(sorted(candidates), np.int64)
    kept = kept[merge.kept[kept]]
    titles = Titles(forms)
    bodies = (passage["body"] for passage in texts.show(kept.tolist()))
    told = [
        (row, key(name_id(form)))
        for row, body in zip(kept.tolist(), bodies, strict=True)
        for form in sorted(titles.within(body))
    ]
    return np.array([r for r, _ in told], np.int64), np.array([k for _, k in told], np.uint64)
