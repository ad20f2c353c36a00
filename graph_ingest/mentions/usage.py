"""How a collection's own texts use a word: what is never in lower case is a name."""

from __future__ import annotations

from collections import Counter

from graph_ingest.mentions.tokens import Token
from graph_ingest.mentions.words import (
    PERSON_TITLES,
    PLACE_CUES,
    PLACE_OF,
    PLACE_WORDS,
    common_words,
)

Key = tuple[str, ...]

_PLACE_NOUNS = (PLACE_WORDS | PLACE_OF) - {"house", "monument", "market", "head", "pass"}
_FEW = 2
_MOST = 0.6


class Usage:
    """Counts over all texts, learnt as they are added."""

    def __init__(self) -> None:
        self._lower: Counter[str] = Counter()
        self._after_place_cue: Counter[Key] = Counter()
        self._after_title: Counter[Key] = Counter()
        self._met: Counter[Key] = Counter()

    def learn(self, tokens: list[Token], runs: list[tuple[int, int]]) -> None:
        """Count the words of one text and its capitalised phrases."""
        self._lower.update(token.folded for token in tokens if not token.capital)
        for start, end in runs:
            key = tuple(token.folded for token in tokens[start:end])
            self._met[key] += 1
            if tokens[start].folded in PERSON_TITLES:
                self._after_title[key[1:]] += 1
            elif follows_place_cue(tokens, start):
                self._after_place_cue[key] += 1

    def common(self, word: str) -> bool:
        """True for a word that is also met in lower case, and so may be no name."""
        return word in common_words() or self._lower[word] > 0

    def place_like(self, key: Key) -> bool:
        """True for a phrase that is mostly met where places are ("in Galashiels")."""
        cues = self._after_place_cue[key]
        return (
            cues >= _FEW and cues >= _MOST * (self._met[key] - cues) and not self._after_title[key]
        )


def follows_place_cue(tokens: list[Token], start: int) -> bool:
    """True after "in", "near", "the town of" and the like, with or without "the"."""
    before = start - 1
    if before < 0 or not tokens[start].joined:
        return False
    if tokens[before].folded == "the":
        before -= 1
    if before > 0 and tokens[before].folded == "of":
        return not tokens[before - 1].capital and tokens[before - 1].folded in _PLACE_NOUNS
    return before >= 0 and tokens[before].folded in PLACE_CUES
