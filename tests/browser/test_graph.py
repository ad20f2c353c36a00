"""The Graph view as a person meets it: communities opened, neighbours, ways, evidence, filters."""

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Agent, Place, Work
from graph_schema.relations import Relation
from rag_service.api import Services, create_app
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.explorer_sources import sources_of
from tests.unit.network_archive import CLAIMS, SPOKEN, TRAM, archive

pytestmark = pytest.mark.browser

HOSTILE = "<script>window.owned=1</script>"
NAMES = ("Sgoil Éireannach", "Llanfairpwllgwyngyll", "\u05e9\u05dc\u05d5\u05dd", HOSTILE)
_DRAWING = "document.querySelector('.graph-stage')?.drawing"


def served(serve: Any, store: MemoryStore) -> str:
    def no_index() -> Any:
        raise RetrievalIndexError("There is no index yet.")

    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store))
    return str(serve(app))


@pytest.fixture(scope="module")
def address(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The service over films in communities, with claims of every origin."""
    must_be_built()
    return served(serve, archive(tmp_path_factory.mktemp("network"), films=120))


@pytest.fixture(scope="module")
def empty_address(serve: Any) -> str:
    """The service over a graph that holds nothing."""
    must_be_built()
    return served(serve, MemoryStore())


@pytest.fixture(scope="module")
def hostile_address(serve: Any) -> str:
    """The service over one film with a long title, and names of every kind."""
    must_be_built()
    title = f"{HOSTILE} " + "Comhairle nan Eilean Siar " * 12
    nodes = [
        Work(id="work:x/1", preferred_title=title),
        *(Agent(label="Person", id=f"agent:x/{n}", name=name) for n, name in enumerate(NAMES)),
        Place(id="place:x/1", name=HOSTILE),
    ]
    edges = [
        Edge(
            type=Relation.CONTRIBUTED_TO, start=node.id, end="work:x/1", properties={"role": "Cast"}
        )
        for node in nodes[1:-1]
    ]
    source = Source(id="x/1", partner="x", collection="x")
    store = MemoryStore()
    store.apply([Contribution(source=source, nodes=nodes, edges=edges)])
    return served(serve, store)


def drawn_at(page: Page, key: str) -> tuple[float, float]:
    """Where on the page something is drawn."""
    page.wait_for_function(f"key => {_DRAWING}?.placeOf(key)", arg=key)
    at = page.evaluate(f"key => {_DRAWING}.placeOf(key)", key)
    box = page.locator(".graph-stage").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def panel(page: Page) -> Any:
    return page.get_by_role("region", name="What is drawn")


def test_a_community_is_opened_and_closed_from_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}graph")
    opens = panel(page).get_by_role("button", name=re.compile("^Open: "))
    before = opens.count() or opens.first.wait_for() or opens.count()
    opens.first.click()
    expect(page).to_have_url(re.compile("graph.open="))
    expect(panel(page).get_by_role("heading", name="Opened")).to_be_visible()
    page.reload()
    panel(page).get_by_role("button", name=re.compile("^Close: ")).click()
    expect(page).not_to_have_url(re.compile("graph.open="))
    expect(opens).to_have_count(before)


def test_what_is_drawn_can_be_pointed_at_and_stays_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}graph?graph.around={TRAM}")
    before = drawn_at(page, TRAM)
    page.wait_for_timeout(500)
    page.mouse.click(*before)
    expect(panel(page).get_by_role("heading", name="LAST TRAM")).to_be_visible()
    expect(page).to_have_url(re.compile(r"[?&]sel=work%3Anls%2Ft1"))
    after = drawn_at(page, TRAM)
    assert abs(before[0] - after[0]) + abs(before[1] - after[1]) < 2
    page.go_back()
    expect(panel(page).get_by_role("heading", name="LAST TRAM")).to_have_count(0)


def test_each_origin_is_told_apart(page: Page, address: str) -> None:
    page.goto(f"{address}graph?sel={TRAM}&graph.rejected=1")
    links = panel(page).locator(".graph-neighbours")
    expect(links.locator(".claim-machine")).to_have_count(1)
    expect(links.locator(".claim-accepted")).to_have_count(1)
    expect(links.locator(".claim-rejected s")).to_have_count(1)
    expect(links.locator(".claim-catalogue").first).to_be_visible()
    drawn = page.evaluate(
        f"""() => {_DRAWING}.graph.mapEdges((key, held) => [held.gap, held.label])"""
    )
    assert {gap for gap, _ in drawn} >= {0, 4, 9}
    assert any("✓" in label for _, label in drawn)


def test_a_link_opens_its_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}graph?sel={TRAM}")
    panel(page).get_by_role("button", name=re.compile("Evidence: .*Leith: mentions")).click()
    drawer = page.get_by_role("complementary", name="Evidence")
    expect(drawer.get_by_text(SPOKEN)).to_be_visible()
    expect(drawer.get_by_text("small, whisper-words")).to_be_visible()
    expect(drawer.get_by_text("00:01:01")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_a_way_is_found_between_two(page: Page, address: str) -> None:
    page.goto(f"{address}graph?sel={CLAIMS['proposed']}")
    panel(page).get_by_role("button", name="Way from here").click()
    page.get_by_role("searchbox", name="Your question").fill("Glasgow")
    page.keyboard.press("Enter")
    panel(page).locator(".graph-found").get_by_role("button", name=re.compile("Glasgow")).click()
    expect(panel(page).get_by_text("Way 1: 2 steps")).to_be_visible()
    expect(panel(page).get_by_text(SPOKEN).first).to_be_visible()
    page.reload()
    expect(panel(page).get_by_text("Way 1: 2 steps")).to_be_visible()
    panel(page).get_by_role("button", name="End").click()
    expect(page).not_to_have_url(re.compile("graph.from="))


def test_a_communitys_films_narrow_every_view(page: Page, address: str) -> None:
    page.goto(f"{address}graph")
    panel(page).locator(".graph-list .graph-name").first.click()
    panel(page).get_by_role("button", name="Only its films, in all views").click()
    expect(page).to_have_url(re.compile(r"[?&]films="))
    expect(page.get_by_text(re.compile(r"^\d+ of 121 films$"))).to_be_visible()


def test_everything_is_drawn_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}graph")
    page.get_by_label("Draw everything").click()
    expect(page.get_by_text(re.compile(r"\d+ entities, \d+ links"))).to_be_visible()
    page.wait_for_function(f"() => {_DRAWING}.whole !== null")
    painted = page.evaluate(
        f"""() => new Promise(resolve => {{
          const sigma = {_DRAWING}.sigma;
          sigma.once('afterRender', () => {{
            const gl = sigma.getWebGLContext();
            const {{ drawingBufferWidth: w, drawingBufferHeight: h }} = gl;
            const pixels = new Uint8Array(4 * w * h);
            gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
            let found = 0;
            for (let n = 3; n < pixels.length; n += 4) if (pixels[n] > 0) found += 1;
            resolve(found);
          }});
          sigma.refresh();
        }})"""
    )
    assert painted > 500


def test_keys_alone_reach_an_entity_and_its_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}graph?sel={TRAM}")
    link = panel(page).get_by_role("button", name=re.compile("^Evidence: ")).first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Evidence")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Evidence")).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("b")
    expect(page).not_to_have_url(re.compile("sel="))


@pytest.mark.parametrize(
    "query", ["", f"?sel={TRAM}", f"?graph.from={TRAM}&graph.to={CLAIMS['accepted']}"]
)
def test_nothing_serious_is_in_the_way(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}graph{query}")
    expect(panel(page).locator("li").first).to_be_visible()
    assert serious(page) == []


def test_it_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}graph?sel={TRAM}")
    expect(panel(page).get_by_role("heading", name="LAST TRAM")).to_be_visible()
    assert not scrolls_sideways(page)


def test_a_phone_shows_the_drawing_or_the_list(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}graph")
    stage, opens = page.locator(".graph-stage"), panel(page).get_by_role("button", name="Open: ")
    expect(stage).to_be_visible()
    page.get_by_role("button", name="List", exact=True).click()
    expect(stage).to_be_hidden()
    expect(opens.first).to_be_in_viewport()
    assert serious(page) == []
    page.reload()
    expect(opens.first).to_be_in_viewport()
    page.get_by_role("button", name="Drawing", exact=True).click()
    expect(stage).to_be_visible()
    page.wait_for_function(f"() => {_DRAWING}.sigma.getDimensions().height > 100")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_role("button", name="List", exact=True)).to_be_hidden()
    expect(stage).to_be_visible()
    expect(opens.first).to_be_visible()


# Boxes of the names that are written along a way, measured by a canvas and not by the drawing.
_NAMES = f"""() => {{
  const {{ graph, shown }} = {_DRAWING};
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "12px Inter, system-ui, sans-serif";
  return [...shown.scene.spots.values()].filter((spot) => spot.onWay).map((spot) => {{
    const held = graph.getNodeAttributes(spot.key);
    const at = {_DRAWING}.placeOf(spot.key);
    const [w, h, away] = [pen.measureText(held.label).width, 12, held.size + 5];
    const [x, y] = {{
      right: [at.x + away, at.y - h / 2], left: [at.x - away - w, at.y - h / 2],
      above: [at.x - w / 2, at.y - away - h], below: [at.x - w / 2, at.y + away],
    }}[held.labelPosition];
    return {{ label: held.label, written: held.labelVisibility === "visible", x, y, w, h }};
  }});
}}"""


@pytest.mark.parametrize("width", [1440, 390])
def test_names_along_a_way_lie_apart_and_the_way_is_seen_whole(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}graph?graph.from=place:nls/place-00&graph.to=place:nls/place-31")
    expect(panel(page).get_by_text(re.compile("^Way 1: "))).to_be_visible()
    expect(page).to_have_url(re.compile(r"graph\.at="))
    page.wait_for_timeout(500)
    names = page.evaluate(_NAMES)
    stage = page.locator(".graph-stage").bounding_box()
    assert stage
    assert len(names) >= 3
    written = [name for name in names if name["written"]]
    assert len(written) >= 2
    for one, other in itertools.combinations(written, 2):
        across = one["x"] < other["x"] + other["w"] and other["x"] < one["x"] + one["w"]
        down = one["y"] < other["y"] + other["h"] and other["y"] < one["y"] + one["h"]
        assert not (across and down), (one, other)
    for name in written:
        assert name["x"] > -1
        assert name["x"] + name["w"] < stage["width"] + 1


def test_an_empty_graph_says_what_can_be_done(page: Page, empty_address: str) -> None:
    page.goto(f"{empty_address}graph")
    expect(page.get_by_text("The graph is empty")).to_be_visible()


def test_names_of_every_kind_are_only_text(page: Page, hostile_address: str) -> None:
    page.goto(f"{hostile_address}graph?sel=work:x/1")
    for name in NAMES:
        expect(panel(page).get_by_role("button", name=name).first).to_be_visible()
    assert page.evaluate("window.owned") is None
    assert not scrolls_sideways(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert not scrolls_sideways(page)


def test_what_is_not_there_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}graph?sel=place:nls/nowhere")
    expect(panel(page).get_by_role("alert")).to_contain_text("place:nls/nowhere")
    panel(page).get_by_role("button", name="Back to the list").click()
    expect(panel(page).get_by_role("button", name=re.compile("^Open: ")).first).to_be_visible()
