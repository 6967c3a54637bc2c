"""The same sites by the two ways that are at hand: every site a CircleMarker of a map that is mounted anew, and `st.map`."""

from __future__ import annotations

import csv
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from benchmarks._rows import Row, held
from benchmarks._ui_browser import FRAME, Wire, until
from tests.running import ROOT, running

PEERS = Path(__file__).resolve().parent / "peers"
TURNS = 3
MOST_SECONDS = 60
"""How long a peer is waited for."""
LARGEST = {"circle_markers": 10_000, "st_map": 50_000}
"""Sites up to which it is tried: more of them take minutes."""
MARKERS = (
    "The peer draws each site as a folium.CircleMarker, and mounts the map anew when one changes its colour; from the button to all markers "
    "standing. 60 000 ms: it was waited for no longer."
)
WEBGL = (
    "The peer is told its sites anew when one changes its colour; from the button to the end of the run, since a WebGL canvas does not say when it "
    "has drawn: a lower bound. It asks other hosts for its ground, which gets no answer here."
)


def rows(browser: Browser, folder: Path, pack: Path, size: int, ours: float) -> Iterator[Row]:
    with (pack / "parcels.csv").open(encoding="utf-8", newline="") as file:
        drawn = sum(bool(row["lat"]) for row in csv.DictReader(file))
    for name, wait, note in (("circle_markers", _markers, MARKERS), ("st_map", _run, WEBGL)):
        if size > LARGEST[name]:
            continue
        home = folder / f"{name}-{size}"
        shutil.copytree(ROOT / "static" / "vendor", home / "static" / "vendor")  # a script's assets lie beside it
        script = shutil.copy(PEERS / f"{name}_app.py", home)
        with running(home, str(script), SITES_OF=str(pack)) as server:
            page = browser.new_context(viewport={"width": 1440, "height": 1200}).new_page()
            wire = Wire(page)
            page.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
            page.goto(server.address)
            page.get_by_role("button", name="next").wait_for(timeout=120_000)
            wait(page, drawn, 0)
            taken, sent = [], 0
            for turn in range(1, TURNS + 1):
                before, start = wire.bytes, time.monotonic()
                page.get_by_role("button", name="next").click()
                told = wait(page, drawn, turn)
                taken.append(1000 * (time.monotonic() - start))
                sent = wire.bytes - before
                if not told:
                    break
            page.context.close()
        peer = statistics.median(taken)
        what = f"{size:,} sites: click to a map that stands, against {name.replace('_', ' ')} ({sent:,} bytes a rerun)"
        yield Row(what, ours, peer, peer / ours, ">= 1", held(peer / ours, ">= 1"), note)


def _markers(page: Page, size: int, turn: int) -> bool:
    """Whether a frame stands in which every marker is drawn, after so many turns."""
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        for handle in page.query_selector_all(FRAME):
            with suppress(Error):  # it is mounted anew meanwhile
                frame = handle.content_frame()
                if frame and frame.evaluate(
                    f"() => window.turn === {turn} && document.querySelectorAll('path.leaflet-interactive').length >= {size}"
                ):
                    return True
        page.wait_for_timeout(20)
    return False


def _run(page: Page, size: int, turn: int) -> bool:  # noqa: ARG001 - as the other one is called
    return until(
        page,
        f"document.querySelector('.turn-{turn}') !== null && document.querySelector('[data-test-script-state=notRunning]') !== null",
        MOST_SECONDS,
    )
