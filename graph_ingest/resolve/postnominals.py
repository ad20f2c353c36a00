"""Letters after a name, such as "M.D., F.R.C.P.", taken off; an inverted name keeps initials."""

from __future__ import annotations

import re

from graph_ingest.resolve.name_facts import GIVEN_NAME_FORMS, PARTICLES, POST_NOMINALS, TITLES

_LAST = re.compile(r"(?P<comma>,?)\s*(?<![\w'-])(?P<mark>\w+(?:\.\s?\w+)*)\.?\s*$")
_DOTTED = re.compile(r"(?:\w{1,3}\.\s?)+\w{1,3}")
_LEAST_UNKNOWN = 3


def without_post_nominals(name: str) -> str:
    """The name without degrees, orders and memberships at its end.

    Letters that are in no list go as well where they are dotted and stand behind a comma, as in
    "John Abbott, F.X.Y.Z."; "ABBOTT, J. S." and "Abbott M.A." end in given names.
    """
    rest = name.strip(" ,")
    while (last := _LAST.search(rest)) and _is_mark(rest[: last.start()], last):
        rest = rest[: last.start()].strip(" ,")
    return rest


def _is_mark(before: str, last: re.Match[str]) -> bool:
    mark = last["mark"]
    letters = re.sub(r"[.\s]", "", mark)
    dotted = _DOTTED.fullmatch(mark) is not None
    if not _whole(before, titled=letters.casefold() in POST_NOMINALS):
        return False
    if letters.casefold() in POST_NOMINALS and (dotted or _capitals(letters) > 1):
        return True
    return dotted and bool(last["comma"]) and len(letters) >= _LEAST_UNKNOWN


def _capitals(letters: str) -> int:
    return sum(letter.isupper() for letter in letters)


def _whole(before: str, *, titled: bool) -> bool:
    """True where a name in natural order, with a given name or a title, is complete already."""
    found = re.findall(r"\w[\w'-]*", before.partition(",")[0])
    if len(found) < 2 or found[0] in PARTICLES:
        return False
    first = found[0].casefold()
    known = len(first) == 1 or first in GIVEN_NAME_FORMS or (titled and first in TITLES)
    return known or (len(found) > 2 and first in TITLES)
