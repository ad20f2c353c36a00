"""A cut as a IIIF manifest whose range plays the clips in order (Presentation API 3.0)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from explorer.cut.sequence import Clip, Cut

_CONTEXT = "http://iiif.io/api/presentation/3/context.json"


def manifest(cut: Cut, service: str) -> str:
    """The manifest as JSON: a canvas a file, and a range of stretches of them.

    Args:
        service: Address of this service, which plays the files; without a slash at its end.
    """
    files = list(dict.fromkeys(clip.medium for clip in cut.clips))
    base = f"{service}/iiif/cut"
    canvases = {file: f"{base}/canvas/{number}" for number, file in enumerate(files, 1)}
    ends = {file: max(c.end_ms for c in cut.clips if (c.medium) == file) for file in files}
    first = {file: next(c for c in cut.clips if (c.medium) == file) for file in files}
    made = {
        "@context": _CONTEXT,
        "id": f"{base}/manifest",
        "type": "Manifest",
        "label": {"none": [cut.title]},
        "requiredStatement": {
            "label": {"en": ["Sources and rights"]},
            "value": {"none": cut.credits},
        },
        "items": [_canvas(canvases[f], first[f], ends[f] / 1000, service) for f in files],
        "structures": [
            {
                "id": f"{base}/range",
                "type": "Range",
                "label": {"none": [cut.title]},
                "behavior": ["sequence"],
                "items": [
                    _part(base, n, c, canvases[c.medium]) for n, c in enumerate(cut.clips, 1)
                ],
            }
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _canvas(canvas: str, clip: Clip, seconds: float, service: str) -> dict[str, Any]:
    media = f"{service}/api/v1/media?id={quote(clip.file, safe='')}"
    body = {"id": media, "type": "Video", "format": "video/mp4", "duration": seconds}
    painting = {
        "id": f"{canvas}/painting",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": canvas,
    }
    page = {"id": f"{canvas}/page", "type": "AnnotationPage", "items": [painting]}
    return {
        "id": canvas,
        "type": "Canvas",
        "label": {"none": [clip.title]},
        "duration": seconds,
        "items": [page] if clip.file else [],
    }


def _part(base: str, number: int, clip: Clip, canvas: str) -> dict[str, Any]:
    times = f"{clip.start_ms / 1000:g},{clip.end_ms / 1000:g}"
    return {
        "id": f"{base}/range/{number}",
        "type": "Range",
        "label": {"none": [clip.title]},
        "requiredStatement": {
            "label": {"en": ["Source and rights"]},
            "value": {"none": [clip.credit]},
        },
        "items": [{"id": f"{canvas}#t={times}", "type": "Canvas"}],
    }
