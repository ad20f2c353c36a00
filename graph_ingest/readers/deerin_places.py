"""DEERIn's index of places (``index_places.json``): names heard in speech, geocoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graph_ingest.readers.gazetteer import authority
from graph_ingest.readers.geocoding import Geocoded, doubt_explained, geocoding_confidence
from graph_ingest.readers.jsonfiles import JsonItems, begins_with, load_items
from graph_ingest.readers.media import (
    Clip,
    Video,
    add_answers,
    add_text,
    mention_id,
    present,
    run_of,
)
from graph_ingest.readers.quarantine import Quarantine, reason
from graph_ingest.readers.said import Said
from graph_ingest.readers.timecodes import milliseconds
from graph_schema.contribution import Contribution
from graph_schema.nodes import Mention, Place
from graph_schema.relations import Relation
from graph_schema.values import entity_id, record_key

_FEATURES = {"video_sport": "sport", "video_politics": "politics", "video_places": "places"}


@dataclass(frozen=True)
class _Heard:
    """One place name heard in a clip, and where the geocoder put it."""

    clip: Clip
    start_ms: int
    surface: str
    found: Geocoded
    item: dict[str, Any]


class PlaceIndexReader:
    """One Contribution for each video: mentions of places, and which place each may be.

    That a mention refers to the geocoded place is a claim, and less sure the less the names
    agree: geocoders answer every question with some place.
    """

    name = "deerin-places"

    def claims(self, path: Path) -> bool:
        """True for a JSON file whose first items are geocoded places of videos."""
        return path.suffix == ".json" and begins_with(
            path, '"data"', '"Feature"', '"video_place"', '"video_path"'
        )

    def read(self, path: Path, quarantine: Quarantine) -> Iterator[Contribution]:
        """The places heard in each video, with times on the video.

        Raises:
            InputError: The file is no index of places.
        """
        index = load_items(path)
        by_video: dict[Video, list[_Heard]] = {}
        for number, item in enumerate(index.items):
            try:
                heard = _read_item(number, item)
            except ValueError as error:
                quarantine.add(path, index.line(number), None, reason(error), str(item))
                continue
            if heard:
                by_video.setdefault(heard.clip.video, []).append(heard)
        for video, names in by_video.items():
            make = partial(_contribution, video, names, index)
            yield from quarantine.attempt(path, video.name, make)


def _read_item(number: int, item: object) -> _Heard | None:
    if not isinstance(item, dict):
        raise ValueError(f"item {number} is not an object")
    parts = str(item.get("video_path", "")).split("/")
    if len(parts) < 4:
        raise ValueError("'video_path' has to end in COLLECTION/VIDEO/CLIP/FILE")
    clip = Clip(Video(parts[-4], parts[-3]), parts[-2])
    surface = present(item.get("video_place"))
    if not isinstance(surface, str):
        return None
    start = clip.absolute(milliseconds(item.get("video_start")))
    return _Heard(clip, min(start, clip.end_ms), surface, Geocoded.read(item), item)


def _contribution(video: Video, names: list[_Heard], index: JsonItems) -> Contribution:
    said = Said()
    for heard in names:
        heard.clip.describe(said)
        _add_features(said, heard)
        _add_mention(said, heard)
    return said.contribution(
        video.source("places", index.path), run_of("DEERIn index_places", model="Nominatim")
    )


def _add_features(said: Said, heard: _Heard) -> None:
    clip, summary = heard.clip, present(heard.item.get("video_summary"))
    if not isinstance(summary, str):
        return
    times = (clip.start_ms, clip.end_ms)
    evidence = add_text(said, clip.segment_id, "summary", summary, times, "summary")
    answers = {name: heard.item.get(key) for key, name in _FEATURES.items()}
    add_answers(said, clip.segment_id, answers, evidence)


def _add_mention(said: Said, heard: _Heard) -> None:
    clip, partner = heard.clip, heard.clip.video.partner
    mention = Mention(
        id=mention_id(clip, heard.start_ms, heard.surface),
        surface=heard.surface,
        type="Place",
        modality="speech",
        start_ms=heard.start_ms,
    )
    said.add(mention, below=clip.segment_id, relation=Relation.HAS_MENTION)
    place_id = _add_place(said, heard.found, partner)
    locality = present(heard.item.get("video_locality"))
    where = locality if isinstance(locality, str) else None
    said.claim(
        mention.id,
        Relation.REFERS_TO,
        [mention.id, clip.segment_id],
        object=place_id,
        confidence=geocoding_confidence(heard.surface, where, heard.found),
        explanation=doubt_explained(heard.surface, where, heard.found),
    )


def _add_place(said: Said, found: Geocoded, partner: str) -> str:
    place_id = (
        record_key("place", "osm", found.osm)
        if found.osm
        else entity_id("place", partner, found.display_name)
    )
    place = Place(
        id=place_id,
        name=found.name,
        name_variants=found.variants,
        lat=found.lat,
        lon=found.lon,
        gazetteer="OpenStreetMap",
        feature=found.feature,
        within=found.within,
    )
    said.add(place)
    if found.osm:
        entry = authority("osm", found.osm)
        said.add(entry)
        said.join(Relation.SAME_AS, place.id, entry.id, match_type="exact")
    return place.id
