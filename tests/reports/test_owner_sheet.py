"""The sheet for owners: what is asked, how to write it, room for the answer, and nothing in it that could run."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from matcher.catalog.load import load
from matcher.exchange.owner_columns import COLUMNS
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, field_label, field_question
from matcher.model.text import Lang
from matcher.office.work_list import of_sites, work_list
from matcher.office.work_records import WorkItem, WorkList
from matcher.reports.owner_sheet import owner_sheet
from tests.reports.test_xlsx import PAYLOADS, cells

ROOT = Path(__file__).resolve().parents[2]
ANSWER, SOURCE, DAY, REMARK = 7, 8, 9, 10


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return load(ROOT / "examples" / "demo")


@pytest.fixture(scope="module")
def missing(demo: Catalog) -> WorkList:
    return work_list(demo, demo.leads, date(2026, 11, 23))


def item(site: str, field: str, catalog: Catalog, rank: int = 1) -> WorkItem:
    return WorkItem(
        rank=rank, site_id=site, title=catalog.site_title(site), kind=catalog.by_id[site].kind, field=field, label=field_label(field),
        question=field_question(field), words=(), settles=(), narrows=(), value=0.0,
    )  # fmt: skip


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def header(sheet: Any) -> int:
    """The line of the headings."""
    return next(cell.row for row in sheet.iter_rows(max_col=1) for cell in row if cell.value in ("编号", "Site id"))


def lines(sheet: Any) -> list[list[Any]]:
    return [[c.value for c in row] for row in sheet.iter_rows(min_row=header(sheet) + 1, max_col=len(COLUMNS))]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_item_is_asked_once_with_its_ids_and_how_to_write_it(demo: Catalog, missing: WorkList, lang: Lang) -> None:
    book = opened(owner_sheet(demo, missing, lang))
    rows = [line for sheet in book.worksheets[:-1] for line in lines(sheet)]
    asked = [(r[0], r[3]) for r in rows if r[3] != "taken_by"]
    assert sorted(asked) == sorted((i.site_id, i.field) for i in missing.items)
    assert len(book.worksheets) > 5, "one worksheet a park"
    for sheet in book.worksheets[:-1]:
        assert [c.value for c in sheet[header(sheet)]] == [c.title.say(lang) for c in COLUMNS]
    for row in rows:
        assert all(row[i] for i in (0, 1, 2, 3, 5, 6)), row
        assert row[ANSWER:] == [None] * 4
    assert not (lang == "en" and any("\u4e00" <= ch <= "\u9fff" for row in rows for cell in row for ch in str(cell or "")))


def test_only_what_is_to_be_filled_in_is_unlocked(demo: Catalog, missing: WorkList) -> None:
    for sheet in opened(owner_sheet(demo, missing, "zh")).worksheets:
        assert sheet.protection.sheet
        for row in sheet.iter_rows():
            for cell in row:
                filled_in = sheet.title != "词表" and cell.row > header(sheet) and cell.column - 1 in (ANSWER, SOURCE, DAY, REMARK)
                assert cell.protection.locked != filled_in, (sheet.title, cell.coordinate)


def test_a_word_is_picked_from_a_list_and_several_words_may_be_typed(demo: Catalog, missing: WorkList) -> None:
    book = opened(owner_sheet(demo, missing, "zh"))
    words = book["词表"]
    checked = 0
    for sheet in book.worksheets[:-1]:
        rules = {str(r.sqref): r for r in sheet.data_validations.dataValidation}
        for number, row in enumerate(lines(sheet), header(sheet) + 1):
            field = BY_NAME.get(row[3])
            rule = rules.get(f"H{number}")
            assert (rule is not None) == bool(field and field.vocabulary), row
            if rule is not None and field is not None:
                names = [c[0].value for c in words[rule.formula1.split("!")[1].replace("$", "")]]
                assert names == [w.name.zh for w in demo.vocabularies[field.vocabulary].words]
                assert bool(rule.showErrorMessage) == (field.type == "one")
                checked += 1
    assert checked > 50


def test_the_sheet_prints_on_a4_across_with_its_headings_on_every_page(demo: Catalog, missing: WorkList) -> None:
    for sheet in opened(owner_sheet(demo, missing, "zh")).worksheets[:-1]:
        at = header(sheet)
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes == f"C{at + 1}"
        assert sheet.print_title_rows == f"${at}:${at}"
        assert "虚构演示数据" in [c.value for c in sheet["A"]][:3]


def test_of_a_state_it_is_also_asked_who_holds_the_site(town: Catalog, missing: WorkList) -> None:
    work = missing.model_copy(update={"items": (item("wanyang-1", "status", town), item("wanyang-1", "power_kva", town, 2))})
    (sheet, _) = opened(owner_sheet(town, work, "zh")).worksheets
    assert [r[3] for r in lines(sheet)] == ["status", "taken_by", "power_kva"]


def test_one_owner_gets_the_questions_about_his_sites_alone(demo: Catalog, missing: WorkList) -> None:
    sites = [missing.items[0].site_id, missing.items[1].site_id]
    book = opened(owner_sheet(demo, missing, "zh", sites))
    rows = [line for sheet in book.worksheets[:-1] for line in lines(sheet)]
    assert {r[0] for r in rows} == set(sites)
    assert len([r for r in rows if r[3] != "taken_by"]) == of_sites(missing, sites).total


def test_an_empty_list_says_so(town: Catalog, missing: WorkList) -> None:
    (sheet, _) = opened(owner_sheet(town, missing, "zh", [])).worksheets
    assert "没有需要核实的内容。" in [c.value for c in sheet["A"]]


def test_what_is_on_record_stands_beside_with_its_date(town: Catalog, missing: WorkList) -> None:
    work = missing.model_copy(update={"items": (item("wanyang-1", "status", town), item("wanyang-1", "ceiling_height_m", town, 2))})
    rows = lines(opened(owner_sheet(town, work, "zh")).worksheets[0])
    proof = town.evidence["wanyang-1", "status"]
    assert rows[0][6] == f"{town.vocabularies['status'].label(town.by_id['wanyang-1'].text('status')).zh} ({proof.as_of})"
    assert rows[2][6] == "未掌握"


@pytest.mark.parametrize("payload", [*PAYLOADS, "a" * 60, "[]:*?/\\", "'quoted'", "History", "词表"])
def test_a_hostile_name_stays_text_and_names_no_worksheet_that_excel_refuses(town: Catalog, missing: WorkList, payload: str) -> None:
    changed = replace(town, sites=tuple(s.with_cells({"name": payload, "name_en": payload, "park": payload}) for s in town.sites))
    work = missing.model_copy(update={"items": tuple(item(s, "status", changed) for s in ("wanyang-1", "wanyang-2", "lingang"))})
    data = owner_sheet(changed, work, "zh")
    found = cells(data)
    assert [c.coordinate for c in found if c.data_type == "f"] == []
    assert [c.coordinate for c in found if c.hyperlink] == []
    for sheet in opened(data).worksheets:
        assert 0 < len(sheet.title) <= 31
        assert not set(sheet.title) & set("[]:*?/\\'")
