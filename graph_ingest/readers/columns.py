"""What a cell says of a record, by the term that the mapping gives its column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, singledispatch

from pydantic import TypeAdapter

from graph_ingest.readers.cells import values
from graph_ingest.readers.credits import Credit, parse_note, parse_pairs, parse_role
from graph_ingest.readers.dates import edtf
from graph_ingest.readers.extents import seconds
from graph_ingest.readers.gazetteer import authority
from graph_ingest.readers.mapping import (
    AgentColumn,
    AuthorityColumn,
    Column,
    DateColumn,
    DurationColumn,
    LanguageColumn,
    ListColumn,
    Mapping,
    NotesColumn,
    PairsColumn,
    PhysicalColumn,
    TextColumn,
    TitleColumn,
    TitlesColumn,
    VideoColumn,
)
from graph_ingest.readers.physical import read_physical
from graph_ingest.readers.said import Said
from graph_ingest.readers.subjects import Heading, headings
from graph_ingest.readers.titles import ReadTitle, bracketed, plain
from graph_schema.errors import InputError
from graph_schema.nodes import Activity, Agent, Concept, Event, Node, Place, TextUnit, Title
from graph_schema.relations import Relation
from graph_schema.values import Language, entity_id, record_key, text_id

_LANGUAGES = TypeAdapter(list[Language])


@dataclass(frozen=True)
class Cell:
    """A cell that is not blank: the column's name, and the text exactly as received."""

    name: str
    whole: str

    @property
    def text(self) -> str:
        """The text without space around it."""
        return self.whole.strip()


@dataclass
class Record:
    """A record while its columns are read.

    Attributes:
        mapping: How its columns are read.
        number: The partner's own number.
        said: What it says so far.
    """

    mapping: Mapping
    number: str
    said: Said
    title: ReadTitle | None = None
    date: str | None = None
    duration_s: float | None = None
    sound: str | None = None
    colour: str | None = None
    genres: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    @property
    def work_id(self) -> str:
        """Identifier of the work that the record describes."""
        return self.key("work")

    def key(self, kind: str, *parts: str) -> str:
        """Identifier of something that the record has."""
        return record_key(kind, self.mapping.partner, self.number, *parts)

    def next_key(self, kind: str) -> str:
        """Identifier of the next thing of a kind that it has several of."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self.key(kind, str(self._counts[kind]))

    def has(self, node: Node, relation: Relation) -> str:
        """State that the work has something."""
        return self.said.add(node, below=self.work_id, relation=relation)


@singledispatch
def read_column(column: Column, record: Record, cell: Cell) -> None:
    """Add what a cell says to its record; a column of another term says nothing.

    Raises:
        InputError: The record makes no sense without what can't be read.
        ValueError: The cell can't be read; the record is good without it.
    """


@read_column.register
def _title(column: TitleColumn, record: Record, cell: Cell) -> None:
    record.title = (bracketed if column.form == "bracketed" else plain)(cell.text)
    supplied = record.title.supplied
    _add_title(record, record.title.value, "SuppliedDevisedTitle" if supplied else "PreferredTitle")
    if record.title.also_known:
        _add_title(record, record.title.also_known, "AlternativeTitle")


@read_column.register
def _alternative_titles(column: TitlesColumn, record: Record, cell: Cell) -> None:
    for value in values(cell.text, column.split):
        _add_title(record, value, "AlternativeTitle")


def _add_title(record: Record, value: str, kind: str) -> None:
    title = Title(id=record.next_key("title"), value=value, type=kind)
    record.has(title, Relation.HAS_TITLE)


@read_column.register
def _date(_column: DateColumn, record: Record, cell: Cell) -> None:
    try:
        record.date = edtf(cell.text)
    except ValueError as error:
        raise InputError(str(error), field=cell.name) from error
    event = Event(label="ProductionEvent", id=record.key("event", "production"), date=record.date)
    record.has(event, Relation.HAS_EVENT)


@read_column.register
def _duration(_column: DurationColumn, record: Record, cell: Cell) -> None:
    record.duration_s = seconds(cell.text)


@read_column.register
def _physical(column: PhysicalColumn, record: Record, cell: Cell) -> None:
    read = read_physical(cell.text, column.term, record.mapping.words)
    record.sound = read.sound or record.sound
    record.colour = read.colour or record.colour


@read_column.register
def _note(_column: NotesColumn, record: Record, cell: Cell) -> None:
    _add_credits(record, cell, parse_note(cell.whole, record.mapping.known))


@read_column.register
def _pairs(column: PairsColumn, record: Record, cell: Cell) -> None:
    _add_credits(record, cell, parse_pairs(cell.whole, column, record.mapping))


@read_column.register
def _agents(column: AgentColumn, record: Record, cell: Cell) -> None:
    _add_credits(record, cell, parse_role(cell.whole, column, record.mapping.known))


def _add_credits(record: Record, cell: Cell, found: Iterable[Credit]) -> None:
    for credit in found:
        add_credit(record.said, credit, cell, record.work_id, record.next_key("activity"))


def add_credit(said: Said, credit: Credit, cell: Cell, work_id: str, activity_id: str) -> None:
    """State who did what for a work, with the place that says so."""
    agent = Agent(
        label=credit.kind,
        id=entity_id("agent", *work_id.removeprefix("work:").split("/"), credit.name),
        name=credit.name,
        name_variants=list(credit.variants),
    )
    activity = Activity(
        id=activity_id,
        role=credit.role,
        attribution=credit.attribution,
        credited_as=cell.whole[credit.start : credit.end],
        field=cell.name,
        char_start=credit.start,
        char_end=credit.end,
    )
    said.add(activity, below=work_id, relation=Relation.HAS_ACTIVITY)
    said.add(agent, below=activity.id, relation=Relation.HAS_AGENT)
    said.join(Relation.CONTRIBUTED_TO, agent.id, work_id, role=credit.role)


@read_column.register
def _headings(column: ListColumn, record: Record, cell: Cell) -> None:
    for heading in headings(cell.text, column, record.mapping):
        genre = heading.kind == "genre"
        if genre:
            record.genres.append(heading.name)
        node = _heading_node(record.mapping.partner, heading)
        record.has(node, Relation.HAS_GENRE if genre else Relation.HAS_SUBJECT)


@lru_cache(maxsize=4096)
def _heading_node(partner: str, heading: Heading) -> Node:
    variants = list(heading.variants)
    if heading.kind == "place":
        place_id = entity_id("place", partner, heading.heading)
        return Place(id=place_id, name=heading.name, name_variants=variants)
    concept_id = entity_id("concept", partner, heading.heading)
    return Concept(id=concept_id, name=heading.name, name_variants=variants, scheme=heading.kind)


@read_column.register
def _summary(_column: TextColumn, record: Record, cell: Cell) -> None:
    unit = TextUnit(
        id=text_id(record.work_id, "catalogue", cell.name, cell.whole),
        text=cell.whole,
        channel="catalogue",
        field=cell.name,
        language=record.mapping.language,
    )
    record.has(unit, Relation.COVERS)


@read_column.register
def _languages(column: LanguageColumn, record: Record, cell: Cell) -> None:
    record.languages += _LANGUAGES.validate_python(values(cell.text, column.split))


@read_column.register
def _video(column: VideoColumn, record: Record, cell: Cell) -> None:
    partner = column.partner or record.mapping.partner
    record.said.claim(
        record_key("work", partner, cell.text),
        Relation.SAME_AS,
        [record.key("title", "1")],
        object=record.work_id,
        confidence=1.0,
        explanation=f"the record names the video {cell.text!r} in its field {cell.name!r}",
    )


@read_column.register
def _authority(column: AuthorityColumn, record: Record, cell: Cell) -> None:
    entry = authority(column.scheme, cell.text.rstrip("/").rpartition("/")[2])
    record.said.add(entry)
    record.said.join(Relation.SAME_AS, record.work_id, entry.id, match_type="exact")
