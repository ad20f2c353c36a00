"""Cuts as files for editors, read back by OpenTimelineIO, and as films, decoded frame by frame."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import av
import opentimelineio as otio
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

import explorer
from explorer.cut.edl import edl
from explorer.cut.iiif import manifest
from explorer.cut.otio import timeline
from explorer.cut.sequence import Clip, Cut
from explorer.cut.timecode import RATES, frames_of
from explorer.cut.xml import fcp7, fcpx
from graph_schema.contribution import Contribution
from graph_schema.errors import InputError, RetrievalIndexError
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from tests.explorer_sources import sources_of
from tests.real_films import GLASS, MANIFESTO, laid_out
from tests.unit.small_archive import film, shots, stored
from tests.unit.test_explorer_media import ended

HOSTILE = (
    '</title><script>alert("x")</script> & ]]> \x00\x0b\ufffe \u202e\n'
    "* FROM CLIP NAME: other\n\ud83d"
)
ALL = Scope.everything()


def clip(number: int, start_ms: int, end_ms: int, **more: str) -> Clip:
    held: dict[str, Any] = {
        "film": f"work:a/{number}",
        "title": f"Film {number}",
        "file": f"instantiation:a/{number}",
        "uri": f"a/{number} é.mp4",
        "rights": "CC BY 4.0",
        "source": f"a {number}",
        **more,
    }
    return Clip(start_ms=start_ms, end_ms=end_ms, **held)


CLIPS = (
    clip(1, 9360, 10640, why="heard: “unite”", text="Workers of the world, unite."),
    clip(2, 61_033, 64_500, start_tc="10:00:00:00"),
    clip(1, 0, 40),
    clip(1, 599_990, 660_010),
)


def cut(rate: str = "25", clips: tuple[Clip, ...] = CLIPS, **more: str) -> Cut:
    return Cut(more.pop("title", "The cut"), RATES[rate], clips, **more)


@pytest.mark.parametrize("name", RATES)
def test_timecodes_are_those_of_opentimelineio(name: str) -> None:
    rate = RATES[name]
    for frames in (0, 1, 29, 1799, 1800, 1801, 17_981, 17_982, 107_892, 215_783, 1_234_567):
        time = otio.opentime.RationalTime(frames, float(rate.exact))
        assert rate.timecode(frames) == otio.opentime.to_timecode(
            time, float(rate.exact), drop_frame=rate.drop
        )


@pytest.mark.parametrize("name", RATES)
@given(frames=st.integers(0, 24 * 3600 * 20))
def test_a_timecode_is_the_frame_it_was_made_of(name: str, frames: int) -> None:
    assert frames_of(RATES[name].timecode(frames), RATES[name]) == frames


def test_drop_frame_keeps_to_the_clock() -> None:
    rate = RATES["29.97df"]
    assert rate.timecode(rate.frames(3_600_000)) == "01:00:00;00"
    assert rate.timecode(1800) == "00:01:00;02"
    assert RATES["29.97"].timecode(1800) == "00:01:00:00"
    assert frames_of("no timecode", rate) == 0


def expected(made: Cut) -> list[tuple[int, int, int, int]]:
    """First frame in the source, length, and start and end in the cut, of each clip."""
    found, at = [], made.starts
    for one in made.clips:
        first = round(Fraction(one.start_ms, 1000) * made.rate.exact)
        frames = max(1, round(Fraction(one.end_ms, 1000) * made.rate.exact) - first)
        offset = frames_of(one.start_tc, made.rate)
        found.append((first + offset, frames, at, at + frames))
        at += frames
    return found


def read_back(text: str, adapter: str, rate: float) -> list[tuple[int, int]]:
    options = {"rate": rate} if adapter == "cmx_3600" else {}
    read = otio.adapters.read_from_string(text, adapter, **options)
    if isinstance(read, otio.schema.SerializableCollection):
        read = next(iter(read))
    clips = list(read.video_tracks()[0].find_clips())
    ranges = [one.source_range for one in clips]
    assert all(abs(r.start_time.rate - rate) < 0.001 for r in ranges)
    return [(round(r.start_time.value), round(r.duration.value)) for r in ranges]


@pytest.mark.parametrize("name", RATES)
def test_an_edl_reads_back_to_the_same_times(name: str) -> None:
    made = cut(name)
    text = edl(made)
    assert f"FCM: {'DROP' if made.rate.drop else 'NON-DROP'} FRAME" in text
    read = read_back(text, "cmx_3600", float(made.rate.exact))
    assert read == [(first, frames) for first, frames, _, _ in expected(made)]
    times = [line.split()[-2:] for line in text.splitlines() if line[:3].isdecimal()]
    told = [tuple(frames_of(time, made.rate) for time in pair) for pair in times]
    assert told == [(start, end) for _, _, start, end in expected(made)]
    assert "* FROM CLIP NAME: 1 é.mp4" in text
    assert "* RIGHTS: CC BY 4.0 (a 1)" in text


@pytest.mark.parametrize("name", RATES)
def test_a_timeline_reads_back_to_the_same_times(name: str) -> None:
    made = cut(name, base="file:///Volumes/Films/")
    text = timeline(made)
    read = read_back(text, "otio_json", float(made.rate.exact))
    assert read == [(first, frames) for first, frames, _, _ in expected(made)]
    held = otio.adapters.read_from_string(text, "otio_json")
    assert [track.kind for track in held.tracks] == ["Video", "Audio"]
    one = next(iter(held.find_clips()))
    assert one.media_reference.target_url == "file:///Volumes/Films/a/1%20%C3%A9.mp4"
    assert one.metadata["reelgraph"]["rights"] == "CC BY 4.0"
    assert one.metadata["reelgraph"]["source"] == "a 1"
    assert list(held.metadata["reelgraph"]["credits"]) == [
        "Film 1. a 1. CC BY 4.0", "Film 2. a 2. CC BY 4.0",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["24", "25", "29.97", "29.97df", "23.976", "50"])
def test_final_cut_7_xml_reads_back_to_the_same_times(name: str) -> None:
    made = cut(name)
    text = fcp7(made)
    ends = [(first, frames) for first, frames, _, _ in expected(made)]
    clips = ET.fromstring(text.split("<!DOCTYPE xmeml>")[1]).findall(".//video/track/clipitem")
    told = [
        tuple(int(one.findtext(tag, "")) for tag in ("in", "out", "start", "end")) for one in clips
    ]
    assert told == [(p.first, p.first + p.frames, p.at, p.at + p.frames) for p in made.placed]
    assert [one.findtext("comments/mastercomment2") for one in clips] == ["CC BY 4.0"] * 4
    read = otio.adapters.read_from_string(text, "fcp_xml")
    track = (
        read.video_tracks()[0]
        if hasattr(read, "video_tracks")
        else next(iter(read)).video_tracks()[0]
    )
    assert [round(c.source_range.duration.value) for c in track.find_clips()] == [
        n for _, n in ends
    ]


@pytest.mark.parametrize("name", ["24", "25", "29.97", "29.97df", "23.976", "50"])
def test_fcpxml_has_whole_frames_and_the_same_times(name: str) -> None:
    made = cut(name)
    root = ET.fromstring(fcpx(made).split("<!DOCTYPE fcpxml>")[1])

    def frames(time: str | None) -> Fraction:
        return Fraction(str(time).removesuffix("s")) * made.rate.exact

    told = [
        tuple(frames(one.get(key)) for key in ("start", "duration", "offset"))
        for one in root.findall(".//spine/asset-clip")
    ]
    assert told == [(first, n, start) for first, n, start, _ in expected(made)]
    assets = {asset.get("id"): asset for asset in root.findall(".//asset")}
    assert len(assets) == 2
    for one in root.findall(".//asset-clip"):
        asset = assets[one.get("ref")]
        ends = frames(asset.get("start")) + frames(asset.get("duration"))
        assert frames(one.get("start")) + frames(one.get("duration")) <= ends
    assert "CC BY 4.0" in str(root.findtext(".//asset-clip/note"))
    assert root.find(".//md[@key='org.reelgraph.rights']").get("value") == "CC BY 4.0"  # type: ignore[union-attr]


def test_fcpxml_reads_back() -> None:
    read = otio.adapters.read_from_string(fcpx(cut("25")), "fcpx_xml")
    clips = (
        list(read.find_clips())
        if hasattr(read, "find_clips")
        else list(next(iter(read)).find_clips())
    )
    names = [one.name for one in clips]
    assert names[:4] == ["Film 1", "Film 2", "Film 1", "Film 1"]


def test_hostile_titles_stay_text() -> None:
    wild = (
        clip(1, 0, 1000, title=HOSTILE, rights=HOSTILE, source=HOSTILE, why=HOSTILE, text=HOSTILE),
    )
    made = cut("25", wild, title=HOSTILE)
    for text, doctype in ((fcp7(made), "<!DOCTYPE xmeml>"), (fcpx(made), "<!DOCTYPE fcpxml>")):
        root = ET.fromstring(text.split(doctype)[1])
        assert root.findall(".//script") == []
        assert any("<script>" in (node.text or "") for node in root.iter()) or "script" in text
        text.encode("utf-8")
    lines = edl(made).splitlines()
    assert sum(line.startswith("* FROM CLIP NAME: ") for line in lines) == 1
    assert len([line for line in lines if line[:3].isdecimal()]) == 1
    otio.adapters.read_from_string(timeline(made), "otio_json")
    assert json.loads(manifest(made, "http://127.0.0.1"))["type"] == "Manifest"


def test_an_edl_has_no_thousand_events() -> None:
    with pytest.raises(InputError, match="999"):
        edl(cut("25", CLIPS[:1] * 1000))


def test_a_long_cut_takes_time_in_proportion() -> None:
    made = cut("25", CLIPS * 125)
    assert fcp7(made).count("<clipitem ") == 1000
    assert fcpx(made).count("<asset-clip ") == 500


def test_a_iiif_range_plays_the_clips() -> None:
    made = json.loads(manifest(cut(), "http://127.0.0.1:8735"))
    assert [item["id"].rpartition("/")[2] for item in made["structures"][0]["items"]] == list(
        "1234"
    )
    first = made["structures"][0]["items"][0]
    assert first["items"][0]["id"].endswith("/canvas/1#t=9.36,10.64")
    assert first["requiredStatement"]["value"] == {"none": ["Film 1. a 1. CC BY 4.0"]}
    canvas = made["items"][0]
    assert canvas["duration"] == 660.01
    assert canvas["items"][0]["items"][0]["body"]["id"].endswith("id=instantiation%3Aa%2F1")


# Over HTTP, with real films.

GLASS_CLIP = {"film": "work:nls/0002", "file": "instantiation:nls/0002"}
MANIFESTO_CLIP = {"film": "work:nls/0003", "file": "instantiation:nls/0003"}
FIRST: dict[str, Any] = {**GLASS_CLIP, "start_ms": 14_000, "end_ms": 15_200}
SPOKEN = {"text": "Workers of the world, unite.", "why": "heard"}
ASK = {
    "title": "The cut",
    "clips": [
        FIRST,
        {**MANIFESTO_CLIP, "start_ms": 9360, "end_ms": 10_640, **SPOKEN},
        {**GLASS_CLIP, "start_ms": 66_080, "end_ms": 66_480},
    ],
}


def archive() -> list[Contribution]:
    return [
        film("0002", "Grandma's Reading Glass", year="1900"),
        shots("0002", ["a lens", "an eye"]),
        film("0003", "Manifesto"),
        shots("0003", ["a card"], visibility=Visibility.PRIVATE),
    ]


def client_of(tmp_path: Path, scope: Scope = ALL) -> TestClient:
    def no_index() -> Answerer:
        raise RetrievalIndexError("none")

    store = stored(archive())
    app = create_app(Services(no_index, store))
    roots = laid_out(tmp_path / "films", {"0002.mp4": GLASS, "0003.mp4": MANIFESTO})
    held = sources_of(store, tmp_path / "work", roots)
    explorer.mount(
        app, explorer.Sources(store, lambda _: scope, held.tables, held.work, held.media)
    )
    return TestClient(app)


@pytest.mark.parametrize("form", ["edl", "otio", "fcpxml", "fcp7", "vtt", "iiif"])
def test_each_form_carries_whose_the_clips_are(tmp_path: Path, form: str) -> None:
    reply = client_of(tmp_path).post("/api/v1/cut/export", json={**ASK, "format": form})
    assert reply.status_code == 200
    assert "attachment; filename*=utf-8''The%20cut." in reply.headers["content-disposition"]
    assert "Grandma's Reading Glass" in reply.text
    assert "nls 0002" in reply.text
    assert "Not stated in the record" in reply.text


def test_the_callers_own_credit_is_not_taken(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    stolen = {"film": "work:nls/0003", "file": "instantiation:nls/0002", "start_ms": 0, "end_ms": 9}
    reply = client.post("/api/v1/cut/export", json={"clips": [stolen], "format": "edl"})
    assert reply.status_code == 404
    claimed = {**FIRST, "rights": "mine"}
    text = client.post("/api/v1/cut/export", json={"clips": [claimed], "format": "edl"}).text
    assert "mine" not in text


def test_nobody_cuts_what_they_may_not_see(tmp_path: Path) -> None:
    client = client_of(tmp_path, Scope.public())
    for route in ("export", "film"):
        reply = client.post(f"/api/v1/cut/{route}", json={**ASK, "format": "edl"})
        assert reply.status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"clips": []},
        {"fps": "26"},
        {"clips": [{**FIRST, "end_ms": 14_000}]},
        {"clips": [{**FIRST, "start_ms": 0, "end_ms": 20_000_000}] * 2},
        {"format": "exe"},
    ],
)
def test_what_is_no_cut_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    reply = client_of(tmp_path).post("/api/v1/cut/export", json={**ASK, "format": "edl", **wrong})
    assert reply.status_code == 422


@pytest.mark.parametrize(("rate", "frames"), [("25", 30 + 32 + 10), ("29.97", 36 + 38 + 12)])
def test_a_rendered_cut_has_exactly_the_frames_it_says(
    tmp_path: Path, rate: str, frames: int
) -> None:
    client = client_of(tmp_path)
    job = client.post("/api/v1/cut/film", json={**ASK, "fps": rate, "height": 480}).json()
    assert ended(client, job["id"]) | {"id": ""} == {
        "id": "", "title": "The cut", "state": "done", "done": 1.0, "problem": "",
    }  # fmt: skip
    reply = client.get(f"/api/v1/jobs/{job['id']}/film")
    assert "The%20cut.mp4" in reply.headers["content-disposition"]
    made = tmp_path / "made.mp4"
    made.write_bytes(reply.content)
    exact = RATES[rate].exact
    with av.open(str(made)) as seen:
        assert (seen.streams.video[0].width, seen.streams.video[0].height) == (854, 480)
        shown = [frame.time for frame in seen.decode(video=0)]
        assert len(shown) == frames
        assert shown == pytest.approx([float(n / exact) for n in range(frames)], abs=1e-4)
        assert [c["metadata"]["title"].partition(".")[0] for c in seen.chapters()] == [
            "Grandma's Reading Glass (1900)", "Manifesto", "Grandma's Reading Glass (1900)",
        ]  # fmt: skip
        assert "nls 0003. Not stated" in seen.metadata["comment"]
    with av.open(str(made)) as heard:
        samples = sum(frame.samples for frame in heard.decode(audio=0))
    assert samples >= frames / exact * 48_000
    assert samples - frames / exact * 48_000 < 4096


def test_a_rendered_clip_is_the_stretch_that_was_asked_for(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    job = client.post("/api/v1/cut/film", json={**ASK, "height": 480}).json()
    ended(client, job["id"])
    made = tmp_path / "made.mp4"
    made.write_bytes(client.get(f"/api/v1/jobs/{job['id']}/film").content)
    cut_pictures = pictures(made, range(72))
    source = pictures(GLASS, [350, 379, 1652, 1661])
    for at, frame in ((0, 350), (29, 379), (62, 1652), (71, 1661)):
        near = {f: difference(cut_pictures[at], source[f]) for f in source}
        assert min(near, key=near.__getitem__) in (frame, frame - 1, frame + 1)
        assert near[frame] < 12


def pictures(path: Path, wanted: Any) -> dict[int, Any]:
    """Small grey pictures of some frames, the black at their sides cut off."""
    found = {}
    with av.open(str(path)) as seen:
        for number, frame in enumerate(seen.decode(video=0)):
            if number in wanted:
                shown = frame.reformat(854 if frame.width == 854 else 600, 480, "gray").to_ndarray()
                found[number] = shown[::8, 127:727:8] if shown.shape[1] == 854 else shown[::8, ::8]
    return found


def difference(one: Any, other: Any) -> float:
    width = min(one.shape[1], other.shape[1])
    return float(abs(one[:, :width].astype(int) - other[:, :width].astype(int)).mean())


def test_a_film_that_is_not_here_is_told(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    (tmp_path / "films" / "0003.mp4").unlink()
    reply = client.post("/api/v1/cut/film", json=ASK)
    assert (reply.status_code, reply.json()["title"]) == (404, "The film's file is not here")
    nameless = {"film": "work:nls/0002", "start_ms": 0, "end_ms": 1000}
    reply = client.post("/api/v1/cut/film", json={"clips": [nameless]})
    assert 'No file of "Grandma\'s Reading Glass"' in reply.json()["title"]
    assert client.post("/api/v1/cut/export", json={"clips": [nameless], "format": "edl"}).text


@pytest.mark.parametrize("form", ["fcpxml", "fcp7"])
def test_an_editor_is_told_the_size_of_the_first_film(tmp_path: Path, form: str) -> None:
    client = client_of(tmp_path)
    with av.open(str(GLASS)) as seen:
        size = seen.streams.video[0].width, seen.streams.video[0].height

    def told() -> tuple[int, int]:
        text = client.post("/api/v1/cut/export", json={**ASK, "format": form}).text
        root = ET.fromstring(text.split(f"<!DOCTYPE {'xmeml' if form == 'fcp7' else form}>")[1])
        if form == "fcp7":
            shape = root.find(".//format/samplecharacteristics")
            assert shape is not None
            return int(shape.findtext("width", "")), int(shape.findtext("height", ""))
        shape = root.find(".//format")
        assert shape is not None
        return int(shape.get("width", "")), int(shape.get("height", ""))

    assert told() == size
    for film_file in (tmp_path / "films").iterdir():
        film_file.unlink()
    assert told() == (1920, 1080)
