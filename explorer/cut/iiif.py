"""A cut as a IIIF manifest whose range plays the clips in order (Presentation API 3.0)."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from explorer import iiif
from explorer.cut.sequence import Clip, Cut
from explorer.media.roots import MIMES


def manifest(cut: Cut, service: str) -> str:
    """The manifest as JSON: a canvas a file, and a range of stretches of them.

    Args:
        service: Address of this service, which plays the files; without a slash at its end.
    """
    files = list(dict.fromkeys(clip.medium for clip in cut.clips))
    base = f"{service}/iiif/cut"
    canvases = {file: f"{base}/canvas/{number}" for number, file in enumerate(files, 1)}
    ends = {file: max(c.end_ms for c in cut.clips if c.medium == file) for file in files}
    first = {file: next(c for c in cut.clips if c.medium == file) for file in files}
    made = {
        "@context": iiif.CONTEXT,
        "id": f"{base}/manifest",
        "type": "Manifest",
        "label": iiif.words(cut.title),
        "requiredStatement": iiif.statement("Sources and rights", *cut.credits),
        "items": [_canvas(canvases[f], first[f], ends[f] / 1000, service) for f in files],
        "structures": [
            {
                "id": f"{base}/range",
                "type": "Range",
                "label": iiif.words(cut.title),
                "behavior": ["sequence"],
                "items": [
                    _part(base, n, c, canvases[c.medium]) for n, c in enumerate(cut.clips, 1)
                ],
            }
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _canvas(name: str, clip: Clip, seconds: float, service: str) -> dict[str, Any]:
    mime = MIMES.get(PurePath(clip.uri).suffix.lower(), "video/mp4")
    body = iiif.medium(service, clip.file, mime, seconds) if clip.file else None
    return iiif.canvas(name, clip.title, seconds, body)


def _part(base: str, number: int, clip: Clip, canvas: str) -> dict[str, Any]:
    made = iiif.part(f"{base}/range/{number}", clip.title, canvas, clip.start_ms, clip.end_ms)
    return made | {"requiredStatement": iiif.statement("Source and rights", clip.credit)}
