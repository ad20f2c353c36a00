"""Everything that can go wrong, as one tree.

ReelgraphError
├── InputError              a file, line or field that can't be read as it stands
│   └── ContributionError   a Contribution that breaks the schema
├── StoreError              the graph store refused or can't be reached
│   ├── StoreUnavailableError   no answer, wrong address, shut down
│   ├── StoreCredentialsError   wrong user or password
│   ├── UnsupportedServerError  the server's version lacks what the schema needs
│   ├── ReadOnlyError           a read that would have written
│   ├── ReadLimitError          a read that ran past its time-out
│   └── ScopeError              a read that can't be cut to what the caller may see
├── EditError               an edit that makes no sense on the graph as it is
├── ManagedStoreError       the private Neo4j can't be fetched, started or kept
│   ├── DownloadError           a jar can't be fetched, or is not the pinned one
│   ├── JavaNotFoundError       no Java that can run it
│   ├── NotEnoughMemoryError    less memory free than it needs
│   ├── NotEnoughDiskError      less disk free than it needs
│   ├── PortTakenError          another program listens on its port
│   ├── StoreLockedError        another process holds it, or works on it
│   ├── StartTimeoutError       it did not answer in time
│   ├── StartFailedError        it died while starting
│   ├── StoreVersionError       its data were written by another version
│   └── BackupError             a backup can't be written, read or trusted
├── RetrievalIndexError     the retrieval index is missing, stale or damaged
├── ModelError              a language or embedding model can't be used
│   └── BudgetError             the day's budget of tokens is spent
├── MediaError              a film can't be shown or made
│   └── MediaMissingError       its file is not where films lie
├── StoppedError            nobody waits for the answer any more
└── SettingsError           a setting has a value that can't be used

Every message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations


class ReelgraphError(Exception):
    """Root of all errors that Reelgraph raises on purpose."""


class InputError(ReelgraphError):
    """A place in an input that can't be read as it stands.

    Args:
        message: What is wrong and what to do.
        path: The file, as the caller named it.
        line: 1-based line in the file, where one is known.
        field: Column or key, where one is known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.field = field
        place = path + (f":{line}" if line is not None else "")
        place += f" [{field}]" if field else ""
        super().__init__(f"{place}: {message}" if place else message)


class ContributionError(InputError):
    """A Contribution that breaks the schema."""


class StoreError(ReelgraphError):
    """The graph store refused what was asked."""


class StoreUnavailableError(StoreError):
    """No graph store answers at the address."""


class StoreCredentialsError(StoreError):
    """The graph store refused the user name or password."""


class UnsupportedServerError(StoreError):
    """The server's version lacks what the schema needs."""


class ReadOnlyError(StoreError):
    """A query given as a read would have written."""


class ReadLimitError(StoreError):
    """A read ran past its time-out."""


class ScopeError(StoreError):
    """A read that can't be cut to what the caller may see."""


class EditError(ReelgraphError):
    """An edit that makes no sense on the graph as it is."""


class ManagedStoreError(ReelgraphError):
    """The private Neo4j can't be fetched, started or kept."""


class DownloadError(ManagedStoreError):
    """A jar can't be fetched, or what came is not the pinned one."""


class JavaNotFoundError(ManagedStoreError):
    """No Java on this machine can run the private Neo4j."""


class NotEnoughMemoryError(ManagedStoreError):
    """Less memory is free than the private Neo4j needs."""


class NotEnoughDiskError(ManagedStoreError):
    """Less disk is free than the private Neo4j needs."""


class PortTakenError(ManagedStoreError):
    """Another program listens on the port asked for."""


class StoreLockedError(ManagedStoreError):
    """Another process holds the private Neo4j's files, or works on them."""


class StartTimeoutError(ManagedStoreError):
    """The private Neo4j runs, but did not answer in time."""


class StartFailedError(ManagedStoreError):
    """The private Neo4j died while it was starting."""


class StoreVersionError(ManagedStoreError):
    """The data were written by a version that this one can't open."""


class BackupError(ManagedStoreError):
    """A backup can't be written, read or trusted."""


class RetrievalIndexError(ReelgraphError):
    """The retrieval index is missing, stale or damaged."""


class ModelError(ReelgraphError):
    """A language or embedding model can't be used."""


class BudgetError(ModelError):
    """The day's budget of tokens for the language model is spent."""


class MediaError(ReelgraphError):
    """A film can't be shown, looked into or made."""


class MediaMissingError(MediaError):
    """A film's file is not under the folders that films lie in."""


class StoppedError(ReelgraphError):
    """Work on an answer was given up, because nobody waits for it any more."""


class SettingsError(ReelgraphError):
    """A setting has a value that can't be used."""
