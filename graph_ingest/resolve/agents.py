"""Which of the people and companies that records credit are one.

First those of one spelling are joined, year by year; then the groups so made are compared
with the groups of other spellings in their blocks, the surest first. Every join is checked
against both groups as wholes, so that no chain of likenesses ends in a contradiction.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph_ingest.resolve.blocking import candidate_pairs
from graph_ingest.resolve.cluster import Clusters, Link
from graph_ingest.resolve.corpus import Corpus
from graph_ingest.resolve.explain import explanation
from graph_ingest.resolve.model import Verdict, contradiction, judge, kind_of
from graph_ingest.resolve.profiles import Profile, folded_name, shown_name, united
from graph_schema.edits import Pair

_RECENT = 8
_MOST_QUESTIONS = 3
_MOST_NAMES = 12
_CLEAR_LEAD = 1.0  # in log-odds


def explain(one: Profile, other: Profile, verdict: Verdict) -> str:
    """The reasons of a verdict on two agents, as `graph_ingest.resolve.explain` words them."""
    return explanation(kind_of(one), shown_name(one), shown_name(other), verdict)


@dataclass
class _Group:
    """Profiles that are one so far; ``whole`` lags behind until it is asked for."""

    members: list[Profile]
    whole: Profile
    merged: int = 1

    @classmethod
    def of(cls, profile: Profile) -> _Group:
        return cls([profile], profile)

    def add(self, profile: Profile) -> None:
        self.members.append(profile)
        if len(self.members) >= 2 * self.merged:
            self.settle()

    def settle(self) -> Profile:
        """The profile of all members. Doubling between calls keeps the sum of costs linear."""
        if self.merged < len(self.members):
            self.whole = united([self.whole, *self.members[self.merged :]])
            self.merged = len(self.members)
        return self.whole


class AgentResolver:
    """Finds which profiles are one.

    Args:
        profiles: One for each agent's identifier.
        joined: Pairs that people made one.
        apart: Pairs that people said are not one.
    """

    def __init__(
        self, profiles: Iterable[Profile], joined: Iterable[Pair] = (), apart: Iterable[Pair] = ()
    ) -> None:
        self._profiles = {p.id: p for p in sorted(profiles, key=lambda p: p.id)}
        self._corpus = Corpus.of(self._profiles.values())
        self.clusters = Clusters(self._profiles, apart)
        self.questions: list[Link] = []
        self._asked: Counter[str] = Counter()
        self._joined = [pair for pair in joined if set(pair) <= self._profiles.keys()]

    def run(self) -> None:
        """Join what is one; afterwards ``clusters`` and ``questions`` tell the outcome."""
        for one, other in self._joined:
            self.clusters.join(one, other)
        groups = [group for spelling in self._spellings() for group in self._by_year(spelling)]
        self._join_spellings(self._with_decisions(groups))

    def _spellings(self) -> list[list[Profile]]:
        spellings: dict[tuple[str, str], list[Profile]] = defaultdict(list)
        for profile in self._profiles.values():
            spelling = folded_name(profile.label, shown_name(profile))
            spellings[(profile.label, spelling)].append(profile)
        return [spellings[key] for key in sorted(spellings)]

    def _by_year(self, spelling: list[Profile]) -> list[_Group]:
        groups: list[_Group] = []
        for profile in sorted(spelling, key=lambda p: (p.years[:1] or (9999,), p.id)):
            verdicts = [(self._against(profile, g), g) for g in groups[-_RECENT:]]
            best = max(verdicts, key=lambda v: v[0].score, default=None)
            if best and best[0].outcome == "same" and self._free(profile, best[1].members[-1]):
                self._link(best[0], profile, best[1].members[-1])
                best[1].add(profile)
            else:
                groups.append(_Group.of(profile))
        return groups

    def _against(self, profile: Profile, group: _Group) -> Verdict:
        recent = judge(profile, group.members[-1], self._corpus)
        if group.merged == 1:
            return recent
        whole = judge(profile, group.whole, self._corpus)
        return whole if whole.contradiction or whole.score > recent.score else recent

    def _with_decisions(self, groups: list[_Group]) -> list[Profile]:
        # What people joined counts as one from here on.
        held: dict[str, list[Profile]] = defaultdict(list)
        for group in groups:
            held[min(self.clusters.group(group.whole.id))].append(group.settle())
        return [united(held[key]) for key in sorted(held)]

    def _join_spellings(self, wholes: list[Profile]) -> None:
        judged = [
            _Judged(verdict, one, other)
            for one, other in candidate_pairs(wholes)
            if (verdict := judge(wholes[one], wholes[other], self._corpus)).outcome != "different"
        ]
        judged.sort(key=lambda j: (-j.verdict.score, j.one, j.other))
        groups = _Groups(wholes, judged)
        for pair in judged:
            if groups.together(pair) or not self._free(wholes[pair.one], wholes[pair.other]):
                continue
            left, right = groups.wholes_of(pair)
            verdict = pair.verdict if groups.fresh(pair) else judge(left, right, self._corpus)
            if (
                verdict.outcome == "same"
                and self._is_borne_out(pair, groups)
                and not groups.contested(pair)
            ):
                self._link(verdict, wholes[pair.one], wholes[pair.other])
                groups.join(pair)
            elif verdict.outcome != "different":
                self._ask(replace(verdict, outcome="ask"), left, right)

    def _is_borne_out(self, pair: _Judged, groups: _Groups) -> bool:
        """Whether two companies are one by more than the names of their groups taken together.

        A group of many names is like almost anything by one of them: the pair itself has to be
        one, and few of the others may speak against it.
        """
        left, right = groups.members(pair)
        if any(p.is_person for p in left) or len(left) == len(right) == 1:
            return True
        if pair.verdict.outcome != "same":
            return False
        sides = [sorted(side, key=_credits, reverse=True)[:_MOST_NAMES] for side in (left, right)]
        against = total = 0
        for one in sides[0]:
            for other in sides[1]:
                weight = _credits(one) * _credits(other)
                total += weight
                if judge(one, other, self._corpus).outcome == "different":
                    against += weight
        return 2 * against <= total

    def _free(self, one: Profile, other: Profile) -> bool:
        return not self.clusters.forbidden(one.id, other.id)

    def _link(self, verdict: Verdict, one: Profile, other: Profile) -> None:
        link = Link(one.id, other.id, verdict.score, explain(one, other, verdict))
        self.clusters.join(one.id, other.id, link)

    def _ask(self, verdict: Verdict, one: Profile, other: Profile) -> None:
        if max(self._asked[one.id], self._asked[other.id]) < _MOST_QUESTIONS:
            self._asked.update((one.id, other.id))
            reasons = explain(one, other, verdict)
            self.questions.append(Link(one.id, other.id, verdict.score, reasons))


@dataclass(frozen=True)
class _Judged:
    verdict: Verdict
    one: int
    other: int


class _Groups:
    """Which profiles were joined so far, and what they say together."""

    def __init__(self, wholes: list[Profile], judged: Iterable[_Judged]) -> None:
        self._wholes = wholes
        self._united = list(wholes)
        self._home = list(range(len(wholes)))
        self._members = [[whole] for whole in wholes]
        self._likely: dict[int, list[_Judged]] = defaultdict(list)
        for pair in judged:
            if pair.verdict.outcome == "same":
                self._likely[pair.one].append(pair)
                self._likely[pair.other].append(pair)

    def together(self, pair: _Judged) -> bool:
        return self._root(pair.one) == self._root(pair.other)

    def wholes_of(self, pair: _Judged) -> tuple[Profile, Profile]:
        return self._united[self._root(pair.one)], self._united[self._root(pair.other)]

    def members(self, pair: _Judged) -> tuple[list[Profile], list[Profile]]:
        """The profiles, one a spelling and stretch of years, that both sides were joined from."""
        return self._members[self._root(pair.one)], self._members[self._root(pair.other)]

    def fresh(self, pair: _Judged) -> bool:
        """True while neither side has been joined with anything."""
        left, right = self.wholes_of(pair)
        return left is self._wholes[pair.one] and right is self._wholes[pair.other]

    def join(self, pair: _Judged) -> None:
        left, right = self._root(pair.one), self._root(pair.other)
        self._united[left] = united([self._united[left], self._united[right]])
        self._home[right] = left
        self._members[left] += self._members[right]

    def contested(self, pair: _Judged) -> bool:
        """True where a third, who can't be the one, is about as likely to be the other."""
        odds = _log_odds(pair.verdict.score) - _CLEAR_LEAD
        return any(
            contradiction(self._both(third, end), self._united[self._root(rival)])
            for end, rival in ((pair.one, pair.other), (pair.other, pair.one))
            for third in self._claimants(end, odds)
            if third != rival and self._root(third) not in (self._root(end), self._root(rival))
        )

    def _claimants(self, end: int, odds: float) -> list[int]:
        return [
            claim.other if claim.one == end else claim.one
            for claim in self._likely[end]
            if _log_odds(claim.verdict.score) > odds
        ]

    def _both(self, one: int, other: int) -> Profile:
        # Together, for a maiden name in one may reconcile the other's surname.
        return united([self._united[self._root(one)], self._united[self._root(other)]])

    def _root(self, position: int) -> int:
        while self._home[position] != position:
            self._home[position] = self._home[self._home[position]]
            position = self._home[position]
        return position


def _credits(profile: Profile) -> int:
    return sum(profile.names.values())


def _log_odds(score: float) -> float:
    return math.log(score / (1.0 - score)) if 0.0 < score < 1.0 else 40.0
