"""How well names are resolved: ours, exact match and rapidfuzz at its best threshold.

    python -m bench.resolution

The pairs of NLS credits in ``tests/data/nls_pairs.jsonl`` were judged by hand from the
records; the models were fitted on the split "dev", the figures are of the split "test". The
threshold of rapidfuzz is chosen on the test pairs themselves, which favours it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, utils

from bench.ingest import DATA, NLS
from graph_ingest.readers import Quarantine
from graph_ingest.readers.spreadsheet import nls
from graph_ingest.resolve import PairScorer, resolve
from graph_schema.contribution import Contribution
from graph_schema.edits import Effects
from graph_schema.nodes import Agent

PAIRS = Path(__file__).parent.parent / "tests" / "data" / "nls_pairs.jsonl"
SIZES = (1500, 3000, 6017)

Pair = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """Counts of a yes-or-no answer against the truth."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the pairs called one that are one."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the pairs that are one that were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def read_pairs(path: Path, split: str) -> list[Pair]:
    """The judged pairs of one split."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [pair for pair in map(json.loads, lines) if pair["split"] == split]


def catalogue(path: Path) -> list[Contribution]:
    """The NLS export as Contributions."""
    return list(nls().read(path, Quarantine()))


def outcome(pairs: Iterable[Pair], says: Callable[[Pair], bool]) -> Outcome:
    """Compare answers with what was judged by hand."""
    answers = [(says(pair), bool(pair["same"])) for pair in pairs]
    return Outcome(
        sum(said and true for said, true in answers),
        sum(said and not true for said, true in answers),
        sum(true and not said for said, true in answers),
    )


def by_rapidfuzz(pairs: list[Pair]) -> tuple[int, Outcome]:
    """The threshold of token_sort_ratio with the best F1 on these very pairs."""
    scored = [
        (fuzz.token_sort_ratio(p["a"], p["b"], processor=utils.default_process), p) for p in pairs
    ]
    held = {id(pair): score for score, pair in scored}
    outcomes = [(t, outcome(pairs, lambda p, t=t: held[id(p)] >= t)) for t in range(40, 101)]  # type: ignore[misc]
    return max(outcomes, key=lambda found: found[1].f1)


def _same_letters(pair: Pair) -> bool:
    return bool(utils.default_process(pair["a"]) == utils.default_process(pair["b"]))


def _lines(pairs: list[Pair], scorer: PairScorer) -> Iterator[str]:
    held = {
        id(pair): scorer.score(pair["a"], pair["b"], pair["ids_a"], pair["ids_b"]).same
        for pair in pairs
    }
    threshold, best = by_rapidfuzz(pairs)
    rows = [
        ("reelgraph", outcome(pairs, lambda pair: held[id(pair)])),
        ("exact match", outcome(pairs, _same_letters)),
        (f"rapidfuzz ≥ {threshold}", best),
    ]
    for name, found in rows:
        yield (
            f"{name:18} precision {found.precision:.3f}  recall {found.recall:.3f}  "
            f"F1 {found.f1:.3f}"
        )


def _clustering(contributions: list[Contribution]) -> str:
    agents = {n.id for c in contributions for n in c.nodes if isinstance(n, Agent)}
    start = time.perf_counter()
    claims = [claim for c in resolve(contributions, Effects()) for claim in c.assertions]
    seconds = time.perf_counter() - start
    joined = {c.subject for c in claims if c.match_type == "exact" and c.subject in agents}
    asked = sum(claim.match_type == "close" for claim in claims)
    return (
        f"{len(contributions):6} records: {len(agents)} references to people and bodies became "
        f"{len(agents) - len(joined)} entities, {asked} questions, {seconds:.1f} s"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", type=Path, nargs="?", default=DATA / NLS, help="the NLS export")
    contributions = catalogue(parser.parse_args().csv)
    scorer = PairScorer(contributions)
    for kind in ("person", "company", ""):
        pairs = [p for p in read_pairs(PAIRS, "test") if kind in ("", p["type"])]
        one = sum(pair["same"] for pair in pairs)
        print(f"{kind or 'all'}: {len(pairs)} test pairs, {one} of them one")
        print("\n".join(f"  {line}" for line in _lines(pairs, scorer)))
    for size in SIZES:
        print(_clustering(contributions[:size]))


if __name__ == "__main__":
    main()
