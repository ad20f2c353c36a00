"""Every Cypher text of the store.

How the graph is kept:

- ``(:Resource:<Label> {id, shown properties, _held, _access, _seq})``: a node that Sources state.
  ``_held`` are its statements (see `held`), ``_access`` the codes of the tokens under which
  anything is said of it, ``_seq`` its latest change, ``_past`` the codes that it had and lost,
  ``_past_seq`` the changes that took them,
  ``_search`` the words of all statements where they differ in access. `derive` adds
  ``derived_<name>``, ``embedding`` and ``_vector`` (the same as float32 bytes).
- ``(:Resource {id})``: an identifier that is pointed at but that nobody states yet.
- ``(:Resource:Tombstone {id, _canonical})-[:MERGED_INTO]->(:Resource)``: an identifier that
  joined another.
- relationships carry ``_access``, ``_counts`` where a token's Sources are more than one,
  ``_from`` and ``_to`` where an end joined another, ``_id`` where it can't be computed.
- ``(:Resource)-[:CLAIMS_SAME]->(:Resource)``: an identity claim between identifiers as stated.
- ``(:Source)``, ``(:Edit)``, ``(:Ledger)``, ``(:Deleted)``, ``(:Access)``, ``(:Counter)``,
  ``(:Migration)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.projection import SEARCHED

TEXT_INDEX = "resource_text"
VECTOR_INDEX = "resource_embedding"

# Migrations, in order: each statement changes nothing where its work is done already

_TEXTS = ", ".join(f"n.{name}" for name in (*SEARCHED, "_search"))

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        *(
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            for label in ("Resource", "Source", "Edit", "Deleted", "Counter")
        ),
        "CREATE CONSTRAINT access_token IF NOT EXISTS FOR (n:Access) REQUIRE n.token IS UNIQUE",
        "CREATE CONSTRAINT migration_number IF NOT EXISTS "
        "FOR (n:Migration) REQUIRE n.number IS UNIQUE",
    ),
    (
        "CREATE INDEX resource_change IF NOT EXISTS FOR (n:Resource) ON (n._seq)",
        "CREATE INDEX deleted_change IF NOT EXISTS FOR (n:Deleted) ON (n._seq)",
        "CREATE INDEX edit_number IF NOT EXISTS FOR (n:Edit) ON (n.number)",
        "CREATE INDEX ledger_of IF NOT EXISTS FOR (n:Ledger) ON (n.of)",
    ),
    (
        f"CREATE FULLTEXT INDEX {TEXT_INDEX} IF NOT EXISTS "
        f"FOR (n:Resource) ON EACH [{_TEXTS}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}",
    ),
)

MIGRATIONS_DONE = "OPTIONAL MATCH (m:Migration) RETURN coalesce(max(m.number), 0) AS number"

NOTE_MIGRATION = "MERGE (:Migration {number: $number})"

# The write lock and the state under it

LOCK = """
MERGE (c:Counter {id: 'graph'})
ON CREATE SET c.sequence = 0, c.edits = 0
SET c.locked = true
"""

BEGIN = """
MATCH (c:Counter {id: 'graph'})
RETURN c.sequence AS sequence, c.edits AS edits,
       COLLECT { MATCH (t:Access) RETURN [t.token, t.code] } AS access
"""

STATE = """
OPTIONAL MATCH (c:Counter {id: 'graph'})
RETURN coalesce(c.sequence, 0) AS sequence, coalesce(c.edits, 0) AS edits
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

_LABEL = "[l IN labels({0}) WHERE l <> 'Resource'][0]"

LOAD_NODES = f"""
UNWIND $ids AS id
MATCH (n:Resource {{id: id}})
RETURN n {{.*, embedding: null, _vector: null}} AS held, {_LABEL.format("n")} AS label
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

GROUP = """
MATCH (r:Resource {id: $id})
MATCH (n:Resource {id: coalesce(r._canonical, r.id)})
RETURN [n.id] + COLLECT { MATCH (t:Tombstone)-[:MERGED_INTO]->(n) RETURN t.id } AS ids
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

JOURNAL = "MATCH (e:Edit) WHERE e.number >= $since RETURN e.json AS json ORDER BY e.number"

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

VECTOR_INDEX_DIMENSIONS = f"""
SHOW VECTOR INDEXES YIELD name, options
WHERE name = '{VECTOR_INDEX}'
RETURN options.indexConfig['vector.dimensions'] AS dimensions
"""

DROP_VECTOR_INDEX = f"DROP INDEX {VECTOR_INDEX} IF EXISTS"

AWAIT_INDEXES = "CALL db.awaitIndexes(300)"

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
  n {{.*, embedding: null, _vector: null}} AS held, {_LABEL.format("n")} AS label,
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
    kinds = ":" + "|".join(_quote(kind) for kind in types) if types else ""
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
WHERE n._seq > $since
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

CONTRIBUTIONS = f"MATCH (s:Source) WHERE {_SOURCE_SEEN} RETURN s.payload AS payload"

SOME_CONTRIBUTIONS = f"""
UNWIND $ids AS id
MATCH (s:Source {{id: id}})
WHERE {_SOURCE_SEEN}
RETURN s.payload AS payload
"""

# Snapshot

SNAPSHOT_NODES = f"""
{SEEN}
MATCH (n:Resource)
WHERE any(c IN n._access WHERE c IN seen)
RETURN n {{.*, embedding: null}} AS held, {_LABEL.format("n")} AS label
"""

SNAPSHOT_EDGES = f"""
{SEEN}
MATCH (a:Resource)-[r]->(b:Resource)
WHERE size(r._access) = 0 OR any(c IN r._access WHERE c IN seen)
RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS held
"""

SNAPSHOT_LEDGERS = "MATCH (l:Ledger) RETURN l.of AS id, l.digest AS digest, l.sources AS sources"

ACCESS = "MATCH (t:Access) RETURN t.token AS token, t.code AS code"

SERVER = "CALL dbms.components() YIELD versions RETURN versions[0] AS version"


def create_nodes(label: str) -> str:
    """Rows are property maps with ``id``."""
    return f"UNWIND $rows AS row CREATE (n:Resource:{_quote(label)}) SET n = row"


def update_nodes(old: str | None, new: str | None) -> str:
    """Rows have ``id`` and ``set``; the label changes from old to new where they differ."""
    relabel = ""
    if old != new:
        relabel += f" REMOVE n:{_quote(old)}" if old else ""
        relabel += f" SET n:{_quote(new)}" if new else ""
    return f"UNWIND $rows AS row MATCH (n:Resource {{id: row.id}}) SET n += row.set{relabel}"


def remove_label(label: str) -> str:
    """From the nodes with ``$ids``."""
    return f"UNWIND $ids AS id MATCH (n:Resource {{id: id}}) REMOVE n:{_quote(label)}"


def find_edges(kind: str) -> str:
    """Relationships of one type between the ends of each row."""
    return f"""
UNWIND $rows AS row
MATCH (:Resource {{id: row.start}})-[r:{_quote(kind)}]->(:Resource {{id: row.end}})
WHERE r._access IS NOT NULL
RETURN elementId(r) AS key, row.start AS start, row.end AS end, properties(r) AS held
"""


def create_edges(kind: str) -> str:
    """Rows have ``start``, ``end`` and ``set``."""
    return f"""
UNWIND $rows AS row
MATCH (a:Resource {{id: row.start}})
MATCH (b:Resource {{id: row.end}})
CREATE (a)-[r:{_quote(kind)}]->(b)
SET r = row.set
"""


def create_vector_index(dimensions: int) -> str:
    """Cosine, full precision: what is fetched is scored anew anyway."""
    return f"""
CREATE VECTOR INDEX {VECTOR_INDEX} IF NOT EXISTS FOR (n:Resource) ON n.embedding
OPTIONS {{indexConfig: {{`vector.dimensions`: {int(dimensions)},
                       `vector.similarity_function`: 'cosine'}}}}
"""


def _quote(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
