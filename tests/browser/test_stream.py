"""The page hears an answer as it is made: progress, stopping, and a line that breaks off."""

import json
import re
import threading
from typing import Any
from urllib.parse import urlencode

import pytest
from anyio import to_thread
from playwright.sync_api import Page, expect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import explorer
from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope as Sight
from rag_service.answering import Answerer, Facts
from rag_service.api import Gate, Services, create_app
from reelgraph.llm import EndpointLanguageModel
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.scripted_endpoint import Act, Call, serving
from tests.unit.answering_archive import WordRetriever, archive

pytestmark = pytest.mark.browser

LOOKUP = "Which film shows women packing fish?"
GOOD = "In Pilchards, women pack fish in barrels."
ALSO = "Fish go in barrels."
WHOLE = json.dumps({"sentences": [{"text": text, "evidence": [1]} for text in (GOOD, ALSO)]})
FIRST = WHOLE[: WHOLE.index(ALSO)]
COUNT = "How many newsreels are there?"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(archive())


def service(facts: Facts, url: str, gate: Gate) -> Any:
    model = EndpointLanguageModel(url, "m", timeout_s=30.0)
    answerer = Answerer(facts, WordRetriever(facts), model)
    app = create_app(Services(lambda: answerer, MemoryStore(), gate=gate))
    explorer.mount(app, sources_of(app.state.services.store))
    return app


def in_parts(*wait: threading.Event) -> Act:
    """Write one sentence, then the other, each when it is told to."""

    def act(call: Call) -> None:
        call.start_stream()
        assert wait[0].wait(20)
        call.piece(FIRST)
        assert wait[1].wait(20)
        call.piece(WHOLE[len(FIRST) :], "stop")
        call.end_stream()

    return act


def test_sentences_appear_as_they_come(page: Page, serve: Any, facts: Facts) -> None:
    steps = (threading.Event(), threading.Event())
    with serving(in_parts(*steps)) as endpoint:
        page.goto(f"{serve(service(facts, endpoint.url, Gate()))}?{urlencode({'q': LOOKUP})}")
        expect(page.locator("#progress")).to_have_text(re.compile(r"^Reading \d+ passages? …$"))
        expect(page.locator("#outcome")).to_have_attribute("aria-busy", "true")
        expect(page.locator("#answer")).to_be_empty()
        steps[0].set()
        expect(page.locator("#answer .sentence")).to_have_text([GOOD])
        expect(page.locator("#progress")).to_have_text("Writing …")
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        steps[1].set()
        expect(page.locator("#answer")).to_have_text(f"{GOOD} {ALSO}")
    expect(page.locator("#timing")).to_have_text(re.compile(r"Answered in \d+ ms · 120 tokens"))
    expect(page.locator("#outcome")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.locator("#results-part")).to_be_visible()


def test_who_cannot_see_the_page_hears_each_sentence_once(
    page: Page, serve: Any, facts: Facts
) -> None:
    steps = (threading.Event(), threading.Event())
    with serving(in_parts(*steps)) as endpoint:
        address = serve(service(facts, endpoint.url, Gate()))
        page.goto(address)
        page.wait_for_selector("#answer", state="attached")
        page.evaluate(
            "window.heard = []; new MutationObserver((all) => all.forEach((one) =>"
            " one.addedNodes.forEach((node) => heard.push(node.textContent.trim()))))"
            ".observe(document.querySelector('#answer[aria-live=polite]'), {childList: true})"
        )
        steps[0].set()
        steps[1].set()
        page.get_by_label("Your question").fill(LOOKUP)
        page.keyboard.press("Enter")
        expect(page.locator("#timing")).not_to_be_empty()
    assert page.evaluate("heard.filter((text) => text)") == [GOOD, ALSO]
    assert page.locator("[role=status] #progress").count() == 1


def test_stop_ends_the_work_at_the_model(page: Page, serve: Any, facts: Facts) -> None:
    gone, gate = threading.Event(), Gate(at_once=1)

    def act(call: Call) -> None:
        call.start_stream()
        call.piece(FIRST)
        # Says nothing more until the service hangs up.
        assert call.handler.connection.recv(1) == b""
        gone.set()

    with serving(act) as endpoint:
        page.goto(f"{serve(service(facts, endpoint.url, gate))}?{urlencode({'q': LOOKUP})}")
        expect(page.locator("#answer")).to_have_text(GOOD)
        stop = page.get_by_role("button", name="Stop")
        stop.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("Stopped.")
        assert gone.wait(20)
    expect(page.locator("#answer")).to_have_text(GOOD)
    expect(page.locator("#evidence li")).not_to_have_count(0)
    expect(stop).to_be_hidden()
    page.wait_for_function("() => fetch('metrics').then((r) => r.text()).then((t) =>"
                           " t.includes('reelgraph_questions_running 0.0'))")  # fmt: skip
    assert gate.running == 0
    assert len(endpoint.asked) == 1


class Dropping:
    """Passes an app's replies on, and cuts the line after the first sentence when it is told to."""

    def __init__(self, app: ASGIApp, told: threading.Event) -> None:
        self._app, self._told, self._cut = app, told, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def passed(message: Message) -> None:
            await send(message)
            if b"event: sentence" in message.get("body", b"") and not self._cut:
                self._cut = True
                assert await to_thread.run_sync(self._told.wait, 20)
                raise ConnectionError("the line is cut")

        try:
            await self._app(scope, receive, passed)
        except (ConnectionError, ExceptionGroup):
            assert self._cut


def test_a_line_that_breaks_off_leaves_what_came(page: Page, serve: Any, demo: Demo) -> None:
    app = create_app(Services(lambda: demo.answerer, demo.store))
    explorer.mount(app, sources_of(app.state.services.store))
    answer = demo.answerer.ask(COUNT, Sight.everything())
    cut = threading.Event()
    page.goto(f"{serve(Dropping(app, cut))}?{urlencode({'q': COUNT})}")
    expect(page.locator("#answer .sentence")).to_have_count(1)
    cut.set()
    told = page.get_by_role("alert").filter(visible=True)
    expect(told).to_contain_text("The connection broke off. This is what came until then.")
    came = page.locator("#answer").text_content() or ""
    assert answer.answer.startswith(came)
    assert came not in ("", answer.answer)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#answer")).to_have_text(answer.answer)
    expect(page.locator("#timing")).not_to_be_empty()
    expect(told).to_have_count(0)


def test_a_number_leads_from_a_sentence_to_its_evidence(page: Page, serve: Any, demo: Demo) -> None:
    app = create_app(Services(lambda: demo.answerer, demo.store))
    explorer.mount(app, sources_of(app.state.services.store))
    page.goto(f"{serve(app)}?{urlencode({'q': COUNT})}")
    expect(page.locator("#timing")).not_to_be_empty()
    mark = page.get_by_role("button", name="Evidence 2", exact=True)
    sentence = page.locator(".sentence").filter(has=mark).text_content() or ""
    mark.focus()
    page.keyboard.press("Enter")
    quoted = page.locator("#evidence li:focus q").text_content() or ""
    assert quoted.strip() in sentence
    assert page.url.endswith(urlencode({"q": COUNT}))
