"""The Film view as a person meets it: the film at its second, what is said in it, its record."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.memory import MemoryStore
from rag_service.api import Services, create_app
from tests.browser.conftest import wait_for
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.real_films import GLASS, MANIFESTO, laid_out
from tests.unit.small_archive import film, stored

pytestmark = pytest.mark.browser

FILM = "work:reelgraph-demo/D072"
SILENT = "work:reelgraph-demo/D019"
LINE = "Workers of the world, unite."


def served(serve: Any, demo: Demo, store: MemoryStore, work: Path, *media: Path) -> str:
    app = create_app(Services(lambda: demo.answerer, store))
    explorer.mount(app, sources_of(store, work, *media))
    return str(serve(app))


@pytest.fixture(scope="module")
def address(serve: Any, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The service over the demo collection, with its two films where they are looked for."""
    must_be_built()
    work = tmp_path_factory.mktemp("films")
    names = {
        "reelgraph-demo/manifesto_reading/manifesto_reading.mp4": MANIFESTO,
        "reelgraph-demo/grandmas_reading_glass_1900/grandmas_reading_glass_1900.mp4": GLASS,
    }
    return served(serve, demo, demo.store, work, laid_out(work / "media", names))


def second_of(page: Page) -> float:
    return float(page.locator("video").evaluate("film => film.currentTime"))


def test_the_film_stands_at_the_second_of_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}film?sel={FILM}&t=9.5")
    marked = page.locator(".film-line[aria-current]")
    expect(marked).to_contain_text(LINE)
    wait_for(lambda: second_of(page) == 9.5)
    assert page.locator("video").evaluate("film => film.paused && film.error === null")
    page.keyboard.press("k")
    wait_for(lambda: second_of(page) > 10)
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(r"[?&]t=1\d\."))
    stood = second_of(page)
    page.keyboard.press("ArrowLeft")
    wait_for(lambda: abs(second_of(page) - (stood - 5)) < 0.1)


def test_a_line_leads_to_its_second_and_to_its_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}film?sel={FILM}")
    page.get_by_role("searchbox", name="Find in the text").fill("workers of")
    expect(page.locator(".film-line")).to_have_count(1)
    line = page.locator(".film-line", has_text=LINE)
    line.locator(".film-said").click()
    wait_for(lambda: second_of(page) == 9.36)
    expect(page).to_have_url(re.compile(r"[?&]t=9\.36\b"))
    line.get_by_role("button", name="Evidence").click()
    drawer = page.get_by_role("complementary", name="Evidence")
    expect(drawer).to_contain_text(LINE)
    expect(drawer).to_contain_text("Said by a machine, not reviewed")


def test_a_citation_leads_to_the_player_at_its_second(page: Page, address: str) -> None:
    question = quote('Which films say "workers of the world unite"?')
    page.goto(f"{address}?q={question}")
    quoted = page.locator("#evidence li", has_text="Workers of the world").first
    quoted.get_by_role("button").click()
    door = page.get_by_role("complementary", name="Evidence").get_by_role("link", name="at 00:")
    door.first.click()
    expect(page).to_have_url(re.compile(r"/film\?.*t=\d"))
    second = float(page.url.partition("&t=")[2].partition("&")[0])
    wait_for(lambda: abs(second_of(page) - second) < 0.01)
    expect(page.locator(".film-line[aria-current]")).to_have_count(1)


def test_shots_and_descriptions_of_a_silent_film(page: Page, address: str) -> None:
    page.goto(f"{address}film?sel={SILENT}&t=30")
    expect(page.get_by_text("This film has no sound.")).to_be_visible()
    current = page.locator(".film-strip button[aria-current]")
    expect(current).to_have_attribute("aria-label", "Shot 6, at 00:00:26")
    page.get_by_role("button", name="Shot 7, at 00:00:37").click()
    wait_for(lambda: second_of(page) == 37.72)
    page.keyboard.press(".")
    wait_for(lambda: 37.72 < second_of(page) < 37.9)
    page.get_by_role("button", name="Audio description").click()
    page.locator("video").evaluate("film => { film.currentTime = 42.9 }")
    page.keyboard.press("k")
    expect(page.locator(".film-described")).to_contain_text("A human eye looks about")


def test_who_is_named_leads_to_the_second_and_its_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}film?sel={FILM}")
    page.locator(".film-lane button", has_text="Karl Marx").first.click()
    times = page.locator(".film-times li").last
    times.get_by_role("button", name="Evidence: Karl Marx").click()
    expect(page.get_by_role("complementary", name="Evidence")).to_contain_text("Karl Marx")
    times.get_by_role("button").first.click()
    wait_for(lambda: second_of(page) > 0)


def test_without_its_file_the_rest_still_stands(
    page: Page, serve: Any, demo: Demo, tmp_path: Path
) -> None:
    address = served(serve, demo, demo.store, tmp_path)
    page.goto(f"{address}film?sel={FILM}&t=9.5")
    expect(page.get_by_role("heading", name="The film can't be played here")).to_be_visible()
    expect(page.locator(".film-line[aria-current]")).to_contain_text(LINE)


def test_a_film_is_chosen_from_those_that_are_there(
    page: Page, serve: Any, demo: Demo, tmp_path: Path
) -> None:
    store = stored([film("0001", "HARBOUR", year="1930"), film("0002", "HARBOUR", year="1950")])
    page.goto(f"{served(serve, demo, store, tmp_path)}film")
    expect(page.get_by_role("link", name="HARBOUR")).to_have_count(2)
    page.get_by_role("row", name=re.compile("1950")).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("HARBOUR")
    expect(page.get_by_text("1950 · nls 0002")).to_be_visible()
    expect(page.get_by_text("No digital file of this film is known")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Choose a film")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_it_is_accessible_and_fits(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}film?sel={FILM}&t=9.5")
    expect(page.locator(".film-line[aria-current]")).to_be_visible()
    assert serious(page) == []
    assert not scrolls_sideways(page)
