"""LlamaIndex over the same graph: a retriever, a property-graph store, an embedding model.

Needs the extra llamaindex.
"""

from rag_service.llamaindex.embedding import ReelgraphEmbedding
from rag_service.llamaindex.graph_store import GraphNode, ReelgraphGraphStore
from rag_service.llamaindex.retriever import ReelgraphRetriever

__all__ = ["GraphNode", "ReelgraphEmbedding", "ReelgraphGraphStore", "ReelgraphRetriever"]
