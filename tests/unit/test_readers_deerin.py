"""DEERIn's indexes of shots and of spoken places become evidence with times on the video."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph_ingest.readers import Quarantine
from graph_ingest.readers.deerin_places import PlaceIndexReader
from graph_ingest.readers.deerin_shots import ShotIndexReader
from graph_schema.contribution import Contribution
from graph_schema.nodes import Mention, Place, Segment, TextUnit
from graph_schema.relations import Relation
from graph_schema.scope import Visibility


@pytest.fixture(scope="module")
def tools(shared_data: Path) -> Path:
    return shared_data / "issa_deerin" / "geosearch" / "tools"


@pytest.fixture(scope="module")
def clips(tools: Path) -> dict[str, Contribution]:
    noted = Quarantine()
    found = {c.id: c for c in ShotIndexReader().read(tools / "index_shots.json", noted)}
    assert noted.count == 0
    return found


@pytest.fixture(scope="module")
def videos(tools: Path) -> dict[str, Contribution]:
    noted = Quarantine()
    found = {c.id: c for c in PlaceIndexReader().read(tools / "index_places.json", noted)}
    assert noted.count == 0
    return found


def shots(contribution: Contribution) -> list[Segment]:
    return [n for n in contribution.nodes if isinstance(n, Segment) and n.kind == "shot"]


def test_each_reader_knows_its_own_file(tools: Path) -> None:
    places, index = tools / "index_places.json", tools / "index_shots.json"
    assert ShotIndexReader().claims(index)
    assert PlaceIndexReader().claims(places)
    assert not ShotIndexReader().claims(places)
    assert not PlaceIndexReader().claims(index)
    assert not ShotIndexReader().claims(tools / "nominatim_cache.json")


def test_all_shots_come_through(clips: dict[str, Contribution]) -> None:
    assert len(clips) == 46
    assert sum(len(shots(c)) for c in clips.values()) == 1129
    captions = [n for c in clips.values() for n in c.nodes if isinstance(n, TextUnit)]
    assert len(captions) == 1129
    assert {unit.channel for unit in captions} == {"caption"}


def test_times_are_on_the_video_and_inside_the_clip(clips: dict[str, Contribution]) -> None:
    clip = clips["ni/shots/DVC43313/00.03.33-1887"]
    whole = next(n for n in clip.nodes if isinstance(n, Segment) and n.kind == "clip")
    assert (whole.start_ms, whole.end_ms) == (213_000, 2_100_000)
    ordered = shots(clip)
    assert ordered[0].start_ms == 213_000
    assert ordered[-1].end_ms == 2_100_000
    for contribution in clips.values():
        for shot in shots(contribution):
            assert shot.start_ms < shot.end_ms


def test_a_shot_ends_where_the_next_one_starts(clips: dict[str, Contribution]) -> None:
    first, second = shots(clips["ni/shots/55300_A/00.00.00-1530"])[:2]
    assert (first.start_ms, first.end_ms) == (0, 12_000)
    assert second.start_ms == 12_000
    clip = clips["ni/shots/55300_A/00.00.00-1530"]
    following = {(e.start, e.end) for e in clip.edges if e.type == Relation.NEXT}
    assert (first.id, second.id) in following


def test_answers_are_claims_on_the_caption(clips: dict[str, Contribution]) -> None:
    clip = clips["ni/shots/55300_A/00.00.00-1530"]
    first = shots(clip)[0]
    claims = {a.predicate: a for a in clip.assertions if a.subject == first.id}
    assert claims["title"].value == "Lesser Spotted Ulster"
    assert claims["background"].value == "studio"
    assert "indoor" not in claims  # the answer was "unknown"
    assert "year" not in claims
    captions = {n.id for n in clip.nodes if isinstance(n, TextUnit)}
    assert all(set(claim.evidence) <= captions for claim in claims.values())
    assert {claim.status for claim in claims.values()} == {"proposed"}


def test_absences_claim_nothing_and_answers_have_no_stray_space(
    clips: dict[str, Contribution],
) -> None:
    values = Counter(a.value for c in clips.values() for a in c.assertions)
    assert not {"", "unknown", "None", "N/A", " city"} & values.keys()
    assert values["city"] > 32
    assert all(not isinstance(v, str) or v == v.strip() for v in values)


def test_enrichment_stays_with_the_partner_until_it_is_released(
    clips: dict[str, Contribution],
) -> None:
    sources = [c.source for c in clips.values()]
    assert {s.visibility for s in sources} == {Visibility.PARTNER}
    assert {s.kind for s in sources} == {"machine"}
    assert {s.collection for s in sources} == {"ni", "nlw"}


def test_places_are_mentions_in_speech(videos: dict[str, Contribution]) -> None:
    assert sorted(videos) == [
        "ni/places/55300_A",
        "ni/places/90D2335_A",
        "ni/places/DVC43313",
        "ni/places/DVC43998",
        "nlw/places/aobbu34200001",
    ]
    mentions = [n for c in videos.values() for n in c.nodes if isinstance(n, Mention)]
    assert len(mentions) == 95
    assert {(m.type, m.modality) for m in mentions} == {("Place", "speech")}


def test_a_place_is_osms_with_what_it_lies_within(videos: dict[str, Contribution]) -> None:
    said = videos["ni/places/55300_A"]
    island = next(n for n in said.nodes if n.id == "place:osm/way/4558822")
    assert isinstance(island, Place)
    assert (island.name, island.feature) == ("Sheep Island", "islet")
    assert island.within[:2] == ["Ballintoy", "Causeway Coast and Glens District"]
    first = next(n for n in said.nodes if isinstance(n, Mention))
    assert first.start_ms == 625_000


def confidence(videos: dict[str, Contribution], surface: str) -> float:
    for said in videos.values():
        named = {n.id for n in said.nodes if isinstance(n, Mention) and n.surface == surface}
        for claim in said.assertions:
            if claim.subject in named and claim.predicate == Relation.REFERS_TO:
                assert claim.status == "proposed"
                assert claim.confidence is not None
                return claim.confidence
    raise AssertionError(surface)


@pytest.mark.parametrize(
    "surface", ["Wales", "America", "UK market", "North Wales", "Europe", "RHA", "Rwanda"]
)
def test_what_the_geocoder_got_wrong_is_doubted(
    surface: str, videos: dict[str, Contribution]
) -> None:
    assert confidence(videos, surface) <= 0.3


@pytest.mark.parametrize(
    "surface", ["Sheep Island", "Coleraine", "Mold", "Cardiff", "Mexico", "Anglesey", "Croke Park"]
)
def test_what_agrees_is_believed(surface: str, videos: dict[str, Contribution]) -> None:
    assert confidence(videos, surface) >= 0.75


def shot(**changes: Any) -> dict[str, Any]:
    return {
        "video": "NI/V1",
        "clip": "00.01.00-10",
        "shot": "001",
        "start": "00:00:00",
        "short_description": "A tram.",
        **changes,
    }


def read_shots(tmp_path: Path, items: list[object]) -> tuple[list[Contribution], Quarantine]:
    path = tmp_path / "index_shots.json"
    path.write_text(json.dumps({"meta": {}, "data": items}, indent=1), encoding="utf-8")
    noted = Quarantine()
    return list(ShotIndexReader().read(path, noted)), noted


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "00:00:30"}, "lies past the end of the clip '00.01.00-10'"),
        ({"start": "00:00:10"}, "starts at or past the end of its clip"),
        ({"start": "-00:00:01"}, "is negative"),
        ({"clip": "intro"}, "is not a clip's name"),
        ({"shot": ""}, "'shot' is missing"),
        ({"video": "V1"}, "has to be COLLECTION/VIDEO"),
        ({"shot": "001"}, "the shot stands in line 4 already"),
    ],
)
def test_a_bad_shot_is_put_aside_with_its_line(
    changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    found, noted = read_shots(tmp_path, [shot(), shot(**{"shot": "002", **changes})])
    assert noted.count == 1
    assert message in noted.shown[0]
    assert "index_shots.json:11:" in noted.shown[0]
    assert [len(shots(c)) for c in found] == [1]


def test_lists_claim_each_value_and_objects_are_noted(tmp_path: Path) -> None:
    item = shot(productionCompany=["Lombard", "SHELL"], title={"name": "x"})
    found, noted = read_shots(tmp_path, [item])
    values = [a.value for a in found[0].assertions]
    assert sorted(map(str, values)) == ["Lombard", "SHELL"]
    assert (noted.count, noted.notes) == (0, 1)


def test_a_place_without_a_point_is_put_aside(tmp_path: Path, tools: Path) -> None:
    items = json.loads((tools / "index_places.json").read_text(encoding="utf-8"))["data"][:2]
    items[1]["geometry"]["coordinates"] = [200, 55]
    path = tmp_path / "index_places.json"
    path.write_text(json.dumps({"meta": {}, "data": items}), encoding="utf-8")
    noted = Quarantine()
    [said] = PlaceIndexReader().read(path, noted)
    assert sum(isinstance(n, Mention) for n in said.nodes) == 1
    assert "is no longitude and latitude" in noted.shown[0]
