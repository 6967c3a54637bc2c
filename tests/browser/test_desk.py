"""The office's desk: questions become tasks and an answer closes them; a site's facts with their age; its outline typed, kept and drawn."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]
SLOW_MS = 30_000
SITE = "wanyang-1"
CORNERS = "113.12, 22.65\n113.123, 22.65\n113.123, 22.6528\n113.12, 22.6528"
"""Some 143 mu; the plan has 145."""
SOURCE = "<img src=x onerror=window.hit=1>图上量取"


def toast(watched: Watched) -> str:
    watched.page.wait_for_selector("[data-testid=stToast]", timeout=SLOW_MS)
    told = watched.page.locator("[data-testid=stToast]").last.inner_text()
    watched.settle()
    return told


def frame_count(page: Page, what: str) -> int:
    return page.frame_locator("iframe").first.locator(what).count()


def test_questions_become_tasks_once_and_an_answer_on_the_sites_page_closes_one(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(f"{own_app}/?view=lead&lead=xinhe")
    before = page.locator(".asks li").count()
    assert before > 4
    assert page.locator(".asks li.there").count() == 0
    page.get_by_role("button", name=f"一次列为待办（{before} 项）").click()
    assert str(before) in toast(watched)
    assert page.locator(".asks li.there").count() == before, "none can be asked a second time"
    assert page.get_by_role("button", name="一次列为待办").count() == 0
    assert page.locator(".st-key-panel-tasks").inner_text().count("问企业") >= 3
    page.goto(f"{own_app}/?view=site&site={SITE}&field=water_zone")
    watched.settle()
    page.get_by_role("combobox", name="水源保护区").click()
    page.get_by_role("option").first.click()
    page.get_by_label("信息来源").fill("水务所")
    page.locator(".st-key-panel-edit").get_by_role("button", name="记下").click()
    toast(watched)
    row = page.locator("tr[data-fact=water_zone]").inner_text()
    assert "水务所" in row
    assert "本月内" in row
    page.goto(f"{own_app}/?view=lead&lead=xinhe")
    watched.settle()
    assert page.locator(".st-key-panel-tasks .gone").count() >= 1


def test_a_sites_facts_have_an_age_and_its_outline_is_measured_kept_and_drawn(own_app: str, staff_visit: Visit, visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(f"{own_app}/?view=site&site={SITE}")
    land = page.locator("tr[data-fact=land_mu]").inner_text()
    assert "年前" in land
    assert "旧" in land
    assert page.locator("tr[data-fact=power_kva] .unk").count() == 1
    assert frame_count(page, ".ol-here") == 0
    page.get_by_text("画边界", exact=True).first.click()
    watched.settle()
    area = page.get_by_label("拐点坐标")
    area.fill("113.12, 22.65\n113.13")
    area.blur()
    expect(page.locator(".st-key-panel-place .notice.refused")).to_be_visible(timeout=SLOW_MS)
    area.fill(CORNERS)
    area.blur()
    expect(page.locator(".st-key-panel-place .traced")).to_contain_text("相符", timeout=SLOW_MS)
    watched.settle()
    page.locator(".st-key-panel-place").get_by_label("来源：谁测的").last.fill(SOURCE)
    page.get_by_role("button", name="存下边界").click()
    toast(watched)
    until(page, "document.querySelector('.st-key-panel-place .shape') !== null")
    page.frame_locator("iframe").first.locator(".ol-here").wait_for(state="attached", timeout=SLOW_MS)
    assert "位置" in page.locator("tr[data-fact=location]").inner_text()
    assert "22.65140" in page.locator("tr[data-fact=location]").inner_text(), "it was placed inside its outline"
    assert SOURCE in page.locator(".st-key-panel-said").inner_text()
    assert page.evaluate("window.hit") is None
    page.get_by_text("点一下定位置", exact=True).click()
    watched.settle()
    page.frame_locator("iframe").first.locator(".leaflet-container").click(position={"x": 60, "y": 200})
    until(page, "[...document.querySelectorAll('.st-key-panel-place input')].some(i => /^22\\.[0-9]+, 113/.test(i.value))")
    watched.settle()
    public = visit().open(own_app)
    public.frame_locator("iframe").first.locator(".ol").wait_for(state="attached", timeout=SLOW_MS)
    assert "图上量取" not in public.content()
