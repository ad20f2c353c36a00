"""The Coverage view as a person meets it: what is known, what isn't, and the way to the films."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from rag_service.api import Services, create_app
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.explorer_sources import sources_of
from tests.unit.known_archive import known_films

pytestmark = pytest.mark.browser


def served(serve: Any, store: MemoryStore) -> str:
    def no_index() -> Any:
        raise RetrievalIndexError("none is asked here")

    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store))
    return str(serve(app))


@pytest.fixture(scope="module")
def address(serve: Any) -> str:
    """The service over seven films, two of them enriched, counted in `known_archive`."""
    must_be_built()
    return served(serve, known_films())


def opened(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}coverage{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def row(page: Page, table: str, name: str) -> list[str]:
    """The cells of a row of a table, without its heading."""
    found = (
        page.get_by_role("region", name=table, exact=True)
        .get_by_role("row")
        .filter(has=page.get_by_role("rowheader", name=name))
    )
    return [text.strip() for text in found.first.get_by_role("cell").all_inner_texts()]


def test_what_is_known_is_said_in_words_first(page: Page, address: str) -> None:
    opened(page, address)
    told = page.locator(".coverage-told")
    expect(told).to_contain_text("7 films.")
    expect(told).to_contain_text("Enriched, with texts at a known second: 2")
    expect(told).to_contain_text("Dated after 1934, and none of them enriched: 1.")
    expect(told).to_contain_text("Dated before 1934, and none of them enriched: 1.")
    expect(told).to_contain_text("Pictures described in words: 2, of 1 films.")
    expect(told).to_contain_text(
        "Claims by machines: 3. Accepted by a person: 1; rejected: 1; not reviewed: 1."
    )
    expect(told).to_contain_text("that two names or records are one: 1.")
    expect(told).to_contain_text("doesn't say that there is none")
    assert serious(page) == []


def test_steps_claims_and_makers_have_the_counts(page: Page, address: str) -> None:
    opened(page, address)
    steps = "What reached how many films"
    assert row(page, steps, "Speech in words") == ["1", "14%", "1"]
    assert row(page, steps, "Shots found") == ["2", "29%", "3"]
    assert row(page, steps, "Words on the screen") == ["0", "0%", "0"]
    claims = "Claims, and who reviewed them"
    assert row(page, claims, "Rejected by a person") == ["1", "1"]
    makers = page.get_by_role("region", name="Programs and models")
    expect(makers.get_by_role("row").filter(has_text="whisper-words")).to_contain_text("small")
    expect(makers.get_by_role("row").filter(has_text="tree")).to_contain_text("2026-02-03")


def test_the_grid_counts_by_decade_and_leads_to_the_films(page: Page, address: str) -> None:
    opened(page, address)
    grid = "Films by collection and decade"
    # From the thirties to the sixties, then undated, then all.
    assert row(page, grid, "In no collection") == [
        "2\n50%", "–", "–", "1\n0%", "4\n25%", "7\n29%",
    ]  # fmt: skip
    page.get_by_role("combobox", name="Share").select_option("captions")
    described = page.get_by_role("button", name="4 films, Pictures described: 0%")
    expect(described).to_be_visible()
    assert row(page, grid, "In no collection")[4] == "4\n0%"
    expect(page).to_have_url(re.compile(r"coverage\.share=captions"))
    page.reload()
    expect(page.get_by_role("combobox", name="Share")).to_have_value("captions")
    described.click()
    expect(page).to_have_url(re.compile(r"/time\?films="))
    expect(page.locator(".filter-count")).to_have_text("4 of 7 films")
    page.go_back()
    expect(page.locator(".coverage-told")).to_contain_text("7 films.")


def test_what_is_missing_leads_to_its_films_and_is_listed(page: Page, address: str) -> None:
    opened(page, address)
    missing = "What is missing"
    assert row(page, missing, "Without a date")[:2] == ["4", "57%"]
    assert row(page, missing, "Without a text of the catalogue")[0] == "1"
    assert row(page, missing, "With a file that doesn't lie here")[0] == "1"
    page.get_by_role("button", name="List: Without a place").focus()
    page.keyboard.press("Enter")
    listed = page.get_by_role("region", name="Without a place")
    expect(listed.get_by_role("row")).to_have_count(2)
    expect(listed).to_contain_text("UNTITLED REEL")
    page.get_by_role("button", name="Not enriched: 5").click()
    expect(page).to_have_url(re.compile(r"/time\?enriched=no$"))
    expect(page.locator(".filter-count")).to_have_text("5 of 7 films")


def test_filters_narrow_every_figure(page: Page, address: str) -> None:
    opened(page, address, "?subject=Fishing")
    told = page.locator(".coverage-told")
    expect(told).to_contain_text("1 of 7 films pass the filters; all below is of them.")
    expect(told).to_contain_text("Enriched, with texts at a known second: 1 (100%).")
    expect(told).to_contain_text("No machine claims anything.")
    assert row(page, "What reached how many films", "Shots found") == ["1", "100%", "2"]
    opened_makers = page.get_by_role("region", name="Programs and models")
    expect(opened_makers).not_to_contain_text("whisper-words")
    page.goto(f"{address}coverage?subject=Fishing&from=1990")
    expect(page.get_by_role("heading", name="No film passes the filters")).to_be_visible()


def test_a_phone_scrolls_the_grid_and_not_the_page(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, address, "?coverage.list=undated")
    expect(page.get_by_role("region", name="Without a date")).to_be_visible()
    assert not scrolls_sideways(page)
    assert serious(page) == []


def test_an_empty_archive_is_said_plainly(page: Page, serve: Any) -> None:
    page.goto(f"{served(serve, MemoryStore())}coverage")
    expect(page.get_by_role("heading", name="There are no films here yet")).to_be_visible()
    expect(page.locator("main")).to_contain_text("reelgraph ingest")
