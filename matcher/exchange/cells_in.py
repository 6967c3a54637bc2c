"""A cell of a table as it was parsed: text, a figure, a moment, or something that Excel made of it and that says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from matcher.catalog.cells import Unreadable
from matcher.exchange.sheet_cells import DATE_FOR_FIGURE, FAULT
from matcher.model.text import Text

Oddity = Literal["error", "formula", "time", "broken"]


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell without a value of its own: an error value, a formula nobody has worked out, a time of day, damaged characters."""

    kind: Oddity
    shown: str


RawCell = str | float | datetime | Odd
"""An empty cell is ''."""

_WHY: dict[Oddity, tuple[Text, Text]] = {
    "error": FAULT,
    "formula": (
        Text("是公式，文件里没有存下算出的值。", "is a formula whose value is not stored in the file."),
        Text("请用 Excel 打开再保存，或粘贴为数值。", "Open and save it in Excel, or paste it as a value."),
    ),
    "time": DATE_FOR_FIGURE,
    "broken": (
        Text("有损坏的字符。", "holds damaged characters."),
        Text("请在原表里重新输入这一格，再另存。", "Type the cell again in the original, and save it anew."),
    ),
}


def shown(cell: RawCell) -> str:
    """The cell as one line of text, as a person sees it."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, float):
        return figure_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    return cell.shown


def figure_text(value: float) -> str:
    """A figure without an exponent and without `.0`."""
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def text_of(cell: RawCell) -> str:
    """What a cell says in words or figures. Raises Unreadable for what says nothing."""
    if isinstance(cell, Odd):
        raise Unreadable(*_WHY[cell.kind])
    return shown(cell)


def lines_of(cell: RawCell) -> str:
    """The same with its line breaks. Raises Unreadable for what says nothing."""
    if not isinstance(cell, str):
        return text_of(cell)
    return "\n".join(" ".join(line.split()) for line in cell.splitlines()).strip()


def number_or_text(cell: RawCell) -> float | str:
    """A figure, or the text of one. Raises Unreadable for dates, which Excel makes of ranges such as 5-8."""
    if isinstance(cell, date):
        raise Unreadable(*DATE_FOR_FIGURE)
    return cell if isinstance(cell, float) else text_of(cell)
