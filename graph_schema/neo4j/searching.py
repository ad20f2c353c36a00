"""Searches by words and by vectors, cut to a scope."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from graph_schema.errors import StoreError
from graph_schema.neo4j.cypher import reads, schema
from graph_schema.neo4j.reading import Reader
from graph_schema.neo4j.transaction import Runner, rows
from graph_schema.projection import searched_text
from graph_schema.scope import Scope
from graph_schema.store import Hit, Vector

_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+(?:['’.:]\w+){1,3}")
# Lucene takes 1,024 clauses; each word is looked for in each of the properties.
_MOST_WORDS = 40
_BATCH = 50
_OVERFETCH = 50


def search_text(
    tx: Runner, query: str, scope: Scope, labels: Sequence[str], limit: int
) -> list[Hit]:
    """Nodes whose names, titles or texts have any of the words, best first."""
    words = _words(query)[:_MOST_WORDS]
    if not words or limit <= 0:
        return []
    reader = Reader(tx, scope)
    found = reader.records(reads.SEARCH_TEXT, words=_lucene(query, words), labels=list(labels))
    hits: list[Hit] = []
    while len(hits) < limit and (batch := list(islice(found, max(limit, _BATCH)))):
        hits += _visible_hits(reader, batch, words, labels)
    return sorted(hits, key=lambda hit: (-hit.score, hit.node.id))[:limit]


def _visible_hits(
    reader: Reader, batch: list[dict[str, Any]], words: list[str], labels: Sequence[str]
) -> Iterator[Hit]:
    for row, node in zip(batch, reader.nodes(batch), strict=True):
        if labels and node.label not in labels:
            continue
        if row["whole"]:
            yield Hit(node, row["score"])
            continue
        # The index also holds what the caller may not see, so only seen words may count.
        held = set(_words(searched_text(node.properties)))
        share = sum(word in held for word in words) / len(words)
        if share:
            yield Hit(node, share)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", _encodable(text).casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return list(dict.fromkeys(_WORD.findall(plain)))


def _lucene(query: str, words: list[str]) -> str:
    # The index keeps names such as O'Brien whole. In quotation marks nothing is an operator.
    compounds = _COMPOUND.findall(_encodable(query))[:_MOST_WORDS]
    return " ".join(f'"{term}"' for term in dict.fromkeys([*words, *compounds]))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def search_vector(tx: Runner, vector: Vector, scope: Scope, limit: int) -> list[Hit]:
    """Nodes with the nearest embeddings by cosine, best first.

    The index is approximate, so more is fetched than asked for and scored exactly.

    Raises:
        StoreError: The vector has another length than those in the graph.
    """
    index = rows(tx, schema.VECTOR_INDEX_DIMENSIONS)
    if not index or limit <= 0:
        return []
    sought = np.asarray(vector, dtype=np.float32)
    if sought.shape != (index[0]["dimensions"],) or not np.isfinite(sought).all():
        raise StoreError(
            f"a vector of shape {sought.shape} can't be sought among those of "
            f"{index[0]['dimensions']} dimensions; use the model that made the embeddings"
        )
    if not sought.any():
        return []
    reader = Reader(tx, scope)
    fetch = max(_OVERFETCH, 5 * limit)
    while True:
        found = list(reader.records(reads.SEARCH_VECTOR, fetch=fetch, vector=sought.tolist()))
        seen = [row for row in found if row["visible"]]
        if len(seen) >= limit or not found or found[0]["fetched"] < fetch:
            break
        fetch *= 4
    seen.sort(key=lambda row: (-_cosine(row, sought), row["held"]["id"]))
    best = seen[:limit]
    return [
        Hit(node, _cosine(row, sought)) for row, node in zip(best, reader.nodes(best), strict=True)
    ]


def _cosine(row: dict[str, Any], sought: Vector) -> float:
    held = np.frombuffer(row["vector"], dtype="<f4")
    return float(held @ sought / (np.linalg.norm(held) * np.linalg.norm(sought)))
