"""补数据清单 as a visitor sees it: what to ask first, answered on the spot or by a sheet that goes out and comes back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, until
from tests.browser.running import running_app
from tests.browser.test_hostile import folded
from tests.csv_rows import read_rows, write_rows
from tests.hostile_names import HOSTILE
from tests.reports.test_owner_sheet import header

Visit = Callable[..., Watched]
ROW = "article.wk"


def work(app: str, **more: str) -> str:
    return f"{app}/?{urlencode({'view': 'work', **more})}"


def first_item(page: Page) -> tuple[str, str]:
    row = page.locator(ROW).first
    return str(row.get_attribute("data-site")), str(row.get_attribute("data-fact"))


def missing(page: Page) -> int:
    found = re.search(r"(\d+) 项数据", page.locator(".workhead").inner_text())
    assert found
    return int(found[1])


def download(page: Page) -> bytes:
    with page.expect_download() as got:
        page.get_by_role("button", name="下载表格").click()
    return got.value.path().read_bytes()


def fill(data: bytes, path: Path, answers: dict[tuple[str, str], Any]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets[:-1]:
        for row in sheet.iter_rows(min_row=header(sheet) + 1):
            if (row[0].value, row[3].value) in answers:
                row[7].value, row[8].value, row[9].value = answers[row[0].value, row[3].value], "园区招商部 <b>张工</b>", "2026-11"
                row[10].value = "楼上另有一层"
    book.save(path)
    return path


def upload(watched: Watched, path: Path) -> None:
    watched.page.locator("input[type=file]").set_input_files(path)
    watched.page.locator(".counts").wait_for(timeout=20_000)
    watched.settle()


def test_the_list_counts_the_leads_and_draws_a_pip_for_each(app: str, staff_visit: Visit) -> None:
    page = staff_visit(height=1600).open(work(app))
    row = page.locator(ROW).first
    assert "9 条定案" in row.inner_text()
    assert row.locator(".pip.a").count() == 9
    assert page.locator(ROW).nth(2).locator(".pip.b").count() == 9
    row.get_by_text("哪些线索").click()
    row.get_by_role("link", name="汇海农牧").click()
    page.wait_for_selector(".verdict", timeout=30_000)
    assert "lead=huihai" in page.url
    assert "site=szkjy-1" in page.url


def test_the_links_between_the_pages_keep_pack_and_language(app: str, staff_visit: Visit) -> None:
    watched = staff_visit()
    page = watched.open(f"{app}/?pack=demo&lang=en")
    page.get_by_role("link", name="Missing data").click()
    page.wait_for_selector(".workhead", timeout=30_000)
    watched.settle()
    assert "Invented demonstration data" in page.locator(".invented").inner_text()
    assert page.locator(".pages [aria-current]").inner_text() == "Missing data"
    page.get_by_role("link", name="Find sites").click()
    page.wait_for_selector(".verdict", timeout=30_000)
    assert "pack=demo" in page.url
    assert "lang=en" in page.url
    assert "view" not in page.url


def test_an_item_is_answered_on_the_spot_and_leaves_the_list(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(work(own_app))
    before, (site, fact) = missing(page), first_item(page)
    card = page.locator(f".st-key-work-item-{site}-{fact}")
    card.get_by_label("可供面积").fill("三千")
    card.get_by_label("来源").fill("招商部")
    card.get_by_role("button", name="记下").click()
    page.get_by_text("不是数字").first.wait_for(timeout=20_000)
    card.get_by_label("可供面积").fill("3000")
    card.get_by_role("button", name="记下").click()
    until(page, f"!document.querySelector('.st-key-work-item-{site}-{fact}')")
    watched.settle()
    assert missing(page) < before
    assert first_item(page) != (site, fact)


def test_a_closed_item_opens_for_an_answer(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(work(own_app))
    row = page.locator(ROW).nth(5)
    card = page.locator(f".st-key-work-item-{row.get_attribute('data-site')}-{row.get_attribute('data-fact')}")
    assert card.get_by_role("button", name="记下").count() == 0
    card.get_by_role("button", name="填写").click()
    card.get_by_role("button", name="记下").wait_for(timeout=20_000)


def test_a_sheet_goes_out_comes_back_is_seen_and_taken(own_app: str, staff_visit: Visit, tmp_path: Path) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(work(own_app))
    before, (site, fact) = missing(page), first_item(page)
    blank = download(page)
    upload(watched, fill(blank, tmp_path / "wrong.xlsx", {(site, fact): "很多"}))
    text = page.locator("[data-testid=stMain]").inner_text()
    assert "有误 1" in text
    assert "不是数字" in text
    assert page.get_by_role("button", name="全部记下").count() == 0
    upload(watched, fill(blank, tmp_path / "right.xlsx", {(site, fact): 3000, ("wanyang-3", "delivery"): "2027年6月"}))
    page.get_by_text("可用 2").wait_for(timeout=20_000)
    seen = page.locator(".given").inner_text()
    for part in ("3000", "2027-06", "园区招商部 <b>张工</b>", "楼上另有一层"):
        assert part in seen
    page.get_by_role("button", name="全部记下（2 项）").click()
    until(page, "!document.querySelector('.given')")
    watched.settle()
    assert missing(page) < before
    assert page.locator(f'{ROW}[data-site="{site}"][data-fact="{fact}"]').count() == 0


def test_the_list_of_one_site_is_its_sheet_too(app: str, staff_visit: Visit) -> None:
    page = staff_visit(height=1600).open(work(app, site="lingang"))
    sites = page.locator(ROW).evaluate_all("rows => [...new Set(rows.map(r => r.dataset.site))]")
    assert sites == ["lingang"]
    book = openpyxl.load_workbook(io.BytesIO(download(page)))
    (sheet, _) = book.worksheets
    assert {r[0].value for r in sheet.iter_rows(min_row=header(sheet) + 1)} == {"lingang"}


def test_the_english_page_is_english_throughout(app: str, staff_visit: Visit) -> None:
    page = staff_visit(height=1600).open(work(app, pack="demo", lang="en"))
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(s => s.click())")
    page.wait_for_timeout(500)
    text = page.locator("[data-testid=stMain]").inner_text().replace("中文", "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []


@pytest.mark.parametrize("width", [1440, pytest.param(1024, marks=pytest.mark.long), 390])
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_the_page_never_scrolls_sideways(app: str, staff_visit: Visit, width: int, scheme: str) -> None:
    page = staff_visit(width=width, scheme=scheme).open(work(app, pack="demo"))
    page.locator("summary", has_text="哪些线索").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_every_control_can_be_hit(app: str, staff_visit: Visit) -> None:
    page = staff_visit(width=390, height=900).open(work(app))
    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] button, .hm .pages a, .hm .wk summary')]
            .filter(e => !e.closest('[data-baseweb], [data-testid=stDateInput], [data-testid=stSelectbox], [data-testid=stMultiSelect]'))
            .map(e => [e.innerText, e.getBoundingClientRect()]).filter(([, r]) => r.height && r.height < 40).map(([t, r]) => `${t} ${r.height}`)"""
    )
    assert small == []


@pytest.mark.long
def test_a_town_without_leads_is_told_what_the_page_is_for(tmp_path: Path, staff_visit: Visit, pack_copy: Path) -> None:
    path = pack_copy / "leads.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with running_app(tmp_path, pack_copy) as address:
        page = staff_visit().open(work(address))
        assert "leads.csv" in page.locator("[data-testid=stMain]").inner_text()
        assert page.locator(ROW).count() == 0
        page.close()


@pytest.mark.long
def test_hostile_names_are_shown_as_they_are_written(tmp_path: Path, staff_visit: Visit, pack_copy: Path) -> None:
    columns, leads = read_rows(pack_copy / "leads.csv")
    named = [{**leads[0], "id": f"l-{i:02d}", "name": n, "name_en": n} for i, n in enumerate(HOSTILE)]
    write_rows(pack_copy / "leads.csv", columns, named)
    with running_app(tmp_path, pack_copy) as address:
        page = staff_visit(height=1600).open(work(address))
        page.locator("summary", has_text="哪些线索").first.click()
        text = folded(page.locator(ROW).first.inner_text())
        assert [n for n in HOSTILE if folded(n) not in text] == []
        assert page.evaluate("window.hit") is None
        page.close()


def test_more_can_be_listed(app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = watched.open(work(app, pack="demo"))
    assert page.locator(ROW).count() == 20
    page.get_by_role("button", name="再列 20 项").click()
    until(page, "document.querySelectorAll('article.wk').length == 40")
