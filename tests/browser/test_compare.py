"""The journey of an enterprise without an account: say, confirm, look, compare, take away, pass on, hand in, follow; on a phone in English, then wide."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]
SLOW_MS = 30_000
"""A busy computer; nothing is claimed about time."""
CHINESE = re.compile("[\u4e00-\u9fff]+")
NARROW = 390


def sites(page: Page) -> list[str]:
    """Those in the address."""
    return [s for s in parse_qs(urlsplit(page.url).query).get("sites", [""])[0].split(",") if s]


def pick(watched: Watched, place: int, button: str = "Compare") -> None:
    watched.page.get_by_role("button", name=button, exact=True).nth(place).click()
    watched.settle()


def text_of(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text()


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_visitor_with_a_phone_goes_from_words_to_a_receipt_in_english(own_app: str, visit: Visit) -> None:
    watched = visit(width=NARROW, height=900)
    page = watched.open(f"{own_app}/?pack=demo&lang=en")
    page.get_by_label("Say what you need in your own words").fill("2500 sqm workshop to rent, ceiling 5 m, 400 kVA")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".reading", timeout=SLOW_MS)
    watched.settle()

    pick(watched, 0)
    pick(watched, 0)  # the first says that it is picked by now
    expect(page.locator(".st-key-picked")).to_contain_text("2 of 4")
    two = sites(page)
    assert len(two) == 2
    page.get_by_role("button", name="Compare them").click()
    page.wait_for_selector(".cmp")
    watched.settle()
    assert page.locator(".cmp thead th").count() == 3
    widths = page.locator(".cmp thead th:not(.corner)").evaluate_all("cells => cells.map(c => c.getBoundingClientRect().width)")
    assert all(NARROW - 80 < w < NARROW for w in widths), "a site is as wide as the screen, and swiped to"
    assert not sideways(page)
    assert CHINESE.findall(text_of(page).replace("中文", "")) == []
    page.get_by_text("Copy the link", exact=True).click()
    link = page.locator("[data-testid=stCode]").inner_text()
    with page.expect_download(timeout=60_000) as pdf:
        page.get_by_role("button", name="PDF").click()
    assert pdf.value.path().read_bytes().startswith(b"%PDF")

    page.go_back()
    page.wait_for_selector(".verdict", timeout=SLOW_MS)
    watched.settle()
    assert sites(page) == two, "the way back keeps what was picked"
    page.locator(".st-key-panel-hand-in summary").click()
    page.get_by_label("Enterprise (needed)").wait_for(timeout=SLOW_MS)
    watched.settle()  # the form is drawn by a run that may still go on
    page.get_by_label("Enterprise (needed)").fill("Lamp Works")
    page.get_by_label("Person to reach").fill("Mr Lin")
    page.get_by_label("Telephone (this or e-mail)").fill("13800138765")
    page.locator(".st-key-panel-hand-in [data-testid=stCheckbox] label").click()
    page.locator(".st-key-panel-hand-in [data-testid=stFormSubmitButton] button").click()
    page.wait_for_selector(".code", timeout=SLOW_MS)
    code = page.locator(".code").get_attribute("data-code") or ""
    page.goto(f"{own_app}/?view=receipt&lang=en&pack=demo")
    watched.settle()
    page.get_by_label("Code of the receipt").fill(code)
    page.locator("[data-testid=stFormSubmitButton] button").first.click()
    page.wait_for_selector(".st-key-panel-receipt", timeout=SLOW_MS)
    watched.settle()
    assert "Lamp Works" in text_of(page)

    other = visit(scheme="dark").open(link)
    assert other.locator(".cmp thead th").count() == 3, "the link shows whoever has it the same sites"
    assert "Lamp Works" not in text_of(other)


def test_the_table_marks_what_differs_what_is_unknown_and_what_rules_out(app: str, visit: Visit) -> None:
    watched = visit(height=1400)
    query = {"view": "compare", "sites": "wanyang-1,szkjy-1,changqing,nowhere"}
    page = watched.open(f"{app}/?{urlencode(query)}")
    heads = page.locator(".cmp thead th b").all_inner_texts()
    assert heads == ["万洋众创城一期", "深圳科技园江门园区一期", "长青皮革厂"], "one that there is not is left out"
    whole = page.locator(".cmp").inner_text()
    for told in ("未知", "不符，不计分", "≠ 不同", "要求 ≥", "目前最高"):
        assert told in whole, told
    assert page.locator(".cmp .unk").count() > 5
    rows = page.locator(".cmp tbody tr:not(.sec)").count()
    page.get_by_text("只看不同的行").click()
    until(page, f"document.querySelectorAll('.cmp tbody tr:not(.sec)').length < {rows}")
    assert page.locator(".cmp tbody tr:not(.sec):not(.d)").count() == 0
    page.go_back()
    until(page, f"document.querySelectorAll('.cmp tbody tr:not(.sec)').length == {rows}")
    watched.settle()
    page.emulate_media(media="print")
    assert not page.locator(".st-key-comparetools").is_visible()
    assert page.locator(".cmp").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="回到结果").click()
    page.wait_for_selector(".verdict", timeout=SLOW_MS)
    watched.settle()
    expect(page.locator(".st-key-picked")).to_contain_text("对比 3/4")
    assert not sideways(page)
