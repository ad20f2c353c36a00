"""The pinned list of jars that make up the private Neo4j."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

JarKind = Literal["server", "plugin"]


@dataclass(frozen=True)
class Jar:
    """One pinned jar: Maven coordinates, SHA-256 in hexadecimal, size in bytes."""

    kind: JarKind
    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def file_name(self) -> str:
        """The name that a Maven repository gives the jar."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def repository_path(self) -> str:
        """Path below the root of a Maven repository (the Maven 2 layout)."""
        group = self.group.replace(".", "/")
        return f"{group}/{self.artifact}/{self.version}/{self.file_name}"


def parse_lock(text: str) -> list[Jar]:
    """Read a lock's lines: kind, coordinates, SHA-256 and size, parted by spaces."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [_parse_line(line) for line in lines]


def _parse_line(line: str) -> Jar:
    kind, coordinates, sha256, size = line.split()
    if kind not in ("server", "plugin"):
        raise ValueError(f"the lock's line {line!r} is of no known kind")
    group, artifact, version, *classifier = coordinates.split(":")
    return Jar(
        kind="server" if kind == "server" else "plugin",
        group=group,
        artifact=artifact,
        version=version,
        classifier="".join(classifier),
        sha256=sha256,
        size=int(size),
    )


@cache
def pinned_jars() -> tuple[Jar, ...]:
    """The jars of `neo4j.lock`, server first, each kind in the lock's order."""
    lock = files("graph_schema.managed").joinpath("neo4j.lock")
    return tuple(parse_lock(lock.read_text(encoding="utf-8")))


@cache
def neo4j_version() -> str:
    """Version of the pinned Neo4j server, such as `5.26.30`."""
    return next(jar.version for jar in pinned_jars() if jar.artifact == "neo4j-server")
