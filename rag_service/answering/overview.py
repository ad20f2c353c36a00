"""An overview in sentences: how many films, their main strands with quotations, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rag_service.answering.coverage import known
from rag_service.answering.properties import dated
from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.strands import Strand
from rag_service.answering.tables import Mask
from rag_service.answering.view import View

Said = tuple[str, tuple[Citation, ...]]

_KINDS = 5
_FEWEST_OF_KIND = 2


def kinds(films: Mask, view: View, told: Iterable[int]) -> list[Said]:
    """Which genres and places are commonest among the films, but for those asked for."""
    found: list[Said] = []
    asked = set(told)
    for what, relations, label in (
        ("Kinds of film", ("genre",), None),
        ("Places", ("subject", "depicted"), "Place"),
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
            found.append((f"{what}: {named}.", ()))
    return found


def told(strand: Strand, view: View, quoter: Quoter) -> Said:
    """A strand in a sentence: its size, its years, and the words of a film that tell of it."""
    first, last = strand.years
    years = f", {first}" + (f"–{last}" if last != first else "") if first else ""
    text = f"{strand.name} ({strand.works:,} films{years})"
    cited = next((c for c in quotations(strand, view, quoter)[:1]), None)
    if cited is None:
        return f"{text}.", ()
    return f"{text}: “{cited.text.strip()}” – {dated(cited.work, view)}.", (cited,)


def quotations(strand: Strand, view: View, quoter: Quoter) -> list[Citation]:
    """The sentences of a strand as its films' records or transcripts have them."""
    places = [view.themes.place(row) for row in strand.sentences]
    found = [quoter.span(p.text, p.start, p.end) for p in places]
    return [cited for cited in found if cited is not None]


def unknown(films: Mask, view: View) -> Said:
    """Of how many films an overview can tell little, so that silence is not taken for absence."""
    here, all_ = known(films, view), known(view.seen, view)
    counted = here.as_json()
    of = f"all {all_.films:,}" if here.films == all_.films else f"{here.films:,} of {all_.films:,}"
    parts = [
        f"{words} {number:,}"
        for words, number in (
            ("without a summary", counted["not_summarised"]),
            ("without transcript or captions", counted["not_enriched"]),
            ("with a machine's claims that nobody has reviewed", here.unreviewed),
        )
        if number
    ]
    lacking = f" ({', '.join(parts)})" if parts else ""
    return f"This rests on {of} films{lacking}; what is not told here may still be in them.", ()
