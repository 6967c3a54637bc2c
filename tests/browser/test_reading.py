"""The page reads a request and lets it be mended beside its words: spans, fields, match; in both languages, on a phone, and when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]
SLOW = 60_000
"""Milliseconds; a run may first have to learn the industries."""
REQUEST = "求租厂房3000平，一楼，带行车，做五金，租金15元/平/月，靠近高速，明年6月前要"
ENGLISH = "Looking for a 3000 sqm workshop to rent, ceiling 8 m, 2000 kVA, near the expressway, by June 2027, investment 20 million yuan"
LABEL, READ, MATCH = (
    {
        "zh": "用自己的话说要什么",
        "en": "Say what you need",
    },
    {"zh": "读出需求", "en": "Read it"},
    {"zh": "按此匹配", "en": "Match with these"},
)


def written(watched: Watched, app: str, text: str, lang: str = "zh") -> Page:
    page = watched.open(f"{app}/?lang={lang}")
    page.get_by_label(LABEL[lang]).fill(text)
    page.get_by_role("button", name=READ[lang]).click()
    page.wait_for_selector(".reading")
    watched.settle()
    return page


def stated(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(parse_qs(urlsplit(page.url).query)["need"][0])
    return found


def change(page: Page, label: str, value: str, lang: str = "zh") -> None:
    field = page.locator(".st-key-reading").get_by_label(label)
    expect(field).to_have_count(1, timeout=SLOW)
    field.fill(value)
    field.press("Tab")
    page.locator(".st-key-reading").get_by_role("button", name=MATCH[lang]).click()


def test_the_area_is_changed_beside_the_words_and_the_match_follows(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    page = written(watched, app, REQUEST)
    assert page.locator("mark.gr-size", has_text="3000平").count() == 1
    assert page.locator("mark.gr-money", has_text="15元/平/月").count() == 1
    before = page.locator(".tally, article[id^=site-] .score").all_inner_texts()
    change(page, "面积不少于（㎡）", "2500")
    until(page, "decodeURIComponent(location.search).includes('\"floor_m2_min\":2500')")
    watched.settle()
    need = stated(page)
    assert (need["floor_m2_min"], need["floor_m2_max"], need["rent_yuan_m2_month_max"]) == (2500, 3000, 15)
    assert page.locator("mark.rd").count() > 4, "the words that were read stay beside the changed fields"
    change(page, "面积不多于（㎡）", "90000000")
    until(page, "decodeURIComponent(location.search).includes('90000000')")
    watched.settle()
    change(page, "面积不少于（㎡）", "80000000")
    until(page, "decodeURIComponent(location.search).includes('80000000')")
    watched.settle()
    assert page.locator(".tally, article[id^=site-] .score").all_inner_texts() != before


def test_what_is_wrong_in_a_field_is_told_and_stays_until_it_is_mended(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    page = written(watched, app, REQUEST)
    address = page.url
    change(page, "面积不少于（㎡）", "5000")
    page.locator(".st-key-reading .notice.refused").wait_for()
    watched.settle()
    assert page.url == address
    page.locator(".st-key-whatif").get_by_text("按行业概况补全要求").click()
    watched.settle()
    expect(page.locator(".st-key-reading .notice.refused")).to_have_count(1, timeout=SLOW)  # a later run does not swallow it
    change(page, "面积不少于（㎡）", "2000")
    until(page, "decodeURIComponent(location.search).includes('\"floor_m2_min\":2000')")
    watched.settle()
    expect(page.locator(".st-key-reading .notice.refused")).to_have_count(0, timeout=SLOW)


def test_an_english_request_is_read_in_the_english_interface(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    page = written(watched, app, ENGLISH, "en")
    need = stated(page)
    assert (need["floor_m2_min"], need["tenure"], need["space"], need["needed_by"]) == (3000, "rent", "factory", "2027-06")
    assert (need["ceiling_height_m_min"], need["power_kva_min"], need["near"], need["investment_wan"]) == (8, 2000, ["expressway"], 2000)
    assert "rent or buy" in page.locator("mark.rd", has_text="rent").first.inner_text()
    change(page, "floor at most (㎡)", "4000", "en")
    until(page, "decodeURIComponent(location.search).includes('\"floor_m2_max\":4000')")
    watched.settle()
    assert not any("\u4e00" <= c <= "\u9fff" for c in page.locator(".st-key-reading").inner_text()), "no Chinese word in the panel"


def test_english_lines_become_drafts(app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    page = watched.open(f"{app}/?lang=en")
    page.get_by_label(LABEL["en"]).fill(
        "Looking for 20 mu of land, investment RMB 60 million\nNice weather today\nNeed a 3000 sqm workshop to rent"
    )
    page.get_by_role("button", name=READ["en"]).click()
    page.wait_for_selector(".st-key-panel-drafts .draft")
    watched.settle()
    assert page.locator(".draft").count() == 2


def test_spans_that_overlap_are_one_mark_with_both_names(app: str, visit: Visit) -> None:
    page = written(visit(height=1600), app, "想要20亩地建厂，投资1亿")
    names = page.locator("mark.rd", has_text="20亩").inner_text()
    assert "用地不少于" in names
    assert "要土地还是空间" in names


@pytest.mark.parametrize("width", [1440, pytest.param(1024, marks=pytest.mark.long), 390])
def test_text_and_fields_stand_beside_each_other_where_there_is_room(width: int, app: str, visit: Visit) -> None:
    watched = visit(width=width, height=1600)
    page = written(watched, app, REQUEST)
    text, fields = (
        page.locator(".reading").bounding_box(),
        page.locator(".st-key-reading form, .st-key-reading [data-testid=stForm]").first.bounding_box(),
    )
    assert text is not None
    assert fields is not None
    beside = fields["x"] >= text["x"] + text["width"] - 1
    assert beside == (width >= 1024)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_form_stays_in_reach_and_open_while_fields_change(app: str, visit: Visit) -> None:
    watched = visit(height=2000)
    page = written(watched, app, REQUEST)
    page.get_by_text("修改需求，或从头填写").click()
    page.get_by_label("企业或项目名称").wait_for()
    change(page, "面积不少于（㎡）", "2600")
    until(page, "decodeURIComponent(location.search).includes('\"floor_m2_min\":2600')")
    watched.settle()
    assert page.get_by_label("企业或项目名称").is_visible()
