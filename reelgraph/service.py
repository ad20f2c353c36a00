"""The service of one home: the API over its store and its newest index."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from fastapi import FastAPI

import explorer
from graph_schema.models import Embedder
from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.answering import Answerer
from rag_service.api import Gate, Services, caller_scope, create_app
from reelgraph.assembly import (
    Question,
    embedder,
    explorer_tables,
    is_ingesting,
    language_model,
    open_answerer,
    text_tower,
)
from reelgraph.following import Follower
from reelgraph.refreshing import refresh_apart
from reelgraph.settings import Settings

_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
# Brings up what the first question would otherwise wait for.
_WARMING = "How many films by Smith about trams in Glasgow were made before 1950?"


class NewestAnswerer:
    """Gives the answerer over the newest index that was opened.

    A newer one is opened and warmed aside, and taken over at once. The older is let go when
    the last question that it answers is done.
    """

    def __init__(self, settings: Settings, store: GraphStore | None = None) -> None:
        self._settings = settings
        self._store = store
        self._opening = threading.Lock()
        self._open: Question | None = None
        self._embedder: Embedder | None = None
        self._llm = language_model(settings)
        self._tower = text_tower(settings)

    def __call__(self) -> Answerer:
        """The answerer; waits only where no index is open yet.

        Raises:
            RetrievalIndexError: There is no index.
        """
        held = self._open or self._renewed()
        return held.answerer

    def adopt(self) -> int | None:
        """Go over to the newest index on disk, where it isn't in use already.

        Returns:
            The change number of the index in use; None where there is none.

        Raises:
            RetrievalIndexError: The newest can't be read; the one in use stays.
        """
        if self._open is None and not (self._settings.index_folder / "CURRENT").exists():
            return None
        return self._renewed().index.sequence

    def _renewed(self) -> Question:
        with self._opening:
            held = self._open
            if held is None or not held.index.is_current():
                self._embedder = self._embedder or embedder(self._settings)
                newer = open_answerer(
                    self._settings, self._embedder, self._llm, self._store, self._tower
                )
                if held is not None:
                    newer.warm(_WARMING, Scope.everything())
                self._open = held = newer
            return held


class _Home:
    """What the follower follows."""

    def __init__(self, settings: Settings, store: GraphStore, answerer: NewestAnswerer) -> None:
        self._settings = settings
        self.graph = store.sequence
        self.adopt = answerer.adopt
        self.stop = threading.Event()

    def busy(self) -> bool:
        return is_ingesting(self._settings)

    def refresh(self) -> None:
        refresh_apart(self.stop)


@contextmanager
def application(settings: Settings, store: GraphStore) -> Iterator[FastAPI]:
    """The ASGI app of this home, whose index follows the graph until it is left."""
    token = settings.token.get_secret_value() if settings.token else None
    hosts = None if token else _LOCAL_NAMES
    answerer = NewestAnswerer(settings, store)
    home = _Home(settings, store, answerer)
    follower = Follower(home)
    services = Services(
        answerer, store, token, hosts, lambda: follower.standing, Gate(settings.questions_at_once)
    )
    app = create_app(services)
    sources = explorer.Sources(
        store,
        caller_scope,
        explorer_tables(settings).newest,
        settings.cache_folder / "explorer",
        settings.media_roots,
        _finding(answerer),
    )
    explorer.mount(app, sources)
    follower.start()
    try:
        yield app
    finally:
        home.stop.set()
        follower.stop()


def _finding(answerer: NewestAnswerer) -> Callable[[str, Scope, int], list[tuple[str, float]]]:
    """Texts near a text, by the index that answers."""

    def find(text: str, scope: Scope, limit: int) -> list[tuple[str, float]]:
        found = answerer().retriever.search(text, scope, limit).evidence
        return [(passage.id, passage.score) for passage in found]

    return find


def log_as_json() -> None:
    """Write logs as one JSON object a line, on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
