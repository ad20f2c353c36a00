"""The page of a run: what it says, that it is whole, and that no text of a record acts in it."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from evaluating import CITED, Told, asked, made_with, result

from rag_service.evaluation import Keeper, report_page
from rag_service.evaluation.markup import Html, el, join, page

HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script>&\u202eevil"


class Tags(HTMLParser):
    """Collects tags, attributes and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    return tags


def run_of(folder: Path, *results: dict[str, Any], expected: int = 1) -> dict[str, Any]:
    keeper = Keeper(folder, made_with(asked=expected), resume=False)
    keeper.results = list(results)
    return keeper.finish([])


def hostile() -> dict[str, Any]:
    told = Told("0001")
    told.answer["answer"] = HOSTILE
    told.answer["results"][0]["label"] = HOSTILE
    told.sentence = {"text": HOSTILE, "citations": [{**CITED, "text": HOSTILE, "field": HOSTILE}]}
    told.title = lambda number: f"{HOSTILE}{number}"  # type: ignore[method-assign]
    kept = result(asked("list", "0001"), told)
    return {**kept, "question": HOSTILE, "id": HOSTILE, "why": HOSTILE, "error": HOSTILE}


def test_texts_are_escaped_and_markup_is_kept() -> None:
    assert el("p", "<b>", Html("<i></i>"), None, class_="a", data_x='"') == (
        '<p class="a" data-x="&quot;">&lt;b&gt;<i></i></p>'
    )
    assert join("a", [el("b", 1)]) == "a<b>1</b>"
    assert "\u202e" not in el("p", HOSTILE)


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    tags = parsed(report_page(run_of(tmp_path, hostile())))
    assert "img" not in tags.seen
    assert tags.seen.count("script") == 1
    assert [name for name in tags.attributes if name.startswith("on")] == []


def test_the_page_fetches_nothing(tmp_path: Path) -> None:
    text = report_page(run_of(tmp_path, result(asked("list", "1"), Told("1"))))
    assert "default-src &#x27;none&#x27;" in text
    assert re.findall(r"https?://|@import|url\(", text) == []
    assert {"src", "href"} & parsed(text).attributes == set()


def test_the_page_tells_expected_and_got(tmp_path: Path) -> None:
    text = report_page(run_of(tmp_path, result(asked("list", "1", "2"), Told("1", "7"))))
    for told in ("Which films show trams?", "✗ </span>2  film 2", "2 results, 1 of them right"):
        assert told in text
    assert "Score 0.50" in text
    assert "90 + 10 tokens" in text
    assert "✓ stands there, ✓ bears on it" in text


def test_a_run_of_nothing_and_one_cut_short_say_so(tmp_path: Path) -> None:
    empty = report_page(run_of(tmp_path / "a"))
    assert "No question was asked yet" in empty
    assert "Stopped after 0 of 1 questions" in empty
    assert parsed(empty)
    whole = report_page(run_of(tmp_path / "b", result(asked("none"), Told(abstained=True))))
    assert "Stopped after" not in whole


def test_records_that_are_not_there_are_listed(tmp_path: Path) -> None:
    run = run_of(tmp_path, result(asked("list", "1"), Told("1")))
    run["unknown_gold"] = [{"line": 7, "id": "q1", "gold": ["X9"]}]
    assert "line 7, q1: X9" in report_page(run)


def test_a_page_lets_only_its_own_script_run() -> None:
    assert page("t", "b").count("sha256-") == 1
