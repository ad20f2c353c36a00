"""The report of an evaluation in a real browser: read, cut down, opened, on a phone, hostile."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph_schema.scope import Scope
from rag_service.answering import Facts
from rag_service.evaluation import Judge, Keeper, Question, compare, report_page
from rag_service.evaluation.sources import Sources
from tests.demo_collection import Demo
from tests.unit.evaluating import made_with

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.owned=1><script>window.owned=1</script>"
QUESTIONS = (
    Question("a", "list", "Newsreels", ("nothing-like-it",), why=HOSTILE),
    Question("b", "none", f"zeppelins knitting {HOSTILE}", ()),
    Question("c", "count", "How many newsreels are there?", (), 99),
    Question("d", "none", "Which film shows zeppelins knitting?", ()),
)


@pytest.fixture(scope="module")
def address(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A report and a comparison over the demo collection, as files that a server gives out."""
    folder = tmp_path_factory.mktemp("evaluation")
    everything = Scope.everything()
    facts = Facts.load(demo.index.folder)
    sources = Sources(demo.index, facts.within(everything), everything)
    judge = Judge(demo.answerer, sources, everything)
    keeper = Keeper(folder / "run", made_with(asked=5), resume=False)
    for question in QUESTIONS:
        keeper.add(judge(question), sources)
    run = keeper.finish([])
    better = {**run["results"][2], "scores": {"exact": 1.0, "denied": 0.0}}
    later = {**run, "results": [*run["results"][:2], better, run["results"][3]]}
    (folder / "report.html").write_text(report_page(run))
    (folder / "comparison.html").write_text(compare(run, later)[1])
    (folder / "favicon.ico").touch()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join(10)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_questions_are_cut_down_and_opened(page: Page, address: str) -> None:
    page.goto(address + "report.html")
    shown = page.locator("#questions > details:visible")
    expect(shown).to_have_count(4)
    expect(page.get_by_text("Stopped after 4 of 5 questions")).to_be_visible()

    page.get_by_label("Kind").select_option("count")
    expect(shown).to_have_count(1)
    assert page.url.endswith("#kind=count")
    shown.locator("summary").click()
    expect(shown.get_by_text("The number 99.")).to_be_visible()
    expect(shown.get_by_text("Number given: ")).to_be_visible()

    page.reload()
    expect(page.get_by_label("Kind")).to_have_value("count")
    expect(shown).to_have_count(1)
    page.get_by_label("Verdict").select_option("right")
    expect(page.get_by_text("No question is of this kind.")).to_be_visible()


def test_plots_are_drawn(page: Page, address: str) -> None:
    page.goto(address + "report.html")
    bars = page.locator("svg[role=img]")
    assert bars.count() >= 8
    drawn = bars.first.locator("rect.track").bounding_box()
    assert drawn is not None
    assert drawn["width"] > 50
    interval = bars.first.locator("line.interval")
    assert interval.evaluate("line => getComputedStyle(line).stroke") != "none"


def test_hostile_text_stays_text(page: Page, address: str) -> None:
    for name in ("report.html", "comparison.html"):
        page.goto(address + name)
        for summary in page.locator("#questions > details > summary").all():
            summary.click()
        assert page.evaluate("window.owned") is None
        assert page.locator("main img, main script").count() == 0
    page.goto(address + "report.html")
    asked = page.locator("summary .asked", has_text="<script>window.owned=1</script>")
    expect(asked).to_be_visible()


@pytest.mark.parametrize("name", ["report.html", "comparison.html"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_fits_the_screen(page: Page, address: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + name)
    page.locator("#questions > details > summary").first.click()
    assert fits(page)


def test_dark_and_light_follow_the_system(page: Page, address: str) -> None:
    page.goto(address + "report.html")
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_printing_opens_every_question(page: Page, address: str) -> None:
    page.goto(address + "report.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#questions > details[open]").count() == 4
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#questions > details[open]").count() == 0


def test_a_comparison_shows_what_changed(page: Page, address: str) -> None:
    page.goto(address + "comparison.html")
    changed = page.locator("#questions > details")
    expect(changed).to_have_count(1)
    changed.locator("summary").click()
    expect(changed.get_by_role("heading", name="First: wrong, 0.00")).to_be_visible()
    expect(changed.get_by_role("heading", name="Second: right, 1.00")).to_be_visible()
