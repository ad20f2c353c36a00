"""The pictures of a generation: rows in a mapped file, and a space of vectors for each model.

A spot is a picture under one access token; a spot may have vectors of several models.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph_schema.models import same_model
from graph_schema.packed import unpack_all
from graph_schema.passages import RECORD
from graph_schema.pictures import PICTURE, Picture
from graph_schema.store import Vector
from rag_service.retrieval.graph import Links
from rag_service.retrieval.keys import KeyTable, Rows, key, keys_of
from rag_service.retrieval.mapped import mapped
from rag_service.retrieval.rows import PassageRows, Row, open_table, save_table
from rag_service.retrieval.vectors import VectorIndex, build_vectors, update_vectors

_FILE = "pictures.arrow"
_PASSAGES = "pictures.passages"
_OWNERS = "pictures.owners"
_KEYS = "pictures"
_SPOTS = "spots.npy"
_SHOWN = (
    "id", "owner", "title", "body", "partner", "record_id", "segment", "media", "start_ms",
    "end_ms",
)  # fmt: skip
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _SHOWN[:-2]),
        ("start_ms", pa.int64()),
        ("end_ms", pa.int64()),
        ("token", pa.int32()),
    ]
)
_MASKS = 16
# As for passages: beyond this share of changed vectors a space is written anew.
_PATCHED_SHARE = 0.2

Mask = npt.NDArray[np.bool_]
Spot = tuple[str, str]


class PictureIndex:
    """The pictures that one model has placed, mapped into memory."""

    def __init__(self, folder: Path, space: Path) -> None:
        self._table = open_table(folder / _FILE, _SCHEMA)
        self._tokens: npt.NDArray[np.int32] = self._table["token"].to_numpy()
        self._owners = KeyTable.load(folder, _OWNERS)
        self.passages = Links.load(folder, _PASSAGES)
        self.vectors = VectorIndex(space, KeyTable.load(space, _KEYS))
        self.spots: Rows = mapped(space / _SPOTS)
        self._seen: OrderedDict[bytes, Mask] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, models: Iterable[str], model: str) -> PictureIndex | None:
        """The space of a model in a generation, or None where it placed none of the pictures.

        Args:
            folder: The generation.
            models: All the models that it has, as its manifest names them.
            model: The one that is to place questions.
        """
        for held in models:
            if same_model(held, model):
                return cls(folder, _space(folder, held))
        return None

    @property
    def dimensions(self) -> int:
        """Length of the vectors."""
        return self.vectors.dimensions

    def seen(self, allowed: Mask, within: Set[str] | None) -> Mask:
        """Which vectors count: of pictures that the caller may see, of these works alone.

        Args:
            allowed: By number of access token, whether the caller may see it.
            within: Canonical ids of works; None for all.
        """
        mask = self._open(allowed)
        if within is None:
            return mask
        spots = np.zeros(len(self._tokens), np.bool_)
        for owner in within:
            spots[self._owners.find(key(owner))] = True
        return np.asarray(mask & spots[self.spots])

    def near(self, query: Vector, limit: int, among: Mask) -> tuple[Rows, npt.NDArray[np.float32]]:
        """The spots with the nearest vectors and their cosines, best first, each spot once."""
        rows = self.vectors.search(query, limit, None if among.all() else among)
        cosines = self.vectors.scores(query, rows)
        order = np.lexsort((rows, -cosines))
        spots, firsts = np.unique(self.spots[rows[order]], return_index=True)
        best = np.argsort(firsts)
        return spots[best], cosines[order][firsts[best]]

    def show(self, spots: Sequence[int]) -> list[dict[str, Any]]:
        """What is shown of pictures, in their order."""
        taken = self._table.select(_SHOWN).take(pa.array(spots, pa.int64()))
        return [{**row, "kind": PICTURE, "field": PICTURE} for row in taken.to_pylist()]

    def _open(self, allowed: Mask) -> Mask:
        known = allowed.tobytes()
        mask = self._seen.get(known)
        if mask is None:
            mask = self._seen[known] = allowed[self._tokens][self.spots]
            while len(self._seen) > _MASKS:
                self._seen.popitem(last=False)
        return mask


def save_pictures(
    folder: Path, found: Sequence[Picture], tokens: Sequence[str], older: Path | None
) -> dict[str, int]:
    """Write the pictures of a generation; returns the number of vectors by model.

    Args:
        folder: Where the passages were written already.
        found: The pictures; none writes nothing.
        tokens: Access tokens in the order that rows number them.
        older: A generation to start from, if there is one.
    """
    if not found:
        return {}
    spots = {(p.id, p.access): p for p in reversed(found)}
    number = {spot: row for row, spot in enumerate(sorted(spots))}
    ordered = [spots[spot] for spot in number]
    texts = _Texts(PassageRows(folder), ordered, tokens)
    rows = [texts.shown(picture) for picture in ordered]
    save_table(folder / _FILE, pa.Table.from_pylist(rows, _SCHEMA).combine_chunks())
    KeyTable.of(keys_of([picture.owner for picture in ordered])).save(folder, _OWNERS)
    texts.links(ordered).save(folder, _PASSAGES)
    spaces = _spaces(found)
    for model, held in spaces.items():
        _save_space(folder, model, held, number, older)
    return {model: len(held) for model, held in spaces.items()}


def _spaces(found: Sequence[Picture]) -> dict[str, dict[int, Picture]]:
    """Pictures by model and key; of vectors of several lengths the commonest, which compare."""
    spaces: dict[str, dict[int, Picture]] = defaultdict(dict)
    lengths: dict[str, Counter[int]] = defaultdict(Counter)
    for picture in found:
        lengths[picture.model][len(picture.vector)] += 1
    for picture in found:
        if len(picture.vector) == lengths[picture.model].most_common(1)[0][0]:
            spaces[picture.model][_key(picture)] = picture
    return spaces


def _save_space(
    folder: Path,
    model: str,
    held: dict[int, Picture],
    number: dict[Spot, int],
    older: Path | None,
) -> None:
    space = _space(folder, model)
    space.mkdir()
    keys = np.fromiter(held, np.uint64, len(held))
    matrix = unpack_all([picture.vector for picture in held.values()])
    np.save(space / _SPOTS, np.array([number[p.id, p.access] for p in held.values()], np.int64))
    KeyTable.of(keys).save(space, _KEYS)
    before = None if older is None else _space(older, model)
    if before is None or not before.is_dir():
        build_vectors(space, keys, matrix)
        return
    held_keys = KeyTable.load(before, _KEYS).keys
    gone, added = np.setdiff1d(held_keys, keys), np.flatnonzero(~np.isin(keys, held_keys))
    if len(gone) + len(added) > _PATCHED_SHARE * len(keys):
        build_vectors(space, keys, matrix)
    else:
        update_vectors(space, before, gone, keys, matrix, added)


class _Texts:
    """The passages that pictures are tied to: texts of the same shot, and the film's record."""

    def __init__(
        self, passages: PassageRows, pictures: Sequence[Picture], tokens: Sequence[str]
    ) -> None:
        self._codes = {token: n for n, token in enumerate(tokens)}
        self._of_shots: dict[Spot, list[tuple[int, Row]]] = defaultdict(list)
        self._records: dict[Spot, tuple[int, Row]] = {}
        works = {picture.owner for picture in pictures}
        shots = {picture.segment for picture in pictures if picture.segment}
        for row, token, held in passages.beside(works, shots):
            if held["kind"] == RECORD:
                self._records[held["owner"], tokens[token]] = row, held
            if held["segment"]:
                self._of_shots[held["segment"], tokens[token]].append((row, held))

    def shown(self, picture: Picture) -> Row:
        """What is shown of a picture, and the number of its token."""
        record = self._records[picture.owner, picture.access][1]
        texts = (held for _, held in self._shot(picture) if held["kind"] == "caption")
        caption = next((held["body"] for held in texts), None)
        return {
            **{name: getattr(picture, name, None) for name in _SHOWN},
            **{name: record[name] for name in ("title", "partner", "record_id")},
            "body": caption or picture.summary,
            "token": self._codes[picture.access],
        }

    def links(self, pictures: Sequence[Picture]) -> Links:
        """The rows of passages that each picture is tied to."""
        froms: list[int] = []
        tos: list[int] = []
        for spot, picture in enumerate(pictures):
            tied = [row for row, _ in self._shot(picture)]
            tied.append(self._records[picture.owner, picture.access][0])
            froms += [spot] * len(tied)
            tos += tied
        weights = np.ones(len(tos), np.float32)
        return Links.of(np.array(froms, np.int64), np.array(tos, np.int64), weights, len(pictures))

    def _shot(self, picture: Picture) -> list[tuple[int, Row]]:
        return self._of_shots.get((picture.segment or "", picture.access), [])


def _key(picture: Picture) -> int:
    return key(picture.id, picture.access, picture.model, picture.vector)


def _space(folder: Path, model: str) -> Path:
    return folder / f"pictures-{key(model):016x}"
