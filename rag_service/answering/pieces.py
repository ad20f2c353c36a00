"""Reading a model's JSON while it is being written: each item of an array as it is complete."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from graph_schema.errors import ModelError

_LONGEST = 64 * 1024
_BETWEEN = " \t\r\n,"


def read_items(pieces: Iterator[str], name: str) -> Iterator[dict[str, Any]]:
    """The objects of the array ``name`` in a JSON object that comes in pieces.

    Other members of the array are passed over.

    Raises:
        ModelError: The array is not there, does not end, or is longer than 64 KiB.
    """
    opening = re.compile(rf'"{re.escape(name)}"\s*:\s*\[')
    held, at = "", -1
    for piece in pieces:
        held += piece
        if len(held) > _LONGEST:
            raise _misfit("it does not end")
        if at < 0 and (match := opening.search(held)):
            at = match.end()
        while at >= 0:
            item, at, more = _next(held, at)
            if isinstance(item, dict):
                yield item
            if not more:
                break
        if at >= 0 and held[at : at + 1] == "]":
            _finish(pieces)
            return
    raise _misfit("it breaks off" if at >= 0 else f"it has no {name}")


def _finish(pieces: Iterator[str]) -> None:
    """Let the model end by itself, which is when it is told what it cost."""
    with suppress(ModelError):
        for _ in pieces:
            pass


def _next(held: str, at: int) -> tuple[Any, int, bool]:
    """The item that starts at a place, if it is whole; the place after it; whether to go on."""
    while held[at : at + 1] and held[at] in _BETWEEN:
        at += 1
    if held[at : at + 1] in ("", "]"):
        return None, at, False
    try:
        item, end = json.JSONDecoder().raw_decode(held, at)
    except ValueError:
        return None, at, False
    return item, end, True


def _misfit(told: str) -> ModelError:
    return ModelError(
        f"the language model's answer does not fit the schema ({told}); use a model and a "
        "server that support structured output"
    )
