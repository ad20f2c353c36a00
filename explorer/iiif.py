"""Parts of IIIF manifests (Presentation API 3.0, https://iiif.io/api/presentation/3.0/)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'

Json = dict[str, Any]


def words(*values: str, language: str = "none") -> dict[str, list[str]]:
    """A language map; ``none`` for what the archive says, which may be in any language."""
    return {language: list(values)}


def statement(label: str, *values: str) -> Json:
    """A label of ours with what the archive says."""
    return {"label": words(label, language="en"), "value": words(*values)}


def medium(
    service: str,
    file: str,
    mime: str,
    seconds: float,
    size: tuple[int, int] | None = None,
    route: str = "media",
) -> Json:
    """A digital file as it paints a canvas.

    Args:
        service: Address of this service, without a slash at its end.
        file: The Instantiation.
        seconds: How long it is.
        size: Width and height in pixels, where it has a picture and they are known.
        route: ``media`` for the file as it lies, ``media/copy`` for its copy.
    """
    body: Json = {
        "id": f"{service}/api/v1/{route}?id={quote(file, safe='')}",
        "type": "Sound" if mime.startswith("audio/") else "Video",
        "format": mime,
        "duration": seconds,
    }
    return body | ({"width": size[0], "height": size[1]} if size else {})


def canvas(
    name: str,
    label: str,
    seconds: float,
    body: Json | None,
    size: tuple[int, int] | None = None,
) -> Json:
    """A canvas that lasts, with what paints it; without that where nothing can be played."""
    made: Json = {"id": name, "type": "Canvas", "label": words(label), "duration": seconds}
    if size:
        made |= {"width": size[0], "height": size[1]}
    if body is not None:
        painting = annotation(f"{name}/painting", "painting", body, name)
        made["items"] = [page(f"{name}/page", [painting])]
    return made


def annotation(name: str, motivation: str, body: Json, target: str) -> Json:
    """What is said or shown, on a canvas or a stretch of one."""
    return {
        "id": name, "type": "Annotation", "motivation": motivation, "body": body, "target": target,
    }  # fmt: skip


def page(name: str, items: list[Json]) -> Json:
    """A page of annotations."""
    return {"id": name, "type": "AnnotationPage", "items": items}


def stretch(canvas_name: str, start_ms: int, end_ms: int) -> str:
    """A stretch of a canvas, as a media fragment."""
    return f"{canvas_name}#t={start_ms / 1000:g},{end_ms / 1000:g}"


def part(name: str, label: str, canvas_name: str, start_ms: int, end_ms: int) -> Json:
    """A range of one stretch of a canvas."""
    there = {"id": stretch(canvas_name, start_ms, end_ms), "type": "Canvas"}
    return {"id": name, "type": "Range", "label": words(label), "items": [there]}
