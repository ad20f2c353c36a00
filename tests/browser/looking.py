"""What tests of the web app ask of any view: that it is built, accessible and fits a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from explorer.site import DIST

AXE = DIST.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations)"


def must_be_built() -> None:
    """Fail where the app that the tests look at is not built."""
    assert (DIST / "index.html").is_file(), "build the web app first: python3 make.py web"


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical on a page, each with the elements that it is about."""
    assert AXE.is_file(), "install the web app's tools first: npm ci in explorer/web"
    # Evaluated and not added as a script, which the page's policy would refuse.
    page.evaluate(Path(AXE).read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
