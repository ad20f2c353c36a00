"""The languages that questions are understood and answered in without a language model.

English whole; of Welsh, Scottish Gaelic and Irish the words that give a question its form (how
many, which, who, when, where, earliest, before, silent …), the commonest subjects and the names
of some places. Everything else in such a question is taken as it stands: names mostly are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag_service.answering import celtic
from rag_service.answering.english import word_set
from rag_service.answering.words import tokens

_MOST_WORDS = 100


@dataclass(frozen=True)
class Language:
    """A language of questions.

    Attributes:
        code: BCP 47.
        name: In English, as a prompt names it.
        marks: Folded words that are common in it and in none of the others, English included.
        rules: What its phrases are in English, in the order in which they are tried.
    """

    code: str
    name: str
    marks: frozenset[str] = frozenset()
    rules: tuple[tuple[re.Pattern[str], str], ...] = field(default=(), repr=False, compare=False)


ENGLISH = Language("en", "English")
WELSH = Language("cy", "Welsh", celtic.WELSH_MARKS, celtic.WELSH)
GAELIC = Language("gd", "Scottish Gaelic", celtic.GAELIC_MARKS, celtic.GAELIC)
IRISH = Language("ga", "Irish", celtic.IRISH_MARKS, celtic.IRISH)
LANGUAGES = (ENGLISH, WELSH, GAELIC, IRISH)

# Two marks, or one where no word of English form stands beside it.
_ENGLISH_MARKS = word_set(
    """the of and is are was were which what who when where how many films film in about with by
    show me list before after did does made"""
)


def detect(question: str) -> Language:
    """The language of a question, by its commonest words; English where nothing tells."""
    keys = [token.text.casefold().replace("’", "'") for token in tokens(question)[:_MOST_WORDS]]
    parts = {part for key in keys for part in (key, key.split("'")[0])}
    best = max((WELSH, GAELIC, IRISH), key=lambda language: len(parts & language.marks))
    found = len(parts & best.marks)
    return best if found > len(parts & _ENGLISH_MARKS) else ENGLISH


def in_english(question: str, language: Language) -> str:
    """A question with its known phrases in English, as far as they are known; names stay."""
    if question[:1].isupper() and _first(question) in language.marks:
        question = question[0].lower() + question[1:]
    for pattern, english in language.rules:
        question = pattern.sub(english, question)
    return " ".join(question.split())


def _first(question: str) -> str:
    return question.split()[0].casefold().replace("’", "'")
