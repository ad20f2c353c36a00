"""Facts as an older generation has them, with the affected works read anew.

Rows of all other works are carried over as columns, so that costs follow the change; the outcome
is that of collecting everything anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.difference import Difference
from rag_service.answering.building import build_tables
from rag_service.answering.tables import SCHEMAS, Mask, Rows, Tables, numbers

# What belongs to a work each, and tells nothing that other tables point at.
_PLAIN = ("titles", "copies", "communities", "claims")


def merge_tables(older: Tables, difference: Difference) -> Tables:
    """The tables of the newer snapshot.

    Args:
        older: Those of the older one.
        difference: What differs from it.
    """
    return _Merging(older, build_tables(difference.part), difference).tables()


class _Merging:
    """Both sides' rows that stay, with their row numbers as they become."""

    def __init__(self, older: Tables, part: Tables, difference: Difference) -> None:
        self._sides = (older, part)
        self._sources_now = difference.now.sources
        self._works = [tables["works"]["id"].to_pylist() for tables in self._sides]
        affected = [np.array([w in difference.works for w in side]) for side in self._works]
        self._stays: tuple[Mask, Mask] = (~_mask(affected[0]), _mask(affected[1]))
        self._made: Tables = {}
        self._maps: dict[str, tuple[Rows, Rows]] = {}

    def tables(self) -> Tables:
        """All tables of `SCHEMAS`."""
        self._number_works()
        self._number_tokens()
        self._number_sources()
        self._entities()
        self._maps["doc"] = self._of_works("docs")
        self._maps["text"] = self._of_works("texts")
        for name in _PLAIN:
            self._of_works(name)
        self._names()
        self._terms()
        self._sentences()
        return {name: self._made[name] for name in SCHEMAS}

    def _number_works(self) -> None:
        kept = [
            [w for w, stays in zip(works, mask.tolist(), strict=True) if stays]
            for works, mask in zip(self._works, self._stays, strict=True)
        ]
        every = sorted(kept[0] + kept[1])
        place = {work: n for n, work in enumerate(every)}
        self._maps["work"] = _pair(
            np.array([place.get(work, -1) for work in works], np.int32) for works in self._works
        )
        self._made["works"] = pa.table({"id": every}, SCHEMAS["works"])

    def _number_tokens(self) -> None:
        said = [tables["tokens"]["token"].to_pylist() for tables in self._sides]
        stated = pc.unique(self._sources_now["access"]).to_pylist()
        every = list(dict.fromkeys([*said[0], *stated, *said[1]]))
        place = {token: n for n, token in enumerate(every)}
        self._maps["token"] = _pair(
            np.array([place[token] for token in side], np.int32) for side in said
        )
        self._made["tokens"] = pa.table({"token": every}, SCHEMAS["tokens"])

    def _number_sources(self) -> None:
        now = self._sources_now
        tokens = self._made["tokens"]["token"].combine_chunks()
        columns = {name: now[name] for name in ("id", "partner", "record_id", "kind", "fields")}
        columns["token"] = pc.index_in(now["access"], value_set=tokens)
        schema = SCHEMAS["sources"]
        self._made["sources"] = pa.table({name: columns[name] for name in schema.names}, schema)
        ids = now["id"].combine_chunks()
        self._maps["source"] = _pair(
            _numbers(pc.index_in(tables["sources"]["id"], value_set=ids)) for tables in self._sides
        )

    def _entities(self) -> None:
        """Number the entities that a link still leads to, in the order of their ids."""
        ids = [tables["entities"]["id"].to_pylist() for tables in self._sides]
        labels = [tables["entities"]["label"].to_pylist() for tables in self._sides]
        label = dict(zip(ids[0], labels[0], strict=True)) | dict(
            zip(ids[1], labels[1], strict=True)
        )
        used = set()
        for side in (0, 1):
            linked = numbers(self._sides[side]["links"], "entity")[self._staying("links", side)]
            used |= {ids[side][n] for n in np.unique(linked).tolist()}
        every = sorted(used)
        place = {entity: n for n, entity in enumerate(every)}
        self._maps["entity"] = _pair(
            np.array([place.get(entity, -1) for entity in side], np.int32) for side in ids
        )
        columns = {"id": every, "label": [label[entity] for entity in every]}
        self._made["entities"] = pa.table(columns, SCHEMAS["entities"])
        self._of_works("links", "entity")

    def _names(self) -> None:
        """An entity's names as the newer snapshot has them where it was read again."""
        again = np.isin(self._maps["entity"][0], self._maps["entity"][1])
        held = [numbers(tables["names"], "entity") for tables in self._sides]
        known = [self._maps["entity"][side][held[side]] >= 0 for side in (0, 1)]
        masks = (_mask(known[0] & ~again[held[0]]), _mask(known[1]))
        self._joined("names", masks, ("entity",))

    def _of_works(self, name: str, *first: str) -> tuple[Rows, Rows]:
        masks = (self._staying(name, 0), self._staying(name, 1))
        return self._joined(name, masks, (*first, "work"))

    def _staying(self, name: str, side: int) -> Mask:
        return _mask(self._stays[side][numbers(self._sides[side][name], "work")])

    def _joined(
        self, name: str, masks: tuple[Mask, Mask], order: Sequence[str]
    ) -> tuple[Rows, Rows]:
        """Put a table together, sorted; returns where each side's rows went, or -1."""
        parts = [self._renumbered(name, side).filter(pa.array(masks[side])) for side in (0, 1)]
        joined = pa.concat_tables(parts)
        rows = np.lexsort([joined[column].to_numpy() for column in reversed(order)])
        self._made[name] = joined.take(pa.array(rows)).combine_chunks()
        places = np.empty(len(rows), np.int32)
        places[rows] = np.arange(len(rows), dtype=np.int32)
        moved = tuple(np.full(len(mask), -1, np.int32) for mask in masks)
        count = int(masks[0].sum())
        moved[0][masks[0]], moved[1][masks[1]] = places[:count], places[count:]
        return moved[0], moved[1]

    def _renumbered(self, name: str, side: int) -> pa.Table:
        table = self._sides[side][name]
        for column in table.column_names:
            if column in self._maps and column != name:
                held = numbers(table, column)
                there = held >= 0
                numbered = np.full(len(held), -1, np.int32)
                numbered[there] = self._maps[column][side][held[there]]
                place = table.schema.get_field_index(column)
                table = table.set_column(place, table.schema.field(place), pa.array(numbered))
        return table

    def _terms(self) -> None:
        postings = [self._postings(side) for side in (0, 1)]
        words = [tables["terms"]["term"].to_pylist() for tables in self._sides]
        used = {words[side][n] for side in (0, 1) for n in np.unique(postings[side][0]).tolist()}
        every = sorted(used)
        place = {word: n for n, word in enumerate(every)}
        self._maps["term"] = _pair(
            np.array([place.get(word, -1) for word in side], np.int32) for side in words
        )
        terms = np.concatenate([self._maps["term"][n][postings[n][0]] for n in (0, 1)])
        docs, fields = (np.concatenate([postings[n][m] for n in (0, 1)]) for m in (1, 2))
        order = np.lexsort((docs, terms))
        ends = np.cumsum(np.bincount(terms, minlength=len(every)))
        starts = np.concatenate([[0], ends[:-1]])
        self._made["terms"] = pa.table(
            {"term": every, "start": starts[: len(every)], "end": ends}, SCHEMAS["terms"]
        )
        columns = {"doc": docs[order], "fields": fields[order]}
        self._made["postings"] = pa.table(columns, SCHEMAS["postings"])

    def _postings(self, side: int) -> tuple[Rows, Rows, Rows]:
        """Term, doc and fields of each posting of a work that stays."""
        tables = self._sides[side]
        starts, ends = (numbers(tables["terms"], name) for name in ("start", "end"))
        terms = np.repeat(np.arange(len(starts), dtype=np.int32), ends - starts)
        docs = self._maps["doc"][side][numbers(tables["postings"], "doc")]
        fields = tables["postings"]["fields"].to_numpy()
        return terms[docs >= 0], docs[docs >= 0], fields[docs >= 0]

    def _sentences(self) -> None:
        masks = (self._staying("sentences", 0), self._staying("sentences", 1))
        moved = self._joined("sentences", masks, ("work",))
        table = self._made["sentences"]
        lengths = numbers(table, "terms_end") - numbers(table, "terms_start")
        ends = np.cumsum(lengths).astype(np.int32)
        starts = (ends - lengths).astype(np.int32)
        terms = np.empty(int(lengths.sum()), np.int32)
        for side in (0, 1):
            held = self._sides[side]["sentences"].filter(pa.array(masks[side]))
            first, last = numbers(held, "terms_start"), numbers(held, "terms_end")
            there = _spans(starts[moved[side][masks[side]]], last - first)
            said = numbers(self._sides[side]["sentence_terms"], "term")[_spans(first, last - first)]
            terms[there] = self._maps["term"][side][said]
        for name, column in (("terms_start", starts), ("terms_end", ends)):
            place = table.schema.get_field_index(name)
            table = table.set_column(place, table.schema.field(place), pa.array(column))
        self._made["sentences"] = table
        self._made["sentence_terms"] = pa.table({"term": terms}, SCHEMAS["sentence_terms"])


def _spans(starts: Rows, lengths: Rows) -> Any:
    """All numbers of the spans, one span after another."""
    firsts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) + np.repeat(starts - firsts, lengths)


def _numbers(column: Any) -> Rows:
    return np.asarray(pc.fill_null(column, -1).to_numpy(), np.int32)


def _mask(values: Any) -> Mask:
    return np.asarray(values, np.bool_)


def _pair(values: Iterable[Rows]) -> tuple[Rows, Rows]:
    first, second = values
    return first, second
