"""Chromium before the pages: how long from a click until the map stands, and how many bytes come for it."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from signin.cookie import COOKIE

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
TURNS, FIRSTS = 15, 5
IDLE_SECONDS = 6
PATIENCE = 180
FRAME = 'iframe[title*="folium"]'
WATCH = """() => {
  const box = document.getElementById('map_div');
  window.was = 0; window.took = 0;
  window.addEventListener('mousedown', () => { window.was = performance.now(); window.took = 0; }, true);
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => {
    if (window.was && !window.took) { window.took = performance.now() - window.was; }
  }))).observe(box, { attributes: true, attributeFilter: ['data-drawn'] });
}"""
"""From the mouse going down to the second frame after the map was drawn with the answer."""
ALONE = """() => {
  let places = null;
  window.map.eachLayer(l => { if (l instanceof L.Places) { places = l; } });
  const size = window.map.getSize(), found = [], corner = window.map.containerPointToLayerPoint([0, 0]);
  for (let i = 0; i < places._look.length && found.length < 40; i++) {
    const x = places._px[i] - corner.x, y = places._py[i] - corner.y, word = places._look[i] && places._palette[places._look[i] - 1].shape;
    if (!word || word === 'cross' || places._crowd[i] >= 0 || x < 60 || y < 60 || x > size.x - 60 || y > size.y - 60) { continue; }
    if (found.every(f => Math.hypot(f[0] - x, f[1] - y) > 40)) { found.push([x, y]); }
  }
  return found;
}"""
"""Places of ranked sites that stand alone on the canvas [px in the frame]."""


@dataclass(frozen=True)
class Clicked:
    """click: median [ms]; sent: median bytes a rerun; cpu: processor time of the server a rerun [ms] beyond what it uses anyway, `idle` [ms a
    second], both None where it is not told; first: first page, median [ms]."""

    click: float
    sent: float
    cpu: float | None
    idle: float | None
    first: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """Raises RuntimeError where there is none."""
    found = os.environ.get("MATCHER_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
    if found is None:
        raise RuntimeError("no Chromium found: install one, or set MATCHER_CHROMIUM")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


class Wire:
    """Counts what a page's connection brings."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, payload: str | bytes) -> None:
        self.bytes += len(payload)


def until(page: Page | Frame, expression: str, seconds: float = PATIENCE, step: int = 20) -> bool:
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(step)
    return True


def settled(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE * 1000)
    page.wait_for_timeout(300)


def opened(browser: Browser, address: str, token: str = "") -> tuple[Page, Wire, Frame, float]:
    """A browser's first visit: the page, and how long until its foot and its map stand [ms]. `token`: of whoever has signed in with it."""
    context = browser.new_context(viewport={"width": 1440, "height": 2200}, locale="zh-CN")
    if token:
        context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
    page = context.new_page()
    wire = Wire(page)
    start = time.monotonic()
    page.goto(address)
    page.wait_for_selector(".hm .foot", timeout=PATIENCE * 1000)
    handle = page.wait_for_selector(FRAME, timeout=PATIENCE * 1000)
    frame = handle.content_frame() if handle else None
    if frame is None:
        raise RuntimeError("there is no map")
    frame.wait_for_selector("#map_div[data-drawn]", timeout=PATIENCE * 1000, state="attached")
    return page, wire, frame, 1000 * (time.monotonic() - start)


def clicked(browser: Browser, address: str, cpu: Callable[[], float | None], token: str = "") -> Clicked:
    """Clicks on sites of the canvas, one after the other. `cpu`: tells the server's processor time [s]."""
    opened(browser, address, token)[0].context.close()  # a server's first visitor waits longer
    firsts = []
    for _ in range(FIRSTS):
        page, _, _, first = opened(browser, address, token)
        firsts.append(first)
        page.context.close()
    page, wire, frame, _ = opened(browser, address, token)
    settled(page)
    idle = _idle(cpu)
    for zoom in range(13, 19):
        frame.evaluate(f"() => window.map.setZoom({zoom}, {{ animate: false }})")
        page.wait_for_timeout(300)
        if len(frame.evaluate(ALONE)) >= 6:
            break
    box = page.locator(FRAME).bounding_box()
    spots = frame.evaluate(ALONE)
    if box is None or len(spots) < 2:
        raise RuntimeError("no sites stand alone on the map")
    frame.evaluate(WATCH)
    times, sent, spent = [], [], []
    for turn in range(TURNS + 2):
        x, y = spots[turn % len(spots)]
        before, used, since = wire.bytes, cpu(), time.monotonic()
        page.mouse.click(box["x"] + x, box["y"] + y)
        if not until(frame, "window.took > 0", 60):
            raise RuntimeError("the map did not answer a click")
        settled(page)
        if turn > 1:  # the first ones warm caches
            times.append(float(frame.evaluate("window.took")))
            sent.append(wire.bytes - before)
            if used is not None and idle is not None and (now := cpu()) is not None:
                spent.append(now - used - idle * (time.monotonic() - since))
    page.context.close()
    mean = 1000 * sum(spent) / len(spent) if spent else None
    return Clicked(
        statistics.median(times), statistics.median(sent), mean, None if idle is None else 1000 * idle, statistics.median(firsts)
    )


def _idle(cpu: Callable[[], float | None]) -> float | None:
    """What the server uses while a page is open and nobody does anything [s a second]."""
    time.sleep(2)
    used, since = cpu(), time.monotonic()
    time.sleep(IDLE_SECONDS)
    now = cpu()
    return None if used is None or now is None else (now - used) / (time.monotonic() - since)
