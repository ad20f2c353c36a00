"""The page as a person meets it: ask, read the answer and its evidence, go back."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import explorer
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.answering import Answerer, Event
from rag_service.api import Services, create_app
from tests.demo_collection import Demo, taken_in
from tests.explorer_sources import sources_of

pytestmark = pytest.mark.browser

ABSENT = "Which film shows zeppelins knitting?"
COUNT = "How many newsreels are there?"
SPOKEN = "Which films show a spectre?"
HOSTILE_SHEET = """number,title,summary
H1,Regatta <img src=x onerror=window.owned=1>,The regatta. <script>window.owned=1</script>
"""
HOSTILE_MAPPING = """
name: Hostile sheet
partner: hostile
collection: {id: hostile, name: Hostile films}
columns:
  number: {term: record_id}
  title: {term: title}
  summary: {term: summary}
"""
HOSTILE = "What happens at the regatta?"
TOKEN = "a-token-of-more-than-24-characters"


@pytest.fixture(scope="module")
def address(serve: Any, demo: Demo) -> str:
    """The service over the demo collection."""
    app = create_app(Services(lambda: demo.answerer, demo.store))
    explorer.mount(app, sources_of(app.state.services.store))
    return str(serve(app))


@pytest.fixture(scope="module")
def hostile_address(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The service over a record that tries to act."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "films.csv").write_text(HOSTILE_SHEET)
    (folder / "mapping.yaml").write_text(HOSTILE_MAPPING)
    hostile = taken_in(folder, folder / "films.csv")
    app = create_app(Services(lambda: hostile.answerer, hostile.store))
    explorer.mount(app, sources_of(app.state.services.store))
    return str(serve(app))


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def expected(answerer: Answerer, question: str) -> dict[str, Any]:
    return dict(answerer.ask(question, Scope.everything()).as_json())


def test_an_answer_with_its_evidence(page: Page, address: str, demo: Demo) -> None:
    told = expected(demo.answerer, COUNT)
    page.goto(address)
    expect(page.locator("#welcome")).to_be_visible()
    ask(page, COUNT)
    expect(page.locator("#answer")).to_have_text(told["answer"])
    expect(page.locator("#evidence li q")).to_have_text([c["text"] for c in told["citations"]])
    expect(page.locator("#results-title")).to_have_text(f"Found ({len(told['results'])})")
    expect(page.locator("#timing")).to_have_text(re.compile(r"Answered in \d+ ms"))
    expect(page.locator("#understood li")).to_have_text(["genre: newsreel"])
    expect(page.locator("#welcome")).to_be_hidden()
    assert page.title() == f"{COUNT} – Reelgraph"


@pytest.mark.parametrize("width", [1200, 390])
def test_how_an_answer_was_found_is_told_on_demand(
    page: Page, address: str, demo: Demo, width: int
) -> None:
    how = expected(demo.answerer, COUNT)["understood"]["how"]
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}?q={COUNT}")
    expect(page.locator("#cypher")).to_be_hidden()
    page.get_by_text("How this was found").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#how-steps li")).to_have_text(how["steps"])
    assert page.locator("#cypher").text_content() == how["cypher"]
    expect(page.locator("#parameters dt")).to_have_text([f"${name}" for name in how["parameters"]])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST, "#cypher") >= 7
    page.goto(f"{address}?q={SPOKEN}")
    expect(page.locator("#timing")).not_to_be_empty()
    expect(page.locator("#how")).to_be_hidden()


def test_a_hostile_query_is_shown_as_text(page: Page, serve: Any, demo: Demo) -> None:
    hostile = "MATCH (n) WHERE n.name = '<img src=x onerror=window.owned=1>' RETURN `n`\u202e"

    class Hostile:
        def stream(self, question: str, *_: Any, **__: Any) -> Iterator[Event]:
            answer = expected(demo.answerer, question)
            parameters = {"<b>": ["</dd><script>window.owned=1</script>"] * 40}
            how = {"by": "model", "steps": [hostile], "cypher": hostile, "parameters": parameters}
            yield Event("done", {**answer, "understood": {**answer["understood"], "how": how}})

    app = create_app(Services(lambda: Hostile(), demo.store))  # type: ignore[arg-type,return-value]
    explorer.mount(app, sources_of(app.state.services.store))
    page.goto(f"{serve(app)}?q={COUNT}")
    page.get_by_text("How this was found").click()
    assert page.locator("#cypher").text_content() == hostile[:-1]
    expect(page.locator("#parameters")).to_contain_text("</dd><script>window.owned=1</script>")
    expect(page.locator("#parameters")).to_contain_text("… and 28 more")
    assert page.locator("main :is(img, script, b)").count() == 0
    assert page.evaluate("window.owned") is None


def test_the_drawn_evidence_has_the_numbers_of_the_answer(
    page: Page, serve: Any, demo: Demo
) -> None:
    whole = expected(demo.answerer, COUNT)
    quoted = [{**whole["citations"][0], "text": f"Quotation {n}"} for n in range(1, 7)]
    told = {
        "Nothing stands behind this.": [],
        "One does behind this.": quoted[:1],
        "Five behind this.": [quoted[0], *quoted[2:]],
        "And one behind this.": quoted[1:2],
    }

    class Cited:
        def stream(self, *_: Any, **__: Any) -> Iterator[Event]:
            yield Event("understood", whole["understood"])
            for text, citations in told.items():
                yield Event("sentence", {"text": text, "citations": citations})
            yield Event("done", {**whole, "answer": " ".join(told), "citations": quoted})

    app = create_app(Services(lambda: Cited(), demo.store))  # type: ignore[arg-type,return-value]
    explorer.mount(app, sources_of(app.state.services.store))
    page.goto(f"{serve(app)}?q={COUNT}")
    drawn = page.locator(".evidence-graph button.sentence")
    expect(drawn).to_have_text(["1", "1–5", "6"])
    marks = page.locator("#answer .sentence").nth(2).locator(".mark")
    assert [mark.get_attribute("data-number") for mark in marks.all()] == list("12345")
    expect(drawn.nth(1)).to_have_accessible_name("Sentence 3: evidence 1–5")
    expect(page.locator(".evidence-graph button.quotation").nth(5)).to_have_text("6 Quotation 2")


def test_what_is_not_there_shows_what_comes_nearest(page: Page, address: str, demo: Demo) -> None:
    told = expected(demo.answerer, ABSENT)
    assert told["abstained"]
    page.goto(f"{address}?q={ABSENT}")
    expect(page.locator("#answer")).to_have_text(told["answer"])
    expect(page.locator("#results-title")).to_have_text(f"Nearest ({len(told['results'])})")


def test_spoken_evidence_names_the_second(page: Page, address: str) -> None:
    page.goto(f"{address}?q={SPOKEN}")
    place = page.locator("#evidence .place").first
    expect(place).to_have_text(re.compile(r" at \d\d:\d\d:\d\d, "))


def test_enter_asks_as_the_button_does(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Your question").fill(COUNT)
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_be_visible()


def test_an_example_can_be_followed(page: Page, address: str) -> None:
    page.goto(address)
    link = page.locator("#examples a").first
    question = link.inner_text()
    link.click()
    expect(page.get_by_label("Your question")).to_have_value(question)
    expect(page.locator("#timing")).not_to_be_empty()


def test_the_back_button_does_what_people_expect(page: Page, address: str, demo: Demo) -> None:
    page.goto(address)
    ask(page, COUNT)
    first = expected(demo.answerer, COUNT)["answer"]
    expect(page.locator("#answer")).to_have_text(first)
    ask(page, SPOKEN)
    expect(page.get_by_label("Your question")).to_have_value(SPOKEN)
    page.go_back()
    expect(page.get_by_label("Your question")).to_have_value(COUNT)
    expect(page.locator("#answer")).to_have_text(first)
    page.go_back()
    expect(page.locator("#welcome")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("")
    expect(page.locator("#outcome")).to_be_hidden()


def test_a_slow_answer_does_not_take_the_place_of_a_newer_one(
    page: Page, serve: Any, demo: Demo
) -> None:
    turns, released = iter(range(9)), threading.Event()

    def slow_at_first() -> Answerer:
        if next(turns) == 0:
            released.wait(10)
        return demo.answerer

    app = create_app(Services(slow_at_first, demo.store))
    explorer.mount(app, sources_of(app.state.services.store))
    page.goto(f"{serve(app)}?q={SPOKEN}")
    expect(page.locator("#progress")).to_have_text("Looking …")
    page.evaluate(
        f"history.pushState(null, '', '?q={COUNT}'); dispatchEvent(new Event('popstate'))"
    )
    newer = expected(demo.answerer, COUNT)["answer"]
    expect(page.locator("#answer")).to_have_text(newer)
    released.set()
    page.wait_for_timeout(300)
    expect(page.locator("#answer")).to_have_text(newer)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()


def test_hostile_text_is_shown_as_text(page: Page, hostile_address: str) -> None:
    page.goto(hostile_address)
    ask(page, HOSTILE)
    expect(page.locator("#results")).to_contain_text("<img src=x onerror=")
    expect(page.locator("#evidence")).to_contain_text("<script>")
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.owned") is None


def test_a_hostile_address_is_shown_as_text(page: Page, address: str) -> None:
    question = "<script>window.owned=1</script>"
    page.goto(f"{address}?q={question}")
    expect(page.get_by_label("Your question")).to_have_value(question)
    expect(page.locator("#timing")).not_to_be_empty()
    assert page.evaluate("window.owned") is None


@pytest.mark.parametrize("question", ["", COUNT, SPOKEN])
def test_a_phone_never_scrolls_sideways(page: Page, address: str, question: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}?q={question}" if question else address)
    expect(page.locator("#timing" if question else "#welcome")).not_to_be_empty()
    wide, shown = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= shown == 390
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_answer_can_be_read_in_both_schemes(page: Page, address: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}?q={COUNT}")
    expect(page.locator("#timing")).not_to_be_empty()
    for place in ("#answer", "#timing", "#evidence .place", "#results td"):
        assert page.evaluate(CONTRAST, place) >= 4.5, place


def test_an_error_says_what_can_be_done(page: Page, serve: Any) -> None:
    def no_index() -> Answerer:
        raise RetrievalIndexError("There is no index yet. Take something in first.")

    app = create_app(Services(no_index, MemoryStore()))
    explorer.mount(app, sources_of(app.state.services.store))
    page.goto(serve(app))
    ask(page, COUNT)
    failure = page.get_by_role("alert")
    expect(failure).to_contain_text("There is no index to answer from")
    expect(failure).to_contain_text("Take something in first.")
    expect(failure).to_contain_text(re.compile(r"Reference: \w+"))
    expect(page.locator("#outcome")).to_be_hidden()
    expect(page.get_by_label("Your question")).to_have_value(COUNT)


def test_a_service_that_went_away_is_told(page: Page, address: str) -> None:
    page.goto(address)
    page.route("**/api/v1/ask/stream", lambda route: route.abort())
    ask(page, COUNT)
    expect(page.get_by_role("alert")).to_contain_text("The service doesn't answer")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()


def test_a_token_is_asked_for_and_used(page: Page, serve: Any, demo: Demo) -> None:
    app = create_app(Services(lambda: demo.answerer, demo.store, token=TOKEN))
    explorer.mount(app, sources_of(app.state.services.store))
    page.goto(serve(app))
    ask(page, COUNT)
    expect(page.get_by_role("alert")).to_contain_text("This service asks for a token")
    page.get_by_label("Token for this archive").fill(TOKEN)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#answer")).to_have_text(expected(demo.answerer, COUNT)["answer"])
    assert TOKEN not in page.url


# Contrast of an element's text on what is behind it (WCAG 2.2, relative luminance).
CONTRAST = """selector => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const element = document.querySelector(selector);
  let behind = element;
  while (channels(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const [a, b] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor]
    .map((colour) => light(channels(colour))).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""
