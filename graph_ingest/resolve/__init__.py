"""Which names are one person, company, place or work, however the sources write them.

`resolve` answers for the whole graph, `PairScorer` for two names and the records that credit
them. Both use the same features and the same calibrated model (``model.json``).
"""

from graph_ingest.resolve.pairs import PairScore, PairScorer
from graph_ingest.resolve.resolver import resolve

__all__ = ["PairScore", "PairScorer", "resolve"]
