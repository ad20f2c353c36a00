"""The Entity view as a person meets it: who it is, its films, relations and evidence."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.edits import Edit
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Authority, Place
from graph_schema.relations import Relation
from rag_service.api import Services, create_app
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.explorer_sources import sources_of
from tests.unit.network_archive import GLASGOW, LEITH, TRAM, decided, tram

pytestmark = pytest.mark.browser

PLACED = "place:x/lerwick"


@pytest.fixture(scope="module")
def address(serve: Any) -> str:
    """The service over a film whose claims of places were partly decided."""
    must_be_built()
    store = MemoryStore()
    store.apply(tram())
    decided(store)
    store.edit(Edit(id="m", op="merge", target=GLASGOW, other=LEITH, user="mc"))
    store.apply([linked()])

    def no_index() -> Any:
        raise RetrievalIndexError("There is no index yet.")

    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store))
    return str(serve(app))


def linked() -> Contribution:
    """A place in a gazetteer and in two authority files, one of them with a hostile address."""
    entries = [
        Authority(
            id="authority:1", scheme="wikidata", identifier="Q1", uri="https://example.org/Q1"
        ),
        Authority(id="authority:2", scheme="viaf", identifier="V2", uri="javascript:owned=1"),
    ]
    place = Place(id=PLACED, name="Lerwick", lat=60.15, lon=-1.14, feature="town")
    return Contribution(
        source=Source(id="x/places", partner="x", collection="x"),
        nodes=[place, *entries],
        edges=[Edge(type=Relation.SAME_AS, start=PLACED, end=entry.id) for entry in entries],
    )


def test_a_place_leads_to_authority_files_on_the_web_only(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel={PLACED}")
    facts = page.locator(".facts")
    expect(facts).to_contain_text("Coordinates60.15° N, 1.14° W")
    expect(facts).to_contain_text("Kind of placetown")
    expect(facts.get_by_role("link")).to_have_count(1)
    expect(facts.get_by_role("link", name="Q1")).to_have_attribute("href", "https://example.org/Q1")
    expect(facts).to_contain_text("VIAFV2")
    expect(page.get_by_role("heading", name="Relations")).to_have_count(0)


def test_an_entity_tells_its_films_relations_and_decisions(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel={LEITH}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glasgow")
    expect(page.get_by_role("heading", name="Films (1)")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"Decisions \("))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Evidence: .*mentions")).first.click()
    expect(page.get_by_role("complementary", name="Evidence")).to_contain_text("Leith")
    assert serious(page) == []


def test_a_merged_identifier_leads_to_the_survivor(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel={GLASGOW}")
    expect(page).to_have_url(re.compile("sel=place%3Anls%2Fleith"))


def test_relations_lead_on_and_back(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}entity?sel={TRAM}")
    page.locator(".entity .graph-name", has_text="Glasgow").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glasgow")
    assert not scrolls_sideways(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("LAST TRAM")


def test_what_is_not_there_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}entity?sel=place:nls/nowhere")
    expect(page.get_by_role("alert")).to_contain_text("place:nls/nowhere")
    page.goto(f"{address}entity")
    expect(page.get_by_role("heading", name="Nothing is chosen")).to_be_visible()
    page.goto(f"{address}entity?sel={TRAM}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LAST TRAM")
