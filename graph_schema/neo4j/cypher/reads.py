"""What is read, cut to the scope where callers see it."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.neo4j.cypher.schema import TEXT_INDEX, VECTOR_INDEX, quote

LABEL = "[l IN labels({0}) WHERE l <> 'Resource'][0]"

STATE = """
OPTIONAL MATCH (c:Counter {id: 'graph'})
RETURN coalesce(c.sequence, 0) AS sequence, coalesce(c.edits, 0) AS edits,
       coalesce(c.graph, '') AS graph
"""

JOURNAL = "MATCH (e:Edit) WHERE e.number >= $since RETURN e.json AS json ORDER BY e.number"

GROUP = """
MATCH (r:Resource {id: $id})
MATCH (n:Resource {id: coalesce(r._canonical, r.id)})
RETURN [n.id] + COLLECT { MATCH (t:Tombstone)-[:MERGED_INTO]->(n) RETURN t.id } AS ids
"""

# Reads: all but the last few are cut to the scope

SEEN = """
CALL {
  MATCH (t:Access)
  WHERE $unrestricted
     OR (t.visibility IN $visibilities
         AND ($collections IS NULL OR t.collection IN $collections))
  RETURN collect(t.code) AS seen
}
"""

_SHOWS = f"""
  n {{.*, embedding: null, _vector: null}} AS held, {LABEL.format("n")} AS label,
  all(c IN n._access WHERE c IN seen) AS whole
"""

GET = f"""
{SEEN}
UNWIND $ids AS asked
MATCH (r:Resource {{id: asked}})
MATCH (n:Resource {{id: coalesce(r._canonical, r.id)}})
WHERE any(c IN n._access WHERE c IN seen)
RETURN asked, {_SHOWS}
"""

LEDGERS = """
UNWIND $ids AS id
MATCH (l:Ledger {of: id})
RETURN l.of AS id, l.digest AS digest, l.sources AS sources
"""


def neighbours(types: Sequence[str]) -> str:
    """Nodes one relationship away from ``$id``, one row for each relationship."""
    kinds = ":" + "|".join(quote(kind) for kind in types) if types else ""
    return f"""
{SEEN}
MATCH (x:Resource {{id: $id}})
MATCH (centre:Resource {{id: coalesce(x._canonical, x.id)}})
WHERE any(c IN centre._access WHERE c IN seen)
MATCH (centre)-[r{kinds}]-(n:Resource)
WHERE (size(r._access) = 0 OR any(c IN r._access WHERE c IN seen))
  AND any(c IN n._access WHERE c IN seen)
  AND NOT (type(r) = 'SAME_AS' AND n = centre)
WITH r, n, seen, startNode(r) = centre AS outgoing
ORDER BY type(r), outgoing DESC, n.id
RETURN type(r) AS type, outgoing, properties(r) AS edge, {_SHOWS}
"""


SEARCH_TEXT = f"""
{SEEN}
CALL db.index.fulltext.queryNodes('{TEXT_INDEX}', $words) YIELD node AS n, score
WHERE any(c IN n._access WHERE c IN seen)
  AND (size($labels) = 0 OR any(l IN labels(n) WHERE l IN $labels)
       OR NOT all(c IN n._access WHERE c IN seen))
RETURN score, {_SHOWS}
"""

SEARCH_VECTOR = f"""
{SEEN}
CALL db.index.vector.queryNodes('{VECTOR_INDEX}', $fetch, $vector) YIELD node AS n
WITH seen, collect(n) AS found
UNWIND CASE size(found) WHEN 0 THEN [null] ELSE found END AS n
RETURN size(found) AS fetched, n._vector AS vector,
       coalesce(any(c IN n._access WHERE c IN seen), false) AS visible, {_SHOWS}
"""

CHANGED_NODES = f"""
{SEEN}
MATCH (n:Resource)
WHERE n._written > $since AND n._seq > $since
WITH n, any(c IN n._access WHERE c IN seen) AS visible,
     [i IN range(0, size(coalesce(n._past, [])) - 1)
      WHERE n._past[i] IN seen AND n._past_seq[i] > $since | n._past_seq[i]] AS lost
WHERE visible OR size(lost) > 0
RETURN n.id AS id, CASE WHEN visible THEN [n._seq] ELSE lost END AS sequences,
       NOT visible AS deleted
"""

DELETED_NODES = f"""
{SEEN}
MATCH (d:Deleted)
WHERE d._seq > $since
WITH seen, d, [i IN range(0, size(d._past) - 1)
               WHERE d._past[i] IN seen AND d._past_seq[i] > $since | d._past_seq[i]] AS lost
WHERE size(lost) > 0
OPTIONAL MATCH (n:Resource {{id: d.id}})
WHERE any(c IN n._access WHERE c IN seen)
WITH d, lost, n WHERE n IS NULL
RETURN d.id AS id, lost AS sequences, true AS deleted
"""

_SOURCE_SEEN = """
  $unrestricted OR (s.visibility IN $visibilities
                    AND ($collections IS NULL OR s.collection IN $collections))
"""

HASHES = f"MATCH (s:Source) WHERE {_SOURCE_SEEN} RETURN s.id AS id, s.hash AS hash"

CONTRIBUTIONS = f"""
MATCH (s:Source)
WHERE {_SOURCE_SEEN}
RETURN s.payload AS payload, s.hash AS hash
"""

SOME_CONTRIBUTIONS = f"""
UNWIND $ids AS id
MATCH (s:Source {{id: id}})
WHERE {_SOURCE_SEEN}
RETURN s.payload AS payload, s.hash AS hash
"""

# Asks the server what kind of query the rest is
EXPLAIN = "EXPLAIN "

# Snapshot: whole, and what changed since an older one

_SNAPSHOT_NODE = f"""
WHERE any(c IN n._access WHERE c IN seen)
RETURN n {{.*, embedding: null}} AS held, {LABEL.format("n")} AS label
"""

_SNAPSHOT_EDGE = """
WHERE size(r._access) = 0 OR any(c IN r._access WHERE c IN seen)
RETURN type(r) AS type, startNode(r).id AS start, endNode(r).id AS end, properties(r) AS held
"""

SNAPSHOT_NODES = f"{SEEN} MATCH (n:Resource) {_SNAPSHOT_NODE}"

SNAPSHOT_EDGES = f"{SEEN} MATCH (:Resource)-[r]->(:Resource) {_SNAPSHOT_EDGE}"

SNAPSHOT_LEDGERS = "MATCH (l:Ledger) RETURN l.of AS id, l.digest AS digest, l.sources AS sources"

WRITTEN_NODES = """
MATCH (n:Resource) WHERE n._written > $since RETURN n.id AS id
UNION
MATCH (d:Deleted) WHERE d._seq > $since RETURN d.id AS id
"""

SNAPSHOT_NODES_OF = f"{SEEN} UNWIND $ids AS id MATCH (n:Resource {{id: id}}) {_SNAPSHOT_NODE}"

SNAPSHOT_EDGES_OF = f"""
{SEEN}
UNWIND $ids AS id
MATCH (:Resource {{id: id}})-[r]-(:Resource)
WITH DISTINCT seen, r
{_SNAPSHOT_EDGE}
"""

ACCESS = "MATCH (t:Access) RETURN t.token AS token, t.code AS code"
