"""Two people at the same site: what one saves takes nothing from what the other has typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Watched
from tests.browser.test_find import FIELDS, need

Visit = Callable[..., Watched]
SOURCE, DELIVERY = "信息来源（单位、人员或文件，必填）", "交付时间"


def card(watched: Watched) -> Locator:
    return watched.page.locator("[class*=st-key-on-card-wanyang-1]")


def fill(watched: Watched, source: str, **answers: str) -> None:
    if not card(watched).get_by_label(SOURCE).is_visible():
        card(watched).get_by_text(FIELDS).click()
    for label, value in {**answers, SOURCE: source}.items():
        card(watched).get_by_label(label).fill(value)


def save(watched: Watched, told: str) -> None:
    card(watched).get_by_role("button", name="记下并重算").click()
    card(watched).get_by_text(told).wait_for(timeout=20_000)
    watched.settle()


def test_what_one_has_typed_stays_while_the_other_saves_and_goes_once_it_is_saved(own_app: str, staff_visit: Visit) -> None:
    """The second has not seen the first answer; the form neither swallows the second one nor keeps it once it is taken."""
    a, b = staff_visit(height=1600), staff_visit(height=1600)
    for each in (a, b):
        each.open(need(own_app, "example-lighting", site="wanyang-1"))
    fill(b, "乙的电话", **{DELIVERY: "2027-03"})
    fill(a, "甲的电话", **{DELIVERY: "2027-01"})
    save(a, "交付时间：2027-01（甲的电话")
    assert card(a).get_by_label(SOURCE).input_value() == ""
    save(b, "交付时间：2027-03（乙的电话")
    assert card(b).get_by_label(SOURCE).input_value() == ""


@pytest.mark.long
def test_what_one_has_typed_outlives_a_redrawing_after_the_other_has_saved(own_app: str, staff_visit: Visit) -> None:
    a, b = staff_visit(height=1600), staff_visit(height=1600)
    a.open(need(own_app, "example-lighting", site="wanyang-1"))
    fill(a, "甲的电话", 首层层高="6")
    save(a, "首层层高：6（甲的电话")
    b.open(need(own_app, "example-lighting", site="wanyang-1"))
    fill(b, "乙的电话", **{DELIVERY: "2027-03"})
    fill(a, "甲的电话", 承重="2")
    save(a, "承重：2（甲的电话")
    card(b).get_by_role("button", name="撤回").click()
    card(b).get_by_text("首层层高：6（甲的电话").wait_for(state="detached", timeout=20_000)
    b.settle()
    assert card(b).get_by_text("承重：2（甲的电话").count() == 1
    assert card(b).get_by_label(DELIVERY).input_value() == "2027-03"
    assert card(b).get_by_label(SOURCE).input_value() == "乙的电话"
