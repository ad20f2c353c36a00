"""Conditions of a question, each a mask over works, and where a record bears one out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.tables import Mask
from rag_service.answering.view import View
from rag_service.answering.wordindex import ABOUT

_FEW = 3
# The facts' names of the relations that a kind of heading stands in.
RELATIONS = {
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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
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
        found = view.linked(self.entities, RELATIONS[self.kind], self.roles)
        if self.kind != "agent" and view.uncatalogued.any():
            mentioned = view.linked(self.entities, ("mentioned",))
            spoken = view.only(view.words.phrase(self.stems)) if self.stems else mentioned
            found = found | (view.uncatalogued & (mentioned | spoken))
        return found

    def means(self) -> str:
        names = " or ".join(self.names)
        if self.kind == "agent":
            # The long list of all who make a film tells nobody anything.
            few = self.roles if len(self.roles) <= _FEW else ()
            return f"credited: {names}" + (f" ({', '.join(few)})" if few else "")
        return f"{self.kind}: {names}"

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
        for link in quoter.view.links_of(work, *RELATIONS[self.kind]):
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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
        return quoter.passage(work, self.stems)


def all_met(conditions: Iterable[Filter], view: View) -> Mask:
    """The works that meet every condition."""
    found = view.seen.copy()
    for condition in conditions:
        met = condition.mask(view)
        found &= ~met if condition.negated else met
    return found


def is_name(condition: Filter) -> bool:
    """Whether a condition looks for a name, which no search may leave out."""
    if isinstance(condition, AnyOf):
        return all(is_name(option) for option in condition.options)
    if isinstance(condition, Linked):
        return condition.kind in ("agent", "place")
    return isinstance(condition, Words) and condition.name


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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
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

    def quote(self, work: int, quoter: Quoter) -> Citation | None:
        met = (option for option in self.options if option.mask(quoter.view)[work])
        return next((cited for o in met if (cited := o.quote(work, quoter))), None)
