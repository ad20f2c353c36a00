"""Neo4j's administration tool, on a store that is down."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graph_schema.errors import ManagedStoreError
from graph_schema.managed.java import argument_file, java_environment
from graph_schema.managed.launch import DATABASE, MODULE_OPTIONS, Installation
from graph_schema.managed.layout import Layout, write_private

_MAIN_CLASS = "org.neo4j.server.startup.Neo4jAdminCommand"
_SHOWN_LINES = 12


class Admin:
    """Runs the tool's commands on one store."""

    def __init__(self, layout: Layout, installation: Installation) -> None:
        self._layout = layout
        self._installation = installation

    def set_initial_password(self, password: str) -> None:
        """Set the password of a store that was never started.

        Raises:
            ManagedStoreError: The tool failed; its last words are in the message.
        """
        with self._running(["dbms", "set-initial-password", password]):
            pass

    @contextmanager
    def dump(self) -> Iterator[IO[bytes]]:
        """The graph's data in Neo4j's dump format, as a stream to read to its end.

        Raises:
            ManagedStoreError: The tool failed; its last words are in the message.
        """
        command = ["database", "dump", DATABASE, "--to-stdout"]
        with self._running(command) as process:
            assert process.stdout is not None
            yield process.stdout

    @contextmanager
    def load(self) -> Iterator[IO[bytes]]:
        """A stream that takes a dump, which becomes the store's graph.

        Raises:
            ManagedStoreError: The tool failed; its last words are in the message.
        """
        command = ["database", "load", DATABASE, "--from-stdin", "--overwrite-destination=true"]
        with self._running(command) as process:
            assert process.stdin is not None
            # Where the tool gives up, its own words say why.
            with suppress(BrokenPipeError):
                yield process.stdin

    @contextmanager
    def _running(self, command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
        # Other users can read a process's command line, so the words go through a private file.
        file = self._layout.run / "admin.args"
        write_private(file, argument_file(self._arguments(command)))
        try:
            with tempfile.TemporaryFile() as words:
                with self._spawn(file, words) as process:
                    yield process
                if process.returncode != 0:
                    raise _failure(command, process.returncode, words)
        finally:
            file.unlink()

    def _arguments(self, command: Sequence[str]) -> list[str]:
        options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *MODULE_OPTIONS]
        return [*options, "-cp", self._installation.class_path, _MAIN_CLASS, *command]

    def _spawn(self, file: Path, words: IO[bytes]) -> subprocess.Popen[bytes]:
        homes = {"NEO4J_HOME": str(self._layout.root), "NEO4J_CONF": str(self._layout.conf)}
        return subprocess.Popen(
            [self._installation.java.program, f"@{file}"],
            env=java_environment() | homes,
            cwd=self._layout.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
        )


def _failure(command: Sequence[str], code: int, words: IO[bytes]) -> ManagedStoreError:
    words.seek(0)
    lines = words.read().decode("utf-8", errors="replace").strip().splitlines()
    return ManagedStoreError(
        f"neo4j-admin {' '.join(command[:2])} failed (code {code}):\n"
        + "\n".join(f"    {line}" for line in lines[-_SHOWN_LINES:])
    )
