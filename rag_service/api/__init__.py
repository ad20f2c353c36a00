"""The HTTP service: versioned routes over the graph, answers as they are made, and metrics."""

from rag_service.api.app import create_app
from rag_service.api.gate import Gate
from rag_service.api.services import Services, Standing, caller_scope

__all__ = ["Gate", "Services", "Standing", "caller_scope", "create_app"]
