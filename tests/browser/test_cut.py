"""The Cut view as a person meets it: moments found, ordered, trimmed, played and exported."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from playwright.sync_api import Locator, Page, expect

import explorer
from rag_service.api import Services, create_app
from tests.browser.conftest import wait_for
from tests.browser.looking import must_be_built, scrolls_sideways, serious
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.real_films import GLASS, MANIFESTO, laid_out

pytestmark = pytest.mark.browser

FILMS = {
    "reelgraph-demo/manifesto_reading/manifesto_reading.mp4": MANIFESTO,
    "reelgraph-demo/grandmas_reading_glass_1900/grandmas_reading_glass_1900.mp4": GLASS,
}
SPOKEN = "workers of the world"
SHOWING = (
    "[...document.querySelectorAll('.cut-screens video')].find(v => !v.matches('.cut-behind'))"
)


@pytest.fixture(scope="module")
def address(serve: Any, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The service over the demo collection, two of whose three films lie there."""
    must_be_built()
    folder = tmp_path_factory.mktemp("cut")
    app = create_app(Services(lambda: demo.answerer, demo.store))
    media = laid_out(folder / "films", FILMS)
    explorer.mount(app, sources_of(demo.store, folder / "work", media))
    return str(serve(app))


def found(page: Page, address: str, query: str, how: str = "phrase") -> None:
    page.goto(f"{address}cut?q={query}&cut.how={how}")
    expect(page.locator(".cut-card").first).to_be_visible()


def add(page: Page, card: int = 0) -> None:
    page.locator(".cut-card").nth(card).get_by_role("button", name="Add to the cut").click()


def clips(page: Page) -> Locator:
    return page.locator(".cut-clips > li[data-place]")


def times(page: Page) -> list[str]:
    return clips(page).locator(".cut-clip-words > .quiet").all_inner_texts()


def begun(page: Page, address: str) -> None:
    """A cut of three clips: two of a film that is seen, one of a film that is heard."""
    found(page, address, "kitten", "words")
    add(page)
    found_more(page, "pocket watch")
    add(page)
    found_more(page, SPOKEN)
    add(page)
    expect(clips(page)).to_have_count(3)


def found_more(page: Page, query: str) -> None:
    before = page.locator(".cut-card").first.inner_text()
    page.get_by_role("searchbox").first.fill(query)
    page.keyboard.press("Enter")
    expect(page.locator(".cut-card").first).not_to_have_text(before, use_inner_text=True)


def saved(page: Page, press: Callable[[], None]) -> str:
    with page.expect_download() as download:
        press()
    return str(download.value.path())


def test_a_moment_tells_its_words_film_time_and_rights(page: Page, address: str) -> None:
    found(page, address, SPOKEN)
    card = page.locator(".cut-card")
    expect(card).to_contain_text("Workers of the world, unite.")
    expect(card).to_contain_text("Manifesto of the Communist Party")
    expect(card).to_contain_text("00:00:09")
    expect(card).to_contain_text("rights not stated")
    expect(card).to_contain_text("heard: “workers of the world”")
    picture = card.locator("img")
    wait_for(lambda: picture.evaluate("image => image.naturalWidth") == 320, 30)
    card.get_by_role("button", name="Preview").hover()
    video = card.locator("video")
    expect(video).to_be_attached()
    wait_for(lambda: video.evaluate("v => v.muted && v.currentTime > 9.36"), 30)
    page.mouse.move(0, 0)
    expect(video).to_have_count(0)
    assert serious(page) == []


@pytest.mark.parametrize(
    ("kind", "q", "told"),
    [
        ("Pattern", r"\bk(itt|att)en\b", "kitten"),
        ("Any of the words", "kittens", "kitten"),
        ("Person", "Karl Marx", "Karl Marx: spoken"),
        ("Place or thing", "London", "London"),
    ],
)
def test_kinds_of_search_are_switched(
    page: Page, address: str, kind: str, q: str, told: str
) -> None:
    page.goto(f"{address}cut")
    expect(page.get_by_text(re.compile(r"\d+ lines of speech"))).to_be_visible()
    page.get_by_role("radio", name=kind, exact=True).click(force=True)
    expect(page.get_by_role("radio", name=kind, exact=True)).to_be_checked()
    page.get_by_role("searchbox").first.fill(q)
    page.keyboard.press("Enter")
    expect(page.locator(".cut-card").filter(has_text=told).first).to_be_visible()


def test_silence_is_found_by_its_length(page: Page, address: str) -> None:
    page.goto(f"{address}cut?cut.how=silence&cut.least=0.5")
    first = page.locator(".cut-card").first
    expect(first).to_contain_text("nobody speaks for")
    page.get_by_label("Shortest, in seconds").fill("500")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing was found")).to_be_visible()


def test_what_can_not_be_found_says_what_to_do(
    page: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{address}cut?q=zeppelin of a kitten")
    expect(page.get_by_role("heading", name="Nothing was found")).to_be_visible()
    page.get_by_role("button", name="Look for any of the words").click()
    expect(page.locator(".cut-card").first).to_contain_text("kitten")
    monkeypatch.setattr("explorer.cut.tokens.find_spec", lambda _: None)
    page.goto(f"{address}cut?q=ADJ NOUN&cut.how=tokens")
    expect(page.get_by_role("alert")).to_contain_text("pip install 'reelgraph[ner]'")
    page.goto(f"{address}cut?q=(&cut.how=pattern")
    expect(page.get_by_role("alert")).to_contain_text("regular expression")


def test_moments_are_dragged_into_an_order(page: Page, address: str) -> None:
    found(page, address, "the")
    page.locator(".cut-card").nth(0).drag_to(page.locator(".cut-end"))
    expect(clips(page)).to_have_count(1)
    page.locator(".cut-card").nth(1).drag_to(page.locator(".cut-end"))
    expect(clips(page)).to_have_count(2)
    first, second = times(page)
    page.locator(".cut-end").scroll_into_view_if_needed()
    clips(page).nth(0).drag_to(page.locator(".cut-end"))
    expect(clips(page).nth(1)).to_contain_text(first)
    assert times(page) == [second, first]


def test_of_two_quick_presses_both_hold(page: Page, address: str) -> None:
    found(page, address, "the")
    page.evaluate(
        """() => [...document.querySelectorAll('.cut-card button')]
            .filter(button => button.textContent.startsWith('Add')).slice(0, 3)
            .forEach(button => button.click())"""
    )
    expect(clips(page)).to_have_count(3)


def test_all_is_done_by_keys_and_undone(page: Page, address: str) -> None:
    begun(page, address)
    first, second, third = times(page)
    row = clips(page).nth(2).locator(".cut-clip-name")
    row.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(clips(page).nth(1)).to_contain_text(third)
    expect(clips(page).nth(1).locator(".cut-clip-name")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(clips(page).nth(0)).to_contain_text(third)
    page.keyboard.press("Delete")
    expect(clips(page)).to_have_count(2)
    assert times(page) == [first, second]
    page.keyboard.press("u")
    expect(clips(page)).to_have_count(3)
    page.keyboard.press("Control+z")
    expect(clips(page).nth(1)).to_contain_text(third)
    page.keyboard.press("Control+Shift+z")
    expect(clips(page).nth(0)).to_contain_text(third)
    assert times(page) == [third, first, second]


def test_a_clip_is_trimmed_by_frames_and_by_seconds(page: Page, address: str) -> None:
    found(page, address, SPOKEN)
    add(page)
    expect(clips(page)).to_contain_text("00:00:09.360 – 00:00:10.640")
    row = clips(page).locator(".cut-clip-name")
    row.focus()
    page.keyboard.press("]")
    expect(clips(page)).to_contain_text("00:00:09.400")
    page.get_by_role("button", name="End earlier").click()
    expect(clips(page)).to_contain_text("00:00:10.600")
    page.get_by_label("Step").select_option("second")
    page.get_by_role("button", name="Start earlier").click()
    expect(clips(page)).to_contain_text("00:00:08.400")
    end = page.get_by_label("Out", exact=True)
    end.fill("12.5")
    end.press("Enter")
    expect(clips(page)).to_contain_text("00:00:08.400 – 00:00:12.500")
    end.fill("9:00")
    end.press("Enter")
    expect(clips(page)).to_contain_text("00:01:28.080")
    page.reload()
    expect(clips(page)).to_contain_text("00:00:08.400 – 00:01:28.080")


def test_the_cut_plays_over_the_border_of_two_films(page: Page, address: str) -> None:
    found(page, address, "kitten", "words")
    add(page)
    found_more(page, SPOKEN)
    add(page)
    clips(page).nth(0).locator(".cut-clip-name").click()
    start = page.get_by_label("In", exact=True)
    end = page.get_by_label("Out", exact=True)
    start.fill("1:07")
    start.press("Enter")
    end.fill("1:08")
    end.press("Enter")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(lambda: "glass" in page.evaluate(f"{SHOWING}.src"), 20)
    wait_for(lambda: page.evaluate(f"{SHOWING}.currentTime") > 67.1, 20)
    wait_for(lambda: "manifesto" in page.evaluate(f"{SHOWING}.src"), 30)
    wait_for(lambda: page.evaluate(f"{SHOWING}.currentTime") > 9.5, 20)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=20_000)
    assert page.evaluate(f"{SHOWING}.currentTime") == pytest.approx(10.64, abs=0.2)
    expect(page.locator(".cut-clock")).to_contain_text("00:00:02 / 00:00:02")
    page.get_by_role("slider", name="Place in the cut").press("Home")
    wait_for(lambda: "glass" in page.evaluate(f"{SHOWING}.src"), 20)


def test_what_can_not_be_played_is_skipped_and_said(page: Page, address: str) -> None:
    found(page, address, "ask not what your country", "words")
    page.locator(".cut-card", has_text="doesn't lie here").first.get_by_role(
        "button", name="Add to the cut"
    ).click()
    expect(page.get_by_text("None of these clips can be played here.")).to_be_visible()
    found_more(page, SPOKEN)
    page.locator(".cut-card", has_text="Workers of the world").first.get_by_role(
        "button", name="Add to the cut"
    ).click()
    expect(page.get_by_text("Clip 1 is skipped")).to_be_visible()
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(lambda: page.evaluate(f"{SHOWING}.currentTime") > 9.5, 20)


def test_a_reload_and_a_link_find_the_same(page: Page, address: str) -> None:
    begun(page, address)
    before, told = times(page), clips(page).all_inner_texts()
    page.reload()
    expect(clips(page)).to_have_count(3)
    assert times(page) == before
    expect(clips(page).nth(2)).to_contain_text("Workers of the world, unite.")
    assert len(told) == 3
    page.go_back()
    expect(clips(page)).to_have_count(2)
    page.goto(f"{address}cut?cut.seq=1broken")
    expect(page.get_by_role("alert")).to_contain_text("can't be read")


def test_a_cut_too_long_for_a_link_says_so_and_stays(page: Page, address: str) -> None:
    found(page, address, ".*", "pattern")
    for times_added in range(1, 15):
        page.get_by_role("button", name=re.compile("Add all")).click()
        expect(clips(page)).to_have_count(24 * times_added)
    expect(page.get_by_text("too long for a link")).to_be_visible()
    count = clips(page).count()
    assert count > 300
    page.reload()
    expect(clips(page)).to_have_count(count)


def test_a_cut_is_exported_with_its_rights(page: Page, address: str) -> None:
    begun(page, address)
    page.get_by_role("button", name="Export …").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("reelgraph-demo D072")
    expect(sheet).to_contain_text("Not stated in the record")
    assert serious(page) == []
    sheet.get_by_label("Title").fill("The watch")
    text = Path(
        saved(page, lambda: sheet.get_by_role("button", name="EDL", exact=True).click())
    ).read_text("utf-8")
    assert text.startswith("TITLE: The watch\nFCM: NON-DROP FRAME\n")
    assert sum(line[:3].isdecimal() for line in text.splitlines()) == 3
    assert "00:00:09:09 00:00:10:16" in text
    assert "* WHY: heard: workers, world" in text
    for name, held in (
        ("OpenTimelineIO", '"OTIO_SCHEMA"'),
        ("FCPXML", "<fcpxml"),
        ("Final Cut Pro 7 XML", "<xmeml"),
        ("WebVTT", "Workers of the world, unite."),
        ("IIIF range", '"Manifest"'),
    ):
        button = sheet.get_by_role("button", name=name, exact=True)
        assert held in Path(saved(page, button.click)).read_text("utf-8")


def test_a_film_is_made_of_the_cut(page: Page, address: str) -> None:
    found(page, address, SPOKEN)
    add(page)
    add(page)
    page.get_by_role("button", name="Export …").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Height").select_option("480")
    sheet.get_by_role("button", name="Make the film").click()
    save = sheet.get_by_role("button", name="Save the film")
    expect(save).to_be_visible(timeout=60_000)
    with av.open(saved(page, save.click)) as film:
        assert sum(1 for _ in film.decode(video=0)) == 2 * 32
        assert (film.streams.video[0].width, film.streams.video[0].height) == (854, 480)


def test_a_script_finds_its_lines(page: Page, address: str) -> None:
    page.goto(f"{address}cut?cut.how=script")
    box = page.get_by_label("Script, a line for each moment")
    box.fill("Workers of the world\nA kitten, a basket\nqwertyuiop")
    page.get_by_role("button", name="Find each line").click()
    expect(page.get_by_role("heading", name="2 of 3 lines found")).to_be_visible()
    expect(page.get_by_text("Nobody says it in these words")).to_be_visible()
    expect(page.get_by_text("Nothing has words of this line.")).to_be_visible()
    page.get_by_role("button", name="Add the first of each line").click()
    expect(clips(page)).to_have_count(2)


def test_an_outline_becomes_a_storyboard_of_real_shots(page: Page, address: str) -> None:
    page.goto(f"{address}cut?cut.how=outline")
    page.get_by_label("Outline").fill("a boy at a table, then a watch, ending on a kitten")
    page.get_by_role("button", name="Find shots").click()
    expect(page.get_by_role("heading", name=re.compile("3 shots for 3 steps"))).to_be_visible()
    steps = page.locator(".cut-board > li")
    expect(steps.nth(0)).to_contain_text("boy")
    expect(steps.nth(2)).to_contain_text(re.compile("has kitten"))
    before = steps.nth(0).locator(".cut-card-words").inner_text()
    steps.nth(0).get_by_role("button", name=re.compile("Next best")).click()
    expect(steps.nth(0).locator(".cut-card-words")).not_to_have_text(before, use_inner_text=True)
    swapped = steps.nth(0).locator(".cut-card-words").inner_text()
    page.reload()
    expect(steps.nth(0).locator(".cut-card-words")).to_have_text(swapped, use_inner_text=True)
    page.get_by_role("button", name="Put it into the cut").click()
    expect(clips(page)).to_have_count(3)
    assert serious(page) == []


def test_on_a_phone_a_sent_cut_plays(page: Page, address: str) -> None:
    begun(page, address)
    link = page.url
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(link)
    expect(clips(page)).to_have_count(3)
    assert not scrolls_sideways(page)
    play = page.get_by_role("button", name="Play", exact=True)
    assert (
        page.locator(".cut-bench").bounding_box()["y"]
        < page.locator(".cut-found").bounding_box()["y"]
    )  # type: ignore[index]
    play.click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert serious(page) == []
