"""What is computed from the whole graph: embeddings, communities, centrality."""

from graph_ingest.derive.all import Derived, derive_all
from graph_ingest.derive.cache import VectorCache

__all__ = ["Derived", "VectorCache", "derive_all"]
