"""What every record is held to, whatever it is of: its name for people, its day, its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.catalog.cells import Unreadable
from matcher.exchange.cells_in import shown
from matcher.exchange.date_cells import read_day
from matcher.exchange.findings import Findings
from matcher.exchange.header import ANCHORS
from matcher.exchange.headings import Heading
from matcher.exchange.records_in import Raw
from matcher.exchange.tables_data import Kind
from matcher.exchange.values import Values
from matcher.model.text import Text

LABELS = {"as_of": "更新日期", "kind": "类别", "name": "名称", "id": "编号", "location": "位置", "area": "需求面积"}
"""What a column would be called that the table does not have."""
_AFTER_TODAY = (Text("日期在今天之后。", "is after today."), Text("请核对日期。", "Check the date."))
_SHORT = (
    Text("这一行少了 {n} 格，后面的内容可能错位。", "has {n} cells fewer than the headings, so what follows may have moved."),
    Text("请检查这一行的分隔符。", "Check the separators of this row."),
)
_LONG = (
    Text("这一行比表头多出 {n} 格，内容可能错位（如数字里的逗号没有加引号）。", "has {n} cells more than the headings, so its cells may have moved, as by a comma within a figure."),
    Text("请检查这一行的分隔符和引号。", "Check the separators and quotes of this row."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The day of the reading, and the file's name as text."""

    today: date
    file: str
    as_of: str = ""
    """The day that the table itself says."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """When a record was true, '' where it does not say."""

    day: str
    faulty: bool = False


def label(raw: Raw, columns: Sequence[Heading], kind: Kind) -> str:
    """What people would call a record: its name, else its id or place."""
    order = ("name", *ANCHORS[kind], "contact")
    for name in order:
        for column in sorted((c for c in columns if c.target and c.target.field == name), key=lambda c: c.rank):
            if said := shown(raw.cell(column.place)):
                return said[:60]
    return ""


def day_of(raw: Raw, columns: Sequence[Heading], record: str, told: Told, findings: Findings) -> AsOf:
    """The record's own day; of several columns the last that says one."""
    day, faulty = told.as_of, False
    for column in columns:
        cell = raw.cell(column.place)
        if column.target is None or column.target.field != "as_of" or cell == "":
            continue
        try:
            said = read_day(cell, told.today)
            if said > told.today.isoformat():
                raise Unreadable(*_AFTER_TODAY)
            day = said or day
        except Unreadable as fault:
            faulty = True
            findings.tell("error", fault.message, fault.mend, record=record, line=raw.line, field=column.title, value=cell)
    return AsOf(day, faulty)


def hold_width(raw: Raw, columns: Sequence[Heading], values: Values, findings: Findings) -> None:
    """A row of a separated file that is wider or narrower than its headings may say its figures in the wrong columns."""
    if not raw.short:
        return
    message, mend = _SHORT if raw.short > 0 else _LONG
    values.faulty = True
    column = columns[-1]
    findings.tell(
        "error", message.fill(n=str(abs(raw.short))), mend, record=values.record, line=raw.line, field=column.title,
        value=" | ".join(shown(c) for c in raw.row),
    )  # fmt: skip
