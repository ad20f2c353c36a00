"""neo4j-graphrag's HybridCypherRetriever over the same passages in a private Neo4j.

Passages carry their vector and their text, under a vector index and a full-text index. They are
joined to the names that they share: those of the triples where there are any, else those that the
product's own rules find in titles and texts. The retrieval query fetches with the best hits what
shares rare names with them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import neo4j

from bench.foreign import Row
from bench.peers.task import Task, title_of
from graph_schema.managed import ManagedNeo4j, ServerOptions
from rag_service.retrieval.phrases import Titles, forms_of, own_names

PACKAGE = "neo4j_graphrag"
NOTE = (
    "HybridCypherRetriever with its default ranker; neighbours of its three best hits gain a fifth "
    "of the hit's score times how rare the shared names are, the best of what was tried for it; "
    "memory is that of the client and of Neo4j"
)
_VECTORS, _WORDS = "passage_vectors", "passage_words"
_AT_ONCE = 500
_HUB = 100
# Of all hits and with all of their score, neighbours made it worse than it is without any.
_SOURCES = 3
_SHARE = 0.2
# Signs that Lucene reads as its query language.
_LUCENE = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]|\b(?:AND|OR|NOT)\b')

_LOAD = """
UNWIND $rows AS row
CREATE (p:Passage {id: row.id, text: row.text})
WITH p, row
CALL db.create.setNodeVectorProperty(p, 'embedding', row.vector)
"""
_LINK = """
UNWIND $rows AS row
MATCH (p:Passage {id: row.id})
UNWIND row.names AS name
MERGE (n:Name {name: name})
CREATE (p)-[:NAMES]->(n)
"""
_COUNT = "MATCH (n:Name) SET n.held = COUNT { (n)<-[:NAMES]-() }"
_KEYS = (
    "CREATE CONSTRAINT passage_id FOR (p:Passage) REQUIRE p.id IS UNIQUE",
    "CREATE CONSTRAINT name_name FOR (n:Name) REQUIRE n.name IS UNIQUE",
)
RETRIEVAL = f"""
WITH collect([node, score]) AS hits
UNWIND range(0, size(hits) - 1) AS place
WITH hits[place][0] AS node, hits[place][1] AS score, place
CALL (node, place) {{
  WITH node, place WHERE place < {_SOURCES}
  MATCH (node)-[:NAMES]->(n:Name)<-[:NAMES]-(other:Passage)
  WHERE n.held <= {_HUB} AND other <> node
  WITH other, sum(1.0 / n.held) AS tie
  ORDER BY tie DESC, other.id LIMIT 10
  RETURN collect([other.id, tie]) AS near
}}
RETURN node.id AS id, score, near
"""


class GraphRag:
    """The retriever and the private Neo4j that it asks."""

    def __init__(self, task: Task) -> None:
        from neo4j_graphrag.retrievers import HybridCypherRetriever

        self._model = task.model
        options = ServerOptions(cache=Path(os.environ.get("REELGRAPH_CACHE", ".cache/reelgraph")))
        self._server = ManagedNeo4j(task.folder, options)
        try:
            place = self._server.up()
            self._driver = neo4j.GraphDatabase.driver(
                place.uri, auth=(place.user, place.password), notifications_min_severity="OFF"
            )
            self._fill(task)
            self._retriever = HybridCypherRetriever(
                self._driver, _VECTORS, _WORDS, RETRIEVAL, result_formatter=_item
            )
        except BaseException:
            self._server.down()
            raise

    def search(self, question: str, limit: int) -> list[str]:
        """Ids of the best passages, best first: hits and their neighbours."""
        vector = self._model.queries([question])[0].tolist()
        found = self._retriever.search(
            query_text=without_operators(question), query_vector=vector, top_k=limit
        )
        return spread((item.content, item.metadata) for item in found.items)[:limit]

    def server(self) -> int | None:
        """Process id of Neo4j."""
        return self._server.status().pid

    def close(self) -> None:
        """Stop the server."""
        self._driver.close()
        self._server.down()

    def _fill(self, task: Task) -> None:
        from neo4j_graphrag.indexes import create_fulltext_index, create_vector_index

        vectors = task.model.passages(task.texts)
        said = zip(task.numbers, task.texts, vectors, strict=True)
        rows = ({"id": n, "text": text, "vector": v.tolist()} for n, text, v in said)
        names = names_of(task.rows, task.triples)
        links = ({"id": n, "names": names[n]} for n in task.numbers)
        for query in _KEYS:
            self._run(query)
        for query, given in ((_LOAD, rows), (_LINK, links)):
            for batch in batches(given):
                self._run(query, rows=batch)
        self._run(_COUNT)
        create_vector_index(
            self._driver, _VECTORS, "Passage", "embedding", task.model.dimensions, "cosine"
        )
        create_fulltext_index(self._driver, _WORDS, "Passage", ["text"])
        self._run("CALL db.awaitIndexes(600)")

    def _run(self, query: str, **given: Any) -> None:
        self._driver.execute_query(query, given)


def _item(record: neo4j.Record) -> Any:
    """A record of the retrieval query as the retriever wants it."""
    from neo4j_graphrag.types import RetrieverResultItem

    held = {"score": record["score"], "near": record["near"]}
    return RetrieverResultItem(content=record["id"], metadata=held)


def spread(hits: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Hits and neighbours by score, best first."""
    scores: dict[str, float] = {}
    for number, held in hits:
        scores[number] = scores.get(number, 0.0) + held["score"]
        for other, tie in held["near"]:
            scores[other] = scores.get(other, 0.0) + _SHARE * held["score"] * min(1.0, tie)
    return sorted(scores, key=lambda number: -scores[number])


def without_operators(question: str) -> str:
    """The question as plain words for Lucene."""
    return _LUCENE.sub(" ", question).strip() or "?"


def names_of(rows: Sequence[Row], triples: Sequence[Row]) -> dict[str, list[str]]:
    """The names by which each passage is joined to others, by passage id."""
    numbers = [str(row["id"]) for row in rows]
    if not triples:
        return dict(zip(numbers, _shown(rows), strict=True))
    told = {str(row["pid"]): row for row in triples}
    return {number: _told(told.get(number, {})) for number in numbers}


def _shown(rows: Sequence[Row]) -> Iterator[list[str]]:
    said = [(title_of(row), str(row.get("text") or "")) for row in rows]
    titles = Titles(form for title, text in said for form in own_names(title, text))
    found = [forms_of(title, text, titles) for title, text in said]
    held = Counter(form for forms in found for form in forms)
    return (sorted(form for form in forms if held[form] > 1) for forms in found)


def _told(row: Mapping[str, Any]) -> list[str]:
    ends = (end for triple in row.get("triples") or () if len(triple) == 3 for end in triple[::2])
    names = (str(name).casefold().strip() for name in (*(row.get("entities") or ()), *ends))
    return sorted({name for name in names if name})


def batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """The rows in lists of a size that Neo4j takes at once."""
    held: list[Mapping[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _AT_ONCE:
            yield held
            held = []
    if held:
        yield held
