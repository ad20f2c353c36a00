"""Hostile Cypher against the real server: each layer of the guard alone, then all together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_neo4j_store import login, tables

from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import ReadLimitError, ReadOnlyError, ScopeError, StoreError
from graph_schema.managed import Endpoint
from graph_schema.neo4j import Neo4jStore, guard
from graph_schema.nodes import Concept, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope

pytestmark = pytest.mark.integration

ALL = Scope.everything()
HOSTILE = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "hostile_cypher.jsonl")
    .read_text("utf-8")
    .splitlines()
]
PARAMETERS = {"url": "file:///etc/passwd", "create": 1, "ids": ["work:1"]}
FILMS = 900


def of_layer(layer: str) -> Any:
    chosen = [pytest.param(h["query"], id=h["what"]) for h in HOSTILE if layer in h["layers"]]
    return pytest.mark.parametrize("query", chosen)


def film(number: int) -> Contribution:
    """A film with three genres that many share, so that there are very many paths."""
    genres = [f"concept:{number % 7}", f"concept:a{number % 11}", f"concept:b{number % 3}"]
    work = f"work:{number}"
    return Contribution(
        source=Source(id=f"nls/{number}", partner="nls", collection="nls"),
        nodes=[
            Work(id=work, preferred_title=f"Film {number}"),
            *(Concept(id=genre, name=genre) for genre in genres),
        ],
        edges=[Edge(type=Relation.HAS_GENRE, start=work, end=genre) for genre in genres],
    )


@pytest.fixture(scope="module")
def store(neo4j_endpoint: Endpoint, wipe_neo4j: Any) -> Iterator[Neo4jStore]:
    wipe_neo4j()
    with Neo4jStore.connect(*login(neo4j_endpoint)) as opened:
        opened.apply(map(film, range(FILMS)))
        yield opened


@pytest.fixture(scope="module")
def before(store: Neo4jStore) -> list[list[str]]:
    return tables(store)


def test_there_are_enough_and_every_one_has_a_layer_that_stops_it() -> None:
    assert len({hostile["query"] for hostile in HOSTILE}) >= 80
    known = {"words", "server", "cost", "time"}
    assert all(hostile["layers"] and set(hostile["layers"]) <= known for hostile in HOSTILE)


@of_layer("words")
def test_the_words_alone_are_refused(query: str) -> None:
    with pytest.raises(ReadOnlyError):
        guard.check(query, ALL)


@of_layer("server")
def test_the_server_alone_refuses(
    store: Neo4jStore, before: list[list[str]], query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert before
    monkeypatch.setattr(guard, "check", lambda *_: None)
    with pytest.raises((ReadOnlyError, StoreError)):
        store.read(query, PARAMETERS, ALL)


@of_layer("cost")
def test_what_the_server_expects_to_be_huge_is_not_begun(store: Neo4jStore, query: str) -> None:
    with pytest.raises(ReadLimitError, match="rows"):
        store.read(query, PARAMETERS, ALL)


@of_layer("time")
def test_what_only_shows_while_it_runs_is_stopped(
    store: Neo4jStore, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_check_cost", lambda _: None)
    with pytest.raises(ReadLimitError):
        store.read(query, PARAMETERS, ALL, timeout_s=1)
    assert store.read("RETURN 1 AS one", {}, ALL) == [{"one": 1}]


def test_all_layers_together_let_none_pass(store: Neo4jStore, before: list[list[str]]) -> None:
    for hostile in HOSTILE:
        with pytest.raises((ReadOnlyError, ReadLimitError, StoreError)):
            store.read(hostile["query"], PARAMETERS, ALL, timeout_s=1)
    assert tables(store) == before


def test_who_may_not_see_all_gets_no_free_cypher() -> None:
    restricted = Scope.public()
    for query in ("MATCH (n) RETURN n", *(hostile["query"] for hostile in HOSTILE)):
        with pytest.raises(ScopeError):
            guard.check(query, restricted)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (w:Work) RETURN count(w) AS n",
        "MATCH (w:Work) WHERE w.id IN $ids RETURN w",
        "MATCH (w:Work)-[:HAS_GENRE]->(c:Concept) RETURN c.name AS genre, count(w) AS n",
        "MATCH (w:Work) RETURN w.preferred_title AS title ORDER BY title DESC SKIP 2 LIMIT 3",
        "MATCH (w:Work) WHERE w.preferred_title STARTS WITH 'Film 1' RETURN w.id AS id",
        "MATCH (w:Work) WHERE w.preferred_title =~ '(?i)film 1.*' RETURN count(*) AS n",
        "MATCH (w:Work) WHERE toLower(w.preferred_title) CONTAINS 'create' RETURN w",
        "MATCH (w:Work) WHERE NOT (w)-[:HAS_GENRE]->() RETURN w",
        "MATCH (w:Work) WHERE NOT EXISTS { (w)-[:HAS_GENRE]->(:Concept) } RETURN w",
        "MATCH (w:Work) WHERE COUNT { (w)--() } > 1 RETURN w.id AS id",
        "MATCH (w:Work) RETURN COLLECT { MATCH (w)-->(c) RETURN c.name LIMIT 2 } AS names LIMIT 3",
        "MATCH (w:Work {id: 'work:1'})-[:HAS_GENRE]->(c)<-[:HAS_GENRE]-(o) RETURN o LIMIT 5",
        "MATCH p = shortestPath((a:Work {id: 'work:1'})-[*..4]-(b:Work {id: 'work:2'})) RETURN p",
        "MATCH p = (a:Work {id: 'work:1'})-[*1..2]-(b) RETURN length(p) AS far LIMIT 4",
        "OPTIONAL MATCH (w:Work {id: 'none'}) RETURN w",
        "MATCH (w:Work) WITH w.preferred_title AS title, w RETURN collect(title)[0..3] AS some",
        "MATCH (w:Work) WITH count(w) AS n WHERE n > 1 RETURN n",
        "UNWIND $ids AS id MATCH (w:Work {id: id}) RETURN w.preferred_title AS title",
        "UNWIND [1, 2, 3] AS x RETURN sum(x) AS sum, avg(x) AS mean, max(x) AS most",
        "RETURN [x IN range(1, 5) WHERE x % 2 = 0 | x * x] AS squares",
        "RETURN any(x IN [1, 2, 3] WHERE x > 2) AS some, size([1, 2]) AS n",
        "RETURN CASE WHEN 1 < 2 THEN 'less' ELSE 'more' END AS which",
        "RETURN coalesce(null, 'x') AS x, size('word') AS n, split('a,b', ',') AS parts",
        "RETURN date('1938-05-01').year AS y, duration('PT90S').seconds AS s",
        "RETURN point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS far",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
        "CALL db.index.fulltext.queryNodes('resource_text', 'film') YIELD node, score "
        "RETURN node.id AS id, score LIMIT 3",
        "MATCH (w:Work) RETURN w.id AS id UNION MATCH (c:Concept) RETURN c.id AS id",
        "CALL () { MATCH (w:Work) RETURN w LIMIT 2 } RETURN w",
        "MATCH (w:Work) CALL (w) { MATCH (w)-->(c) RETURN count(c) AS n } RETURN max(n) AS most",
        "MATCH (n) RETURN DISTINCT labels(n) AS labels // every kind",
        "/* films */ MATCH (w:Work) RETURN w.`preferred_title` AS `set by hand` LIMIT 1",
        "MATCH (n) WHERE n.`delete` IS NULL AND n.merge IS NULL RETURN count(n) AS n",
        "MATCH (:Create)-[:SET|DELETE]->(n:Drop) RETURN n",
        "RETURN 'LOAD CSV FROM x; DROP DATABASE neo4j' AS words, $create AS made",
    ],
)
def test_harmless_queries_pass(store: Neo4jStore, query: str) -> None:
    assert isinstance(store.read(query, PARAMETERS, ALL), list)
