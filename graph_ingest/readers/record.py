"""One row of a catalogue as a Contribution."""

from __future__ import annotations

import re
from collections.abc import Mapping as Fields
from pathlib import Path

from graph_ingest.readers.columns import Cell, Record, read_column
from graph_ingest.readers.mapping import Mapping
from graph_ingest.readers.quarantine import reason
from graph_ingest.readers.said import Said
from graph_schema.contribution import Contribution, Source
from graph_schema.errors import InputError
from graph_schema.nodes import Agent, Collection, Manifestation, Work
from graph_schema.relations import Relation
from graph_schema.values import entity_id, record_key

Note = tuple[str, str]
"""A column that could not be read, and why; the record goes without it."""


def record_id(text: str, column: str, pattern: str) -> str:
    """The partner's number of a record, cut out of its cell.

    Raises:
        InputError: The cell does not hold one.
    """
    match = re.search(pattern, text)
    number = match[1].strip() if match else ""
    if not number:
        raise InputError(f"there is no record number in {text!r}", field=column)
    return number


def record_contribution(
    mapping: Mapping, number: str, fields: dict[str, str], path: Path, line: int
) -> tuple[Contribution, list[Note]]:
    """What one row says, and which of its columns could not be read.

    Raises:
        InputError: A field without which the record makes no sense can't be read.
    """
    record = Record(mapping, number, Said())
    notes = _read_columns(record, fields)
    _describe_work(record)
    source = Source(
        id=f"{mapping.partner}/{number}",
        partner=mapping.partner,
        collection=mapping.collection.id,
        visibility=mapping.visibility,
        record_id=number,
        file=str(path),
        line=line,
        fields=fields,
    )
    return record.said.contribution(source), notes


def _read_columns(record: Record, fields: Fields[str, str]) -> list[Note]:
    notes = []
    for name, column in record.mapping.columns.items():
        whole = fields.get(name, "")
        if not whole.strip():
            continue
        try:
            read_column(column, record, Cell(name, whole))
        except InputError:
            raise
        except ValueError as error:
            notes.append((name, reason(error)))
    return notes


def _describe_work(record: Record) -> None:
    mapping, said = record.mapping, record.said
    if record.title is None:
        raise InputError("the record has no title", field=mapping.column("title"))
    work = Work(
        id=record.work_id,
        preferred_title=record.title.value,
        title_supplied=record.title.supplied,
        partner=mapping.partner,
        record_id=record.number,
        date_text=record.date,
        form=record.genres,
        language=record.languages,
    )
    said.nodes = {work.id: work, **said.nodes}
    if record.sound or record.colour or record.duration_s:
        manifestation = Manifestation(
            id=record.key("manifestation"),
            sound=record.sound,
            colour=record.colour,
            duration_s=record.duration_s,
        )
        said.add(manifestation, below=work.id, relation=Relation.HAS_MANIFESTATION)
    collection = record_key("collection", mapping.partner, mapping.collection.id)
    said.join(Relation.MEMBER_OF, work.id, collection)


def collection_contribution(mapping: Mapping, path: Path) -> Contribution:
    """The collection that the records belong to, and who holds it."""
    partner, known = mapping.partner, mapping.collection
    said = Said()
    collection = Collection(
        id=record_key("collection", partner, known.id),
        name=known.name,
        description=known.description,
    )
    said.add(collection)
    if known.holder:
        holder = Agent(
            label="CorporateBody", id=entity_id("agent", partner, known.holder), name=known.holder
        )
        said.add(holder, below=collection.id, relation=Relation.HELD_BY)
    source = Source(
        id=f"{partner}/collection/{known.id}",
        partner=partner,
        collection=known.id,
        visibility=mapping.visibility,
        file=str(path),
    )
    return said.contribution(source)
