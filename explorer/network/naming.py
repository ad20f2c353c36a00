"""What a community is about, told by what its films have more of than others.

Class-based TF-IDF (Grootendorst 2022, BERTopic) over links instead of words: the share of a
community's links that lead to a heading, times how rare the heading is elsewhere.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

TERMS = 3
"""Names that a community is called by, at most."""


def marks(
    community: Integers, films: Integers, headings: Integers, count: int
) -> dict[int, list[int]]:
    """The headings that mark each community out, best first.

    Args:
        community: The community of each node; -1 where it has none.
        films, headings: Both ends of each link from a film to what it is about or by.
        count: Number of nodes.
    """
    held = community[films] >= 0
    films, headings = films[held], headings[held]
    if not len(films):
        return {}
    keys, counts = np.unique(community[films] * count + headings, return_counts=True)
    groups, names = keys // count, keys % count
    overall = np.bincount(headings, minlength=count)
    of_group = np.bincount(groups, counts)
    rare = np.log1p(len(films) / np.unique(groups).size / overall[names])
    scores = counts / of_group[groups] * rare
    # A heading that one film of several has tells of that film and not of the community.
    scores = np.where((counts > 1) | (of_group[groups] <= TERMS), scores, scores * 0.1)
    order = np.lexsort((names, -scores, groups))
    firsts = np.searchsorted(groups[order], np.unique(groups))
    return {
        int(groups[order[first]]): names[order[first : first + TERMS]][
            groups[order[first : first + TERMS]] == groups[order[first]]
        ].tolist()
        for first in firsts.tolist()
    }
