"""What overviews are made from, put together ahead: communities, claims and quotable sentences.

All rows carry the access token that they stand under, or are of works alone, so that an overview
counts and quotes only what its reader may see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow.compute as pc

from graph_schema.relations import Relation
from graph_schema.store import Snapshot
from rag_service.answering.english import FILLER, STOP
from rag_service.answering.quote import sentences
from rag_service.answering.words import stems

Row = dict[str, Any]

_COMMUNITY = "community_"
_DECIDED = ("accepted", "rejected")
_FEWEST_STEMS = 3
_LONGEST = 240


def communities_of(snapshot: Snapshot, works: Mapping[str, int]) -> list[Row]:
    """The community of each work at each level, as derived; works by their id."""
    nodes = snapshot.nodes
    nodes = nodes.filter(
        pc.and_(pc.equal(nodes["label"], "Work"), pc.not_equal(nodes["derived"], "{}"))
    )
    held = dict(zip(nodes["id"].to_pylist(), nodes["derived"].to_pylist(), strict=True))
    return [
        {"work": works[work], "level": int(name.removeprefix(_COMMUNITY)), "community": value}
        for work, derived in sorted(held.items())
        for name, value in sorted(json.loads(derived).items())
        if name.startswith(_COMMUNITY) and value
    ]


def claims_of(
    snapshot: Snapshot, works: Mapping[str, int], token: Callable[[str], int]
) -> list[Row]:
    """The claims on each work that are waiting for a person or were decided by one."""
    return [
        {
            "work": works[work],
            "token": token(access),
            "decided": status in _DECIDED,
        }
        for status, work, access in _standing(snapshot, Relation.SUBJECT)
        if work in works
    ]


def accepted_of(snapshot: Snapshot) -> set[tuple[str, str]]:
    """What a person has accepted every claim on that it supports, by id and access token."""
    accepted: dict[tuple[str, str], bool] = {}
    for status, evidence, access in _standing(snapshot, Relation.SUPPORTED_BY):
        known = accepted.get((evidence, access), True)
        accepted[evidence, access] = known and status == "accepted"
    return {held for held, whole in accepted.items() if whole}


def _standing(snapshot: Snapshot, relation: Relation) -> Iterator[tuple[str, str, str]]:
    """Status of each claim that wasn't superseded, and what a relationship leads to from it."""
    nodes = snapshot.nodes.filter(pc.equal(snapshot.nodes["label"], "Assertion"))
    columns = (nodes[name].to_pylist() for name in ("id", "access", "properties"))
    status = {
        (claim, access): json.loads(properties).get("status")
        for claim, access, properties in zip(*columns, strict=True)
    }
    edges = snapshot.edges.filter(pc.equal(snapshot.edges["type"], relation.value))
    ends = (edges[name].to_pylist() for name in ("start", "end", "access"))
    for claim, end, access in zip(*ends, strict=True):
        if (said := status.get((claim, access))) not in (None, "superseded"):
            yield said, end, access


def sentences_of(texts: Sequence[Row], terms: Iterable[str]) -> tuple[list[Row], list[Row]]:
    """Each quotable sentence of the texts, and the rows of its content stems in ``terms``.

    A machine's text of a stretch of film is quoted whole. Very short and very long ones, which
    tell nothing or can't be taken in, are left out.
    """
    row_of = {term: row for row, term in enumerate(terms)}
    found: list[Row] = []
    held: list[Row] = []
    for row, text in enumerate(texts):
        said = str(text["text"])
        whole = [(0, len(said))]
        for start, end in sentences(said) if text["channel"] == "catalogue" else whole:
            content = _content(said[start:end], row_of)
            if len(content) < _FEWEST_STEMS or end - start > _LONGEST:
                continue
            found.append(
                {
                    "work": text["work"],
                    "token": text["token"],
                    "text": row,
                    "start": start,
                    "end": end,
                    "terms_start": len(held),
                    "terms_end": len(held) + len(content),
                }
            )
            held += [{"term": term} for term in content]
    return found, held


def _content(said: str, row_of: Mapping[str, int]) -> list[int]:
    """Rows of the distinct stems that carry content."""
    return sorted({row_of[s] for s in stems(said) if s not in STOP and s not in FILLER})
