"""What the private Neo4j is started with: its configuration file and its command line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from graph_schema.managed.archive import ClassArchive
from graph_schema.managed.fetch import jar_path
from graph_schema.managed.java import Java, argument_file
from graph_schema.managed.layout import Layout, write_private
from graph_schema.managed.lockfile import pinned_jars
from graph_schema.managed.process import LOOPBACK
from graph_schema.managed.settings import managed_settings, render_conf
from graph_schema.managed.sizing import Memory

DATABASE = "neo4j"
"""The one database of Neo4j Community."""

MODULE_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
)

_MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
_FEW_CORES = 2


@dataclass(frozen=True)
class Installation:
    """A Java and the folder of the fetched jars."""

    java: Java
    jars: Path

    @property
    def plugins(self) -> Path:
        """Folder from which Neo4j loads procedures."""
        return self.jars / "plugins"

    @property
    def class_path(self) -> str:
        """The pinned jars and nothing else, in the lock's order."""
        return ":".join(str(jar_path(self.jars, jar)) for jar in pinned_jars())

    @property
    def archive(self) -> ClassArchive:
        """The archive of loaded classes for this Java and these jars."""
        return ClassArchive(self.java, self.jars)


def write_conf(layout: Layout, installation: Installation, memory: Memory, port: int) -> None:
    """Write neo4j.conf for a server on a loopback port, and link its plug-ins.

    No path is in it, since Neo4j misreads letters beyond ASCII there: its folders are where it
    expects them below its home.
    """
    address = f"{LOOPBACK}:{port}"
    settings = managed_settings(memory) | {
        "server.bolt.listen_address": address,
        "server.bolt.advertised_address": address,
    }
    write_private(layout.conf / "neo4j.conf", render_conf(settings))
    layout.plugins.unlink(missing_ok=True)
    layout.plugins.symlink_to(installation.plugins)


def write_server_arguments(layout: Layout, installation: Installation, memory: Memory) -> None:
    """Write the file from which Java reads the server's command line."""
    arguments = [
        f"-Xms{memory.heap_mib // 2}m",
        f"-Xmx{memory.heap_mib}m",
        "-XX:+UseG1GC",
        *_compiler_options(),
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={layout.logs}/java-crash-%p.log",
        *installation.archive.options(layout),
        *MODULE_OPTIONS,
        *("-cp", installation.class_path),
        *(_MAIN_CLASS, f"--home-dir={layout.root}", f"--config-dir={layout.conf}"),
        "--console-mode",
    ]
    write_private(layout.arguments_file, argument_file(arguments))


def _compiler_options() -> list[str]:
    # On two cores the optimising compiler takes from the first minute more than it gives: 20,000
    # nodes were written in 5 s without it and in 8 s with it.
    few = (os.cpu_count() or 1) <= _FEW_CORES
    return ["-XX:TieredStopAtLevel=1"] if few else []
