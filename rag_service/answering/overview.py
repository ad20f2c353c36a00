"""An overview in sentences: how many films, their main strands with quotations, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rag_service.answering.coverage import known
from rag_service.answering.languages import Language
from rag_service.answering.phrases import phrase
from rag_service.answering.properties import dated
from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.strands import Strand
from rag_service.answering.tables import Mask
from rag_service.answering.view import View

Said = tuple[str, tuple[Citation, ...]]

_KINDS = 5
_FEWEST_OF_KIND = 2


def kinds(films: Mask, view: View, told: Iterable[int], language: Language) -> list[Said]:
    """Which genres and places are commonest among the films, but for those asked for."""
    found: list[Said] = []
    asked = set(told)
    for what, relations, label in (
        ("kinds", ("genre",), None),
        ("places", ("subject", "depicted"), "Place"),
    ):
        counts = view.links.counts(films, relations, ())
        held = [
            (int(counts[e]), view.name(e))
            for e in np.flatnonzero(counts >= _FEWEST_OF_KIND).tolist()
            if e not in asked and (label is None or view.entity_labels[e] == label)
        ]
        best = sorted(held, key=lambda pair: (-pair[0], pair[1]))[:_KINDS]
        if best:
            named = ", ".join(f"{name} {number:,}" for number, name in best)
            found.append((phrase(what, language, named), ()))
    return found


def head(strand: Strand, language: Language) -> str:
    """A strand's name, how many films it holds, and their years."""
    first, last = strand.years
    years = f", {first}" + (f"–{last}" if last != first else "") if first else ""
    name = phrase("around", language, strand.name) if strand.community else strand.name
    return phrase("strand", language, name, strand.works, years)


def quoted(cited: Citation, view: View) -> Said:
    """The words of a film, and which film it is."""
    return f"“{cited.text.strip()}” – {dated(cited.work, view)}.", (cited,)


def quotations(strand: Strand, view: View, quoter: Quoter) -> list[Citation]:
    """The sentences of a strand as its films' records or transcripts have them."""
    places = [view.themes.place(row) for row in strand.sentences]
    found = [quoter.span(p.text, p.start, p.end) for p in places]
    return [cited for cited in found if cited is not None]


def unknown(films: Mask, view: View, language: Language) -> Said:
    """Of how many films an overview can tell little, so that silence is not taken for absence."""
    here, every = known(films, view), known(view.seen, view)
    name = "rests_on_all" if here.films == every.films else "rests_on"
    counted = (
        ("no_summary", here.films - here.summarised),
        ("no_times", here.films - here.enriched),
        ("open_claims", here.unreviewed),
    )
    parts = ", ".join(phrase(name, language, number) for name, number in counted if number)
    lacking = f" ({parts})" if parts else ""
    text = phrase(name, language, here.films, every.films)
    return f"{text}{lacking}{phrase('silence', language)}", ()
