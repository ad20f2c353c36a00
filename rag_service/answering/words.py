"""Words as questions and records are compared: folded, stemmed, with their place in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import tantivy

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_IRREGULAR = {
    "children": "child",
    "feet": "foot",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "teeth": "tooth",
}


@dataclass(frozen=True)
class Token:
    """A word of a text.

    Attributes:
        text: As written.
        start: First character in the text.
        end: Character after the last.
        key: Lower case, without accents, apostrophes or a possessive s.
        stem: What inflected forms of the word share (Snowball English).
    """

    text: str
    start: int
    end: int
    key: str
    stem: str

    @property
    def capital(self) -> bool:
        """True when the word is written with a capital."""
        return self.text[:1].isupper()


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    found = list(_WORD.finditer(text))
    keys = [_fold(match.group()) for match in found]
    return [
        Token(match.group(), match.start(), match.end(), key, stem(key))
        for match, key in zip(found, keys, strict=True)
    ]


def key(text: str) -> str:
    """The folded words of a text joined by single spaces: equal for equal names."""
    return " ".join(_fold(match) for match in _WORD.findall(text))


def title_key(text: str) -> str:
    """The same for titles, where an ampersand is a word."""
    return key(text.replace("&", " and "))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(_fold(match)) for match in _WORD.findall(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem of one folded word: fishing and fished give fish, women gives woman."""
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    elif word.endswith("men") and len(word) > 3:
        word = word[:-3] + "man"
    elif word.endswith("wives"):
        word = word[:-5] + "wife"
    found = _stemmer().analyze(word)
    return str(found[0]) if len(found) == 1 else word


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word.casefold()))
    return "".join(c for c in plain if c.isalnum())


@cache
def _stemmer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return builder.filter(tantivy.Filter.stemmer("english")).build()
