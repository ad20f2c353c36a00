"""The server, its constraints and its indexes."""

from __future__ import annotations

from graph_schema.projection import SEARCHED

TEXT_INDEX = "resource_text"
VECTOR_INDEX = "resource_embedding"

SERVER = "CALL dbms.components() YIELD versions RETURN versions[0] AS version"

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
    (
        # A change is a write too, so that one index serves both questions.
        "CREATE INDEX resource_written IF NOT EXISTS FOR (n:Resource) ON (n._written)",
        "MATCH (n:Resource) WHERE n._seq IS NOT NULL AND n._written IS NULL "
        "SET n._written = n._seq",
        "DROP INDEX resource_change IF EXISTS",
    ),
)

# A server that ends while it makes a constraint keeps the constraint's index without its owner,
# under the constraint's name; it is never filled, and no constraint of that name can be made.

ORPHANED_INDEXES = """
SHOW INDEXES YIELD name, owningConstraint
WHERE owningConstraint IS NULL AND name IN $constraints
RETURN collect(name) AS names
"""

CONSTRAINTS = tuple(
    statement.split()[2]
    for statements in MIGRATIONS
    for statement in statements
    if statement.startswith("CREATE CONSTRAINT ")
)

MIGRATIONS_DONE = "OPTIONAL MATCH (m:Migration) RETURN coalesce(max(m.number), 0) AS number"

NOTE_MIGRATION = "MERGE (:Migration {number: $number})"

# The vector index is made when the first vectors come, whose length it needs

VECTOR_INDEX_DIMENSIONS = f"""
SHOW VECTOR INDEXES YIELD name, options
WHERE name = '{VECTOR_INDEX}'
RETURN options.indexConfig['vector.dimensions'] AS dimensions
"""

AWAIT_INDEXES = "CALL db.awaitIndexes(300)"


def create_vector_index(dimensions: int) -> str:
    """Cosine, full precision: what is fetched is scored anew anyway."""
    return f"""
CREATE VECTOR INDEX {VECTOR_INDEX} IF NOT EXISTS FOR (n:Resource) ON n.embedding
OPTIONS {{indexConfig: {{`vector.dimensions`: {int(dimensions)},
                       `vector.similarity_function`: 'cosine'}}}}
"""


def drop_index(name: str) -> str:
    """Drop an index by its name."""
    return f"DROP INDEX {quote(name)} IF EXISTS"


def quote(name: str) -> str:
    """A label or a type as Cypher takes it, whatever its characters."""
    return "`" + name.replace("`", "``") + "`"
