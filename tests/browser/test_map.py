"""The Map view as a person meets it: moved, narrowed by an outline, searched, read as a list."""

import base64
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

import explorer
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.api import Services, create_app
from tests.browser.conftest import wait_for
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.real_films import MANIFESTO, laid_out
from tests.unit.placed_archive import placed

pytestmark = pytest.mark.browser

FILE = "reelgraph-demo/manifesto_reading/manifesto_reading.mp4"
NEAR, LONE = 4000, 1e6
# The colours of a picture with how many pixels have each.
_COLOURS = """async (picture) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"),
    {width: image.width, height: image.height});
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  const counts = {};
  for (let at = 0; at < data.length; at += 4) {
    const hex = "#" + [0, 1, 2].map((n) => data[at + n].toString(16).padStart(2, "0")).join("");
    counts[hex] = (counts[hex] ?? 0) + 1;
  }
  return counts;
}"""


def served(serve: Any, store: MemoryStore, work: Path | None = None, *media: Path) -> str:
    def no_index() -> Any:
        raise RetrievalIndexError("There is no index yet.")

    app = create_app(Services(no_index, store))
    explorer.mount(app, sources_of(store, work, *media))
    return f"{serve(app)}map"


@pytest.fixture(scope="module")
def address(serve: Any, demo: Demo) -> str:
    """The map of the demo collection: films, shots, passages and entities."""
    must_be_built()
    return served(serve, demo.store)


@pytest.fixture(scope="module")
def points(demo: Demo) -> list[dict[str, Any]]:
    """The rows of the table that the map is drawn from."""
    tables = sources_of(demo.store).tables()
    rows: list[dict[str, Any]] = tables.table("points", Scope.everything()).to_pylist()
    return rows


def shown(page: Page, address: str, query: str = "") -> Locator:
    """Opens the map; gives its canvas once the points are drawn."""
    page.goto(f"{address}{query}")
    expect(page.locator("canvas[data-drawn]")).to_be_visible()
    return page.locator("canvas.map-canvas")


def at(point: dict[str, Any], scale: float = NEAR, **more: str) -> str:
    """The address of the map with a point in the middle."""
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"?map.at={point['x']},{point['y']},{scale}{query}"


def middle(canvas: Locator) -> tuple[float, float]:
    box = box_of(canvas)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box


def film(points: list[dict[str, Any]]) -> dict[str, Any]:
    """A film that no other point lies on."""
    for one in points:
        apart = [
            abs(one["x"] - p["x"]) + abs(one["y"] - p["y"])
            for p in points
            if p is not one and p["kind"] in ("film", "caption", "transcript", "summary")
        ]
        if one["kind"] == "film" and min(apart) > 0.01:
            return one
    raise AssertionError("no film lies alone")


def count_of(page: Page) -> int:
    """How many points the list says are in view."""
    heading = page.get_by_role("heading", name=re.compile("^In view: ")).inner_text()
    return int(heading.removeprefix("In view: ").replace(",", ""))


def colours(page: Page, canvas: Locator) -> dict[str, int]:
    picture = base64.b64encode(canvas.screenshot()).decode()
    found: dict[str, int] = page.evaluate(_COLOURS, picture)
    return found


def test_points_are_drawn_in_the_colours_that_the_legend_tells(page: Page, address: str) -> None:
    canvas = shown(page, address, "?map.colour=kind&map.show=films")
    legend = page.get_by_role("list", name="Colour by Kind")
    expect(legend.get_by_role("listitem")).to_have_text(re.compile("^■Film72$"))
    drawn = colours(page, canvas)
    assert sum(n for hex_, n in drawn.items() if hex_ != "#121314") > 72
    assert drawn.get("#e69f00", 0) > 72
    page.get_by_role("checkbox", name="Shots").click()
    page.get_by_role("checkbox", name="Passages").click()
    page.get_by_role("checkbox", name="Entities").click()
    expect(page).to_have_url(re.compile(r"map\.show=films%2Cshots%2Cpassages%2Centities"))
    marks = legend.locator("li > span:first-child")
    expect(marks).to_have_count(7)
    told = marks.evaluate_all("all => all.map((one) => getComputedStyle(one).color)")
    assert len(set(told)) == 7


def test_it_is_moved_by_hand_and_the_address_follows(page: Page, address: str) -> None:
    canvas = shown(page, address)
    before = canvas.screenshot()
    label = page.locator(".map-label").first
    name, was = label.inner_text(), box_of(label)
    x, y = middle(canvas)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y + 30, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"map\.at="))
    now = box_of(page.locator(".map-label", has_text=name))
    assert (round(now["x"] - was["x"]), round(now["y"] - was["y"])) == (-40, 30)
    assert canvas.screenshot() != before
    address_then = page.url
    page.reload()
    expect(page.locator("canvas[data-drawn]")).to_be_visible()
    assert page.url == address_then
    again = box_of(page.locator(".map-label", has_text=name))
    assert abs(again["x"] - now["x"]) < 1.5
    assert abs(again["y"] - now["y"]) < 1.5


def test_it_is_zoomed_by_wheel_buttons_and_keys(page: Page, address: str) -> None:
    canvas = shown(page, address)
    whole = count_of(page)
    page.mouse.move(*middle(canvas))
    page.mouse.wheel(0, -600)
    expect(page).to_have_url(re.compile(r"map\.at="))
    wait_for(lambda: count_of(page) < whole)
    page.get_by_role("button", name="Whole map").click()
    wait_for(lambda: count_of(page) == whole)
    expect(page).not_to_have_url(re.compile(r"map\.at="))
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="Closer").click()
    wait_for(lambda: count_of(page) < whole)
    canvas.focus()
    page.keyboard.press("0")
    wait_for(lambda: count_of(page) == whole)
    for key in ("+", "+", "+", "ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    wait_for(lambda: count_of(page) < whole)


def test_a_lasso_narrows_all_views(page: Page, address: str) -> None:
    canvas = shown(page, address, "?map.show=films")
    page.get_by_role("button", name="Lasso").click()
    box = box_of(canvas)
    left, top, across, down = box["x"], box["y"], box["width"], box["height"]
    corners = [(0.02, 0.02), (0.55, 0.02), (0.5, 0.5), (0.55, 0.98), (0.02, 0.98)]
    page.mouse.move(left + corners[0][0] * across, top + corners[0][1] * down)
    page.mouse.down()
    for x, y in corners[1:]:
        page.mouse.move(left + x * across, top + y * down, steps=6)
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="Films chosen")).to_be_visible()
    count = page.locator(".filter-count")
    expect(count).to_have_text(re.compile(r"^\d+ of 72 films$"))
    chosen = int(count.inner_text().split()[0])
    assert 0 < chosen < 72
    wait_for(lambda: count_of(page) == chosen)
    page.reload()
    expect(count).to_have_text(f"{chosen} of 72 films")
    page.locator("header nav a", has_text="Time and place").click()
    expect(count).to_have_text(f"{chosen} of 72 films")
    page.go_back()
    expect(page.locator("canvas[data-drawn]")).to_be_visible()
    page.go_back()
    expect(count).to_have_text("72 films")


def test_a_box_chooses_the_film_in_it(
    page: Page, address: str, points: list[dict[str, Any]]
) -> None:
    one = film(points)
    canvas = shown(page, address, at(one, LONE, **{"map.show": "films"}))
    page.get_by_role("button", name="Box").click()
    x, y = middle(canvas)
    page.mouse.move(x - 30, y - 30)
    page.mouse.down()
    page.mouse.move(x + 30, y + 30, steps=4)
    page.mouse.up()
    expect(page.locator(".filter-count")).to_have_text("1 of 72 films")
    expect(page.get_by_role("button", name="Move", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_what_is_in_view_is_chosen_without_a_hand_on_the_canvas(
    page: Page, address: str, points: list[dict[str, Any]]
) -> None:
    shown(page, address, at(film(points), LONE))
    page.get_by_role("button", name="Choose all in view").press("Enter")
    expect(page.locator(".filter-count")).to_have_text("1 of 72 films")


def test_films_that_do_not_pass_the_filters_are_dimmed(page: Page, address: str) -> None:
    canvas = shown(page, address, "?map.show=films&map.colour=kind")
    bright = colours(page, canvas)
    shown(page, address, "?map.show=films&map.colour=kind&from=1950")
    expect(page.get_by_role("heading", name=re.compile("^In view: "))).not_to_have_text(
        "In view: 72"
    )
    dimmed = colours(page, canvas)
    own = max((one for one in bright if one != "#121314"), key=bright.__getitem__)
    assert dimmed.get(own, 0) < bright[own] / 2
    assert len(dimmed) > 1


def test_a_line_of_the_legend_narrows_and_is_undone(page: Page, address: str) -> None:
    shown(page, address, "?map.show=films")
    legend = page.get_by_role("list", name="Colour by Year")
    first = legend.get_by_role("button").first
    span = re.fullmatch(r"(\d{4})–(\d{4})", first.inner_text())
    assert span
    first.click()
    expect(page).to_have_url(re.compile(rf"from={span[1]}&to={span[2]}"))
    expect(page.locator(".filter-count")).to_have_text(re.compile("of 72 films"))
    first.click()
    expect(page.locator(".filter-count")).to_have_text("72 films")
    page.get_by_label("Colour by").first.select_option("Genre")
    expect(page).to_have_url(re.compile("map.colour=genre"))
    genres = page.get_by_role("list", name="Colour by Genre")
    marks = genres.locator("li > span:first-child")
    told = marks.evaluate_all("all => all.map((one) => getComputedStyle(one).color)")
    assert len(set(told)) == len(told) > 2
    page.reload()
    expect(genres).to_be_visible()
    page.go_back()
    expect(legend).to_be_visible()


def test_words_find_points_and_the_search_is_ended(page: Page, address: str) -> None:
    shown(page, address)
    page.get_by_role("searchbox").first.fill("fire")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=re.compile("^Found: [1-9]"))
    expect(heading).to_be_visible()
    found = page.locator(".map-list li")
    assert "fire" in found.first.inner_text().casefold()
    page.reload()
    expect(heading).to_be_visible()
    page.get_by_role("button", name="End the search").click()
    expect(page.get_by_role("heading", name=re.compile("^In view: "))).to_be_visible()
    expect(page.get_by_role("searchbox").first).to_have_value("")


def test_more_like_a_point_is_asked_for_from_the_list(page: Page, address: str) -> None:
    shown(page, address, "?map.show=films")
    line = page.locator(".map-list li").first
    title = line.locator(".said").inner_text()
    line.get_by_role("button", name=re.compile("^More like this")).click()
    expect(page.get_by_role("heading", name=re.compile("^Most alike: [1-9]"))).to_be_visible()
    expect(page.get_by_text(f"Most like “{title}”")).to_be_visible()
    expect(page.locator(".map-list li").first).not_to_contain_text(title)
    page.reload()
    expect(page.get_by_text(f"Most like “{title}”")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^In view: "))).to_be_visible()


def test_a_point_is_told_under_the_pointer_and_opened_by_a_click(
    page: Page, address: str, points: list[dict[str, Any]]
) -> None:
    one = film(points)
    canvas = shown(page, address, at(one, LONE))
    x, y = middle(canvas)
    page.mouse.move(x + 3, y + 2)
    card = page.locator(".map-preview")
    expect(card).to_contain_text(one["name"])
    expect(card).to_contain_text("Film")
    page.mouse.move(x + 60, y + 60)
    expect(card).to_have_count(0)
    page.mouse.click(x, y)
    drawer = page.get_by_role("complementary", name="Evidence")
    expect(drawer).to_contain_text(one["name"])
    assert parse_qs(urlsplit(page.url).query)["sel"] == [one["id"]]
    drawer.get_by_role("button", name="More like this").click()
    expect(page.get_by_role("heading", name=re.compile("^Most alike: "))).to_be_visible()


def test_an_entity_leads_to_its_page(page: Page, address: str) -> None:
    shown(page, address, "?map.show=entities")
    page.locator(".map-line").first.click()
    name = page.locator(".map-line .said").first.inner_text()
    page.get_by_role("complementary", name="Evidence").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/entity?"))
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_the_list_has_all_points_and_is_read_by_keyboard(page: Page, address: str) -> None:
    shown(page, address, "?map.show=films")
    lines = page.locator(".map-line")
    expect(lines).to_have_count(50)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(lines).to_have_count(72)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)
    lines.nth(3).focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("complementary", name="Evidence")
    expect(drawer.get_by_role("heading", name="Evidence")).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(lines.nth(3)).to_be_focused()
    expect(lines.nth(3)).to_have_attribute("aria-current", "true")


def test_what_is_opened_from_the_list_comes_into_view(page: Page, address: str) -> None:
    shown(page, address, "?map.at=900,900,50&q=fire")
    expect(page.get_by_role("heading", name=re.compile("^Found: [1-9]"))).to_be_visible()
    page.locator(".map-line").first.click()
    expect(page).not_to_have_url(re.compile("900"))
    page.get_by_role("button", name="End the search").click()
    wait_for(lambda: count_of(page) > 0)


def test_points_that_are_near_show_their_pictures(
    page: Page, serve: Any, demo: Demo, points: list[dict[str, Any]], tmp_path: Path
) -> None:
    films = laid_out(tmp_path / "films", {FILE: MANIFESTO})
    address = served(serve, demo.store, tmp_path / "work", films)
    spoken = next(p for p in points if p["file"] and "manifesto" in p["file"] and p["end_ms"])
    canvas = shown(page, address, at(spoken, LONE))
    thumb = page.locator(".map-thumbs img").first
    wait_for(lambda: thumb.evaluate("image => image.naturalWidth") > 0, 30)
    page.mouse.move(*middle(canvas))
    screen = page.locator(".map-preview video")
    expect(screen).to_be_visible()
    second = spoken["start_ms"] / 1000
    wait_for(lambda: screen.evaluate("film => film.currentTime") >= second, 20)


def test_films_without_places_are_told_how_to_get_them(page: Page, serve: Any) -> None:
    page.goto(served(serve, placed()))
    expect(page.get_by_role("heading", name="Nothing is on the map yet")).to_be_visible()
    expect(page.get_by_text("reelgraph map")).to_be_visible()
    page.goto(served(serve, MemoryStore()))
    expect(page.get_by_text("reelgraph ingest")).to_be_visible()


def test_without_webgl_the_list_has_all(page: Page, address: str) -> None:
    page.add_init_script(
        "HTMLCanvasElement.prototype.getContext = new Proxy("
        "HTMLCanvasElement.prototype.getContext, {apply: (get, on, [kind, ...rest]) => "
        "kind === 'webgl2' ? null : Reflect.apply(get, on, [kind, ...rest])})"
    )
    page.goto(f"{address}?map.show=films")
    expect(page.get_by_text("This browser can't draw the map")).to_be_visible()
    expect(page.locator(".map-line")).to_have_count(50)


@pytest.mark.parametrize("width", [1440, 390])
def test_it_is_accessible_and_fits(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    shown(page, address, "?q=fire&map.colour=subject")
    expect(page.get_by_role("heading", name=re.compile("^Found: "))).to_be_visible()
    page.locator(".map-line").first.click()
    assert serious(page) == []
    assert not scrolls_sideways(page)


def test_a_line_that_drops_is_told_and_tried_again(page: Page, address: str) -> None:
    page.route("**/points.arrow", lambda route: route.abort())
    page.goto(address)
    failure = page.get_by_role("alert")
    expect(failure).to_contain_text("The service doesn't answer", timeout=20_000)
    page.unroute("**/points.arrow")
    failure.get_by_role("button", name="Try again").click()
    expect(page.locator("canvas[data-drawn]")).to_be_visible()
