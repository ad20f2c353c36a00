"""Writing one generation: anew, or from the one before where little has changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from graph_schema.models import Embedder, Vectors
from graph_schema.passages import Passage, passages
from graph_schema.pictures import pictures
from graph_schema.store import Snapshot
from rag_service.retrieval.graph import save_graph
from rag_service.retrieval.keys import Keys, KeyTable, Rows, key
from rag_service.retrieval.lexical import build_lexical, update_lexical
from rag_service.retrieval.manifest import Manifest
from rag_service.retrieval.names import save_names
from rag_service.retrieval.pictures import save_pictures
from rag_service.retrieval.records import save_records
from rag_service.retrieval.rows import PassageRows, passage_digest, save_passages
from rag_service.retrieval.vectors import build_vectors, held_vectors, update_vectors

# A larger share of changed passages makes patching slower than writing anew.
_PATCHED_SHARE = 0.2


@dataclass(frozen=True)
class Difference:
    """How passages differ from those of an older generation.

    Attributes:
        gone: Keys of older passages that are gone or changed.
        added: Rows of passages that are new or changed.
    """

    gone: Keys
    added: Rows


def write_generation(
    folder: Path, snapshot: Snapshot, embedder: Embedder, older: Path | None
) -> Manifest:
    """Write all of an index but its manifest, which is given back.

    Args:
        folder: An empty folder.
        snapshot: The whole graph.
        embedder: Makes the vectors that are neither in the snapshot nor in ``older``.
        older: A whole generation to start from, if there is one.
    """
    found = passages(snapshot)
    matrix = _matrix(snapshot, found, embedder, older)
    return write_passages(folder, snapshot, found, matrix, embedder, older)


def write_passages(
    folder: Path,
    snapshot: Snapshot,
    found: Sequence[Passage],
    matrix: Vectors,
    embedder: Embedder,
    older: Path | None,
) -> Manifest:
    """Write a generation of passages whose vectors are known.

    Args:
        folder: An empty folder.
        snapshot: Tells the names of entities, and the records.
        found: The passages; read one after another, several times.
        matrix: Their vectors: float32 (passages, dimensions).
        embedder: The model that made them.
        older: A whole generation to start from, if there is one.
    """
    tokens = tuple(sorted(set(snapshot.nodes["access"].to_pylist())))
    keys = np.fromiter((key(p.id, p.access) for p in found), np.uint64, len(found))
    difference = _difference(found, keys, older, embedder)
    if older is None or difference is None:
        build_lexical(folder, found)
        build_vectors(folder, keys, matrix)
    else:
        added = [found[row] for row in difference.added.tolist()]
        update_lexical(folder, older, difference.gone.tolist(), added)
        update_vectors(folder, older, difference.gone, keys, matrix, difference.added)
    save_passages(folder, found, tokens, embedder.name)
    KeyTable.of(keys).save(folder, "passages")
    entities = save_graph(folder, found)
    longest = save_names(folder, snapshot, found, tokens)
    save_records(folder, snapshot)
    seen = save_pictures(folder, pictures(snapshot), tokens, older)
    return Manifest(
        snapshot.sequence,
        embedder.name,
        embedder.dimensions,
        len(found),
        entities,
        tokens,
        longest,
        snapshot.graph,
        seen,
    )


def _difference(
    found: Sequence[Passage], keys: Keys, older: Path | None, embedder: Embedder
) -> Difference | None:
    """How little has changed, or None where there is nothing to start from, or too much has."""
    if older is None or Manifest.load(older).embedder != embedder.name:
        return None
    table, rows = KeyTable.load(older, "passages"), PassageRows(older)
    if not len(rows):
        return None
    before = np.array(rows.digests())
    after = np.array([passage_digest(passage) for passage in found], before.dtype)
    places = table.first(keys)
    same = (places >= 0) & (before[places] == after)
    kept = np.zeros(len(rows), np.bool_)
    kept[places[same]] = True
    gone = table.keys[~kept[table.rows]]
    added = np.flatnonzero(~same)
    if len(gone) + len(added) > _PATCHED_SHARE * len(rows):
        return None
    return Difference(np.asarray(gone), added)


def _matrix(
    snapshot: Snapshot, found: Sequence[Passage], embedder: Embedder, older: Path | None
) -> Vectors:
    """The vector of each passage, from wherever there is one for the same text and model."""
    matrix = np.zeros((len(found), embedder.dimensions), np.float32)
    missing = {row: passage.fingerprint(embedder.name) for row, passage in enumerate(found)}
    for prints, vectors in (_of_snapshot(snapshot, embedder.dimensions), _of_older(older)):
        known = {row: prints[print_] for row, print_ in missing.items() if print_ in prints}
        if known:
            matrix[list(known)] = vectors[list(known.values())]
        missing = {row: print_ for row, print_ in missing.items() if row not in known}
    if missing:
        matrix[list(missing)] = embedder.passages([found[row].text for row in missing])
    return matrix


Known = tuple[dict[str, int], Vectors]
"""Vectors, and which row of them each fingerprint has."""


def _of_snapshot(snapshot: Snapshot, dimensions: int) -> Known:
    table = snapshot.nodes.select(["derived", "embedding"])
    table = table.filter(pc.equal(pc.list_value_length(table["embedding"]), dimensions))
    derived = (json.loads(held) for held in table["derived"].to_pylist())
    prints = {str(held.get("embedding_of")): row for row, held in enumerate(derived)}
    flat = pc.list_flatten(table["embedding"].combine_chunks())
    return prints, np.asarray(flat, np.float32).reshape(table.num_rows, dimensions)


def _of_older(older: Path | None) -> Known:
    if older is None:
        return {}, np.empty((0, 0), np.float32)
    rows = PassageRows(older)
    return {print_: n for n, print_ in enumerate(rows.fingerprints())}, held_vectors(older)
