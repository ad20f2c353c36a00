"""What all that is asked of a language model by JSON Schema has in common."""

from __future__ import annotations

import json
from typing import Any

from graph_schema.errors import ModelError
from rag_service.answering.hostile import plain


def between_marks(question: str, mark: str) -> str:
    """The question as the model sees it.

    Args:
        question: As asked.
        mark: A word that nobody who writes a question can know.
    """
    return f"<<QUESTION {mark}>>\n{plain(question)}\n<<END {mark}>>"


def field_of(said: str, name: str) -> Any:
    """A field of the object that a model gave. Raises ModelError where it is another form."""
    try:
        return json.loads(said)[name]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the language model's {name} do not fit the schema ({error}); use a model and a "
            "server that support structured output"
        ) from error
