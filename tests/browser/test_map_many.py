"""The map over very many sites, and the area that somebody draws: hover, crowds, click, draw, back, and the list for whom a map is no use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from benchmarks._ui_browser import ALONE
from benchmarks._ui_pack import write_pack
from tests.browser.conftest import Watched, until
from tests.browser.running import running_app
from tests.csv_rows import read_rows, write_rows
from tests.hostile_names import HOSTILE

Visit = Callable[..., Watched]
SITES = 2000
UNDER = """p => {
  let places = null;
  window.map.eachLayer(l => { if (l instanceof L.Places) { places = l; } });
  const at = window.map.containerPointToLayerPoint(p);
  return places._containsPoint(at) && places.under.place;
}"""
CROWD = """() => {
  let places = null;
  window.map.eachLayer(l => { if (l instanceof L.Places) { places = l; } });
  const corner = window.map.containerPointToLayerPoint([0, 0]), size = window.map.getSize();
  return places._crowds.map(c => [c.x - corner.x, c.y - corner.y, c.n])
    .filter(c => c[0] > 60 && c[0] < 200 && c[1] > 60 && c[1] < size.y - 60)[0];
}"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on 2 000 invented sites, whose names try to be code."""
    folder = tmp_path_factory.mktemp("many")
    pack = write_pack(folder / "pack", SITES)
    columns, rows = read_rows(pack / "parcels.csv")
    for row in rows:
        if row["id"].startswith("made-"):
            row["name"] = HOSTILE[int(row["id"][5:]) % len(HOSTILE)]
    write_rows(pack / "parcels.csv", columns, rows)
    with running_app(folder, pack) as address:
        yield address


def frame_of(page: Page) -> Frame:
    handle = page.wait_for_selector('iframe[title*="folium"]', timeout=60_000)
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_selector("#map_div[data-drawn]", state="attached", timeout=60_000)
    return frame


def told(frame: Frame) -> dict[str, str]:
    found: dict[str, str] = frame.evaluate("() => ({...document.getElementById('map_div').dataset})")
    return found


def corner(page: Page) -> tuple[float, float]:
    box = page.locator('iframe[title*="folium"]').bounding_box()
    assert box is not None
    return box["x"], box["y"]


def folded(text: str) -> str:
    return "".join(text.split())


def test_two_thousand_sites_are_hovered_told_apart_clicked_and_listed(many: str, visit: Visit) -> None:
    watched = visit(height=2400)
    fetched: list[str] = []
    watched.page.on("request", lambda r: fetched.append(r.url) if "/map/base/" in r.url else None)
    page = watched.open(many)
    frame = frame_of(page)
    assert int(told(frame)["places"]) > SITES - 20
    assert frame.locator(".leaflet-marker-icon.glx").count() < 10, "only the first are elements of their own"
    assert len(fetched) == 1

    left, top = corner(page)
    x, y, size = frame.evaluate(CROWD)
    page.mouse.move(left + x, top + y)
    frame.locator(".leaflet-tooltip", has_text=f"{size} 处").wait_for()
    crowds = told(frame)["crowds"]
    page.mouse.click(left + x, top + y)
    frame.wait_for_selector(f"#map_div[data-zoom]:not([data-crowds='{crowds}'])", state="attached")

    for zoom in (15, 16, 17):
        frame.evaluate(f"() => window.map.setZoom({zoom}, {{ animate: false }})")
        page.wait_for_timeout(300)
        spots: list[list[float]] = frame.evaluate(ALONE)
        if len(spots) > 2:
            break
    assert len(spots) > 2
    inline: dict[str, Any] = page.request.get(fetched[0]).json()
    for spot in spots[:6]:
        name = inline["names"][frame.evaluate(UNDER, spot)]
        for step in (3, 0):  # Leaflet looks under the mouse every 32 ms
            page.mouse.move(left + spot[0] - step, top + spot[1])
            page.wait_for_timeout(100)
        assert folded(frame.locator(".leaflet-tooltip b").inner_text()) == folded(name)
    assert [f for f in page.frames if f.evaluate("window.hit") is not None] == []

    for spot in spots[:2]:
        ident = inline["ids"][frame.evaluate(UNDER, spot)]
        page.mouse.click(left + spot[0], top + spot[1])
        frame.wait_for_selector(f"#map_div[data-chosen='{ident}']", state="attached", timeout=20_000)
        watched.settle()
        assert f"site={ident}" in page.url, "the first click counts"
        assert page.locator(f"[class*=st-key-on-card-{ident}]").count() == 1
        assert corner(page) == (left, top), "nothing jumps on a click"
    page.go_back()
    until(page, f"!location.search.includes('site={ident}')")
    watched.settle()
    assert told(frame_of(page))["chosen"] != ident
    assert len(fetched) == 1, "the places are fetched once"

    page.locator("[class*=st-key-rest-] summary").focus()
    page.keyboard.press("Enter")
    page.get_by_text("第 1 页，共").wait_for(timeout=20_000)
    assert page.locator("p.more").count() == 20
    page.locator("[class*=st-key-on-rest] button").focus()
    page.keyboard.press("Enter")
    page.get_by_text("第 2 页，共").wait_for(timeout=20_000)
    watched.settle()
    row = page.locator("[class*=st-key-rest-] button").nth(3)
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**site=**", timeout=20_000)


def test_a_drawn_area_limits_what_is_shown_and_changes_no_rank(visit: Visit, many: str) -> None:
    watched = visit(height=2400)
    page = watched.open(f"{many}/?pack=demo")
    frame = frame_of(page)
    left, top = corner(page)
    before = page.locator(".tally").inner_text()
    frame.get_by_role("button", name="画范围").click()
    for x, y in ((120, 80), (380, 80), (380, 330), (120, 330), (120, 80)):
        page.mouse.move(left + x, top + y)
        page.wait_for_timeout(150)  # Leaflet.draw takes two clicks within 50 ms for one
        page.mouse.click(left + x, top + y)
    page.locator(".area-line").wait_for(timeout=20_000)
    watched.settle()
    assert "area=p" in page.url
    assert "名次和得分不变" in page.locator(".area-line").inner_text()
    assert page.locator(".tally").inner_text() == before, "the answer itself is the same"
    inside = int(told(frame)["glyphs"])
    assert 0 < inside < 150
    again = visit(height=2400).open(page.url)
    assert again.locator(".area-line").inner_text() == page.locator(".area-line").inner_text()
    assert told(frame_of(again))["glyphs"] == str(inside)
    page.go_back()
    page.locator(".area-line").wait_for(state="detached", timeout=20_000)
    watched.settle()
    assert int(told(frame_of(page))["glyphs"]) > inside


def test_an_area_that_cannot_be_is_told_in_a_sentence_and_everything_is_shown(many: str, visit: Visit) -> None:
    page = visit().open(f"{many}/?pack=demo&area=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E")
    assert "网址里的范围读不出来" in page.locator("[data-testid=stMain]").inner_text()
    assert page.evaluate("window.hit") is None
    page.get_by_role("button", name="看全部").click()
    until(page, "!location.search.includes('area=')")
