"""Cypher whose values could outgrow the server's memory before it counts them.

Neo4j bounds the rows that a query holds, and neither one long list nor one long text: a list of
a thousand million numbers, or a text doubled sixty times, ends the server. So what makes such
values from little is not part of a read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph_schema.errors import ReadOnlyError

MOST_CHARACTERS = 8_000
LONGEST_RANGE = 100_000

_WHOLE = re.compile(r"-?\d+(,-?\d+){1,2}")
# Functions whose result may be many times as long as what they are given.
_GROWING = frozenset({"reduce", "replace"})
_ENDS_ITEMS = frozenset(
    {"WHERE", "MATCH", "OPTIONAL", "UNWIND", "CALL", "RETURN", "WITH", "ORDER", "SKIP", "LIMIT",
     "UNION", "FINISH"}
)  # fmt: skip


def check_growth(query: str, tokens: Sequence[str]) -> None:
    """Refuse what could make a value of any size.

    Args:
        query: The whole text.
        tokens: Its words and marks, blanks and comments left out, strings as ``''``.

    Raises:
        ReadOnlyError: It is too long, or makes a value grow.
    """
    if len(query) > MOST_CHARACTERS:
        raise ReadOnlyError(f"a query may have {MOST_CHARACTERS:,} characters; ask for less")
    for place, token in enumerate(tokens[:-1]):
        called = tokens[place + 1] == "(" and tokens[max(0, place - 1)] != "."
        if called and token.lower() in _GROWING:
            raise ReadOnlyError(f"reads may not call {token.lower()}: its result may have any size")
        if called and token.lower() == "range":
            _check_range(tokens, place)
    aliases = {name for mark, name in pairwise(tokens) if mark.upper() == "AS"}
    for item in _with_items(tokens):
        _check_item(item, aliases)


def _check_range(tokens: Sequence[str], place: int) -> None:
    """A range that is unwound is never held whole; any other must be short and say how long."""
    if place and tokens[place - 1].upper() == "UNWIND":
        return
    rest = list(tokens[place + 2 :])
    inner = "".join(rest[: rest.index(")")] if ")" in rest else rest)
    ends = [int(end) for end in inner.split(",")] if _WHOLE.fullmatch(inner) else []
    if not ends[1:] or abs(ends[1] - ends[0]) > LONGEST_RANGE:
        raise ReadOnlyError(
            f"a range outside UNWIND needs two whole numbers at most {LONGEST_RANGE:,} apart"
        )


def _with_items(tokens: Sequence[str]) -> Iterator[list[str]]:
    """The items of every WITH, each as its tokens."""
    item: list[str] | None = None
    depth = 0
    for token in tokens:
        ends = depth == 0 and (token.upper() in _ENDS_ITEMS or token == "}")
        if item is not None and (ends or (depth == 0 and token == ",")):
            yield item
            item = None if ends else []
        elif item is not None:
            item.append(token)
        if token.upper() == "WITH":
            item, depth = [], 0
        depth += (token in "([{") - (token in ")]}") if item is not None else 0
    if item:
        yield item


def _check_item(item: Sequence[str], aliases: set[str]) -> None:
    """What one WITH names, the next may name once: else twice, four times, eight times."""
    used: set[str] = set()
    open_at: list[str] = []
    for place, token in enumerate(item):
        before = item[place - 1] if place else ""
        if token == "[":
            if "[" in open_at and before != "-":
                raise ReadOnlyError("a list within a list may have any size; unwind one of them")
            open_at.append("[")
        elif token == "]" and open_at:
            open_at.pop()
        elif token in aliases and before not in (".", "$") and before.upper() != "AS":
            if token in used or (open_at and before.upper() != "IN"):
                raise ReadOnlyError(f"an item of WITH may use {token} once, and in no list")
            used.add(token)
