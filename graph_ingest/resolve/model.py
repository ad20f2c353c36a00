"""The calibrated model that weighs features: a logistic regression kept as readable data."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from graph_ingest.resolve.company_features import companies_contradict, company_features
from graph_ingest.resolve.context_features import context_contradicts, context_features
from graph_ingest.resolve.corpus import Corpus
from graph_ingest.resolve.person_features import name_features, names_contradict
from graph_ingest.resolve.profiles import Profile

Outcome = Literal["same", "ask", "different"]


@dataclass(frozen=True)
class Model:
    """Weights of the features of one kind of agent, fitted by `bench/fit_resolution.py`.

    Attributes:
        intercept: Log-odds of two agents being one where every feature is 0.
        weights: Change in log-odds for each feature.
        same: Probability from which two are taken for one.
        ask: Probability from which a person is asked.
    """

    intercept: float
    weights: Mapping[str, float]
    same: float
    ask: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Probability in 0..1 that both are one."""
        odds = self.intercept + sum(self.weights.get(n, 0.0) * v for n, v in features.items())
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))

    def reasons(self, features: Mapping[str, float]) -> list[tuple[str, float]]:
        """What each feature adds to the log-odds, the weightiest first; zeros left out."""
        parts = [(name, self.weights.get(name, 0.0) * value) for name, value in features.items()]
        return sorted(((n, w) for n, w in parts if abs(w) >= 0.05), key=lambda p: -abs(p[1]))


@dataclass(frozen=True)
class Verdict:
    """What comparing two agents came to.

    Attributes:
        score: Calibrated probability that they are one; 0 with a contradiction.
        outcome: same, ask or different.
        features: What was compared.
        contradiction: What rules out that they are one, or "".
    """

    score: float
    outcome: Outcome
    features: Mapping[str, float]
    contradiction: str = ""


@cache
def models() -> dict[str, Model]:
    """The shipped models, by "person", "company", "place" and "work"."""
    text = (files("graph_ingest.resolve") / "model.json").read_text(encoding="utf-8")
    return {
        kind: Model(held["intercept"], held["weights"], held["same"], held["ask"])
        for kind, held in json.loads(text).items()
    }


def kind_of(profile: Profile) -> str:
    """Which model judges agents of this profile's label."""
    return "person" if profile.is_person else "company"


def features_of(one: Profile, other: Profile, corpus: Corpus) -> dict[str, float]:
    """All features of two agents of the same kind."""
    named = name_features if one.is_person else company_features
    return named(one, other, corpus) | context_features(one, other, corpus)


def contradiction(one: Profile, other: Profile) -> str:
    """What rules out that two agents are one, or ""."""
    named = names_contradict if one.is_person else companies_contradict
    return context_contradicts(one, other) or named(one, other)


def judge(one: Profile, other: Profile, corpus: Corpus) -> Verdict:
    """Compare two agents, each as one record or several name it."""
    against = contradiction(one, other)
    if against:
        return Verdict(0.0, "different", {}, against)
    return decided(kind_of(one), features_of(one, other, corpus))


def decided(kind: str, features: Mapping[str, float]) -> Verdict:
    """The verdict of one of the shipped models on features."""
    model = models()[kind]
    score = model.probability(features)
    if score >= model.same:
        return Verdict(score, "same", features)
    return Verdict(score, "ask" if score >= model.ask else "different", features)
