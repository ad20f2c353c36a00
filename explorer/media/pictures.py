"""Pictures of films, made once and kept: a folder of bounded size, one maker for each picture."""

from __future__ import annotations

import json
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from explorer.media.children import Looker
from graph_schema.values import digest

MOST_BYTES = 2 * 1024**3
"""How much room pictures may take; past it those not looked at for longest go."""

STRIP_TILES = 60
STRIP_HEIGHT = 72
WIDTHS = (160, 320, 640)
"""Widths that pictures are made in, in pixels: a few, so that few are kept of each moment."""


class Pictures:
    """What was once seen in films. Safe for several threads.

    Args:
        folder: Where they are kept; all in it can be made again.
        looker: Makes them.
        most_bytes: How much room they may take together.
    """

    def __init__(self, folder: Path, looker: Looker, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._looker = looker
        self._most_bytes = most_bytes
        self._held: int | None = None
        self._lock = threading.Lock()
        self._makers: dict[str, threading.Lock] = {}

    def at(self, film: Path, t_ms: int, width: int) -> Path:
        """A JPEG of what is on screen at a time. Raises MediaError."""
        key = _key(film, "picture", t_ms, width)
        ask = {"path": str(film), "t_ms": t_ms, "width": width}
        return self._kept(key, ".jpg", lambda to: self._looker.ask("picture", to=to, **ask))

    def strip(self, film: Path) -> Path:
        """A JPEG of `STRIP_TILES` frames side by side, at equal distances. Raises MediaError."""
        key = _key(film, "strip", STRIP_TILES, STRIP_HEIGHT)
        ask = {"path": str(film), "count": STRIP_TILES, "height": STRIP_HEIGHT}
        return self._kept(key, ".jpg", lambda to: self._looker.ask("strip", to=to, **ask))

    def about(self, film: Path) -> dict[str, Any]:
        """What the file holds, as `explorer.children.looking.probe` tells it. Raises MediaError."""

        def probe(to: str) -> None:
            found = self._looker.ask("probe", path=str(film))
            Path(to).write_text(json.dumps(found), "utf-8")

        text = self._kept(_key(film, "probe"), ".json", probe).read_text("utf-8")
        found: dict[str, Any] = json.loads(text)
        return found

    def _kept(self, key: str, suffix: str, make: Callable[[str], object]) -> Path:
        path = self._folder / key[:2] / f"{key}{suffix}"
        if not _touched(path):
            with self._maker(key):
                if not _touched(path):
                    self._make(path, make)
        return path

    def _maker(self, key: str) -> threading.Lock:
        with self._lock:
            if len(self._makers) > 1000:
                self._makers = {k: m for k, m in self._makers.items() if m.locked()}
            return self._makers.setdefault(key, threading.Lock())

    def _make(self, path: Path, make: Callable[[str], object]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{uuid.uuid4().hex}.part")
        try:
            make(str(aside))
            size = aside.stat().st_size
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        self._count(size)

    def _count(self, added: int) -> None:
        with self._lock:
            if self._held is None:
                self._held = sum(size for _, size, _ in _files(self._folder))
            else:
                self._held += added
            if self._held > self._most_bytes:
                self._held = drop_oldest(self._folder, self._most_bytes * 3 // 4)


def drop_oldest(folder: Path, most_bytes: int) -> int:
    """Delete the files not looked at for longest until the rest fit; returns what they take."""
    files = sorted(_files(folder))
    held = sum(size for _, size, _ in files)
    for _, size, path in files:
        if held <= most_bytes:
            break
        path.unlink(missing_ok=True)
        held -= size
    return held


def file_key(film: Path) -> str:
    """Tells a film's file from another, and from itself after it changed."""
    stat = film.stat()
    return digest(film, stat.st_size, stat.st_mtime_ns)[:32]


def _key(film: Path, *how: object) -> str:
    return digest(file_key(film), *how)[:32]


def _touched(path: Path) -> bool:
    """True where the file is there; it counts as looked at now."""
    try:
        os.utime(path)
    except OSError:
        return False
    return True


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    found = []
    for path in folder.glob("*/*"):
        try:
            stat = path.stat()
        except OSError:  # another process dropped it
            continue
        found.append((stat.st_mtime, stat.st_size, path))
    return found
