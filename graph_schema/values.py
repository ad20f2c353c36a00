"""Value types of the graph: dates, languages, times and deterministic identifiers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated

import langcodes
from edtf import EDTFParseException, parse_edtf
from pydantic import AfterValidator, Field
from pydantic_core import to_json

# What every store can keep: 64-bit integers, finite numbers, identifiers that an index takes.
Whole = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Count = Annotated[int, Field(ge=0, lt=2**63)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Identifier = Annotated[str, Field(min_length=1, max_length=2000)]
Scalar = str | Whole | Finite | bool
Value = Scalar | list[str] | list[Whole] | list[Finite]

_SEPARATORS = re.compile(r"[^\w]+")


@lru_cache(maxsize=65_536)
def edtf_years(text: str) -> tuple[int, int]:
    """First and last year that an EDTF expression may mean (ISO 8601-2, levels 0 to 2).

    Raises:
        ValueError: The text is not EDTF.
    """
    if len(text) == 4 and text.isascii() and text.isdecimal():
        return int(text), int(text)  # nearly all dates; the parser takes 10 ms for each
    try:
        date = parse_edtf(text)
        return int(date.lower_strict()[0]), int(date.upper_strict()[0])
    except (EDTFParseException, TypeError, ValueError, OverflowError) as error:
        raise ValueError(
            f"{text!r} is not an EDTF date; write 1938, 1938?, 193X or 1938/1942"
        ) from error


def _edtf(text: str) -> str:
    edtf_years(text)
    return text


def _language(tag: str) -> str:
    if not langcodes.tag_is_valid(tag):
        raise ValueError(f"{tag!r} is not a BCP 47 language tag; write en, cy, gd or ga")
    return langcodes.standardize_tag(tag)


EdtfDate = Annotated[str, AfterValidator(_edtf), Field(description="EDTF date (ISO 8601-2)")]
Language = Annotated[str, AfterValidator(_language), Field(description="BCP 47 language tag")]
Milliseconds = Annotated[Count, Field(description="Integer milliseconds on the media")]
Score = Annotated[float, Field(ge=0.0, le=1.0)]


def slug(text: str) -> str:
    """A readable key: lower case, without accents, words joined by hyphens."""
    plain = text
    for _ in range(2):
        # Twice, as Unicode's compatibility caseless matching (D146): one folds what the other made.
        plain = unicodedata.normalize("NFKD", plain).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _SEPARATORS.sub("-", plain).strip("-_")


def entity_id(kind: str, partner: str, *parts: str) -> str:
    """Deterministic id of something that one partner's record speaks of.

    ``agent:nls/0001/stanley-l-russell`` is the agent credited so in record 0001: a name
    alone never makes an id, so that namesakes stay apart until something tells that they
    are one.
    """
    return f"{kind}:{partner}/" + "/".join(slug(part) or digest(part)[:12] for part in parts)


def record_key(kind: str, partner: str, *parts: str) -> str:
    """Deterministic id from a partner's own record number, which is kept as it is written."""
    return f"{kind}:{partner}/" + "/".join(parts)


def digest(*parts: object) -> str:
    """SHA-256 in hexadecimal over the parts, in order, each closed by a separator."""
    content = "".join(f"{part}\x1f" for part in parts)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def sorted_json(values: Mapping[str, object]) -> str:
    """Flat properties as compact JSON, in the order of their names."""
    return to_json({name: values[name] for name in sorted(values)}).decode()


def text_id(*parts: object) -> str:
    """Id of a text by the hash of its content and the place that it stands in."""
    return f"text:{digest(*parts)[:32]}"
