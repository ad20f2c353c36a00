"""Every view of the web app, as different people and different archives meet it.

A view is tested from the day it is in the list of views; what one view does is in tests of its own.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import explorer
from explorer.site import DIST
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Agent, Instantiation, Place, Segment, TextUnit, Work
from graph_schema.relations import Relation
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.unit.placed_archive import HARBOUR, LERWICK, placed

pytestmark = pytest.mark.browser

_LIST = (DIST.parent / "web" / "src" / "views" / "index.ts").read_text("utf-8")
_ENTRIES = [one for one in re.findall(r"\{[^{}]*\}", _LIST) if "load: ()" in one]


def _said(entry: str, name: str) -> str:
    found = re.search(rf'{name}: "([^"]*)"', entry)
    assert found, entry
    return found.group(1)


VIEWS = {_said(entry, "name"): _said(entry, "path") for entry in _ENTRIES}
FILTERED = [_said(entry, "name") for entry in _ENTRIES if "filters: false" not in entry]
SCRIPT = "<script>window.owned=1</script><img src=x onerror=window.owned=1>"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 5
RIGHT_TO_LEFT = "\u202eفيلم عن الميناء והנמל"
GAELIC = "Ceòlas ùr: Baile Àtha Cliath, Ŵyl y Glaniad, Ó Dónaill"
SOME_FILM, SOME_PLACE = "work:x/0", "place:x/0"


def served(serve: Any, store: MemoryStore, answerer: Answerer | None = None) -> str:
    """The service over a store; without an answerer it has no index to ask."""

    def current() -> Answerer:
        if answerer is None:
            raise RetrievalIndexError("There is no index yet. Take something in first.")
        return answerer

    app = create_app(Services(current, store))
    explorer.mount(app, sources_of(store))
    return str(serve(app))


def film(number: int, title: str) -> Contribution:
    """A film with a file that lies nowhere, a place, a maker and a text at a second."""
    work, clip, said = f"work:x/{number}", f"segment:x/{number}", f"text:x/{number}"
    place, maker, file = f"place:x/{number}", f"agent:x/{number}", f"instantiation:x/{number}"
    nodes = [
        Work(id=work, preferred_title=title, date_text="1950", partner="x", record_id=f"{number}"),
        Instantiation(id=file, uri=f"missing/{number}.mp4"),
        Segment(id=clip, kind="clip", start_ms=0, end_ms=9_000),
        TextUnit(id=said, text=title, channel="transcript", start_ms=1_000, end_ms=2_000),
        Place(id=place, name=title, lat=53.0, lon=-4.0),
        Agent(id=maker, label="Person", name=title),
    ]
    edges = [
        Edge(type=Relation.HAS_SEGMENT, start=work, end=clip),
        Edge(type=Relation.IN_INSTANTIATION, start=clip, end=file),
        Edge(type=Relation.COVERS, start=clip, end=said),
        Edge(type=Relation.HAS_SUBJECT, start=work, end=place),
        Edge(type=Relation.CONTRIBUTED_TO, start=maker, end=work, properties={"role": "Director"}),
    ]
    source = Source(id=f"x/{number}", partner="x", collection="x", record_id=f"{number}")
    return Contribution(source=source, nodes=nodes, edges=edges)


def holding(*titles: str) -> MemoryStore:
    store = MemoryStore()
    store.apply([film(number, title) for number, title in enumerate(titles)])
    return store


@pytest.fixture(scope="module")
def addresses(serve: Any, demo: Demo) -> dict[str, str]:
    """Services over archives of different kinds."""
    must_be_built()
    return {
        "demo": served(serve, demo.store, demo.answerer),
        "empty": served(serve, MemoryStore()),
        "one": served(serve, holding("One reel")),
        "hostile": served(serve, holding(SCRIPT, LONG, RIGHT_TO_LEFT, GAELIC)),
        "placed": served(serve, placed()),
    }


def opened(page: Page, address: str, view: str, query: str = "") -> None:
    """Go to a view and wait until it has what it shows."""
    page.goto(f"{address}{VIEWS[view][1:]}{query}")
    expect(page.locator("main")).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0, timeout=30_000)


def told(page: Page) -> str:
    return page.locator("main").inner_text()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible_and_fits_a_desk_and_a_phone(
    page: Page, addresses: dict[str, str], view: str
) -> None:
    opened(page, addresses["demo"], view)
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert not scrolls_sideways(page)
    assert serious(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_nothing_says_something(page: Page, addresses: dict[str, str], view: str) -> None:
    opened(page, addresses["empty"], view)
    assert len(told(page)) > 20
    expect(page.get_by_role("alert")).to_have_count(0)
    assert serious(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_one_record_stands(page: Page, addresses: dict[str, str], view: str) -> None:
    for selected in (SOME_FILM, SOME_PLACE, "work:x/gone"):
        opened(page, addresses["one"], view, f"?sel={selected}")
        assert len(told(page)) > 20
        assert not scrolls_sideways(page)


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_is_text_and_breaks_nothing(
    page: Page, addresses: dict[str, str], view: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for number in range(4):
        opened(page, addresses["hostile"], view, f"?sel=work:x/{number}&t=1")
        assert page.evaluate("window.owned") is None
        assert not scrolls_sideways(page)
        assert page.locator("main script, main img[src=x]").count() == 0


@pytest.mark.parametrize("view", FILTERED)
def test_filters_hold_from_view_to_view_and_after_a_reload(
    page: Page, addresses: dict[str, str], view: str
) -> None:
    opened(page, addresses["placed"], view, "?from=1950")
    count = page.locator(".filter-count")
    expect(count).to_have_text("2 of 3 films")
    page.get_by_role("button", name="Place", exact=False).first.click()
    page.get_by_role("checkbox", name=re.compile("^Shetland")).click()
    expect(count).to_have_text("2 of 3 films")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove: From year: 1950").click()
    expect(count).to_have_text("3 of 3 films")
    page.reload()
    expect(count).to_have_text("3 of 3 films")
    page.go_back()
    expect(count).to_have_text("2 of 3 films")
    for other in FILTERED:
        page.locator("header nav a").filter(has_text=_name(other)).first.click()
        expect(page).to_have_url(re.compile(rf"{VIEWS[other]}\?.*from=1950"))
        expect(count).to_have_text("2 of 3 films")


@pytest.mark.parametrize("view", VIEWS)
def test_an_address_is_the_whole_state(page: Page, addresses: dict[str, str], view: str) -> None:
    opened(page, addresses["placed"], view, f"?place=Lerwick&sel={LERWICK}")
    before, shown = page.url, told(page)
    page.reload()
    expect(page.locator(".skeleton")).to_have_count(0, timeout=30_000)
    expect(page.locator("main")).to_have_text(
        re.compile(re.escape(shown[:40])), use_inner_text=True
    )
    assert page.url == before


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_whose_data_never_come_tells_it(
    page: Page, addresses: dict[str, str], view: str
) -> None:
    page.route("**/api/v1/**", lambda route: route.abort())
    page.goto(f"{addresses['placed']}{VIEWS[view][1:]}?sel={HARBOUR}")
    if view == "ask":
        page.get_by_role("searchbox").first.fill("Which films show a harbour?")
        page.keyboard.press("Enter")
    alert = page.get_by_role("alert").first
    expect(alert).to_contain_text("doesn't answer", timeout=30_000)
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_reached_by_its_key_and_read_by_tab(
    page: Page, addresses: dict[str, str], view: str
) -> None:
    opened(page, addresses["placed"], view)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    for place, other in enumerate(VIEWS):
        page.keyboard.press(str(place + 1))
        expect(page).to_have_url(re.compile(rf"^http://[^/]+{VIEWS[other]}(\?|#|$)"))


@pytest.fixture
def dark(browser: Browser) -> Iterator[Page]:
    """A page of somebody whose system is dark and who wants no motion."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme="dark", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_dark_room_is_accessible_too(dark: Page, addresses: dict[str, str], view: str) -> None:
    opened(dark, addresses["placed"], view, f"?sel={LERWICK}")
    assert dark.evaluate("document.documentElement.dataset.room") == "screening"
    assert serious(dark) == []


def _name(view: str) -> str:
    names = {"time": "Time and place"}
    return names.get(view, view.capitalize())
