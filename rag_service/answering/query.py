"""What a question was understood to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from rag_service.answering.filters import Filter, all_met
from rag_service.answering.tables import Mask
from rag_service.answering.view import View

Kind = Literal["lookup", "list", "count", "overview", "none"]
Property = Literal[
    "year", "agent", "length", "sound", "colour", "subject", "place", "genre", "about"
]
Measure = Literal["year", "length"]
GroupBy = Literal["agent", "decade", "year", "place", "subject", "genre"]
Via = Literal["agent", "year", "place", "spot", "subject", "genre", "other"]
Heading = Literal["agent", "place", "subject", "genre"]
When = Literal["", "earlier", "later", "same"]


@dataclass(frozen=True)
class Order:
    """The works with the least or the greatest year or length; equals are all taken.

    ``place`` is 2 for the second oldest: that many less one are passed over.
    """

    measure: Measure
    descending: bool
    limit: int
    words: str
    place: int = 1


@dataclass(frozen=True)
class Missing:
    """A name or word of the question that nothing in the catalogue has, or names that no work
    has together."""

    words: str
    kind: Literal["name", "title", "word", "record", "together"]


@dataclass(frozen=True)
class Hop:
    """A film that the question describes in order to ask for others that share something.

    Attributes:
        words: The description, or the title.
        works: The film, where the title tells it.
        via: What is shared; spot is the one place that the film's title names, and other is
            nothing: the film is left out.
        roles: Roles of the people or companies that are shared; empty means any who make films.
        exclude: True when the film itself is not asked for.
        labels: Labels of the people or companies that are meant; empty means any.
        when: Whether the others are earlier or later than the film, or of the same year.
        named: True when the question names the maker, and the film is one of his.
    """

    words: str
    works: tuple[int, ...]
    via: Via
    roles: tuple[str, ...] = ()
    exclude: bool = True
    labels: tuple[str, ...] = ()
    when: When = ""
    named: bool = False


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
        return all_met(self.filters, view)

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
