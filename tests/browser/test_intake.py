"""A table comes in at the office: previewed, mended on the page, kept as a whole, and matched from then on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Watched

NAME = "<img src=x onerror=window.hit=1>灯饰"
TABLE = f"""2026年意向企业台账,,,,
企业名称,用地需求（亩）,联系人,联系电话,项目阶段
{NAME},20,陈,138 0013 8000,洽谈
新会光源,三十几,李,,意向
合计,20,,,
"""


def upload(page: object, path: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(str(path))  # type: ignore[attr-defined]


def test_a_gb18030_table_with_a_fault_is_shown_mended_kept_and_matched(
    own_app: str, staff_visit: Callable[..., Watched], tmp_path: Path
) -> None:
    path = tmp_path / "意向企业.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    watched = staff_visit()
    page = watched.open(f"{own_app}/?view=intake")
    page.get_by_text("意向企业", exact=True).first.click()
    watched.settle()
    upload(page, path)
    page.wait_for_selector(".hm .rowkeys")
    watched.settle()
    told = page.inner_text(".st-key-panel-counts")
    assert "共 4 行" in told
    assert "gb18030" in told
    assert "有误 1" in told
    assert "跳过 2" in told, "the title and the total"
    assert page.locator(".hm .findings .f-error").count() == 1
    assert "第 4 行" in page.inner_text(".hm .findings .f-error")
    assert page.locator(".st-key-intake-take").count() == 0, "nothing can be kept while something is wrong"

    page.get_by_role("textbox", name="第 4 行").fill("30亩")
    page.get_by_role("button", name="按更正重读").click()
    page.wait_for_selector(".st-key-intake-take button")
    watched.settle()
    assert "已更正 1 格" in page.inner_text(".st-key-panel-counts")
    assert NAME in page.inner_text(".st-key-panel-preview")
    page.locator(".st-key-intake-take button").click()
    page.wait_for_selector("[data-testid=stToast]")
    assert "线索 2 条" in page.inner_text("[data-testid=stToast]")

    watched.open(f"{own_app}/?view=leads")
    table = page.inner_text(".hm .inbox")
    assert NAME in table
    assert "新会光源" in table
    assert page.evaluate("window.hit") is None
    page.get_by_role("link", name="新会光源").click()
    watched.settle()
    assert "30" in page.inner_text(".st-key-panel-need")

    page.get_by_role("link", name="看匹配结果").click()
    watched.settle()
    assert page.locator("article[id^=site-]").count() > 0
    with page.expect_download(timeout=60_000) as download:
        page.locator(".st-key-report-proposal-pdf button").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_file_that_is_no_table_gets_one_sentence(own_app: str, staff_visit: Callable[..., Watched], tmp_path: Path) -> None:
    path = tmp_path / "网页.xls"
    path.write_bytes(b"<html><table><tr><td>1</td></tr></table></html>")
    watched = staff_visit()
    page = watched.open(f"{own_app}/?view=intake")
    upload(page, path)
    page.wait_for_selector(".hm .notice.refused")
    assert page.locator(".hm .notice.refused li").count() == 1


def test_visitors_do_not_find_the_page(app: str, visit: Callable[..., Watched]) -> None:
    page = visit().open(f"{app}/?view=intake")
    assert page.locator("input[type=file]").count() == 0
    assert page.locator(".hm .notice.refused").count() == 1
