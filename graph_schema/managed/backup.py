"""The backup file: a Zip of Neo4j's dump and a manifest that vouches for it.

The dump is compressed by Neo4j (Zstandard), so the Zip only stores it. The manifest is written
last: a file that was cut off has none.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from graph_schema.errors import BackupError
from graph_schema.managed.layout import writing
from graph_schema.managed.lockfile import neo4j_version

_DUMP = "neo4j.dump"
_MANIFEST = "manifest.json"
_FORMAT = 1
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    `created` is a date and time (ISO 8601, UTC), `neo4j` the version that wrote the dump, `sha256`
    and `size` (bytes) are those of the dump.
    """

    created: str
    neo4j: str
    sha256: str
    size: int
    format: int = _FORMAT


def write_backup(dumping: AbstractContextManager[IO[bytes]], target: Path) -> Manifest:
    """Write a dump to a backup file, which appears under its name when it is whole.

    Args:
        dumping: Gives the dump's stream; raises at its end where the dump failed.
        target: The file.

    Raises:
        ManagedStoreError: It can't be written.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with writing(target.parent):
        try:
            descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "r+b") as file:
                with dumping as dump:
                    manifest = _fill(file, dump)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def verify_backup(path: Path) -> Manifest:
    """Read a backup from end to end and compare it with its manifest.

    Raises:
        BackupError: It is no backup, is cut off, or was changed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            with archive.open(_DUMP) as dump:
                size, sha256 = _measure(dump)
    except FileNotFoundError as error:
        raise BackupError(f"There is no backup {path}.") from error
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise BackupError(
            f"{path} is no backup of Reelgraph, or is damaged or cut off: {error}. Nothing was "
            "changed."
        ) from error
    if (size, sha256) != (manifest.size, manifest.sha256):
        raise BackupError(
            f"{path} is damaged: its data are not those that were saved. Nothing was changed. "
            "Use another copy of it."
        )
    return manifest


def read_dump(path: Path) -> Iterator[bytes]:
    """The dump in a verified backup, in pieces."""
    with zipfile.ZipFile(path) as archive, archive.open(_DUMP) as dump:
        yield from _pieces(dump)


def _fill(file: IO[bytes], dump: IO[bytes]) -> Manifest:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        digest, size = hashlib.sha256(), 0
        with archive.open(_DUMP, "w", force_zip64=True) as entry:
            for piece in _pieces(dump):
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(created, neo4j_version(), digest.hexdigest(), size)
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    manifest = Manifest(**json.loads(archive.read(_MANIFEST)))
    if manifest.format != _FORMAT:
        raise ValueError(f"format {manifest.format} is not known to this version")
    return manifest


def _measure(dump: IO[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(dump):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece
