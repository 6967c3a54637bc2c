"""Why, how sure, and what would change it, as a visitor reads it on the page."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]


def test_every_card_says_how_sure_its_place_is_in_a_sentence_and_a_picture(app: str, visit: Visit) -> None:
    page = visit().open(f"{app}/?{urlencode({'pack': 'demo', 'example': 'sample-medical'})}")
    cards, strips = page.locator("article[id^=site-]"), page.locator(".sure")
    assert cards.count() == strips.count() > 1
    assert "万次" in strips.first.inner_text()
    told = [page.locator(".sure-bar").nth(i).get_attribute("aria-label") or "" for i in range(strips.count())]
    assert all(t.endswith("。") for t in told)
    assert "第一名" in page.get_by_text("名次有多稳", exact=True).locator("xpath=..").inner_text()


def test_the_page_names_the_weight_that_would_change_the_winner_and_with_that_weight_the_named_site_is_first(
    app: str, visit: Visit
) -> None:
    asked = {"pack": "demo", "example": "sample-warehouse"}
    page = visit().open(f"{app}/?{urlencode(asked)}")
    said = page.locator(".st-key-contrib h3 + p").inner_text()
    named = re.fullmatch(r"“交付快慢”的权重从 \d+% 升到 (\d+)%，第一名就换成(.+)。", said)
    assert named, said
    page.get_by_text("权重：按名选用，或自己调").click()
    page.get_by_text("第一名会换").first.wait_for()
    others, share = 90, int(named[1]) / 100  # the pack's own weights but for readiness
    weight = math.ceil(share * others / (1 - share))
    own = "positioning:22,area_fit:18,access:12,cost:18,slack:10,partners:10"
    again = visit().open(f"{app}/?{urlencode({**asked, 'w': f'{own},readiness:{weight}'})}")
    assert again.locator("article[id^=site-] h2").first.inner_text() == named[2]


def test_a_site_that_is_out_says_what_would_make_it_fit(app: str, visit: Visit) -> None:
    page = visit().open(f"{app}/?{urlencode({'example': 'example-medical'})}")
    page.get_by_text("怎样才合适：").first.wait_for()
    assert "（原来要用地）。改后不再排除" in page.locator("tr.would").first.inner_text()


def test_a_site_that_is_out_and_pressed_on_the_map_says_why_before_the_cards(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(f"{app}/?{urlencode({'example': 'example-medical'})}")
    mark = page.frame_locator('iframe[title*="folium"]').locator(".leaflet-marker-icon:has(.gl-out)").first
    name = (mark.get_attribute("aria-label") or "").split(" ")[0]
    mark.click()
    watched.settle()
    panel = page.locator(".st-key-panel-barred")
    told = panel.inner_text()
    assert name
    assert name in told
    assert "门槛" in told
    assert page.locator("[class*=st-key-on-card-]").count() == 1, "the first that is not out stays open"
    panel.get_by_role("button", name="收起").click()
    watched.settle()
    assert panel.count() == 0
    assert "site=" not in page.url


def test_where_little_is_left_the_ladder_names_what_to_relax_and_one_click_asks_again_with_it(app: str, visit: Visit) -> None:
    watched = visit(role="staff")
    page = watched.open(f"{app}/?{urlencode({'pack': 'demo', 'lead': 'yuanhang'})}")
    before = page.locator("article[id^=site-]").count()
    ladder = page.locator(".st-key-panel-ladder")
    assert "企业对用地面积的要求从 60" in ladder.locator(".step").first.inner_text()
    ladder.get_by_role("button", name="照此再找").first.click()
    until(page, "location.search.includes('need=')")
    watched.settle()
    stated = json.loads(parse_qs(urlsplit(page.url).query)["need"][0])
    assert stated["land_mu_min"] < 60
    until(page, f"document.querySelectorAll('article[id^=site-]').length > {before}")


def test_demands_that_contradict_each_other_are_named_where_nothing_is_left(app: str, visit: Visit) -> None:
    need = json.dumps({"space": "factory", "floor_m2_min": 60000, "rent_yuan_m2_month_max": 3, "tenure": "rent"})
    page = visit().open(f"{app}/?{urlencode({'pack': 'demo', 'need': need})}")
    assert page.locator("article[id^=site-]").count() == 0
    ladder = page.locator(".st-key-panel-ladder")
    assert ladder.locator("li.m").count() >= 1
    assert ladder.locator(".step").count() >= 1


def test_the_english_page_tells_it_all_without_chinese(app: str, visit: Visit) -> None:
    page = visit().open(f"{app}/?{urlencode({'lang': 'en', 'example': 'example-medical'})}")
    text = " ".join(page.locator(".sure, tr.would, .st-key-contrib .hm").all_inner_texts())
    assert "varied together" in text
    assert "What would make it fit" in text
    assert not any("\u4e00" <= c <= "\u9fff" for c in text), text
