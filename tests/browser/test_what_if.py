"""What if, as a visitor tries it: weights, the year, delays and assumptions; all in the address, all taken back in one click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import Watched, until

Visit = Callable[..., Watched]


def address(app: str, **parts: str) -> str:
    return f"{app}/?{urlencode({'example': 'example-medical', **parts})}"


def in_address(page: Page) -> dict[str, str]:
    return {k: v[0] for k, v in parse_qs(urlsplit(page.url).query).items()}


def scores(page: Page) -> list[str]:
    return page.locator("article[id^=site-] .score").all_inner_texts()


def move(watched: Watched, label: str, keys: list[str]) -> None:
    """A slider moved by the keyboard, as somebody without a mouse does."""
    thumb = watched.page.get_by_role("slider", name=label)
    thumb.focus()
    for key in keys:
        watched.page.keyboard.press(key)
        watched.page.wait_for_timeout(30)  # a key held down
    watched.page.wait_for_timeout(900)
    watched.settle()


def test_a_weight_moved_by_hand_redraws_the_scores_says_so_and_is_taken_back(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(address(app))
    before = scores(page)
    page.get_by_text("权重：按名选用，或自己调").click()
    move(watched, "交付快慢", ["ArrowRight"] * 30)
    until(page, "location.search.includes('readiness%3A40')")
    watched.settle()
    assert scores(page) != before
    assert "权重不是本镇设定的" in page.locator(".varied").inner_text()
    page.get_by_role("button", name="恢复默认").click()
    watched.settle()
    until(page, "!document.querySelector('.varied')")
    assert scores(page) == before
    assert "w" not in in_address(page)


def test_a_weighting_is_chosen_by_name_and_a_copied_address_shows_the_same(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(address(app))
    page.get_by_text("权重：按名选用，或自己调").click()
    page.get_by_role("combobox", name="选一组权重").click()
    page.get_by_role("option", name="尽快投产").click()
    page.wait_for_selector(".varied")
    watched.settle()
    assert in_address(page)["w"] == "soon"
    told, seen = page.locator(".varied").inner_text(), scores(page)
    assert "尽快投产" in told
    again = visit().open(page.url)
    assert scores(again) == seen


def test_the_year_moves_the_day_of_the_answer_and_what_is_due_by_then_counts(app: str, visit: Visit) -> None:
    """The waiting for land that is handed over in some year is over by that year's end."""
    watched = visit()
    page = watched.open(f"{app}/?{urlencode({'pack': 'demo'})}")
    before = scores(page)
    move(watched, "按哪一天看", ["End"])
    year = datetime.now(UTC).year + 8
    page.get_by_text(f"计算日 {year}-12-31").wait_for()
    assert in_address(page)["on"] == f"{year}-12-31"
    assert f"按 {year}-12-31 计算" in page.locator(".varied").inner_text()
    assert scores(page) != before


def test_delays_and_assumptions_are_told_and_the_print_view_tells_them_too(app: str, visit: Visit) -> None:
    page = visit().open(address(app, late="12", assume="1"))
    told = page.locator(".varied").inner_text()
    assert "都晚 12 个月" in told
    assert "按行业概况假定" in told
    href = page.get_by_role("link", name="打印版").get_attribute("href")
    assert href
    printed = visit().open(f"{app}/{href}")
    assert printed.locator(".varied").inner_text() == told


def test_an_address_with_weights_that_cannot_be_read_says_what_is_wrong_and_answers_plainly(app: str, visit: Visit) -> None:
    page = visit().open(address(app, w="<b>nobody</b>", on="soon", late="-3"))
    assert "没有这组权重" in page.locator("body").inner_text()
    assert page.locator(".varied").count() == 0
    assert scores(page) == scores(visit().open(address(app)))
