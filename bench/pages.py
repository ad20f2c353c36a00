"""What measures a page in a real Chromium: time to its drawings, bytes, tasks, memory, frames.

WebGL is drawn in software, so that times tell of the page and of this machine's cores together.
"""

from __future__ import annotations

import math
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--enable-precise-memory-info",
)
QUIET_MS = 500
"""A page is drawn when nothing was drawn for so long."""

PATIENCE_S = 300
"""A page that isn't drawn within so long is given up."""

_CIRCLE_PX = 80
_STEPS = 40
_LEAST_STEPS = 3

# Notes when the graphics card was first and last done with something that it was given to draw, how
# many frames had such a drawing, and how long the longest task of the main thread was.
_WATCH = """
window.pages = {first: 0, last: 0, frames: 0, waiting: 0, longest: 0};
const POLL_MS = 4;
const drawn = new Set();
const counts = {
  drawArrays: ([, , count]) => count,
  drawElements: ([, count]) => count,
  drawArraysInstanced: ([, , count, instances]) => count * instances,
  drawElementsInstanced: ([, count, , , instances]) => count * instances,
};
for (const [name, count] of Object.entries(counts)) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    if (count(given) > 0) drawn.add(this);
    return draw.apply(this, given);
  };
}
const done = (fences) => {
  const left = fences.filter(([gl, fence]) => {
    return gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED && !gl.isContextLost();
  });
  if (left.length > 0) return setTimeout(done, POLL_MS, left);
  window.pages.last = performance.now();
  window.pages.first ||= window.pages.last;
  window.pages.frames += 1;
  window.pages.waiting -= 1;
};
const frame = () => {
  if (drawn.size > 0) {
    const fences = [...drawn].map((gl) => {
      const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      return [gl, fence];
    });
    drawn.clear();
    window.pages.waiting += 1;
    setTimeout(done, POLL_MS, fences);
  }
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) {
    window.pages.longest = Math.max(window.pages.longest, task.duration);
  }
}).observe({type: "longtask", buffered: true});
"""


_LOADED = (
    'performance.getEntriesByType("resource").map(({name, encodedBodySize}) => '
    "[name, encodedBodySize])"
)


@dataclass(frozen=True)
class Opened:
    """What it took to open a page.

    Attributes:
        sent: Bytes of data that the browser received, as they travelled, without heads.
        first_ms: From asking for the page to the first drawing with something in it, drawn.
        drawn_ms: From the same to the last drawing before nothing more happened.
        longest_ms: The longest task of the main thread meanwhile.
        heap: Bytes that the page's script holds, after what is free was given back.
    """

    sent: int
    first_ms: float
    drawn_ms: float
    longest_ms: float
    heap: int


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of an app on loopback, until it is left."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, which draws WebGL 2 in software."""
    found: Any = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A page of 1440 x 900 in a context of its own, whose drawings and tasks are noted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE_S)
    page.add_init_script(_WATCH)
    yield page
    context.close()


def opened(page: Page, url: str, is_data: Callable[[str], bool], ready: str) -> Opened:
    """Open a page and wait until it is drawn.

    Args:
        page: A watched page.
        url: Its address.
        is_data: True for the addresses whose bytes are counted.
        ready: Selects what is there once the page has all its data.

    Raises:
        TimeoutError: It isn't drawn within `PATIENCE_S`.
    """
    devtools = page.context.new_cdp_session(page)
    page.goto(url)
    page.locator(ready).first.wait_for()
    settle(page)
    first, last, longest = page.evaluate(
        "[window.pages.first, window.pages.last, window.pages.longest]"
    )
    devtools.send("HeapProfiler.collectGarbage")
    heap = int(page.evaluate("performance.memory.usedJSHeapSize"))
    loaded = page.evaluate(_LOADED)
    sent = sum(int(size) for at, size in loaded if is_data(at))
    return Opened(sent, first, last, longest, heap)


def settle(page: Page) -> None:
    """Wait until something was drawn and nothing more is.

    Raises:
        TimeoutError: It takes longer than `PATIENCE_S`.
    """
    # The page's policy forbids what Playwright's own waiting evaluates.
    done = (
        "window.pages.first > 0 && window.pages.waiting === 0 "
        f"&& performance.now() - window.pages.last > {QUIET_MS}"
    )
    held, started = 0, time.perf_counter()
    # Twice: the first may come between a long task and the drawing that it leads to.
    while held < 2:
        if time.perf_counter() - started > PATIENCE_S:
            raise TimeoutError(f"not drawn within {PATIENCE_S} s")
        held = held + 1 if page.evaluate(done) else 0
        page.wait_for_timeout(100)


def frames_while_panning(page: Page, stage: str, seconds: float) -> float:
    """Drag what is drawn round in a circle; gives the frames a second that were drawn.

    Args:
        page: A watched page, drawn.
        stage: Selects the element that is dragged.
        seconds: How long it is dragged, at least; what is being drawn then is waited for.
    """
    box = page.locator(stage).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("window.pages.frames = 0")
    started, step = time.perf_counter(), 0
    while step < _LEAST_STEPS or time.perf_counter() - started < seconds:
        step += 1
        angle = 2 * math.pi * step / _STEPS
        page.mouse.move(x + _CIRCLE_PX * math.sin(angle), y + _CIRCLE_PX * (1 - math.cos(angle)))
    while page.evaluate("window.pages.waiting"):
        page.wait_for_timeout(10)
    frames = page.evaluate("window.pages.frames")
    taken = time.perf_counter() - started
    page.mouse.up()
    return float(frames / taken)
