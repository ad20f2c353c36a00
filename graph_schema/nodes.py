"""The labels of the graph and their properties, layer by layer.

Terms follow EN 15907 (through FIAFcore and AVefi) unless the docstring names another
standard. A node's identifier is deterministic (see `graph_schema.values`).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_schema.packed import PackedVector
from graph_schema.values import (
    Count,
    EdtfDate,
    Identifier,
    Language,
    Milliseconds,
    Score,
    Value,
    Whole,
    edtf_years,
)


class Node(BaseModel):
    """What every node has: a label, an identifier and flat properties."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_enum_values=True, allow_inf_nan=False
    )

    layer: ClassVar[int] = 1
    label: str
    id: Identifier = Field(description="Deterministic identifier")

    def properties(self) -> dict[str, Value]:
        """The stated properties as the graph keeps them, without label and identifier."""
        stated: dict[str, Any] = self.model_dump(
            exclude={"label", "id"}, exclude_none=True, exclude_defaults=False
        )
        return {name: value for name, value in stated.items() if value not in ("", [])}


class Named(Node):
    """A node known by a name and its variants."""

    name: str = Field(min_length=1, description="Preferred form of the name")
    name_variants: list[str] = Field(default_factory=list, description="Other forms met")


# Layer 1: catalogue


class Collection(Named):
    """A body of works held together (FIAF Collection, rico:RecordSet)."""

    label: Literal["Collection"] = "Collection"
    description: str | None = None


class Work(Node):
    """A moving image work (EN 15907 Cinematographic Work, schema:CreativeWork)."""

    label: Literal["Work"] = "Work"
    work_type: Literal["Analytic", "Collection", "Monographic", "Serial"] = "Monographic"
    form: list[str] = Field(default_factory=list, description="EN 15907 form and genre words")
    preferred_title: str = Field(min_length=1)
    title_supplied: bool = False
    partner: str | None = Field(None, description="The partner whose record this is")
    record_id: str | None = Field(None, description="The partner's own record number")
    date_text: EdtfDate | None = None
    year_from: Whole | None = None
    year_to: Whole | None = None
    summary: str | None = None
    language: list[Language] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _years_of_date(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("date_text") and data.get("year_from") is None:
            first, last = edtf_years(data["date_text"])
            return {**data, "year_from": first, "year_to": last}
        return data


class Variant(Node):
    """A version of a work with changed content (EN 15907 Variant)."""

    label: Literal["Variant"] = "Variant"
    variant_type: str
    description: str | None = None


class Manifestation(Node):
    """The physical embodiment of a work or variant (EN 15907 Manifestation)."""

    label: Literal["Manifestation"] = "Manifestation"
    colour: str | None = Field(None, description="Colour, Black and white, Sepia, Tinted …")
    sound: str | None = Field(None, description="Sound, Silent, Mute or Mixed")
    duration_s: float | None = Field(None, gt=0, description="Running time in seconds")
    format: str | None = None


class Item(Node):
    """A single copy of a manifestation (EN 15907 Item)."""

    label: Literal["Item"] = "Item"
    identifier: str
    element_type: str | None = None
    carrier: str | None = None
    access_status: str | None = None
    holder: str | None = None


class Instantiation(Node):
    """A digital file (ebucoreplus:Essence, pbcoreInstantiation)."""

    label: Literal["Instantiation"] = "Instantiation"
    uri: str
    mime: str | None = None
    checksum: str | None = None
    fps: float | None = Field(None, gt=0)
    start_tc: str | None = Field(None, description="Start timecode HH:MM:SS:FF")
    duration_ms: Milliseconds | None = None


class Title(Node):
    """A title of a work (EN 15907 Title with TitleTypeEnum)."""

    label: Literal["Title"] = "Title"
    value: str = Field(min_length=1)
    type: Literal[
        "PreferredTitle",
        "AlternativeTitle",
        "TranslatedTitle",
        "SuppliedDevisedTitle",
        "SeriesTitle",
    ]
    language: Language | None = None


class Event(Node):
    """Something that happened to a work or an item (crm:E5 Event, crm:E65 Creation)."""

    label: Literal["ProductionEvent", "PublicationEvent", "PreservationEvent", "ManufactureEvent"]
    type: str | None = Field(None, description="Broadcast, Release and so on")
    date: EdtfDate | None = None


class Activity(Node):
    """What an agent did for a work (crm:E7 Activity, P14 carried out by)."""

    label: Literal["Activity"] = "Activity"
    role: str = Field(min_length=1, description="EN 15907 activity type, e.g. Director")
    attribution: Literal["stated", "attributed", "uncertain", "supplied"] = "stated"
    credited_as: str = Field(min_length=1, description="The name as the record has it")
    field: str | None = Field(None, description="Field of the record that credits")
    char_start: Count | None = Field(None, description="First character in that field")
    char_end: Count | None = Field(None, description="Character after the last")


class Agent(Named):
    """A person, body, family or group (AgentTypeEnum, crm:E39 Actor)."""

    label: Literal["Person", "CorporateBody", "Family", "PersonGroup"]
    birth: EdtfDate | None = None
    death: EdtfDate | None = None
    description: str | None = None


class Place(Named):
    """A geographic name (GeographicName, crm:E53 Place)."""

    label: Literal["Place"] = "Place"
    lat: float | None = Field(None, ge=-90, le=90, description="Degrees north, WGS 84")
    lon: float | None = Field(None, ge=-180, le=180, description="Degrees east, WGS 84")
    gazetteer: str | None = Field(None, description="Where the coordinates come from")
    feature: str | None = Field(None, description="Kind of place, e.g. city, islet")
    within: list[str] = Field(default_factory=list, description="Names of wider places")


class Concept(Named):
    """A subject or genre heading (skos:Concept)."""

    label: Literal["Concept"] = "Concept"
    scheme: str | None = Field(None, description="topic or genre list it belongs to")


class HistoricalEvent(Named):
    """An event in the world that works tell of (crm:E5 Event)."""

    label: Literal["HistoricalEvent"] = "HistoricalEvent"
    date: EdtfDate | None = None


class Object(Named):
    """A thing, vessel, vehicle or product (crm:E22, schema:Product)."""

    label: Literal["Object"] = "Object"


class Authority(Node):
    """An entry of an authority file (AuthorityResource)."""

    label: Literal["Authority"] = "Authority"
    scheme: Literal["wikidata", "viaf", "gnd", "geonames", "osm", "aat", "tgn", "imdb", "local"]
    identifier: str
    uri: str | None = None


# Layer 2: time-based content


class Segment(Node):
    """A stretch of the media (MMIF TimeFrame, ebucoreplus:EditorialSegment, schema:Clip)."""

    layer: ClassVar[int] = 2
    label: Literal["Segment"] = "Segment"
    kind: Literal[
        "clip", "programme", "scene", "shot", "chapter", "slate", "chyron", "credits", "bars"
    ]
    start_ms: Milliseconds
    end_ms: Milliseconds
    summary: str | None = None
    number: Count | None = Field(None, description="Position among its kind")

    @model_validator(mode="after")
    def _forward(self) -> Segment:
        if self.end_ms <= self.start_ms:
            raise ValueError(f"ends at {self.end_ms} ms, before or at its start {self.start_ms} ms")
        return self


class Frame(Node):
    """A single picture (MMIF TimePoint)."""

    layer: ClassVar[int] = 2
    label: Literal["Frame"] = "Frame"
    t_ms: Milliseconds
    caption: str | None = None
    uri: str | None = None


class VisualVector(Node):
    """Where an image-text model places a picture, for a question in words to find it by.

    Stores keep ``vector`` and give it in snapshots; reads of single nodes leave it out.
    """

    layer: ClassVar[int] = 2
    label: Literal["VisualVector"] = "VisualVector"
    model: str = Field(
        min_length=1, description="Model and weights; only vectors of one model compare"
    )
    vector: PackedVector = Field(
        description="Base64 of float32, little-endian, length 1; or a list of numbers"
    )


class TextUnit(Node):
    """A text that can be quoted (MMIF TextDocument)."""

    layer: ClassVar[int] = 2
    label: Literal["TextUnit"] = "TextUnit"
    text: str = Field(min_length=1)
    channel: Literal["transcript", "ocr", "caption", "catalogue", "shotlist", "summary"]
    field: str | None = Field(None, description="The source's own name of the field")
    start_ms: Milliseconds | None = None
    end_ms: Milliseconds | None = None
    language: Language | None = None


class Mention(Node):
    """A name met in speech, on screen, in a picture or in a record (MMIF NamedEntity)."""

    layer: ClassVar[int] = 2
    label: Literal["Mention"] = "Mention"
    surface: str = Field(min_length=1)
    type: Literal["Person", "CorporateBody", "Place", "Work", "Concept", "Object"]
    modality: Literal["speech", "screen", "image", "catalogue"]
    char_start: Count | None = None
    char_end: Count | None = None
    start_ms: Milliseconds | None = None
    end_ms: Milliseconds | None = None
    bbox: list[float] = Field(default_factory=list, description="x, y, width, height in 0..1")
    speaker: str | None = None
    confidence: Score | None = None


# Layer 3: evidence


class CatalogueField(Node):
    """A quoted stretch of a record's field (oa:TextPositionSelector)."""

    layer: ClassVar[int] = 3
    label: Literal["CatalogueField"] = "CatalogueField"
    source: str = Field(description="Identifier of the Source that the field belongs to")
    field: str
    text: str
    char_start: Count
    char_end: Count


AnyNode = Annotated[
    Collection
    | Work
    | Variant
    | Manifestation
    | Item
    | Instantiation
    | Title
    | Event
    | Activity
    | Agent
    | Place
    | Concept
    | HistoricalEvent
    | Object
    | Authority
    | Segment
    | Frame
    | VisualVector
    | TextUnit
    | Mention
    | CatalogueField,
    Field(discriminator="label"),
]

NODE_TYPES: tuple[type[Node], ...] = (
    Collection, Work, Variant, Manifestation, Item, Instantiation, Title, Event, Activity,
    Agent, Place, Concept, HistoricalEvent, Object, Authority, Segment, Frame, VisualVector,
    TextUnit, Mention, CatalogueField,
)  # fmt: skip


def labels_of(node_type: type[Node]) -> tuple[str, ...]:
    """The labels that a node type may carry."""
    return tuple(node_type.model_fields["label"].annotation.__args__)  # type: ignore[union-attr]


LABELS: tuple[str, ...] = tuple(name for kind in NODE_TYPES for name in labels_of(kind))
