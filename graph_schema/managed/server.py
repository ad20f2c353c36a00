"""The private Neo4j: a child process on loopback that outlives the command that started it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from graph_schema.errors import BackupError, ManagedStoreError, StoreLockedError
from graph_schema.managed import process
from graph_schema.managed.admin import Admin
from graph_schema.managed.archive import ClassArchive, forget
from graph_schema.managed.backup import Manifest, read_dump, verify_backup, write_backup
from graph_schema.managed.fetch import Progress, fetch_jars, maven_central, missing_jars
from graph_schema.managed.java import find_java
from graph_schema.managed.launch import Installation, write_conf
from graph_schema.managed.layout import Layout, writing
from graph_schema.managed.lockfile import neo4j_version, pinned_jars
from graph_schema.managed.ports import port_of_last_start
from graph_schema.managed.process import RunRecord
from graph_schema.managed.sizing import MIB, Memory
from graph_schema.managed.start import (
    check_version,
    endpoint_of,
    needs_restart,
    start,
    wait_ready,
)
from graph_schema.managed.state import Endpoint, OnStatus, ServerOptions, State, Status
from graph_schema.managed.swap import keep, roll_back, swap_in

_LOCK_PATIENCE_S = 1800.0
_STOP_PATIENCE_S = 60.0
_BROKEN_PATIENCE_S = 5.0
_LOAD_MEMORY = Memory(heap_mib=512, page_cache_mib=128)


class ManagedNeo4j:
    """The private Neo4j of one Reelgraph home.

    Any number of processes may use one home at a time: the first to call `up` starts the server,
    the others wait for it and get the same endpoint.
    """

    def __init__(self, home: Path, options: ServerOptions | None = None) -> None:
        self._options = options or ServerOptions()
        self._layout = Layout(home.absolute() / "neo4j")
        cache = self._options.cache or home / "cache"
        self._jars = cache.absolute() / "neo4j" / neo4j_version()
        self._lock = FileLock(self._layout.lock_file)

    def endpoint(self) -> Endpoint | None:
        """How to reach the server, or None where none has answered yet; takes milliseconds."""
        record = self._live_record()
        return endpoint_of(self._layout, record.port) if record and record.ready else None

    def up(self, progress: Progress | None = None, on_status: OnStatus | None = None) -> Endpoint:
        """Start the server where it does not run or needs a restart; wait until it answers.

        The first call fetches Neo4j.

        Args:
            progress: Told the bytes fetched and the bytes in all.
            on_status: Told what is being done.

        Raises:
            ManagedStoreError: One of its children, named for the cause.
        """
        running = self.endpoint()
        if running and not needs_restart(running):
            return running
        say = on_status or _say_nothing
        with self._owned(say):
            self._end_broken(say)
            if self._find_server() is None:
                with writing(self._layout.root):
                    roll_back(self._layout)
            return self._bring_up(progress, say)

    def down(self, on_status: OnStatus | None = None) -> bool:
        """Stop the server.

        Returns:
            Whether one was running.
        """
        if not self._layout.run.exists():
            return False
        say = on_status or _say_nothing
        with self._owned(say):
            record = self._find_server()
            if record is None:
                return False
            say("Stopping Neo4j.")
            if process.end(record.pid, _STOP_PATIENCE_S):
                self._layout.run_file.unlink(missing_ok=True)
                self._keep_recorded_classes()
            return True

    def status(self) -> Status:
        """What is known about the server, without waiting for anybody."""
        live = self._live_record()
        return Status(
            state=_state(self._layout, live),
            version=neo4j_version(),
            pid=live.pid if live else None,
            port=live.port if live else None,
            uri=f"bolt://{process.LOOPBACK}:{live.port}" if live else None,
            started=datetime.fromtimestamp(live.created, UTC) if live else None,
            memory_bytes=_resident_bytes(live.pid) if live else None,
            disk_bytes=_disk_bytes(self._layout.root),
            log_path=self._layout.console_log,
        )

    def backup(
        self, target: Path, *, force: bool = False, on_status: OnStatus | None = None
    ) -> Manifest:
        """Save the graph to a file; the server is down meanwhile.

        Args:
            target: The file to write.
            force: Write over a file that exists.
            on_status: Told what is being done.

        Raises:
            BackupError: The file exists, has no folder, or there is no graph.
            ManagedStoreError: It can't be read or written.
        """
        _check_target(target, force)
        if not self._layout.was_started:
            raise BackupError(f"There is no graph in {self._layout.root} to save.")
        say = on_status or _say_nothing
        with self._owned(say):
            admin = Admin(self._layout, self._installation(None, say))
            with self._paused(say):
                say("Saving the graph.")
                return write_backup(admin.dump(), target.absolute())

    def restore(self, source: Path, *, on_status: OnStatus | None = None) -> Manifest:
        """Replace the graph by a saved one, which is checked before anything is touched.

        The graph as it was is kept until the saved one has answered; where that fails it is back.

        Raises:
            BackupError: The file is no sound backup, or could not be opened.
            StoreVersionError: It was written by a newer Neo4j.
            ManagedStoreError: It can't be unpacked.
        """
        say = on_status or _say_nothing
        say("Checking the backup.")
        manifest = verify_backup(source)
        check_version(manifest.neo4j, str(source))
        with self._owned(say):
            was_up = self._find_server() is not None
            # A new home gets its login first; in one that crashed, unfinished work is finished.
            self.up(on_status=say)
            try:
                self._stage(source, say)
                self.down(say)
                self._try_staged(source, say)
            finally:
                shutil.rmtree(self._layout.staged.root, ignore_errors=True)
            if not was_up:
                self.down(say)
        return manifest

    @contextmanager
    def _owned(self, say: OnStatus) -> Iterator[None]:
        self._layout.make()
        if not self._acquire(timeout_s=0):
            say("Another process works on the store; waiting for it.")
            if not self._acquire(_LOCK_PATIENCE_S):
                raise StoreLockedError(
                    f"Another process has held {self._layout.lock_file} for half an hour. "
                    "End it and try again."
                )
        try:
            yield
        finally:
            self._lock.release()

    def _acquire(self, timeout_s: float) -> bool:
        with writing(self._layout.run):
            try:
                self._lock.acquire(timeout=timeout_s)
            except Timeout:
                return False
        return True

    def _end_broken(self, say: OnStatus) -> None:
        record, endpoint = self._live_record(), self.endpoint()
        if record and endpoint and needs_restart(endpoint):
            say("Neo4j can't go on after a write that failed; starting it again.")
            process.end(record.pid, _BROKEN_PATIENCE_S)

    def _bring_up(self, progress: Progress | None, say: OnStatus) -> Endpoint:
        record = self._find_server()
        if record is None:
            installation = self._installation(progress, say)
            say("Starting Neo4j.")
            record = start(self._layout, self._options, installation)
        elif not record.ready:
            say("Neo4j is starting already; waiting for it.")
            wait_ready(self._layout, record, self._options.start_timeout_s)
        if not record.ready:
            # In this order: a graph that somebody was given must never be rolled back.
            with writing(self._layout.root):
                keep(self._layout)
                record.mark_ready(self._layout)
        return endpoint_of(self._layout, record.port)

    def _installation(self, progress: Progress | None, say: OnStatus) -> Installation:
        java = find_java()
        if missing := missing_jars(pinned_jars(), self._jars):
            size = sum(jar.size for jar in missing) // MIB
            say(f"Fetching Neo4j {neo4j_version()} ({size} MiB).")
            maven_url = self._options.maven_url or maven_central()
            fetch_jars(pinned_jars(), self._jars, maven_url, progress)
            forget(self._jars)
        return Installation(java, self._jars)

    def _live_record(self) -> RunRecord | None:
        record = process.load_record(self._layout)
        return record if record and process.is_alive(record, self._layout) else None

    def _find_server(self) -> RunRecord | None:
        return self._live_record() or self._adopt()

    def _adopt(self) -> RunRecord | None:
        found = process.find_unrecorded(self._layout)
        port = port_of_last_start(self._layout)
        if found is None or port is None:
            return None
        record = RunRecord(found.pid, found.create_time(), port)
        record.save(self._layout)
        return record

    def _keep_recorded_classes(self) -> None:
        # It only makes the next start shorter: stopping must not fail for want of it.
        with suppress(OSError, ManagedStoreError):
            if self._layout.recorded_classes.exists():
                ClassArchive(find_java(), self._jars).adopt(self._layout)

    @contextmanager
    def _paused(self, say: OnStatus) -> Iterator[None]:
        was_up = self._find_server() is not None
        if _state(self._layout, self._live_record()) == "stale":
            # Only a server that stopped by itself leaves data that can be saved.
            self.up(on_status=say)
        self.down(say)
        try:
            yield
        finally:
            if was_up:
                self.up(on_status=say)

    def _stage(self, source: Path, say: OnStatus) -> None:
        say("Unpacking the backup.")
        staged = self._layout.staged
        staged.make()
        installation = self._installation(None, say)
        write_conf(staged, installation, _LOAD_MEMORY, port=0)
        with Admin(staged, installation).load() as dump:
            for piece in read_dump(source):
                dump.write(piece)

    def _try_staged(self, source: Path, say: OnStatus) -> None:
        try:
            with writing(self._layout.root):
                swap_in(self._layout, self._layout.staged)
            self._bring_up(None, say)
        except ManagedStoreError as error:
            self.down(say)
            self.up(on_status=say)
            raise BackupError(
                f"Neo4j could not open what {source} holds, so the graph is as it was.\n{error}"
            ) from error


def _check_target(target: Path, force: bool) -> None:
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise BackupError(f"{target} can't be written: name a file in a folder that exists.")
    if target.exists() and not force:
        raise BackupError(f"{target} exists already. Name another file, or force it (--force).")


def _state(layout: Layout, live: RunRecord | None) -> State:
    if live is None:
        return "stale" if layout.run_file.exists() else "stopped"
    return "running" if live.ready else "starting"


def _resident_bytes(pid: int) -> int | None:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None


def _disk_bytes(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        # Neo4j makes and removes files while we look.
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def _say_nothing(_: str) -> None:
    return
