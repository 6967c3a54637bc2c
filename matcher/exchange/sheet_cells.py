"""What somebody typed or picked in a cell, as text that a field can read: figures, dates, full-width digits, ranges as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl.utils.datetime import from_excel

from matcher.catalog.cells import Unreadable
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.text import Text

SERIALS = (32_874, 73_050)
"""Day numbers that count as dates: 1990 to 2099. A figure outside is a figure."""
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*(?:[-/.月]\s*([0-9]{1,2})\s*日?|月)?")
_YEAR = re.compile(r"([0-9]{4})\s*年?")
_TO = re.compile(r"\s*(?:\.\.+|…+|~+|至|到)\s*")
_DASHED = re.compile(r"([0-9][0-9,.]*)\s*[-–—]+\s*([0-9][0-9,.]*)")
DATE_FOR_FIGURE = (
    Text("被 Excel 变成了日期或时间。", "was turned into a date or a time by Excel."),
    Text("请把单元格设为文本再填；范围写成 5..8。", "Set the cell to text and write it again; a range as 5..8."),
)
FAULT = (Text("是 Excel 的错误值。", "is one of Excel's error values."), Text("请直接写出答案。", "Write the answer itself."))
_FORMULA = (
    Text("是公式，不读取公式。", "is a formula, and formulas are not read."),
    Text("请写公式算出的值，或复制后“选择性粘贴为数值”。", "Write the value that it gives, or paste it as a value."),
)


def plain(value: Any, kind: str) -> str:
    """A cell's content as one line of text. `kind` is what the workbook says the cell is. Raises Unreadable for formulas and error values."""
    if kind == "f":
        raise Unreadable(*_FORMULA)
    if kind == "e":
        raise Unreadable(*FAULT)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        value = format(Decimal(repr(value)), "f").removesuffix(".0")
    return " ".join(str(value).split())


def answer_text(fact: str, value: Any, kind: str, epoch: datetime) -> str:
    """The answer as the site table writes it, as far as that can be told without guessing; what remains wrong is refused further on."""
    text = plain(value, kind)
    field = None if fact == LOCATION else BY_NAME[fact]
    if field is None or field.type not in ("number", "month"):
        return text
    if field.type == "month":
        moment = _moment(value, epoch)
        return moment.isoformat()[:7] if moment else _months(text)
    if isinstance(value, date | time | timedelta):
        raise Unreadable(*DATE_FOR_FIGURE)
    text = unicodedata.normalize("NFKC", text)
    dashed = _DASHED.fullmatch(text)
    return f"{dashed[1]}..{dashed[2]}" if dashed else _TO.sub("..", text)


def day_text(value: Any, kind: str, epoch: datetime) -> str:
    """A date as YYYY-MM-DD, or as much of it as was written. Raises Unreadable for what is no date."""
    text = unicodedata.normalize("NFKC", plain(value, kind))
    moment = _moment(value, epoch)
    if moment:
        return moment.isoformat()
    if not text:
        return ""
    if year := _YEAR.fullmatch(text):
        return year[1]
    found = _DAY.fullmatch(text)
    try:
        if found and found[3]:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        if found:
            return date(int(found[1]), int(found[2]), 1).isoformat()[:7]
    except ValueError:
        pass
    raise Unreadable(Text("不是日期。", "is no date."), Text("请写成 2026-11-20。", "Write it as 2026-11-20."))


def _moment(value: Any, epoch: datetime) -> date | None:
    """The day that a date cell holds, or a bare day number of Excel's."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and SERIALS[0] <= value <= SERIALS[1]:
        found = from_excel(value, epoch)
        return found.date() if isinstance(found, datetime) else None
    return None


def _months(text: str) -> str:
    """Months as YYYY-MM wherever they are written in another common way; a day in them is dropped."""
    return "..".join(_month(part.strip()) for part in _TO.split(unicodedata.normalize("NFKC", text)))


def _month(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{found[1]}-{int(found[2]):02d}" if found else text
