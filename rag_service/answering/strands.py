"""The main strands of a set of films: what they share, and the sentences that tell it best.

Without a language model. Films are parted by their subject headings, and by the communities
that were found in the graph where headings don't reach. Which strands are told is a weighted
maximum cover (greedy; Nemhauser, Wolsey and Fisher 1978), so that few strands speak for many
films. Terms are weighed by class-based TF-IDF (Grootendorst 2022), sentences chosen by it and by
maximal marginal relevance (Carbonell and Goldstein 1998). The same films give the same strands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from rag_service.answering.filters import AnyOf, Filter, Linked, Words
from rag_service.answering.query import Query
from rag_service.answering.tables import Mask
from rag_service.answering.themeindex import Counts, ThemeIndex, Weights
from rag_service.answering.view import View
from rag_service.answering.words import stems

MOST_STRANDS = 7
FEWEST_STRANDS = 3
FEWEST_WORKS = 8
"""Fewer films, or fewer strands, are better told film by film."""

LEVELS = (0, 1, 2)
_SENTENCES = 6
_LEAST_SHARE = 0.02
_FEWEST = 3
_MOST_SHARE = 0.8
_MOST_OF_COMMUNITY = 0.5
_MOST_LIFT = 4.0
_RELEVANT = 4.0
_RELATIONS = ("subject", "depicted")
_NAMED_BY = (("subject", "depicted"), ("genre",))
_NAMES = 3
_LEAST_MARK = 0.3
_NOT_THEMES = frozenset({"Place", "Collection"})
# Keeps very short sentences from being the nearest to any centre.
_SHORT = 6
_TOPIC = 1.5
_COMMUNITY = 0.25
_ALIKE = 0.7


@dataclass(frozen=True)
class Strand:
    """Films that share a heading or a community.

    Attributes:
        name: The heading, or the headings or words that tell the community from the rest.
        community: True for films that keep company in the graph, whether or not they have the
            headings of the name.
        works: How many films; a film may belong to several strands.
        years: First and last year of those with a date; 0 where none has.
        sentences: Counts of the sentences that tell most of it, best first, each of another film.
    """

    name: str
    community: bool
    works: int
    years: tuple[int, int]
    sentences: tuple[int, ...]


def strands_of(query: Query, films: Mask, best: Sequence[int], view: View) -> list[Strand]:
    """The strands of the films that a question asks of.

    Args:
        query: The question; headings that it names are no strand.
        films: The films.
        best: Those that fit the question most, best first.
        view: What the caller sees.
    """
    relevance = np.zeros(view.size, np.float64)
    if best:
        relevance[list(best)] = np.linspace(1.0, 0.0, len(best), endpoint=False)
    topic = {s for f in query.filters if not f.negated for s in _stems(f)}
    return Strands(view, topic, relevance, headings(query)).of(films)


def headings(query: Query) -> list[int]:
    """The entities that a question names, as rows."""
    return [e for f in query.filters if isinstance(f, Linked) for e in f.entities]


def _stems(condition: Filter) -> list[str]:
    """What a condition looks for in texts; a genre is hardly ever named there."""
    if isinstance(condition, Linked) and condition.kind == "genre":
        return []
    return stems(condition.words) if isinstance(condition, Linked | Words | AnyOf) else []


@dataclass(frozen=True)
class _Groups:
    """Candidates: pairs of a group's number and a work; names are made when one is chosen."""

    group: Counts
    work: Counts
    entities: int
    count: int


class Strands:
    """Finds the strands of films for one caller.

    Args:
        view: What the caller sees.
        topic: Stems that the question looks for.
        relevance: By work, how well it fits the question, in 0..1.
        told: Headings that the question names, which would tell nothing new.
    """

    def __init__(
        self, view: View, topic: Collection[str], relevance: Weights, told: Collection[int]
    ) -> None:
        self._view = view
        self._themes: ThemeIndex = view.themes
        self._topic = np.zeros(self._themes.terms, np.bool_)
        self._topic[self._themes.rows_of(sorted(topic))] = True
        self._relevance = relevance
        self._told = told

    def of(self, films: Mask) -> list[Strand]:
        """Three to seven strands, the largest first; none where fewer would be found."""
        total = int(films.sum())
        if total < FEWEST_WORKS:
            return []
        groups = self._groups(films)
        chosen = self._chosen(films, groups)
        if len(chosen) < FEWEST_STRANDS:
            return []
        held = [(number, self._works(groups, number)) for number in chosen]
        held.sort(key=lambda pair: -len(pair[1]))
        used: list[int] = []
        found = []
        # What is named already marks no other strand out.
        named = {*self._told, *(number for number in chosen if number < groups.entities)}
        for number, works in held:
            mask = self._view.only(works)
            sentences = self._sentences(mask, films, used)
            used += sentences[:1]
            single = number < groups.entities
            marks = (self._view.name(number),) if single else self._marks(mask, named)
            name = ", ".join(marks)
            found.append(Strand(name, not single, len(works), self._years(works), tuple(sentences)))
        return found

    def of_community(self, works: Counts) -> tuple[tuple[str, ...], Strand]:
        """What marks a community out from all that is seen, and the community as a strand."""
        mask = self._view.only(works)
        marks = self._marks(mask, ())
        sentences = tuple(self._sentences(mask, self._view.seen, ()))
        return marks, Strand(", ".join(marks), True, len(works), self._years(works), sentences)

    def _groups(self, films: Mask) -> _Groups:
        entity, work = self._view.links.pairs(films, _RELATIONS)
        labels = self._view.entity_labels
        themes = np.array([label not in _NOT_THEMES for label in labels], np.bool_)
        themes[list(self._told)] = False
        kept = themes[entity] if len(labels) else np.zeros(0, np.bool_)
        parts, owners, start = [entity[kept]], [work[kept]], len(labels)
        for level in LEVELS:
            community, number = self._themes.communities(level)
            held = np.flatnonzero(films & (community >= 0)).astype(np.int32)
            parts.append(community[held] + start)
            owners.append(held)
            start += number
        return _Groups(np.concatenate(parts), np.concatenate(owners), len(labels), start)

    def _works(self, groups: _Groups, number: int) -> Counts:
        works: Counts = groups.work[groups.group == number]
        return works

    def _chosen(self, films: Mask, groups: _Groups) -> list[int]:
        """Groups that together hold most of the films and are more than usual among them."""
        total = int(films.sum())
        sizes = np.bincount(groups.group, minlength=groups.count)
        least = max(_FEWEST, round(_LEAST_SHARE * total))
        most = np.full(groups.count, _MOST_SHARE * total)
        most[groups.entities :] = _MOST_OF_COMMUNITY * total
        fit = (sizes >= least) & (sizes <= np.maximum(most, least))
        value = np.where(fit, self._lift(films, groups, sizes), 0.0)
        # Headings say themselves what they hold, a community only by what marks it out.
        value[groups.entities :] *= _COMMUNITY
        weights = 1.0 + _RELEVANT * self._relevance[groups.work]
        covered = np.zeros_like(films)
        found: list[int] = []
        while len(found) < MOST_STRANDS:
            new = ~covered[groups.work]
            fresh = np.bincount(groups.group, new, groups.count)
            gains = np.bincount(groups.group, weights * new, groups.count) * value
            gains[fresh < least] = 0.0
            if not gains.any():
                break
            best = self._first(groups, np.flatnonzero(gains == gains.max()).tolist())
            found.append(best)
            covered[self._works(groups, best)] = True
        return found

    def _first(self, groups: _Groups, alike: list[int]) -> int:
        """Of groups that gain as much, the heading that is first by name; else a community."""
        headings = [number for number in alike if number < groups.entities]
        return min(headings, key=self._view.name) if headings else alike[0]

    def _lift(self, films: Mask, groups: _Groups, sizes: Counts) -> Weights:
        """How much commoner each heading is among the films than among all, as a square root."""
        seen = self._view.seen
        everywhere = sizes.astype(np.float64)
        counts = self._view.links.counts(seen, _RELATIONS, ())
        everywhere[: groups.entities] = np.maximum(counts, 1)
        start = groups.entities
        for level in LEVELS:
            community, number = self._themes.communities(level)
            members = np.bincount(community[community >= 0], minlength=number)
            everywhere[start : start + number] = np.maximum(members, 1)
            start += number
        share = sizes / max(1, int(films.sum()))
        usual = everywhere / max(1, int(seen.sum()))
        return np.sqrt(np.minimum(share / np.maximum(usual, 1e-9), _MOST_LIFT))

    def _marks(self, works: Mask, named: Collection[int]) -> tuple[str, ...]:
        """What marks films out by class-based TF-IDF: subjects, else genres, else words."""
        for relations in _NAMED_BY:
            inside = self._view.links.counts(works, relations, ())
            everywhere = self._view.links.counts(self._view.seen, relations, ())
            weights = _class_weights(inside, everywhere, int(self._view.seen.sum()))
            weights[list(named)] = 0.0
            weights[inside < _LEAST_MARK * int(works.sum())] = 0.0
            best = np.argsort(-weights, kind="stable")[:_NAMES]
            names = tuple(self._view.name(int(e)) for e in best if weights[e] > 0)
            if names:
                return names
        return self._words(self._themes.among(works))

    def _words(self, rows: Counts) -> tuple[str, ...]:
        weights = self._weights(rows)
        best = np.argsort(-weights, kind="stable")[:_NAMES]
        return tuple(self._themes.word(int(t), rows) for t in best if weights[t] > 0)

    def _years(self, works: Counts) -> tuple[int, int]:
        first, last = self._view.year_from[works], self._view.year_to[works]
        known = first > 0
        return (int(first[known].min()), int(last[known].max())) if known.any() else (0, 0)

    def _weights(self, rows: Counts) -> Weights:
        _, terms = self._themes.terms_of(rows)
        inside = np.bincount(terms, minlength=self._themes.terms)
        background = self._themes.background
        return _class_weights(inside, background, int(background.sum()))

    def _sentences(self, works: Mask, films: Mask, used: Sequence[int]) -> list[int]:
        """Sentences near the strand's centre and the question, unlike each other and those used."""
        rows = self._themes.among(works & films)
        if not len(rows):
            return []
        scores = self._scores(rows)
        taken: list[int] = []
        owners = {int(self._themes.work_of[s]) for s in used}
        avoided = [self._bag(s) for s in used]
        for place in np.argsort(-scores, kind="stable").tolist():
            row = int(rows[place])
            work, bag = int(self._themes.work_of[row]), self._bag(row)
            if work in owners or any(_alike(bag, other) > _ALIKE for other in avoided):
                continue
            taken.append(row)
            owners.add(work)
            avoided.append(bag)
            if len(taken) == _SENTENCES:
                break
        return taken

    def _scores(self, rows: Counts) -> Weights:
        owners, terms = self._themes.terms_of(rows)
        weights = self._weights(rows)
        length = np.bincount(owners, minlength=len(rows))
        central = np.bincount(owners, weights[terms], len(rows)) / np.sqrt(length + _SHORT)
        central /= max(float(central.max()), 1e-9)
        met = np.bincount(owners, self._topic[terms], len(rows)) / max(1, int(self._topic.sum()))
        relevant = self._relevance[self._themes.work_of[rows]]
        scores: Weights = central + _TOPIC * met + relevant
        return scores

    def _bag(self, row: int) -> frozenset[int]:
        return frozenset(self._themes.terms_of(np.array([row], np.int32))[1].tolist())


def _class_weights(inside: Counts, everywhere: Counts, total: int) -> Weights:
    """Class-based TF-IDF: the share of a term in a class, times ln(1 + all / frequency)."""
    share = inside / max(1, int(inside.sum()))
    rarity = np.log1p(total / np.maximum(everywhere, 1))
    weights: Weights = share * rarity
    return weights


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    return float(len(one & other) / max(1.0, (len(one) * len(other)) ** 0.5))
