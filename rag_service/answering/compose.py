"""Answers put together from the evidence itself, without a language model.

Every sentence carries the quotations that it rests on; numbers and names come from the graph's
facts and are never worded by guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rag_service.answering import overview
from rag_service.answering.filters import Copies, Filter, Linked
from rag_service.answering.languages import ENGLISH, Language
from rag_service.answering.outcome import Group, Outcome
from rag_service.answering.phrases import phrase
from rag_service.answering.properties import dated, describe
from rag_service.answering.query import Query
from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.strands import Strand, headings
from rag_service.answering.view import View

_NAMED = 12
_CITED = 10
# Of so few films, a list cites every condition that they meet.
_FEW = 3
_GROUPS = 12
_QUOTED = 3
_PASSAGES = 6
_AS_GOOD = 0.9


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer and the quotations that support it."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class StrandTold:
    """A strand as a reader is told of it.

    Attributes:
        head: Its name, size and years.
        quoted: The head, and the words of one film.
        evidence: The words of several films, best first.
    """

    head: str
    quoted: Sentence
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True)
class Overview:
    """An overview in parts: counted facts, the strands, and what is unknown."""

    before: list[Sentence]
    strands: list[StrandTold]
    after: list[Sentence]


class Composer:
    """Words an outcome for one caller.

    Counts, lists, extremes, coverage and what was not found are in the language asked for; what
    a record says of one film is in English, as the record's own words are.
    """

    def __init__(
        self, query: Query, outcome: Outcome, view: View, language: Language = ENGLISH
    ) -> None:
        self.query = query
        self.outcome = outcome
        self.view = view
        self.quoter = Quoter(view)
        self.works = [work for work, _ in outcome.works]
        self.language = language

    def sentences(self) -> list[Sentence]:
        """The answer, sentence by sentence."""
        if self.outcome.missing:
            return [self._nothing(), *self._nearest()]
        if not self.works and not self.outcome.groups and self.query.kind != "count":
            return [self._nothing()]
        if self.query.kind == "overview":
            return [*self._through(), *self._overview()]
        return [*self._through(), *self._dropped(), *self._body()]

    def _body(self) -> list[Sentence]:
        query = self.query
        if query.group:
            return self._groups()
        if query.order:
            return self._extreme()
        if query.kind == "count":
            return self._count()
        if query.kind == "list" and not self.outcome.near:
            return self._list()
        return self._lookup()

    def _nothing(self) -> Sentence:
        missing = self.outcome.missing
        names = [m.words for m in missing if m.kind in ("name", "title")]
        words = [m.words for m in missing if m.kind == "word" and m.words != self.query.question]
        numbers = [m.words for m in missing if m.kind == "record"]
        if numbers:
            return Sentence(f"{self._say('no_record', _or(numbers))}.")
        if names:
            return Sentence(f"{self._say('no_name', _or(names))}{self._sought()}.")
        if any(m.kind == "together" for m in missing):
            return Sentence(f"{self._say('not_together', missing[0].words)}{self._sought()}.")
        if words:
            return Sentence(f"{self._say('no_word', _or(words))}{self._sought()}.")
        return Sentence(f"{self._say('nothing')}{self._sought()}.")

    def _nearest(self) -> list[Sentence]:
        if not self.works:
            return []
        named = "; ".join(self._titled(work) for work in self.works[:_QUOTED])
        return [Sentence(self._say("nearest", named))]

    def _sought(self) -> str:
        meanings = self._meanings()
        return f" ({self._say('sought', meanings)})" if meanings else ""

    def _say(self, name: str, *values: object) -> str:
        return phrase(name, self.language, *values)

    def _films(self, number: int) -> str:
        return _films(number) if self.language.code == ENGLISH.code else f"{number:,}"

    def _meanings(self) -> str:
        shown = [("not " if f.negated else "") + f.means() for f in self.query.filters]
        bridge = self.outcome.bridge
        return "; ".join([*shown, *([bridge.means()] if bridge else [])])

    def _through(self) -> list[Sentence]:
        bridge = self.outcome.bridge
        if bridge is None:
            return []
        film = self.outcome.through[0]
        cited = bridge.quote(film, self.quoter)
        if isinstance(bridge, Linked) and bridge.kind == "agent":
            text = f"{self._titled(film)} credits {' and '.join(bridge.names)}."
        else:
            text = f"{self._titled(film)} has {bridge.means()}."
        return [Sentence(text, (cited,) if cited else ())]

    def _dropped(self) -> list[Sentence]:
        words = self.outcome.dropped
        if self.outcome.near:
            return [Sentence(self._say("near", self._meanings()))]
        return [Sentence(self._say("without", _or(words)))] if words else []

    def _count(self) -> list[Sentence]:
        number = self.outcome.total
        meanings = self._meanings()
        if self.query.total:
            timed = int((self.view.duration_s[self.works] > 0).sum())
            mean = _clock(self.outcome.seconds / max(1, timed))
            text = f"{_films(number)} run for {_clock(self.outcome.seconds)} together, "
            text += f"{mean} on average of the {timed:,} whose length is known"
        else:
            text = self._say("match", self._films(number), "es" if number == 1 else "")
        if not number:
            text = self._say("no_match")
        sentences = [Sentence(text + (f" ({meanings})." if meanings else "."))]
        return [*sentences, *self._partly_colour(), *self._examples()]

    def _partly_colour(self) -> list[Sentence]:
        """Films partly in colour are neither; who counts must know how many there are."""
        wanted = next((f for f in self.query.filters if isinstance(f, Copies)), None)
        if (
            wanted is None
            or wanted.column != "colour"
            or any("and" in v.split() and "colo" in v for v in wanted.values)
        ):
            return []
        values = tuple(v for v in self.view.copy_values("colour") if "black" in v and "colo" in v)
        others = tuple(f for f in self.query.filters if f is not wanted)
        mask = Query("", "count", others).mask(self.view) & self.view.copies("colour", values)
        number = int(mask.sum())
        if not number:
            return []
        verb = "is" if number == 1 else "are"
        return [Sentence(f"{_films(number)} more {verb} partly in colour and partly not.")]

    def _examples(self) -> list[Sentence]:
        return [self._example(work) for work in self.works[:_QUOTED]]

    def _list(self) -> list[Sentence]:
        number = len(self.works)
        named = "; ".join(self._titled(work) for work in self.works[:_NAMED])
        named += self._say("more", number - _NAMED) if number > _NAMED else ""
        counted = self._say("films", self._films(number))
        text = self._say("listed", counted, "es" if number == 1 else "", named)
        most = _CITED if number <= _FEW else 1
        cited = [c for work in self.works[:_CITED] for c in self._support(work, most)]
        return [Sentence(f"{text}.", tuple(cited))]

    def _extreme(self) -> list[Sentence]:
        order = self.query.order
        if order is None or not self.works:
            return [self._nothing()]
        what = {
            ("year", False): "earliest",
            ("year", True): "latest",
            ("length", False): "shortest",
            ("length", True): "longest",
        }[order.measure, order.descending]
        total = self.outcome.total
        of = self._say("of", total) if total > len(self.works) else ""
        named = "; ".join(self._measured(work, order.measure) for work in self.works[:_NAMED])
        verb = self._say("are" if len(self.works) > 1 else "is", named)
        cited = [self._measure(work, order.measure) for work in self.works[:_CITED]]
        text = f"{self._say(what)}{of}{verb}"
        first = Sentence(text, tuple(c for c in cited if c is not None))
        return [first, *self._asked(self.works[:_QUOTED])]

    def _measured(self, work: int, measure: str) -> str:
        if measure == "length":
            return f"{self._titled(work)}, {_clock(float(self.view.duration_s[work]))}"
        return self._titled(work)

    def _measure(self, work: int, measure: str) -> Citation | None:
        return self.quoter.length(work) if measure == "length" else self.quoter.year(work)

    def _groups(self) -> list[Sentence]:
        groups = self.outcome.groups
        if not groups:
            return [self._nothing()]
        query, meanings = self.query, self._meanings()
        about = f" ({meanings})" if meanings else ""
        if query.distinct:
            text = f"There are {len(groups):,}{about}: {_counts(groups)}."
        elif query.each:
            conditions = " and ".join(f.means() for f in query.each)
            text = f"{len(groups)} made films of each ({conditions}): {_counts(groups)}."
        elif query.top:
            winners = [g for g in groups if g.works == groups[0].works]
            names = " and ".join(g.name for g in winners[:_GROUPS])
            rest = groups[len(winners) :]
            then = f"; then {_counts(rest[:5])}" if rest else ""
            text = f"{names}: {_films(groups[0].works)}{about}{then}."
        else:
            films = self._say("films", self._films(self.outcome.total))
            text = f"{films}{about}: {_counts(groups, whole=True)}."
        return [Sentence(text), *self._examples()]

    def _lookup(self) -> list[Sentence]:
        best = self._best()
        found = self._asked(best)
        return found or [self._example(work) for work in best]

    def _best(self) -> list[int]:
        """The works that fit about as well as the first."""
        scored = self.outcome.works[:_QUOTED]
        return [work for work, score in scored if score >= _AS_GOOD * scored[0][1]]

    def _asked(self, works: Iterable[int]) -> list[Sentence]:
        """What is asked of these films: when, who, how long and so on."""
        found: list[Sentence] = []
        for work in works:
            for name in self.query.properties:
                text, cited = describe(work, name, self.view, self.quoter, self.query.question)
                found.append(Sentence(text, tuple(cited)))
        return found

    def overview(self) -> Overview:
        """What the films have in common, and how far they are known."""
        number = self.outcome.total
        first, last = self._years()
        spread = self._say("dated", first, last) if first else ""
        undated = int((self.view.year_from[self.works] == 0).sum())
        without = self._say("undated", undated) if undated else ""
        meanings = self._meanings()
        about = f" ({meanings})" if meanings else ""
        text = f"{self._say('films', self._films(number))}{about}{spread}{without}."
        films = self.view.only(self.works)
        kinds = overview.kinds(films, self.view, headings(self.query), self.language)
        before = [*self._dropped(), Sentence(text), *self._decades(), *self._enriched()]
        before += [Sentence(*said) for said in kinds if self.outcome.strands]
        unknown = Sentence(*overview.unknown(films, self.view, self.language))
        return Overview(before, [self._strand(s) for s in self.outcome.strands], [unknown])

    def _strand(self, strand: Strand) -> StrandTold:
        cited = overview.quotations(strand, self.view, self.quoter)
        head = overview.head(strand, self.language)
        evidence = tuple(Sentence(*overview.quoted(c, self.view)) for c in cited)
        text = f"{head}: {evidence[0].text}" if evidence else f"{head}."
        return StrandTold(head, Sentence(text, tuple(cited[:1])), evidence)

    def _overview(self) -> list[Sentence]:
        """The parts in turn; few films are told one by one."""
        told = self.overview()
        strands = [strand.quoted for strand in told.strands]
        films = [] if strands else [self._example(work) for work in self.works[:_PASSAGES]]
        return [*told.before, *strands, *films, *told.after]

    def _years(self) -> tuple[int, int]:
        years = self.view.year_from[self.works]
        years = years[years > 0]
        return (int(years.min()), int(years.max())) if len(years) else (0, 0)

    def _decades(self) -> list[Sentence]:
        years = self.view.year_from[self.works]
        starts, counts = np.unique(years[years > 0] // 10 * 10, return_counts=True)
        pairs = zip(starts.tolist(), counts.tolist(), strict=True)
        named = ", ".join(f"{start}s {count}" for start, count in pairs)
        return [Sentence(self._say("decades", named))] if named else []

    def _enriched(self) -> list[Sentence]:
        """Scholars assume completeness; a partial coverage is told."""
        timed = self.view.timed
        number = int(timed[self.works].sum())
        if not timed.any():
            return []
        return [Sentence(self._say("timed", number, len(self.works)))]

    def _example(self, work: int) -> Sentence:
        cited = self._passage(work)
        text = f"{self._titled(work)}: “{cited.text.strip()}”" if cited else self._titled(work)
        return Sentence(text, (cited,) if cited else ())

    def _support(self, work: int, most: int) -> list[Citation]:
        """The quotations that show best why a film is listed."""
        quoted = (condition.quote(work, self.quoter) for condition in self._telling)
        found = list(dict.fromkeys(cited for cited in quoted if cited is not None))[:most]
        cited = None if found else self._passage(work)
        return [cited] if cited else found

    @cached_property
    def _telling(self) -> list[Filter]:
        """What a film had to meet; what fewest meet comes first, as it tells most."""
        stated = [condition for condition in self.query.filters if not condition.negated]
        stated.sort(key=lambda condition: int(condition.mask(self.view).sum()))
        bridge = self.outcome.bridge
        return [*([bridge] if bridge else []), *stated]

    def _passage(self, work: int) -> Citation | None:
        cited = self.quoter.passage(work, self.query.topic)
        return cited or next(iter(self.quoter.first(work, 1)), None) or self.quoter.title(work)

    def _titled(self, work: int) -> str:
        return dated(work, self.view)


def _films(number: int) -> str:
    return f"{number:,} film" + ("" if number == 1 else "s")


def _or(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _counts(groups: Sequence[Group], *, whole: bool = False) -> str:
    shown = groups if whole else groups[:_GROUPS]
    more = f" and {len(groups) - len(shown)} more" if len(shown) < len(groups) else ""
    return ", ".join(f"{group.name} {group.works:,}" for group in shown) + more


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{number:,} {unit}" for number, unit in parts if number) or "0 s"
