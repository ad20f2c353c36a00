"""The page as a conversation: follow-ups, chips to leave out, and hostile text in all of it."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.answering import Answerer, Facts, Turn
from rag_service.api import Services, create_app
from rag_service.retrieval import Index
from tests.attacks import ATTACKS, hostile_snapshot
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.unit.small_archive import HashEmbedder

pytestmark = pytest.mark.browser

ALL = Scope.everything()
FIRST = "How many newsreels are there?"
THEN = "list them"


@pytest.fixture(scope="module")
def address(serve: Any, demo: Demo) -> str:
    """The service over the demo collection."""
    app = create_app(Services(lambda: demo.answerer, demo.store))
    explorer.mount(app, sources_of(app.state.services.store))
    return str(serve(app))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Answers over films that hold every attack."""
    snapshot = hostile_snapshot()
    folder = tmp_path_factory.mktemp("hostile") / "index"
    Index.build(snapshot, folder, HashEmbedder(), Facts.from_snapshot(snapshot).save).close()
    index = Index.open(folder, HashEmbedder())
    return Answerer(Facts.load(index.folder), index)


@pytest.fixture(scope="module")
def hostile_address(serve: Any, hostile: Answerer) -> str:
    """The service over them."""
    app = create_app(Services(lambda: hostile, MemoryStore()))
    explorer.mount(app, sources_of(app.state.services.store))
    return str(serve(app))


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def test_a_follow_up_goes_on_from_the_answer(page: Page, address: str, demo: Demo) -> None:
    page.goto(address)
    ask(page, FIRST)
    first = demo.answerer.ask(FIRST, ALL)
    expect(page.locator("#answer")).to_have_text(first.answer)
    expect(page.locator("#thread-part")).to_be_hidden()
    ask(page, THEN)
    then = demo.answerer.ask(THEN, ALL, conversation=[Turn(FIRST)])
    expect(page.locator("#answer")).to_have_text(then.answer)
    assert {r.record_id for r in then.results} == {r.record_id for r in first.results}
    expect(page.locator("#thread a")).to_have_text([FIRST])
    expect(page.locator("#thread p")).to_have_text([first.answer])
    expect(page.locator("#understood li.carried")).to_have_text(["genre: newsreel"])


def test_the_address_holds_the_conversation(page: Page, address: str, demo: Demo) -> None:
    page.goto(f"{address}?{urlencode([('q', FIRST), ('q', THEN)])}")
    expect(page.locator("#thread p")).to_have_text([demo.answerer.ask(FIRST, ALL).answer])
    expect(page.get_by_label("Your question")).to_have_value(THEN)
    page.locator("#thread a").click()
    expect(page.locator("#thread-part")).to_be_hidden()
    expect(page.get_by_label("Your question")).to_have_value(FIRST)
    page.go_back()
    expect(page.get_by_label("Your question")).to_have_value(THEN)
    page.get_by_role("link", name="start afresh").click()
    expect(page.locator("#welcome")).to_be_visible()


def test_a_condition_is_left_out_and_taken_back_in(page: Page, address: str, demo: Demo) -> None:
    question = "Which silent newsreels are there?"
    told = demo.answerer.ask(question, ALL)
    chosen = next(f for f in told.understood["filters"] if f["means"].startswith("genre"))
    wider = demo.answerer.ask(question, ALL, without=[chosen["id"]])
    page.goto(f"{address}?{urlencode({'q': question})}")
    expect(page.locator("#answer")).to_have_text(told.answer)
    page.get_by_role("button", name=f"Leave out: {chosen['means']}").click()
    expect(page.locator("#answer")).to_have_text(wider.answer)
    assert wider.answer != told.answer
    expect(page.locator("#understood li.left-out")).to_have_text([chosen["means"]])
    assert f"x=0%3A{chosen['id']}" in page.url
    page.get_by_role("button", name=f"Take back in: {chosen['means']}").click()
    expect(page.locator("#answer")).to_have_text(told.answer)
    page.go_back()
    expect(page.locator("#answer")).to_have_text(wider.answer)


def test_a_chip_works_by_keyboard_and_has_contrast(page: Page, address: str) -> None:
    page.goto(f"{address}?{urlencode({'q': FIRST})}")
    button = page.get_by_role("button", name=re.compile("^Leave out"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#understood li.left-out")).to_have_count(1)
    box = page.locator("#understood button").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


def test_a_long_conversation_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    turns = [("q", FIRST), ("q", THEN), ("q", "only the silent ones"), ("q", "w" * 300)]
    page.goto(f"{address}?{urlencode(turns)}")
    expect(page.locator("#thread li")).to_have_count(3)
    expect(page.locator("#timing")).not_to_be_empty()
    wide, shown = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= shown == 390


@pytest.mark.parametrize("forged", ["x=0:zzzzzzzz", "x=99:00000000", "x=%00", "x=0:0000000g&x=a"])
def test_a_forged_address_does_nothing(page: Page, address: str, demo: Demo, forged: str) -> None:
    page.goto(f"{address}?{urlencode({'q': FIRST})}&{forged}")
    expect(page.locator("#answer")).to_have_text(demo.answerer.ask(FIRST, ALL).answer)


def untouched(page: Page) -> None:
    """Nothing of a record or a question became a part of the page."""
    assert page.evaluate("window.owned") is None
    assert page.locator("main :is(img, script, iframe, svg, style, base, meta, math)").count() == 0
    assert page.locator("main form").count() == 1
    assert page.locator("main input").count() == 2
    links = page.locator("main a").evaluate_all("all => all.map((one) => one.href)")
    assert all(link.startswith("http://127.0.0.1:") for link in links)
    assert page.evaluate("document.cookie") == ""


def test_every_attack_in_records_is_shown_as_text(page: Page, hostile_address: str) -> None:
    page.goto(f"{hostile_address}?{urlencode({'q': 'Which films are about herons?'})}")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#results tr")).to_have_count(len(ATTACKS))
    shown = page.locator("#results").inner_text()
    assert "<img src=x onerror=window.owned=1>" in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", shown)
    untouched(page)
    wide, width = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= width


@pytest.mark.parametrize("kind", ["html", "markdown", "controls", "stream", "size"])
def test_every_attack_in_evidence_and_questions_is_shown_as_text(
    page: Page, hostile_address: str, kind: str
) -> None:
    for attack in (one for one in ATTACKS if one.kind == kind):
        turns = [("q", f"What happens with the heron by boat {attack.id}?")]
        turns.append(("q", attack.text[:300]))
        page.goto(f"{hostile_address}?{urlencode(turns)}")
        expect(page.locator("#timing")).not_to_be_empty()
        expect(page.locator("#thread p")).not_to_have_text(["…"])
        untouched(page)
