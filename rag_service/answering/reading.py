"""A question while it is being read: its words, and which of them are understood so far."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag_service.answering.words import Token, tokens

# Words that carry no content of their own in a question.
STOP = frozenset(
    """a about above across after all also am among an and another any anybody anyone anything are
    around as at away be because been before being below between both but by can cannot could did
    do does doing down during each either ever every for from further get give go going had has
    have having he her here hers him his how i if in into is it its itself just let list look
    looking many may me might more most much must my near need no nor not now of off on once one
    ones only onto or other others ought our out over own per please same shall she should so some
    somebody someone something somewhere still such take taken tell than that the their them then
    there these they thing things this those through to together too toward towards under until
    up upon us use used using very want was we were what whatever when where whereabouts which
    while who whom whose why will with within without would year years yes yet you your im id ive
    whats wheres theres dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt cant wont
    couldnt wouldnt shouldnt thats whos often ever else everything various""".split()
)

# Words that speak of films and catalogues as such, as stems.
FILLER = frozenset(
    """film movi footag reel clip titl record item entri work pictur video motion movin programm
    program broadcast show shown featur depict portray includ contain captur document see seen
    view watch find found catalogu archiv collect hold held databas scene shot shoot sequenc imag
    materi made make creat produc product exist avail dealt deal cover concern relat regard involv
    describ call name entitl set taken present know known mention discuss look search seek tri
    interest date period time era day
    exampl occur kind sort type certain particular differ variou locat place type number total altogeth
    kept preserv surviv come came comes turn life appear togeth bit anyth subject topic theme
    short piec earli late happen follow tag class classifi head label credit filmmak
    theater""".split()
)

# Words that widen another one and tell nothing without it: the jute industry, island life.
VAGUE = frozenset("industri life peopl trade activ event area histori way thing busi".split())

FILM_NOUN = (
    r"(?:films?|movies?|reels?|clips?|titles?|records?|items?|works?|videos?|motion pictures?|"
    r"pictures?|programmes?|programs?|productions?|shorts?|pieces?|entries|footage|material)"
)

_NEGATIONS = frozenset(
    """not no without except excluding exclude excludes omit omitting excepting never neither nor
    non isnt arent wasnt werent dont doesnt didnt cannot cant hasnt havent barring minus ignore
    ignoring lacking""".split()
)
_LEAVING_OUT = (
    ("other", "than"),
    ("apart", "from"),
    ("aside", "from"),
    ("rather", "than"),
    ("leaving", "out"),
    ("but", "not"),
    ("instead", "of"),
)
_BACK = 5
# Words that may stand between a negation and what it denies.
_BETWEEN = frozenset(
    """in from about by made of on the a an any set filmed shot to do does did is are was were
    those these that which with showing show shows being been be mention tagged classed as films
    film at for produced directed during dated movie movies have has contain containing include
    including catalogued and under ones feature featuring involve involving take place""".split()
)


_APPEARS_BEFORE = re.compile(r"\b(?:featuring|starring|with|features|stars)(?: the)? $")
_APPEARS_AFTER = re.compile(
    r"^ (?:appears?|stars?|acts?|performs?|sings?|plays?|is seen|features?)\b"
)


class Reading:
    """The words of a question, each taken once by whatever understands it."""

    def __init__(self, question: str) -> None:
        self.question = question
        self.text = question.casefold().replace("’", "'").replace("‘", "'")
        self.tokens: list[Token] = tokens(question)
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
            if pair in _LEAVING_OUT:
                self.take((index - 1, index))
                return True
            if key in _NEGATIONS:
                self.take((index,))
                return True
            if key not in _BETWEEN and not (key == "t" and not self.used[index]):
                return False
            index -= 1
        return False

    def in_name(self, span: range) -> bool:
        """Part of a longer proper name: Glasgow University, Forth Bridge, Earl of Fife."""
        if span.stop < len(self.tokens) and self.tokens[span.stop - 1].capital:
            if self._beside(span.stop - 1, span.stop) and self._proper(span.stop):
                return True
        before = span.start - 1
        return before > 0 and self._beside(before, span.start) and self._proper(before)

    def _beside(self, left: int, right: int) -> bool:
        return self.question[self.tokens[left].end : self.tokens[right].start] == " "

    def _proper(self, index: int) -> bool:
        token = self.tokens[index]
        return token.capital and not self.used[index] and token.key not in STOP

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
