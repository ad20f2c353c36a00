"""The whole network as columns to draw from at once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from explorer.network.parts import Wanted
from explorer.network.reading import Network

_NODE_COLUMNS = (
    "id",
    "label",
    "name",
    "year",
    "centrality",
    "degree",
    "community_0",
    "community_1",
    "community_2",
    "x",
    "y",
)
_EDGE_COLUMNS = ("node", "other", "relation", "origin")


def nodes_of(network: Network) -> pa.Table:
    """Every entity, in the order that links name them in."""
    return network.entities.select(_NODE_COLUMNS)


def edges_of(network: Network) -> pa.Table:
    """Every link that isn't rejected, once, from the end that it goes out of."""
    rows = network.wanted(np.flatnonzero(network.outgoing), Wanted())
    return network.links.select(_EDGE_COLUMNS).take(pa.array(rows))
