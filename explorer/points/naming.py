"""What a cluster of the map is called: words that its points have more of than others.

Class-based TF-IDF (Grootendorst 2022, BERTopic) over the words of titles and texts, taken from
what the reader sees alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from explorer.picture import Node, Picture
from explorer.points.table import LEVELS, numbered, placed
from graph_schema.relations import Relation

SCHEMA = pa.schema(
    [
        ("key", pa.string()),  # the cluster, as in the graph
        ("level", pa.int8()),  # 0 has the fewest and largest
        ("name", pa.string()),
        ("points", pa.int32()),  # films and texts
        ("x", pa.float32()),  # the middle of its points
        ("y", pa.float32()),
        ("x_tsne", pa.float32()),
        ("y_tsne", pa.float32()),
    ]
)

_TERMS = 3
_WORD = re.compile(r"[^\W\d_]{4,}")
_READ = 600
# Words of grammar, which long texts have more of than short ones.
_GRAMMAR = frozenset(
    _WORD.findall(
        """
        about above across after again against along also although among another because been
        before being below between both could does doing down during each even ever every from
        further have having here hers herself himself into itself just like many might more most
        much must near never once only onto other others over same shall should since some such
        than that their theirs them themselves then there these they this those through toward
        towards under until upon very were what when where whether which while whom whose will
        with within without would your yours
        """
    )
)
# What so many points say tells nothing of any.
_COMMON = 0.12
_STEM = 4


def groups(picture: Picture) -> pa.Table:
    """A row a cluster, with its name and its place."""
    nodes = [n for n in placed(picture) if n.label in ("Work", "TextUnit")]
    words = [_words(picture, node) for node in nodes]
    rows: list[dict[str, object]] = []
    for level in LEVELS:
        members: dict[str, list[int]] = defaultdict(list)
        for row, node in enumerate(nodes):
            if cluster := node.derived.get(f"cluster_{level}"):
                members[str(cluster)].append(row)
        names = called({key: [words[row] for row in held] for key, held in members.items()})
        for key, held in members.items():
            named = {"key": key, "level": level, "name": names[key], "points": len(held)}
            rows.append({**named, **_middle([nodes[n] for n in held])})
    # Clusters of entities alone have a row as well, so that rows are those of `numbered`.
    known = {(row["level"], row["key"]): row for row in rows}
    empty = {"name": "", "points": 0}
    order = numbered(picture)
    return pa.Table.from_pylist(
        [known.get(pair, {"level": pair[0], "key": pair[1], **empty}) for pair in order], SCHEMA
    )


def called(members: dict[str, list[Counter[str]]]) -> dict[str, str]:
    """A name for each group: up to three words that mark it out.

    Args:
        members: For each group the words of each of its points.
    """
    spread = Counter(word for held in members.values() for point in held for word in point)
    count = sum(map(len, members.values()))
    often = {word for word, held in spread.items() if held > max(_COMMON * count, 3) or held == 1}
    often |= _GRAMMAR
    totals: dict[str, Counter[str]] = {}
    for key, held in members.items():
        total: Counter[str] = Counter()
        for point in held:
            total.update(word for word in point if word not in often)
        totals[key] = total
    overall: Counter[str] = Counter()
    for total in totals.values():
        overall.update(total)
    average = sum(overall.values()) / max(len(totals), 1)
    return {key: _name(total, overall, average) for key, total in totals.items()}


def _name(total: Counter[str], overall: Counter[str], average: float) -> str:
    size = max(sum(total.values()), 1)
    scored = {w: n / size * float(np.log1p(average / overall[w])) for w, n in total.items()}
    chosen: list[str] = []
    for word in sorted(scored, key=lambda w: (-scored[w], w)):
        if all(word[:_STEM] != other[:_STEM] for other in chosen):
            chosen.append(word)
        if len(chosen) == _TERMS:
            break
    return ", ".join(chosen)


def _words(picture: Picture, node: Node) -> Counter[str]:
    """The words of a film's title and texts, or of a text; each counts once."""
    said = " ".join(_texts(picture, node))
    return Counter(set(_WORD.findall(said.casefold())))


def _texts(picture: Picture, node: Node) -> Iterator[str]:
    held = node.properties
    if node.label != "Work":
        yield str(held.get("text", ""))[:_READ]
        return
    yield str(held.get("preferred_title", ""))
    about = picture.reached(node.id, Relation.HAS_SUBJECT, Relation.HAS_GENRE)
    yield from (str(n.properties.get("name", "")) for n in about)
    for text in picture.reached(node.id, Relation.COVERS):
        yield str(text.properties.get("text", ""))[:_READ]


def _middle(nodes: list[Node]) -> dict[str, float]:
    middle = np.median([n.derived["map_umap"] for n in nodes], axis=0)
    found = {"x": float(middle[0]), "y": float(middle[1])}
    other = [n.derived["map_tsne"] for n in nodes if n.derived.get("map_tsne")]
    if other:
        middle = np.median(other, axis=0)
        found |= {"x_tsne": float(middle[0]), "y_tsne": float(middle[1])}
    return found
