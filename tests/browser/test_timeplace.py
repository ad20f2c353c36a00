"""Time and place as a person meets it: years brushed, places chosen, the second of a name found."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Place, Work
from graph_schema.relations import Relation
from rag_service.api import Services, create_app
from tests.browser.conftest import wait_for
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.real_films import MANIFESTO, laid_out
from tests.unit.placed_archive import LERWICK, NEWS, placed

pytestmark = pytest.mark.browser

FILE = "reelgraph-demo/manifesto_reading/manifesto_reading.mp4"
SPOKEN = "London"
HOSTILE = "<script>window.owned=1</script>"


def served(serve: Any, store: MemoryStore, work: Path | None = None, *media: Path) -> str:
    def no_index() -> Any:
        raise RetrievalIndexError("There is no index yet.")

    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store, work, *media))
    return str(serve(app))


@pytest.fixture(scope="module")
def address(serve: Any) -> str:
    """The service over films with places that are catalogued, spoken and seen."""
    must_be_built()
    return served(serve, placed())


@pytest.fixture(scope="module")
def hostile_address(serve: Any) -> str:
    """The service over a film and a place whose names are markup, long and right to left."""
    long = f"{HOSTILE} " + "Llanfairpwllgwyngyll " * 15 + "\u202eمدينة"
    nodes = [
        Work(id="work:x/1", preferred_title=long, date_text="1950?"),
        Place(id="place:x/1", name=long, lat=53.2, lon=-4.2, gazetteer=HOSTILE),
    ]
    edges = [Edge(type=Relation.HAS_SUBJECT, start="work:x/1", end="place:x/1")]
    source = Source(id="x/1", partner="x", collection="x")
    store = MemoryStore()
    store.apply([Contribution(source=source, nodes=nodes, edges=edges)])
    return served(serve, store)


def test_the_brush_sets_the_years_of_all_views(page: Page, address: str) -> None:
    page.goto(f"{address}time")
    expect(page.get_by_text("3 films", exact=True)).to_be_visible()
    handle = page.get_by_role("slider", name="From year")
    handle.press("End")
    expect(page).to_have_url(re.compile(r"[?&]from=1956\b"))
    expect(page.get_by_text("2 of 3 films")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("3 films", exact=True)).to_be_visible()
    assert handle.get_attribute("aria-valuenow") == "1930"


def test_a_map_that_still_moves_does_not_call_its_reader_back(page: Page, address: str) -> None:
    for _ in range(3):
        page.goto(f"{address}time")
        page.locator(".maplibregl-canvas").press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(250)
        page.keyboard.press("3")
        expect(page.get_by_role("heading", name="Graph", level=1)).to_be_attached()
        page.wait_for_timeout(250)
        expect(page).to_have_url(re.compile(r"/graph(\?|$)"))


def test_a_span_of_years_is_dragged_out(page: Page, address: str) -> None:
    page.goto(f"{address}time")
    box = page.locator(".brush").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + 40, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"[?&]to=193\d\b"))
    expect(page.get_by_text("1 of 3 films")).to_be_visible()
    page.get_by_role("button", name="All years").click()
    expect(page.get_by_text("3 films", exact=True)).to_be_visible()


def test_a_place_is_chosen_and_narrows_all_views(page: Page, address: str) -> None:
    page.goto(f"{address}time")
    page.get_by_role("button", name="Scalloway").click()
    expect(page.get_by_role("heading", name="Scalloway")).to_be_visible()
    expect(page.get_by_text("1 of 3 films")).to_be_visible()
    expect(page.get_by_role("heading", name="Films of it: 1")).to_be_visible()
    expect(page.get_by_role("heading", name="Films near it: 2")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Scalloway")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Only films of Scalloway")).click()
    expect(page.get_by_text("3 films", exact=True)).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Places", exact=True)).to_be_visible()


def test_a_name_leads_to_its_second(page: Page, address: str) -> None:
    page.goto(f"{address}time?sel={LERWICK}")
    expect(page.get_by_text("4 of 7 times at a known second")).to_be_visible()
    quoted = page.locator(".place-namings li", has_text="We came to Lerwick at last.").first
    quoted.get_by_role("button", name="Play at 00:01:02").click()
    expect(quoted.get_by_text("No file of this film lies here")).to_be_visible()
    expect(quoted.locator("mark")).to_have_text("Lerwick")
    quoted.get_by_role("button", name="Evidence").click()
    drawer = page.get_by_role("complementary", name="Evidence")
    expect(drawer).to_contain_text("We came to Lerwick at last.")
    expect(drawer).to_contain_text("Accepted by a person")
    expect(drawer).to_contain_text("00:01:02")


def test_pointing_at_a_place_plays_the_second_at_which_it_is_named(
    page: Page, serve: Any, demo: Demo, tmp_path: Path
) -> None:
    films = laid_out(tmp_path / "films", {FILE: MANIFESTO})
    address = served(serve, demo.store, tmp_path, films)
    page.goto(f"{address}time")
    page.get_by_role("button", name=SPOKEN).click()
    page.get_by_role("button", name=re.compile("^Play at")).first.click()
    second = int(page.url.partition("time.play=")[2].partition("%40")[0]) / 1000
    screen = page.locator("video.play-at")
    expect(screen).to_be_visible()
    wait_for(lambda: screen.evaluate("film => film.currentTime") >= second)
    assert screen.evaluate("film => film.error") is None


def test_the_map_draws_places_and_chooses_those_in_view(page: Page, address: str) -> None:
    page.goto(f"{address}time?time.at=60.16,-1.2,8")
    labels = page.locator(".place-map-labels")
    expect(labels).to_contain_text("Lerwick", timeout=30_000)
    assert page.evaluate("document.querySelector('.place-map-box canvas').width > 300")
    page.goto(f"{address}time?time.at=60.136,-1.276,13")
    expect(labels).to_contain_text("Scalloway", timeout=30_000)
    page.get_by_role("button", name="Choose all places in view").click()
    expect(page.get_by_text("1 of 3 films")).to_be_visible()
    expect(page.get_by_text("1 chosen in a view")).to_be_visible()


def test_what_has_no_place_yet_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}time")
    expect(page.get_by_text("3 of 4 places have coordinates.")).to_be_visible()
    expect(page.get_by_text("Names: 1. Times met: 1.")).to_be_visible()
    page.get_by_role("button", name="Burra Voe").click()
    expect(page.get_by_text("0 of 1 times at a known second")).to_be_visible()


def test_the_tables_have_all_that_is_drawn(page: Page, address: str) -> None:
    page.goto(f"{address}time")
    page.get_by_role("button", name="Show as tables").click()
    years = page.get_by_role("region", name="Films by year")
    expect(years.get_by_role("row", name=re.compile("^1956 2 "))).to_be_visible()
    doubtful = page.get_by_role("region", name="Uncertain dates")
    expect(doubtful.get_by_role("row", name=re.compile("193X 1930 1939"))).to_be_visible()
    places = page.get_by_role("region", name="Places", exact=True)
    lerwick = re.compile("^Lerwick 3 1 2 2 2 4 60.155, -1.145")
    expect(places.get_by_role("row", name=lerwick)).to_be_visible()
    page.reload()
    expect(years).to_be_visible()


def test_an_empty_graph_says_so(page: Page, serve: Any) -> None:
    page.goto(f"{served(serve, MemoryStore())}time")
    expect(page.get_by_role("heading", name="No film has a date")).to_be_visible()
    expect(page.get_by_role("heading", name="No place is known yet")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("show", ["", "&time.show=tables"])
def test_it_is_accessible_and_fits(page: Page, address: str, width: int, show: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}time?sel={LERWICK}{show}")
    expect(page.get_by_role("heading", name="Where it is named")).to_be_visible()
    assert serious(page) == []
    assert not scrolls_sideways(page)


def test_hostile_names_are_text(page: Page, hostile_address: str) -> None:
    page.goto(f"{hostile_address}time?time.at=53.2,-4.2,8&sel=place:x/1")
    expect(page.locator(".place-map-labels")).to_contain_text("<script>", timeout=30_000)
    expect(page.get_by_role("heading", level=2)).to_contain_text(HOSTILE)
    assert page.evaluate("window.owned") is None
    page.set_viewport_size({"width": 390, "height": 900})
    assert not scrolls_sideways(page)


def test_a_line_that_drops_is_told_and_tried_again(page: Page, address: str) -> None:
    namings = "**/place/namings*"
    page.route(namings, lambda route: route.abort())
    page.goto(f"{address}time?sel={LERWICK}")
    failure = page.get_by_role("alert")
    expect(failure).to_contain_text("The service doesn't answer", timeout=20_000)
    page.unroute(namings)
    failure.get_by_role("button", name="Try again").click()
    expect(page.locator(".place-namings")).to_contain_text(NEWS)
