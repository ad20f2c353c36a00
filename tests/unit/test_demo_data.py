"""The demo collection is whole: unique records, plausible dates, times inside the media."""

import csv
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import reelgraph

DEMO = Path(reelgraph.__file__).resolve().parent / "demo"
ENRICHMENT = DEMO / "enrichment"
CLIP_NAME = re.compile(r"(\d\d)\.(\d\d)\.(\d\d)-(\d+)")
MEASURED_SECONDS = {
    "grandmas_reading_glass_1900": 2064 / 25,
    "jfk_inaugural_1961": 11.0,
    "manifesto_reading": 88.07,
}
REQUIRED = ("id", "title", "credits", "subjects", "genre", "sound", "summary")


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def clip_bounds(clip: Path) -> tuple[int, int]:
    """Start and end of a clip on its medium, in seconds, from the folder name."""
    match = CLIP_NAME.fullmatch(clip.name)
    assert match, clip
    hours, minutes, seconds, length = map(int, match.groups())
    start = hours * 3600 + minutes * 60 + seconds
    return start, start + length


@pytest.fixture(scope="module")
def records() -> list[dict[str, str]]:
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


@pytest.fixture(scope="module")
def collection() -> Path:
    attributes = load(ENRICHMENT / "collections.json")["data"][0]["attributes"]
    return ENRICHMENT / str(attributes["path"])


@pytest.fixture(scope="module")
def clips(collection: Path) -> list[Path]:
    return sorted(path for path in collection.glob("*/*") if path.is_dir())


def test_there_are_sixty_records_or_more_each_with_its_own_id(
    records: list[dict[str, str]],
) -> None:
    assert len(records) >= 60
    assert len({record["id"] for record in records}) == len(records)
    assert all(re.fullmatch(r"D\d{3}", record["id"]) for record in records)


@pytest.mark.parametrize("column", REQUIRED)
def test_no_required_field_is_empty(records: list[dict[str, str]], column: str) -> None:
    assert [record["id"] for record in records if not record[column].strip()] == []


def test_years_lie_within_the_history_of_film(records: list[dict[str, str]]) -> None:
    for record in records:
        years = [int(year) for year in record["year"].split("/") if year]
        assert all(1888 <= year <= 1975 for year in years), record["id"]
        assert years == sorted(years), record["id"]
    undated = [record["id"] for record in records if not record["year"]]
    assert len(undated) <= 1


def test_controlled_columns_hold_only_their_terms(records: list[dict[str, str]]) -> None:
    assert {record["sound"] for record in records} == {"silent", "sound"}
    assert {record["colour"] for record in records} == {"bw", "colour", ""}
    lengths = [record["length"] for record in records if record["length"]]
    assert all(re.fullmatch(r"\d\d:[0-5]\d:[0-5]\d", length) for length in lengths)


def test_every_credit_is_a_role_and_a_name(records: list[dict[str, str]]) -> None:
    for record in records:
        for credit in record["credits"].split("; "):
            assert re.fullmatch(r"[A-Z][\w -]+: \S.*\S", credit), (record["id"], credit)


def test_summaries_are_one_to_three_sentences_and_all_different(
    records: list[dict[str, str]],
) -> None:
    summaries = Counter(record["summary"] for record in records)
    assert max(summaries.values()) == 1
    assert all(60 <= len(summary) <= 420 and summary.endswith(".") for summary in summaries)


def test_no_field_carries_stray_space(records: list[dict[str, str]]) -> None:
    for record in records:
        assert all(value == value.strip() for value in record.values()), record["id"]


def test_one_person_is_named_in_several_forms(records: list[dict[str, str]]) -> None:
    names = " ".join(record["credits"] for record in records)
    for forms in (
        ("G. A. Smith", "George Albert Smith", "Smith, George Albert"),
        ("R. W. Paul", "Robert W. Paul", "Paul, Robert W.", "Paul's Animatograph Works"),
        ("Alice Guy", "Alice Guy-Blaché", "Guy-Blaché, Alice"),
        ("Dziga Vertov", "Vertov, Dziga"),
    ):
        assert all(form in names for form in forms), forms


def test_enriched_videos_and_the_catalogue_name_each_other(
    records: list[dict[str, str]], collection: Path
) -> None:
    named = {record["video"] for record in records if record["video"]}
    enriched = {path.name for path in collection.iterdir()}
    annotated = {path.stem for path in (ENRICHMENT / "annotations").glob("*.json")}
    assert named == enriched == annotated == set(MEASURED_SECONDS)


def test_annotations_carry_the_title_and_the_clips(
    records: list[dict[str, str]], clips: list[Path]
) -> None:
    titles = {record["video"]: record["title"] for record in records if record["video"]}
    starts = {(clip.parent.name, clip_bounds(clip)) for clip in clips}
    seen = set()
    for path in (ENRICHMENT / "annotations").glob("*.json"):
        annotation = load(path)
        assert annotation["filmInfo"]["title"] == titles[path.stem]
        for clip in annotation["clips"]:
            start, end = (seconds(clip[key]) for key in ("startTime", "endTime"))
            seen.add((path.stem, (start, end)))
    assert seen == starts


def seconds(timecode: str) -> int:
    hours, minutes, rest = map(int, timecode.split(":"))
    return hours * 3600 + minutes * 60 + rest


def test_clips_end_within_the_measured_media(clips: list[Path]) -> None:
    assert len(clips) == 4
    for clip in clips:
        assert clip_bounds(clip)[1] <= MEASURED_SECONDS[clip.parent.name], clip


def shot_rows(clip: Path) -> list[dict[str, str]]:
    with (clip / "shots" / "shots.csv").open(encoding="utf-8", newline="") as handle:
        assert next(handle).startswith("Timecode List:")
        return list(csv.DictReader(handle, strict=True))


def test_shots_follow_each_other_inside_their_clip(clips: list[Path]) -> None:
    shown = [clip for clip in clips if (clip / "shots").is_dir()]
    assert len(shown) == 3
    for clip in shown:
        start, end = clip_bounds(clip)
        rows = shot_rows(clip)
        edges = [(float(r["Start Time (seconds)"]), float(r["End Time (seconds)"])) for r in rows]
        assert edges[0][0] == 0
        assert edges[-1][1] == end - start
        assert all(before < after for before, after in edges)
        assert all(first[1] == second[0] for first, second in pairwise(edges))


def test_every_shot_has_its_described_frame(clips: list[Path]) -> None:
    described = 0
    for clip in clips:
        folders = sorted(path.name for path in (clip / "shots").glob("*/"))
        if folders:
            assert folders == [f"{int(row['Scene Number']):03d}" for row in shot_rows(clip)]
        for folder in folders:
            answers = load(clip / "shots" / folder / "frames.json")["data"]["middle.jpg"]
            assert len(answers["short_description"]["value"]) > 20
            assert answers["colour"]["value"] in {"BW", "COLOUR"}
            described += 1
    assert described == 13


def test_spoken_sentences_are_in_order_and_inside_their_clip(clips: list[Path]) -> None:
    spoken = 0
    for path in (clip / "transcription.json" for clip in clips):
        if not path.exists():
            continue
        start, end = clip_bounds(path.parent)
        segments = load(path)
        spoken += len(segments)
        assert all(0 <= s["start"] < s["end"] <= end - start for s in segments)
        assert all(first["end"] <= second["start"] for first, second in pairwise(segments))
        for segment in segments:
            assert segment["start"] == pytest.approx(segment["start_offset"] * 0.08)
            assert segment["end"] == pytest.approx(segment["end_offset"] * 0.08)
    assert spoken == 16


def test_spoken_places_stand_in_the_sentence_that_names_them(clips: list[Path]) -> None:
    places = load(ENRICHMENT / "index_places.json")["data"]
    by_path = {f"{clip.parent.name}/{clip.name}": clip for clip in clips}
    assert places
    for place in places:
        clip = by_path["/".join(place["video_path"].split("/")[-3:-1])]
        second = seconds(place["video_start"])
        segments = load(clip / "transcription.json")
        spoken = [s["segment"] for s in segments if int(s["start"]) == second]
        assert place["video_place"] in spoken[0]
        longitude, latitude = place["geometry"]["coordinates"]
        assert abs(longitude) <= 180
        assert abs(latitude) <= 90
