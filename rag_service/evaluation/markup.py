"""HTML put together so that no text can become markup: what isn't `Html` is escaped."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_VOID = frozenset(("meta",))
# Invisible characters and ones that turn the direction of writing, which could hide text.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Html(str):
    """Markup that was made here."""

    __slots__ = ()


Child = str | int | float | None | Iterable[Html]


def el(name: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Html:
    """An element; `class_` and `data_x` stand for class and data-x. None and False are left out."""
    given = "".join(
        f' {_name(key)}="{_escaped(value)}"' if value is not True else f" {_name(key)}"
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """Children one after the other, texts escaped."""
    return Html("".join(_child(child) for child in children))


def page(title: str, *body: Child) -> str:
    """A whole page that fetches nothing: style and script are in it, and no other script runs."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        Html(f"<style>{style}</style>"),
    )
    whole = el("body", el("main", *body), Html(f"<script>{script}</script>"))
    return f"<!doctype html>\n{el('html', head, whole, lang='en')}\n"


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str | int | float):
        return _escaped(child)
    return "".join(_child(one) for one in child)


def _escaped(value: object) -> str:
    return html.escape(_HIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(value)))


def _name(key: str) -> str:
    return "viewBox" if key == "view_box" else key.rstrip("_").replace("_", "-")
