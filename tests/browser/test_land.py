"""用地一张图 as a manager uses it: the years, the filters, a site from the list and from the map, a lead and back, paper; at three widths."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, until
from tests.browser.test_sides import choose, sideways, smallest

Visit = Callable[..., Watched]


def land(app: str, **more: str) -> str:
    return f"{app}/?{urlencode({'view': 'land', **more})}"


def top(page: Page) -> float:
    return float(page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"))


def test_a_manager_walks_the_years_narrows_the_list_and_opens_a_site_a_lead_and_the_paper(app: str, visit: Visit) -> None:
    watched = visit(height=1400, role="manager")
    page = watched.open(app)
    page.get_by_role("link", name="用地一张图").click()
    page.wait_for_selector(".hm .kpis")
    watched.settle()
    assert [v.replace("\u202f", "") for v in page.locator(".kpi .v").all_inner_texts()] == [
        "0–534.96 亩",
        "0–70.3 万㎡",
        "0–27 万㎡以上",
        "100–200 公顷",
        "7.31 亿元，5 项",
    ]
    assert "规划期已结束" in page.locator(".st-key-frame").inner_text()

    # the years: with the keyboard, into the address, and what was on record by then
    slider = page.locator(".st-key-landyear").get_by_role("slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    until(page, "location.search.includes('year=2023')")
    watched.settle()
    assert "2023 年" in page.locator(".yh").inner_text()
    assert "在计划期内 27" in page.locator(".st-key-panel-landworks").inner_text()
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    until(page, "!location.search.includes('year=')")
    watched.settle()
    assert "未更新 27" in page.locator(".st-key-panel-landworks").inner_text()

    # the filters: counted in words, and in the address
    page.get_by_role("button", name="更新地块", exact=True).click()
    until(page, "location.search.includes('kind=renewal')")
    watched.settle()
    choose(page, "还有没有", "还剩多少未知")
    until(page, "location.search.includes('left=unknown')")
    watched.settle()
    assert "15 处中 4 处符合" in page.locator(".lcount").inner_text()
    assert page.locator("[class*=st-key-landrow-]").count() == 4

    # a site from the list: nothing jumps, the detail stands beside it
    row = page.locator("[class*=st-key-landrow-]").first
    row.scroll_into_view_if_needed()
    before, at = top(page), row.bounding_box()
    row.get_by_role("button", name="看", exact=True).click()
    page.wait_for_selector(".hm .ldt")
    watched.settle()
    now = page.locator("[class*=st-key-landrow-on-]").bounding_box()
    assert at
    assert now
    assert abs(top(page) + now["y"] - before - at["y"]) <= 2
    assert page.locator(".ldt h2").inner_text().split()[-1] in row.inner_text()
    page.go_back()
    page.wait_for_selector(".hm .ldt", state="detached")
    assert "kind=renewal" in page.url

    # one from the map
    page.goto(land(app))
    watched.settle()
    frame = page.frame_locator('iframe[title*="folium"]')
    assert frame.locator(".gl.lm").count() == 15
    assert frame.locator(".gl.lm.old").count() == 13
    frame.locator('[aria-label*="万洋众创城一期"]').click()
    until(page, "location.search.includes('site=wanyang-1')")
    page.wait_for_selector('.ldt[data-site="wanyang-1"]')
    watched.settle()
    assert "552–690 万元/亩" in page.locator(".ldt").inner_text()
    assert page.get_by_text("照片和平面图", exact=True).count() == 1

    # a lead, and back to where one was
    page.locator(".ldt").get_by_role("link", name="康溪村级工业园").first.click()
    page.wait_for_selector(".hm .leadhead")
    assert "lead=kangxi-1" in page.url
    page.go_back()
    page.wait_for_selector('.ldt[data-site="wanyang-1"]')
    watched.settle()

    # paper: no control, the map as a picture
    page.get_by_role("link", name="打印版").click()
    page.wait_for_selector(".hm .lmpic")
    watched.settle()
    page.emulate_media(media="print")
    assert page.locator("[data-testid=stMain]").get_by_role("button").count() == page.locator(".st-key-frame").get_by_role("button").count()
    assert not page.locator(".st-key-frame").is_visible()
    assert page.evaluate("document.querySelector('.lmpic').naturalWidth") > 0
    paper = page.locator("[data-testid=stMain]").inner_text()
    for said in ("木棉围地块", "示意图", "计算日", "规划的 7 项目标", "本季和上季"):
        assert said in paper, said


def test_it_is_refused_to_a_visitor(app: str, visit: Visit) -> None:
    page = visit().open(land(app))
    assert "这一页要登录后才能看" in page.locator("[data-testid=stMain]").inner_text()
    assert page.locator(".kpis, .lrow, iframe").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "light")])
def test_nothing_runs_over_the_edge_and_no_text_is_small(app: str, staff_visit: Visit, width: int, scheme: str) -> None:
    page = staff_visit(width=width, scheme=scheme).open(land(app, pack="demo", lang="en" if scheme == "dark" else "zh", site="land-eb-4"))
    assert sideways(page) == 0
    assert smallest(page) >= 13
    assert page.locator(".st-key-panel-landquarters").count() == 0, "the audit is not open to staff"


def test_no_site_lies_under_a_button_of_the_map_on_a_telephone(app: str, staff_visit: Visit) -> None:
    page = staff_visit(width=390).open(land(app))
    page.frame_locator('iframe[title*="folium"]').locator(".leaflet-marker-icon.glx").first.wait_for(timeout=20_000)
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    assert (
        frame.evaluate("""() => {
      const zoom = document.querySelector('.leaflet-control-zoom').getBoundingClientRect();
      return [...document.querySelectorAll('.leaflet-marker-icon.glx')].filter(mark => {
        const at = mark.getBoundingClientRect();
        return at.left < zoom.right && at.right > zoom.left && at.top < zoom.bottom && at.bottom > zoom.top;
      }).map(mark => mark.getAttribute('aria-label'));
    }""")
        == []
    )
