"""The service of one home: the API over its store and its newest index."""

from __future__ import annotations

import logging
import sys
import threading

import structlog
from fastapi import FastAPI

import explorer
from graph_schema.store import GraphStore
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from reelgraph.assembly import Question, open_answerer
from reelgraph.settings import Settings

_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


class NewestAnswerer:
    """Gives the answerer over the newest index; an ingest in another process is noticed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._open: Question | None = None

    def __call__(self) -> Answerer:
        """The answerer; opens the index again where a newer one was switched to.

        Raises:
            RetrievalIndexError: There is no index.
        """
        with self._lock:
            if self._open is None or not self._open.index.is_current():
                self._open = open_answerer(self._settings)
            return self._open.answerer


def application(settings: Settings, store: GraphStore) -> FastAPI:
    """The ASGI app of this home."""
    token = settings.token.get_secret_value() if settings.token else None
    hosts = None if token else _LOCAL_NAMES
    app = create_app(Services(NewestAnswerer(settings), store, token, hosts))
    explorer.mount(app)
    return app


def log_as_json() -> None:
    """Write logs as one JSON object a line, on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
