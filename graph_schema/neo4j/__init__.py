"""The graph store on Neo4j."""

from graph_schema.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
