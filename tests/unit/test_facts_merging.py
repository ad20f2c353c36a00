"""Facts that are brought up to date are those that would be collected anew."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from changing_archive import change, start
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import EVERYTHING

from graph_schema.difference import difference
from rag_service.answering import Facts
from rag_service.answering.tables import Tables

# Where a column is a row number in another table.
POINTERS = {"work": "works", "entity": "entities", "source": "sources", "token": "tokens"}
TELLING = {"works": "id", "entities": "id", "sources": "id", "tokens": "token"}


def told(tables: Tables) -> Iterator[tuple[str, list[str]]]:
    """Every table with what it points at written out; in no order where none is kept."""
    for name, table in tables.items():
        rows = [written_out(name, row, tables) for row in table.to_pylist()]
        if name == "terms":
            rows = [posted(row, tables) for row in rows]
        if name == "sentences":
            rows = [quoted(row, tables) for row in rows]
        if name not in ("postings", "sentence_terms", "tokens"):
            said = [json.dumps(row, sort_keys=True) for row in rows]
            yield name, sorted(said) if name in ("claims", "sources") else said


def written_out(name: str, row: dict[str, Any], tables: Tables) -> dict[str, Any]:
    for column, table in POINTERS.items():
        if column in row and name != table and row[column] >= 0:
            row = row | {column: tables[table][TELLING[table]][row[column]].as_py()}
    return row


def posted(term: dict[str, Any], tables: Tables) -> dict[str, Any]:
    held = tables["postings"].slice(term["start"], term["end"] - term["start"]).to_pylist()
    return {"term": term["term"], "held": held}


def quoted(sentence: dict[str, Any], tables: Tables) -> dict[str, Any]:
    first, last = sentence.pop("terms_start"), sentence.pop("terms_end")
    terms = tables["sentence_terms"]["term"].slice(first, last - first).to_pylist()
    return sentence | {"terms": [tables["terms"]["term"][term].as_py() for term in terms]}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(st.integers(0, 10**9))
def test_facts_brought_up_to_date_are_those_collected_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int
):
    draw = random.Random(seed)
    store = start(draw)
    older = store.snapshot(EVERYTHING)
    facts = Facts.from_snapshot(older)
    for _ in range(3):
        change(store, draw)
        newer = store.snapshot(EVERYTHING, older)
        found = difference(older, newer)
        assert found is not None
        place: Path = tmp_path_factory.mktemp("facts")
        facts.changed(found).save(place)
        facts = Facts.load(place)
        older = replace(newer, written=None)

    assert dict(told(facts.tables)) == dict(told(Facts.from_snapshot(older).tables))
