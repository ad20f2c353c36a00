"""Whether a sentence says no more than its evidence: numbers, names and words are compared.

A lexical check in the manner of the attribution tests for generated answers (Rashkin et al.,
Measuring Attribution in Natural Language Generation Models, 2023), at the strict end: what it
can't find in the evidence it does not let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag_service.answering.english import FILLER, STOP, word_set
from rag_service.answering.words import Token, stem, stems, tokens

LEAST_SHARE = 0.6

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
# Words that relate what is told and add nothing to it.
_RELATING = frozenset(
    stem(word)
    for word in word_set(
        """according catalogue record evidence note state mention say tell document year early
        late date number many several also both include example well"""
    )
)
_NEGATION = frozenset(("not", "no", "never", "none", "without", "nor", "neither"))


def supported(sentence: str, evidence: Iterable[str]) -> bool:
    """True when every number and name, and most other words, stand in the evidence.

    A sentence that denies something needs evidence that denies too.
    """
    sentence = _THOUSANDS.sub("", sentence)
    told = _THOUSANDS.sub("", " \n ".join(evidence))
    held = set(stems(told))
    said = tokens(sentence)
    if not said or not _numbers(sentence) <= _numbers(told):
        return False
    if _denies(said) and not _denies(tokens(told)):
        return False
    if any(name.stem not in held for name in _names(said)):
        return False
    content = [token.stem for token in said if _has_content(token)]
    met = sum(one in held for one in content)
    return met >= LEAST_SHARE * len(content)


def _numbers(text: str) -> set[str]:
    found = set(_NUMBER.findall(text))
    return found | {_NUMBER_WORDS[t.key] for t in tokens(text) if t.key in _NUMBER_WORDS}


def _denies(words: Iterable[Token]) -> bool:
    return any(
        token.key in _NEGATION or (token.key.endswith("nt") and "'" in token.text.replace("’", "'"))
        for token in words
    )


def _names(words: list[Token]) -> list[Token]:
    """Capitalised words; the first of the sentence only if it is no common word."""
    return [
        token
        for place, token in enumerate(words)
        if token.capital
        and token.key not in STOP
        and (place > 0 or _has_content(token))
        and token.stem not in _RELATING
    ]


def _has_content(token: Token) -> bool:
    return (
        token.key not in STOP
        and token.stem not in FILLER
        and token.stem not in _RELATING
        and token.key not in _NUMBER_WORDS
    )
