"""Fit the weights of the resolver's models for people and companies on hand-judged pairs.

Run by a developer, not by the product: it rewrites ``graph_ingest/resolve/model.json``. Only
pairs of the split "dev" are read. The fit is a logistic regression with a Gaussian prior on
each weight (mean below, precision `PRECISION`) and the sign of each weight fixed, so that few
pairs can't turn a feature's meaning round. Weights for places and works are set by hand in
the same file and kept as they are.

    python -m bench.fit_resolution
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from bench.ingest import DATA, NLS
from bench.resolution import PAIRS, catalogue, read_pairs
from graph_ingest.resolve import PairScorer
from graph_ingest.resolve.model import contradiction, features_of, kind_of

MODEL = Path(__file__).parent.parent / "graph_ingest" / "resolve" / "model.json"
PRECISION = 1.0
STEPS = 4000
FOLDS = 10

# Mean of each weight before any pair is seen; its sign is kept.
PRIOR = {
    "surname_misspelt": -0.7,
    "surnames_in_use": -1.5,
    "maiden_name": 0.5,
    "first_agrees": 2.0,
    "first_missing": -1.5,
    "generation_missing": -2.0,
    "middle_agrees": 0.7,
    "name_rarity": 2.0,
    "rivals": -1.0,
    "sole_bearer": 0.7,
    "words_shared": 3.0,
    "words_apart": -1.0,
    "words_conflict": -3.0,
    "name_common": -3.0,
    "acronym_rivals": -2.0,
    "acronym": 1.3,
    "spelling": 1.0,
    "name_same": 2.0,
    "business_differs": -1.0,
    "institution_differs": -1.0,
    "business_leads": -2.0,
    "unit_differs": -1.5,
    "joint_differs": -1.0,
    "years_apart": -1.0,
    "years_span": -0.7,
    "companions": 2.0,
    "collections": 1.0,
    "title_words": 0.7,
    "places": 1.0,
    "topics": 1.0,
    "other_field": 2.0,
    "same_field": -2.0,
    "roles": 0.3,
    "authority": 6.0,
    "partners_differ": -0.5,
}

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Row = np.ndarray[tuple[int], np.dtype[np.float64]]


def fit(features: Matrix, same: Row, prior: Row) -> tuple[float, Row]:
    """Intercept and weights of the regression, by projected gradient descent.

    Args:
        features: A row for each pair, a column for each feature.
        same: 1 where the pair is one, else 0.
        prior: Mean of each weight; its sign is a constraint.
    """
    steepest = 0.25 * np.linalg.norm(np.c_[features, np.ones(len(same))], 2) ** 2
    step = 1.0 / float(steepest + PRECISION)
    weights: Row = prior.copy()
    intercept = 0.0
    for _ in range(STEPS):
        error = _probability(features, weights, intercept) - same
        weights -= step * (features.T @ error + PRECISION * (weights - prior))
        weights = np.where(np.sign(weights) == np.sign(prior), weights, 0.0)
        intercept -= step * float(error.sum())
    return intercept, weights


def cross_validated(features: Matrix, same: Row, prior: Row) -> Row:
    """Probability of each pair by a model that has not seen it."""
    fold = np.random.default_rng(0).permutation(len(same)) % FOLDS
    held_out = np.zeros(len(same))
    for number in range(FOLDS):
        test = fold == number
        intercept, weights = fit(features[~test], same[~test], prior)
        held_out[test] = _probability(features[test], weights, intercept)
    return held_out


def _probability(features: Matrix, weights: Row, intercept: float) -> Row:
    return 1.0 / (1.0 + np.exp(-(features @ weights + intercept)))


def compared_pairs(scorer: PairScorer) -> dict[str, list[tuple[dict[str, float], bool]]]:
    """Features and truth of the pairs that no contradiction decides, by kind."""
    found: dict[str, list[tuple[dict[str, float], bool]]] = {"person": [], "company": []}
    for pair in read_pairs(PAIRS, "dev"):
        one, other = scorer.compared(pair["a"], pair["b"], pair["ids_a"], pair["ids_b"])
        if not contradiction(one, other):
            found[kind_of(one)].append((features_of(one, other, scorer.corpus), pair["same"]))
    return found


def _report(kind: str, same: Row, held_out: Row) -> None:
    print(f"{kind}: {len(same)} pairs without a contradiction, {int(same.sum())} of them one")
    for threshold in (0.5, 0.7, 0.8, 0.85, 0.9, 0.95):
        said = held_out >= threshold
        right = float((said * same).sum())
        precision, recall = right / max(1.0, float(said.sum())), right / float(same.sum())
        print(f"  from {threshold:.2f}: precision {precision:.3f}, recall {recall:.3f}")


def main() -> None:
    """Fit, print the cross-validated outcome, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", type=Path, nargs="?", default=DATA / NLS, help="the NLS export")
    scorer = PairScorer(catalogue(parser.parse_args().csv))
    model: dict[str, Any] = json.loads(MODEL.read_text(encoding="utf-8"))
    for kind, rows in compared_pairs(scorer).items():
        names = list(rows[0][0])
        features = np.array([[row[name] for name in names] for row, _ in rows])
        same = np.array([float(one) for _, one in rows])
        prior = np.array([PRIOR[name] for name in names])
        _report(kind, same, cross_validated(features, same, prior))
        intercept, weights = fit(features, same, prior)
        model[kind]["intercept"] = round(intercept, 3)
        model[kind]["weights"] = {
            n: round(float(w), 3) for n, w in zip(names, weights, strict=True)
        }
    MODEL.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
