"""The Entity view as a person meets it: who it is, its films, relations and evidence."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.edits import Edit
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from rag_service.api import Services, create_app
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.explorer_sources import sources_of
from tests.unit.network_archive import GLASGOW, LEITH, TRAM, decided, tram

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(serve: Any) -> str:
    """The service over a film whose claims of places were partly decided."""
    must_be_built()
    store = MemoryStore()
    store.apply(tram())
    decided(store)
    store.edit(Edit(id="m", op="merge", target=GLASGOW, other=LEITH, user="mc"))

    def no_index() -> Any:
        raise RetrievalIndexError("There is no index yet.")

    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store))
    return str(serve(app))


def test_an_entity_tells_its_films_relations_and_decisions(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel={LEITH}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glasgow")
    expect(page.get_by_role("heading", name="Films (1)")).to_be_visible()
    expect(page.get_by_role("heading", name="Relations (1)")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"Decisions \("))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Evidence: .*mentions")).first.click()
    expect(page.get_by_role("complementary", name="Evidence")).to_contain_text("Leith")
    assert serious(page) == []


def test_a_merged_identifier_leads_to_the_survivor(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel={GLASGOW}")
    expect(page).to_have_url(re.compile("sel=place%3Anls%2Fleith"))


def test_relations_lead_on_and_back(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}entity?sel={LEITH}")
    page.locator(".entity .graph-name", has_text="LAST TRAM").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("LAST TRAM")
    assert not scrolls_sideways(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glasgow")


def test_what_is_not_there_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel=place:nls/nowhere")
    expect(page.get_by_role("alert")).to_contain_text("place:nls/nowhere")
    page.goto(f"{address}entity")
    expect(page.get_by_role("heading", name="Nothing is chosen")).to_be_visible()
    page.goto(f"{address}entity?sel={TRAM}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LAST TRAM")
