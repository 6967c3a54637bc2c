"""A visitor hands a need in, keeps the code, follows it in another browser, corrects the telephone number, and deletes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

Visit = Callable[..., Watched]
REQUEST = "租厂房3000平，做车灯，配电800kVA"
SLOW_MS = 30_000
"""A busy computer; nothing is claimed about time."""
PERSON, PHONE, CORRECTED = "张金雀", "13800138765", "0750-3751234"


def write(watched: Watched, app: str) -> Page:
    page = watched.open(app)
    page.get_by_label("用自己的话说要什么").fill(REQUEST)
    page.get_by_role("button", name="读出需求").click()
    page.wait_for_selector(".reading")
    watched.settle()
    return page


def fill_in(watched: Watched, page: Page, *, consent: bool = True) -> None:
    field = page.get_by_label("企业名称（必填）")
    if not field.is_visible():
        page.locator(".st-key-panel-hand-in summary").click()
    field.fill("金雀车灯厂")
    page.get_by_label("联系人（必填）").fill(PERSON)
    page.get_by_label("电话（电话、邮箱至少填一项）").fill(PHONE)
    if consent:
        page.get_by_text("同意这样使用我的联系方式").click()
    page.get_by_role("button", name="交给镇里", exact=True).click()
    watched.settle()


def open_part(page: Page, name: str) -> None:
    page.locator("summary").filter(has_text=name).click()


def hand_in(watched: Watched, app: str) -> str:
    page = write(watched, app)
    fill_in(watched, page)
    page.wait_for_selector(".code", timeout=SLOW_MS)
    watched.settle()
    code = page.locator(".code").get_attribute("data-code")
    assert code
    return code


def follow(watched: Watched, app: str, code: str) -> Page:
    page = watched.open(f"{app}/?view=receipt")
    page.get_by_label("回执编码").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="查看", exact=True).click()
    page.wait_for_selector(".st-key-panel-receipt")
    watched.settle()
    return page


def test_an_example_cannot_be_handed_in_by_mistake(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(app)
    assert "示例" in page.locator(".st-key-panel-hand-in").inner_text()
    assert page.get_by_label("联系人（必填）").count() == 0


@pytest.mark.long
def test_without_consent_nothing_is_handed_in_and_what_was_typed_stays(own_app: str, visit: Visit) -> None:
    watched = visit(height=1600)
    page = write(watched, own_app)
    fill_in(watched, page, consent=False)
    expect(page.locator(".st-key-panel-hand-in .notice")).to_contain_text("没有勾选同意", timeout=SLOW_MS)
    expect(page.get_by_label("联系人（必填）")).to_have_value(PERSON)
    assert page.locator(".code").count() == 0
    fill_in(watched, page)
    page.wait_for_selector(".code", timeout=SLOW_MS)


def test_a_need_is_handed_in_followed_elsewhere_corrected_and_its_contact_deleted(own_app: str, visit: Visit) -> None:
    first = visit(height=1600)
    code = hand_in(first, own_app)
    assert len(code.replace("-", "")) == 28
    first.page.get_by_text("English", exact=True).click()
    first.settle()
    assert first.page.locator(".code").get_attribute("data-code") == code, "the code stays until it was noted"
    first.page.get_by_role("button", name="I have noted it").click()
    for shown in (".code", ".st-key-panel-hand-in [data-testid=stCode]"):
        expect(first.page.locator(shown)).to_have_count(0, timeout=SLOW_MS)
    first.settle()
    assert code not in first.page.content()

    second = visit(height=1600)
    page = follow(second, own_app, code)
    told = page.locator(".st-key-panel-receipt").inner_text()
    assert "金雀车灯厂" in told
    assert page.locator(".way .now").inner_text() == "意向"
    assert PHONE not in page.content(), "a contact is shown only when it is asked for"
    assert code.replace("-", "").lower() not in page.url.lower().replace("%20", "").replace("-", "")

    open_part(page, "查看和更正联系方式")
    page.get_by_role("button", name="显示我的联系方式").click()
    expect(page.get_by_label("电话（电话、邮箱至少填一项）")).to_have_value(PHONE, timeout=SLOW_MS)
    page.get_by_label("电话（电话、邮箱至少填一项）").fill(CORRECTED)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存。")).to_be_visible(timeout=SLOW_MS)

    open_part(page, "取走副本")
    page.get_by_role("button", name="显示副本").click()
    expect(page.locator("[data-testid=stCode]")).to_contain_text("07503751234", timeout=SLOW_MS)
    second.settle()

    open_part(page, "删除个人信息")
    page.get_by_text("我确定要删除").click()
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.get_by_text("已删除联系人、电话、邮箱和原话。")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".st-key-panel-receipt")).to_contain_text("没有保存", timeout=SLOW_MS)
    second.settle()
    assert CORRECTED.replace("-", "") not in page.content()

    open_part(page, "撤回需求")
    page.get_by_text("我确定要撤回").click()
    page.get_by_role("button", name="撤回", exact=True).click()
    expect(page.get_by_text("镇里不再处理。").first).to_be_visible(timeout=SLOW_MS)


def test_a_wrong_code_and_a_dead_link_get_one_calm_sentence(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(f"{app}/?view=receipt")
    page.get_by_label("回执编码").fill("ABCD")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text("编码打错了，或没有打完。")).to_be_visible(timeout=SLOW_MS)
    page = watched.open(f"{app}/?view=shared&t=nothing")
    assert "这个链接没有内容" in page.locator(".notice").inner_text()
