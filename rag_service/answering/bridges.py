"""From a film to others: the condition that what they share with it amounts to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from rag_service.answering.english import STOP
from rag_service.answering.filters import Filter, Linked, Words, Years
from rag_service.answering.query import Heading, Hop
from rag_service.answering.roles import makers, roles_meant
from rag_service.answering.view import View
from rag_service.answering.words import key, tokens

_RELATIONS: dict[str, tuple[str, ...]] = {
    "agent": ("role",),
    "place": ("subject", "depicted"),
    "subject": ("subject", "depicted"),
    "genre": ("genre",),
}
_SHORTEST = 4
_SAMPLE = 20
_MOSTLY = 0.8


def bridges(hop: Hop, films: Sequence[int], view: View) -> Iterator[Filter]:
    """Conditions that what is shared with the film may amount to, the likeliest first.

    There is a second one only where the question leaves open who is meant: a maker may be a
    person, and next a company.
    """
    found: Filter | None = None
    if hop.via == "year":
        if years := _years(films, view):
            yield Years(hop.words, min(years), max(years))
    elif hop.via == "spot":
        found = _spot(films, view) or _linked(hop, "place", _headings(films, "place", view), view)
    elif hop.via in ("place", "subject", "genre"):
        found = _linked(hop, hop.via, _headings(films, hop.via, view), view)
    elif hop.via == "agent":
        yield from _makers(hop, films, view)
    if found:
        yield found


def _makers(hop: Hop, films: Sequence[int], view: View) -> Iterator[Filter]:
    for roles, labels in _asked_of(hop, view):
        if found := _linked(hop, "agent", _agents(films, roles, labels, view), view):
            yield found
            if hop.roles:
                return


def in_relation(hop: Hop, films: Sequence[int], view: View) -> list[Filter]:
    """The condition that the others are earlier or later than the film, or of its year."""
    years = _years(films, view)
    if not hop.when or not years:
        return []
    if hop.when == "same":
        return [Years("the same year", min(years), max(years))]
    if hop.when == "later":
        return [Years("later", min(years) + 1, None)]
    return [Years("earlier", None, max(years) - 1)]


def _years(films: Sequence[int], view: View) -> list[int]:
    return [int(view.year_from[film]) for film in films if view.year_from[film]]


def _linked(hop: Hop, kind: Heading, entities: tuple[int, ...], view: View) -> Linked | None:
    names = tuple(view.name(entity) for entity in entities)
    return Linked(hop.words, kind, entities, names) if entities else None


def _headings(films: Sequence[int], kind: Heading, view: View) -> tuple[int, ...]:
    links = (link for film in films for link in view.links_of(film, *_RELATIONS[kind]))
    found = (link.entity for link in links)
    places = (e for e in found if kind != "place" or view.entity_labels[e] == "Place")
    return tuple(dict.fromkeys(places))


def _asked_of(hop: Hop, view: View) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Roles and labels of those who are meant, then of those who come next to them."""
    known = view.links.roles
    every = makers(known)
    if hop.roles and not set(hop.roles) & set(every):
        # Nobody else stands in for a sponsor or a narrator.
        return [(hop.roles, hop.labels), (hop.roles, ())]
    body, person = ("produced", "directed filmed")
    near = {(): f"{body} {person}", ("CorporateBody",): body}.get(hop.labels, person)
    next_to = roles_meant(near, known)
    return [
        (hop.roles, hop.labels),
        (next_to, hop.labels),
        (hop.roles, ()),
        (every, hop.labels),
        (every, ()),
    ]


def _agents(
    films: Sequence[int], roles: Sequence[str], labels: Sequence[str], view: View
) -> tuple[int, ...]:
    links = (link for film in films for link in view.links_of(film, "role"))
    found = (link.entity for link in links if link.role in roles)
    meant = (e for e in found if not labels or view.entity_labels[e] in labels)
    return tuple(dict.fromkeys(n for e in meant for n in _namesakes(e, view)))


def _namesakes(entity: int, view: View) -> list[int]:
    """An agent, and those of exactly that name of whom nobody knows whether they are others.

    A question that names the maker means all of them, and so does one that goes through a film.
    """
    name = key(view.name(entity))
    several = len(name.split()) > 1
    return [entity, *(sorted(view.lexicon.agents.get(name, ())) if several else ())]


def _spot(films: Sequence[int], view: View) -> Words | None:
    """The rarest proper name of a title that other films speak of too."""
    found: list[tuple[int, Words]] = []
    for token in (token for film in films for token in tokens(view.title(film))):
        if len(token.key) < _SHORTEST or token.key in STOP or token.key.isdigit():
            continue
        condition = Words(token.text, (token.stem,), name=True)
        works = np.flatnonzero(condition.mask(view)).tolist()
        if set(works) - set(films) and _proper(token.key, works, view):
            found.append((len(works), condition))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _proper(word: str, works: Sequence[int], view: View) -> bool:
    """Whether texts write a word with a capital within their sentences."""
    inside = re.compile(rf"(?<=[\w,] ){re.escape(word)}\b", re.IGNORECASE)
    texts = (text.text for work in works[:_SAMPLE] for text in view.texts(work))
    found = [match.group()[0].isupper() for text in texts for match in inside.finditer(text)]
    return bool(found) and sum(found) / len(found) >= _MOSTLY
