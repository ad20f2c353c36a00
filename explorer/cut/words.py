"""Words of texts, folded so that case, accents and endings keep nothing from being found."""

from __future__ import annotations

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

_MARKS = r"\p{Mn}+"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = ("ing", "ies", "ied", "ed", "es", "s", "e", "y")
_SHORTEST = 3
_COMMON_WORDS = """
a an and are as at be been but by day for from had has have he her his in into is it its me my no
not of on one or our out over she so some that the their them then there these they this to up was
we were what when where which who will with you your shot shots scene scenes film moment moments
ending end start starting begin beginning show shows showing
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def folded(text: str) -> str:
    """Lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text).lower().replace("’", "'")
    return "".join(c for c in plain if not unicodedata.combining(c))


def folded_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same for a column; nulls stay."""
    plain = pc.utf8_lower(pc.utf8_normalize(column, form="NFKD"))
    return pc.replace_substring_regex(pc.replace_substring(plain, "’", "'"), _MARKS, "")


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(folded(text))


def telling(text: str) -> list[str]:
    """The words that a text is likely to be found by, each once."""
    return list(dict.fromkeys(w for w in words(text) if w not in _COMMON and len(w) > 1))


def phrase_pattern(phrase: str) -> str:
    """A pattern (RE2) of the words in a row, whatever stands between them; empty for none."""
    between = r"[^\pL\pN]+"
    inner = between.join(re.escape(word) for word in words(phrase))
    return rf"(?:^|[^\pL\pN]){inner}(?:$|[^\pL\pN])" if inner else ""


def stem_pattern(word: str) -> str:
    """A pattern (RE2) of a word and what is made from it by endings, as gut, guts and gutting."""
    stem = word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word[: -len(ending)]
            break
    if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
        stem = stem[:-1]
    doubled = f"{re.escape(stem[-1])}?" if stem[-1].isalpha() else ""
    rest = r"(?:ing|ings|ed|es|s|e|y|ies|ied|er|ers)?"
    return rf"(?:^|[^\pL\pN]){re.escape(stem)}{doubled}{rest}(?:$|[^\pL\pN])"
