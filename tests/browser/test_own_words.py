"""In their own words, as a visitor writes them: what was read is shown where it stands, the industry is confirmed, many lines become drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]
REQUEST = "我们是做血糖仪的，想要20亩地，投资1.5亿，靠近高速，层高8米以上，配电2000kVA，明年6月前要，最好有食堂"


def write(watched: Watched, text: str) -> Page:
    page = watched.page
    page.get_by_label("用自己的话说要什么").fill(text)
    page.get_by_role("button", name="读出需求").click()
    return page


def stated(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(parse_qs(urlsplit(page.url).query)["need"][0])
    return found


def test_a_sentence_becomes_a_need_and_shows_what_was_read_from_where(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    watched.open(app)
    page = write(watched, REQUEST)
    page.wait_for_selector(".reading")
    watched.settle()
    need = stated(page)
    assert (need["land_mu_min"], need["investment_wan"], need["ceiling_height_m_min"]) == (20, 15000, 8)
    marks = page.locator("mark.rd").all_inner_texts()
    assert any(m.startswith("20亩") and "用地不少于" in m for m in marks)
    assert "食堂" in page.locator(".unread").inner_text()


def test_the_likely_industry_is_confirmed_by_a_click_and_changes_the_verdict(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    watched.open(app)
    page = write(watched, REQUEST)
    page.get_by_role("button", name="就是它").first.wait_for(timeout=60_000)
    assert page.get_by_role("button", name="就是它").count() == 3
    page.get_by_role("button", name="就是它").first.click()
    until(page, "document.querySelector('.verdict')?.innerText.includes('医疗器械')")
    assert str(stated(page)["gbt4754"]).startswith("35")
    assert page.locator("mark.rd").count() > 3


def test_several_lines_become_drafts_each_with_its_verdict_and_one_opens_as_a_need(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    watched.open(app)
    page = write(watched, "求租厂房3000平，一楼，带行车，做五金\n今天天气好\n皮革鞣制厂要10亩地\n买地50亩，投资2亿")
    page.wait_for_selector(".st-key-panel-drafts .draft")
    watched.settle()
    verdicts = [page.locator(".draft").nth(i).get_attribute("data-verdict") for i in range(3)]
    assert verdicts[:2] == ["welcome", "refused"]
    assert "没有读出需求" in page.locator(".st-key-panel-drafts").inner_text()
    page.locator(".st-key-panel-drafts").get_by_role("button", name="打开").first.click()
    until(page, "location.search.includes('need=')")
    assert stated(page)["floor_m2_min"] == 3000


def test_hostile_words_stay_words_and_what_asks_for_nothing_says_so(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    watched.open(app)
    page = write(
        watched, '<img src=x onerror="window.hit=1">求租厂房3000平<script>window.hit=1</script> ![x](http://example.invalid/x.png)'
    )
    page.wait_for_selector(".reading")
    watched.settle()
    assert "<script>window.hit=1</script>" in page.locator(".reading").inner_text()
    assert page.evaluate("window.hit") is None
    write(watched, "白日依山尽，黄河入海流")
    page.get_by_text("没有读出需求").wait_for()


def test_drafts_of_one_town_are_not_shown_in_another_whose_words_differ(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    watched.open(app)
    page = write(watched, "求租厂房2000平米，燃煤锅炉\n求租仓库1000平米")
    page.wait_for_selector(".st-key-panel-drafts .draft")
    watched.settle()
    page.get_by_text("虚构示例", exact=True).click()
    page.wait_for_selector(".invented")
    watched.settle()
    assert page.locator(".st-key-panel-drafts").count() == 0
    assert page.locator("[data-testid=stException]").count() == 0


def test_one_request_written_over_several_lines_is_one_need(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    watched.open(app)
    page = write(watched, "我司拟选址建厂。\n需用地50亩\n用电2000kVA\n希望2027年6月前投产")
    page.wait_for_selector(".reading")
    assert stated(page)["land_mu_min"] == 50
    assert stated(page)["power_kva_min"] == 2000
