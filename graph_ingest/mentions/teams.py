"""Places that stand for their teams: "Scotland v Ireland", "Armagh beat Kildare"."""

from __future__ import annotations

from dataclasses import replace

from graph_ingest.mentions.phrases import Phrase
from graph_ingest.mentions.tokens import Token

_VERSUS = frozenset({"v", "vs", "versus"})
_BEATS = frozenset({"beat", "beats", "beating", "defeat", "defeats", "defeated", "defeating"})
# With a place these are of its team alone: a town "wins", its team "win".
_PLAYS = _VERSUS | _BEATS | {"win", "advance", "qualify", "score", "lose", "draw"}
_MATCHES = frozenset({"match", "matches", "game", "games", "final", "semi-final", "victory", "win"})


def as_team(tokens: list[Token], phrases: list[Phrase], position: int) -> Phrase:
    """The phrase at a position, as a body where its place plays a match."""
    phrase = phrases[position]
    if phrase.kind != "Place":
        return phrase
    first, last = _listed(tokens, phrases, position)
    if _plays(tokens, phrases[first].start, phrases[last].end):
        return replace(phrase, kind="CorporateBody", score=min(phrase.score, 0.7))
    return phrase


def _listed(tokens: list[Token], phrases: list[Phrase], position: int) -> tuple[int, int]:
    """The first and the last of the places that "and" joins to this one."""
    first = last = position
    while first > 0 and _joined(tokens, phrases[first - 1], phrases[first]):
        first -= 1
    while last + 1 < len(phrases) and _joined(tokens, phrases[last], phrases[last + 1]):
        last += 1
    return first, last


def _joined(tokens: list[Token], one: Phrase, other: Phrase) -> bool:
    both = one.kind == other.kind == "Place"
    return both and other.start - one.end == 1 and tokens[one.end].folded == "and"


def _plays(tokens: list[Token], start: int, end: int) -> bool:
    after = tokens[end].folded if end < len(tokens) and tokens[end].joined else ""
    before = [token.folded for token in tokens[max(0, start - 4) : start]]
    if after in _PLAYS:
        return True
    if not before or not tokens[start].joined:
        return False
    against = before[-1] == "against" and not _MATCHES.isdisjoint(before)
    return before[-1] in _VERSUS | _BEATS or against
