"""Whether a sentence says no more than its evidence: numbers, names, words and meaning compared.

A lexical check in the manner of the attribution tests for generated answers (Rashkin et al.,
Measuring Attribution in Natural Language Generation Models, 2023), at the strict end: what it
can't find in the evidence it does not let through. Beside it the nearness of meaning, where an
embedding model is at hand, and a language model's verdict, where one is configured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_schema.models import Embedder, LanguageModel, Spent
from rag_service.answering import entailment
from rag_service.answering.english import FILLER, STOP, word_set
from rag_service.answering.languages import ENGLISH, Language
from rag_service.answering.words import Token, stem, stems, tokens

LEAST_SHARE = 0.6
_PARAPHRASED = 0.4

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


@dataclass(frozen=True)
class Nearness:
    """Cosines between a sentence and its evidence, by one embedding model.

    Attributes:
        embedder: The model that the bounds below are measured for.
        least: A sentence below it speaks of something else.
        same: One above it says the same in other words.
        abroad: The same for a sentence in another language than its evidence.
    """

    embedder: Embedder
    least: float
    same: float
    abroad: float

    def of(self, sentence: str, evidence: Sequence[str]) -> float:
        """The greatest cosine with any of the evidence."""
        vectors = self.embedder.passages([sentence, *evidence])
        return float((vectors[1:] @ vectors[0]).max())


class Checker:
    """Says whether evidence bears a sentence out, by all the means at hand.

    Args:
        nearness: Of meaning; without it, sentences in another language than English are not let
            through, since their words can't be compared with those of the evidence.
        llm: Where given, has the last word on what passed the other checks.
    """

    def __init__(self, nearness: Nearness | None = None, llm: LanguageModel | None = None) -> None:
        self._nearness = nearness
        self._llm = llm

    @property
    def entails(self) -> bool:
        """True when a language model is to be asked too."""
        return self._llm is not None

    def supported(
        self, sentence: str, evidence: Sequence[str], language: Language = ENGLISH
    ) -> bool:
        """Whether numbers, names, words and meaning of a sentence are those of its evidence."""
        if language.code != ENGLISH.code:
            return self._supported_abroad(sentence, evidence)
        if self._nearness is None:
            return supported(sentence, evidence)
        if not supported(sentence, evidence, _PARAPHRASED):
            return False
        near = self._nearness.of(sentence, evidence)
        if supported(sentence, evidence):
            return near >= self._nearness.least
        return near >= self._nearness.same

    def entailed(self, pairs: Sequence[tuple[str, Sequence[str]]], spent: Spent) -> list[bool]:
        """The language model's verdict on sentences and their evidence. Raises ModelError."""
        return entailment.entailed(self._llm, pairs, spent) if self._llm else [True] * len(pairs)

    def _supported_abroad(self, sentence: str, evidence: Sequence[str]) -> bool:
        """Numbers and names as they are, and a word at least that the evidence has too."""
        if self._nearness is None or not supported(sentence, evidence, 0.0, abroad=True):
            return False
        held = {token.stem for token in tokens(" \n ".join(evidence)) if _has_content(token)}
        if not any(token.stem in held for token in tokens(sentence) if _has_content(token)):
            return False
        return self._nearness.of(sentence, evidence) >= self._nearness.abroad


def supported(
    sentence: str, evidence: Iterable[str], share: float = LEAST_SHARE, *, abroad: bool = False
) -> bool:
    """True when every number and name, and most other words, stand in the evidence.

    Args:
        share: How many of the other words have to, of 1.
        abroad: In another language than its evidence: only what is written alike is compared.

    A sentence that denies something needs evidence that denies too.
    """
    sentence = _THOUSANDS.sub("", sentence)
    told = _THOUSANDS.sub("", " \n ".join(evidence))
    held = set(stems(told))
    said = tokens(sentence)
    if not said or not _numbers(sentence) <= _numbers(told):
        return False
    if not abroad and _denies(said) and not _denies(tokens(told)):
        return False
    # The first word of a sentence has a capital whatever it is.
    named = [name for name in _names(said) if not (abroad and name is said[0])]
    if any(name.stem not in held for name in named):
        return False
    content = [token.stem for token in said if _has_content(token)]
    met = sum(one in held for one in content)
    return met >= share * len(content)


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
