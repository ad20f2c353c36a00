"""The HTTP service: versioned routes over the graph, answers as they are made, and metrics."""

from rag_service.api.app import create_app
from rag_service.api.services import Services

__all__ = ["Services", "create_app"]
