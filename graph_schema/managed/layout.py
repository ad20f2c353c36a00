"""Where the private Neo4j keeps what it has."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_schema.errors import ManagedStoreError, NotEnoughDiskError


@dataclass(frozen=True)
class Layout:
    """The folders and files of one private Neo4j, all below `root`."""

    root: Path

    @property
    def conf(self) -> Path:
        """Folder of neo4j.conf."""
        return self.root / "conf"

    @property
    def data(self) -> Path:
        """Folder of the graph itself."""
        return self.root / "data"

    @property
    def logs(self) -> Path:
        """Folder of Neo4j's logs and of what it prints."""
        return self.root / "logs"

    @property
    def run(self) -> Path:
        """Folder of what concerns the running process."""
        return self.root / "run"

    @property
    def plugins(self) -> Path:
        """Link to the folder from which Neo4j loads procedures."""
        return self.root / "plugins"

    @property
    def password_file(self) -> Path:
        """The generated password; only its owner can read it."""
        return self.root / "password"

    @property
    def version_file(self) -> Path:
        """The version of Neo4j that last opened the data."""
        return self.root / "version"

    @property
    def lock_file(self) -> Path:
        """Held by the process that starts, stops, saves or restores."""
        return self.run / "owner.lock"

    @property
    def run_file(self) -> Path:
        """Record of the running process."""
        return self.run / "server.json"

    @property
    def arguments_file(self) -> Path:
        """The server's command line, which Java reads from this file."""
        return self.run / "server.args"

    @property
    def console_log(self) -> Path:
        """What the server printed since its last start."""
        return self.logs / "console.log"

    @property
    def debug_log(self) -> Path:
        """Neo4j's own detailed log."""
        return self.logs / "debug.log"

    @property
    def recorded_classes(self) -> Path:
        """Where Java, when it stops, writes the classes that it had loaded."""
        return self.run / "classes.jsa"

    @property
    def staged(self) -> Layout:
        """Where a backup is unpacked before it takes the graph's place."""
        return Layout(self.root / "staged")

    @property
    def previous(self) -> Path:
        """Folder of the graph that a restore has put aside and not yet given up."""
        return self.root / "previous"

    @property
    def was_started(self) -> bool:
        """Whether a server has run on the data."""
        return (self.data / "databases" / "system").is_dir()

    def make(self) -> None:
        """Make the folders, closed to other users.

        Raises:
            ManagedStoreError: They can't be made or written.
        """
        with writing(self.root):
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            for folder in (self.conf, self.data, self.logs, self.run):
                folder.mkdir(exist_ok=True, mode=0o700)

    def password(self) -> str | None:
        """The password, where one was generated."""
        try:
            return self.password_file.read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None

    def make_password(self) -> str:
        """Generate the password and write it where only its owner can read it."""
        # Hexadecimal: one that began with a dash would be read as an option by neo4j-admin.
        password = secrets.token_hex(24)
        write_private(self.password_file, password + "\n")
        return password


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn the system's refusal to write into an error that says what to do.

    Raises:
        NotEnoughDiskError: The disk or the quota is full.
        ManagedStoreError: Anything else, such as a missing permission.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NotEnoughDiskError(
                f"The disk of {place} is full. Free some space and try again."
            ) from error
        raise ManagedStoreError(
            f"Could not write to {place}: {error.strerror or error}. Make it writable, or name "
            "another folder (REELGRAPH_HOME for what is kept, REELGRAPH_CACHE for what is fetched)."
        ) from error


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; only its owner can read it."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
