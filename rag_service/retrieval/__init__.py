"""From a question to evidence: an index over the graph, and the search in it."""

from rag_service.retrieval.evidence import Evidence, Linked, Ranked
from rag_service.retrieval.index import Index
from rag_service.retrieval.records import Record

__all__ = ["Evidence", "Index", "Linked", "Ranked", "Record"]
