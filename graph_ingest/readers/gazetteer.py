"""The file of coordinates and authority numbers beside a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph_ingest.readers.mapping import Gazetteer, Mapping
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.said import Said
from graph_ingest.readers.subjects import make_heading
from graph_ingest.readers.tables import checked_header, read_table
from graph_schema.contribution import Contribution, Source
from graph_schema.errors import InputError
from graph_schema.nodes import Authority, Place
from graph_schema.relations import Relation
from graph_schema.values import entity_id, record_key

AUTHORITY_URIS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "geonames": "https://sws.geonames.org/{}/",
    "viaf": "https://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "imdb": "https://www.imdb.com/title/{}/",
    "osm": "https://www.openstreetmap.org/{}",
}


def authority(scheme: str, identifier: str) -> Authority:
    """The node of an entry in an authority file."""
    pattern = AUTHORITY_URIS.get(scheme)
    return Authority(
        id=record_key("authority", scheme, identifier),
        scheme=scheme,
        identifier=identifier,
        uri=pattern.format(identifier) if pattern else None,
    )


def read_gazetteer(
    catalogue: Path, mapping: Mapping, quarantine: Quarantine
) -> Contribution | None:
    """What the gazetteer beside a catalogue says of the place headings, where there is one.

    Raises:
        InputError: It is there and can't be read, or lacks a column.
    """
    settings = mapping.gazetteer
    path = _beside(catalogue, settings) if settings else None
    if settings is None or path is None:
        return None
    said = Said()
    for line, row in _rows(path, settings):
        try:
            _add_place(said, row, mapping, settings)
        except ValueError as error:
            quarantine.add(path, line, None, reason(error), str(row))
    source = Source(
        id=f"{mapping.partner}/gazetteer",
        partner=mapping.partner,
        collection=mapping.collection.id,
        visibility=mapping.visibility,
        file=str(path),
    )
    return said.contribution(source)


def _beside(catalogue: Path, settings: Gazetteer) -> Path | None:
    wanted = catalogue.parent / settings.file
    return next((path for path in (wanted, catalogue.parent / wanted.name) if path.is_file()), None)


def _rows(path: Path, settings: Gazetteer) -> Iterator[tuple[int, dict[str, str]]]:
    rows = read_table(path)
    first = next(rows, None)
    if first is None:
        raise InputError("the file is empty", path=str(path))
    header = checked_header(first, path)
    for column in (settings.heading, settings.lat, settings.lon):
        if column not in header:
            raise InputError("the column is missing", path=str(path), line=1, field=column)
    for row in rows:
        yield row.line, dict(zip(header, row.cells, strict=False))


def _add_place(said: Said, row: dict[str, str], mapping: Mapping, settings: Gazetteer) -> None:
    known = make_heading(" ".join(row[settings.heading].split()), "place", mapping)
    lat, lon = (_degrees(row.get(column, "")) for column in (settings.lat, settings.lon))
    place = Place(
        id=entity_id("place", mapping.partner, known.heading),
        name=known.name,
        name_variants=list(known.variants),
        lat=lat,
        lon=lon,
        gazetteer=settings.name if lat is not None else None,
    )
    said.add(place)
    for scheme, column in (("wikidata", settings.wikidata), ("geonames", settings.geonames)):
        if identifier := row.get(column or "", "").strip():
            entry = authority(scheme, identifier)
            said.add(entry)
            said.join(Relation.SAME_AS, place.id, entry.id, match_type="exact")


def _degrees(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a number of degrees") from None
