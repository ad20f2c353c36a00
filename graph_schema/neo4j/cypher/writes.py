"""What changes the graph, and the reads that tell how; all under the write lock."""

from __future__ import annotations

from graph_schema.neo4j.cypher.reads import LABEL
from graph_schema.neo4j.cypher.schema import quote

# The write lock and the state under it

LOCK = """
MERGE (c:Counter {id: 'graph'})
ON CREATE SET c.sequence = 0, c.edits = 0
SET c.locked = true, c.graph = coalesce(c.graph, randomUUID())
"""

BEGIN = """
MATCH (c:Counter {id: 'graph'})
RETURN c.sequence AS sequence, c.edits AS edits,
       COLLECT { MATCH (t:Access) RETURN [t.token, t.code] } AS access
"""

FINISH = "MATCH (c:Counter {id: 'graph'}) SET c.sequence = $sequence"

ADD_ACCESS = """
CREATE (:Access {token: $token, code: $code, collection: $collection, visibility: $visibility})
"""

# Sources

SOURCES = """
UNWIND $ids AS id
MATCH (s:Source {id: id})
RETURN s.id AS id, s.hash AS hash, s.payload AS payload
"""

CREATE_SOURCES = "UNWIND $rows AS row CREATE (s:Source) SET s = row"

REPLACE_SOURCES = "UNWIND $rows AS row MATCH (s:Source {id: row.id}) SET s = row"

REMOVE_SOURCES = "UNWIND $ids AS id MATCH (s:Source {id: id}) DELETE s"

# Nodes

LOAD_NODES = f"""
UNWIND $ids AS id
MATCH (n:Resource {{id: id}})
RETURN n {{.*, embedding: null, _vector: null}} AS held, {LABEL.format("n")} AS label
"""

CREATE_ANCHORS = "UNWIND $ids AS id CREATE (:Resource {id: id})"

STRIP = """
UNWIND $ids AS id
MATCH (n:Resource {id: id})
SET n = {id: id}
"""

MAKE_TOMBSTONES = """
UNWIND $rows AS row
MATCH (n:Resource {id: row.id})
MATCH (c:Resource {id: row.canonical})
SET n:Tombstone, n._canonical = row.canonical
CREATE (n)-[:MERGED_INTO]->(c)
"""

END_TOMBSTONES = """
UNWIND $ids AS id
MATCH (n:Resource:Tombstone {id: id})-[r:MERGED_INTO]->()
REMOVE n:Tombstone, n._canonical
DELETE r
"""

DELETE_ORPHANS = """
UNWIND $ids AS id
MATCH (n:Resource {id: id})
WHERE n._held IS NULL AND NOT EXISTS { (n)--() }
DELETE n
"""

NOTE_DELETED = """
UNWIND $rows AS row
MERGE (d:Deleted {id: row.id})
WITH d, row, [i IN range(0, size(coalesce(d._past, [])) - 1)
              WHERE NOT d._past[i] IN row.past] AS older
SET d._seq = row.sequence,
    d._past = row.past + [i IN older | d._past[i]],
    d._past_seq = row.past_seq + [i IN older | d._past_seq[i]]
"""

# Ledgers

CREATE_LEDGERS = "UNWIND $rows AS row CREATE (l:Ledger) SET l = row"

MOVE_LEDGERS = """
UNWIND $rows AS row
MATCH (l:Ledger {of: row.of, digest: row.digest})
SET l.of = row.to
"""

DROP_LEDGERS = """
UNWIND $rows AS row
MATCH (l:Ledger {of: row.of, digest: row.digest})
DELETE l
"""

STRIKE_LEDGERS = """
UNWIND $rows AS row
MATCH (l:Ledger {of: row.of, digest: row.digest})
WHERE row.source IN l.sources
SET l.sources = [s IN l.sources WHERE s <> row.source]
WITH l WHERE size(l.sources) = 0
DELETE l
"""

# What is taken out always stands in pages that were there before.
LEDGER_ORDER = (MOVE_LEDGERS, DROP_LEDGERS, STRIKE_LEDGERS, CREATE_LEDGERS)

# Identity

ADD_CLAIMS = """
UNWIND $rows AS row
MERGE (a:Resource {id: row.subject})
MERGE (b:Resource {id: row.object})
MERGE (a)-[r:CLAIMS_SAME {digest: row.digest}]->(b)
ON CREATE SET r.claim = row.claim, r.status = row.status, r.confidence = row.confidence,
              r.count = row.count
ON MATCH SET r.count = r.count + row.count
"""

DROP_CLAIMS = """
UNWIND $rows AS row
MATCH (:Resource {id: row.subject})-[r:CLAIMS_SAME {digest: row.digest}]->
      (:Resource {id: row.object})
SET r.count = r.count - row.count
WITH r WHERE r.count <= 0
DELETE r
"""

CLAIMS_AT = """
UNWIND $ids AS id
MATCH (:Resource {id: id})-[r:CLAIMS_SAME]-()
RETURN DISTINCT r.digest AS digest, r.claim AS claim, r.status AS status,
       r.confidence AS confidence, startNode(r).id AS subject, endNode(r).id AS object
"""

# Relationships

EDGES_AT = """
UNWIND $ids AS id
MATCH (:Resource {id: id})-[r]-()
WHERE r._access IS NOT NULL
RETURN DISTINCT elementId(r) AS key, type(r) AS type, startNode(r).id AS start,
       endNode(r).id AS end, properties(r) AS held
"""

UPDATE_EDGES = """
UNWIND $rows AS row
MATCH ()-[r]->()
WHERE elementId(r) = row.key
SET r = row.set
"""

DELETE_EDGES = """
UNWIND $keys AS key
MATCH ()-[r]->()
WHERE elementId(r) = key
DELETE r
"""

# Edits

APPEND_EDIT = """
MATCH (c:Counter {id: 'graph'})
CREATE (:Edit {id: $id, number: c.edits, target: $target, json: $json})
SET c.edits = c.edits + 1
"""

# Derived values

DERIVE = """
UNWIND $rows AS row
MATCH (n:Resource {id: row.id})
WHERE n._held IS NOT NULL
SET n += row.set
RETURN count(n) AS done
"""

DERIVE_VECTORS = """
UNWIND $rows AS row
MATCH (n:Resource {id: row.id})
WHERE n._held IS NOT NULL
SET n._vector = row.bytes
WITH n, row
CALL db.create.setNodeVectorProperty(n, 'embedding', row.vector)
RETURN count(n) AS done
"""

# By label or type, which Cypher takes no parameters for


def create_nodes(label: str) -> str:
    """Rows are property maps with ``id``."""
    return f"UNWIND $rows AS row CREATE (n:Resource:{quote(label)}) SET n = row"


def update_nodes(old: str | None, new: str | None) -> str:
    """Rows have ``id`` and ``set``; the label changes from old to new where they differ."""
    relabel = ""
    if old != new:
        relabel += f" REMOVE n:{quote(old)}" if old else ""
        relabel += f" SET n:{quote(new)}" if new else ""
    return f"UNWIND $rows AS row MATCH (n:Resource {{id: row.id}}) SET n += row.set{relabel}"


def remove_label(label: str) -> str:
    """From the nodes with ``$ids``."""
    return f"UNWIND $ids AS id MATCH (n:Resource {{id: id}}) REMOVE n:{quote(label)}"


def find_edges(kind: str) -> str:
    """Relationships of one type between the ends of each row."""
    return f"""
UNWIND $rows AS row
MATCH (:Resource {{id: row.start}})-[r:{quote(kind)}]->(:Resource {{id: row.end}})
WHERE r._access IS NOT NULL
RETURN elementId(r) AS key, row.start AS start, row.end AS end, properties(r) AS held
"""


def create_edges(kind: str) -> str:
    """Rows have ``start``, ``end`` and ``set``."""
    return f"""
UNWIND $rows AS row
MATCH (a:Resource {{id: row.start}})
MATCH (b:Resource {{id: row.end}})
CREATE (a)-[r:{quote(kind)}]->(b)
SET r = row.set
"""
