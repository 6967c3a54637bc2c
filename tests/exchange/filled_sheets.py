"""Sheets of questions as they come back: made, filled in and read."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from matcher.catalog.load import load
from matcher.exchange.owner_columns import COLUMNS
from matcher.exchange.owner_sheet import Reading, read_owner_sheet
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.office.work_list import work_list
from matcher.reports.owner_sheet import owner_sheet
from tests.conftest import PACK
from tests.reports.test_owner_sheet import header, item

DAY = date(2026, 11, 23)
TOWN = load(PACK)
Row = dict[str, Any]
"""Column key -> what is written there."""


def asking(*asked: tuple[str, str], lang: Lang = "zh", catalog: Catalog = TOWN) -> bytes:
    """A sheet with these questions (site, field)."""
    work = work_list(catalog, (), DAY)
    items = tuple(item(site, field, catalog, rank) for rank, (site, field) in enumerate(asked, 1))
    return owner_sheet(catalog, work.model_copy(update={"items": items, "total": len(items)}), lang)


def filled(data: bytes, answers: dict[tuple[str, str], Any], source: Any = "园区招商部 李工", day: Any = "2026-11-20") -> bytes:
    """The sheet with answers written into it, as a person does in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        if sheet["A1"].value is None or sheet.title in ("词表", "Words"):
            continue
        for row in sheet.iter_rows(min_row=header(sheet) + 1):
            if (row[0].value, row[3].value) in answers:
                row[7].value, row[8].value, row[9].value = answers[row[0].value, row[3].value], source, day
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows: Row, titles: dict[str, str] | None = None) -> bytes:
    """A workbook with the headings and these rows, written cell by cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([(titles or {}).get(c.key, c.title.zh) for c in COLUMNS])
    for row in rows:
        sheet.append([row.get(c.key) for c in COLUMNS])
    return saved(book)


def good(**other: Any) -> Row:
    return {"site": "wanyang-1", "field": "ceiling_height_m", "answer": 7.2, "source": "李工", "day": "2026-11-20", **other}


def read(data: bytes, catalog: Catalog = TOWN) -> Reading:
    return read_owner_sheet(catalog, data, "表.xlsx", DAY)


def the_value(field: str, answer: Any, **other: Any) -> str:
    """What an answer is read as; it must be right."""
    reading = read(sheet_of(good(field=field, answer=answer, **other)))
    assert reading.issues == (), reading.issues
    return reading.answers[0].value


def the_fault(data: bytes) -> str:
    """The one thing that is wrong, in a sentence; nothing may be taken then."""
    reading = read(data)
    assert reading.answers == ()
    assert len(reading.issues) == 1, [i.told("zh") for i in reading.issues]
    assert all("\u4e00" <= c <= "\u9fff" for c in reading.issues[0].message.zh[:1] if c.isalpha() and not c.isascii())
    assert reading.issues[0].mend.zh
    assert reading.issues[0].mend.en
    return reading.issues[0].told("zh")


ONE = sheet_of(good())
TWO = sheet_of(good(), good(field="status", answer="可供"))
ASKED = asking(("wanyang-1", "ceiling_height_m"))
