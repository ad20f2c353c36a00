"""Sound and colour in a partner's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph_ingest.readers.mapping import Words


@dataclass(frozen=True)
class Physical:
    """Sound and colour as the graph says them; None where the record says nothing."""

    sound: str | None = None
    colour: str | None = None


def read_physical(text: str, term: str, words: Words) -> Physical:
    """What a cell says of sound, colour or (``sound_and_colour``) both, parted by a comma.

    Raises:
        ValueError: A word that the mapping does not list; what else the cell says is lost.
    """
    if term == "sound":
        return Physical(sound=_known(text, words.sound, "sound"))
    if term == "colour":
        return Physical(colour=_known(text, words.colour, "colour"))
    sound, _, colour = text.partition(",")
    return Physical(_known(sound, words.sound, "sound"), _known(colour, words.colour, "colour"))


def _known(text: str, words: Mapping[str, str], what: str) -> str | None:
    key = re.sub(r"\s+", " ", text.strip().casefold())
    if not key:
        return None
    if key not in words:
        raise ValueError(
            f"{text.strip()!r} is no word for {what} in the mapping; it knows {', '.join(words)}"
        )
    return words[key]
