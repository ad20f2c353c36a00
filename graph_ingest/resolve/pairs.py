"""Are two credited names one person or company? Asked of names and the records that credit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from graph_ingest.resolve.agents import AgentResolver, explain
from graph_ingest.resolve.cluster import Clusters
from graph_ingest.resolve.corpus import Corpus
from graph_ingest.resolve.model import judge, kind_of, models
from graph_ingest.resolve.names import looks_like_company, words
from graph_ingest.resolve.profiles import (
    Profile,
    folded_name,
    profiles_of,
    template_of,
    united,
)
from graph_schema.contribution import Contribution
from graph_schema.edits import Effects

_SAME_CREDIT = 85.0


@dataclass(frozen=True)
class PairScore:
    """The answer for one pair: ``score`` is the calibrated probability that both are one."""

    same: bool
    score: float
    explanation: str


class PairScorer:
    """Compares names as credited in given records with the model that resolves the graph.

    Two names that the model would not join by themselves are one all the same where the
    graph joins them through other names, such as a heading with a maiden name.

    Args:
        contributions: Every Contribution of the catalogue, so that rarity is known.
        effects: What people decided, if anything.
    """

    def __init__(
        self, contributions: Iterable[Contribution], effects: Effects | None = None
    ) -> None:
        self._effects = effects or Effects()
        self._agents: dict[str, list[Profile]] = defaultdict(list)
        self._named: dict[str, list[Profile]] = defaultdict(list)
        self._templates: dict[str, list[Profile]] = defaultdict(list)
        self._corpus = Corpus()
        for contribution in contributions:
            record = contribution.source.record_id
            found = list(profiles_of(contribution))
            for profile in found:
                self._corpus.add(profile)
                self._agents[profile.id].append(profile)
            if record is not None and contribution.source.kind == "catalogue":
                self._named[record] += found
                self._templates[record].append(template_of(contribution))

    def score(self, a: str, b: str, ids_a: Sequence[str], ids_b: Sequence[str]) -> PairScore:
        """Compare two names.

        Args:
            a: A name as credited; small differences from the record's own text are forgiven.
            b: The other name.
            ids_a: Partners' numbers of the records that credit ``a``; unknown ones are passed over.
            ids_b: The same for ``b``.
        """
        one, other = self.compared(a, b, ids_a, ids_b)
        verdict = judge(one, other, self._corpus)
        if verdict.outcome != "same" and self._joined(a, b, ids_a, ids_b):
            least = models()[kind_of(one)].same
            verdict = replace(
                verdict, score=max(verdict.score, least), outcome="same", contradiction=""
            )
        same = verdict.outcome == "same"
        return PairScore(same, verdict.score, explain(one, other, verdict))

    def compared(
        self, a: str, b: str, ids_a: Sequence[str], ids_b: Sequence[str]
    ) -> tuple[Profile, Profile]:
        """The two profiles that `score` compares, each of all its records."""
        found_a, found_b = self._found(a, ids_a), self._found(b, ids_b)
        label_a, label_b = _label(a, found_a), _label(b, found_b)
        label_a, label_b = label_a or label_b or "Person", label_b or label_a or "Person"
        return _group(a, found_a, label_a), _group(b, found_b, label_b)

    @property
    def corpus(self) -> Corpus:
        """How common names are in the catalogue."""
        return self._corpus

    def _joined(self, a: str, b: str, ids_a: Sequence[str], ids_b: Sequence[str]) -> bool:
        left, right = self._identifiers(a, ids_a), self._identifiers(b, ids_b)
        return any(self._clusters.together(one, other) for one in left for other in right)

    def _identifiers(self, name: str, records: Sequence[str]) -> list[str]:
        return [
            profile.id
            for record in records
            for profile in self._named.get(record, ())
            if any(
                folded_name(profile.label, held) == folded_name(profile.label, name)
                for held in profile.names
            )
        ]

    @cached_property
    def _clusters(self) -> Clusters:
        profiles = [united(said) for said in self._agents.values()]
        resolver = AgentResolver(profiles, self._effects.joined, self._effects.apart)
        resolver.run()
        return resolver.clusters

    def _found(self, name: str, records: Sequence[str]) -> list[Profile]:
        found: list[Profile] = []
        for record in dict.fromkeys(records):
            credited = [
                p for p in self._named.get(record, ()) if _likeness(name, p) >= _SAME_CREDIT
            ]
            if credited:
                found.append(max(credited, key=lambda p: _likeness(name, p)))
            else:
                found += self._templates.get(record, ())
        return found


def _likeness(name: str, profile: Profile) -> float:
    return max(fuzz.ratio(_folded(name), _folded(held)) for held in profile.names)


def _folded(name: str) -> str:
    return " ".join(sorted(word.casefold() for word in words(name)))


def _label(name: str, found: list[Profile]) -> str:
    labels = Counter(profile.label for profile in found if profile.names)
    if labels:
        return labels.most_common(1)[0][0]
    return "CorporateBody" if looks_like_company(name) else ""


def _group(name: str, found: list[Profile], label: str) -> Profile:
    nobody = Profile(id="", label=label, names=Counter({name: 1}))
    return replace(united([nobody, *found]), names=Counter({name: 1}), label=label)
