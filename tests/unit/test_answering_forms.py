"""The forms that a language model answers in: none lets it go on without end."""

from collections.abc import Iterator
from typing import Any

import pytest

from rag_service.answering import decompose, entailment, generate, textcypher


def endless(form: dict[str, Any], path: str = "$") -> Iterator[str]:
    """The places of a form that a model could fill for ever."""
    match form["type"]:
        case "string":
            bounded = "maxLength" in form or "enum" in form
        case "integer":
            bounded = "minimum" in form and "maximum" in form
        case "array":
            bounded = "maxItems" in form
            yield from endless(form["items"], f"{path}[]")
        case "object":
            bounded = form["additionalProperties"] is False
            for name, part in form["properties"].items():
                yield from endless(part, f"{path}.{name}")
        case other:
            raise AssertionError(f"{path} is {other}")
    if not bounded:
        yield path


@pytest.mark.parametrize("asker", [decompose, entailment, generate, textcypher])
def test_every_form_has_an_end(asker: Any) -> None:
    assert list(endless(asker.SCHEMA)) == []
