"""两边看 as a visitor sees it: the table of pairs, the tenants of a site, the gaps, and a slip; all of it in the address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from matcher.model.catalog import Catalog
from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]


def sides(app: str, **more: str) -> str:
    return f"{app}/?{urlencode({'view': 'sides', **more})}"


def choose(page: Page, label: str, option: str) -> None:
    """The first option of a list that holds some words."""
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    box.locator("xpath=..").get_by_role("button").click()
    page.get_by_role("listbox").get_by_text(option).first.click()


def sideways(page: Page) -> int:
    """Pixels by which the page itself, not a box in it, is wider than the window."""
    return int(
        page.evaluate("(() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; })()")
    )


def smallest(page: Page) -> float:
    form = """Math.min(...[...document.querySelectorAll('.hm *')].filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    return float(page.evaluate(form))


def test_every_open_lead_stands_against_every_site_of_the_town(app: str, staff_visit: Visit, town: Catalog) -> None:
    page = staff_visit(height=1600).open(sides(app))
    assert page.locator(".hm h1").inner_text() == "两边看"
    leads = [x for x in town.leads if x.stage not in ("operating", "shelved") and not x.settled_at]
    assert page.locator(".mx tbody tr").count() == len(leads)
    assert page.locator(".mx thead th").count() == 1 + sum(s.kind != "pool" for s in town.sites)
    assert page.locator(".mx .c.best").count() == len(leads)
    assert page.locator(".mx .c.gone").count() >= 1
    assert "全部列出" in page.locator(".st-key-panel-matrix").inner_text()


def test_of_many_sites_only_some_are_drawn_and_the_page_says_which(app: str, staff_visit: Visit) -> None:
    page = staff_visit(height=1600).open(sides(app, pack="demo"))
    drawn = page.locator(".mx thead th").count() - 1
    assert 0 < drawn <= 41
    assert f"名的 {drawn} 处" in page.locator(".st-key-panel-matrix").inner_text()
    for look in (".c.fits", ".c.q1", ".c.q2", ".c.q0", ".c.out"):
        assert page.locator(f".mx {look}").count() >= 1, look
    assert page.locator(".mxlg li").count() == 7


def test_a_site_in_the_address_shows_its_tenants_those_out_and_those_refused(app: str, staff_visit: Visit) -> None:
    page = staff_visit(height=1600).open(sides(app, pack="demo", site="ne-b1-3"))
    panel = page.locator(".st-key-panel-tenants")
    assert panel.locator(".tn > li .nm").first.inner_text() == "示例逆变器"
    assert "不符 21 家" in panel.inner_text()
    panel.get_by_text("不符 21 家").click()
    panel.locator(".ol tbody tr").first.wait_for(timeout=10_000)
    assert panel.locator(".ol tbody tr").count() == 21
    panel.get_by_text("规划不予引进 1 家").click()
    assert panel.locator(".tg-withdrawn").count() == 1


def test_choosing_a_day_and_a_slip_goes_into_the_address_and_says_what_changes(app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(sides(app, pack="demo"))
    panel = page.locator(".st-key-panel-slip")
    assert panel.locator(".sl > li").count() == 0
    choose(page, "如果都延期", "都晚 6 个月")
    page.wait_for_selector(".st-key-panel-slip .sl > li", timeout=20_000)
    watched.settle()
    assert "late=6" in page.url
    assert "29 条线索中" in panel.inner_text()
    assert panel.locator(".mk.no").count() >= 1
    page.get_by_role("slider", name="按哪一天看").focus()
    page.keyboard.press("ArrowRight")
    until(page, "location.search.includes('on=')")
    watched.settle()
    assert "计算日 " in page.locator(".st-key-panel-matrix").inner_text()


def test_a_town_without_dates_says_that_a_slip_changes_nothing_known(app: str, staff_visit: Visit) -> None:
    page = staff_visit().open(sides(app, late="12"))
    assert "何时交付未知" in page.locator(".st-key-panel-slip").inner_text()


@pytest.mark.parametrize("asked", [{"late": "999"}, {"late": "x"}, {"on": "soon"}, {"site": "<b>x</b>"}, {"on": "0001-01-01", "late": "6"}])
def test_an_address_that_makes_no_sense_still_gets_a_page(app: str, staff_visit: Visit, asked: dict[str, str]) -> None:
    page = staff_visit().open(sides(app, **asked))
    assert page.locator(".mx tbody tr").count() > 0
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_lead_in_the_table_opens_its_own_ranking(app: str, staff_visit: Visit) -> None:
    watched = staff_visit()
    page = watched.open(sides(app))
    name = page.locator(".mx tbody th a").first
    said = name.inner_text()
    name.click()
    page.wait_for_selector(".need q", timeout=20_000)
    assert said in page.locator(".need q").inner_text()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
@pytest.mark.parametrize("width", [1440, pytest.param(1024, marks=pytest.mark.long), 390])
def test_only_the_table_scrolls_sideways_and_no_text_is_small(app: str, staff_visit: Visit, width: int, scheme: str) -> None:
    page = staff_visit(width=width, scheme=scheme).open(sides(app, pack="demo", late="6", lang="en" if scheme == "dark" else "zh"))
    assert sideways(page) == 0
    assert smallest(page) >= 13
    box = page.locator(".mxbox")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    box.evaluate("e => e.scrollLeft = 600")
    edge = page.locator(".mx tbody th").first.bounding_box()
    frame = box.bounding_box()
    assert edge
    assert frame
    assert abs(edge["x"] - frame["x"]) < 6, "the names stay in sight"
