"""The films of a home as routes use them: their files, pictures of them and copies made."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from explorer.media.children import Looker, can_look, make
from explorer.media.jobs import Job, Jobs
from explorer.media.pictures import Pictures, file_key
from explorer.media.roots import MIMES, MediaRoots
from graph_schema.errors import MediaError, MediaMissingError
from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from graph_schema.values import digest

_CONTAINERS = frozenset({"mov", "mp4", "matroska", "webm", "ogg", "mp3", "wav", "flac", "aac"})
_PLAYED_ENDS = frozenset({".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".wav", ".flac", ".ogg"})
_PICTURES = frozenset({"h264", "vp8", "vp9", "av1", "theora", "libdav1d", "libvpx", "libvpx-vp9"})
_SOUNDS = frozenset({"aac", "mp3", "mp3float", "opus", "libopus", "vorbis", "flac", "pcm_s16le"})
_PIXELS = frozenset({"yuv420p", "yuvj420p"})
_WIDEST = 1920
_PASS_S = 12 * 3600
_USUAL_RATE = (25, 1)


@dataclass(frozen=True)
class FilmFile:
    """A digital file of the graph that lies here.

    Attributes:
        id: The Instantiation.
        uri: As the graph has it.
        path: Where it lies.
        fps: Frames a second as stated in the graph, where they are.
    """

    id: str
    uri: str
    path: Path
    fps: float | None = None
    start_tc: str | None = None

    @property
    def mime(self) -> str:
        """Media type by the end of its name."""
        return MIMES[self.path.suffix.lower()]


class Films:
    """What is done with films' files.

    Args:
        folders: Where they lie.
        work: Where pictures of them and films made are kept.
    """

    def __init__(self, folders: tuple[Path, ...], work: Path) -> None:
        self._roots = MediaRoots(folders)
        self.pictures = Pictures(work / "pictures", Looker())
        self.jobs = Jobs(work / "films", make)
        self._secret = secrets.token_bytes(32)

    def pass_for(self, file_id: str) -> str:
        """What shows, for half a day, that its bearer may see a file.

        A player's requests carry no token, so the page asks for this and puts it into the address.
        """
        return self._signed(file_id, int(time.time()) + _PASS_S)

    def passes(self, shown: str, file_id: str) -> bool:
        """True where this was given out for the file and hasn't run out."""
        ends = shown.partition(".")[0]
        if not ends.isdecimal() or not ends.isascii() or int(ends) < time.time():
            return False
        return hmac.compare_digest(self._signed(file_id, int(ends)).encode(), shown.encode())

    def _signed(self, file_id: str, ends: int) -> str:
        said = f"{ends}\n{file_id}".encode("utf-8", "surrogatepass")
        return f"{ends}.{hmac.new(self._secret, said, 'sha256').hexdigest()}"

    def file(self, file_id: str, store: GraphStore, scope: Scope) -> FilmFile:
        """The file of an Instantiation that the caller may see.

        Raises:
            MediaMissingError: There is no such file here, or not for the caller.
        """
        node = store.get(file_id, scope)
        if node is None or node.label != "Instantiation":
            raise MediaMissingError(f"There is no digital file {file_id[:200]!r} here.")
        held = node.properties
        path = self._roots.find(str(held["uri"]))
        fps, start = held.get("fps"), held.get("start_tc")
        return FilmFile(
            node.id,
            str(held["uri"]),
            path,
            float(fps) if isinstance(fps, int | float) else None,
            str(start) if start else None,
        )

    def about(self, file: FilmFile) -> dict[str, Any]:
        """What the file holds; empty where PyAV is not installed. Raises MediaError."""
        return self.pictures.about(file.path) if can_look() else {}

    def copy_of(self, file: FilmFile) -> Path:
        """Where the copy that a browser can play is, or will be."""
        return self.jobs.path(_copy_key(file))

    def make_copy(self, file: FilmFile) -> Job:
        """Have a copy made that a browser can play. Raises MediaError."""
        held = self.pictures.about(file.path)
        if not held.get("duration_ms"):
            raise MediaError("The film doesn't tell how long it is, so no copy can be made.")
        rate = held.get("fps") or _USUAL_RATE
        frames = max(1, round(held["duration_ms"] * rate[0] / rate[1] / 1000))
        width, height = _size(held)
        clip = {"path": str(file.path), "start_ms": 0, "frames": frames}
        asked = {"fps": rate, "width": width, "height": height, "clips": [clip]}
        return self.jobs.add(_copy_key(file), f"Copy of {file.uri}", asked, (file.id,))


def plays_by_name(path: PurePath) -> bool:
    """True where browsers play most files whose names end so."""
    return path.suffix.lower() in _PLAYED_ENDS


def is_playable(file: FilmFile, held: dict[str, Any]) -> bool:
    """True where browsers play the file as it is, as far as can be told from it."""
    if not held:
        return plays_by_name(file.path)
    picture, sound = held.get("picture"), held.get("sound")
    return (
        bool(_CONTAINERS & set(str(held["format"]).split(",")))
        and file.path.suffix.lower() != ".mkv"
        and (picture is None or (picture in _PICTURES and held.get("pixels") in _PIXELS))
        and (sound is None or sound in _SOUNDS)
    )


def remark(held: dict[str, Any], *, playable: bool) -> str | None:
    """What people should know of a file before they play it, if anything."""
    if not held:
        return None
    said = []
    if held.get("picture") is None:
        said.append("This file has sound only.")
    elif held.get("sound") is None:
        said.append("This film has no sound.")
    if not held.get("duration_ms"):
        said.append("It doesn't tell how long it is.")
    if not playable:
        said.append("Browsers can't play it as it is; a copy that they can play can be made.")
    return " ".join(said) or None


def _size(held: dict[str, Any]) -> tuple[int, int]:
    width, height = held.get("width") or 640, held.get("height") or 480
    if width > _WIDEST:
        width, height = _WIDEST, height * _WIDEST // width
    return max(2, width // 2 * 2), max(2, height // 2 * 2)


def _copy_key(file: FilmFile) -> str:
    return digest("copy", file_key(file.path))[:32]
