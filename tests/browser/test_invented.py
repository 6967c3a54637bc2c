"""The invented town says so everywhere, and shows what the product does once data are in."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import urlencode

import openpyxl

from tests.browser.conftest import Watched, until
from tests.browser.test_find import markers

Visit = Callable[..., Watched]


def test_every_page_and_the_workbook_say_that_the_data_are_invented(app: str, visit: Visit) -> None:
    page = visit(height=1600).open(f"{app}/?pack=demo")
    assert "虚构演示数据" in page.locator(".invented").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert all(sheet["A1"].value == "虚构演示数据" for sheet in book)
    printed = visit().open(f"{app}/?{urlencode({'pack': 'demo', 'view': 'print'})}")
    assert "虚构演示数据" in printed.locator(".invented").inner_text()


def test_the_invented_town_has_sites_that_fit_drawn_with_their_outlines(app: str, visit: Visit) -> None:
    page = visit(height=1600).open(f"{app}/?pack=demo")
    assert markers(page) >= 130
    assert page.frame_locator('iframe[title*="folium"]').locator("path.ol").count() >= 50
    assert page.locator(".st-fits").count() >= 1


def test_the_switch_leads_from_the_town_to_the_invented_one_and_back(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(app)
    assert page.locator(".invented").count() == 0
    page.get_by_text("虚构示例", exact=True).click()
    page.wait_for_selector(".invented", timeout=20_000)
    watched.settle()
    page.get_by_text("本镇", exact=True).click()
    until(page, "!document.querySelector('.invented')")
