"""Vectors as text that a Contribution can carry: base64 of little-endian float32."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

import numpy as np
from pydantic import BeforeValidator, WithJsonSchema

from graph_schema.models import Vectors

MOST_DIMENSIONS = 8192
"""Longest vector that is taken in."""

# What single precision and a maker's own rounding leave of a length of 1.
_UNIT = 1e-3

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]


def pack(vector: Vector) -> str:
    """The text of a vector, brought to length 1.

    Raises:
        ValueError: It is no single vector, too long, without direction, or not finite.
    """
    values = np.asarray(vector, np.float64)
    if values.ndim != 1 or not 0 < len(values) <= MOST_DIMENSIONS:
        raise ValueError(f"a vector has 1 to {MOST_DIMENSIONS} numbers; this has {values.shape}")
    length = float(np.linalg.norm(values))
    if not np.isfinite(length) or length == 0.0:
        raise ValueError("a vector has finite numbers, not all of them nought")
    if abs(length - 1.0) > _UNIT:
        values = values / length
    return base64.b64encode(values.astype("<f4").tobytes()).decode("ascii")


def unpack(packed: str) -> Vector:
    """The vector that a text holds.

    Raises:
        ValueError: It is no base64, or not of whole float32 numbers.
    """
    try:
        return np.frombuffer(base64.b64decode(packed, validate=True), "<f4")
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError(
            f"a vector is a list of numbers, or base64 of little-endian float32: {error}"
        ) from error


def unpack_all(packed: list[str]) -> Vectors:
    """Vectors of one length: float32 (n, d)."""
    vectors: Vectors = np.array([unpack(text) for text in packed], np.float32)
    return vectors


def _packed(given: object) -> str:
    if isinstance(given, str):
        # As it is where it has length 1 already, so that reading it again changes nothing.
        return pack(unpack(given))
    if isinstance(given, list | tuple | np.ndarray):
        try:
            return pack(np.array(given, np.float64))
        except (TypeError, OverflowError) as error:
            raise ValueError(f"a vector is a list of numbers: {error}") from error
    raise ValueError("a vector is a list of numbers, or base64 of little-endian float32")


PackedVector = Annotated[
    str,
    BeforeValidator(_packed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "contentEncoding": "base64"},
                {
                    "type": "array",
                    "items": {"type": "number"},
                    "minItems": 1,
                    "maxItems": MOST_DIMENSIONS,
                },
            ]
        }
    ),
]
"""A vector of length 1; a list of numbers is taken too, of any length but nought."""
