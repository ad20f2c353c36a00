"""A question while it is being read: its words, and which of them are understood so far."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag_service.answering.english import BETWEEN, FILLER, LEAVING_OUT, NEGATIONS, STOP
from rag_service.answering.words import Token, tokens

_BACK = 5
_MOST_WORDS = 100
_LONGEST = 2000
_APPEARS_BEFORE = re.compile(r"\b(?:featuring|starring|with|features|stars)(?: the)? $")
_APPEARS_AFTER = re.compile(
    r"^ (?:appears?|stars?|acts?|performs?|sings?|plays?|is seen|features?)\b"
)


class Reading:
    """The words of a question, each taken once by whatever understands it.

    What comes after the first 100 words is not read.
    """

    def __init__(self, question: str) -> None:
        words = tokens(question[:_LONGEST])[:_MOST_WORDS]
        question = question[: words[-1].end + 1] if words else ""
        self.question = question
        self.text = question.casefold().replace("’", "'").replace("‘", "'")
        self.tokens: list[Token] = words
        self.used = [False] * len(self.tokens)

    def search(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        """The first match in the lower-case question that nothing else has taken."""
        for match in re.finditer(pattern, self.text):
            if not any(self.used[i] for i in self.within(match.start(), match.end())):
                return match
        return None

    def within(self, start: int, end: int) -> range:
        """The tokens that a stretch of characters touches."""
        touched = [i for i, t in enumerate(self.tokens) if t.start < end and t.end > start]
        return range(touched[0], touched[-1] + 1) if touched else range(0)

    def take(self, span: Iterable[int]) -> None:
        """Mark tokens as understood."""
        for index in span:
            self.used[index] = True

    def take_match(self, match: re.Match[str], group: int | str = 0) -> range:
        """Mark the tokens of a match as understood; returns them."""
        span = self.within(*match.span(group))
        self.take(span)
        return span

    def free(self, span: Iterable[int]) -> bool:
        """True when none of the tokens is understood yet."""
        return not any(self.used[index] for index in span)

    def words(self, span: range) -> str:
        """The stretch of the question that tokens cover, as written."""
        return self.question[self.tokens[span.start].start : self.tokens[span.stop - 1].end]

    def negated(self, span: range) -> bool:
        """Whether a negation stands before these words; it is then understood too."""
        index = span.start - 1
        while index >= max(0, span.start - _BACK):
            key = self.tokens[index].key
            pair = (self.tokens[index - 1].key if index else "", key)
            if pair in LEAVING_OUT:
                self.take((index - 1, index))
                return True
            if key in NEGATIONS:
                self.take((index,))
                return True
            if key not in BETWEEN and not (key == "t" and not self.used[index]):
                return False
            index -= 1
        return False

    def in_name(self, span: range) -> bool:
        """Part of a longer proper name: Glasgow University, Forth Bridge, Earl of Fife."""
        after = span.stop
        if after < len(self.tokens) and self.tokens[after - 1].capital and self._proper(after):
            return self._beside(after - 1, after) or self._after_name(span)
        return self._after_name(span)

    def _after_name(self, span: range) -> bool:
        before = span.start - 1
        return before > 0 and self._beside(before, span.start) and self._proper(before)

    def _beside(self, left: int, right: int) -> bool:
        return self.question[self.tokens[left].end : self.tokens[right].start] == " "

    def _proper(self, index: int) -> bool:
        token = self.tokens[index]
        return token.capital and not self.used[index] and token.key not in STOP

    def opens(self, index: int) -> bool:
        """Whether a word begins the question or a sentence of it, where any has a capital."""
        before = self.question[: self.tokens[index].start].rstrip(" \"'“‘«(")
        return not before or before[-1] in ".?!"

    def content(self) -> list[int]:
        """Tokens with content that nothing has understood."""
        return [
            i
            for i, token in enumerate(self.tokens)
            if not self.used[i] and token.key not in STOP and token.stem not in FILLER and token.key
        ]


def appears(reading: Reading, span: range) -> bool:
    """Whether a name is asked for as that of a performer, whom credits name too."""
    before = reading.text[: reading.tokens[span.start].start]
    after = reading.text[reading.tokens[span.stop - 1].end :]
    return bool(_APPEARS_BEFORE.search(before) or _APPEARS_AFTER.match(after))
