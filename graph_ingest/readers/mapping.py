"""Mapping files: how the columns of a partner's spreadsheet become terms of the graph.

A mapping is a YAML file that names every column once. ``columns`` says what each one means
(``term``) and how its cells are cut; the rest names the partner, the collection and the
words that the partner uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph_ingest.readers.lines import read_text
from graph_schema.errors import InputError
from graph_schema.scope import Visibility
from graph_schema.values import Language

_SIZE_LIMIT = 4 * 2**20


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Column(_Strict):
    optional: bool = Field(False, description="The column may be missing from the file")


def _pattern(text: str) -> str:
    try:
        groups = re.compile(text).groups
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    if groups != 1:
        raise ValueError("has to have exactly one group, around the part that is wanted")
    return text


class RecordIdColumn(_Column):
    """The partner's own number of the record."""

    term: Literal["record_id"]
    pattern: Annotated[str, AfterValidator(_pattern)] = r"(.*\S)"


class TitleColumn(_Column):
    """The preferred title. ``bracketed``: a cataloguer's form, as `titles.bracketed` reads."""

    term: Literal["title"]
    form: Literal["plain", "bracketed"] = "plain"


class DateColumn(_Column):
    """The year or EDTF date of production."""

    term: Literal["date"]


class DurationColumn(_Column):
    """The running time, in any form that `extents.seconds` reads."""

    term: Literal["duration"]


class PhysicalColumn(_Column):
    """Sound or colour or both, in the partner's words (see ``words``)."""

    term: Literal["sound", "colour", "sound_and_colour"]


class NotesColumn(_Column):
    """Credits as a cataloguer's note, as `credits.parse_note` reads."""

    term: Literal["credits_note"]


class PairsColumn(_Column):
    """Credits as ``Role: Name`` pairs."""

    term: Literal["credits"]
    split: str | list[str] = "; "
    pair: str = Field(": ", min_length=1)


class AgentColumn(_Column):
    """Names with one role."""

    term: Literal["agent"]
    role: str = Field(min_length=1)
    attribution: Literal["stated", "attributed", "uncertain", "supplied"] = "stated"
    split: str | list[str] = ""


class TitlesColumn(_Column):
    """Other titles of the work, cut at ``split``."""

    term: Literal["alternative_title"]
    split: str | list[str] = ""


class ListColumn(_Column):
    """Headings, cut at ``split``.

    ``subject`` holds topics, places and genres together: a heading in ``places`` is a place,
    one in lower case a genre where ``lower_case_genres`` says so, any other a topic.
    """

    term: Literal["subject", "topic", "place", "genre"]
    split: str | list[str] = ""
    lower_case_genres: bool = False


class TextColumn(_Column):
    """A text that describes the work and can be quoted."""

    term: Literal["summary"]


class LanguageColumn(_Column):
    """BCP 47 tags of the work's languages."""

    term: Literal["language"]
    split: str | list[str] = ""


class VideoColumn(_Column):
    """Name of the video that enrichment knows the work by."""

    term: Literal["video"]
    partner: str | None = Field(None, description="Partner of the enrichment; default: the same")


class AuthorityColumn(_Column):
    """Identifier or address of the work in an authority file."""

    term: Literal["authority"]
    scheme: Literal["wikidata", "viaf", "gnd", "geonames", "imdb", "local"]


class IgnoredColumn(_Column):
    """A column that says nothing of use; it stays in the Source's raw fields."""

    term: Literal["ignored"]


Column = Annotated[
    RecordIdColumn
    | TitleColumn
    | DateColumn
    | DurationColumn
    | PhysicalColumn
    | NotesColumn
    | PairsColumn
    | AgentColumn
    | TitlesColumn
    | ListColumn
    | TextColumn
    | LanguageColumn
    | VideoColumn
    | AuthorityColumn
    | IgnoredColumn,
    Field(discriminator="term"),
]

_ONCE = ("record_id", "title", "date", "duration", "sound", "colour", "sound_and_colour", "video")


class CollectionMapping(_Strict):
    """The collection that the records belong to."""

    id: str = Field(min_length=1, pattern=r"^[^#\s]+$")
    name: str = Field(min_length=1)
    description: str | None = None
    holder: str | None = Field(None, description="Body that holds it")


class Words(_Strict):
    """The partner's words for controlled values, in lower case."""

    sound: dict[str, str] = Field(default_factory=dict)
    colour: dict[str, str] = Field(default_factory=dict)
    roles: dict[str, str] = Field(default_factory=dict)


class Gazetteer(_Strict):
    """A file with coordinates and authority numbers of the place headings.

    ``file`` is looked for beside the catalogue; where it is missing the headings stay without
    coordinates.
    """

    file: str
    name: str = Field(description="What to cite as the origin of the coordinates")
    heading: str = "Location"
    lat: str = "lat"
    lon: str = "long"
    wikidata: str | None = None
    geonames: str | None = None


class KnownNames(_Strict):
    """Names that a credits note can't be read without."""

    bodies: list[str] = Field(default_factory=list, description="Firms, groups and clubs")
    people: list[str] = Field(default_factory=list, description="People whose name hides it")
    places: list[str] = Field(default_factory=list, description="Towns that follow a name")


class Mapping(_Strict):
    """A whole mapping file."""

    name: str = Field(min_length=1)
    partner: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    collection: CollectionMapping
    visibility: Visibility = Visibility.PUBLIC
    language: Language | None = Field(None, description="Language of the summaries")
    columns: dict[str, Column]
    words: Words = Words()
    places: list[str] = Field(default_factory=list, description="Headings that are places")
    spelling: dict[str, str] = Field(
        default_factory=dict, description="Heading as written to its preferred form"
    )
    gazetteer: Gazetteer | None = None
    known: KnownNames = KnownNames()

    @model_validator(mode="after")
    def _whole(self) -> Mapping:
        terms: list[str] = [column.term for column in self.columns.values()]
        for term in ("record_id", "title"):
            if term not in terms:
                raise ValueError(f"no column has the term {term!r}; every mapping needs one")
        for term in _ONCE:
            if terms.count(term) > 1:
                raise ValueError(
                    f"{terms.count(term)} columns have the term {term!r}; only one can"
                )
        return self

    @cached_property
    def required(self) -> list[str]:
        """Names of the columns that a file has to have."""
        return [
            name
            for name, column in self.columns.items()
            if not column.optional and column.term != "ignored"
        ]

    def column(self, *terms: str) -> str | None:
        """Name of the first column with one of the terms."""
        return next((name for name, c in self.columns.items() if c.term in terms), None)


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        InputError: It is not YAML, or says something that a mapping can't say; the message
            names the line and the field.
    """
    text = read_text(path, _SIZE_LIMIT)
    try:
        # All scalars stay text, as a column may be named "no" or "2020".
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise InputError(
            f"not YAML: {problem}", path=str(path), line=mark.line + 1 if mark else None
        ) from error
    try:
        return Mapping.model_validate(content)
    except ValidationError as error:
        raise _mapping_error(error, tree, path) from error


def shipped_mapping(name: str) -> Mapping:
    """A mapping that ships with the package: ``nls`` or ``issa-sample``."""
    return load_mapping(Path(str(files("graph_ingest.readers"))) / "mappings" / f"{name}.yaml")


def _mapping_error(error: ValidationError, tree: Any, path: Path) -> InputError:
    detail = error.errors(include_url=False)[0]
    place = [str(part) for part in detail["loc"]]
    line, known = _line_of(tree, place)
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        message = "there is no such setting here"
    elif detail["type"] == "missing":
        message = f"{place[-1]!r} is missing"
    return InputError(
        f"wrong mapping: {message}", path=str(path), line=line, field=".".join(known) or None
    )


def _line_of(node: Any, place: Sequence[str]) -> tuple[int, list[str]]:
    """Line of the deepest part of a place that the file has, and that part's keys."""
    line, known = (node.start_mark.line + 1 if node else 1), []
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == part), None)
            if found is None:
                continue  # the name of a union's branch, which the file does not have
            key, node = found
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and part.isdigit():
            node = node.value[int(part)]
            line = node.start_mark.line + 1
        else:
            break
        known.append(part)
    return line, known
