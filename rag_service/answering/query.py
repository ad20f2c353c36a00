"""What a question was understood to ask: filters over facts, and what to do with what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.tables import Mask
from rag_service.answering.view import View
from rag_service.answering.wordindex import ABOUT

Kind = Literal["lookup", "list", "count", "overview", "none"]
Property = Literal[
    "year", "agent", "length", "sound", "colour", "subject", "place", "genre", "about"
]
Measure = Literal["year", "length"]
GroupBy = Literal["agent", "decade", "year", "place", "subject", "genre"]

_RELATIONS = {
    "genre": ("genre",),
    "subject": ("subject", "depicted"),
    "place": ("subject", "depicted"),
    "agent": ("role",),
}


class Filter(Protocol):
    """A condition that a work meets or not."""

    @property
    def words(self) -> str:
        """The words of the question that state it."""

    @property
    def negated(self) -> bool:
        """True when the works that meet it are the ones left out."""

    def mask(self, view: View) -> Mask:
        """The works that meet the condition, before any negation."""

    def means(self) -> str:
        """The condition in plain words."""

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        """Where the record of a work that meets the condition says so."""


@dataclass(frozen=True)
class Linked:
    """Works that an entity belongs to: a subject, a genre, a place, a person, a company.

    A film without a catalogue record has no headings: it meets a heading when its transcript,
    captions or summary have the heading's words, or mention its place.
    """

    words: str
    kind: Literal["subject", "genre", "place", "agent"]
    entities: tuple[int, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    negated: bool = False

    def mask(self, view: View) -> Mask:
        found = view.linked(self.entities, _RELATIONS[self.kind], self.roles)
        if self.kind != "agent" and view.uncatalogued.any():
            mentioned = view.linked(self.entities, ("mentioned",))
            spoken = view.only(view.words.phrase(self.stems)) if self.stems else mentioned
            found = found | (view.uncatalogued & (mentioned | spoken))
        return found

    def means(self) -> str:
        names = " or ".join(self.names)
        if self.kind == "agent":
            return f"credited: {names}" + (f" ({', '.join(self.roles)})" if self.roles else "")
        return f"{self.kind}: {names}"

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        for link in view.links_of(work, *_RELATIONS[self.kind]):
            if link.entity in self.entities and (not self.roles or link.role in self.roles):
                return quoter.link(link)
        return quoter.passage(work, self.stems)


@dataclass(frozen=True)
class Years:
    """Works dated wholly within the years, both included; None leaves an end open.

    A work without a known date is in none of them.
    """

    words: str
    first: int | None
    last: int | None
    negated: bool = False

    def mask(self, view: View) -> Mask:
        found = view.seen & (view.year_from > 0)
        if self.first is not None:
            found = found & (view.year_from >= self.first)
        if self.last is not None:
            found = found & (view.year_to <= self.last)
        return found

    def means(self) -> str:
        if self.first is None and self.last is None:
            return "date: known"
        if self.first is None:
            return f"date: {self.last} or earlier"
        if self.last is None:
            return f"date: {self.first} or later"
        return f"date: {self.first}" + (f" to {self.last}" if self.first != self.last else "")

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        return quoter.year(work)


@dataclass(frozen=True)
class Copies:
    """Works with a copy whose sound or colour is one of the values."""

    words: str
    column: Literal["sound", "colour"]
    values: tuple[str, ...]
    negated: bool = False

    def mask(self, view: View) -> Mask:
        return view.copies(self.column, self.values)

    def means(self) -> str:
        return f"{self.column}: {' or '.join(self.values) or 'none that occurs'}"

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        return quoter.copy(work, self.column)


@dataclass(frozen=True)
class Length:
    """Works whose longest copy runs for so many seconds; ``open_`` ends are not included."""

    words: str
    least_s: float | None = None
    most_s: float | None = None
    strict: bool = False
    negated: bool = False

    def mask(self, view: View) -> Mask:
        length = view.duration_s
        found = view.seen & (length > 0)
        if self.least_s is not None:
            found &= length > self.least_s if self.strict else length >= self.least_s
        if self.most_s is not None:
            found &= length < self.most_s if self.strict else length <= self.most_s
        return found

    def means(self) -> str:
        least = f"{'over' if self.strict else 'at least'} {_minutes(self.least_s)}"
        most = f"{'under' if self.strict else 'at most'} {_minutes(self.most_s)}"
        ends = [least] * (self.least_s is not None) + [most] * (self.most_s is not None)
        return f"length: {' and '.join(ends)}"

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        return quoter.length(work)


def _minutes(seconds: float | None) -> str:
    return f"{(seconds or 0) / 60:g} minutes"


@dataclass(frozen=True)
class Words:
    """Works with the stems in a title, a text or a heading: all of them, or as one phrase.

    Attributes:
        phrase: True where the stems have to stand one after another.
        name: True for a name, which is never left out when a search is widened.
    """

    words: str
    stems: tuple[str, ...]
    phrase: bool = False
    negated: bool = False
    fields: int = ABOUT
    name: bool = False

    def mask(self, view: View) -> Mask:
        if self.phrase:
            return view.only(view.words.phrase(self.stems, self.fields))
        found = view.seen.copy()
        for stem in self.stems:
            found &= view.only(view.words.works(stem, self.fields))
        return found

    def means(self) -> str:
        return f"in the text: “{self.words}”" if self.phrase else f"in the text: {self.words}"

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        return quoter.passage(work, self.stems)


@dataclass(frozen=True)
class Works:
    """Given works, such as the film that the question starts from."""

    words: str
    works: tuple[int, ...]
    negated: bool = False

    def mask(self, view: View) -> Mask:
        return view.only(self.works)

    def means(self) -> str:
        return f"film: {self.words}"

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        return quoter.title(work)


@dataclass(frozen=True)
class AnyOf:
    """Works that meet one of several conditions."""

    words: str
    options: tuple[Filter, ...]
    negated: bool = False

    def mask(self, view: View) -> Mask:
        found = np.zeros(view.size, np.bool_)
        for option in self.options:
            found |= option.mask(view)
        return found

    def means(self) -> str:
        return " or ".join(option.means() for option in self.options)

    def quote(self, work: int, view: View, quoter: Quoter) -> Citation | None:
        met = (option for option in self.options if option.mask(view)[work])
        return next((cited for o in met if (cited := o.quote(work, view, quoter))), None)


@dataclass(frozen=True)
class Order:
    """The works with the least or the greatest year or length; equals are all taken."""

    measure: Measure
    descending: bool
    limit: int
    words: str


@dataclass(frozen=True)
class Missing:
    """A name or word of the question that nothing in the catalogue has."""

    words: str
    kind: Literal["name", "title", "word", "record"]


@dataclass(frozen=True)
class Hop:
    """A film that the question describes in order to ask for others that share something.

    Attributes:
        words: The description, or the title.
        works: The film, where the title tells it.
        via: What is shared.
        roles: Roles of the people or companies that are shared; empty means any.
        exclude: True when the film itself is not asked for.
    """

    words: str
    works: tuple[int, ...]
    via: Literal["agent", "year", "place", "subject", "genre"]
    roles: tuple[str, ...] = ()
    exclude: bool = True


@dataclass(frozen=True)
class Query:
    """A question as it was understood.

    Attributes:
        question: The question as asked.
        kind: What sort of answer it calls for.
        filters: Conditions, all of which hold.
        works: Films that it names.
        properties: What it asks of a film that it names or describes.
        order: Extremes that it asks for.
        group: What to count by.
        group_roles: Roles of the people or companies to count by; empty means any.
        group_labels: Labels of the entities to count by; empty means any.
        top: True when only the greatest group is asked for.
        fewest: True when it is the fewest films.
        distinct: True when the groups are to be counted and not the films.
        each: Conditions of which a group has to meet every one, each by any of its films.
        total: True when the sum of lengths is asked for.
        hop: A film that it goes through to others.
        missing: What it names that nothing in the catalogue has.
        topic: The words that are looked for in texts.
    """

    question: str
    kind: Kind
    filters: tuple[Filter, ...] = ()
    works: tuple[int, ...] = ()
    properties: tuple[Property, ...] = ()
    order: Order | None = None
    group: GroupBy | None = None
    group_roles: tuple[str, ...] = ()
    group_labels: tuple[str, ...] = ()
    top: bool = False
    fewest: bool = False
    distinct: bool = False
    each: tuple[Filter, ...] = ()
    total: bool = False
    hop: Hop | None = None
    missing: tuple[Missing, ...] = ()
    topic: tuple[str, ...] = ()

    def mask(self, view: View) -> Mask:
        """The works that meet every condition."""
        found = view.seen.copy()
        for condition in self.filters:
            met = condition.mask(view)
            found &= ~met if condition.negated else met
        return found

    def as_json(self) -> dict[str, Any]:
        """What was understood, for people to see."""
        shown: dict[str, Any] = {
            "kind": self.kind,
            "filters": [
                {"words": f.words, "means": f.means(), "negated": f.negated} for f in self.filters
            ],
        }
        if self.order:
            end = "greatest" if self.order.descending else "least"
            shown["order"] = f"{end} {self.order.measure}, {self.order.limit}"
        if self.group:
            shown["group"] = self.group
        if self.properties:
            shown["asks"] = list(self.properties)
        if self.missing:
            shown["not_in_catalogue"] = [missing.words for missing in self.missing]
        return shown
