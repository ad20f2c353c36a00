"""Catalogues in spreadsheets: the NLS export, the ISSA sample, the demo, .tsv and .xlsx."""

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

import reelgraph
from graph_ingest.readers import Quarantine, reader_for
from graph_ingest.readers.mapping import Mapping, load_mapping
from graph_ingest.readers.spreadsheet import SpreadsheetReader, issa_sample, nls
from graph_schema.contribution import Contribution
from graph_schema.nodes import Activity, Manifestation, Place, TextUnit, Title, Work
from graph_schema.relations import Relation

DEMO = Path(reelgraph.__file__).resolve().parent / "demo"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def catalogue(shared_data: Path) -> Path:
    return shared_data / "nls_moving_image_archive" / "marc_records.csv"


@pytest.fixture(scope="module")
def noted() -> Quarantine:
    return Quarantine()


@pytest.fixture(scope="module")
def records(catalogue: Path, noted: Quarantine) -> dict[str, Contribution]:
    return {c.id: c for c in nls().read(catalogue, noted)}


def only(contribution: Contribution, kind: type) -> object:
    [node] = [node for node in contribution.nodes if isinstance(node, kind)]
    return node


def ends(contribution: Contribution, relation: Relation) -> set[str]:
    return {edge.end for edge in contribution.edges if edge.type == relation}


def test_every_record_comes_through(records: dict[str, Contribution], noted: Quarantine) -> None:
    assert len(records) == 6017 + 2
    assert noted.count == 0
    assert noted.notes == 1  # a length in feet


def test_a_record_says_what_the_catalogue_says(records: dict[str, Contribution]) -> None:
    record = records["nls/0001"]
    work = only(record, Work)
    assert isinstance(work, Work)
    assert work.id == "work:nls/0001"
    assert work.preferred_title == "GLASGOW TRAMS AND BOTANIC GARDENS"
    assert work.title_supplied
    assert (work.year_from, work.year_to, work.form) == (1950, 1950, ["documentary"])
    manifestation = only(record, Manifestation)
    assert isinstance(manifestation, Manifestation)
    assert (manifestation.sound, manifestation.colour) == ("Mute", "Colour")
    assert manifestation.duration_s == 120
    title = only(record, Title)
    assert isinstance(title, Title)
    assert title.type == "SuppliedDevisedTitle"
    assert ends(record, Relation.HAS_GENRE) == {"concept:nls/documentary"}
    assert "place:nls/glasgow" in ends(record, Relation.HAS_SUBJECT)
    assert ends(record, Relation.MEMBER_OF) == {"collection:nls/nls-moving-image-archive"}


def test_agents_belong_to_their_record_and_are_quoted(records: dict[str, Contribution]) -> None:
    record = records["nls/0001"]
    activities = [node for node in record.nodes if isinstance(node, Activity)]
    assert [(a.role, a.credited_as, a.attribution, a.field) for a in activities] == [
        ("Author", "RUSSELL, Stanley Livingstone", "supplied", "author"),
        ("Filmmaker", "Stanley L. Russell", "supplied", "credits_note"),
        ("Filmmaker", "Thames and Clyde", "supplied", "credits_note"),
    ]
    for activity in activities:
        assert activity.field is not None
        whole = record.source.fields[activity.field]
        assert whole[activity.char_start : activity.char_end] == activity.credited_as
    assert ends(record, Relation.HAS_AGENT) == {
        "agent:nls/0001/stanley-livingstone-russell",
        "agent:nls/0001/stanley-l-russell",
        "agent:nls/0001/thames-and-clyde",
    }


def test_the_summary_is_kept_to_the_letter(records: dict[str, Contribution]) -> None:
    record = records["nls/0001"]
    unit = only(record, TextUnit)
    assert isinstance(unit, TextUnit)
    assert unit.text == record.source.fields["summary"]
    assert (unit.channel, unit.field, unit.language) == ("catalogue", "summary", "en")


def test_record_numbers_are_cut_out_of_links(records: dict[str, Contribution]) -> None:
    assert records["nls/0023A"].source.record_id == "0023A"
    assert records["nls/0113"].source.fields["link"].endswith("0113 ")


def test_sixty_four_records_have_no_date(records: dict[str, Contribution]) -> None:
    works = [n for c in records.values() for n in c.nodes if isinstance(n, Work)]
    assert sum(work.date_text is None for work in works) == 64
    labels = Counter(n.label for c in records.values() for n in c.nodes)
    assert labels["ProductionEvent"] == 6017 - 64


def test_running_times_are_read_but_for_those_that_say_nothing(
    records: dict[str, Contribution],
) -> None:
    said = [n for c in records.values() for n in c.nodes if isinstance(n, Manifestation)]
    assert sum(m.duration_s is not None for m in said) == 6017 - 51 - 1


def test_all_place_headings_are_places(records: dict[str, Contribution]) -> None:
    named = {
        node.id
        for contribution in records.values()
        if contribution.source.record_id
        for node in contribution.nodes
        if isinstance(node, Place)
    }
    assert len(named) == 44
    gazetteer = {node.id for node in records["nls/gazetteer"].nodes if isinstance(node, Place)}
    assert named == gazetteer


def test_the_gazetteer_gives_points_and_authorities(records: dict[str, Contribution]) -> None:
    said = records["nls/gazetteer"]
    glasgow = next(n for n in said.nodes if n.id == "place:nls/glasgow")
    assert isinstance(glasgow, Place)
    assert (glasgow.lat, glasgow.lon) == (55.86515, -4.25763)
    links = {(e.start, e.end) for e in said.edges if e.type == Relation.SAME_AS}
    assert ("place:nls/glasgow", "authority:wikidata/Q4093") in links
    assert ("place:nls/glasgow", "authority:geonames/2648579") in links
    peebles = next(n for n in said.nodes if n.id == "place:nls/peebles-shire")
    assert isinstance(peebles, Place)
    assert (peebles.name, peebles.name_variants) == ("Peeblesshire", ["Peebles- shire"])


def test_reading_twice_says_the_same(records: dict[str, Contribution], catalogue: Path) -> None:
    again = nls().read(catalogue, Quarantine())
    for _ in range(50):
        contribution = next(again)
        assert contribution.hash == records[contribution.id].hash


def test_the_issa_sample_sheet(shared_data: Path) -> None:
    path = shared_data / "issa_deerin" / "workshops" / "ws1" / "sample-11.csv"
    noted = Quarantine()
    found = {c.id: c for c in issa_sample().read(path, noted)}
    assert len(found) == 11 + 1
    assert (noted.count, noted.notes) == (0, 0)
    sheet = found["issa-sample/82814521"]
    assert ends(sheet, Relation.HAS_GENRE) == {
        "concept:issa-sample/sponsored",
        "concept:issa-sample/animation",
    }
    manifestation = only(sheet, Manifestation)
    assert isinstance(manifestation, Manifestation)
    assert (manifestation.colour, manifestation.duration_s) == ("Sepia", 180)


def test_a_catalogue_is_read_by_the_mapping_beside_it() -> None:
    path = DEMO / "catalogue.csv"
    noted = Quarantine()
    found = {c.id: c for c in reader_for(path).read(path, noted)}
    assert len(found) == 72 + 1
    assert (noted.count, noted.notes) == (0, 0)
    first = found["reelgraph-demo/D002"]
    assert {n.name for n in first.nodes if n.label == "Person"} == {
        "Auguste Lumière",
        "Louis Lumière",
    }


def test_a_record_that_names_its_video_is_the_film_of_the_enrichment() -> None:
    path = DEMO / "catalogue.csv"
    found = {c.id: c for c in reader_for(path).read(path, Quarantine())}
    [claim] = found["reelgraph-demo/D019"].assertions
    assert claim.subject == "work:reelgraph-demo/grandmas_reading_glass_1900"
    assert (claim.predicate, claim.match_type) == ("SAME_AS", "exact")
    assert (claim.object, claim.confidence) == ("work:reelgraph-demo/D019", 1.0)
    assert claim.evidence == ["title:reelgraph-demo/D019/1"]


@pytest.fixture
def small(tmp_path: Path) -> Mapping:
    path = tmp_path / "films.yaml"
    path.write_text(
        "name: small\npartner: small\ncollection: {id: small, name: Small}\n"
        "columns:\n  no: {term: record_id}\n  name: {term: title}\n"
        "  year: {term: date}\n  link: {term: authority, scheme: wikidata, optional: true}\n"
        "  tongue: {term: language, optional: true, split: ';'}\n",
        encoding="utf-8",
    )
    return load_mapping(path)


def works(reader: SpreadsheetReader, path: Path) -> list[Work]:
    found = reader.read(path, Quarantine())
    return [node for c in found for node in c.nodes if isinstance(node, Work)]


def test_tab_separated_files(small: Mapping, tmp_path: Path) -> None:
    path = tmp_path / "films.tsv"
    path.write_text("no\tname\tyear\n7\tOne, two\t193X\n", encoding="utf-8")
    [work] = works(SpreadsheetReader(small), path)
    assert (work.record_id, work.preferred_title) == ("7", "One, two")
    assert (work.year_from, work.year_to) == (1930, 1939)


def test_workbooks(small: Mapping, tmp_path: Path) -> None:
    path = tmp_path / "films.xlsx"
    book = openpyxl.Workbook()
    for row in (["no", "name", "year"], [1, "First", 1938.0], [2, "Second", None], [None] * 3):
        book.active.append(row)
    book.save(path)
    assert [
        (w.record_id, w.preferred_title, w.date_text) for w in works(SpreadsheetReader(small), path)
    ] == [
        ("1", "First", "1938"),
        ("2", "Second", None),
    ]


def test_optional_columns_are_read_where_they_are(small: Mapping, tmp_path: Path) -> None:
    path = tmp_path / "films.csv"
    path.write_text(
        "no,name,year,link,tongue\n1,A,1938,https://www.wikidata.org/entity/Q42,cy; en\n",
        encoding="utf-8",
    )
    found = list(SpreadsheetReader(small).read(path, Quarantine()))
    [work] = [n for c in found for n in c.nodes if isinstance(n, Work)]
    assert work.language == ["cy", "en"]
    assert "authority:wikidata/Q42" in ends(found[1], Relation.SAME_AS)
