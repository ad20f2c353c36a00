"""Where films lie: what a digital file's address names, under the configured folders only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph_schema.errors import MediaMissingError

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SHOWN = 200

MIMES = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm",
    ".mkv": "video/x-matroska", ".avi": "video/x-msvideo", ".mpg": "video/mpeg",
    ".mpeg": "video/mpeg", ".m2v": "video/mpeg", ".ts": "video/mp2t", ".m2ts": "video/mp2t",
    ".mxf": "application/mxf", ".dv": "video/dv", ".wmv": "video/x-ms-wmv", ".flv": "video/x-flv",
    ".ogv": "video/ogg", ".3gp": "video/3gpp", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg", ".oga": "audio/ogg",
    ".aif": "audio/aiff", ".aiff": "audio/aiff", ".aac": "audio/aac",
}  # fmt: skip
"""Files that are taken for films or sound, by the end of their name; others are never sent."""


@dataclass(frozen=True)
class MediaRoots:
    """The folders that films lie under. Nothing outside them is read, by whatever name.

    Attributes:
        folders: Absolute or relative paths; a uri that is a relative path is looked for in each.
    """

    folders: tuple[Path, ...] = ()

    def find(self, uri: str) -> Path:
        """The file that an address names: a path below a root, or a file: URI of one.

        Links are followed first, so that one which leads out of the roots leads nowhere.

        Raises:
            MediaMissingError: It names none here; the message says why.
        """
        if not self.folders:
            raise MediaMissingError(
                "No folder of films is set: name those that hold them in REELGRAPH_MEDIA_ROOTS."
            )
        path = _path_of(uri)
        roots = [root for folder in self.folders if (root := _resolved(folder))]
        for root in roots:
            found = _resolved(root / path)
            if found and found.is_file() and any(found.is_relative_to(r) for r in roots):
                if found.suffix.lower() not in MIMES:
                    raise MediaMissingError(f"{uri[:_SHOWN]!r} is no film or sound file.")
                return found
        raise MediaMissingError(
            f"The file {uri[:_SHOWN]!r} is not under the folders in REELGRAPH_MEDIA_ROOTS."
        )


def _path_of(uri: str) -> str:
    """The path that an address stands for, as it is written.

    Raises:
        MediaMissingError: It is an address elsewhere.
    """
    scheme = _SCHEME.match(uri)
    if scheme is None or len(scheme[1]) == 1:  # C:\films is a path
        return uri.replace("\\", "/")
    parts = urlsplit(uri) if scheme[1].lower() == "file" else None
    if parts is None or parts.netloc not in ("", "localhost"):
        raise MediaMissingError(
            f"{uri[:_SHOWN]!r} is an address elsewhere; only files under the folders in "
            "REELGRAPH_MEDIA_ROOTS are played here."
        )
    return unquote(parts.path)


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):  # missing, a NUL in the name, links in a ring
        return None
