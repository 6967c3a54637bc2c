"""找地 as a visitor sees it: the verdict, the ranges, the map, answering and taking back."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from matcher.model.catalog import Catalog
from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]
MARKERS = ".leaflet-marker-icon.glx"


def need(app: str, example: str, **more: str) -> str:
    return f"{app}/?{urlencode({'example': example, **more})}"


def markers(page: Page) -> int:
    frame = page.frame_locator('iframe[title*="folium"]')
    frame.locator(MARKERS).first.wait_for(timeout=20_000)
    return frame.locator(MARKERS).count()


def score_range(page: Page, site: str) -> tuple[float, float]:
    low, high = page.locator(f"#site-{site} .score span").inner_text().split(" – ")
    return float(low), float(high)


def test_a_medical_device_need_is_welcomed_with_the_clause_and_gets_ranges_and_questions(app: str, visit: Visit) -> None:
    page = visit().open(need(app, "example-medical"))
    verdict = page.locator(".verdict")
    assert verdict.get_attribute("data-verdict") == "welcome"
    assert "第三章第二节 专栏 十四五重点产业目录" in verdict.inner_text()
    assert "本结论未核对" in verdict.inner_text()
    assert "规划期 2021-01 至 2025-12 已结束" in verdict.inner_text()
    assert page.locator("article[id^=site-] .rb").count() >= 3
    assert page.locator(".qt").count() >= 3


def test_tanning_is_refused_with_its_clause_and_gets_no_site(app: str, visit: Visit) -> None:
    page = visit().open(need(app, "example-tanning"))
    verdict = page.locator(".verdict")
    assert verdict.get_attribute("data-verdict") == "refused"
    assert "第一章第一节（二）2" in verdict.inner_text()
    assert page.locator("article[id^=site-]").count() == 0
    assert page.locator('iframe[title*="folium"]').count() == 0


def test_spraying_is_conditional_and_points_to_a_shared_plant(app: str, visit: Visit) -> None:
    page = visit().open(need(app, "example-lighting"))
    verdict = page.locator(".verdict")
    assert verdict.get_attribute("data-verdict") == "conditional"
    assert "共用的喷粉喷漆工厂" in verdict.inner_text()


def test_the_tannery_plot_is_ruled_out_as_taken_and_by_whom(app: str, visit: Visit) -> None:
    page = visit().open(need(app, "example-medical"))
    row = page.locator(".gates tr", has_text="长青皮革厂")
    assert "转混凝土项目" in row.inner_text()


def test_every_site_with_a_place_is_on_the_map_and_all_of_it_comes_from_the_app(app: str, visit: Visit, town: Catalog) -> None:
    page = visit().open(need(app, "example-medical"))
    assert markers(page) == sum(s.kind != "pool" for s in town.sites)


def test_a_click_on_the_map_opens_the_card_and_a_look_at_a_card_marks_the_map(app: str, visit: Visit) -> None:
    watched = visit(height=1400)
    page = watched.open(need(app, "example-lighting"))
    frame = page.frame_locator('iframe[title*="folium"]')
    frame.locator(".gl.big").first.wait_for()
    watched.settle()  # the map tells that it is there, which draws the page once more
    frame.locator(".gl.big", has_text="3").click()
    until(page, "document.querySelector('[class*=st-key-on-card] .rank')?.innerText == '3'")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0, "nothing jumps on a click"
    watched.settle()
    assert frame.locator(".gl.on").inner_text() == "3"
    page.locator("[class*=st-key-card-]", has=page.locator(".rank", has_text=re.compile("^2$"))).get_by_role(
        "button", name="看这一处"
    ).click()
    until(page, "document.querySelector('[class*=st-key-on-card] .rank')?.innerText == '2'")
    watched.settle()
    assert frame.locator(".gl.on").inner_text() == "2"
    assert "site=" in page.url


FIELDS = "在这里填写"
"""What unfolds the fields for answers on a card."""


def test_an_answer_narrows_the_range_before_the_eyes_and_can_be_taken_back(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(need(own_app, "example-lighting", site="wanyang-1"))
    before = score_range(page, "wanyang-1")
    card = page.locator("[class*=st-key-on-card-wanyang-1]")
    card.get_by_text(FIELDS).click()
    card.get_by_label("交付时间").fill("2027-01")
    card.get_by_label("信息来源（单位、人员或文件，必填）").fill("园区招商部 <b>张工</b>")
    card.get_by_role("button", name="记下并重算").click()
    page.wait_for_selector("#site-wanyang-1 .rb .p", timeout=20_000)
    watched.settle()
    after = score_range(page, "wanyang-1")
    assert before[0] <= after[0]
    assert after[1] <= before[1]
    assert after != before
    assert "交付时间：2027-01（园区招商部 <b>张工</b>" in card.inner_text()
    card.get_by_role("button", name="撤回").click()
    until(page, "!document.querySelector('#site-wanyang-1 .rb .p')")
    watched.settle()
    assert score_range(page, "wanyang-1") == before


def test_an_answer_that_cannot_be_is_refused_in_a_sentence_and_changes_nothing(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(need(own_app, "example-lighting", site="wanyang-1"))
    before = score_range(page, "wanyang-1")
    card = page.locator("[class*=st-key-on-card-wanyang-1]")
    card.get_by_text(FIELDS).click()
    card.get_by_label("交付时间").fill("明年")
    card.get_by_role("button", name="记下并重算").click()
    card.get_by_text("请写成 2027-06").wait_for(timeout=20_000)
    assert "没有写来源" in card.inner_text()
    assert score_range(page, "wanyang-1") == before


def test_a_visitor_sees_the_questions_and_no_field_to_answer_them(app: str, visit: Visit) -> None:
    page = visit(height=1600).open(need(app, "example-lighting", site="wanyang-1"))
    card = page.locator("[class*=st-key-on-card-wanyang-1]")
    assert card.locator(".qt").count() >= 3
    assert "招商人员登录后可直接填写" in card.inner_text()
    assert card.get_by_text(FIELDS).count() == 0
    assert card.get_by_role("button", name="记下并重算").count() == 0


@pytest.mark.parametrize("view", ["sides", "work"])
def test_a_page_of_the_office_is_refused_to_a_visitor_in_a_sentence(app: str, visit: Visit, view: str) -> None:
    page = visit().open(f"{app}/?view={view}")
    assert "这一页要登录后才能看" in page.locator("[data-testid=stMain]").inner_text()
    assert page.locator("nav.pages a").count() == 2, "finding sites, and following a receipt"


def test_the_form_makes_a_need_that_the_address_keeps(app: str, visit: Visit) -> None:
    watched = visit(height=1800)
    page = watched.open(need(app, "example-lighting"))
    page.get_by_text("修改需求，或从头填写").click()
    page.get_by_label("首层层高不低于（m）").fill("8.5")
    page.get_by_label("企业或项目名称").fill("试填企业")
    page.get_by_role("button", name="开始匹配").click()
    page.get_by_text("试填企业").first.wait_for(timeout=20_000)
    watched.settle()
    assert "need=" in page.url
    again = visit().open(page.url)
    assert "8.5" in again.locator(".need .chips").inner_text()


def test_what_was_typed_into_the_form_outlives_a_change_of_language(app: str, visit: Visit) -> None:
    watched = visit(height=1800)
    page = watched.open(need(app, "example-lighting"))
    page.get_by_text("修改需求，或从头填写").click()
    page.get_by_label("企业或项目名称").fill("试填企业")
    page.get_by_label("首层层高不低于（m）").fill("8.5")
    page.get_by_text("English", exact=True).click()
    page.get_by_label("Enterprise or project").wait_for(timeout=20_000)  # the form stays open
    watched.settle()
    assert page.get_by_label("Enterprise or project").input_value() == "试填企业"
    assert page.get_by_label("ground-floor height at least (m)").input_value() == "8.5"
    page.get_by_role("button", name="Find sites").click()
    page.locator(".need q", has_text="试填企业").wait_for(timeout=20_000)
    watched.settle()
    assert "8.5" in page.locator(".need .chips").inner_text()


def test_a_wrong_month_in_the_form_is_told_and_nothing_is_lost(app: str, visit: Visit) -> None:
    watched = visit(height=1800)
    page = watched.open(need(app, "example-lighting"))
    page.get_by_text("修改需求，或从头填写").click()
    page.get_by_label("最迟何时要用（年-月）").fill("2027年6月")
    page.get_by_role("button", name="开始匹配").click()
    page.get_by_text("需求里有写错的地方").wait_for(timeout=20_000)
    assert page.get_by_label("最迟何时要用（年-月）").input_value() == "2027年6月"


def test_all_that_is_on_record_of_a_site_is_shown_with_its_source_and_what_another_source_says(app: str, visit: Visit) -> None:
    page = visit(height=1600).open(need(app, "example-lighting", site="szkjy-1"))
    page.get_by_text("这一处的已知情况和依据").click()
    row = page.locator(".facts tr", has_text="状态")
    assert "已运行" in row.inner_text()
    assert "≠" in row.inner_text()
    assert "第四章第一节" in row.inner_text()


def test_where_the_plan_disagrees_with_itself_both_figures_stand_with_their_clauses(app: str, visit: Visit, town: Catalog) -> None:
    page = visit(height=1600).open(need(app, "example-lighting"))
    page.get_by_text("规划文本前后不一致").click()
    page.get_by_text(town.plan.contradictions[-1].statements[-1].says).first.wait_for()
    text = page.locator("[data-testid=stMain]").inner_text()
    for contradiction in town.plan.contradictions:
        for statement in contradiction.statements:
            assert statement.says in text


ALLOWED_CHINESE = ("中文", "三线一单", "㎡")


@pytest.mark.parametrize("example", ["example-lighting", "example-medical", "example-tanning", "example-beverage"])
def test_the_english_page_is_english_throughout(app: str, visit: Visit, example: str) -> None:
    page = visit().open(need(app, example, lang="en"))
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(s => s.click())")
    page.wait_for_timeout(500)
    page.evaluate("document.querySelectorAll('.need').forEach(e => e.remove())")  # the enterprise's own words stay as they are
    text = page.locator("[data-testid=stMain]").inner_text()
    for allowed in ALLOWED_CHINESE:
        text = text.replace(allowed, "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []


@pytest.mark.parametrize("width", [1440, pytest.param(1024, marks=pytest.mark.long), 390])
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_the_page_never_scrolls_sideways(app: str, visit: Visit, width: int, scheme: str) -> None:
    page = visit(width=width, scheme=scheme).open(need(app, "example-lighting"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_print_view_shows_the_same_verdict_without_any_control(app: str, visit: Visit) -> None:
    page = visit().open(need(app, "example-lighting", view="print"))
    assert page.locator(".verdict").get_attribute("data-verdict") == "conditional"
    assert page.locator(".sheet").count() >= 5
    assert page.locator("[data-testid=stMain] button").count() == 0
