"""What is computed from the whole graph: embeddings, communities, centrality, the map."""

from graph_ingest.derive.all import Derived, derive_all
from graph_ingest.derive.cache import VectorCache
from graph_ingest.derive.map import Layout

__all__ = ["Derived", "Layout", "VectorCache", "derive_all"]
